package gpython

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gast "github.com/go-python/gpython/ast"
	gparser "github.com/go-python/gpython/parser"
	"github.com/go-python/gpython/py"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
)

const fixtures = "../../testdata/gpython"

// load reads and decodes a file; ok is false if it is not Python by its encoding.
func load(t testing.TB, path string) (f *source.File, ok bool) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, problems := source.Decode(path, data)
	return f, len(problems) == 0
}

// TestFixtures compares the trees of the fixtures with CPython's own, values and
// positions included. cpython.crc holds what the oracle prints for them.
func TestFixtures(t *testing.T) {
	crcs, err := os.ReadFile(filepath.Join(fixtures, "cpython.crc"))
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(fixtures, "*.py"))
	if n := strings.Count(string(crcs), "\n"); n != len(files) {
		t.Errorf("%d files and %d checksums", len(files), n)
	}
	for line := range strings.Lines(string(crcs)) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		f, ok := load(t, filepath.Join(fixtures, name))
		tree := Parse(f)
		for _, p := range tree.Problems {
			line, col := f.Position(p.Span.Start)
			t.Errorf("%s:%d:%d: %s", name, line, col, p.Message)
		}
		if got := ast.CRC(tree, f); !ok || got != want {
			t.Errorf("%s: CRC %s, CPython's is %s", name, got, want)
		}
	}
}

// TestFixed has a line for each thing that gpython gets wrong and that is put right.
func TestFixed(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"for x, in y: pass", "target: Tuple @1:4-1:6 ctx=Store"},
		{"for (x), in y: pass", "target: Tuple @1:4-1:8 ctx=Store"},
		{"def f(*, a, b=1): pass", "kw_defaults[0]: None"},
		{"def f(*, a, b=1): pass", "kw_defaults[1]: Constant @1:14-1:15 value=int:1"},
		{"lambda *, a=1, b: 0", "kw_defaults[1]: None"},
		{"@a.b\ndef f(): pass", "decorator_list[0]: Attribute @1:1-1:4 attr=b ctx=Load"},
		{"@ a . b ( )\ndef f(): pass", "decorator_list[0]: Call @1:2-1:11"},
		{"f(a)", "value: Call @1:0-1:4"},
		{"(f)(a)", "value: Call @1:0-1:6"},
		{"f(x for x in y)", "args[0]: GeneratorExp @1:1-1:15"},
		{"f((x) for x in y)", "args[0]: GeneratorExp @1:1-1:17"},
		{"f(*a)", "args[0]: Starred @1:2-1:4 ctx=Load"},
		{"f(**(a))", "keywords[0]: keyword @1:2-1:7"},
		{"{a: b}", "value: Dict @1:0-1:6"},
		{"{(a)}", "value: Set @1:0-1:5"},
		{"{a for a in b}", "value: SetComp @1:0-1:14"},
		{"{a: b for a in b}", "value: DictComp @1:0-1:17"},
		{"(a), b", "value: Tuple @1:0-1:6 ctx=Load"},
		{"(a,),", "value: Tuple @1:0-1:5 ctx=Load"},
		{"x[a, b:]", "slice: Tuple @1:2-1:7 ctx=Load"},
		{"x[a:b:]", "slice: Slice @1:2-1:6"},
		{"if a: b\nelif c: d", "orelse[0]: If @2:0-2:9"},
		{"try: a\nexcept B: c\nexcept: d", "handlers[1]: ExceptHandler @3:0-3:9"},
		{"with (a, b): pass", "items[1]: withitem"},
		{"'\\N{BULLET}'", "value: Constant @1:0-1:12 value=str:1:567c8753"},
		{"ﬁ", "value: Name @1:0-1:3 id=fi ctx=Load"},
		{"a\rb", "value: Name @2:0-2:1 id=b ctx=Load"},
	} {
		f := source.NewFile("", []byte(c.src))
		tree := Parse(f)
		var b strings.Builder
		if err := ast.Dump(&b, tree, f); err != nil || len(tree.Problems) > 0 {
			t.Errorf("%q: %v %v", c.src, err, tree.Problems)
		}
		lines := strings.Split(b.String(), "\n")
		if !slices.ContainsFunc(lines, func(l string) bool { return strings.TrimSpace(l) == c.want }) {
			t.Errorf("%q has no %q:\n%s", c.src, c.want, b.String())
		}
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		src  string
		want string // kinds of the module's statements, then the problems
	}{
		{"", ""},
		{"x = = 1", "Bad; 1:4 gpython: invalid syntax"},
		{"a\nx: int = 1\nb", "Expr Bad Expr; 2:1 gpython: invalid syntax"},
		{"a\nif b:\n  f''\nelse: c\n@d\n@e\nclass F: pass", "Expr Bad ClassDef; 3:3 gpython: invalid syntax"},
		{"async def f():\n  await g()\nx = 1", "Bad Assign; 1:6 gpython: invalid syntax"},
		{"x = (\ndef f(): pass\n", "Bad FunctionDef; 1:4 gpython: unexpected EOF while parsing"},
		{"x = (1,\n2\n)\ny = = 3", "Assign Bad; 4:4 gpython: invalid syntax"},
		{"await (x)\ny", `Bad Expr; 1:0 "await" is a keyword since Python 3.7, which gpython does not know`},
		{"def f():\n  x.async = 1", `Bad; 2:4 "async" is a keyword since Python 3.7, which gpython does not know`},
		{"try: a\nb", "Bad Expr; 1:0 expected 'except' or 'finally' block"},
		{"'''", "Bad; 1:3 gpython: EOF while scanning triple-quoted string literal"},
		{"x = 01", "Bad; 1:4 gpython: illegal decimal with leading zero"},
		{"f(a) = 1", "Bad; 1:8 gpython: can't assign to function call"},
		{"a $ b", "Bad; 1:2 gpython: invalid syntax"},
		{"print x\n1", "Bad Expr; 1:6 gpython: invalid syntax"},
		{"if a:\n    b\n  c\nd", "Bad Expr; 3:2 gpython: Inconsistent indent"},
		{strings.Repeat("(", 201) + strings.Repeat(")", 201), "Bad; 1:0 too many nested brackets"},
		{strings.Repeat("-", 6000) + "x", "Bad; 1:4999 nested more than 5000 levels deep"},
	} {
		f := source.NewFile("", []byte(c.src))
		tree := Parse(f)
		var got []string
		for _, id := range tree.List(ast.List(tree.Node(tree.Root).A)) {
			got = append(got, tree.Kind(ast.ID(id)).String())
		}
		out := strings.Join(got, " ")
		for _, p := range tree.Problems {
			line, col := f.Position(p.Span.Start)
			out += fmt.Sprintf("; %d:%d %s", line, col, p.Message)
		}
		if out != c.want {
			t.Errorf("%.60q:\n got %s\nwant %s", c.src, out, c.want)
		}
	}
}

// checkStrings compares the values of string constants with gpython's own.
func checkStrings(t *testing.T, f *source.File, tree *ast.Tree) {
	t.Helper()
	mod, err := gparser.Parse(strings.NewReader(string(unixLines(f.Text))), "", py.ExecMode)
	if err != nil {
		t.Errorf("%s: %v", f.Path, err)
		return
	}
	values := map[uint32]string{}
	gast.Walk(mod, func(n gast.Ast) bool {
		switch n := n.(type) {
		case *gast.Str:
			values[f.LineStart(n.Lineno)+uint32(n.ColOffset)] = string(n.S)
		case *gast.Bytes:
			values[f.LineStart(n.Lineno)+uint32(n.ColOffset)] = string(n.S)
		}
		return true
	})
	for id := range tree.Nodes {
		n := &tree.Nodes[id]
		if n.Kind != ast.Constant || n.Op != ast.ConstStr && n.Op != ast.ConstBytes {
			continue
		}
		want, ok := values[n.Start]
		got := tree.Str(ast.ID(id))
		if ok && got == want || gpythonMisreads(f.Text[n.Start:n.End]) {
			continue
		}
		line, col := f.Position(n.Start)
		t.Errorf("%s:%d:%d: %.60q, gpython has %.60q", f.Path, line, col, got, want)
	}
}

// gpythonMisreads reports whether a literal has something whose value gpython gets
// wrong: a named character, a surrogate, or a backslash before a newline in a raw
// string.
func gpythonMisreads(lit []byte) bool {
	text := strings.ToLower(string(lit))
	raw := strings.HasPrefix(text, "r") || strings.HasPrefix(text, "br")
	return strings.Contains(string(lit), `\N{`) || strings.Contains(text, `\ud`) || strings.Contains(text, `\u0000d`) ||
		raw && (strings.Contains(text, "\\\n") || strings.Contains(text, "\\\r"))
}

func TestStrings(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(fixtures, "*.py"))
	for _, path := range files {
		f, _ := load(t, path)
		checkStrings(t, f, Parse(f))
	}
}
