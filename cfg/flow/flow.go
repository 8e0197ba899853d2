// Package flow solves dataflow problems over the graphs of package cfg.
//
// What goes in: a graph and a problem, that is, functions which say what an op does
// to a state and how states that meet are joined. What comes out: the state at every
// place that control can reach. For example the locks that are held for certain:
//
//	held := flow.Forward[Set]{
//		Op:    func(_ cfg.BlockID, op int32, s Set) Set { return s.After(op) },
//		Join:  func(a, b Set) Set { return a & b },
//		Equal: func(a, b Set) bool { return a == b },
//	}.Solve(graph)
//	if s, ok := held.At(op); ok { … }
//
// An op that raises has not done its work, so an exceptional or cancel edge carries
// the state from before the last op of its block, unless the problem has a Raise or
// the block only passes on what arrived (cfg.Block.Resumes).
//
// Left out: problems over several functions, and narrowing after widening. A problem
// whose states keep growing is cut short, and its result says so.
package flow

import (
	"github.com/racehunt/racehunt/cfg"
)

// Forward is a problem in which a state is what may have happened before a place.
type Forward[S any] struct {
	Entry S // state at the entry of the function

	// Op returns the state after an op in a block. It must not modify s in place,
	// unless Clone is given.
	Op func(b cfg.BlockID, op int32, s S) S

	// Edge, if given, refines the state that an edge of b carries, such as by the
	// outcome of a test. Like Op it may modify s only if Clone is given.
	Edge func(b cfg.BlockID, e cfg.Edge, s S) S

	// Raise, if given, makes the state for the exceptional and cancel edges of the
	// last op of a block, from those before and after it, without modifying them.
	Raise func(b cfg.BlockID, op int32, before, after S) S

	// Join returns what holds where two ways meet, and must not modify its arguments.
	Join func(a, b S) S

	Equal func(a, b S) bool

	// Widen, if given, takes the place of Join at a block that has been visited
	// widenAfter times; it must reach an end within few steps.
	Widen func(old, new S) S

	// Clone, if given, copies a state so that Op and Edge may modify theirs.
	Clone func(S) S
}

const (
	widenAfter = 8    // visits to a block before Widen is used
	maxVisits  = 1000 // visits to a block before its state is left as it is
)

// Result is the solution of a Forward problem.
type Result[S any] struct {
	graph   *cfg.Graph
	problem Forward[S]
	in      []S
	reached []bool

	// Converged says that the states are a solution. It is false if some block was
	// visited too often; then the states there may tell too little.
	Converged bool
}

// Solve computes the state at every block.
func (p Forward[S]) Solve(g *cfg.Graph) *Result[S] {
	n := len(g.Blocks)
	r := &Result[S]{graph: g, problem: p, in: make([]S, n), reached: make([]bool, n), Converged: true}
	r.in[g.Entry], r.reached[g.Entry] = p.Entry, true
	order := newQueue(n)
	order.add(int(g.Entry))
	visits := make([]uint16, n)
	for b := order.next(); b >= 0; b = order.next() {
		r.edges(cfg.BlockID(b), func(e cfg.Edge, s S) {
			to := int(e.To)
			if r.meet(to, s, visits[to] >= widenAfter) {
				if visits[to]++; visits[to] < maxVisits {
					order.add(to)
				} else {
					r.Converged = false
				}
			}
		})
	}
	return r
}

// meet joins s into the state of block to and reports whether that has changed it.
func (r *Result[S]) meet(to int, s S, widen bool) bool {
	if !r.reached[to] {
		r.in[to], r.reached[to] = s, true
		return true
	}
	join := r.problem.Join
	if widen && r.problem.Widen != nil {
		join = r.problem.Widen
	}
	joined := join(r.in[to], s)
	if r.problem.Equal(joined, r.in[to]) {
		return false
	}
	r.in[to] = joined
	return true
}

// edges runs a block and hands each of its edges the state that it carries.
func (r *Result[S]) edges(b cfg.BlockID, give func(cfg.Edge, S)) {
	p, blk := &r.problem, &r.graph.Blocks[b]
	before, after := r.run(b, r.in[b])
	abrupt := before
	if p.Raise != nil && !blk.Resumes && blk.First < blk.End && raises(blk) {
		abrupt = p.Raise(b, blk.End-1, before, after)
	}
	for _, e := range blk.Succs {
		s := after
		if e.Kind.Abrupt() {
			s = abrupt
		}
		if p.Edge != nil {
			s = p.Edge(b, e, r.clone(s))
		}
		give(e, s)
	}
}

// run returns the states before and after the last op of a block that starts in s. In
// a block that resumes both are the state at its end.
func (r *Result[S]) run(b cfg.BlockID, s S) (before, after S) {
	blk := &r.graph.Blocks[b]
	if blk.First == blk.End {
		return s, s
	}
	s = r.clone(s)
	for i := blk.First; i < blk.End-1; i++ {
		s = r.problem.Op(b, i, s)
	}
	before = s
	if raises(blk) && !blk.Resumes {
		s = r.clone(s)
	}
	after = r.problem.Op(b, blk.End-1, s)
	if blk.Resumes {
		before = after
	}
	return before, after
}

func (r *Result[S]) clone(s S) S {
	if r.problem.Clone != nil {
		return r.problem.Clone(s)
	}
	return s
}

// raises reports whether a block has an exceptional or cancel edge.
func raises(blk *cfg.Block) bool {
	for _, e := range blk.Succs {
		if e.Kind.Abrupt() {
			return true
		}
	}
	return false
}

// In returns the state at the start of a block; ok is false if control cannot get there.
func (r *Result[S]) In(b cfg.BlockID) (s S, ok bool) { return r.in[b], r.reached[b] }

// Out returns the state at the end of a block, which its normal edges carry.
func (r *Result[S]) Out(b cfg.BlockID) (s S, ok bool) {
	if !r.reached[b] {
		return s, false
	}
	_, s = r.run(b, r.in[b])
	return s, true
}

// OnEdge returns the state that an edge of block b carries.
func (r *Result[S]) OnEdge(b cfg.BlockID, edge cfg.Edge) (s S, ok bool) {
	if r.reached[b] {
		r.edges(b, func(e cfg.Edge, carried S) {
			if e == edge {
				s, ok = carried, true
			}
		})
	}
	return s, ok
}

// Walk calls visit with every op of a block and the state before it, which visit must
// not keep if the problem has a Clone.
func (r *Result[S]) Walk(b cfg.BlockID, visit func(op int32, before S)) {
	if !r.reached[b] {
		return
	}
	blk := &r.graph.Blocks[b]
	s := r.clone(r.in[b])
	for i := blk.First; i < blk.End; i++ {
		visit(i, s)
		s = r.problem.Op(b, i, s)
	}
}

// AtIn returns the state just before an op in one of the blocks that contain it.
func (r *Result[S]) AtIn(b cfg.BlockID, op int32) (s S, ok bool) {
	if !r.reached[b] {
		return s, false
	}
	s = r.clone(r.in[b])
	for i := r.graph.Blocks[b].First; i < op; i++ {
		s = r.problem.Op(b, i, s)
	}
	return s, true
}

// At returns the state just before an op, joined over the copies of a finally body or
// with exit.
func (r *Result[S]) At(op int32) (s S, ok bool) {
	for _, b := range r.graph.BlocksOf(op) {
		at, reached := r.AtIn(b, op)
		switch {
		case !reached:
		case !ok:
			s, ok = at, true
		default:
			s = r.problem.Join(s, at)
		}
	}
	return s, ok
}
