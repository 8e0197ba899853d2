package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/program"
)

// findFilledByHelper looks for a test in one method and the creation in another one of
// the same object that it calls because of the test:
//
//	if self.connection is None:
//	    await self.connect()       # sets self.connection after an await
func findFilledByHelper(pass *Pass, f *Func) {
	fn := &f.P.Funcs[f.Ref]
	if !f.P.Async(f.Ref) {
		return
	}
	tests := f.sharedTests()
	for i := range tests {
		t := &tests[i]
		if t.access == nil || t.sized || t.kind == isConst || t.kind == isMember || !t.access.Self || t.branch < 0 {
			continue
		}
		for k := range fn.Calls {
			c := &fn.Calls[k]
			if !c.Self || c.Spawned || len(c.Targets) != 1 || c.Targets[0] == f.Ref || c.Op < t.branch || !f.P.MaySuspend(c.Targets[0]) {
				continue
			}
			if side, ok := f.Decided(t.branch, c.Op); !ok || side != t.absent {
				continue
			}
			if _, again := f.Between(t.read, c.Op, func(op int32) bool { return f.validates(op, t) }); again {
				continue // that is for the test to be made in the helper
			}
			if w, suspends, ok := f.fills(c.Targets[0], t); ok && pass.filledByHelper(f, t, c, w, suspends) {
				break
			}
		}
	}
}

// fills finds the write of a helper that sets what a test found missing, after the
// helper has waited and without looking itself.
func (f *Func) fills(g program.FuncRef, t *test) (w *program.Access, suspends int32, ok bool) {
	for i := range f.P.Funcs[g].Access {
		a := &f.P.Funcs[g].Access[i]
		if a.Loc != t.access.Loc || !a.Self {
			continue
		}
		if a.Kind == program.Reading {
			return nil, 0, false // it looks itself, or uses what is there
		}
		if _, constant := f.P.ConstantWrite(program.Writer{Func: g, Access: a}); a.Kind != program.Writing || constant {
			continue
		}
		before := slices.IndexFunc(f.P.Suspensions(g), func(s int32) bool { return s < a.Op })
		if before < 0 || len(f.P.Held(g, a.Op)) > 0 {
			return nil, 0, false
		}
		return a, f.P.Suspensions(g)[before], true
	}
	return nil, 0, false
}

func (pass *Pass) filledByHelper(f *Func, t *test, c *program.CallSite, w *program.Access, suspends int32) bool {
	g := c.Targets[0]
	held := facts.Gap{From: t.read, To: c.Op, Suspends: -1, Held: f.Held(t.read) & f.Held(c.Op)}
	if len(f.over(held)) > 0 || f.claimed(c.Op) || f.P.Trial(f.Ref) {
		return false
	}
	e := f.P.Interferes(f.Ref, t.access, program.Writer{Func: f.Ref, Access: t.access})
	if e.Proof != program.Proved {
		callers, _ := f.P.AsyncCallers(f.Ref)
		switch {
		case len(callers) > 1 && program.Opens(c.Method):
			e.Why = fmt.Sprintf("%s and %s call %s, and any task may call them", f.P.Name(callers[0]), f.P.Name(callers[1]), f.P.Name(f.Ref))
		case f.P.LifeCycle(f.Ref) && program.Opens(c.Method) && !f.raisesIf(t):
			e.Why = fmt.Sprintf("a second call of %s does nothing, so one is expected", f.P.Name(f.Ref))
		default:
			return false
		}
		e.Proof = program.Intended
	}
	name := f.P.Describe(w.Loc)
	why, related := f.explain(e)
	r := rival{program.Writer{Func: g, Access: w}, e, false}
	pass.Report(c.Op, rule.Finding{
		Level: level(e), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s is found missing here and set by %s only after an await: a second task comes here in between and makes another one", name, f.P.Name(g)),
		Witness: f.interleaving(r,
			[]rule.Step{
				f.step(t.read, rule.Checks, "finds no "+name),
				{Loc: place(f.P, g, suspends), Action: rule.Suspends, Text: "suspends; other tasks run", Calls: []rule.Frame{{Func: f.P.Name(f.Ref), Loc: f.At(c.Op)}}},
			},
			[]rule.Step{{Loc: place(f.P, g, w.Op), Action: rule.Writes, Text: "sets " + name + " once more", Calls: []rule.Frame{{Func: f.P.Name(f.Ref), Loc: f.At(c.Op)}}}},
			"finds no "+name+" either, and sets it"),
	})
	return true
}
