package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// brokenUp reports changes of shared lists and dicts that only the global interpreter lock
// makes whole, for programs that run without it.
func (pass *Pass) brokenUp(f *Func) {
	if !f.P.FreeThreaded() {
		return
	}
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Own || a.Kind < program.Growing || a.Kind > program.Changing {
			continue
		}
		c := fn.CallAt(a.Op)
		if c == nil || !f.tears(c) || len(threadLocks(f.locksAt(a.Op))) > 0 {
			continue
		}
		e := f.othersAround(a)
		if e.Proof == program.None {
			continue
		}
		name := f.name(a.Loc, a.Op)
		who := f.P.Name(f.Ref)
		pass.Report(a.Op, rule.Finding{
			Level: level(e), Subject: f.P.Describe(a.Loc), Evidence: e.Why,
			Message: fmt.Sprintf("without the global interpreter lock, other threads may see what %s holds half changed by %s", f.P.Describe(a.Loc), c.Method),
			Witness: rule.Witness{
				Actors: []string{"Thread A (" + who + ")", "Thread B"},
				Steps: []rule.Step{
					f.step(a.Op, rule.Writes, "begins to change "+name),
					{Actor: 1, Loc: f.At(a.Op), Action: rule.Reads, Text: "reads it meanwhile"},
					f.step(a.Op, rule.Writes, "finishes"),
				},
			},
		})
	}
}

// tears says whether other threads can see the change that a call makes half done, though
// not under the global interpreter lock.
func (f *Func) tears(c *program.CallSite) bool {
	row, ok := f.P.Atomic(c)
	if !ok || !row.GIL {
		return false
	}
	x := &f.Body.Ops[c.Op]
	if row.Indexed && f.Body.NumArgs(x) > 0 {
		return true
	}
	if row.Iterable && f.Body.NumArgs(x) > 0 {
		kind, _ := f.types().Container(f.Body.CallArg(x, 0).Value)
		return kind == program.NotContainer && f.Body.Ops[f.Body.CallArg(x, 0).Value].Code != ir.Build
	}
	return !row.Free
}

// othersAround says why other threads may use what an access changes.
func (f *Func) othersAround(a *program.Access) program.Evidence {
	if a.Loc.Kind == program.OfModule || a.Loc.Kind == program.OfClass {
		e, weak := f.P.ThreadsReach(f.Ref)
		if weak {
			return program.Evidence{}
		}
		return e
	}
	for _, w := range f.P.Writers(a.Loc) {
		if f.P.Setup(w.Func) || w.Func == f.Ref && w.Access.Op == a.Op {
			continue
		}
		if e := f.P.InterferesThread(f.Ref, a, w); e.Proof != program.None {
			if e.Why == "" {
				e.Why = f.P.Name(e.A.Func) + " and " + f.P.Name(e.B.Func) + " run at the same time"
			}
			return e
		}
	}
	return program.Evidence{}
}
