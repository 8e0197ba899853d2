package cfg_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/irtest"
)

// answers is a Callees with all of its optional parts.
type answers struct {
	suspends, suppresses, yields bool
	catches                      cfg.Match
}

func (a answers) Suspends(int32) bool                       { return a.suspends }
func (a answers) Suppresses(int32, cfg.EdgeKind) bool       { return a.suppresses }
func (a answers) YieldSuspends(int32) bool                  { return a.yields }
func (a answers) Catches(ir.PathID, cfg.EdgeKind) cfg.Match { return a.catches }

// edgesTo returns the kinds of the edges into a block.
func edgesTo(g *cfg.Graph, b cfg.BlockID) string {
	var kinds []string
	for _, e := range g.Blocks[b].Preds {
		kinds = append(kinds, e.Kind.String())
	}
	return strings.Join(kinds, " ")
}

func TestCallees(t *testing.T) {
	const await = "async\nawait f"
	if g := build(t, await, answers{suspends: true}); !g.Reachable(g.Cancelled) {
		t.Error("a suspending await cannot be cancelled")
	}
	if g := build(t, await, answers{}); g.Reachable(g.Cancelled) {
		t.Error("an await that does not suspend can be cancelled")
	}
	const with = "with a\ncall f\nexit\ncall g"
	after := func(g *cfg.Graph) string { // edges into the block of g's call
		return edgesTo(g, g.BlockOf(int32(len(g.Body.Ops)-2)))
	}
	if got := after(build(t, with, answers{})); got != "normal" {
		t.Errorf("after a with: %s", got)
	}
	if got := after(build(t, with, answers{suppresses: true})); got != "normal normal" {
		t.Errorf("after a with that suppresses: %s", got)
	}
	if g := build(t, "generator\nyield", answers{suspends: true}); g.Reachable(g.Cancelled) {
		t.Error("a plain generator can be cancelled")
	}
	if g := build(t, "generator\nyield", answers{yields: true}); !g.Reachable(g.Cancelled) {
		t.Error("a generator that a framework drives cannot be cancelled")
	}
	const try = "async\ntry\nawait f\ncatch E\nend"
	for _, match := range []cfg.Match{cfg.Never, cfg.Maybe, cfg.Always} {
		g := build(t, try, answers{suspends: true, catches: match})
		if caught := g.BlockOf(int32(len(g.Body.Ops)-2)) >= 0; caught != (match != cfg.Never) {
			t.Errorf("match %d: the handler is reached: %v", match, caught)
		}
		for _, end := range []cfg.BlockID{g.Raise, g.Cancelled} {
			if escapes := g.Reachable(end); escapes != (match != cfg.Always) {
				t.Errorf("match %d: b%d is reached: %v", match, end, escapes)
			}
		}
	}
}

func TestDefaultCatches(t *testing.T) {
	b := ir.NewBuilder()
	expect := func(name string, exc, cancel cfg.Match) {
		t.Helper()
		p := b.Path(b.Path(0, ir.RootGlobal, b.Str("m")), ir.Attr, b.Str(name))
		if got := cfg.DefaultCatches(b.M, p, cfg.Exceptional, false); got != exc {
			t.Errorf("%s catches exceptions: %v", name, got)
		}
		if got := cfg.DefaultCatches(b.M, p, cfg.Cancel, false); got != cancel {
			t.Errorf("%s catches cancellation: %v", name, got)
		}
	}
	expect("BaseException", cfg.Always, cfg.Always)
	expect("Exception", cfg.Always, cfg.Never)
	expect("CancelledError", cfg.Maybe, cfg.Always)
	expect("Cancelled", cfg.Maybe, cfg.Always)
	expect("OSError", cfg.Maybe, cfg.Never)
	expect("error", cfg.Maybe, cfg.Never)
	expect("RETRYABLE", cfg.Maybe, cfg.Maybe)
	expect("errors", cfg.Maybe, cfg.Maybe)
	p := b.Path(0, ir.RootGlobal, b.Str("Exception"))
	if cfg.DefaultCatches(b.M, p, cfg.Cancel, true) != cfg.Always {
		t.Error("Exception does not catch cancellation under Twisted")
	}
}

// TestConstantTests checks that a test of a constant has one way out.
func TestConstantTests(t *testing.T) {
	g := build(t, "label top\nifconst out\ncall f\njump top\nlabel out", nil)
	if g.Reachable(g.Exit) {
		t.Errorf("while True ends\n%s", g)
	}
}

func FuzzBuild(f *testing.F) {
	f.Add(uint64(1), uint16(50))
	f.Fuzz(func(t *testing.T, seed uint64, size uint16) {
		g := buildModule(t, irtest.Random(rand.New(rand.NewPCG(seed, 9)), int(size%1000)), nil)
		checkRegions(t, g)
		g.Loops()
	})
}

func BenchmarkCFG(b *testing.B) {
	for _, size := range []int{10, 100, 1000} {
		b.Run(map[int]string{10: "tiny", 100: "typical", 1000: "huge"}[size], func(b *testing.B) {
			var m *ir.Module
			var body *ir.Body
			for seed := uint64(0); body == nil || len(body.Ops) < 3*size; seed++ {
				m = irtest.Random(rand.New(rand.NewPCG(seed, 10)), size)
				body = m.Body(irtest.Func, nil)
			}
			b.ReportAllocs()
			for b.Loop() {
				cfg.Build(m, irtest.Func, body, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(body.Ops)), "ns/op-of-IR")
		})
	}
}
