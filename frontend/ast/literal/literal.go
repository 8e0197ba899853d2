// Package literal evaluates the literals of Python source: strings and numbers.
//
// What goes in: the text of a literal as it stands in a file. What comes out: its
// value; strings are UTF-8 in which a lone surrogate is encoded in three bytes, as
// Python's "surrogatepass" does.
//
//	Decode(nil, `a\x41\n`, Text) // "aA\n"
//
// Left out: where literals begin and end, which package lexer decides.
package literal

import (
	"bytes"
	"unicode/utf8"
)

// Mode says which escapes a piece of text knows.
type Mode uint8

// Modes.
const (
	Text  Mode = iota // escapes of str
	Bytes             // escapes of bytes
	Raw               // none
)

// Split takes a string literal apart: its mode, and where its content lies between
// prefix and quotes. ok is false if it is no complete literal.
func Split(lit []byte) (start, end int, mode Mode, ok bool) {
	for start < len(lit) && lit[start] != '"' && lit[start] != '\'' {
		switch lit[start] | 0x20 {
		case 'r':
			mode = Raw
		case 'b':
			if mode != Raw {
				mode = Bytes
			}
		}
		start++
	}
	if start == len(lit) {
		return 0, 0, 0, false
	}
	n, q := 1, lit[start]
	if len(lit) >= start+6 && lit[start+1] == q && lit[start+2] == q {
		n = 3
	}
	start, end = start+n, len(lit)-n
	return start, end, mode, start <= end
}

// Decode appends the value of the content of a literal to dst. problem is "" if
// the content is valid; otherwise at is the offset of what is wrong.
// Unknown escapes stay as they are, as in Python.
func Decode(dst, content []byte, mode Mode) (value []byte, problem string, at int) {
	for i := 0; i < len(content); {
		n := special(content[i:], mode)
		dst = append(dst, content[i:i+n]...)
		i += n
		if i == len(content) {
			break
		}
		if content[i] == '\r' {
			dst = append(dst, '\n')
			i += lineEnd(content[i:])
			continue
		}
		var size int
		if dst, size, problem = escape(dst, content[i:], mode); problem != "" {
			return dst, problem, i
		}
		i += size
	}
	return dst, "", 0
}

// special returns how many bytes stand before the next backslash or CR.
func special(s []byte, mode Mode) int {
	n := len(s)
	if mode != Raw {
		if i := bytes.IndexByte(s, '\\'); i >= 0 {
			n = i
		}
	}
	if i := bytes.IndexByte(s[:n], '\r'); i >= 0 {
		n = i
	}
	return n
}

// lineEnd returns the length of the CR or CRLF at the start of s.
func lineEnd(s []byte) int {
	if len(s) > 1 && s[1] == '\n' {
		return 2
	}
	return 1
}

// escape appends the value of the escape sequence at the start of s.
func escape(dst, s []byte, mode Mode) (value []byte, size int, problem string) {
	if len(s) == 1 {
		return append(dst, '\\'), 1, ""
	}
	c := s[1]
	switch c {
	case '\n':
		return dst, 2, ""
	case '\r':
		return dst, 1 + lineEnd(s[1:]), ""
	case '\\', '\'', '"':
		return append(dst, c), 2, ""
	case 'x':
		return hex(dst, s, 2, mode)
	}
	if i := bytes.IndexByte([]byte("abfnrtv"), c); i >= 0 {
		return append(dst, "\a\b\f\n\r\t\v"[i]), 2, ""
	}
	if '0' <= c && c <= '7' {
		return octal(dst, s, mode)
	}
	if mode == Text {
		switch c {
		case 'u':
			return hex(dst, s, 4, mode)
		case 'U':
			return hex(dst, s, 8, mode)
		case 'N':
			return named(dst, s)
		}
	}
	return append(dst, '\\'), 1, ""
}

func octal(dst, s []byte, mode Mode) ([]byte, int, string) {
	v, n := 0, 1
	for n < 4 && n < len(s) && '0' <= s[n] && s[n] <= '7' {
		v = v*8 + int(s[n]-'0')
		n++
	}
	if mode == Bytes {
		return append(dst, byte(v)), n, ""
	}
	return appendRune(dst, rune(v)), n, ""
}

func hex(dst, s []byte, digits int, mode Mode) ([]byte, int, string) {
	v := uint64(0)
	for i := 2; i < 2+digits; i++ {
		d := 16
		if i < len(s) {
			d = hexDigit(s[i])
		}
		if d > 15 {
			return dst, 0, `truncated \` + string(s[1]) + ` escape in a string`
		}
		v = v<<4 | uint64(d)
	}
	if mode == Bytes {
		return append(dst, byte(v)), 2 + digits, ""
	}
	if v > utf8.MaxRune {
		return dst, 0, `illegal character in a \U escape`
	}
	return appendRune(dst, rune(v)), 2 + digits, ""
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return 16
}

func named(dst, s []byte) ([]byte, int, string) {
	if len(s) < 3 || s[2] != '{' {
		return dst, 0, `malformed \N escape in a string`
	}
	end := bytes.IndexByte(s, '}')
	if end < 4 {
		return dst, 0, `malformed \N escape in a string`
	}
	r, ok := Lookup(string(s[3:end]))
	if !ok {
		return dst, 0, `unknown Unicode character name in a \N escape`
	}
	return appendRune(dst, r), end + 1, ""
}

// appendRune is utf8.AppendRune that also encodes surrogates.
func appendRune(dst []byte, r rune) []byte {
	if 0xD800 <= r && r <= 0xDFFF {
		return append(dst, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0xBF, 0x80|byte(r)&0xBF)
	}
	return utf8.AppendRune(dst, r)
}

// CodePoints counts the code points of a value, lone surrogates included.
func CodePoints(value []byte) int {
	n := 0
	for _, c := range value {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n
}
