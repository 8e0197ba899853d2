package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// HoldsLocks says whether a function makes a call, an access or an acquisition while it
// holds a lock that it took itself.
func (p *Program) HoldsLocks(f FuncRef) bool { return len(p.held[f]) > 0 }

// HeldHere returns the locks that f itself holds when a call, access or acquisition of it
// runs, each with the op that took it last before.
func (p *Program) HeldHere(f FuncRef, op int32) (locks []Lock, taken []int32) {
	fn := &p.Funcs[f]
	locks = p.held[f][op]
	for _, k := range locks {
		at := int32(-1)
		for _, s := range fn.LockSites {
			if s.Op < op && s.Acquires && fn.Locks[s.Lock] == k {
				at = s.Op
			}
		}
		taken = append(taken, at)
	}
	return locks, taken
}

// Acquisitions lists the ops of f that take a lock for good, each with its lock: not the
// re-acquisition at the end of a wait.
func (p *Program) Acquisitions(f FuncRef, yield func(op int32, k Lock)) {
	fn := &p.Funcs[f]
	for _, s := range fn.LockSites {
		if s.Acquires && !s.Waits {
			yield(s.Op, fn.Locks[s.Lock])
		}
	}
}

// Unified returns the lock that is taken when k is: the one under a condition.
func (p *Program) Unified(k Lock) Lock {
	if inner, ok := p.over[k.Loc]; ok {
		return k.replaced(inner)
	}
	return k
}

// Leads lists what f runs in its own strand: the targets of its calls, and the context
// managers that it enters.
func (p *Program) Leads(f FuncRef, yield func(op int32, target FuncRef)) {
	fn := &p.Funcs[f]
	for i := range fn.Calls {
		if !fn.Calls[i].Spawned {
			for _, t := range fn.Calls[i].Targets {
				yield(fn.Calls[i].Op, t)
			}
		}
	}
	for _, e := range fn.enters {
		if e.acquire {
			yield(e.op, e.manager)
		}
	}
}

// Entries returns the strand entries of the program, in order.
func (p *Program) Entries() []Entry { return p.strands }

// SingleStrand says that only strands of one entry may run f, and never two at once.
func (p *Program) SingleStrand(f FuncRef) (entry int32, ok bool) {
	runs := p.Funcs[f].runs
	if len(runs) == 0 || p.strands[runs[0].entry].Many {
		return 0, false
	}
	return runs[0].entry, !slices.ContainsFunc(runs, func(r run) bool { return r.entry != runs[0].entry })
}

// Entered lists the context managers of the program that f enters.
func (p *Program) Entered(f FuncRef, yield func(manager FuncRef)) {
	for _, e := range p.Funcs[f].enters {
		if e.acquire {
			yield(e.manager)
		}
	}
}

// CallsParam says whether f calls one of its parameters.
func (p *Program) CallsParam(f FuncRef) bool {
	m, fn := p.Module(f), p.IR(f)
	return slices.ContainsFunc(fn.Params, func(param ir.Param) bool {
		return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool { return c.Method == m.Str(param.Name) })
	})
}

// Signals lists the locks that one function takes and another releases, on purpose: they
// make strands wait for each other instead of keeping them apart.
func (p *Program) Signals() map[Location]bool {
	p.signalsOnce.Do(func() { p.signals = p.findSignals() })
	return p.signals
}

func (p *Program) findSignals() map[Location]bool {
	out := map[Location]bool{}
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		switch p.Module(FuncRef(f)).Str(p.IR(FuncRef(f)).Name) {
		case "__exit__", "__aexit__":
			continue // the other half of __enter__, in the same strand
		}
		for _, s := range fn.LockSites {
			releases := !s.Acquires && !s.Waits && !slices.ContainsFunc(fn.attempts, fn.Locks[s.Lock].Same)
			if releases && !slices.ContainsFunc(fn.LockSites, func(t LockSite) bool { return t.Lock == s.Lock && t.Acquires }) {
				out[fn.Locks[s.Lock].Loc] = true
			}
		}
	}
	delete(out, Location{})
	return out
}

// Dispatches says whether an object of class c, or of one that inherits from it, can have
// all of the given methods at once.
func (p *Program) Dispatches(c ClassRef, methods []FuncRef) bool {
	seen := map[ClassRef]bool{c: true}
	work := []ClassRef{c}
	for i := 0; i < len(work) && i < 256; i++ {
		if !slices.ContainsFunc(methods, func(f FuncRef) bool {
			return p.Method(work[i], p.Module(f).Str(p.IR(f).Name)) != f
		}) {
			return true
		}
		for _, s := range p.Classes[work[i]].Subs {
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return false
}

// SameFamily says whether two locations belong to classes of which one inherits from the
// other.
func (p *Program) SameFamily(a, b Location) bool {
	if a.Kind != OfInstance || b.Kind != OfInstance {
		return false
	}
	return slices.Contains(p.Classes[a.Owner].MRO, ClassRef(b.Owner)) || slices.Contains(p.Classes[b.Owner].MRO, ClassRef(a.Owner))
}

// Owner returns the object that the last attribute in the path belongs to.
func (r Ref) Owner() Ref {
	i := max(strings.LastIndexByte(r.Path, '.'), strings.LastIndexByte(r.Path, '['))
	if i < 0 {
		return Ref{}
	}
	r.Path = r.Path[:i]
	return r
}

// LetGo lists the locks that f releases before op at without holding them itself: its
// callers do, and do not hold them any more at that point.
func (p *Program) LetGo(f FuncRef, at int32, yield func(k Lock)) {
	fn := &p.Funcs[f]
	for i, s := range fn.LockSites {
		if s.Acquires || s.Waits || s.Op >= at || slices.ContainsFunc(fn.attempts, fn.Locks[s.Lock].Same) || slices.ContainsFunc(fn.LockSites[i+1:], func(t LockSite) bool {
			return t.Lock == s.Lock && t.Acquires && t.Op < at
		}) {
			continue
		}
		if !slices.Contains(p.held[f][s.Op], fn.Locks[s.Lock]) {
			yield(fn.Locks[s.Lock])
		}
	}
}

// OnlyTrials says whether only tests, examples and benchmarks start an entry.
func (e *Entry) OnlyTrials() bool { return onlyTrials(e) }
