package flow_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/flow"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/irtest"
)

// effect is the effect of an op on a set of 64 facts, made up from its index.
func effect(op int32, s uint64) uint64 {
	x := uint64(op)*0x9e3779b97f4a7c15 + 1
	return s&^(1<<(x>>58)) | 1<<(x>>52&63)
}

// edgeEffect is the effect of an edge.
func edgeEffect(b cfg.BlockID, e cfg.Edge, s uint64) uint64 {
	if e.Kind == cfg.True {
		return s | 1<<(uint(b)%64)
	}
	return s
}

func graph(seed uint64, size int) *cfg.Graph {
	m := irtest.Random(rand.New(rand.NewPCG(seed, 8)), size)
	return cfg.Build(m, irtest.Func, m.Body(irtest.Func, nil), nil)
}

func sameBits(a, b uint64) bool { return a == b }

// joins are tried with: may and must analyses.
var joins = map[string]func(a, b uint64) uint64{
	"union":        func(a, b uint64) uint64 { return a | b },
	"intersection": func(a, b uint64) uint64 { return a & b },
}

// A path problem is distributive, so the solution at a block is the join over all
// paths. The tests enumerate paths as (block, state) pairs, of which there are finitely
// many, by brute force: each fact alone is in one of two states.

// forwardPaths returns the join over paths at the start of each block, one fact at a time.
func forwardPaths(g *cfg.Graph, raise func(before, after uint64) uint64, join func(a, b uint64) uint64) map[cfg.BlockID]uint64 {
	result := map[cfg.BlockID]uint64{}
	for bit := range 64 {
		type place struct {
			b cfg.BlockID
			s uint64
		}
		mask := uint64(1) << bit
		seen := map[place]bool{}
		var visit func(p place)
		visit = func(p place) {
			if seen[p] {
				return
			}
			seen[p] = true
			blk := &g.Blocks[p.b]
			before, after := p.s, p.s
			for i := blk.First; i < blk.End; i++ {
				before = after
				after = effect(i, after) & mask
			}
			abrupt := raise(before, after)
			if blk.Resumes {
				abrupt = after
			}
			for _, e := range blk.Succs {
				s := after
				if e.Kind.Abrupt() {
					s = abrupt
				}
				visit(place{e.To, edgeEffect(p.b, e, s) & mask})
			}
		}
		visit(place{g.Entry, 0})
		for b := range g.Blocks {
			zero, one := seen[place{cfg.BlockID(b), 0}], seen[place{cfg.BlockID(b), mask}]
			switch {
			case zero && one:
				result[cfg.BlockID(b)] |= join(0, mask)
			case one:
				result[cfg.BlockID(b)] |= mask
			case zero:
				result[cfg.BlockID(b)] |= 0
			}
		}
	}
	return result
}

// TestForward compares the solver with all paths, with and without the hooks.
func TestForward(t *testing.T) {
	for seed := range uint64(300) {
		g := graph(seed, 1+int(seed%40))
		for name, join := range joins {
			for _, hook := range []bool{false, true} {
				p := flow.Forward[uint64]{
					Op:    func(_ cfg.BlockID, op int32, s uint64) uint64 { return effect(op, s) },
					Edge:  edgeEffect,
					Join:  join,
					Equal: sameBits,
				}
				raise := func(before, after uint64) uint64 { return before }
				if hook {
					raise = join
					p.Raise = func(_ cfg.BlockID, _ int32, before, after uint64) uint64 { return join(before, after) }
				}
				r := p.Solve(g)
				want := forwardPaths(g, raise, join)
				for b := range g.Blocks {
					got, ok := r.In(cfg.BlockID(b))
					if ok != g.Reachable(cfg.BlockID(b)) || ok && got != want[cfg.BlockID(b)] || !r.Converged {
						t.Fatalf("seed %d %s: b%d is %x, %v, want %x\n%s", seed, name, b, got, ok, want[cfg.BlockID(b)], g)
					}
				}
				checkReplay(t, g, r)
			}
		}
	}
}

// checkReplay compares the ways of asking for the state at an op.
func checkReplay(t *testing.T, g *cfg.Graph, r *flow.Result[uint64]) {
	for b := range g.Blocks {
		id := cfg.BlockID(b)
		r.Walk(id, func(op int32, before uint64) {
			if s, ok := r.AtIn(id, op); !ok || s != before {
				t.Fatalf("AtIn(b%d, %d) = %x, Walk says %x", b, op, s, before)
			}
			if s, ok := r.At(op); !ok || len(g.BlocksOf(op)) == 1 && s != before {
				t.Fatalf("At(%d) = %x, Walk says %x", op, s, before)
			}
		})
		for _, e := range g.Blocks[b].Succs {
			s, ok := r.OnEdge(id, e)
			if out, _ := r.Out(id); !ok || e.Kind == cfg.Normal && s != out {
				t.Fatalf("OnEdge(b%d, b%d) = %x, Out %x", b, e.To, s, out)
			}
		}
	}
}

// TestClone solves with sets that ops change in place, and compares with sets that
// they do not.
func TestClone(t *testing.T) {
	for seed := range uint64(200) {
		g := graph(seed, 40)
		small := flow.Forward[uint64]{
			Op:   func(_ cfg.BlockID, op int32, s uint64) uint64 { return effect(op, s) },
			Join: joins["union"], Equal: sameBits,
		}.Solve(g)
		sets := flow.Forward[flow.Bits]{
			Entry: flow.NewBits(64),
			Op: func(_ cfg.BlockID, op int32, s flow.Bits) flow.Bits {
				s[0] = effect(op, s[0])
				return s
			},
			Join: flow.Bits.Union, Equal: flow.Bits.Equal, Clone: flow.Bits.Clone,
		}.Solve(g)
		for b := range g.Blocks {
			x, ok := small.In(cfg.BlockID(b))
			y, also := sets.In(cfg.BlockID(b))
			if ok != also || ok && x != y[0] {
				t.Fatalf("seed %d: b%d differs", seed, b)
			}
		}
	}
}

// TestBackward compares the solver with all paths, walked from their ends.
func TestBackward(t *testing.T) {
	for seed := range uint64(300) {
		g := graph(seed, 1+int(seed%40))
		r := flow.Backward[uint64]{
			Op:   func(_ cfg.BlockID, op int32, s uint64) uint64 { return effect(op, s) },
			Edge: edgeEffect, Join: joins["union"], Equal: sameBits,
		}.Solve(g)
		want := backwardPaths(g)
		for b := range g.Blocks {
			if !endsReachable(g, cfg.BlockID(b)) {
				continue
			}
			if got := r.In(cfg.BlockID(b)); got != want[b] {
				t.Fatalf("seed %d: b%d is %x, want %x\n%s", seed, b, got, want[b], g)
			}
			r.Walk(cfg.BlockID(b), func(op int32, before uint64) {
				if s, ok := r.AtIn(cfg.BlockID(b), op); !ok || s != before {
					t.Fatalf("AtIn(b%d, %d) = %x, Walk says %x", b, op, s, before)
				}
			})
		}
	}
}

// endsReachable reports whether all that b reaches can get to an end, so that no seed
// of the solver is involved.
func endsReachable(g *cfg.Graph, b cfg.BlockID) bool {
	for x := range g.Blocks {
		id := cfg.BlockID(x)
		if id < g.Exit && (id == b || g.Reaches(b, id)) &&
			!g.Reaches(id, g.Exit) && !g.Reaches(id, g.Raise) && !g.Reaches(id, g.Cancelled) {
			return false
		}
	}
	return true
}

func backwardPaths(g *cfg.Graph) []uint64 {
	result := make([]uint64, len(g.Blocks))
	for bit := range 64 {
		mask := uint64(1) << bit
		type place struct {
			b cfg.BlockID
			s uint64
		}
		seen := map[place]bool{}
		var visit func(p place)
		visit = func(p place) {
			if seen[p] {
				return
			}
			seen[p] = true
			result[p.b] |= p.s
			for _, e := range g.Blocks[p.b].Preds {
				blk := &g.Blocks[e.To]
				s := edgeEffect(e.To, cfg.Edge{To: p.b, Kind: e.Kind}, p.s) & mask
				end := blk.End
				if e.Kind.Abrupt() && !blk.Resumes {
					end--
				}
				for i := end - 1; i >= blk.First; i-- {
					s = effect(i, s) & mask
				}
				visit(place{e.To, s})
			}
		}
		for b := g.Exit; int(b) < len(g.Blocks); b++ {
			visit(place{b, 0})
		}
	}
	return result
}

// TestFallback solves a problem that never ends and one that widening ends.
func TestFallback(t *testing.T) {
	m := irtest.Assemble("label top\ncall f\njump top")
	g := cfg.Build(m, irtest.Func, m.Body(irtest.Func, nil), nil)
	p := flow.Forward[int]{
		Op:    func(_ cfg.BlockID, _ int32, s int) int { return s + 1 },
		Join:  func(a, b int) int { return max(a, b) },
		Equal: func(a, b int) bool { return a == b },
	}
	if p.Solve(g).Converged {
		t.Error("converged")
	}
	p.Op = func(_ cfg.BlockID, _ int32, s int) int { return min(s+1, 1<<40) }
	p.Widen = func(int, int) int { return 1 << 40 }
	if !p.Solve(g).Converged {
		t.Error("did not converge")
	}
}

// TestEndless solves backwards through a loop that nothing leaves.
func TestEndless(t *testing.T) {
	m := irtest.Assemble("write a\nlabel top\nwrite b\njump top")
	g := cfg.Build(m, irtest.Func, m.Body(irtest.Func, nil), nil)
	r := flow.Backward[uint64]{
		Op: func(_ cfg.BlockID, op int32, s uint64) uint64 {
			if g.Body.Ops[op].Code == ir.Write {
				s |= 1 << g.Body.Ops[op].X
			}
			return s
		},
		Join: joins["union"], Equal: sameBits,
	}.Solve(g)
	if got := fmt.Sprintf("%b", r.In(g.Entry)); got != "110" {
		t.Errorf("got %s\n%s", got, g)
	}
}

// largest returns a graph of which much can be reached.
func largest() *cfg.Graph {
	best := graph(0, 2000)
	for seed := range uint64(50) {
		if g := graph(seed, 2000); len(g.Blocks) > len(best.Blocks) && !g.Shared {
			best = g
		}
	}
	return best
}

func BenchmarkForward(b *testing.B) {
	g := largest()
	p := flow.Forward[uint64]{
		Op:   func(_ cfg.BlockID, op int32, s uint64) uint64 { return effect(op, s) },
		Join: joins["intersection"], Equal: sameBits,
	}
	b.ReportAllocs()
	for b.Loop() {
		p.Solve(g)
	}
	ops := 0
	for i := range g.Blocks {
		ops += int(g.Blocks[i].End - g.Blocks[i].First)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ops), "ns/op-of-IR")
}

func BenchmarkForwardBits(b *testing.B) {
	g := largest()
	n := len(g.Body.Ops)
	p := flow.Forward[flow.Bits]{
		Entry: flow.NewBits(n),
		Op: func(_ cfg.BlockID, op int32, s flow.Bits) flow.Bits {
			s.Add(int(op))
			return s
		},
		Join: flow.Bits.Union, Equal: flow.Bits.Equal, Clone: flow.Bits.Clone,
	}
	b.ReportAllocs()
	for b.Loop() {
		p.Solve(g)
	}
}
