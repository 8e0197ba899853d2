package lexer

import (
	"bytes"

	"github.com/racehunt/racehunt/frontend/token"
)

// string scans a string literal with its prefix at [i, q) and its quote at q.
func (l *Lexer) string(i, q int) int {
	var flags token.Flags
	format := false
	for _, c := range l.buf[i:q] {
		switch c | 0x20 {
		case 'b':
			flags |= token.Bytes
		case 'r':
			flags |= token.Raw
		case 'u':
			if c == 'u' { // CPython notes u"" and forgets U""
				flags |= token.Unicode
			}
		case 't':
			flags |= token.Templ
			format = true
		case 'f':
			format = true
		}
	}
	quote := l.buf[q]
	triple := l.buf[q+1] == quote && l.buf[q+2] == quote
	if format {
		return l.format(i, q, flags, triple)
	}
	if triple {
		return l.triple(i, q, flags)
	}
	for j := q + 1; ; j++ {
		switch c := l.buf[j]; {
		case c == quote:
			l.emitFlags(token.String, flags, i, j+1)
			return j + 1
		case c == '\\':
			flags |= token.Escape
			j++
			if l.buf[j] == '\r' && l.buf[j+1] == '\n' {
				j++
			}
		case c >= 0x80:
			flags |= token.NonASCII
		case c == '\n' || c == '\r' || c == 0 && j >= l.n:
			j = min(j, l.n) // an escape may have led beyond the text
			l.problem(i, j, "unterminated string")
			return j
		}
	}
}

// triple scans a literal in triple quotes.
func (l *Lexer) triple(i, q int, flags token.Flags) int {
	quotes := l.buf[q : q+3]
	for j := q + 3; ; {
		n := bytes.IndexByte(l.buf[j:l.n], quotes[0])
		if n < 0 {
			l.problem(i, i+3, "unterminated triple-quoted string")
			return l.n
		}
		// A backslash hides the byte behind it; whether it counts can only be seen
		// by going through all of them from the left.
		end := j + n
		for {
			b := bytes.IndexByte(l.buf[j:end], '\\')
			if b < 0 {
				break
			}
			flags |= token.Escape
			j += b + 2
			if j > end {
				break
			}
		}
		if j > end {
			continue
		}
		if l.buf[end+1] != quotes[0] || l.buf[end+2] != quotes[0] {
			j = end + 1
			continue
		}
		l.emitFlags(token.String, flags|highFlag(l.buf[q:end]), i, end+3)
		return end + 3
	}
}

// highFlag returns NonASCII if a byte above 0x7F stands in s.
func highFlag(s []byte) token.Flags {
	for _, c := range s {
		if c >= 0x80 {
			return token.NonASCII
		}
	}
	return 0
}
