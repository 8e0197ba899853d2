package lexer

import "github.com/racehunt/racehunt/frontend/token"

// fstring is one open f-string or t-string. The fields follow CPython's tokenizer,
// because what it accepts depends on exactly these counts.
type fstring struct {
	start  int // of the prefix
	quote  byte
	triple bool
	flags  token.Flags
	depth  int  // brackets open inside this string's fields
	fields int  // fields open in one another, through format specs
	inSpec bool // between the ":" of a field and its end or the end of a field in it
}

// maxFields is how deep fields may nest through format specs.
const maxFields = 3

// format scans the start of an f-string or t-string and its first text.
func (l *Lexer) format(i, q int, flags token.Flags, triple bool) int {
	if len(l.fstrings) >= maxFStrings-1 {
		return l.tooDeep(i, "f-strings are nested too deeply (more than %d)", maxFStrings-1)
	}
	n := 1
	if triple {
		n = 3
	}
	l.fstrings = append(l.fstrings, fstring{start: i, quote: l.buf[q], triple: triple, flags: flags})
	l.emitFlags(token.FStart, flags, i, q+n)
	return l.middle(q + n)
}

// close notes a closing bracket and reports whether it ends a field.
func (f *fstring) close(kind token.Kind) bool {
	f.depth--
	if kind != token.RBrace || f.depth != f.fields-1 {
		return false
	}
	f.fields--
	f.inSpec = false
	return true
}

// specBegins reports whether a colon here begins a format spec.
func (l *Lexer) specBegins() bool {
	f := &l.fstrings[len(l.fstrings)-1]
	return f.fields > 0 && f.depth == f.fields
}

// spec scans the text of a format spec.
func (l *Lexer) spec(i int) int {
	l.fstrings[len(l.fstrings)-1].inSpec = true
	return l.middle(i)
}

// middle scans literal text up to a field, the end of a spec or the end of the
// string. A doubled brace ends a piece after its first half, so a piece always
// stands in the file as it is meant.
func (l *Lexer) middle(i int) int {
	f := &l.fstrings[len(l.fstrings)-1]
	flags := f.flags
	start := i
	for {
		c := l.buf[i]
		switch {
		case c == f.quote && (!f.triple || l.buf[i+1] == c && l.buf[i+2] == c):
			l.piece(flags, start, i)
			return l.endFormat(i)
		case c == '{':
			if l.buf[i+1] == '{' && !f.inSpec {
				l.piece(flags|token.Doubled, start, i+1)
				i += 2
				start, flags = i, f.flags
				continue
			}
			l.piece(flags, start, i)
			return l.field(i)
		case c == '}':
			if l.buf[i+1] == '}' && f.depth == 0 {
				l.piece(flags|token.Doubled, start, i+1)
				i += 2
				start, flags = i, f.flags
				continue
			}
			l.piece(flags, start, i)
			if f.depth > 0 {
				return l.close(i)
			}
			l.problem(i, i+1, "single } in an f-string; write }} for a brace")
			start = i + 1
		case c == '\\':
			flags |= token.Escape
			next := l.escape(i, f.flags)
			if named := next > i+3 && l.buf[next-1] == '}'; named {
				// CPython ends a piece here, and the shape of a format spec depends on
				// how many pieces it has.
				l.piece(flags, start, next)
				start, flags = next, f.flags
			}
			i = next
			continue
		case c >= 0x80:
			flags |= token.NonASCII
		case c == 0 && i >= l.n, !f.triple && (c == '\n' || c == '\r'):
			return l.unterminated(i, f)
		}
		i++
	}
}

// escape passes a backslash and what it hides. Braces are never hidden, except
// those of a named character.
func (l *Lexer) escape(i int, flags token.Flags) int {
	c := l.buf[i+1]
	switch {
	case c == '{' || c == '}' || i+1 >= l.n:
		return i + 1
	case c == '\r' && l.buf[i+2] == '\n':
		return i + 3
	case c == 'N' && l.buf[i+2] == '{' && flags&token.Raw == 0:
		for j := i + 3; j < l.n && j < i+100 && l.buf[j] != '\n'; j++ {
			if l.buf[j] == '}' {
				return j + 1
			}
		}
		return i + 3
	}
	return i + 2
}

func (l *Lexer) piece(flags token.Flags, start, end int) {
	if start < end {
		l.emitFlags(token.FMiddle, flags, start, end)
	}
}

// field begins a replacement field at a brace.
func (l *Lexer) field(i int) int {
	f := &l.fstrings[len(l.fstrings)-1]
	if f.fields >= maxFields {
		return l.tooDeep(i, "fields of an f-string are nested too deeply")
	}
	f.fields++
	f.inSpec = false
	return l.open(i)
}

// endFormat scans the closing quotes. Brackets that are still open inside make
// the string wrong.
func (l *Lexer) endFormat(i int) int {
	f := l.fstrings[len(l.fstrings)-1]
	n := 1
	if f.triple {
		n = 3
	}
	if f.depth > 0 {
		l.report(i, i+n, "expected } before the end of the f-string")
		l.emit(token.Error, i, i)
		l.brackets = l.brackets[:max(0, len(l.brackets)-f.depth)]
	}
	l.fstrings = l.fstrings[:len(l.fstrings)-1]
	l.emitFlags(token.FEnd, f.flags, i, i+n)
	return i + n
}

// unterminated gives up an f-string and everything around it on its line.
func (l *Lexer) unterminated(i int, f *fstring) int {
	i = min(i, l.n)
	if f.triple {
		l.problem(f.start, f.start+3, "unterminated triple-quoted f-string")
	} else {
		l.problem(f.start, i, "unterminated f-string")
	}
	l.brackets = l.brackets[:0]
	l.fstrings = l.fstrings[:0]
	return i
}
