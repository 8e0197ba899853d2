package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// byOthers looks for a suspension in the loop body during which another strand
// changes the container.
func (s *iterations) byOthers(it *iteration) bool {
	f := s.f
	if it.access == nil || it.access.Own || it.locked() || !resized(s.f.P, it.access.Loc) {
		return false
	}
	if it.access.Loc.Kind == program.OfInstance && !it.access.Self && !s.outlives(it.source) {
		return false
	}
	for _, at := range f.P.Suspensions(f.Ref) {
		if at == it.iter || !f.IterLiveOver(it.start, it.iter, at) || !f.Reaches(it.start, at, nil) || !s.standsAt(f.Origin(it.source), at) {
			continue
		}
		gap := facts.Gap{From: it.iter, To: at, Suspends: at, Held: f.Held(it.iter) & f.Held(at)}
		for _, r := range f.rivals(it.access, it.access.Loc, gap, nil) {
			if !s.rivalBreaks(it, r) {
				continue
			}
			s.reportOthers(it, at, r)
			return true
		}
		if r, ok := f.met(it.access, it.access.Loc, gap, func(w program.Writer) bool {
			return w.Func != f.Ref && s.rivalBreaks(it, rival{Writer: w})
		}); ok {
			s.reportOthers(it, at, r)
			return true
		}
		if r, ok := s.openTo(it, gap); ok {
			s.reportOthers(it, at, r)
			return true
		}
	}
	return false
}

// openTo finds a write that users of the object may make while the loop waits. Of a list it
// is silent: it skips an element at worst.
func (s *iterations) openTo(it *iteration, gap facts.Gap) (rival, bool) {
	f := s.f
	if s.kindOf(it) == program.ListKind || s.kindOf(it) == program.UnknownKind {
		return rival{}, false
	}
	over := f.over(gap)
	clears := func(g program.FuncRef, op int32) bool {
		c := f.P.Funcs[g].CallAt(op)
		return c != nil && c.Method == "clear"
	}
	drains := slices.ContainsFunc(f.P.Writers(it.access.Loc), func(w program.Writer) bool {
		return w.Func == f.Ref && clears(f.Ref, w.Access.Op)
	})
	for _, w := range f.P.Writers(it.access.Loc) {
		if drains && clears(w.Func, w.Access.Op) {
			continue // two ways to end the same: one of them is in use
		}
		if w.Func == f.Ref || f.P.Setup(w.Func) || f.P.Trial(w.Func) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) || !s.rivalBreaks(it, rival{Writer: w}) {
			continue
		}
		if why, ok := f.P.OpenToTasks(f.Ref, it.access, w); ok {
			return rival{w, program.Evidence{Proof: program.Intended, Why: why}, false}, true
		}
	}
	return rival{}, false
}

// byThreads looks for another thread that changes the container: threads need no
// suspension, only that no lock of theirs is held over the loop.
func (s *iterations) byThreads(it *iteration) bool {
	f := s.f
	if it.access == nil || it.access.Own || it.locked() || !f.P.Threaded(f.Ref) && !f.P.ServesThreads(f.Ref) || f.P.Setup(f.Ref) || !resized(f.P, it.access.Loc) ||
		!s.standsAt(f.Origin(it.source), it.iter) {
		return false
	}
	if it.access.Loc.Kind == program.OfInstance && !it.access.Self && !s.outlives(it.source) {
		return false
	}
	gap := facts.Gap{From: it.iter, To: it.iter, Suspends: -1, Held: f.Held(it.iter)}
	for _, r := range f.threadRivals(it.access, it.access.Loc, gap, func(w program.Writer) bool { return w.Access.Kind.Resizes() }) {
		if s.rivalBreaks(it, r) {
			s.reportOthers(it, it.iter, r)
			return true
		}
	}
	if r, ok := f.metInThreads(it.access, gap, func(r rival) bool { return s.rivalBreaks(it, r) }); ok {
		s.reportOthers(it, it.iter, r)
		return true
	}
	if r, ok := s.besideLockedElements(it, gap); ok {
		s.reportOthers(it, it.iter, r)
		return true
	}
	return false
}

// besideLockedElements finds a write that users of the object may make during a loop which
// calls methods of the elements that take locks of theirs: the elements are there for
// several threads, and so is what keeps them.
func (s *iterations) besideLockedElements(it *iteration, gap facts.Gap) (rival, bool) {
	f := s.f
	calls := f.P.Funcs[f.Ref].Calls
	i := slices.IndexFunc(calls, func(c program.CallSite) bool {
		return !c.Spawned && len(c.Targets) > 0 && s.onElement(it, &c) && f.P.LocksItself(c.Targets[0])
	})
	if i < 0 || s.kindOf(it) == program.ListKind {
		return rival{}, false
	}
	over := threadLocks(f.over(gap))
	for _, w := range f.P.Writers(it.access.Loc) {
		if w.Func == f.Ref || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) || !s.rivalBreaks(it, rival{Writer: w}) || !f.P.OpenToThreads(f.Ref, it.access, w) {
			continue
		}
		why := fmt.Sprintf("%s takes a lock of the element, so several threads work with those", f.P.Name(calls[i].Targets[0]))
		return rival{w, program.Evidence{Proof: program.Intended, Why: why}, true}, true
	}
	return rival{}, false
}

// outlives says whether the object that holds a container comes from outside of the
// function: an argument or a module variable. What was made or looked up for this very
// call is taken to belong to it.
func (s *iterations) outlives(source ir.Value) bool {
	t, ok := s.trailOf(source)
	if !ok {
		return false
	}
	root := s.rootOf(source)
	if t.global || s.f.LocalOf(int32(root)) == 0 {
		return true
	}
	return slices.Contains(s.f.Defs(int32(root)), facts.Param)
}

// rivalBreaks says whether the write of another strand changes the size of the
// container, other than by setting a key that it has tested to be there.
func (s *iterations) rivalBreaks(it *iteration, r rival) bool {
	p := s.f.P
	if s.f.awaitsStrands(r) {
		return false
	}
	if !r.Access.Kind.Resizes() || r.Proof != program.Proved && r.Func == s.f.Ref {
		return false
	}
	method := ""
	if c := p.Funcs[r.Func].CallAt(r.Access.Op); c != nil {
		method = c.Method
	}
	if verdictOf(s.kindOf(it), it.backward, r.Access.Kind, method) != breaks {
		return false
	}
	in := &iterations{f: &Func{Func: p.Facts(r.Func, nil), P: p, Ref: r.Func}}
	c, ok := in.changeAt(r.Access.Op)
	if !ok {
		return true
	}
	if len(c.keys) == 0 || c.kind != program.Storing && c.kind != program.Growing {
		return true
	}
	return !slices.ContainsFunc(c.keys, func(key ir.Value) bool { return in.holds(c.op, c.base, key, !it.inserts) })
}

func (s *iterations) reportOthers(it *iteration, at int32, r rival) {
	f := s.f
	why, related := f.explain(r.Evidence)
	message := "%s may be resized by %s while this loop awaits"
	before := []rule.Step{f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name)}
	if r.threads {
		message = "%s may be resized by %s in another thread while this loop runs"
	} else {
		before = append(before, f.step(at, rule.Suspends, "suspends with the iterator live"))
	}
	grade := level(r.Evidence)
	if r.threads && !f.close(r) {
		grade = rule.Warning // over longer ways, callers may hold locks that nobody sees
	}
	s.Report(it.iter, rule.Finding{
		Level: grade, Subject: it.name, Evidence: why, Related: related,
		Message: fmt.Sprintf(message, it.name, f.P.Name(r.Func)),
		Witness: f.interleaving(r, before,
			[]rule.Step{f.step(it.iter, rule.Resumes, "advances the iterator: RuntimeError, or elements are skipped")},
			"resizes "+it.name),
	})
}
