package gpython

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
)

// FuzzGPython checks that any text gives a tree, in time, whose spans lie in the
// text, whose problems say something, and which can be lowered; if both front ends
// accept the text, they must agree on it.
func FuzzGPython(f *testing.F) {
	paths, err := filepath.Glob("../../testdata/gpython/*.py")
	if err != nil || len(paths) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, text := range []string{"", "\x00", "\\", "(", ")", "'", "'''", "x = (\ndef f(): pass\n", "if x:\n", "@a\n", "\f\n\fx", "a\rb\r\nc", "for x, in y: pass", "async = 1", "b'é'", "try: pass", "  x", "\t1\n  2", "f(a for", "{1:", "1if x else", "x[,]", "\xef\xbb\xbfx"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := source.Decode("fuzz.py", data)
		begin := time.Now()
		tree := Parse(file)
		if d := time.Since(begin); d > 5*time.Second {
			t.Fatalf("%d bytes took %v", len(data), d)
		}
		if tree.Root == 0 {
			t.Fatal("no module")
		}
		size := uint32(len(file.Text))
		for id := range tree.Nodes {
			if n := &tree.Nodes[id]; n.Start > n.End || n.End > size {
				t.Fatalf("node %d of kind %d has span %d-%d of %d", id, n.Kind, n.Start, n.End, size)
			}
		}
		for _, p := range tree.Problems {
			if p.Message == "" || p.Span.Start > p.Span.End || p.Span.End > size {
				t.Fatalf("problem %+v of %d", p, size)
			}
		}
		if len(tree.Problems) == 0 {
			new(pair).compare(t, file)
		} else if err := ir.Verify(new(lower.Lowerer).Lower(file, tree)); err != nil {
			t.Fatal(err)
		}
	})
}

// TestTime holds gpython's worst cases to a bounded time.
func TestTime(t *testing.T) {
	for name, text := range map[string]string{
		"joined strings": "x = (" + strings.Repeat("'0123456789abcdef' ", 100_000) + ")",
		"long number":    "x = " + strings.Repeat("7", 1<<20),
		"numbers":        "x = [" + strings.Repeat("1,", 1<<19) + "]",
		"number lines":   strings.Repeat("x = ["+strings.Repeat("1,", 6000)+"]\n", 100),
		"brackets":       strings.Repeat("(", 1<<20),
		"targets":        strings.Repeat("[", 1<<20) + "x" + strings.Repeat("]", 1<<20) + " = y",
		"minus":          strings.Repeat("-", 1<<20) + "x",
		"sum":            "x" + strings.Repeat("+x", 1<<19),
		"attributes":     "x" + strings.Repeat(".x", 1<<19),
		"indents":        indents(1000),
		"bad lines":      strings.Repeat("x = = 1\n", 1<<16),
		"unclosed":       strings.Repeat("'''", 1<<18+1),
		"elifs":          "if x: y\n" + strings.Repeat("elif x: y\n", 1<<14),
	} {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			tree := Parse(source.NewFile("time.py", []byte(text)))
			if d := time.Since(begin); d > 10*time.Second {
				t.Errorf("%d bytes took %v", len(text), d)
			}
			t.Logf("%v, %d problems", time.Since(begin), len(tree.Problems))
		})
	}
}

func indents(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "pass\n"
}
