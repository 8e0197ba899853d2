package lower

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/ir"
)

// match evaluates the subject once and tries the cases in order. Captures are bound
// as soon as their part of the pattern fits, which the language allows.
func (l *Lowerer) match(n *ast.Node) {
	subject := l.value(n.A)
	end := l.newLabel()
	cases := l.t.List(ast.List(n.B))
	for _, id := range cases {
		c := &l.t.Nodes[id]
		span := l.span(c.A, n)
		next := l.newLabel()
		l.pattern(c.A, subject, next)
		if c.B != 0 {
			l.cond(c.B, next, false)
		}
		l.stmts(ast.List(c.C))
		l.jumpOn(end, span)
		l.place(next, span)
	}
	l.place(end, n.Span())
}

// pattern tests v and jumps to fail if it does not fit.
func (l *Lowerer) pattern(id uint32, v ir.Value, fail label) {
	if id == 0 {
		return
	}
	n := &l.t.Nodes[id]
	switch n.Kind {
	case ast.MatchValue:
		l.patternTest(n, ir.OpEq, v, l.value(n.A), fail)
	case ast.MatchSingleton:
		c := l.op(ir.Op{Code: ir.Const, Aux: uint16(n.Op - ast.ConstNone), Span: n.Span()})
		l.patternTest(n, ir.OpIs, v, c, fail)
	case ast.MatchSequence:
		l.fits(n, ir.MatchSequence, 0, v, fail)
		l.subpatterns(ast.List(n.A), v, fail)
	case ast.MatchMapping:
		l.patternMapping(ast.ID(id), n, v, fail)
	case ast.MatchClass:
		l.patternClass(n, v, fail)
	case ast.MatchStar:
		l.writeName(ast.ID(id), n, v)
	case ast.MatchAs:
		l.pattern(n.A, v, fail)
		l.writeName(ast.ID(id), n, v)
	case ast.MatchOr:
		l.patternOr(n, v, fail)
	}
}

func (l *Lowerer) patternTest(n *ast.Node, op ir.Operator, v, want ir.Value, fail label) {
	ok := l.op(ir.Op{Code: ir.Compare, Aux: op, Span: n.Span()}, v, want)
	l.branch(ok, fail, false, n.Span())
}

// fits tests the shape of v.
func (l *Lowerer) fits(n *ast.Node, kind ir.MatchKind, class ir.PathID, v ir.Value, fail label) {
	ok := l.op(ir.Op{Code: ir.Match, Aux: kind, X: uint32(class), Span: n.Span()}, v)
	l.branch(ok, fail, false, n.Span())
}

// subpatterns matches the elements of v by position. Nobody looks at an element
// whose pattern is "_".
func (l *Lowerer) subpatterns(list ast.List, v ir.Value, fail label) {
	for i, id := range l.t.List(list) {
		n := &l.t.Nodes[id]
		var flags ir.OpFlags
		switch {
		case n.Kind == ast.MatchAs && n.A == 0 && n.B == 0:
			continue
		case n.Kind == ast.MatchStar && n.A == 0:
			continue
		case n.Kind == ast.MatchStar:
			flags = ir.Rest
		}
		e := l.op(ir.Op{Code: ir.Elem, Flags: flags, X: uint32(i), Span: n.Span()}, v)
		l.pattern(id, e, fail)
	}
}

func (l *Lowerer) patternMapping(id ast.ID, n *ast.Node, v ir.Value, fail label) {
	l.fits(n, ir.MatchMapping, 0, v, fail)
	for _, key := range l.t.List(ast.List(n.A)) {
		if key != 0 && l.t.Nodes[key].Kind != ast.Constant {
			l.value(key)
		}
	}
	l.subpatterns(ast.List(n.B), v, fail)
	if n.C != 0 {
		x := uint32(len(l.t.List(ast.List(n.B))))
		rest := l.op(ir.Op{Code: ir.Elem, Flags: ir.Rest, X: x, Span: n.Span()}, v)
		l.writeName(id, n, rest)
	}
}

// patternClass reads the attributes that keyword patterns name.
func (l *Lowerer) patternClass(n *ast.Node, v ir.Value, fail label) {
	l.fits(n, ir.MatchClass, l.chain(n.A), v, fail)
	l.subpatterns(ast.List(n.B), v, fail)
	attrs := l.t.List(ast.List(l.t.Field(ast.Rec(n.C), ast.MatchKwdAttrs)))
	for i, id := range l.t.List(ast.List(l.t.Field(ast.Rec(n.C), ast.MatchKwdPatterns))) {
		if i >= len(attrs) || id == 0 {
			break
		}
		p := l.member(v, ir.Attr, l.attr(attrs[i]))
		field := l.op(ir.Op{Code: ir.Read, X: uint32(p), Span: l.t.Nodes[id].Span()}, v, ir.NoValue)
		l.pattern(id, field, fail)
	}
}

func (l *Lowerer) patternOr(n *ast.Node, v ir.Value, fail label) {
	list := l.t.List(ast.List(n.A))
	fits := l.newLabel()
	for i, id := range list {
		if i == len(list)-1 {
			l.pattern(id, v, fail)
			break
		}
		next := l.newLabel()
		l.pattern(id, v, next)
		l.jumpOn(fits, n.Span())
		l.place(next, n.Span())
	}
	l.place(fits, n.Span())
}
