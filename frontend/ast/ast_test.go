package ast_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/parser"
)

func expectStr(t *testing.T, text, want string) {
	t.Helper()
	var p parser.Parser
	tree := p.ParseExpression([]byte(text))
	if tree.Root == 0 {
		t.Fatalf("%s: %v", text, tree.Problems)
	}
	if got := tree.Str(tree.Root); got != want {
		t.Errorf("%s: got %q, want %q", text, got, want)
	}
}

func TestStr(t *testing.T) {
	expectStr(t, `"abc"`, "abc")
	expectStr(t, `u'é'`, "é")
	expectStr(t, `"a\tb"`, "a\tb")
	expectStr(t, `r"a\tb"`, `a\tb`)
	expectStr(t, `"""a"b"""`, `a"b`)
	expectStr(t, `("a" r'\b' """c""")`, `a\bc`)
	expectStr(t, `b"\xff" b'a'`, "\xffa")
	expectStr(t, `"\ud83d"`, "\xed\xa0\xbd")
	expectStr(t, `""`, "")
}

func TestInt(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0 true", "7": "7 true", "1_000": "1000 true", "0xFf": "255 true", "0o17": "15 true", "0b1_01": "5 true",
		"00_0": "0 true", "9223372036854775807": "9223372036854775807 true", "9223372036854775808": "false 9223372036854775808",
	} {
		var p parser.Parser
		tree := p.ParseExpression([]byte(text))
		v, ok := tree.Int(tree.Root)
		got := fmt.Sprint(v, ok)
		if !ok {
			got = fmt.Sprint(ok, tree.BigInt(tree.Root))
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestSymbols uses the table with many names, long and short, over several files.
func TestSymbols(t *testing.T) {
	var s ast.Symbols
	for round := range 3 {
		names := map[string]ast.Sym{}
		for i := range 5000 << round {
			name := fmt.Sprintf("%s%d", strings.Repeat("n", i%23), i)
			sym := s.Intern([]byte(name))
			if s.Text(sym) != name {
				t.Fatalf("%s is %s", name, s.Text(sym))
			}
			names[name] = sym
		}
		for name, sym := range names {
			if s.Intern([]byte(name)) != sym {
				t.Fatalf("%s has two symbols", name)
			}
		}
		if s.Len() != len(names)+1 {
			t.Fatalf("%d symbols for %d names", s.Len(), len(names))
		}
		s.Reset()
		if s.Len() != 1 {
			t.Fatalf("%d symbols after Reset", s.Len())
		}
	}
}
