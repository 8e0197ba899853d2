package flow

import (
	"github.com/racehunt/racehunt/cfg"
)

// Backward is a problem in which a state is what may happen after a place.
type Backward[S any] struct {
	Exit S // state at the three ends of the function: returned, raised, cancelled

	// End, if given, makes the state at one of the ends, cfg.Graph's Exit, Raise
	// and Cancelled, instead of Exit. It is also asked for a block from which there
	// is no way to an end, as in a loop that nothing leaves.
	End func(b cfg.BlockID) S

	// Op returns the state before an op in a block, from the one after it. It must
	// not modify s in place, unless Clone is given.
	Op func(b cfg.BlockID, op int32, s S) S

	// Edge, if given, refines the state that flows back over an edge of b.
	Edge func(b cfg.BlockID, e cfg.Edge, s S) S

	// Raise, if given, makes the state before the last op of a block from the one
	// that its exceptional and cancel edges bring, without modifying it. By default
	// that is the same: an op that raises has not done its work.
	Raise func(b cfg.BlockID, op int32, abrupt S) S

	Join  func(a, b S) S
	Equal func(a, b S) bool
	Widen func(old, new S) S // see Forward
	Clone func(S) S          // see Forward
}

// BackResult is the solution of a Backward problem.
type BackResult[S any] struct {
	graph   *cfg.Graph
	problem Backward[S]
	in      []S // at the start of a block
	reached []bool

	Converged bool // see Result
}

// Solve computes the state at every block.
func (p Backward[S]) Solve(g *cfg.Graph) *BackResult[S] {
	n := len(g.Blocks)
	r := &BackResult[S]{graph: g, problem: p, in: make([]S, n), reached: make([]bool, n), Converged: true}
	q := newQueue(n)                        // of n-1-b, so that the last block comes first
	add := func(b int) { q.add(n - 1 - b) } // post-order
	visits := make([]uint16, n)
	visit := func(b int) {
		s, ok := r.before(cfg.BlockID(b))
		if !ok || !r.meet(b, s, visits[b] >= widenAfter) {
			return
		}
		if visits[b]++; visits[b] >= maxVisits {
			r.Converged = false
			return
		}
		for _, e := range g.Blocks[b].Preds {
			add(int(e.To))
		}
	}
	for b := n - 1; b >= 0; b-- {
		if end := b >= int(g.Exit); end || !r.reached[b] {
			r.in[b], r.reached[b] = r.end(cfg.BlockID(b)), true
			for _, e := range g.Blocks[b].Preds {
				add(int(e.To))
			}
			if !end { // a seed in a loop that nothing leaves
				add(b)
			}
		}
		if b > int(g.Exit) {
			continue
		}
		for x := q.next(); x >= 0; x = q.next() {
			visit(n - 1 - x)
		}
	}
	return r
}

func (r *BackResult[S]) end(b cfg.BlockID) S {
	if r.problem.End != nil {
		return r.problem.End(b)
	}
	return r.problem.Exit
}

// meet joins s into the state of block b and reports whether that has changed it.
func (r *BackResult[S]) meet(b int, s S, widen bool) bool {
	if !r.reached[b] {
		r.in[b], r.reached[b] = s, true
		return true
	}
	join := r.problem.Join
	if widen && r.problem.Widen != nil {
		join = r.problem.Widen
	}
	joined := join(r.in[b], s)
	if r.problem.Equal(joined, r.in[b]) {
		return false
	}
	r.in[b] = joined
	return true
}

// before returns the state at the start of a block from those of its successors.
func (r *BackResult[S]) before(b cfg.BlockID) (s S, ok bool) {
	blk := &r.graph.Blocks[b]
	if blk.First == blk.End {
		return r.join(b, func(cfg.EdgeKind) bool { return true })
	}
	s, ok = r.beforeLast(b)
	if ok {
		for i := blk.End - 2; i >= blk.First; i-- {
			s = r.problem.Op(b, i, s)
		}
	}
	return s, ok
}

// beforeLast returns the state before the last op of a block. The caller may modify it
// if the problem has a Clone.
func (r *BackResult[S]) beforeLast(b cfg.BlockID) (s S, ok bool) {
	p, blk := &r.problem, &r.graph.Blocks[b]
	after, ok := r.join(b, func(k cfg.EdgeKind) bool { return blk.Resumes || !k.Abrupt() })
	if ok {
		s = p.Op(b, blk.End-1, r.clone(after))
	}
	if blk.Resumes {
		return s, ok
	}
	abrupt, raised := r.join(b, cfg.EdgeKind.Abrupt)
	if !raised {
		return s, ok
	}
	if p.Raise != nil {
		abrupt = p.Raise(b, blk.End-1, abrupt)
	}
	if ok {
		abrupt = p.Join(s, abrupt)
	}
	return r.clone(abrupt), true
}

// join joins what flows back over the edges of b that want accepts.
func (r *BackResult[S]) join(b cfg.BlockID, want func(cfg.EdgeKind) bool) (s S, ok bool) {
	for _, e := range r.graph.Blocks[b].Succs {
		if !want(e.Kind) || !r.reached[e.To] {
			continue
		}
		x := r.in[e.To]
		if r.problem.Edge != nil {
			x = r.problem.Edge(b, e, r.clone(x))
		}
		if ok {
			x = r.problem.Join(s, x)
		}
		s, ok = x, true
	}
	return s, ok
}

func (r *BackResult[S]) clone(s S) S {
	if r.problem.Clone != nil {
		return r.problem.Clone(s)
	}
	return s
}

// In returns the state at the start of a block. Every block has one, but that of a
// last block which cannot be reached means nothing.
func (r *BackResult[S]) In(b cfg.BlockID) S { return r.in[b] }

// AtIn returns the state just before an op in one of the blocks that contain it.
func (r *BackResult[S]) AtIn(b cfg.BlockID, op int32) (s S, ok bool) {
	s, ok = r.beforeLast(b)
	if ok {
		for i := r.graph.Blocks[b].End - 2; i >= op; i-- {
			s = r.problem.Op(b, i, s)
		}
	}
	return s, ok
}

// Walk calls visit with every op of a block, the last one first, and the state just
// before it, which visit must not keep if the problem has a Clone.
func (r *BackResult[S]) Walk(b cfg.BlockID, visit func(op int32, before S)) {
	blk := &r.graph.Blocks[b]
	s, ok := r.beforeLast(b)
	if blk.First == blk.End || !ok {
		return
	}
	for i := blk.End - 1; ; i-- {
		visit(i, s)
		if i == blk.First {
			return
		}
		s = r.problem.Op(b, i-1, s)
	}
}
