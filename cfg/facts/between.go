package facts

import (
	"math/bits"

	"github.com/racehunt/racehunt/cfg"
)

// Gap is a way from one op to another on which other tasks may run.
type Gap struct {
	From, To int32
	Suspends int32 // the first suspension point on the way
	Held     Set   // locks held at From, over the whole way, and at To
}

// Between finds a way from just after op from to op to that passes a suspension
// point and none of the ops that stop accepts, and on which the fewest locks are held
// all the way. The suspension at from itself does not count, that at to does not either.
// Ways that only a cancellation opens are left out.
func (f *Func) Between(from, to int32, stop func(op int32) bool) (Gap, bool) {
	s := search{f: f, to: to, from: from, stop: stop, seen: map[place]bool{}}
	return s.run()
}

// run searches from op from on.
func (s *search) run() (Gap, bool) {
	start := s.f.Held(s.from)
	for _, b := range s.f.Graph.BlocksOf(s.from) {
		s.block(place{b, -1, start}, s.from+1)
	}
	for len(s.work) > 0 {
		p := s.work[0]
		s.work = s.work[1:]
		s.block(p, s.f.Graph.Blocks[p.block].First)
	}
	return s.best, s.found
}

// place is a state of the search: at the start of a block, having passed the
// suspension or not (-1), still holding the locks.
type place struct {
	block    cfg.BlockID
	suspends int32
	held     Set
}

type search struct {
	f        *Func
	from, to int32
	stop     func(int32) bool
	seen     map[place]bool
	work     []place
	best     Gap
	found    bool
	anyway   bool // a way need not suspend
}

// maxPlaces bounds the search; functions that need more get no answer from it.
const maxPlaces = 20000

// block walks the ops of a block from op first on.
func (s *search) block(p place, first int32) {
	blk := &s.f.Graph.Blocks[p.block]
	for i := first; i < blk.End; i++ {
		if i == s.to {
			if p.suspends >= 0 || s.anyway {
				gap := Gap{s.from, s.to, p.suspends, p.held & s.f.Held(i)}
				if !s.found || bits.OnesCount64(uint64(gap.Held)) < bits.OnesCount64(uint64(s.best.Held)) {
					s.best, s.found = gap, true
				}
				return
			}
			continue // a later turn of a loop may come here again
		}
		if i == s.from || s.stop != nil && s.stop(i) {
			return
		}
		s.f.eachLock(i, func(lock int, acquires bool) {
			if !acquires && lock < MaxLocks {
				p.held &^= 1 << lock
			}
		})
		if lock, ok := s.f.oracle.Waits(i); ok && lock < MaxLocks {
			p.held &^= 1 << lock
		}
		if p.suspends < 0 && s.f.Suspends(i) {
			p.suspends = i
		}
	}
	for _, e := range blk.Succs {
		if e.Kind == cfg.Cancel {
			continue
		}
		next := place{e.To, p.suspends, p.held}
		key := next
		if key.suspends > 0 {
			key.suspends = 0 // which one does not matter for where the search has been
		}
		if !s.seen[key] && len(s.seen) < maxPlaces {
			s.seen[key] = true
			s.work = append(s.work, next)
		}
	}
}

// Reaches says whether control can go from just after op from to op to without
// passing an op that stop accepts (cancellation aside).
func (f *Func) Reaches(from, to int32, stop func(op int32) bool) (found bool) {
	f.forward(from, cancels, func(op int32) bool {
		found = found || op == to
		return !found && (stop == nil || !stop(op))
	})
	return found
}

// After says, by op, which ops control can come to from just after op from without passing
// one that stop accepts (cancellation aside).
func (f *Func) After(from int32, stop func(op int32) bool) []bool {
	out := make([]bool, len(f.Body.Ops))
	f.forward(from, cancels, func(op int32) bool {
		if stop(op) {
			return false
		}
		out[op] = true
		return true
	})
	return out
}

func cancels(k cfg.EdgeKind) bool { return k == cfg.Cancel }

// forward visits the ops that control can come to from just after op from, over edges
// that skip does not accept. A way ends at an op for which visit returns false.
func (f *Func) forward(from int32, skip func(cfg.EdgeKind) bool, visit func(op int32) bool) {
	seen := make([]bool, len(f.Graph.Blocks))
	var work []cfg.BlockID
	walk := func(b cfg.BlockID, first int32) {
		blk := &f.Graph.Blocks[b]
		for i := first; i < blk.End; i++ {
			if !visit(i) {
				return
			}
		}
		for _, e := range blk.Succs {
			if !skip(e.Kind) && !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
	}
	for _, b := range f.Graph.BlocksOf(from) {
		walk(b, from+1)
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		walk(b, f.Graph.Blocks[b].First)
	}
}
