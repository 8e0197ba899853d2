package lockgraph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// random returns a graph of a few locks whose edges need random gates and strands.
func random(r *rand.Rand) *Graph {
	n := 2 + r.IntN(7)
	locks := make([]Lock, n)
	for i := range locks {
		locks[i].Name = string(rune('A' + i))
	}
	tokens := make([]string, r.IntN(4))
	for i := range tokens {
		tokens[i] = fmt.Sprint("strand ", i)
	}
	var edges []Edge
	gates := r.IntN(3)
	for range 1 + r.IntN(3*n) {
		e := Edge{From: LockID(r.IntN(n)), To: LockID(r.IntN(n))}
		if e.From == e.To {
			continue
		}
		for range r.IntN(gates + 1) {
			t := int32(r.IntN(n + len(tokens)))
			if t != int32(e.From) && t != int32(e.To) && !slices.Contains(e.Excl, t) {
				e.Excl = append(e.Excl, t)
			}
		}
		slices.Sort(e.Excl)
		edges = append(edges, e)
	}
	return New(locks, edges, tokens)
}

// possible says whether the strands of a cycle can all be where they wait.
func possible(g *Graph, c []int32) bool {
	var has []int32
	for _, i := range c {
		e := &g.Edges[i]
		for _, t := range append(slices.Clip(e.Excl), int32(e.From)) {
			if slices.Contains(has, t) {
				return false
			}
			has = append(has, t)
		}
	}
	return true
}

// shortest finds the length of a shortest cycle through an edge by trying all, 0 if there is none.
func shortest(g *Graph, first int32) int {
	best := 0
	var visit func(path []int32)
	visit = func(path []int32) {
		if best > 0 && len(path) >= best {
			return
		}
		at := g.Edges[path[len(path)-1]].To
		for i := range g.Edges {
			if g.Edges[i].From != at {
				continue
			}
			next := append(slices.Clip(path), int32(i))
			if !possible(g, next) {
				continue
			}
			if g.Edges[i].To == g.Edges[first].From {
				if best == 0 || len(next) < best {
					best = len(next)
				}
				continue
			}
			visit(next)
		}
	}
	if possible(g, []int32{first}) {
		visit([]int32{first})
	}
	return best
}

func TestAgainstBruteForce(t *testing.T) {
	cycles := 0
	for seed := range uint64(3000) {
		g := random(rand.New(rand.NewPCG(seed, 1)))
		if err := g.Verify(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		s := newSearch(g)
		covered := map[[2]LockID]bool{}
		found := g.Cycles()
		for _, c := range found {
			cycles++
			if !possible(g, c) {
				t.Fatalf("seed %d: %v cannot happen in\n%v", seed, c, g)
			}
			for k, e := range c {
				if g.Edges[e].To != g.Edges[c[(k+1)%len(c)]].From {
					t.Fatalf("seed %d: %v is not a cycle of\n%v", seed, c, g)
				}
				covered[[2]LockID{g.Edges[e].From, g.Edges[e].To}] = true
			}
			if want := shortest(g, c[0]); len(c) != want {
				t.Fatalf("seed %d: %v has %d edges, the shortest %d, in\n%v", seed, c, len(c), want, g)
			}
		}
		for _, c := range g.Components() {
			s.enter(c)
			for _, l := range c {
				for i := g.from[l]; i < g.from[l+1]; i++ {
					want := shortest(g, i)
					if got := s.through(i); len(got) != want {
						t.Fatalf("seed %d: edge %d: found %v, brute force a cycle of %d, in\n%v", seed, i, got, want, g)
					}
					if pair := [2]LockID{g.Edges[i].From, g.Edges[i].To}; want > 0 && !covered[pair] {
						t.Fatalf("seed %d: no cycle listed for %v in\n%v", seed, pair, g)
					}
				}
			}
		}
	}
	if cycles < 1000 {
		t.Errorf("only %d cycles in all: the graphs are too thin to prove anything", cycles)
	}
}

func TestMutuallyOrdered(t *testing.T) {
	if n := len(complete(9).Cycles()); n != 36 {
		t.Errorf("%d cycles listed, want one for each two of nine locks", n)
	}
}

func complete(n int) *Graph {
	var edges []Edge
	for a := range n {
		for b := range n {
			if a != b {
				edges = append(edges, Edge{From: LockID(a), To: LockID(b)})
			}
		}
	}
	return New(make([]Lock, n), edges, nil)
}

// large returns a graph of n locks with m edges: mostly in one order, as in a program
// that works, with some against it; every tenth edge has a gate.
func large(n, m, against int) *Graph {
	r := rand.New(rand.NewPCG(7, 7))
	edges := make([]Edge, 0, m)
	for i := range m {
		a, b := r.IntN(n), r.IntN(n)
		if a == b {
			continue
		}
		if (a > b) != (i < against) {
			a, b = b, a
		}
		e := Edge{From: LockID(a), To: LockID(b)}
		if g := int32(r.IntN(n)); i%10 == 0 && g != int32(a) && g != int32(b) {
			e.Excl = []int32{g}
		}
		edges = append(edges, e)
	}
	return New(make([]Lock, n), edges, nil)
}

func TestLarge(t *testing.T) {
	for _, against := range []int{10, 1000, 50_000} {
		begin := time.Now()
		g := large(10_000, 100_000, against)
		n := len(g.Cycles())
		if n == 0 || time.Since(begin) > 20*time.Second { // generous: the machine may be busy
			t.Errorf("%d against the order: %d cycles in %v", against, n, time.Since(begin))
		}
	}
}

func BenchmarkCycles(b *testing.B) {
	for _, against := range []int{0, 10, 1000, 50_000} {
		g := large(10_000, 100_000, against)
		b.Run(fmt.Sprintf("10k locks, 100k edges, %d against", against), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				g.Cycles()
			}
		})
	}
}
