package lower

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/ir"
)

// maxText bounds the strings that constants and subscripts keep: names and keys are
// short, and nobody wants the SQL and HTML of a program in every module.
const maxText = 120

// constant lowers a literal.
func (l *Lowerer) constant(n *ast.Node) ir.Value {
	op := ir.Op{Code: ir.Const, Aux: uint16(n.Op - ast.ConstNone), Span: n.Span()}
	switch n.Op {
	case ast.ConstStr:
		if s, ok := l.shortStr(n); ok {
			op.X = uint32(l.b.Str(s))
		}
	case ast.ConstInt:
		op.X = uint32(l.b.Str(l.digits(n)))
	}
	return l.op(op)
}

// shortStr returns the value of a str constant if it is short enough to keep.
func (l *Lowerer) shortStr(n *ast.Node) (string, bool) {
	if n.End-n.Start > 4*maxText {
		return "", false
	}
	s := strValue(l.t, n)
	return s, len(s) <= maxText
}

// digits returns an int constant in decimal, or as written if it is too large.
func (l *Lowerer) digits(n *ast.Node) string {
	if v, ok := l.intValue(n); ok {
		return strconv.FormatInt(v, 10)
	}
	return string(l.text[n.Start:n.End])
}

// itemKey returns the selector of a subscript and the constant in it, written as
// Python's repr would.
func (l *Lowerer) itemKey(id uint32) (ir.Selector, ir.StrID) {
	if id == 0 {
		return ir.AnyItem, 0
	}
	n := &l.t.Nodes[id]
	sign := ""
	if n.Kind == ast.UnaryOp && n.Op == ast.USub && n.A != 0 {
		sign, n = "-", &l.t.Nodes[n.A]
		if n.Op != ast.ConstInt {
			return ir.AnyItem, 0
		}
	}
	if n.Kind != ast.Constant {
		return ir.AnyItem, 0
	}
	switch n.Op {
	case ast.ConstInt:
		return ir.Item, l.b.Str(sign + l.digits(n))
	case ast.ConstStr:
		if s, ok := l.shortStr(n); ok {
			l.buf = appendRepr(l.buf[:0], s)
			return ir.Item, l.b.Str(string(l.buf))
		}
	}
	return ir.AnyItem, 0
}

// appendRepr appends a string literal as Python's repr writes it.
func appendRepr(dst []byte, s string) []byte {
	quote := byte('\'')
	single, double := false, false
	for i := range len(s) {
		single = single || s[i] == '\''
		double = double || s[i] == '"'
	}
	if single && !double {
		quote = '"'
	}
	dst = append(dst, quote)
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < 0x20 || r == 0x7f:
			const hex = "0123456789abcdef"
			dst = append(dst, '\\', 'x', hex[r>>4], hex[r&15])
		case r < utf8.RuneSelf || unicode.IsPrint(r):
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, `\u`...)
			dst = strconv.AppendInt(dst, int64(r), 16)
		}
	}
	return append(dst, quote)
}
