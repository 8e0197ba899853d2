package lower

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// comp is what the loops of a comprehension do with each element.
type comp struct {
	n          *ast.Node
	gens       []uint32
	elt, value uint32   // value only for a dict
	into       ir.Value // container, NoValue in a generator expression
}

// comprehension lowers a list, set or dict comprehension in place.
func (l *Lowerer) comprehension(id ast.ID, n *ast.Node) ir.Value {
	c := comp{n: n, elt: n.A}
	kind := ir.BuildCompList
	gens := ast.List(n.B)
	switch n.Kind {
	case ast.SetComp:
		kind = ir.BuildCompSet
	case ast.DictComp:
		kind, gens, c.value = ir.BuildCompDict, ast.List(n.C), n.B
	}
	c.gens = l.t.List(gens)
	if len(c.gens) == 0 {
		return l.nothing(n)
	}
	it := l.iterate(&c, 0)
	c.into = l.op(ir.Op{Code: ir.Build, Aux: kind, Span: n.Span()})
	outer := l.f.scope
	l.f.scope = l.names.Opened(id)
	l.generator(&c, 0, it)
	l.f.scope = outer
	return c.into
}

// iterate evaluates the iterable of generator i.
func (l *Lowerer) iterate(c *comp, i int) ir.Value {
	gen := &l.t.Nodes[c.gens[i]]
	return l.op(ir.Op{Code: ir.Iter, Flags: compFlags(gen), Span: l.span(gen.B, c.n)}, l.value(gen.B))
}

func compFlags(gen *ast.Node) ir.OpFlags {
	if gen.Flags&ast.FlagAsync != 0 {
		return ir.IsComp | ir.IsAsync
	}
	return ir.IsComp
}

// generator lowers generator i, whose iterator is it, and those inside it.
func (l *Lowerer) generator(c *comp, i int, it ir.Value) {
	gen := &l.t.Nodes[c.gens[i]]
	head, exit := l.newLabel(), l.newLabel()
	span := l.span(gen.B, c.n)
	l.placeHead(head, span)
	v := l.op(ir.Op{Code: ir.Next, Flags: compFlags(gen), X: l.target(exit), Span: span}, it)
	l.store(gen.A, v, ir.InTarget)
	for _, test := range l.t.List(ast.List(gen.C)) {
		l.cond(test, head, false)
	}
	if i+1 < len(c.gens) {
		l.generator(c, i+1, l.iterate(c, i+1))
	} else {
		l.element(c)
	}
	l.jumpOn(head, span)
	l.place(exit, span)
}

func (l *Lowerer) element(c *comp) {
	span := l.span(c.elt, c.n)
	if c.into == ir.NoValue {
		l.op(ir.Op{Code: ir.Yield, Span: span}, l.value(c.elt))
		return
	}
	elt := l.value(c.elt)
	if c.value == 0 {
		l.op(ir.Op{Code: ir.CompAdd, Span: span}, c.into, elt)
		return
	}
	v := l.value(c.value)
	span.End = max(span.End, l.t.Nodes[c.value].End)
	l.op(ir.Op{Code: ir.CompAdd, Span: span}, c.into, elt, v)
}

// genExp lowers a generator expression: a function of its own that gets the
// outermost iterator, which the code around it makes.
func (l *Lowerer) genExp(id ast.ID, n *ast.Node) ir.Value {
	c := comp{n: n, elt: n.A, into: ir.NoValue, gens: l.t.List(ast.List(n.B))}
	if len(c.gens) == 0 {
		return l.nothing(n)
	}
	it := l.iterate(&c, 0)
	s := l.names.Opened(id)
	param := l.b.Str(".0")
	fn := l.begin(s, ir.Func{
		Name:     l.b.Str("<genexpr>"),
		Kind:     ir.GenExpr,
		Flags:    ir.Generator,
		Params:   []ir.Param{{Name: param, Kind: ir.PosOnly}},
		Span:     n.Span(),
		NameSpan: source.Span{Start: n.Start, End: n.Start},
	})
	first := l.span(l.t.Nodes[c.gens[0]].B, n)
	in := l.op(ir.Op{Code: ir.Read, X: uint32(l.path(0, ir.RootLocal, param)), Span: first})
	l.generator(&c, 0, in)
	l.end(fn, source.Span{Start: n.End, End: n.End})
	return l.op(ir.Op{Code: ir.MakeFunc, X: uint32(fn), Span: n.Span()}, it)
}
