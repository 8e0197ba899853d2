package lexer

import (
	"strings"

	"github.com/racehunt/racehunt/frontend/token"
)

// number scans a numeric literal that begins at i with a digit or a point.
func (l *Lexer) number(i int) int {
	j := i
	if l.buf[i] == '0' {
		switch l.buf[i+1] | 0x20 {
		case 'x':
			return l.based(i, isHex, '9', "hexadecimal")
		case 'o':
			return l.based(i, isDigit, '7', "octal")
		case 'b':
			return l.based(i, isDigit, '1', "binary")
		}
		return l.zero(i)
	}
	if l.buf[j] != '.' {
		var ok bool
		if j, ok = l.digits(j); !ok {
			return l.badNumber(i, j, "decimal")
		}
	}
	return l.fraction(i, j)
}

// digits passes digits with single underscores between them. ok is false after an
// underscore without a digit.
func (l *Lexer) digits(j int) (int, bool) {
	for {
		for classes[l.buf[j]]&isDigit != 0 {
			j++
		}
		if l.buf[j] != '_' {
			return j, true
		}
		j++
		if classes[l.buf[j]]&isDigit == 0 {
			return j, false
		}
	}
}

// based scans a number with a 0x, 0o or 0b prefix; last is its largest decimal digit.
func (l *Lexer) based(i int, class uint8, last byte, name string) int {
	j := i + 2
	for {
		if l.buf[j] == '_' {
			j++
		}
		start := j
		for classes[l.buf[j]]&class != 0 && (l.buf[j] <= last || class == isHex) {
			j++
		}
		if j == start {
			return l.badNumber(i, j, name)
		}
		if l.buf[j] != '_' {
			break
		}
	}
	return l.endNumber(i, j, 0, name)
}

// zero scans a number that begins with 0: zero itself, a float, or the octal
// notation of Python 2.
func (l *Lexer) zero(i int) int {
	j, ok := l.digits(i)
	if !ok {
		return l.badNumber(i, j, "decimal")
	}
	nonzero := strings.Trim(string(l.buf[i:j]), "0_") != ""
	switch l.buf[j] {
	case '.', 'e', 'E', 'j', 'J':
		return l.fraction(i, j)
	}
	if nonzero {
		l.problem(i, j, "leading zeros in decimal integers are not permitted; octal numbers are written 0o%s (0%s is Python 2)",
			strings.TrimLeft(string(l.buf[i:j]), "0_"), strings.TrimLeft(string(l.buf[i:j]), "0_"))
		return j
	}
	return l.endNumber(i, j, 0, "decimal")
}

// fraction scans what may follow the whole part, which ends at j: a fraction, an
// exponent, the imaginary unit.
func (l *Lexer) fraction(i, j int) int {
	var flags token.Flags
	ok := true
	if l.buf[j] == '.' {
		flags = token.Float
		j++
		if classes[l.buf[j]]&isDigit != 0 {
			if j, ok = l.digits(j); !ok {
				return l.badNumber(i, j, "decimal")
			}
		}
	}
	if l.buf[j]|0x20 == 'e' {
		k := j + 1
		if signed := l.buf[k] == '+' || l.buf[k] == '-'; signed {
			k++
			if classes[l.buf[k]]&isDigit == 0 {
				return l.badNumber(i, k, "decimal")
			}
		}
		if classes[l.buf[k]]&isDigit != 0 {
			flags = token.Float
			if j, ok = l.digits(k); !ok {
				return l.badNumber(i, j, "decimal")
			}
		}
	}
	if l.buf[j]|0x20 == 'j' {
		return l.endNumber(i, j+1, token.Imaginary, "imaginary")
	}
	return l.endNumber(i, j, flags, "decimal")
}

// endNumber emits the number [i, j) unless a letter follows. A keyword may follow
// without a blank, as in "1if x else 2"; CPython only warns of that.
func (l *Lexer) endNumber(i, j int, flags token.Flags, name string) int {
	if classes[l.buf[j]]&inName != 0 && !l.keywordFollows(j) {
		return l.badNumber(i, j, name)
	}
	l.emitFlags(token.Number, flags, i, j)
	return j
}

func (l *Lexer) keywordFollows(j int) bool {
	rest := string(l.buf[j : j+4])
	for _, word := range [...]string{"and", "else", "for", "if", "in", "is", "or", "not"} {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	return false
}

func (l *Lexer) badNumber(i, j int, name string) int {
	end := j
	for classes[l.buf[end]]&inName != 0 {
		end++
	}
	if c := l.buf[j] | 0x20; c == 'l' && end == j+1 {
		l.problem(i, end, "long integers such as %s are Python 2", l.buf[i:end])
	} else {
		l.problem(i, end, "invalid %s literal", name)
	}
	return max(end, i+1)
}
