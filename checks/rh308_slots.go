package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// An object keeps the future that its one waiter waits for, and turns a second waiter
// away. A waiter that is cancelled leaves the future there, done, and with it the sign
// that says that somebody waits.

// occupiedSlots reports awaits of a future that the function keeps in a field which it
// has found empty before, where a cancellation does not empty the field again.
func (pass *Pass) occupiedSlots(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing || a.Own || f.Graph.BlockOf(a.Op) < 0 {
			continue
		}
		refusal := f.refusesBefore(a)
		if refusal < 0 || f.onceOnly(a) {
			continue
		}
		w, ok := f.P.AwaitsNewFuture(program.Writer{Func: f.Ref, Access: a})
		empties := func(op int32) bool { return f.writesTo(op, a.Loc) }
		if ok && w.Func == f.Ref && !w.Tidy && !f.Shielded(w.Op) && f.Reaches(a.Op, w.Op, empties) && f.CancelEscapes(w.Op, empties) {
			pass.occupiedSlot(f, a, w.Op, refusal)
		}
	}
}

// refusesBefore finds a raise that the function comes to instead of a write if the field
// that is written is set already; -1 if there is none.
func (f *Func) refusesBefore(a *program.Access) int32 {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		r := &access[i]
		if r.Kind != program.Reading || r.Loc != a.Loc || r.Op > a.Op {
			continue
		}
		for k := r.Op; k < a.Op; k++ {
			if f.Body.Ops[k].Code == ir.Raise && f.decidedBy(k, r.Op, true, true) {
				return k
			}
		}
	}
	return -1
}

// onceOnly says whether the function has left before a write if a flag is set that it sets
// itself on its way there, so that it comes there once for each object.
func (f *Func) onceOnly(a *program.Access) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		r := &access[i]
		if r.Kind != program.Reading || r.Loc == a.Loc || r.Op > a.Op {
			continue
		}
		left := false
		for k := r.Op; k < a.Op; k++ {
			x := &f.Body.Ops[k]
			left = left || (x.Code == ir.Return || x.Code == ir.Raise) && f.decidedBy(k, r.Op, true, true)
			if left && f.writesTo(k, r.Loc) {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) occupiedSlot(f *Func, a *program.Access, s, refusal int32) {
	name := f.name(a.Loc, a.Op)
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("if the task is cancelled here, the future stays in %s: the next call of %s finds it and raises", name, f.P.Name(f.Ref)),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller", "Task B (next call)"},
			Steps: []rule.Step{
				f.step(a.Op, rule.Writes, "keeps a new future in "+name),
				f.step(s, rule.Suspends, "waits for it"),
				{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: "cancels the task, and the future with it"},
				{Actor: 2, Loc: f.At(refusal), Action: rule.Checks, Text: "finds the field set and raises"},
			},
		},
		Fix: "Empty the field in a finally clause.",
	})
}
