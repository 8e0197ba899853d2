package cfg_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/irtest"
)

// TestRandomBodies builds graphs of random structured bodies and holds them to Verify
// and to slow but obvious versions of what a graph computes.
func TestRandomBodies(t *testing.T) {
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := irtest.Random(r, 1+r.IntN(60))
		g := buildModule(t, m, nil)
		if again := buildModule(t, m, nil); again.String() != g.String() {
			t.Fatalf("seed %d: two graphs of one body", seed)
		}
		checkReach(t, g)
		checkDominators(t, g)
		checkLoops(t, g)
		checkRegions(t, g)
		if t.Failed() {
			t.Fatalf("seed %d\n%s", seed, g)
		}
	}
}

// without returns the blocks that can be reached from the entry if one is removed.
func without(g *cfg.Graph, removed cfg.BlockID) []bool {
	seen := make([]bool, len(g.Blocks))
	var visit func(b cfg.BlockID)
	visit = func(b cfg.BlockID) {
		if seen[b] || b == removed {
			return
		}
		seen[b] = true
		for _, e := range g.Blocks[b].Succs {
			visit(e.To)
		}
	}
	visit(g.Entry)
	return seen
}

func checkDominators(t *testing.T, g *cfg.Graph) {
	for a := range g.Blocks {
		seen := without(g, cfg.BlockID(a))
		for b := range g.Blocks {
			if !g.Reachable(cfg.BlockID(b)) || !g.Reachable(cfg.BlockID(a)) {
				continue
			}
			if got, want := g.Dominates(cfg.BlockID(a), cfg.BlockID(b)), !seen[b]; got != want {
				t.Errorf("Dominates(b%d, b%d) = %v", a, b, got)
			}
		}
	}
}

func checkReach(t *testing.T, g *cfg.Graph) {
	for a := range g.Blocks {
		seen := make([]bool, len(g.Blocks))
		var visit func(b cfg.BlockID)
		visit = func(b cfg.BlockID) {
			for _, e := range g.Blocks[b].Succs {
				if !seen[e.To] {
					seen[e.To] = true
					visit(e.To)
				}
			}
		}
		visit(cfg.BlockID(a))
		for b, want := range seen {
			if got := g.Reaches(cfg.BlockID(a), cfg.BlockID(b)); got != want {
				t.Errorf("Reaches(b%d, b%d) = %v", a, b, got)
			}
		}
	}
}

// checkLoops holds the nest to: a loop is entered by its head only, each of its blocks
// lies on a cycle, and it is nested in its parent.
func checkLoops(t *testing.T, g *cfg.Graph) {
	loops := g.Loops()
	for i, l := range loops.All {
		in := map[cfg.BlockID]bool{}
		for _, b := range l.Blocks {
			in[b] = true
			if !g.Reaches(b, b) || !g.Dominates(l.Head, b) {
				t.Errorf("loop %d: b%d does not belong to it", i, b)
			}
		}
		for _, b := range l.Blocks {
			for _, e := range g.Blocks[b].Preds {
				if b != l.Head && !in[e.To] {
					t.Errorf("loop %d is entered at b%d", i, b)
				}
			}
			if l.Parent >= 0 && !contains(loops.All[l.Parent].Blocks, b) {
				t.Errorf("loop %d is not inside loop %d", i, l.Parent)
			}
		}
	}
}

func contains(blocks []cfg.BlockID, b cfg.BlockID) bool {
	for _, x := range blocks {
		if x == b {
			return true
		}
	}
	return false
}

// checkRegions holds the graph to what with and finally promise: on every path, each
// region that was entered is left through its exit or finally body. It walks paths of
// (block, open regions), which are finitely many as regions nest.
func checkRegions(t *testing.T, g *cfg.Graph) {
	if g.Shared {
		return
	}
	guarded := map[uint32]bool{} // regions with a finally body
	for i := range g.Body.Ops {
		if op := &g.Body.Ops[i]; op.Code == ir.Finally {
			guarded[op.X] = true
		}
	}
	type state struct {
		block cfg.BlockID
		open  string
	}
	seen := map[state]bool{}
	work := []state{{g.Entry, ""}}
	for len(work) > 0 && !t.Failed() {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[s] {
			continue
		}
		seen[s] = true
		b := &g.Blocks[s.block]
		if s.block >= g.Exit && s.open != "" {
			t.Errorf("b%d is reached with regions%s open", s.block, s.open)
		}
		open, before := s.open, s.open
		for i := b.First; i < b.End; i++ {
			before = open
			op := &g.Body.Ops[i]
			mark := fmt.Sprintf(" %d", op.X)
			switch {
			case op.Code == ir.Enter, op.Code == ir.Try && guarded[op.X]:
				open += mark
			case op.Code == ir.Exit, op.Code == ir.Finally:
				if !strings.HasSuffix(open, mark) {
					t.Errorf("b%d leaves region%s, but%s are open", s.block, mark, open)
				}
				open = strings.TrimSuffix(open, mark)
				before = open // an exit that raises has been left all the same
			}
		}
		if b.Resumes {
			before = open
		}
		for _, e := range b.Succs {
			if e.Kind.Abrupt() {
				work = append(work, state{e.To, before})
			} else {
				work = append(work, state{e.To, open})
			}
		}
	}
}

// TestNestedFinally nests finally clauses in each other's bodies, which would need a
// number of copies exponential in the depth.
func TestNestedFinally(t *testing.T) {
	for _, inBody := range []bool{false, true} {
		text := "async\n"
		const depth = 20
		for range depth {
			text += "try\nawait f\nif out\nreturn\nlabel out\n"
			if inBody {
				text += "finally\nawait g\n"
			}
			text = strings.ReplaceAll(text, "out\n", fmt.Sprintf("out%d\n", len(text)))
		}
		for range depth {
			if !inBody {
				text += "finally\nawait g\n"
			}
			text += "end\n"
		}
		g := build(t, text, nil)
		if len(g.Blocks) > 10*cfg.MaxCopies {
			t.Errorf("%d blocks", len(g.Blocks))
		}
		if g.Shared != inBody {
			t.Errorf("nested in the bodies %v: shared %v, %d blocks", inBody, g.Shared, len(g.Blocks))
		}
	}
}

// TestDamagedModules builds graphs of modules that were damaged in ways which Decode
// lets pass: whatever it returns must have graphs.
func TestDamagedModules(t *testing.T) {
	built := 0
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 11))
		data := ir.Encode(irtest.Random(r, 60))
		for i := range data {
			for range 8 {
				changed := append([]byte(nil), data...)
				changed[i] = byte(r.Uint32())
				m, err := ir.Decode(changed)
				if err != nil {
					continue
				}
				for f := range m.Funcs {
					g := cfg.Build(m, ir.FuncID(f), m.Body(ir.FuncID(f), nil), nil)
					if err := cfg.Verify(g); err != nil {
						t.Fatalf("seed %d, byte %d: %v\n%s", seed, i, err, g)
					}
					built++
				}
			}
		}
	}
	if built == 0 {
		t.Error("nothing was decoded")
	}
}
