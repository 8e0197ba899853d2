package lower_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
)

var update = flag.Bool("update", false, "rewrite the .want files")

var corpus = flag.String("corpus", "", "also lower all Python files below this folder")

const folder = "../../testdata/lower"

// pipeline is what a worker has: a parser and a lowerer that are used again and again.
type pipeline struct {
	parser, annotations parser.Parser
	lowerer             lower.Lowerer
}

func newPipeline() *pipeline {
	p := new(pipeline)
	p.lowerer.ParseExpression = p.annotations.ParseExpression
	return p
}

func (p *pipeline) lower(f *source.File) *ir.Module {
	return p.lowerer.Lower(f, p.parser.Parse(f))
}

func inputs(t testing.TB, pattern string) []*source.File {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no inputs in %s", pattern)
	}
	var files []*source.File
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := source.Decode(name, data)
		files = append(files, f)
	}
	return files
}

// expectFile compares got with a .want file, or writes that with -update.
func expectFile(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestGoldens(t *testing.T) {
	p := newPipeline()
	for _, f := range inputs(t, folder+"/*.py") {
		t.Run(strings.TrimSuffix(filepath.Base(f.Path), ".py"), func(t *testing.T) {
			m := p.lower(f)
			if err := ir.Verify(m); err != nil {
				t.Error(err)
			}
			name := strings.TrimSuffix(f.Path, ".py")
			expectFile(t, name+".want", m.String())
			if strings.HasSuffix(name, "/spans") {
				expectFile(t, name+".ops.want", opTexts(f, m))
			}
			if again := newPipeline().lower(f); again.String() != m.String() {
				t.Error("a fresh lowerer gives another module than a used one")
			}
		})
	}
}

// opTexts writes beside each op the source that it stands for.
func opTexts(f *source.File, m *ir.Module) string {
	var out strings.Builder
	var body ir.Body
	for id := range m.Funcs {
		fmt.Fprintf(&out, "%s\n", m.Str(m.Funcs[id].Qual))
		m.Body(ir.FuncID(id), &body)
		for i := range body.Ops {
			op := &body.Ops[i]
			text := string(f.Text[op.Span.Start:op.Span.End])
			if line, rest, cut := strings.Cut(text, "\n"); cut {
				text = fmt.Sprintf("%s ... (%d lines)", line, 2+strings.Count(rest, "\n"))
			}
			fmt.Fprintf(&out, "    %-10s %s\n", op.Code, text)
		}
	}
	return out.String()
}

// TestOtherInputs lowers what other packages parse, good and broken.
func TestOtherInputs(t *testing.T) {
	p := newPipeline()
	for _, pattern := range []string{"../../testdata/*/*.py", "../../testdata/*/*/*.py"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f, _ := source.Decode(name, data)
			if err := ir.Verify(p.lower(f)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestCorpus lowers a whole tree of files and says how long that takes.
func TestCorpus(t *testing.T) {
	if *corpus == "" {
		t.Skip("no -corpus")
	}
	p := newPipeline()
	var files, bytes, encoded int
	var parsing, lowering time.Duration
	err := filepath.WalkDir(*corpus, func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".py" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, _ := source.Decode(name, data)
		start := time.Now()
		tree := p.parser.Parse(f)
		parsed := time.Now()
		m := p.lowerer.Lower(f, tree)
		lowering += time.Since(parsed)
		parsing += parsed.Sub(start)
		if err := ir.Verify(m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		files++
		bytes += len(f.Text)
		encoded += len(ir.Encode(m))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	each := func(d time.Duration) float64 { return float64(d) / float64(max(1, bytes)) }
	t.Logf("%d files, %d bytes, encoded %d; parsing %v (%.1f ns/B), lowering %v (%.1f ns/B)",
		files, bytes, encoded, parsing, each(parsing), lowering, each(lowering))
}

// TestLong checks that long chains are lowered, and in linear time.
func TestLong(t *testing.T) {
	for name, src := range map[string]string{
		"sum":   "x = a" + strings.Repeat(" + a", 5000),
		"elif":  "if a: pass\n" + strings.Repeat("elif a: pass\n", 5000),
		"and":   "x = a" + strings.Repeat(" and a", 5000),
		"dots":  "x = a" + strings.Repeat(".a", 5000),
		"list":  "x = [" + strings.Repeat("a, ", 50000) + "]",
		"defs":  strings.Repeat("def f(x):\n    return [x for x in x]\n", 5000),
		"comps": "def f(y):\n" + strings.Repeat("    [x for x in y]\n", 5000),
	} {
		m := newPipeline().lower(source.NewFile(name, []byte(src)))
		if len(m.Problems) > 0 {
			t.Logf("%s: %s", name, m.Problems[0].Message)
		}
		if err := ir.Verify(m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzLower(f *testing.F) {
	for _, in := range inputs(f, folder+"/*.py") {
		f.Add(in.Text)
	}
	p := newPipeline()
	f.Fuzz(func(t *testing.T, data []byte) {
		file, _ := source.Decode("fuzz.py", bytes.Clone(data))
		m := p.lower(file)
		if err := ir.Verify(m); err != nil {
			t.Fatalf("%v\n%s", err, m)
		}
		if _, err := ir.Decode(ir.Encode(m)); err != nil {
			t.Fatalf("decode: %v", err)
		}
	})
}

// nested returns functions and loops in each other, and an expression as deep.
func nested(depth int) []byte {
	var b bytes.Buffer
	for i := range depth {
		indent := strings.Repeat(" ", i)
		if i%2 == 0 {
			fmt.Fprintf(&b, "%sdef f%d(x%d):\n", indent, i, i)
		} else {
			fmt.Fprintf(&b, "%sfor y%d in x%d:\n", indent, i, i-1)
		}
	}
	fmt.Fprintf(&b, "%sreturn %sx0%s\n", strings.Repeat(" ", depth), strings.Repeat("(x2 + ", depth), strings.Repeat(")", depth))
	return b.Bytes()
}

func BenchmarkLower(b *testing.B) {
	files := inputs(b, folder+"/*.py")
	var all bytes.Buffer
	for _, f := range files {
		if base := filepath.Base(f.Path); base != "broken.py" && base != "asynchronous.py" {
			all.Write(f.Text)
			all.WriteByte('\n')
		}
	}
	typical := all.Bytes()
	for _, c := range []struct {
		name string
		text []byte
	}{
		{"tiny", []byte("import os\nprint(os.name)\n")},
		{"typical", typical},
		{"comments", append(bytes.Repeat([]byte("# a comment that says what nobody asked\n"), 500), typical...)},
		{"nested", nested(60)},
		{"huge", bytes.Repeat(typical, 200)},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := newPipeline()
			f := source.NewFile("bench.py", c.text)
			tree := p.parser.Parse(f)
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				p.lowerer.Lower(f, tree)
			}
		})
	}
}
