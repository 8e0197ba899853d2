package lockgraph_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph"

	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/ir/lower"
	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

var update = flag.Bool("update", false, "rewrite the expected output")

var _ graph.Directed = (*lockgraph.Graph)(nil)

// build links the Python files of a folder, or one file, and draws their lock graph.
func build(t testing.TB, files ...string) *lockgraph.Graph {
	t.Helper()
	var reader frontend.Reader
	var lowerer lower.Lowerer
	var sources []program.Source
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, program.Source{Path: filepath.Base(f), Module: lowerer.Lower(reader.Read(f, data))})
	}
	p := program.Link(sources, program.Options{Jobs: 2})
	g := lockgraph.Build(p, 2)
	if err := g.Verify(); err != nil {
		t.Fatal(err)
	}
	for _, e := range g.Edges {
		if e.Witness.Outer < 0 || len(e.Witness.Calls) > 0 && e.Witness.Calls[0].Func != e.Witness.Frame {
			t.Fatalf("the witness of %s -> %s does not begin where the outer lock is taken", g.Locks[e.From].Name, g.Locks[e.To].Name)
		}
	}
	return g
}

func TestGoldens(t *testing.T) {
	inputs, err := filepath.Glob("../testdata/lockgraph/*.py")
	if err != nil || len(inputs) == 0 {
		t.Fatal("no inputs", err)
	}
	for _, in := range inputs {
		t.Run(filepath.Base(in), func(t *testing.T) {
			got := build(t, in).String()
			golden := strings.TrimSuffix(in, ".py") + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// TestFixtures holds the graphs of the rules' fixtures to the verifier, and to being the
// same every time.
func TestFixtures(t *testing.T) {
	for _, id := range []string{"RH201", "RH202"} {
		inputs, err := filepath.Glob("../testdata/checks/" + id + "/*.py")
		if err != nil || len(inputs) == 0 {
			t.Fatal("no inputs", err)
		}
		for _, in := range inputs {
			if a, b := build(t, in).String(), build(t, in).String(); a != b {
				t.Errorf("%s: two runs differ:\n%s\n%s", in, a, b)
			}
		}
	}
}

// TestLongChain: a chain of calls of any depth is followed, and the work stays linear.
func TestLongChain(t *testing.T) {
	var b strings.Builder
	b.WriteString("import threading\nA = threading.Lock()\nB = threading.Lock()\ndef start():\n    with A:\n        f0()\n")
	const n = 3000
	for i := range n {
		fmt.Fprintf(&b, "def f%d():\n    f%d()\n", i, i+1)
	}
	fmt.Fprintf(&b, "def f%d():\n    with B:\n        f0()\n", n)
	file := filepath.Join(t.TempDir(), "chain.py")
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	g := build(t, file)
	if len(g.Edges) != 1 || len(g.Edges[0].Witness.Calls) != n+1 || len(g.Pairs) != 1 || !g.Pairs[0].Same {
		t.Errorf("got %v", g)
	}
}
