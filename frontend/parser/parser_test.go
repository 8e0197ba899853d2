package parser

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
)

var update = flag.Bool("update", false, "rewrite the goldens that are not CPython's")

const testdata = "../../testdata/parser"

// parse decodes and parses data and verifies the tree.
func parse(t testing.TB, p *Parser, data []byte) (*source.File, *ast.Tree) {
	t.Helper()
	file, problems := source.Decode("test.py", bytes.Clone(data))
	tree := p.Parse(file)
	tree.Problems = append(problems, tree.Problems...)
	if err := ast.Verify(tree); err != nil {
		t.Fatal(err)
	}
	return file, tree
}

// TestSyntax compares each file with CPython's own tree.
func TestSyntax(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(testdata, "syntax", "*.py"))
	if len(paths) < 220 {
		t.Fatalf("only %d files found", len(paths))
	}
	var p Parser // one for all: what a file leaves behind must not matter
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".py"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(path, ".py") + ".want")
			if err != nil {
				t.Fatal(err)
			}
			file, tree := parse(t, &p, data)
			if rejected := bytes.HasPrefix(want, []byte("error")); rejected || len(tree.Problems) > 0 {
				if !rejected || len(tree.Problems) == 0 {
					t.Fatalf("CPython says %q, we say %q", firstLine(want), describeProblems(file, tree))
				}
				golden(t, strings.TrimSuffix(path, ".py")+".problems", describeProblems(file, tree))
				return
			}
			var got bytes.Buffer
			if err := ast.Dump(&got, tree, file); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("tree differs from CPython's\n%s", firstDifference(got.String(), string(want)))
			}
		})
	}
}

// golden compares got with a file, or rewrites the file under -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs\n%s", path, firstDifference(got, string(want)))
	}
}

// describeProblems prints the problems of a file and the statements that are left.
func describeProblems(file *source.File, tree *ast.Tree) string {
	var b strings.Builder
	for _, p := range tree.Problems {
		line, col := file.Position(p.Span.Start)
		fmt.Fprintf(&b, "%d:%d: %s\n", line, col+1, p.Message)
	}
	if tree.Root != 0 {
		for _, id := range tree.List(ast.List(tree.Node(tree.Root).A)) {
			n := tree.Node(ast.ID(id))
			line, _ := file.Position(n.Start)
			last, _ := file.Position(n.End)
			fmt.Fprintf(&b, "%d-%d %s\n", line, last, n.Kind)
		}
	}
	return b.String()
}

func firstLine(text []byte) string {
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

// expectProblem asserts the first problem of a text, as "line:column: message".
func expectProblem(t *testing.T, text, want string) {
	t.Helper()
	var p Parser
	file, tree := parse(t, &p, []byte(text))
	got := "none"
	if len(tree.Problems) > 0 {
		line, col := file.Position(tree.Problems[0].Span.Start)
		got = fmt.Sprintf("%d:%d: %s", line, col+1, tree.Problems[0].Message)
	}
	if got != want {
		t.Errorf("%q\n got %s\nwant %s", text, got, want)
	}
}

func TestProblems(t *testing.T) {
	expectProblem(t, "def f(:", "1:7: expected parameter or )")
	expectProblem(t, "x = 1", "none")
	expectProblem(t, "print x", "1:1: print without parentheses is Python 2")
	expectProblem(t, "exec 'x'", "1:1: exec without parentheses is Python 2")
	expectProblem(t, "x = `y`", "1:5: backquotes are Python 2; use repr()")
	expectProblem(t, "x <> y", "1:3: <> is Python 2; use !=")
	expectProblem(t, "try: pass\nexcept (A, B), e: pass", "none")
	expectProblem(t, "raise E, 'm'", "1:8: raise with a comma is Python 2; use raise Error(value)")
	expectProblem(t, "x = 0777", "1:5: leading zeros in decimal integers are not permitted; octal numbers are written 0o777 (0777 is Python 2)")
	expectProblem(t, "x = 10L", "1:5: long integers such as 10L are Python 2")
	expectProblem(t, "x = ur'a'", "1:5: the string prefix ur is Python 2")
	expectProblem(t, "def f(a, (b, c)): pass", "1:10: expected parameter or ); tuple parameters are Python 2")
	expectProblem(t, "if x = 1: pass", "1:6: expected : after the condition; a comparison is written ==")
	expectProblem(t, "f() = 1", "1:1: cannot assign to a function call")
	expectProblem(t, "x = (1,\n2", `1:5: "(" was never closed`)
	expectProblem(t, "x = 'a", "1:5: unterminated string")
	expectProblem(t, "if x:\ny", "1:6: expected an indented block after the condition")
	expectProblem(t, "a\n  b", "2:3: unexpected indent")
	expectProblem(t, "x = '\\x4'", `1:6: truncated \x escape in a string`)
	expectProblem(t, "f(a=1, b)", "1:8: a positional argument cannot follow a keyword argument")
	expectProblem(t, "class = 1", "1:7: expected name")
	expectProblem(t, "# coding: klingon\nx", "1:11: unknown encoding klingon")
	expectProblem(t, "x = 1 \xff", "1:7: invalid UTF-8 at offset 6 (byte 0xff); declare the encoding in a comment on the first line")
	expectProblem(t, "\x7fELF\x00\x00\x00\x00", "1:1: this is a binary file, not Python source")
	expectProblem(t, "\xff\xfex\x00", "1:1: the file is UTF-16, which Python does not read; save it as UTF-8")
}

// TestHostile feeds what could make a parser overflow, hang or drown its reader.
func TestHostile(t *testing.T) {
	var p Parser
	deep := func(prefix, suffix string, n int) string {
		return strings.Repeat(prefix, n) + "x" + strings.Repeat(suffix, n)
	}
	var indented strings.Builder
	for i := range 10000 {
		fmt.Fprintf(&indented, "%*sif x:\n", i, "")
	}
	junk := make([]byte, 1<<16)
	for i := range junk {
		junk[i] = byte(i*i>>3 ^ i)
	}
	for name, text := range map[string]string{
		"parens": deep("(", ")", 10000), "brackets": deep("[", "]", 10000), "braces": deep("{", "}", 10000),
		"open": strings.Repeat("(", 10000), "close": strings.Repeat(")", 10000), "calls": deep("f(", ")", 10000),
		"not": deep("not ", "", 10000), "minus": deep("-", "", 10000), "lambda": deep("lambda: ", "", 10000),
		"ternary": deep("a if b else ", "", 10000), "power": deep("a ** ", "", 10000), "await": deep("await ", "", 10000),
		"fstring": deep("f'{", "}'", 10000), "spec": deep("f'{x:{", "}}'", 10000), "plus": deep("a + ", "", 100000),
		"attributes": "x" + strings.Repeat(".y", 100000), "subscripts": "x" + strings.Repeat("[0]", 100000),
		"blocks": indented.String(), "elif": "if a: b\n" + strings.Repeat("elif a: b\n", 100000),
		"junk": string(junk), "lines": strings.Repeat("x = = 1\n", 10000), "dollars": strings.Repeat("$ x\n", 10000),
		"decorators": strings.Repeat("@x\n", 10000), "unclosed": strings.Repeat("x = (\ndef f(): pass\n", 10000),
		"quotes": strings.Repeat("'\n", 10000), "fquotes": strings.Repeat("f'{\n", 10000),
		"with": strings.Repeat("with (", 10000), "comparisons": deep("a < ", "", 100000), "or": deep("a or ", "", 100000),
		"compare-in-parens": strings.Repeat("(a.b.c+", 150) + "x" + strings.Repeat(")"+strings.Repeat(".y", 600), 150),
		"match":             strings.Repeat("match x:\n case y:\n", 300), "patterns": "match x:\n case " + deep("[", "]", 150) + ": pass\n",
		"with-lambda": "with (" + deep("lambda: (", ")", 150) + " as y): pass",
	} {
		_, tree := parse(t, &p, []byte(text))
		if len(tree.Problems) > maxProblems*2 {
			t.Errorf("%s: %d problems", name, len(tree.Problems))
		}
	}
}

// TestRecovery asserts that what follows a broken statement is still there.
func TestRecovery(t *testing.T) {
	var p Parser
	for text, want := range map[string]string{
		"x = = 1\ny = 2\n":                            "Bad Assign",
		"def f(:\n    x\ny = 2\n":                     "Bad Assign",
		"x = foo(1,\ndef g(): pass\n":                 "Bad FunctionDef",
		"try\n    a\nexcept:\n    b\nc\n":             "Bad Expr",
		"@x\ny = 1\n":                                 "Bad Assign",
		"def f():\n    x = )\n    return 1\n":         "FunctionDef",
		"if x:\n    a\n  b\nc\n":                      "If Expr Expr",
		"  x\ny\n":                                    "Expr Expr",
		"match x:\n    case 1 +: a\n    case 2: b\nc": "Match Expr",
		"x = 'abc\ny\n":                               "Bad Expr",
		"x = f'{a\ny\n":                               "Bad Expr",
		"while x\n    a\n    b\nc\n":                  "Bad Expr",
		"try: pass\nx\n":                              "Bad Expr",
		"try:\n    a\nx\n":                            "Bad Expr",
		"$\nx\n":                                      "Bad Expr",
	} {
		_, tree := parse(t, &p, []byte(text))
		var kinds []string
		for _, id := range tree.List(ast.List(tree.Node(tree.Root).A)) {
			kinds = append(kinds, tree.Kind(ast.ID(id)).String())
		}
		if got := strings.Join(kinds, " "); got != want || len(tree.Problems) == 0 {
			t.Errorf("%q: got %s, want %s (%d problems)", text, got, want, len(tree.Problems))
		}
	}
}

func TestParseExpression(t *testing.T) {
	var p Parser
	for text, want := range map[string]ast.Kind{
		"Optional[Foo]": ast.Subscript, "a.b": ast.Attribute, " x ": ast.Name, "": 0, "x = 1": 0, "x y": 0,
		"x\n": ast.Name, "(": 0, "int | None": ast.BinOp, "'A'": ast.Constant, "\"\\N\"": 0, "a, b": ast.Tuple,
	} {
		tree := p.ParseExpression([]byte(text))
		if tree.Root == 0 && want != 0 || tree.Root != 0 && tree.Kind(tree.Root) != want {
			t.Errorf("%q: got %s, want %s %v", text, tree.Kind(tree.Root), want, tree.Problems)
		}
	}
}

func FuzzParse(f *testing.F) {
	paths, _ := filepath.Glob(filepath.Join(testdata, "*", "*.py"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	var p Parser
	f.Fuzz(func(t *testing.T, data []byte) {
		file, tree := parse(t, &p, data)
		first := ast.CRC(tree, file)
		count := len(tree.Problems)
		if count == 0 {
			for id := range tree.Nodes[1:] {
				if n := tree.Node(ast.ID(id + 1)); n.Kind == ast.Constant && n.Op == ast.ConstStr {
					tree.Str(ast.ID(id + 1))
				}
			}
		}
		var fresh Parser
		file, tree = parse(t, &fresh, data)
		if again := ast.CRC(tree, file); again != first || len(tree.Problems) != count {
			t.Fatalf("a used parser says %s, a fresh one %s", first, again)
		}
		p.ParseExpression(data)
	})
}
