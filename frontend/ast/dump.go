package ast

import (
	"bufio"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"

	"github.com/racehunt/racehunt/frontend/ast/literal"
	"github.com/racehunt/racehunt/frontend/source"
)

// Dump prints a tree line by line in the format of testdata/oracle/astdump.py,
// which prints CPython's own tree. file must be the one that the tree was read
// from. Broken nodes, which CPython has not, are printed as Bad.
func Dump(w io.Writer, t *Tree, file *source.File) error {
	d := &dumper{t: t, file: file, w: bufio.NewWriterSize(w, 16<<10)}
	d.node("tree", -1, t.Root)
	return d.w.Flush()
}

// CRC returns the CRC-32 of Dump's output in hexadecimal, or "error LINE" if the
// file has problems, where LINE is that of the first.
func CRC(t *Tree, file *source.File) string {
	if len(t.Problems) > 0 {
		line, _ := file.Position(t.Problems[0].Span.Start)
		return fmt.Sprintf("error %d", line)
	}
	h := crc32.NewIEEE()
	_ = Dump(h, t, file) // a hash never fails
	return fmt.Sprintf("%08x", h.Sum32())
}

// dumper walks a tree in the order of CPython's fields.
type dumper struct {
	t     *Tree
	file  *source.File
	w     *bufio.Writer
	depth int
	buf   []byte

	line, lineEnd int // of the last position asked for; neighbours are mostly close by
	lineStart     uint32
}

// opNames are CPython's names of operators and contexts.
var opNames = [...]string{
	And: "And", Or: "Or", Add: "Add", Sub: "Sub", Mult: "Mult", MatMult: "MatMult", Div: "Div", Mod: "Mod",
	Pow: "Pow", LShift: "LShift", RShift: "RShift", BitOr: "BitOr", BitXor: "BitXor", BitAnd: "BitAnd",
	FloorDiv: "FloorDiv", Invert: "Invert", Not: "Not", UAdd: "UAdd", USub: "USub", Eq: "Eq", NotEq: "NotEq",
	Lt: "Lt", LtE: "LtE", Gt: "Gt", GtE: "GtE", Is: "Is", IsNot: "IsNot", In: "In", NotIn: "NotIn",
	Load: "Load", Store: "Store", Del: "Del", ConstNone: "None", ConstTrue: "True", ConstFalse: "False",
	ConstEllipsis: "Ellipsis", ConstInt: "int", ConstFloat: "float", ConstComplex: "complex", ConstStr: "str",
	ConstBytes: "bytes",
}

// String returns CPython's name of the operator, context or kind of constant.
func (o Op) String() string { return opNames[o] }

// open begins a line: label, type and position.
func (d *dumper) open(label string, index int, id ID) *Node {
	n := d.t.Node(id)
	for range d.depth {
		d.w.WriteString("  ")
	}
	d.w.WriteString(label)
	if index >= 0 {
		d.w.WriteByte('[')
		d.int(index)
		d.w.WriteByte(']')
	}
	d.w.WriteString(": ")
	d.w.WriteString(n.Kind.String())
	switch n.Kind {
	case Module, Comprehension, Arguments, WithItem, MatchCase:
	default:
		d.w.WriteString(" @")
		d.position(n.Start)
		d.w.WriteByte('-')
		d.position(n.End)
	}
	return n
}

func (d *dumper) int(v int) {
	d.buf = strconv.AppendInt(d.buf[:0], int64(v), 10)
	d.w.Write(d.buf)
}

func (d *dumper) position(offset uint32) {
	if d.line == 0 || offset < d.lineStart || int(offset) >= d.lineEnd {
		d.line, _ = d.file.Position(offset)
		d.lineStart = d.file.LineStart(d.line)
		d.lineEnd = len(d.file.Text) + 1
		if d.line < d.file.LineCount() {
			d.lineEnd = int(d.file.LineStart(d.line + 1))
		}
	}
	d.int(d.line)
	d.w.WriteByte(':')
	d.int(int(offset - d.lineStart))
}

// scalar prints name=value on the line of the node.
func (d *dumper) scalar(name, value string) {
	d.w.WriteByte(' ')
	d.w.WriteString(name)
	d.w.WriteByte('=')
	d.w.WriteString(value)
}

func (d *dumper) number(name string, value int) {
	d.scalar(name, "")
	d.int(value)
}

func (d *dumper) sym(name string, sym uint32) {
	if sym != 0 {
		d.scalar(name, d.t.Name(Sym(sym)))
	}
}

func (d *dumper) syms(name string, list uint32) {
	for i, s := range d.t.List(List(list)) {
		if i == 0 {
			d.scalar(name, "[")
		} else {
			d.w.WriteByte(',')
		}
		d.w.WriteString(d.t.Name(Sym(s)))
	}
	if list != 0 {
		d.w.WriteByte(']')
	}
}

// text prints a string the way that keeps dumps short: length and checksum.
func (d *dumper) text(name string, value []byte, bytes bool) {
	n := len(value)
	if bytes {
		d.scalar(name, "bytes:")
	} else {
		d.scalar(name, "str:")
		n = literal.CodePoints(value)
	}
	d.int(n)
	fmt.Fprintf(d.w, ":%08x", crc32.ChecksumIEEE(value))
}

func (d *dumper) constant(n *Node, id ID) {
	switch n.Op {
	case ConstInt:
		v, ok := d.t.Int(id)
		if ok {
			d.scalar("value", "int:")
			d.buf = strconv.AppendInt(d.buf[:0], v, 10)
			d.w.Write(d.buf)
			return
		}
		if big := d.t.BigInt(id); big.BitLen() > 10000 {
			d.scalar("value", "int:big")
		} else {
			d.scalar("value", "int:"+big.String())
		}
	case ConstStr, ConstBytes:
		d.text("value", d.t.AppendStr(nil, id), n.Op == ConstBytes)
		if n.Flags&FlagU != 0 {
			d.scalar("kind", "u")
		}
	default:
		d.scalar("value", n.Op.String())
	}
}
