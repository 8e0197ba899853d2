package cfg_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
)

var (
	update = flag.Bool("update", false, "rewrite the golden files")
	corpus = flag.String("corpus", "", "folder of Python files whose graphs to build and verify")
)

// TestGolden compares the graphs of the functions of each testdata/cfg/*.py with the
// text beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("../testdata/cfg/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no input", err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m := read(path, data)
		if err := ir.Verify(m); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		var text strings.Builder
		for f := 1; f < len(m.Funcs); f++ {
			g := cfg.Build(m, ir.FuncID(f), m.Body(ir.FuncID(f), nil), nil)
			if err := cfg.Verify(g); err != nil {
				t.Errorf("%s: %v\n%s", path, err, g)
			}
			text.WriteString(g.String())
		}
		want := strings.TrimSuffix(path, ".py") + ".want"
		if *update {
			if err := os.WriteFile(want, []byte(text.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if old, _ := os.ReadFile(want); string(old) != text.String() {
			t.Errorf("%s differs; the text now is:\n%s", want, &text)
		}
	}
}

func read(path string, data []byte) *ir.Module {
	var r frontend.Reader
	var l lower.Lowerer
	return l.Lower(r.Read(path, data))
}

// TestCorpus verifies the modules and graphs of every file below -corpus, and tells
// how long each stage takes.
func TestCorpus(t *testing.T) {
	if *corpus == "" {
		t.Skip("no -corpus")
	}
	var r frontend.Reader
	var l lower.Lowerer
	var body ir.Body
	var decoding, bodies, building time.Duration
	files, funcs, ops, blocks, shared, bytes := 0, 0, 0, 0, 0, 0
	err := filepath.WalkDir(*corpus, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".py") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		m := l.Lower(r.Read(path, data))
		if err := ir.Verify(m); err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		encoded := ir.Encode(m)
		start := time.Now()
		m, err = ir.Decode(encoded)
		decoding += time.Since(start)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		files, bytes = files+1, bytes+len(encoded)
		for f := range m.Funcs {
			start := time.Now()
			m.Body(ir.FuncID(f), &body)
			bodies += time.Since(start)
			start = time.Now()
			g := cfg.Build(m, ir.FuncID(f), &body, nil)
			building += time.Since(start)
			if err := cfg.Verify(g); err != nil {
				t.Errorf("%s: %s: %v", path, m.Str(m.Funcs[f].Qual), err)
			}
			if g.Shared {
				shared++
			}
			funcs, ops, blocks = funcs+1, ops+len(body.Ops), blocks+len(g.Blocks)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	each := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(max(ops, 1)) }
	t.Logf("%d files, %d functions, %d ops, %d blocks, %d shared, %.1f encoded bytes an op",
		files, funcs, ops, blocks, shared, float64(bytes)/float64(max(ops, 1)))
	t.Logf("ns an op: decode module %.1f, decode bodies %.1f, build graphs %.1f", each(decoding), each(bodies), each(building))
}
