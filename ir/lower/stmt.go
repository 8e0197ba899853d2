package lower

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

func (l *Lowerer) stmts(list ast.List) {
	for _, id := range l.t.List(list) {
		l.stmt(ast.ID(id))
	}
}

// stmt lowers one statement. Pass, Global, Nonlocal and Bad do nothing.
func (l *Lowerer) stmt(id ast.ID) {
	n := l.t.Node(id)
	switch n.Kind {
	case ast.Expr:
		if n.A != 0 && l.t.Nodes[n.A].Kind != ast.Constant {
			l.value(n.A)
		}
	case ast.Assign:
		v := l.value(n.B)
		for _, target := range l.t.List(ast.List(n.A)) {
			l.store(target, v, 0)
		}
	case ast.AugAssign:
		l.augAssign(n)
	case ast.AnnAssign:
		l.annAssign(n)
	case ast.Return:
		l.returnStmt(n)
	case ast.If:
		l.ifStmt(n)
	case ast.For, ast.AsyncFor:
		l.forStmt(n)
	case ast.While:
		l.whileStmt(n)
	case ast.With, ast.AsyncWith:
		l.with(n)
	case ast.Try, ast.TryStar:
		l.try(n)
	case ast.Raise:
		l.raise(n)
	case ast.Assert:
		l.assert(n)
	case ast.FunctionDef, ast.AsyncFunctionDef:
		l.functionDef(id, n)
	case ast.ClassDef:
		l.classDef(id, n)
	case ast.Import, ast.ImportFrom:
		l.imports(n)
	case ast.Delete:
		for _, target := range l.t.List(ast.List(n.A)) {
			l.del(target)
		}
	case ast.Match:
		l.match(n)
	case ast.TypeAlias:
		v := l.op(ir.Op{Code: ir.Build, Aux: ir.BuildType, Span: l.span(n.C, n)})
		l.store(n.A, v, 0)
	case ast.Break, ast.Continue:
		if k := len(l.f.loops); k > 0 {
			to := l.f.loops[k-1].head
			if n.Kind == ast.Break {
				to = l.f.loops[k-1].exit
			}
			l.jump(to, n.Span())
		}
	}
}

// span returns the span of a node, or that of n if there is no such node.
func (l *Lowerer) span(id uint32, n *ast.Node) source.Span {
	if id == 0 {
		return n.Span()
	}
	return l.t.Nodes[id].Span()
}

func (l *Lowerer) returnStmt(n *ast.Node) {
	if n.A == 0 {
		l.op(ir.Op{Code: ir.Return, Span: n.Span()})
	} else {
		l.op(ir.Op{Code: ir.Return, Span: n.Span()}, l.value(n.A))
	}
	l.f.dead = true
}

func (l *Lowerer) raise(n *ast.Node) {
	mark := len(l.stack)
	if n.A != 0 {
		l.push(l.value(n.A))
	}
	if n.B != 0 {
		l.push(l.value(n.B))
	}
	l.opFrom(ir.Op{Code: ir.Raise, Span: n.Span()}, mark)
	l.f.dead = true
}

func (l *Lowerer) assert(n *ast.Node) {
	holds := l.newLabel()
	l.branchFlags = ir.Assertion
	l.cond(n.A, holds, true)
	l.branchFlags = 0
	mark := len(l.stack)
	if n.B != 0 {
		l.push(l.value(n.B))
	}
	l.opFrom(ir.Op{Code: ir.Raise, Flags: ir.Assertion, Span: n.Span()}, mark)
	l.f.dead = true
	l.place(holds, n.Span())
}

// ifStmt lowers a whole if/elif/else chain, so that all its arms share one end.
func (l *Lowerer) ifStmt(n *ast.Node) {
	whole := n.Span()
	end := l.newLabel()
	outside := l.typeChecking
	for {
		other := l.newLabel()
		l.cond(n.A, other, false)
		before := l.typeChecking
		l.typeChecking = before || l.isTypeChecking(n.A)
		l.stmts(ast.List(n.B))
		test := &l.t.Nodes[n.A]
		l.typeChecking = before || test.Kind == ast.UnaryOp && test.Op == ast.Not && l.isTypeChecking(test.A)
		orelse := l.t.List(ast.List(n.C))
		if len(orelse) > 0 {
			l.jumpOn(end, n.Span())
		}
		l.place(other, n.Span())
		if len(orelse) == 1 && l.t.Nodes[orelse[0]].Kind == ast.If {
			n = l.t.Node(ast.ID(orelse[0]))
			continue
		}
		l.stmts(ast.List(n.C))
		break
	}
	l.typeChecking = outside
	l.place(end, whole)
}

// isTypeChecking recognises the test of "if TYPE_CHECKING:".
func (l *Lowerer) isTypeChecking(id uint32) bool {
	n := &l.t.Nodes[id]
	switch n.Kind {
	case ast.Name:
		return l.t.Name(ast.Sym(n.A)) == "TYPE_CHECKING"
	case ast.Attribute:
		return l.t.Name(ast.Sym(n.B)) == "TYPE_CHECKING"
	}
	return false
}

func (l *Lowerer) whileStmt(n *ast.Node) {
	head, other, exit := l.newLabel(), l.newLabel(), l.newLabel()
	l.placeHead(head, n.Span())
	l.cond(n.A, other, false)
	l.loopBody(ast.List(n.B), loop{head, exit})
	l.jumpOn(head, n.Span())
	l.place(other, n.Span())
	l.stmts(ast.List(n.C))
	l.place(exit, n.Span())
}

func (l *Lowerer) loopBody(body ast.List, to loop) {
	l.f.loops = append(l.f.loops, to)
	l.stmts(body)
	l.f.loops = l.f.loops[:len(l.f.loops)-1]
}

func (l *Lowerer) forStmt(n *ast.Node) {
	var flags ir.OpFlags
	if n.Kind == ast.AsyncFor {
		flags = ir.IsAsync
	}
	head, other, exit := l.newLabel(), l.newLabel(), l.newLabel()
	span := l.span(n.B, n)
	it := l.op(ir.Op{Code: ir.Iter, Flags: flags, Span: span}, l.value(n.B))
	l.placeHead(head, n.Span())
	v := l.op(ir.Op{Code: ir.Next, Flags: flags, X: l.target(other), Span: span}, it)
	l.store(n.A, v, ir.InTarget)
	l.loopBody(ast.List(l.t.Field(ast.Rec(n.C), ast.ForBody)), loop{head, exit})
	l.jumpOn(head, n.Span())
	l.place(other, n.Span())
	l.stmts(ast.List(l.t.Field(ast.Rec(n.C), ast.ForOrElse)))
	l.place(exit, n.Span())
}

func (l *Lowerer) imports(n *ast.Node) {
	from := n.Kind == ast.ImportFrom
	names := ast.List(n.A)
	if from {
		names = ast.List(n.B)
	}
	for _, id := range l.t.List(names) {
		alias := l.t.Node(ast.ID(id))
		imp := ir.Import{Func: l.f.fn, TypeChecking: l.typeChecking, Span: alias.Span()}
		if from {
			imp.Module, imp.Name = l.sym(ast.Sym(n.A)), l.sym(ast.Sym(alias.A))
			imp.Level = uint16(min(n.C, 0xFFFF))
		} else {
			imp.Module = l.sym(ast.Sym(alias.A))
		}
		ref := l.names.Ref(ast.ID(id))
		if ref != 0 {
			imp.As = l.variable(l.names.Names[ref].Var)
		}
		l.b.M.Imports = append(l.b.M.Imports, imp)
		x := uint32(len(l.b.M.Imports) - 1)
		v := l.op(ir.Op{Code: ir.ImportName, X: x, Span: alias.Span()})
		if ref != 0 {
			l.op(ir.Op{Code: ir.Write, X: uint32(l.root(ref)), Span: alias.Span()}, v)
		}
	}
}
