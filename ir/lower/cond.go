package lower

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// cond evaluates a test and jumps to lab if its truth is ifTrue; else it falls
// through. The parts of and, or, not, a chained comparison and a conditional
// expression are branched on one by one, so that each fact has an edge of its own.
func (l *Lowerer) cond(id uint32, lab label, ifTrue bool) {
	n := &l.t.Nodes[id]
	if truth, known := l.constantTest(ast.ID(id), n); known {
		if truth == ifTrue {
			l.jump(lab, n.Span())
		}
		return
	}
	switch {
	case n.Kind == ast.UnaryOp && n.Op == ast.Not:
		l.cond(n.A, lab, !ifTrue)
	case n.Kind == ast.BoolOp:
		l.condBool(n, lab, ifTrue)
	case n.Kind == ast.Compare && len(l.t.List(ast.List(n.C))) > 1:
		l.condChain(n, lab, ifTrue)
	case n.Kind == ast.IfExp:
		other, end := l.newLabel(), l.newLabel()
		l.cond(n.A, other, false)
		l.cond(n.B, lab, ifTrue)
		l.jumpOn(end, n.Span())
		l.place(other, n.Span())
		l.cond(n.C, lab, ifTrue)
		l.place(end, n.Span())
	default:
		l.branch(l.value(id), lab, ifTrue, n.Span())
	}
}

func (l *Lowerer) condBool(n *ast.Node, lab label, ifTrue bool) {
	values := l.t.List(ast.List(n.A))
	if len(values) == 0 {
		return
	}
	// "or" is decided by the first true part, "and" by the first false one.
	decided := n.Op == ast.Or
	if decided == ifTrue {
		for _, v := range values {
			l.cond(v, lab, ifTrue)
		}
		return
	}
	end := l.newLabel()
	last := len(values) - 1
	for _, v := range values[:last] {
		l.cond(v, end, decided)
	}
	l.cond(values[last], lab, ifTrue)
	l.place(end, n.Span())
}

func (l *Lowerer) condChain(n *ast.Node, lab label, ifTrue bool) {
	end := lab
	if ifTrue {
		end = l.newLabel()
	}
	ops, rights := l.t.List(ast.List(n.B)), l.t.List(ast.List(n.C))
	left, from, last := l.value(n.A), n.A, len(rights)-1
	for i, r := range rights {
		right := l.value(r)
		v := l.compare(ops[i], left, right, from, r)
		span := l.f.body.Ops[v].Span
		if i < last {
			l.branch(v, end, false, span)
		} else {
			l.branch(v, lab, ifTrue, span)
		}
		left, from = right, r
	}
	if ifTrue {
		l.place(end, n.Span())
	}
}

// constantTest folds the tests that Python's own compiler folds and people use:
// True, False, numbers like 1 and 0, and __debug__.
func (l *Lowerer) constantTest(id ast.ID, n *ast.Node) (truth, known bool) {
	switch n.Kind {
	case ast.Constant:
		switch n.Op {
		case ast.ConstTrue:
			return true, true
		case ast.ConstFalse:
			return false, true
		case ast.ConstInt:
			v, ok := l.t.Int(id)
			return v != 0 || !ok, true
		}
	case ast.Name:
		return true, l.t.Name(ast.Sym(n.A)) == "__debug__"
	}
	return false, false
}

// compare compares two values, which stand for the given nodes.
func (l *Lowerer) compare(op uint32, left, right ir.Value, from, to uint32) ir.Value {
	start, end := l.t.Nodes[from].Start, l.t.Nodes[to].End
	span := source.Span{Start: start, End: max(start, end)}
	return l.op(ir.Op{Code: ir.Compare, Aux: uint16(op), Span: span}, left, right)
}

// compareValue lowers a comparison whose value is wanted.
func (l *Lowerer) compareValue(n *ast.Node) ir.Value {
	ops, rights := l.t.List(ast.List(n.B)), l.t.List(ast.List(n.C))
	left, from := l.value(n.A), n.A
	if len(rights) == 1 {
		return l.compare(ops[0], left, l.value(rights[0]), from, rights[0])
	}
	end, mark := l.newLabel(), len(l.stack)
	for i, r := range rights {
		right := l.value(r)
		v := l.compare(ops[i], left, right, from, r)
		l.push(v)
		if i < len(rights)-1 {
			l.branch(v, end, false, l.f.body.Ops[v].Span)
		}
		left, from = right, r
	}
	return l.merge(n, end, mark)
}

// merge places end and joins the values on the stack from mark on.
func (l *Lowerer) merge(n *ast.Node, end label, mark int) ir.Value {
	l.place(end, n.Span())
	if len(l.stack) == mark {
		return l.nothing(n)
	}
	return l.opFrom(ir.Op{Code: ir.Merge, Span: n.Span()}, mark)
}

// boolValue lowers an and or or whose value is wanted.
func (l *Lowerer) boolValue(n *ast.Node) ir.Value {
	values := l.t.List(ast.List(n.A))
	end, mark := l.newLabel(), len(l.stack)
	for i, v := range values {
		if i < len(values)-1 {
			l.candidate(v, end, n.Op == ast.Or)
		} else {
			l.push(l.value(v))
		}
	}
	return l.merge(n, end, mark)
}

// candidate evaluates part of an and or or: if its truth is ifTrue it is the result,
// which is pushed, and control goes to end.
func (l *Lowerer) candidate(id uint32, end label, ifTrue bool) {
	n := &l.t.Nodes[id]
	if n.Kind != ast.BoolOp {
		v := l.value(id)
		l.push(v)
		l.branch(v, end, ifTrue, n.Span())
		return
	}
	values := l.t.List(ast.List(n.A))
	decided := n.Op == ast.Or
	next := l.newLabel()
	for i, v := range values {
		if decided == ifTrue || i == len(values)-1 {
			l.candidate(v, end, ifTrue)
		} else {
			l.cond(v, next, decided)
		}
	}
	l.place(next, n.Span())
}

func (l *Lowerer) ifExp(n *ast.Node) ir.Value {
	other, end, mark := l.newLabel(), l.newLabel(), len(l.stack)
	l.cond(n.A, other, false)
	l.push(l.value(n.B))
	l.jumpOn(end, n.Span())
	l.place(other, n.Span())
	l.push(l.value(n.C))
	return l.merge(n, end, mark)
}
