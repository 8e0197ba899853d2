package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findGoneElements looks for removals that fail if the element is not there any more,
// where another method empties the container while the function waits:
//
//	self.pending[key] = reply
//	try:
//	    return await reply
//	finally:
//	    del self.pending[key]      # close() has cleared it: KeyError
//
// The same goes for a callback of a task, which takes the task out of a set.
func findGoneElements(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	callback := f.P.DoneCallback(f.Ref)
	for k := range access {
		r := &access[k]
		if !r.Self || r.Own || r.Loc.Kind != program.OfInstance || !f.needsElement(r) || f.handled(r.Op, []string{"KeyError", "ValueError"}) ||
			f.Tolerates(r.Op, "KeyError") || f.Tolerates(r.Op, "ValueError") || f.asksBefore(r) {
			continue
		}
		if callback {
			gap := facts.Gap{From: r.Op, To: r.Op, Suspends: -1, Held: f.Held(r.Op)}
			if other, ok := f.emptier(r, gap); ok {
				pass.goneElement(f, nil, r, gap, other)
			}
			continue
		}
		for i := range access {
			a := &access[i]
			if a.Loc != r.Loc || a.Kind != program.Storing && a.Kind != program.Growing || a.Op >= r.Op {
				continue
			}
			gap, ok := f.Between(a.Op, r.Op, func(op int32) bool { return op != a.Op && f.storesAgain(op, r) })
			if !ok {
				continue
			}
			if other, ok := f.emptier(r, gap); ok {
				pass.goneElement(f, a, r, gap, other)
				break
			}
		}
	}
}

// needsElement says whether an access takes a given element out of a container and fails
// if it is not there.
func (f *Func) needsElement(a *program.Access) bool {
	x := &f.Body.Ops[a.Op]
	switch a.Kind {
	case program.Removing:
		return x.Code == ir.Delete && f.Body.Key(x) >= 0
	case program.Shrinking:
		c := f.P.Funcs[f.Ref].CallAt(a.Op)
		if c == nil || x.Code != ir.Call || f.Body.NumArgs(x) != 1 {
			return false
		}
		_, number := f.constant(f.Body.CallArg(x, 0).Value)
		return c.Method == "remove" || c.Method == "pop" && !number
	}
	return false
}

// asksBefore says whether a removal depends on something that is tested after the last
// gap: that the object is not closed, that the element is there.
func (f *Func) asksBefore(r *program.Access) bool {
	for i := range r.Op {
		if f.Body.Ops[i].Code != ir.Branch {
			continue
		}
		if _, ok := f.Decided(i, r.Op); !ok {
			continue
		}
		if _, gap := f.Between(i, r.Op, nil); !gap {
			return true
		}
	}
	return false
}

// storesAgain says whether an op puts something into the container of r anew.
func (f *Func) storesAgain(op int32, r *program.Access) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		return a.Op == op && a.Loc == r.Loc && (a.Kind == program.Storing || a.Kind == program.Growing || a.Kind == program.Writing)
	})
}

// emptier finds a write of another function that takes everything out of the container.
func (f *Func) emptier(r *program.Access, gap facts.Gap) (rival, bool) {
	over := f.over(gap)
	for _, w := range f.writers(r.Loc) {
		if w.Func == f.Ref || !w.Access.Self || f.P.Setup(w.Func) || f.P.Trial(f.Ref) || f.P.Trial(w.Func) ||
			!f.P.EmptiesAll(w) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) || f.P.Inside(w.Func, f.Ref) || f.P.AwaitsAllBefore(w) {
			continue
		}
		return rival{w, program.Evidence{
			Proof: program.Intended,
			Why:   fmt.Sprintf("%s empties it while there may be elements whose owners are still at work", f.P.Name(w.Func)),
		}, false}, true
	}
	return rival{}, false
}

func (pass *Pass) goneElement(f *Func, a, r *program.Access, gap facts.Gap, other rival) {
	name := f.P.Describe(r.Loc)
	var before []rule.Step
	when := "while the task was running"
	if a != nil {
		before = []rule.Step{
			f.step(a.Op, rule.Writes, "puts an element into "+name),
			f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
		}
		when = "during the await"
	}
	pass.Report(r.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: other.Why,
		Message: fmt.Sprintf("%s may have emptied %s %s; this removal then raises an exception", f.P.Name(other.Func), name, when),
		Witness: f.interleaving(other, before,
			[]rule.Step{f.step(r.Op, rule.Writes, "removes the element, which is not there any more")},
			"empties "+name),
		Fix: "Use what tolerates a missing element: `discard`, `pop(key, None)`, or suppress the exception.",
	})
}
