package gpython

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
)

// pair holds both front ends and the lowering behind them.
type pair struct {
	native, annotations parser.Parser
	lower               lower.Lowerer
	accepted, rejected  int // files that gpython reads, and reads not
	tooOld              int // files that gpython reads and Python 3.14 does not
}

// compare requires that both front ends give the same tree and the same IR, spans
// included, if both read the file.
func (p *pair) compare(t *testing.T, f *source.File) {
	t.Helper()
	second := Parse(f)
	if len(second.Problems) > 0 {
		p.rejected++
		return
	}
	p.accepted++
	first := p.native.Parse(f)
	if len(first.Problems) > 0 {
		p.tooOld++
		line, col := f.Position(first.Problems[0].Span.Start)
		t.Logf("%s:%d:%d: %s; gpython reads it", f.Path, line, col, first.Problems[0].Message)
		return
	}
	if len(first.Comments) != len(second.Comments) {
		t.Errorf("%s: %d comments, gpython %d", f.Path, len(first.Comments), len(second.Comments))
	}
	if ast.CRC(first, f) != ast.CRC(second, f) {
		t.Errorf("%s: trees differ\n%s", f.Path, difference(dump(first, f), dump(second, f)))
	}
	checkStrings(t, f, second)
	p.lower.ParseExpression = p.annotations.ParseExpression
	a, b := p.lower.Lower(f, first), p.lower.Lower(f, second)
	if a, b := a.SpanString(), b.SpanString(); a != b {
		t.Errorf("%s: IR differs\n%s", f.Path, difference(a, b))
	}
	for _, m := range []*ir.Module{a, b} {
		if err := ir.Verify(m); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
	}
}

func dump(tree *ast.Tree, f *source.File) string {
	var b strings.Builder
	_ = ast.Dump(&b, tree, f) // a strings.Builder never fails
	return b.String()
}

// difference returns the first line at which two texts differ, of both.
func difference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	i := 0
	for i < min(len(as), len(bs))-1 && as[i] == bs[i] {
		i++
	}
	return " native:  " + as[i] + "\n gpython: " + bs[i]
}

func TestSameIR(t *testing.T) {
	var p pair
	files, _ := filepath.Glob(filepath.Join(fixtures, "*.py"))
	for _, path := range files {
		f, _ := load(t, path)
		p.compare(t, f)
	}
	if p.accepted != len(files) || p.tooOld > 0 {
		t.Errorf("%d of %d files read, %d of them too old", p.accepted, len(files), p.tooOld)
	}
}

// pythonFiles returns the files of the standard library of the python3 that is at
// hand, without its tests; or, if RACEHUNT_PYTHON_FILES is set, a list of folders
// separated like a PATH, the files in these. Without either the test is skipped.
func pythonFiles(t testing.TB) []string {
	t.Helper()
	skip := []string{"site-packages", "dist-packages", "test", "tests"}
	roots := filepath.SplitList(os.Getenv("RACEHUNT_PYTHON_FILES"))
	if len(roots) > 0 {
		skip = nil
	} else {
		out, err := exec.Command("python3", "-c", "import os; print(os.path.dirname(os.__file__))").Output()
		if err != nil {
			t.Skip("no python3: ", err)
		}
		roots = []string{strings.TrimSpace(string(out))}
	}
	var paths []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && slices.Contains(skip, d.Name()) {
				return filepath.SkipDir
			}
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// TestStandardLibrary compares the front ends on thousands of files at best.
func TestStandardLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many files")
	}
	var p pair
	for _, path := range pythonFiles(t) {
		if f, ok := load(t, path); ok {
			p.compare(t, f)
		}
	}
	t.Logf("gpython reads %d files and not %d; %d of those it reads Python 3.14 does not", p.accepted, p.rejected, p.tooOld)
}

// TestLeft has the differences in what is accepted that the package comment names.
func TestLeft(t *testing.T) {
	for _, c := range []struct {
		src             string
		native, gpython bool // whether it is accepted
	}{
		{"def f(a=1, b): pass", false, true},
		{"a, b += 1", false, true},
		{"if a:\n\tb\n        c", false, true},
		{"[a for a in b if lambda: a]", false, true},
		{"f(a for a in b, c)", false, true},
		{"'\\x+1'", false, true},
		{"'\\U00110000'", false, true},
		{"b'é'", false, true},
		{"\fa", true, false},
		{"℘ = 1", true, false},
		{"f(*a, b)", true, false},
	} {
		f := source.NewFile("", []byte(c.src))
		native, second := len(new(parser.Parser).Parse(f).Problems) == 0, len(Parse(f).Problems) == 0
		if native != c.native || second != c.gpython {
			t.Errorf("%q: native %v, gpython %v", c.src, native, second)
		}
	}
}
