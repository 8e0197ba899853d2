package facts

import (
	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/flow"
)

// Held returns the locks that are certainly held just before an op runs.
func (f *Func) Held(op int32) Set {
	if f.held == nil {
		f.solveLocks()
	}
	return f.held[op]
}

// solveLocks computes must-held locksets: a lock counts where every way leads through
// its acquisition and none through a later release.
func (f *Func) solveLocks() {
	f.held = make([]Set, len(f.Body.Ops))
	if !f.acquiresAny() {
		return
	}
	step := func(_ cfg.BlockID, op int32, s Set) Set {
		f.eachLock(op, func(lock int, acquires bool) {
			switch {
			case lock >= MaxLocks:
			case acquires:
				s |= 1 << lock
			default:
				s &^= 1 << lock
			}
		})
		return s
	}
	result := flow.Forward[Set]{
		Op:    step,
		Join:  func(a, b Set) Set { return a & b },
		Equal: func(a, b Set) bool { return a == b },
		// A release that raises has let go all the same.
		Raise: func(_ cfg.BlockID, op int32, before, after Set) Set { return before & after },
	}.Solve(f.Graph)
	seen := make([]bool, len(f.Body.Ops))
	for b := range f.Graph.Blocks {
		s, ok := result.In(cfg.BlockID(b))
		if !ok {
			continue
		}
		blk := &f.Graph.Blocks[b]
		for i := blk.First; i < blk.End; i++ {
			if seen[i] {
				f.held[i] &= s // a copied finally body: what holds in every copy
			} else {
				f.held[i], seen[i] = s, true
			}
			s = step(cfg.BlockID(b), i, s)
		}
	}
}

// eachLock calls yield with the locks that an op acquires or releases.
func (f *Func) eachLock(op int32, yield func(lock int, acquires bool)) {
	if many, ok := f.oracle.(SeveralLocks); ok {
		many.EachLock(op, yield)
	} else if lock, acquires, ok := f.oracle.Lock(op); ok {
		yield(lock, acquires)
	}
}

func (f *Func) acquiresAny() bool {
	for i := range f.Body.Ops {
		if _, acquires, ok := f.oracle.Lock(int32(i)); ok && acquires {
			return true
		}
	}
	return false
}
