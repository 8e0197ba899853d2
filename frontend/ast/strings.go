package ast

import (
	"bytes"
	"math/big"
	"strconv"
	"strings"

	"github.com/racehunt/racehunt/frontend/ast/literal"
)

// A Constant of Op ConstStr or ConstBytes names its text in one of two ways.
//
// If A is 0, the node covers one literal, prefix and quotes included.
//
// Otherwise A is a Rec {count, then for each part: start, end, kind}, where start
// and end are byte offsets and kind is a Part constant. The value is that of the
// parts one after the other: implicit concatenation ("a" 'b'), the text between
// the fields of an f-string, or both joined, as CPython joins them.

// Part says how the text of one part of a string constant is to be read.
type Part uint32

// Kinds of parts.
const (
	PartLiteral Part = iota // a whole literal with prefix and quotes
	PartText                // text inside an f-string, with escapes
	PartRaw                 // text inside a raw f-string
	PartSource              // the source text that "=" in a field shows; comments are left out
)

// StringPart is one part of a string constant.
type StringPart struct {
	Start, End uint32
	Kind       Part
}

// StringParts appends the parts of a string constant to dst.
func (t *Tree) StringParts(dst []StringPart, id ID) []StringPart {
	n := t.Node(id)
	if n.A == 0 {
		return append(dst, StringPart{n.Start, n.End, PartLiteral})
	}
	rec := t.Extra[n.A+1:]
	for i := range t.Extra[n.A] {
		dst = append(dst, StringPart{rec[3*i], rec[3*i+1], Part(rec[3*i+2])})
	}
	return dst
}

// Str returns the value of a str or bytes constant. A str is UTF-8; a lone
// surrogate takes three bytes, as Python's "surrogatepass" writes it.
func (t *Tree) Str(id ID) string {
	n := t.Node(id)
	if n.A == 0 {
		lit := t.Text[n.Start:n.End]
		start, end, mode, ok := literal.Split(lit)
		if !ok {
			return ""
		}
		content := lit[start:end]
		if (mode == literal.Raw || bytes.IndexByte(content, '\\') < 0) && bytes.IndexByte(content, '\r') < 0 {
			return string(content)
		}
	}
	return string(t.AppendStr(nil, id))
}

// AppendStr is Str without an allocation of its own.
func (t *Tree) AppendStr(dst []byte, id ID) []byte {
	n := t.Node(id)
	if n.A == 0 {
		dst, _, _ = DecodePart(dst, t.Text, StringPart{n.Start, n.End, PartLiteral})
		return dst
	}
	rec := t.Extra[n.A+1:]
	for i := range t.Extra[n.A] {
		dst, _, _ = DecodePart(dst, t.Text, StringPart{rec[3*i], rec[3*i+1], Part(rec[3*i+2])})
	}
	return dst
}

// DecodePart appends the value of a part. problem is "" if the part is valid;
// otherwise at is the offset in text of what is wrong.
func DecodePart(dst, text []byte, p StringPart) (value []byte, problem string, at uint32) {
	start, end, mode := int(p.Start), int(p.End), literal.Text
	switch p.Kind {
	case PartLiteral:
		s, e, m, ok := literal.Split(text[start:end])
		if !ok {
			return dst, "malformed string", p.Start
		}
		start, end, mode = start+s, start+e, m
	case PartRaw:
		mode = literal.Raw
	case PartSource:
		return appendSource(dst, text[start:end]), "", 0
	}
	dst, problem, i := literal.Decode(dst, text[start:end], mode)
	return dst, problem, uint32(start + i)
}

// appendSource appends source text without its comments.
func appendSource(dst, text []byte) []byte {
	var quote byte // of the string that we are in, 0 outside
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			c = '\n'
		case quote != 0 && c == '\\' && i+1 < len(text):
			dst = append(dst, c)
			i++
			c = text[i]
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '#':
			for i+1 < len(text) && text[i+1] != '\n' && text[i+1] != '\r' {
				i++
			}
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// Fields of an Interpolation record.
const (
	InterpStart = iota
	InterpEnd
	InterpConversion
)

// InterpolationSource returns the source text of the expression in a t-string's
// field, as the template's run-time value shows it.
func (t *Tree) InterpolationSource(id ID) string {
	r := Rec(t.Node(id).B)
	text := appendSource(nil, t.Text[t.Field(r, InterpStart):t.Field(r, InterpEnd)])
	return string(bytes.TrimRight(text, " \t\n\f"))
}

// Int returns the value of an int constant; ok is false if it does not fit.
func (t *Tree) Int(id ID) (value int64, ok bool) {
	n := t.Node(id)
	text := t.Text[n.Start:n.End]
	if len(text) == 1 {
		return int64(text[0] - '0'), true
	}
	digits, base := intText(text)
	value, err := strconv.ParseInt(digits, base, 64)
	return value, err == nil
}

// BigInt returns the value of an int constant of any size.
func (t *Tree) BigInt(id ID) *big.Int {
	n := t.Node(id)
	digits, base := intText(t.Text[n.Start:n.End])
	v, _ := new(big.Int).SetString(digits, base)
	return v
}

// intText returns the digits of an int literal and their base.
func intText(lit []byte) (string, int) {
	text := string(lit)
	if strings.IndexByte(text, '_') >= 0 {
		text = strings.ReplaceAll(text, "_", "")
	}
	if len(text) > 2 && text[0] == '0' {
		switch text[1] | 0x20 {
		case 'x':
			return text[2:], 16
		case 'o':
			return text[2:], 8
		case 'b':
			return text[2:], 2
		}
	}
	return text, 10
}
