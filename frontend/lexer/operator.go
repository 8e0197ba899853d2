package lexer

import "github.com/racehunt/racehunt/frontend/token"

// simple holds the kind of an operator of one byte; doubled that of the byte twice
// (as in **), and assigned that of the byte followed by "=".
var simple, doubled, assigned, doubledAssigned [256]token.Kind

func init() {
	set := func(t *[256]token.Kind, bytes string, kinds ...token.Kind) {
		for i, c := range []byte(bytes) {
			t[c] = kinds[i]
		}
	}
	set(&simple, "+-*/%@&|^~<>=!,:;", token.Plus, token.Minus, token.Star, token.Slash, token.Percent, token.At,
		token.Amp, token.Pipe, token.Caret, token.Tilde, token.Less, token.Greater, token.Equal, token.Exclam,
		token.Comma, token.Colon, token.Semi)
	set(&assigned, "+-*/%@&|^<>=!:", token.PlusEqual, token.MinusEqual, token.StarEqual, token.SlashEqual,
		token.PercentEqual, token.AtEqual, token.AmpEqual, token.PipeEqual, token.CaretEqual,
		token.LessEqual, token.GreaterEqual, token.EqEqual, token.NotEqual, token.ColonEqual)
	set(&doubled, "*/<>", token.DoubleStar, token.DoubleSlash, token.Shl, token.Shr)
	set(&doubledAssigned, "*/<>", token.DoubleStarEqual, token.DoubleSlashEqual, token.ShlEqual, token.ShrEqual)
}

// operator scans an operator other than a bracket or a dot.
func (l *Lexer) operator(i int) int {
	c, d := l.buf[i], l.buf[i+1]
	if len(l.fstrings) > 0 && c == ':' && l.specBegins() {
		l.emit(token.Colon, i, i+1)
		return l.spec(i + 1)
	}
	kind, n := simple[c], 1
	switch {
	case d == '=' && assigned[c] != 0:
		kind, n = assigned[c], 2
	case d == c && doubled[c] != 0:
		kind, n = doubled[c], 2
		if l.buf[i+2] == '=' {
			kind, n = doubledAssigned[c], 3
		}
	case c == '-' && d == '>':
		kind, n = token.Arrow, 2
	case c == '<' && d == '>':
		kind, n = token.LessGreater, 2
	}
	l.emit(kind, i, i+n)
	return i + n
}

// dot scans ".", "..." or a number that begins with a point.
func (l *Lexer) dot(i int) int {
	switch {
	case classes[l.buf[i+1]]&isDigit != 0:
		return l.number(i)
	case l.buf[i+1] == '.' && l.buf[i+2] == '.':
		l.emit(token.Ellipsis, i, i+3)
		return i + 3
	}
	l.emit(token.Dot, i, i+1)
	return i + 1
}

var openKinds = [256]token.Kind{'(': token.LParen, '[': token.LBracket, '{': token.LBrace}

// open scans an opening bracket.
func (l *Lexer) open(i int) int {
	kind := openKinds[l.buf[i]]
	if len(l.brackets) >= maxBrackets {
		return l.tooDeep(i, "brackets are nested too deeply (more than %d)", maxBrackets)
	}
	if len(l.brackets) == 0 {
		l.lineStart = i
	}
	l.brackets = append(l.brackets, bracket{kind, i})
	if n := len(l.fstrings); n > 0 {
		l.fstrings[n-1].depth++
	}
	l.emit(kind, i, i+1)
	return i + 1
}

// tooDeep gives up the logical line: nothing inside it can be trusted, and going
// on would report each further bracket.
func (l *Lexer) tooDeep(i int, format string, args ...any) int {
	l.problem(i, i+1, format, args...)
	l.brackets = l.brackets[:0]
	l.fstrings = l.fstrings[:0]
	return l.lineEnd(i)
}

// close scans a closing bracket. Each kind stands right behind the one it closes.
func (l *Lexer) close(i int) int {
	kind := token.RParen
	switch l.buf[i] {
	case ']':
		kind = token.RBracket
	case '}':
		kind = token.RBrace
	}
	n := len(l.brackets)
	inner := len(l.fstrings) > 0 && l.fstrings[len(l.fstrings)-1].depth == 0
	if n == 0 || inner {
		l.problem(i, i+1, "unmatched %q", kind.String())
		return i + 1
	}
	if top := l.brackets[n-1]; top.kind != kind-1 {
		l.report(i, i+1, "closing %q does not match opening %q", kind.String(), top.kind.String())
		l.emit(token.Error, i, i)
		if n = l.opener(kind - 1); n == 0 {
			return i + 1
		}
	}
	l.brackets = l.brackets[:n-1]
	l.emit(kind, i, i+1)
	if n := len(l.fstrings); n > 0 {
		if f := &l.fstrings[n-1]; f.close(kind) {
			return l.middle(i + 1)
		}
	}
	return i + 1
}

// opener drops the brackets above the innermost one of the given kind, as if they
// were closed too, and returns how many are left; 0 if there is none, or none in
// the field of an f-string that we are in.
func (l *Lexer) opener(kind token.Kind) int {
	n, depth := len(l.brackets), len(l.brackets)
	if len(l.fstrings) > 0 {
		depth = l.fstrings[len(l.fstrings)-1].depth
	}
	for i := range depth {
		if l.brackets[n-1-i].kind != kind {
			continue
		}
		if len(l.fstrings) > 0 {
			l.fstrings[len(l.fstrings)-1].depth -= i
		}
		return n - i
	}
	return 0
}
