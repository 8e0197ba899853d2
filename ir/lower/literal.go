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
func (l *Lowerer) constant(id uint32, n *ast.Node) ir.Value {
	op := ir.Op{Code: ir.Const, Aux: uint16(n.Op - ast.ConstNone), Span: n.Span()}
	switch n.Op {
	case ast.ConstStr:
		if s, ok := l.shortStr(id, n); ok {
			op.X = uint32(l.b.StrBytes(s))
		}
	case ast.ConstInt:
		op.X = uint32(l.b.StrBytes(l.digits(l.buf[:0], id)))
	}
	return l.op(op)
}

// shortStr returns the value of a str constant if it is short enough to keep. It
// stays valid until the next use of l.buf.
func (l *Lowerer) shortStr(id uint32, n *ast.Node) ([]byte, bool) {
	if n.End-n.Start > 4*maxText {
		return nil, false
	}
	l.buf = l.t.AppendStr(l.buf[:0], ast.ID(id))
	return l.buf, len(l.buf) <= maxText
}

// digits appends an int constant in decimal, or as written if it is too large.
func (l *Lowerer) digits(dst []byte, id uint32) []byte {
	if v, ok := l.t.Int(ast.ID(id)); ok {
		dst = strconv.AppendInt(dst, v, 10)
	} else {
		n := &l.t.Nodes[id]
		dst = append(dst, l.text[n.Start:n.End]...)
	}
	l.buf = dst
	return dst
}

// itemKey returns the selector of a subscript and the constant in it, written as
// Python's repr would.
func (l *Lowerer) itemKey(id uint32) (ir.Selector, ir.StrID) {
	n := &l.t.Nodes[id]
	switch {
	case l.isNegative(n):
		return ir.Item, l.b.StrBytes(l.digits(append(l.buf[:0], '-'), n.A))
	case n.Kind != ast.Constant:
	case n.Op == ast.ConstInt:
		return ir.Item, l.b.StrBytes(l.digits(l.buf[:0], id))
	case n.Op == ast.ConstStr:
		if s, ok := l.shortStr(id, n); ok {
			at := len(s)
			l.buf = appendRepr(s, s)
			return ir.Item, l.b.StrBytes(l.buf[at:])
		}
	}
	return ir.AnyItem, 0
}

// isNegative reports whether n is a minus sign before an int constant.
func (l *Lowerer) isNegative(n *ast.Node) bool {
	if n.Kind != ast.UnaryOp || n.Op != ast.USub {
		return false
	}
	operand := &l.t.Nodes[n.A]
	return operand.Kind == ast.Constant && operand.Op == ast.ConstInt
}

// appendRepr appends a string literal as Python's repr writes it.
func appendRepr(dst, s []byte) []byte {
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
	for _, r := range string(s) {
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
