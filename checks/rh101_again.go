package checks

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// brokenAgain finds out whether a second run of the function itself breaks what a first
// one relies on between test and act:
//
//	if self.socket is None: return
//	self.socket.close()        # another thread may have come as far as the next line
//	self.socket = None
func (f *Func) brokenAgain(r *reliance, stop func(int32) bool) (facts.Gap, rival, bool) {
	mine := *r.access
	mine.Op = r.op
	accept := func(w program.Writer) bool { return w.Func == f.Ref && f.undoes(r, w) }
	if gap, ok := f.Between(r.read, r.op, stop); ok && !f.freshKey(r) && !f.claimed(gap.Suspends) && !f.claimedByCallee(r, gap.Suspends) {
		for _, other := range f.rivals(&mine, r.access.Loc, gap, accept) {
			if other.Proof == program.Proved && !other.Trial {
				return gap, other, true
			}
		}
		if w, ok := f.ownWrite(r, accept); ok && r.access.Self && len(f.over(gap)) == 0 {
			if why, ok := f.P.MeetsItself(f.Ref); ok {
				return gap, rival{w, program.Evidence{Proof: program.Intended, Why: why}, false}, true
			}
		}
	}
	if !f.P.Threaded(f.Ref) {
		return facts.Gap{}, rival{}, false
	}
	gap, ok := f.Way(r.read, r.op, stop)
	if !ok {
		return gap, rival{}, false
	}
	for _, other := range f.threadRivals(&mine, r.access.Loc, gap, accept) {
		if other.Trial {
			continue // a test that hammers on an object promises nothing to its users
		}
		if f.freshKey(r) && other.Proof != program.Proved {
			continue // who takes away the same key twice has made the mistake before
		}
		if f.freshKey(r) && other.Proof == program.Proved {
			why, _ := f.explain(other.Evidence)
			other.Evidence = program.Evidence{Proof: program.Intended, Why: why + "; both may be given the same key"}
		}
		return gap, other, true
	}
	if w, ok := f.ownWrite(r, accept); ok && !f.claimedLocked(gap.To) && len(threadLocks(f.over(gap))) == 0 {
		if why, ok := f.P.MeetsItselfInThreads(f.Ref, r.access); ok && !f.freshKey(r) {
			return gap, rival{w, program.Evidence{Proof: program.Intended, Why: why}, true}, true
		}
	}
	return gap, rival{}, false
}

// claimedByCallee says whether a second run is kept out by what a callee sets before the
// function suspends: `if self.slot.closing: return`, `await self.slot.close()`.
func (f *Func) claimedByCallee(r *reliance, suspends int32) bool {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range f.sharedTests() {
		u := &f.conditions[i]
		if _, ok := f.Decided(u.branch, r.op); !ok || u.access == nil {
			continue
		}
		for k := range calls {
			if calls[k].Op > u.read && calls[k].Op <= suspends && slices.ContainsFunc(calls[k].Targets, func(g program.FuncRef) bool {
				return slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool {
					return a.Kind == program.Writing && a.Loc == u.access.Loc
				})
			}) {
				return true
			}
		}
	}
	return false
}

// ownWrite returns the first write of the function itself that takes away what it relies on.
func (f *Func) ownWrite(r *reliance, accept func(program.Writer) bool) (program.Writer, bool) {
	for _, w := range f.writers(r.access.Loc) {
		if accept(w) && len(f.P.Held(f.Ref, w.Access.Op)) == 0 {
			return w, true
		}
	}
	return program.Writer{}, false
}

// undoes says whether a write of the function takes away, in a second run, what a first
// run relies on. A function that puts it there itself ends what it has begun, and each
// run of it has its own.
func (f *Func) undoes(r *reliance, w program.Writer) bool {
	if r.act != usesIt {
		return empties(w) && w.Access.Op >= r.op && !f.putsBack(r, w)
	}
	if w.Access.Op < r.read {
		return false
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind == program.Writing && a.Loc == r.access.Loc && (f.Body.Ops[a.Op].Code != ir.Write || !f.setsNothing(a.Op)) {
			return false
		}
	}
	return w.Access.Kind == program.Deleting || w.Access.Kind == program.Writing && f.Body.Ops[w.Access.Op].Code == ir.Write && f.setsNothing(w.Access.Op)
}

// putsBack says whether the function fills the container, too: what it takes is its own.
func (f *Func) putsBack(r *reliance, w program.Writer) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if (a.Kind == program.Storing || a.Kind == program.Growing) && a.Op < r.read && a.Loc.Root() == w.Access.Loc.Root() {
			return true
		}
	}
	return false
}

// freshKey says whether an act is about a key that the caller gives, which may be another
// one in each call.
func (f *Func) freshKey(r *reliance) bool {
	return r.test.kind == isMember && r.test.key >= 0 && f.given(r.test.key)
}
