package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// setsOnce says, from tables alone, whether a function may set a variable of a class or
// module that is to be set once, where threads may come.
func setsOnce(p *program.Program, f program.FuncRef) bool {
	return p.IR(f).Kind == ir.Function && p.IR(f).Flags&ir.Async == 0 && !p.Trial(f) && p.PackageUsesThreads(p.Funcs[f].Mod) && fillsSlot(p, f)
}

// findSetTwice reports variables of a class or module that a function refuses to set
// again, without a lock over the test and the assignment.
//
//	if name in REGISTRY: raise ValueError(name)
//	REGISTRY[name] = handler         # a second thread has passed the test, too
func findSetTwice(pass *Pass, f *Func) {
	if !setsOnce(f.P, f.Ref) {
		return
	}
	seen := map[program.Location]bool{}
	for _, x := range f.fillings() {
		if seen[x.write.Loc] || !f.registry(&x) || f.setBack(&x) || f.isText(f.Body.Stored(&f.Body.Ops[x.write.Op])) || f.takesUnseen(x.write.Op) || f.P.ThreadLocal(x.write.Loc) || !f.setOnce(&x) {
			continue
		}
		gap, ok := f.Way(x.read, x.write.Op, func(op int32) bool { return op != x.write.Op && f.validates(op, x.test) })
		if !ok || len(threadLocks(f.over(gap))) > 0 || f.claimedLocked(x.write.Op) {
			continue
		}
		if e, _ := f.threadsMeet(&x); e.Proof != program.None {
			seen[x.write.Loc] = true
			pass.setTwice(f, &x, e, false)
		}
	}
}

// setBack says whether the function sets a variable back to what the test found: a mark
// that it is under way, and not a thing that is there to stay.
func (f *Func) setBack(x *filling) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		if a.Loc != x.write.Loc || a.Kind != program.Writing || a.Op <= x.write.Op {
			return false
		}
		text, constant := f.P.ConstantWrite(program.Writer{Func: f.Ref, Access: &a})
		return constant && emptyConstant(text)
	})
}

// isText says whether a value is a text that is put together: one is as good as another.
func (f *Func) isText(v ir.Value) bool {
	x := &f.Body.Ops[f.Origin(v)]
	switch x.Code {
	case ir.Build:
		return x.Aux == ir.BuildString
	case ir.Binary:
		left := f.Body.Args(x)[0]
		return f.Body.Ops[f.Origin(left)].Code == ir.Const || f.isText(left)
	}
	return false
}

// registry says whether what is filled is a variable of a class or module, or an item of
// one in a module that itself has to do with threads: other registries are filled at
// import, or by one thread.
func (f *Func) registry(x *filling) bool {
	w := x.write
	if !x.slot(f) || w.Loc.Kind != program.OfModule && !w.Global && !w.Self || strings.Count(w.Loc.Path, "[") > 1 {
		return false
	}
	return f.Body.Key(&f.Body.Ops[w.Op]) < 0 || f.P.UsesThreads(f.P.Funcs[f.Ref].Mod)
}

// setOnce says whether the function refuses to set again what is set already: it raises
// or warns instead. So it matters who comes first.
func (f *Func) setOnce(x *filling) bool {
	if x.branch < 0 {
		return false
	}
	for i := x.branch + 1; i < int32(len(f.Body.Ops)); i++ {
		op := &f.Body.Ops[i]
		switch op.Code {
		case ir.Raise:
			if op.Flags&ir.Assertion != 0 {
				continue
			}
		case ir.Call:
			c := f.P.Funcs[f.Ref].CallAt(i)
			if c == nil || c.Method != "warning" && c.Method != "warn" && c.Method != "error" {
				continue
			}
		default:
			continue
		}
		if side, ok := f.Decided(x.branch, i); ok && side == x.present() {
			return true
		}
	}
	return false
}

func (pass *Pass) setTwice(f *Func, x *filling, e program.Evidence, weak bool) {
	name := f.Module.PathString(f.Body.Ops[x.write.Op].Path())
	why, related := f.explain(e)
	r := rival{program.Writer{Func: f.Ref, Access: x.write}, e, true}
	pass.Report(x.write.Op, rule.Finding{
		Level: rule.Warning, Pedantic: weak, Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s is to be set only once, but two threads may both find it unset and set it; the second replaces the first unnoticed", name),
		Witness: f.interleaving(r,
			[]rule.Step{f.step(x.read, rule.Checks, "finds "+name+" unset")},
			[]rule.Step{f.step(x.write.Op, rule.Writes, "sets it, too, and replaces what the other thread goes on with")},
			"finds it unset, too, and sets it"),
		Fix: "Hold a lock over the test and the assignment, or do both in one step (`dict.setdefault` and compare).",
	})
}
