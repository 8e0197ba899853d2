package lower

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/ir"
)

// store assigns v to a target. flags is InTarget for the target of a loop, else 0.
func (l *Lowerer) store(id uint32, v ir.Value, flags ir.OpFlags) {
	if id == 0 {
		return
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case ast.Name:
		l.writeName(ast.ID(id), n, v)
	case ast.Attribute, ast.Subscript:
		p, base, key := l.slot(n)
		l.op(ir.Op{Code: ir.Write, X: uint32(p), Span: n.Span()}, base, key, v)
	case ast.Starred:
		l.store(n.A, v, flags)
	case ast.Tuple, ast.ListExpr:
		l.unpack(n, v, flags)
	}
}

// writeName writes the variable that a node names, if it names one.
func (l *Lowerer) writeName(id ast.ID, n *ast.Node, v ir.Value) {
	if p := l.root(l.names.Ref(id)); p != 0 {
		l.op(ir.Op{Code: ir.Write, X: uint32(p), Span: n.Span()}, v)
	}
}

// slot evaluates what an attribute or subscript is applied to, then the subscript.
func (l *Lowerer) slot(n *ast.Node) (p ir.PathID, base, key ir.Value) {
	base = l.value(n.A)
	if n.Kind == ast.Attribute {
		return l.member(base, ir.Attr, l.attr(n.B)), base, ir.NoValue
	}
	key = l.value(n.B)
	sel, name := l.itemKey(n.B)
	return l.member(base, sel, name), base, key
}

// unpack takes all elements before it stores any, as Python does.
func (l *Lowerer) unpack(n *ast.Node, v ir.Value, flags ir.OpFlags) {
	targets := l.t.List(ast.List(n.A))
	mark := len(l.stack)
	for i, target := range targets {
		f := flags
		if l.t.Nodes[target].Kind == ast.Starred {
			f |= ir.Rest
		}
		span := l.t.Nodes[target].Span()
		l.push(l.op(ir.Op{Code: ir.Elem, Flags: f, X: uint32(i), Span: span}, v))
	}
	for i, target := range targets {
		l.store(target, l.stack[mark+i], flags)
	}
	l.stack = l.stack[:mark]
}

func (l *Lowerer) augAssign(n *ast.Node) {
	if n.A == 0 {
		l.value(n.B)
		return
	}
	target := &l.t.Nodes[n.A]
	read := ir.Op{Code: ir.Read, Flags: ir.InPlace, Span: target.Span()}
	write := ir.Op{Code: ir.Write, Flags: ir.InPlace, Span: target.Span()}
	switch target.Kind {
	case ast.Name:
		read.X = uint32(l.root(l.names.Ref(ast.ID(n.A))))
		write.X = read.X
		l.op(write, l.inPlace(n, l.op(read)))
	case ast.Attribute, ast.Subscript:
		p, base, key := l.slot(target)
		read.X, write.X = uint32(p), uint32(p)
		old := l.op(read, base, key)
		l.op(write, base, key, l.inPlace(n, old))
	default:
		l.value(n.B)
	}
}

// inPlace evaluates the right side of an augmented assignment and combines it with old.
func (l *Lowerer) inPlace(n *ast.Node, old ir.Value) ir.Value {
	right := l.value(n.B)
	return l.op(ir.Op{Code: ir.Binary, Flags: ir.InPlace, Aux: uint16(n.Op), Span: n.Span()}, old, right)
}

func (l *Lowerer) annAssign(n *ast.Node) {
	if n.A == 0 {
		return
	}
	target := &l.t.Nodes[n.A]
	annot := ir.Annot{Type: l.annotation(n.B), Bare: n.C == 0, Span: n.Span()}
	switch {
	case n.C != 0:
		l.store(n.A, l.value(n.C), 0)
		if last := l.f.body.Ops[len(l.f.body.Ops)-1]; last.Code == ir.Write {
			annot.Path = ir.PathID(last.X)
		}
	case target.Kind == ast.Name:
		annot.Path = l.root(l.names.Ref(ast.ID(n.A)))
	case target.Kind == ast.Attribute || target.Kind == ast.Subscript:
		// Python evaluates "self.x: T" up to the base and forgets it.
		annot.Path, _, _ = l.slot(target)
	}
	if annot.Path != 0 {
		l.f.annots = append(l.f.annots, annot)
	}
}

func (l *Lowerer) del(id uint32) {
	if id == 0 {
		return
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case ast.Name:
		if p := l.root(l.names.Ref(ast.ID(id))); p != 0 {
			l.op(ir.Op{Code: ir.Delete, X: uint32(p), Span: n.Span()})
		}
	case ast.Attribute, ast.Subscript:
		p, base, key := l.slot(n)
		l.op(ir.Op{Code: ir.Delete, X: uint32(p), Span: n.Span()}, base, key)
	case ast.Tuple, ast.ListExpr:
		for _, target := range l.t.List(ast.List(n.A)) {
			l.del(target)
		}
	}
}
