package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// besideHandover reports what a method does to the loop's state directly although it
// hands other work over with call_soon_threadsafe, and so is meant for other threads:
// calls that are bound to the loop, changes of containers over which the loop's code
// iterates.
func (pass *Pass) besideHandover(f *Func) {
	if !f.P.Has(f.Ref, program.HandsOver) || f.P.InTests(f.Ref) || f.P.Setup(f.Ref) || !f.P.ForAnybody(f.Ref) {
		return
	}
	over := f.handover()
	if over < 0 {
		return
	}
	why := f.P.Name(f.Ref) + " hands work to the loop with call_soon_threadsafe, so it is meant for other threads"
	at := program.Site{Func: f.Ref, Op: over}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		instead, bound := f.P.LoopBound(c)
		if bound && c.OnSelf && !c.Fresh && !f.beforeStart(c.Op) && !f.afterEnd(c.Op) && f.Body.Ops[c.Op].Code == ir.Call && f.Graph.BlockOf(c.Op) >= 0 && f.together(c.Op, over) {
			pass.otherSide(f, c, instead, at, why)
		}
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if !a.Kind.Resizes() || !a.Self || a.Loc.Kind != program.OfInstance || f.Graph.BlockOf(a.Op) < 0 || !f.together(a.Op, over) {
			continue
		}
		if w, ok := f.iteratedOnLoop(a); ok {
			pass.iterated(f, a, w, at, why)
		}
	}
}

// handover returns a call that hands work to a loop in another thread, or -1.
func (f *Func) handover() int32 {
	for _, c := range f.P.Funcs[f.Ref].Calls {
		if (c.Method == "call_soon_threadsafe" || c.Method == "run_coroutine_threadsafe") && f.Graph.BlockOf(c.Op) >= 0 {
			return c.Op
		}
	}
	return -1
}

// together says whether one call of the function may do both: neither stands on a side
// of a test of its own that excludes the other.
func (f *Func) together(a, b int32) bool { return f.Reaches(a, b, nil) || f.Reaches(b, a, nil) }

// iteratedOnLoop finds an iteration, by code that runs on the loop, over the container
// that an access changes, without a lock that both hold.
func (f *Func) iteratedOnLoop(a *program.Access) (program.Writer, bool) {
	for _, g := range f.P.Around(a.Loc) {
		access := f.P.Funcs[g].Access
		for i := range access {
			b := &access[i]
			if b.Kind != program.Iterating || b.Loc != a.Loc || !f.P.OnLoopOnly(g) || f.P.Body(g, nil).Ops[b.Op].Code != ir.Iter {
				continue
			}
			if !slices.ContainsFunc(f.P.Held(g, b.Op), func(k program.Lock) bool {
				return k.Row.Scope == model.Thread && slices.ContainsFunc(f.P.Held(f.Ref, a.Op), k.Same)
			}) {
				return program.Writer{Func: g, Access: b}, true
			}
		}
	}
	return program.Writer{}, false
}

func (pass *Pass) iterated(f *Func, a *program.Access, w program.Writer, at program.Site, why string) {
	name := f.name(a.Loc, a.Op)
	if f.Body.Ops[a.Op].Code == ir.Call {
		name = f.P.Describe(a.Loc)
	}
	pass.Report(a.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: why,
		Message: fmt.Sprintf("%s is changed here while %s may iterate over it on the event loop's thread: %s", name, f.P.Name(w.Func), why),
		Witness: rule.Witness{
			Actors: []string{"Thread A (caller of " + f.P.Name(f.Ref) + ")", "The event loop's thread (" + f.P.Name(w.Func) + ")"},
			Steps: []rule.Step{
				{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Reads, Text: "begins to iterate over " + name},
				f.step(a.Op, rule.Writes, "changes the size of "+name),
				{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Resumes, Text: "goes on: it misses an element or raises RuntimeError"},
			},
		},
		Related: []rule.Related{{Loc: place(f.P, at.Func, at.Op), Text: "work is handed to the loop here"}},
		Fix:     "Hand the change to the loop's thread, too, or iterate over a copy.",
	})
}
