package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findCleared looks for an attribute that a function has set or used, and uses again
// after an await, while something else may set it to None in between.
//
//	await self.socket.send(hello)      # it is there
//	await self.socket.send(request)    # close() has set it to None
func findCleared(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	reported := map[program.Location]bool{}
	for k := range access {
		r := &access[k]
		if r.Kind != program.Reading || !r.Self || r.Own || reported[r.Loc] || strings.ContainsRune(r.Loc.Path, '[') || r.Loc.Kind != program.OfInstance ||
			f.Body.Ops[r.Op].Code != ir.Read || !f.dereferences(r.Op) || !f.mayBeCleared(r.Loc) {
			continue
		}
		if f.handled(r.Op, []string{"AttributeError", "TypeError"}) || f.raisesAnyway(r.Op) {
			continue
		}
		if pass.goneAtStart(f, r) {
			reported[r.Loc] = true
			continue
		}
		for i := range access {
			a := &access[i]
			if a.Loc != r.Loc || a.Op == r.Op || !f.shows(a, r) {
				continue
			}
			gap, ok := f.Between(a.Op, r.Op, func(op int32) bool { return op != a.Op && f.looksAgain(op, r) })
			if !ok {
				continue
			}
			if f.failedToStart(r, gap) {
				continue
			}
			if other, ok := f.clearer(r, gap); ok {
				reported[r.Loc] = true
				pass.goneMeanwhile(f, a, r, gap, other)
				break
			}
		}
	}
}

// goneAtStart reports a task that takes an attribute for granted when it first runs, which
// who started it has set for it: between start and first step, others run.
func (pass *Pass) goneAtStart(f *Func, r *program.Access) bool {
	setter, ok := f.P.SetForTask(f.Ref, r.Loc)
	if !ok || !f.Reaches(0, r.Op, func(op int32) bool { return f.looksAgain(op, r) || f.Suspends(op) && op != r.Op }) {
		return false
	}
	other, ok := f.met(r, r.Loc, facts.Gap{From: r.Op, To: r.Op, Suspends: -1, Held: f.Held(r.Op)}, func(w program.Writer) bool {
		waits := slices.ContainsFunc(f.P.Suspensions(w.Func), func(s int32) bool { return s < w.Access.Op })
		return w.Func != setter.Func && f.clears(w) && !waits // else the task has run by then
	})
	if !ok {
		return false
	}
	name := f.Module.PathString(f.Body.Ops[r.Op].Path())
	pass.Report(r.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: other.Why,
		Message: fmt.Sprintf("%s may be None when this task first runs: %s may clear it after the task was started", name, f.P.Name(other.Func)),
		Witness: f.interleaving(other,
			[]rule.Step{{Loc: place(f.P, setter.Func, setter.Op), Action: rule.Writes, Text: "sets " + name + " and starts the task, which runs later"}},
			[]rule.Step{f.step(r.Op, rule.Reads, "uses "+name+" without looking whether it is still there")},
			"sets "+name+" to None"),
		Fix: "Pass the object to the task as an argument.",
	})
	return true
}

// raisesAnyway says whether an op stands in a try statement whose finally clause raises an
// exception of its own, so that a failure of the op does not show.
func (f *Func) raisesAnyway(op int32) bool {
	for _, a := range f.Enclosing(op) {
		x := &f.Body.Ops[a.Op]
		if x.Code != ir.Try {
			continue
		}
		last := false
		for i := op; i < int32(len(f.Body.Ops)); i++ {
			switch y := &f.Body.Ops[i]; {
			case y.Code == ir.Finally && y.X == x.X:
				last = true
			case y.Code == ir.EndTry && y.X == x.X:
				last = false
			case last && y.Code == ir.Raise && y.N > 0:
				return true
			}
		}
	}
	return false
}

// mayBeCleared says whether some function other than this one sets a location to None.
func (f *Func) mayBeCleared(loc program.Location) bool {
	for _, w := range f.writers(loc) {
		if !f.P.Setup(w.Func) && f.clears(w) {
			return true
		}
	}
	return false
}

// shows says whether an access shows that there is an object: it sets one, or uses it.
func (f *Func) shows(a, r *program.Access) bool {
	switch a.Kind {
	case program.Writing:
		return f.Body.Ops[a.Op].Code == ir.Write && !f.setsNothing(a.Op) && f.sameObject(a.Op, r.Op)
	case program.Reading:
		return f.Body.Ops[a.Op].Code == ir.Read && f.dereferences(a.Op) && f.sameObject(a.Op, r.Op)
	}
	return false
}

// looksAgain says whether an op tests the location of a read, or sets it.
func (f *Func) looksAgain(op int32, r *program.Access) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op == op && a.Loc == r.Loc {
			return a.Kind == program.Writing || a.Kind == program.Deleting || a.Kind == program.Reading && f.feedsTest(op)
		}
	}
	return false
}

// failedToStart says whether a use stands in an except clause for what brings the object
// into use: where that has failed, nothing happens to the object.
func (f *Func) failedToStart(r *program.Access, gap facts.Gap) bool {
	x := &f.Body.Ops[gap.Suspends]
	if x.Code != ir.Await || !f.InClauseFor(r.Op, gap.Suspends) {
		return false
	}
	call := int32(f.Body.Args(x)[0])
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || !program.Begins(c.Method) {
		return false
	}
	on := f.receiver(call)
	return on >= 0 && f.Body.Ops[on].Path() == f.Body.Ops[r.Op].Path()
}

// clearer finds who may set the location of r to None during a gap.
func (f *Func) clearer(r *program.Access, gap facts.Gap) (rival, bool) {
	for _, other := range f.rivals(r, r.Loc, gap, f.clears) {
		if other.Proof == program.Proved && !f.stops(other) {
			return other, true
		}
	}
	return f.met(r, r.Loc, gap, f.clears)
}

func (pass *Pass) goneMeanwhile(f *Func, a, r *program.Access, gap facts.Gap, other rival) {
	name := f.Module.PathString(f.Body.Ops[r.Op].Path())
	why, related := f.explain(other.Evidence)
	seen, action := "uses "+name, rule.Reads
	if a.Kind == program.Writing {
		seen, action = "sets "+name, rule.Writes
	}
	pass.Report(r.Op, rule.Finding{
		Level: level(other.Evidence), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s may be None since the await before: %s clears it", name, f.P.Name(other.Func)),
		Witness: f.interleaving(other,
			[]rule.Step{
				f.step(a.Op, action, seen),
				f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
			},
			[]rule.Step{f.step(r.Op, rule.Reads, "uses "+name+" without looking whether it is still there")},
			"sets "+name+" to None"),
		Fix: "Keep the object in a local variable before the first `await`, or test the attribute again after it.",
	})
}
