package lockgraph

import (
	"slices"

	"gonum.org/v1/gonum/graph/topo"
)

// Cycle is a list of edges, by index, each of which leads to the lock that the next one
// starts from. The first edge is the one for which the cycle was looked for.
type Cycle []int32

// Bounds of the search. What lies beyond is not reported; programs stay far below.
const (
	maxStates = 1 << 15 // partial cycles looked at for one edge
	maxWords  = 1 << 17 // and words of memory for what their strands have
	maxWork   = 1 << 23 // steps for all edges of one component, of a few nanoseconds each
	maxCycles = 100     // reported for one component
)

// Components returns the strongly connected components of more than one lock, each
// sorted, in the order of their first locks.
func (g *Graph) Components() [][]LockID {
	var out [][]LockID
	for _, c := range topo.TarjanSCC(g) {
		if len(c) < 2 {
			continue
		}
		ids := make([]LockID, len(c))
		for i, n := range c {
			ids[i] = LockID(n.ID())
		}
		slices.Sort(ids)
		out = append(out, ids)
	}
	slices.SortFunc(out, func(a, b []LockID) int { return int(a[0] - b[0]) })
	return out
}

// Cycles returns a shortest cycle for each pair of locks that takes part in one and in no
// cycle listed before. Cycles are not enumerated: nine locks taken in any order have
// 125,664 of them, and 36 are listed.
func (g *Graph) Cycles() []Cycle {
	var out []Cycle
	s := newSearch(g)
	for _, c := range g.Components() {
		s.enter(c)
		covered := map[[2]LockID]bool{}
		work, found := 0, 0
		for _, l := range c {
			edges := g.Out(l)
			for i := range edges {
				pair := [2]LockID{edges[i].From, edges[i].To}
				if covered[pair] || work > maxWork || found >= maxCycles {
					continue
				}
				cycle := s.through(g.from[l] + int32(i))
				work += s.steps
				if cycle == nil {
					continue
				}
				found++
				out = append(out, cycle)
				for _, e := range cycle {
					covered[[2]LockID{g.Edges[e].From, g.Edges[e].To}] = true
				}
			}
		}
	}
	return out
}

// search finds shortest cycles within one component at a time. Its memory is linear in
// the graph and in maxStates, and used again for every edge.
type search struct {
	g         *Graph
	component []int32 // by lock: number of the component being searched, or another
	current   int32
	bit       map[int32]int // tokens of the component that can clash, by position in a set
	words     int           // of a set

	states []state
	sets   []uint64 // words of each state, one after the other
	latest []int32  // by lock: its last state, or -1
	steps  int
}

// state is a partial cycle: the edges up to a lock, with what their strands have.
type state struct {
	edge   int32
	before int32 // the state before it, or -1
	older  int32 // the last state before this one at the same lock, or -1
}

func newSearch(g *Graph) *search {
	s := &search{g: g, component: make([]int32, len(g.Locks)), latest: make([]int32, len(g.Locks))}
	for i := range s.latest {
		s.latest[i] = -1
	}
	return s
}

// enter prepares for a component: only tokens that two edges of it may both need are
// worth remembering.
func (s *search) enter(locks []LockID) {
	s.current++
	for _, l := range locks {
		s.component[l] = s.current
	}
	seen := map[int32]int{}
	for _, l := range locks {
		for _, e := range s.g.Out(l) {
			if s.component[e.To] == s.current {
				for _, t := range e.Excl {
					seen[t]++
				}
			}
		}
	}
	s.bit = map[int32]int{}
	var tokens []int32
	for t, n := range seen {
		if n > 1 || int(t) < len(s.component) && s.component[t] == s.current {
			tokens = append(tokens, t)
		}
	}
	slices.Sort(tokens)
	for i, t := range tokens {
		s.bit[t] = i
	}
	s.words = (len(tokens) + 63) / 64
}

// through returns a shortest cycle that begins with an edge, by breadth-first search over
// locks and what the strands on the way to them have. A state that needs no less than an
// earlier one at the same lock leads nowhere that the earlier one does not; where no
// edge needs anything, that is plain breadth-first search.
func (s *search) through(first int32) Cycle {
	g := s.g
	s.steps = 0
	s.states, s.sets = s.states[:0], s.sets[:0]
	defer func() {
		for i := range s.states {
			s.latest[g.Edges[s.states[i].edge].To] = -1
		}
	}()
	goal := g.Edges[first].From
	s.add(first, -1)
	for i := 0; i < len(s.states) && len(s.states) < maxStates && len(s.sets) < maxWords; i++ {
		at := g.Edges[s.states[i].edge].To
		for e := g.from[at]; e < g.from[at+1]; e++ {
			s.steps++
			to := g.Edges[e].To
			if s.component[to] != s.current || s.clashes(int32(i), e) {
				continue
			}
			if to == goal {
				return s.unwind(int32(i), e)
			}
			s.add(e, int32(i))
		}
	}
	return nil
}

// clashes says whether the strand of an edge needs what one on the way has already.
func (s *search) clashes(st, e int32) bool {
	if s.words == 0 {
		return false
	}
	set := s.sets[int(st)*s.words:]
	for _, t := range s.g.Edges[e].Excl {
		if b, ok := s.bit[t]; ok && set[b/64]&(1<<(b%64)) != 0 {
			return true
		}
	}
	b, ok := s.bit[int32(s.g.Edges[e].From)]
	return ok && set[b/64]&(1<<(b%64)) != 0
}

// add makes a state, unless one at the same lock needs no more.
func (s *search) add(e, before int32) {
	edge := &s.g.Edges[e]
	base := len(s.sets)
	s.steps += s.words
	for w := range s.words {
		x := uint64(0)
		if before >= 0 {
			x = s.sets[int(before)*s.words+w]
		}
		s.sets = append(s.sets, x)
	}
	if s.words > 0 {
		mine := s.sets[base:]
		for _, t := range edge.Excl {
			if b, ok := s.bit[t]; ok {
				mine[b/64] |= 1 << (b % 64)
			}
		}
		if b, ok := s.bit[int32(edge.From)]; ok {
			mine[b/64] |= 1 << (b % 64)
		}
	}
	for old := s.latest[edge.To]; old >= 0; old = s.states[old].older {
		s.steps += 1 + s.words
		if s.subset(int(old)*s.words, base) {
			s.sets = s.sets[:base]
			return
		}
	}
	s.states = append(s.states, state{e, before, s.latest[edge.To]})
	s.latest[edge.To] = int32(len(s.states) - 1)
}

func (s *search) subset(a, b int) bool {
	for w := range s.words {
		if s.sets[a+w]&^s.sets[b+w] != 0 {
			return false
		}
	}
	return true
}

func (s *search) unwind(st, last int32) Cycle {
	out := Cycle{last}
	for ; st >= 0; st = s.states[st].before {
		out = append(out, s.states[st].edge)
	}
	slices.Reverse(out)
	return out
}
