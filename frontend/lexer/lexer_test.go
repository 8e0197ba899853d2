package lexer

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// lex returns the tokens of text as words: kinds, and the text of names and literals.
func lex(t testing.TB, text string) string {
	t.Helper()
	var l Lexer
	var syms ast.Symbols
	l.Lex([]byte(text), &syms)
	verify(t, &l, text)
	var words []string
	for _, tok := range l.Tokens {
		word := tok.Kind.String()
		switch tok.Kind {
		case token.Name, token.Number, token.String, token.FStart, token.FMiddle, token.FEnd, token.Error:
			word = text[tok.Start:tok.End]
		case token.Newline:
			word = "NL"
		case token.Indent:
			word = ">>>"
		case token.Dedent:
			word = "<<<"
		case token.EOF:
			continue
		}
		words = append(words, strings.ReplaceAll(word, "\n", `\n`))
	}
	for _, p := range l.Problems {
		words = append(words, fmt.Sprintf("!%d %s", p.Span.Start, p.Message))
	}
	for _, p := range l.Unclosed {
		words = append(words, fmt.Sprintf("!%d %s", p.Span.Start, p.Message))
	}
	return strings.Join(words, " ")
}

// verify checks that tokens are ordered, do not overlap, balance and end in EOFs, and
// that nothing but blanks, comments and joined lines lies between them.
func verify(t testing.TB, l *Lexer, text string) {
	t.Helper()
	end, level := uint32(0), 0
	for i, tok := range l.Tokens {
		if tok.Start < end && tok.Kind != token.Newline || tok.End < tok.Start || int(tok.End) > len(text) {
			t.Fatalf("%q: token %d (%s) covers %d to %d after one that ends at %d", text, i, tok.Kind, tok.Start, tok.End, end)
		}
		switch tok.Kind {
		case token.Indent:
			level++
		case token.Dedent:
			level--
		}
		if level < 0 {
			t.Fatalf("%q: more dedents than indents", text)
		}
		if len(l.Problems)+len(l.Unclosed) == 0 && !blank(text[end:tok.Start]) {
			t.Fatalf("%q: %q lies between tokens", text, text[end:tok.Start])
		}
		end = max(end, tok.End)
	}
	n := len(l.Tokens)
	if level != 0 || n < 2 || l.Tokens[n-1].Kind != token.EOF || l.Tokens[n-2].Kind != token.EOF {
		t.Fatalf("%q: the tokens do not end as they should", text)
	}
}

// blank reports whether a gap holds only what belongs to no token. The second half
// of a doubled brace is such a gap.
func blank(gap string) bool {
	if gap == "{" || gap == "}" {
		return true
	}
	for line := range strings.FieldsFuncSeq(gap, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line = strings.Trim(line, " \t\f\\")
		if line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

func expectTokens(t *testing.T, text, want string) {
	t.Helper()
	if got := lex(t, text); got != want {
		t.Errorf("%q\n got %s\nwant %s", text, got, want)
	}
}

func TestTokens(t *testing.T) {
	expectTokens(t, "", "")
	expectTokens(t, "x += 1", "x += 1 NL")
	expectTokens(t, "a<<=b>>c//=d**e->f:=g...", "a <<= b >> c //= d ** e -> f := g ... NL")
	expectTokens(t, "if x:\n  y\nz", "if x : NL >>> y NL <<< z NL")
	expectTokens(t, "if x:\n  y\n\n  # c\n z", "if x : NL >>> y NL <<< z NL !18 unindent does not match any outer indentation level")
	expectTokens(t, "(\n a,\n\n# c\n  b)\nc", "( a , b ) NL c NL")
	expectTokens(t, "a \\\n b", "a b NL")
	expectTokens(t, "match = type", "match = type NL")
	expectTokens(t, "1if 0x1for 1_0.5e-3j", "1 if 0x1f or 1_0.5e-3j NL")
	expectTokens(t, "rb'a' Rb'' u\"x\" ur'' rrr''", "rb'a' Rb'' u\"x\" ur '' rrr '' NL")
	expectTokens(t, "'''a'b''c\\''''", "'''a'b''c\\'''' NL")
	expectTokens(t, "f'a{b}c'", "f' a { b } c ' NL")
	expectTokens(t, "f'{a!r:>{w}}'", "f' { a ! r : > { w } } ' NL")
	expectTokens(t, "f'{{{a}}}'", "f' { { a } } ' NL")
	expectTokens(t, "f'{f'{1}'}'", "f' { f' { 1 } ' } ' NL")
	expectTokens(t, "f'{a[b:c]:{d:e}}'", "f' { a [ b : c ] : { d : e } } ' NL")
	expectTokens(t, "f'{(lambda: 1)}'", "f' { ( lambda : 1 ) } ' NL")
	expectTokens(t, "f'{x!=y}{x==y}{x:=5}'", "f' { x != y } { x == y } { x : =5 } ' NL")
	expectTokens(t, `f'\N{BULLET}\{x}'`, `f' \N{BULLET} \ { x } ' NL`)
	expectTokens(t, "x = (1,\ny = 2", `x = ( 1 ,  NL y = 2 NL !4 "(" was never closed`)
	expectTokens(t, "x = 'a\ny", "x = 'a NL y NL !4 unterminated string")
	expectTokens(t, "$$?", "$$? NL !0 invalid character '$'")
	expectTokens(t, "ﬁ = é", "ﬁ = é NL")
}

func TestComments(t *testing.T) {
	var l Lexer
	var syms ast.Symbols
	text := "# racehunt: ignore[RH101] a\nx = 1  #racehunt: b\ny = (  #\tracehunt:c\n)\n# not racehunt: d\n'# racehunt: e'"
	l.Lex([]byte(text), &syms)
	var got []string
	for _, c := range l.Comments {
		got = append(got, text[c.Span.Start:c.Span.End])
	}
	if want := "# racehunt: ignore[RH101] a|#racehunt: b|#\tracehunt:c"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestGoldens compares the tokens of files with those accepted before.
func TestGoldens(t *testing.T) {
	paths, _ := filepath.Glob("../../testdata/lexer/*.py")
	if len(paths) == 0 {
		t.Fatal("no files found")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(lex(t, string(data)), " NL", " NL\n")
		golden := strings.TrimSuffix(path, ".py") + ".want"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if want, err := os.ReadFile(golden); err != nil || got != string(want) {
			t.Errorf("%s differs (%v)\n%s", golden, err, got)
		}
	}
}

func FuzzLex(f *testing.F) {
	paths, _ := filepath.Glob("../../testdata/*/*/*.py")
	for _, path := range paths {
		if data, err := os.ReadFile(path); err == nil {
			f.Add(string(data))
		}
	}
	f.Fuzz(func(t *testing.T, text string) { lex(t, text) })
}
