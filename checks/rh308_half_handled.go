package checks

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
)

// halfHandled reports loops that end at a cancellation of one await, clean up behind
// the loop, and have another await from which a cancellation skips that clean-up.
func (pass *Pass) halfHandled(f *Func) {
	for _, h := range f.CancelHandlers() {
		if !f.namesCancelled(&h) || f.raisesIn(h.Op, h.End) {
			continue
		}
		for _, s := range h.Suspends {
			if !f.OnLoop(s) || f.Reaches(h.Op, s, nil) {
				continue // the handler does not leave the loop
			}
			clean := f.cleansBehind(h.End, s)
			other := f.unguarded(s, &h)
			if clean >= 0 && other >= 0 {
				pass.halfHandledLoop(f, s, h.Op, other, clean)
				return
			}
		}
	}
}

// namesCancelled says whether an except clause names the exception of a cancellation
// itself, and not only one that covers it.
func (f *Func) namesCancelled(h *facts.CancelHandler) bool {
	return slices.ContainsFunc(f.Body.Handlers[f.Body.Ops[h.Op].X].Types, f.isCancellation)
}

// isCancellation says whether a path is that of the exception of a cancellation.
func (f *Func) isCancellation(t ir.PathID) bool {
	if t == 0 {
		return false
	}
	name := f.Module.Str(f.Module.Paths[t].Name)
	return name == "CancelledError" || name == "Cancelled"
}

// raisesIn says whether there is a raise among the ops [from, to).
func (f *Func) raisesIn(from, to int32) bool {
	for i := from; i < to; i++ {
		if f.Body.Ops[i].Code == ir.Raise {
			return true
		}
	}
	return false
}

// unguarded finds another suspension of the loop that s is on, from which a cancellation
// leaves the function right away; -1 if there is none.
func (f *Func) unguarded(s int32, h *facts.CancelHandler) int32 {
	from, _ := f.TryBody(f.Body.Handlers[f.Body.Ops[h.Op].X].Region)
	for i := range f.Body.Ops {
		op := int32(i)
		if op == s || slices.Contains(h.Suspends, op) || f.Body.Ops[i].Code != ir.Await || f.Graph.BlockOf(op) < 0 || !f.Suspends(op) {
			continue
		}
		if op < from && !f.OnLoop(op) || f.Shielded(op) || f.InHandler(op) || !f.Reaches(s, op, nil) || !f.Reaches(op, s, nil) {
			continue
		}
		if f.CancelEscapes(op, f.InHandler) {
			return op
		}
	}
	return -1
}

// cleansBehind finds a clean-up among the ops behind the loop that s is on: it changes
// shared state or closes something, and comes whenever the loop has ended.
func (f *Func) cleansBehind(from, s int32) int32 {
	access := f.P.Funcs[f.Ref].Access
	for i := from; int(i) < len(f.Body.Ops); i++ {
		if f.Graph.BlockOf(i) < 0 || f.Reaches(i, s, nil) || f.Leaves(from, func(op int32) bool { return op == i }) {
			continue
		}
		if c := f.P.Funcs[f.Ref].CallAt(i); c != nil && f.Body.Ops[i].Code == ir.Call && cleanups[c.Method] {
			return i
		}
		for k := range access {
			if a := &access[k]; a.Op == i && a.Kind.Writes() && !a.Own {
				return i
			}
		}
	}
	return -1
}

func (pass *Pass) halfHandledLoop(f *Func, s, catch, other, clean int32) {
	pass.Report(other, rule.Finding{
		Level: rule.Warning, Subject: f.P.Name(f.Ref),
		Message: "if the task is cancelled here, the clean-up behind the loop is skipped: the handler of the cancellation guards another await only",
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(catch, rule.Checks, "a cancellation of the await that it guards ends the loop, and what follows cleans up"),
				f.step(other, rule.Suspends, "waits in the same loop, outside of that try"),
				{Actor: 1, Loc: f.At(other), Action: rule.Ends, Text: "cancels the task, or its timeout does"},
				f.step(clean, rule.Writes, "would clean up, but is never reached"),
			},
		},
		Related: []rule.Related{{Loc: f.At(s), Text: "the await that the handler guards"}},
		Fix:     "Put the clean-up into a finally clause, or both awaits into the try.",
	})
}
