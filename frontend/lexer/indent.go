package lexer

import "github.com/racehunt/racehunt/frontend/token"

// lineBegin measures the indentation of the first line from i on that holds more
// than a comment, emits Indent and Dedent, and returns where its tokens begin.
func (l *Lexer) lineBegin(i int) int {
	for {
		here := indent{}
		joined := 0 // the width of the first of several lines joined by backslashes
	measure:
		for {
			switch l.buf[i] {
			case ' ':
				here.col++
				here.alt++
			case '\t':
				here.col = here.col/8*8 + 8
				here.alt++
			case '\f':
				here = indent{}
			case '\\':
				next, ok := l.continued(i)
				if !ok || next >= l.n {
					break measure // reported when the token is scanned
				}
				if joined == 0 {
					joined = here.col
				}
				i = next - 1
			default:
				break measure
			}
			i++
		}
		switch l.buf[i] {
		case '#':
			i = l.comment(i)
			if i >= l.n {
				return i
			}
			fallthrough
		case '\n', '\r':
			if l.buf[i] == '\r' && l.buf[i+1] == '\n' {
				i++
			}
			i++
			continue
		}
		if i >= l.n {
			return i
		}
		if joined != 0 {
			here = indent{joined, joined}
		}
		l.lineStart = i
		l.indent(here, i)
		return i
	}
}

// indent compares the width of a line with those of the open blocks.
func (l *Lexer) indent(here indent, i int) {
	top := l.indents[len(l.indents)-1]
	switch {
	case here.col == top.col:
	case here.col > top.col:
		if len(l.indents) >= maxIndents {
			l.report(i, i+1, "blocks are nested too deeply (more than %d)", maxIndents)
			l.emit(token.Error, i, i)
			return
		}
		l.indents = append(l.indents, here)
		if here.alt <= top.alt {
			l.mixed(i)
		}
		l.emit(token.Indent, i, i)
		return
	default:
		for len(l.indents) > 1 && here.col < l.indents[len(l.indents)-1].col {
			l.indents = l.indents[:len(l.indents)-1]
			l.emit(token.Dedent, i, i)
		}
		top = l.indents[len(l.indents)-1]
		if here.col != top.col {
			// The line is taken as part of the block that it stands in.
			l.report(i, i+1, "unindent does not match any outer indentation level")
			return
		}
	}
	if here.alt != top.alt {
		l.mixed(i)
	}
}

func (l *Lexer) mixed(i int) {
	l.report(i, i+1, "inconsistent use of tabs and spaces in indentation")
}
