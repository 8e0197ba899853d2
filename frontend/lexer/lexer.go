// Package lexer splits Python source into tokens.
//
// What goes in: the text of a file and its identifier table. What comes out: a
// slice of tokens that ends with two EOFs, with Newline, Indent and Dedent where
// CPython has them; the problems found; and the "# racehunt:" and "# guarded-by:" comments. Broken
// text becomes an Error token whose problem is already reported, and lexing goes on.
//
// For example
//
//	if x:
//	    f"{y}"
//
// becomes If Name Colon Newline Indent FStart LBrace Name RBrace FEnd Newline Dedent EOF EOF.
//
// Left out: soft keywords (match, case, type, _) are names; the parser decides.
package lexer

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/frontend/token"
)

// Limits of CPython's tokenizer, and our own on what is reported.
const (
	maxBrackets = 200
	maxIndents  = 100
	maxFStrings = 150
	maxProblems = 100
)

// padding is how many zero bytes follow the text, so that the scanners can look
// ahead, and load eight bytes at once, without asking where the text ends.
const padding = 16

// Lexer holds what one worker needs; its memory is reused from file to file.
type Lexer struct {
	Tokens   []token.Token
	Problems []source.Problem
	Unclosed []source.Problem // of Error tokens with a Sym, by Sym-1: the parser reports them
	Comments []source.Comment

	buf       []byte // the text, padded
	n         int    // length of the text
	hasCR     bool   // a CR stands somewhere in it
	syms      *ast.Symbols
	brackets  []bracket
	indents   []indent
	fstrings  []fstring
	reread    int // bytes that were read a second time after an unclosed bracket
	lineStart int // of the physical line, kept up to date inside brackets only
}

type bracket struct {
	kind token.Kind
	pos  int
}

// indent is a width counted twice, with tabs to multiples of eight and with tabs
// as one column: if the two orders disagree, the meaning depends on the tab size.
type indent struct{ col, alt int }

// Lex splits text into Tokens. The results are valid until the next call.
func (l *Lexer) Lex(text []byte, syms *ast.Symbols) {
	l.reset(text, syms)
	i := l.lineBegin(0)
	for {
		switch c := l.buf[i]; classes[c] & kindMask {
		case cSpace:
			i++
		case cLetter:
			i = l.name(i)
		case cOperator:
			i = l.operator(i)
		case cOpen:
			i = l.open(i)
		case cClose:
			i = l.close(i)
		case cNewline:
			i = l.newline(i)
		case cDigit:
			i = l.number(i)
		case cDot:
			i = l.dot(i)
		case cQuote:
			i = l.string(i, i)
		case cHash:
			i = l.comment(i)
		case cBackslash:
			i = l.join(i)
		case cHigh:
			i = l.slowName(i)
		default:
			if i >= l.n {
				if len(l.brackets) > 0 {
					if next, ok := l.resume(); ok {
						i = next
						continue
					}
				}
				l.finish()
				return
			}
			i = l.strange(i)
		}
	}
}

func (l *Lexer) reset(text []byte, syms *ast.Symbols) {
	if len(text)+padding > cap(l.buf) || cap(l.buf) > 1<<24 {
		l.buf = make([]byte, 0, len(text)+padding)
	}
	l.buf = append(append(l.buf[:0], text...), make([]byte, padding)...)
	l.n = len(text)
	l.hasCR = bytes.IndexByte(text, '\r') >= 0
	if want := len(text)/4 + 64; cap(l.Tokens) < want || cap(l.Tokens) > 1<<22 {
		l.Tokens = make([]token.Token, 0, want)
	}
	l.Tokens = l.Tokens[:0]
	l.Problems = nil
	l.Unclosed = l.Unclosed[:0]
	l.reread = 0
	l.Comments = nil
	l.syms = syms
	l.brackets = l.brackets[:0]
	l.indents = append(l.indents[:0], indent{})
	l.fstrings = l.fstrings[:0]
	l.lineStart = 0
}

func (l *Lexer) emit(kind token.Kind, start, end int) {
	if len(l.Tokens) == cap(l.Tokens) {
		// Doubling beats append's growth for the huge files where it matters.
		l.Tokens = slices.Grow(l.Tokens, len(l.Tokens)+64)
	}
	l.Tokens = append(l.Tokens, token.Token{Kind: kind, Start: uint32(start), End: uint32(end)})
}

func (l *Lexer) emitFlags(kind token.Kind, flags token.Flags, start, end int) {
	l.Tokens = append(l.Tokens, token.Token{Kind: kind, Flags: flags, Start: uint32(start), End: uint32(end)})
}

// problem reports broken text and leaves an Error token in its place.
func (l *Lexer) problem(start, end int, format string, args ...any) {
	l.report(start, end, format, args...)
	end = min(end, l.n)
	if n := len(l.Tokens); n > 0 {
		// A problem may reach back to tokens that are already there.
		start = max(start, int(l.Tokens[n-1].End))
	}
	l.emit(token.Error, start, max(start, end))
}

func (l *Lexer) report(start, end int, format string, args ...any) {
	if len(l.Problems) < maxProblems {
		span := source.Span{Start: uint32(start), End: uint32(min(end, l.n))}
		l.Problems = append(l.Problems, source.Problem{Span: span, Message: fmt.Sprintf(format, args...)})
	}
}

// finish closes what is open at the end of the text.
func (l *Lexer) finish() {
	if n := len(l.Tokens); n > 0 && !lineEnd(l.Tokens[n-1].Kind) {
		l.emit(token.Newline, l.n, l.n)
	}
	for range l.indents[1:] {
		l.emit(token.Dedent, l.n, l.n)
	}
	l.emit(token.EOF, l.n, l.n)
	l.emit(token.EOF, l.n, l.n)
}

func lineEnd(k token.Kind) bool {
	return k == token.Newline || k == token.Indent || k == token.Dedent
}

// newline ends a logical line, or only a physical one inside brackets.
func (l *Lexer) newline(i int) int {
	next := i + 1
	if l.buf[i] == '\r' && l.buf[next] == '\n' {
		next++
	}
	if len(l.brackets) > 0 {
		l.lineStart = next
		return next
	}
	l.emit(token.Newline, i, next)
	return l.lineBegin(next)
}

// comment skips a comment; the line end stays.
func (l *Lexer) comment(i int) int {
	end := l.lineEnd(i)
	if source.Speaks(l.buf[i+1 : end]) {
		l.Comments = append(l.Comments, source.Comment{Span: source.Span{Start: uint32(i), End: uint32(end)}})
	}
	return end
}

// lineEnd returns the offset of the next CR, LF or end of the text.
func (l *Lexer) lineEnd(i int) int {
	if l.hasCR {
		// In a file of lone CRs, looking for the next LF would be quadratic.
		for i < l.n && l.buf[i] != '\n' && l.buf[i] != '\r' {
			i++
		}
		return i
	}
	if j := bytes.IndexByte(l.buf[i:l.n], '\n'); j >= 0 {
		return i + j
	}
	return l.n
}

// join skips a backslash that continues the line.
func (l *Lexer) join(i int) int {
	next, ok := l.continued(i)
	if ok && next < l.n {
		l.lineStart = next
		return next
	}
	if ok || i+1 >= l.n {
		l.problem(i, i+1, "unexpected end of file after a line continuation")
		return max(next, i+1)
	}
	l.problem(i, i+1, "unexpected character after a line continuation")
	return i + 1
}

// continued returns the start of the line after the backslash at i.
func (l *Lexer) continued(i int) (int, bool) {
	switch {
	case i+1 >= l.n:
		return i + 1, false
	case l.buf[i+1] == '\n':
		return i + 2, true
	case l.buf[i+1] == '\r' && l.buf[i+2] == '\n':
		return i + 3, true
	case l.buf[i+1] == '\r':
		return i + 2, true
	}
	return i + 1, false
}

// strange deals with a character that begins no token.
func (l *Lexer) strange(i int) int {
	// One problem for a run of such characters: junk must not be reported a byte at a time.
	end := i + 1
	for end < l.n && classes[l.buf[end]]&kindMask == cBad && l.buf[end] != '`' {
		end++
	}
	switch c := l.buf[i]; {
	case c == '`':
		l.problem(i, i+1, "backquotes are Python 2; use repr()")
		// Looking far ahead for the second one would make a line of them quadratic.
		if j := bytes.IndexByte(l.buf[i+1:min(i+200, l.n)], '`'); j >= 0 {
			return i + j + 2
		}
	case c < ' ' || c == 0x7F:
		l.problem(i, end, "invalid non-printable character U+%04X", c)
	default:
		l.problem(i, end, "invalid character %q", rune(c))
	}
	return end
}

// slowName scans an identifier that has characters above ASCII.
func (l *Lexer) slowName(i int) int {
	j := i
	for j < l.n {
		r, size := rune(l.buf[j]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(l.buf[j:l.n])
		}
		if j == i && !isStart(r) || !isContinue(r) {
			if r < utf8.RuneSelf {
				break
			}
			l.problem(j, j+size, "invalid character %q (U+%04X)", r, r)
			return l.skipHigh(j + size)
		}
		j += size
	}
	l.Tokens = append(l.Tokens, token.Token{
		Kind: token.Name, Start: uint32(i), End: uint32(j), Sym: uint32(l.syms.Intern(normal(l.buf[i:j]))),
	})
	return j
}

// skipHigh passes the rest of a run of strange characters: one problem is enough.
func (l *Lexer) skipHigh(i int) int {
	for i < l.n && l.buf[i] >= utf8.RuneSelf {
		i++
	}
	return i
}
