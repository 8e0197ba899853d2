package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findAwaitedAgain looks for a shared future that a function waits for and then reads
// from its attribute once more to learn the outcome: by then another task may have put a
// new future there, which has none.
//
//	await asyncio.wait([self.ready], timeout=1)
//	return self.ready.exception()
func findAwaitedAgain(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for k := range access {
		r := &access[k]
		if r.Kind != program.Reading || !r.Self || r.Loc.Kind != program.OfInstance || !f.asksOutcome(r.Op) {
			continue
		}
		for i := range access {
			a := &access[i]
			if a.Loc != r.Loc || a.Kind != program.Reading || a.Op == r.Op || !f.sameObject(a.Op, r.Op) || !f.goesToWait(a.Op) {
				continue
			}
			gap, ok := f.Between(a.Op, r.Op, func(op int32) bool { return op != a.Op && f.setsOrTests(op, r) })
			if !ok {
				continue
			}
			if other, ok := f.replacer(r, gap); ok {
				pass.awaitedAgain(f, a, r, gap, other)
				return
			}
		}
	}
}

// asksOutcome says whether a read serves to ask what a future holds has come to.
func (f *Func) asksOutcome(read int32) bool { return f.memberUsed(read, "result", "exception") }

// memberUsed says whether one of the named members is read of what a read finds.
func (f *Func) memberUsed(read int32, names ...string) bool {
	return slices.ContainsFunc(f.Uses(read), func(u int32) bool {
		x := &f.Body.Ops[u]
		if x.Code != ir.Read || f.Body.Base(x) != ir.Value(read) {
			return false
		}
		return slices.Contains(names, f.Module.Str(f.Module.Paths[x.Path()].Name))
	})
}

// goesToWait says whether a value is awaited, alone or among others.
func (f *Func) goesToWait(op int32) bool {
	return slices.ContainsFunc(f.Uses(op), func(u int32) bool {
		switch x := &f.Body.Ops[u]; x.Code {
		case ir.Await, ir.YieldFrom:
			return true
		case ir.Build:
			return f.goesToWait(u)
		case ir.Call:
			c := f.P.Funcs[f.Ref].CallAt(u)
			return c != nil && (c.Name == "asyncio.wait" || c.Name == "asyncio.wait_for" || c.Name == "asyncio.shield")
		}
		return false
	})
}

// setsOrTests says whether an op sets the location of a read, or tests what stands there
// in another way than by the outcome.
func (f *Func) setsOrTests(op int32, r *program.Access) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		return a.Op == op && a.Loc == r.Loc && a.Op != r.Op &&
			(a.Kind == program.Writing || a.Kind == program.Deleting || a.Kind == program.Reading && (f.feedsTest(op) || f.memberUsed(op, "done", "cancelled")))
	})
}

// replacer finds a write that puts a new future to the location of r if the old one is
// gone or done.
func (f *Func) replacer(r *program.Access, gap facts.Gap) (rival, bool) {
	over := f.over(gap)
	for _, w := range f.writers(r.Loc) {
		if w.Access.Kind != program.Writing || !w.Access.Self || f.P.Setup(w.Func) || f.P.Trial(f.Ref) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			continue
		}
		if _, constant := f.P.ConstantWrite(w); constant {
			continue
		}
		reads := func(a program.Access) bool {
			return a.Loc == r.Loc && a.Kind == program.Reading && a.Op < w.Access.Op
		}
		if slices.ContainsFunc(f.P.Funcs[w.Func].Access, reads) {
			why := fmt.Sprintf("%s waits here for what another task does, so it expects other tasks", f.P.Name(f.Ref))
			return rival{w, program.Evidence{Proof: program.Intended, Why: why}, false}, true
		}
	}
	return rival{}, false
}

func (pass *Pass) awaitedAgain(f *Func, a, r *program.Access, gap facts.Gap, other rival) {
	name := f.Module.PathString(f.Body.Ops[r.Op].Path())
	pass.Report(r.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: other.Why,
		Message: fmt.Sprintf("%s is read anew after it was waited for; another task may have replaced it by a future that has no outcome yet", name),
		Witness: f.interleaving(other,
			[]rule.Step{
				f.step(a.Op, rule.Reads, "waits for "+name),
				f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
			},
			[]rule.Step{f.step(r.Op, rule.Reads, "asks the new "+name+" for its outcome, which raises InvalidStateError")},
			"finds "+name+" done and puts a new one there"),
		Fix: "Keep the future in a local variable and ask that one.",
	})
}
