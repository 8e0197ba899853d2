package lexer

import (
	"fmt"

	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/frontend/token"
)

// abandon gives up the open brackets and begins a new logical line at the physical
// line that shows them to be unclosed.
func (l *Lexer) abandon() int {
	l.unclosed(l.brackets[len(l.brackets)-1], l.lineStart)
	return l.lineBegin(l.lineStart)
}

// unclosed ends the logical line at a bracket that was never closed. The problem is
// left to the parser, which may have found something better to say about the line
// before it gets here.
func (l *Lexer) unclosed(b bracket, at int) {
	l.Unclosed = append(l.Unclosed, source.Problem{
		Span:    source.Span{Start: uint32(b.pos), End: uint32(b.pos + 1)},
		Message: fmt.Sprintf("%q was never closed", b.kind.String()),
	})
	l.Tokens = append(l.Tokens, token.Token{
		Kind: token.Error, Start: uint32(at), End: uint32(at), Sym: uint32(len(l.Unclosed)),
	})
	l.brackets = l.brackets[:0]
	l.fstrings = l.fstrings[:0]
	l.emit(token.Newline, at, at)
}

// resume deals with a bracket that is still open at the end of the text: it takes
// the line of the bracket as all of the statement and reads the rest of the file
// again, which would otherwise be lost. ok is false when that was done too often.
func (l *Lexer) resume() (next int, ok bool) {
	b := l.brackets[0]
	end := l.lineEnd(b.pos)
	l.reread += l.n - end
	if l.reread > 4*l.n+1<<20 || end >= l.n {
		l.unclosed(b, l.n)
		return l.n, false
	}
	for n := len(l.Tokens); n > 0 && int(l.Tokens[n-1].End) > end; n-- {
		l.Tokens = l.Tokens[:n-1]
	}
	for n := len(l.Problems); n > 0 && int(l.Problems[n-1].Span.Start) >= end; n-- {
		l.Problems = l.Problems[:n-1]
	}
	for n := len(l.Comments); n > 0 && int(l.Comments[n-1].Span.Start) >= end; n-- {
		l.Comments = l.Comments[:n-1]
	}
	l.unclosed(b, end)
	return l.lineBegin(end), true
}
