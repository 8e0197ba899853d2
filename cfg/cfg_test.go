package cfg_test

import (
	"testing"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/irtest"
)

// build makes the graph of a body in the language of irtest and verifies both.
func build(t testing.TB, text string, callees cfg.Callees) *cfg.Graph {
	t.Helper()
	return buildModule(t, irtest.Assemble(text), callees)
}

func buildModule(t testing.TB, m *ir.Module, callees cfg.Callees) *cfg.Graph {
	t.Helper()
	if err := ir.Verify(m); err != nil {
		t.Fatalf("%v\n%s", err, m)
	}
	g := cfg.Build(m, irtest.Func, m.Body(irtest.Func, nil), callees)
	if err := cfg.Verify(g); err != nil {
		t.Fatalf("%v\n%s", err, g)
	}
	return g
}
