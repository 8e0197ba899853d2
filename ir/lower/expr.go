package lower

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/ir"
)

// value evaluates an expression. Something always comes out, also of a broken one.
func (l *Lowerer) value(id uint32) ir.Value {
	n := &l.t.Nodes[id]
	switch n.Kind {
	case ast.Name:
		return l.op(ir.Op{Code: ir.Read, X: uint32(l.root(l.names.Ref(ast.ID(id)))), Span: n.Span()})
	case ast.Attribute, ast.Subscript:
		p, base, key := l.slot(n)
		return l.op(ir.Op{Code: ir.Read, X: uint32(p), Span: n.Span()}, base, key)
	case ast.Call:
		return l.call(n)
	case ast.Constant:
		return l.constant(id, n)
	case ast.Await:
		return l.op(ir.Op{Code: ir.Await, Span: n.Span()}, l.value(n.A))
	case ast.BinOp:
		left := l.value(n.A)
		return l.op(ir.Op{Code: ir.Binary, Aux: uint16(n.Op), Span: n.Span()}, left, l.value(n.B))
	case ast.UnaryOp:
		return l.unary(n)
	case ast.BoolOp:
		return l.boolValue(n)
	case ast.Compare:
		return l.compareValue(n)
	case ast.IfExp:
		return l.ifExp(n)
	case ast.NamedExpr:
		v := l.value(n.B)
		l.store(n.A, v, 0)
		return v
	case ast.Tuple:
		return l.build(ir.BuildTuple, n)
	case ast.ListExpr:
		return l.build(ir.BuildList, n)
	case ast.Set:
		return l.build(ir.BuildSet, n)
	case ast.Dict:
		return l.dict(n)
	case ast.ListComp, ast.SetComp, ast.DictComp:
		return l.comprehension(ast.ID(id), n)
	case ast.GeneratorExp:
		return l.genExp(ast.ID(id), n)
	case ast.Lambda:
		return l.lambda(ast.ID(id), n)
	case ast.JoinedStr:
		return l.joined(ir.BuildString, n)
	case ast.TemplateStr:
		return l.joined(ir.BuildTemplate, n)
	case ast.Starred:
		return l.op(ir.Op{Code: ir.Spread, Span: n.Span()}, l.value(n.A))
	case ast.Yield:
		switch {
		case l.f.driven && n.A == 0:
			return l.op(ir.Op{Code: ir.Await, Span: n.Span()}, l.nothing(n)) // one turn of the loop
		case l.f.driven:
			return l.op(ir.Op{Code: ir.Await, Span: n.Span()}, l.value(n.A))
		case n.A == 0:
			return l.op(ir.Op{Code: ir.Yield, Span: n.Span()})
		}
		return l.op(ir.Op{Code: ir.Yield, Span: n.Span()}, l.value(n.A))
	case ast.YieldFrom:
		if l.f.driven {
			return l.op(ir.Op{Code: ir.Await, Span: n.Span()}, l.value(n.A))
		}
		return l.op(ir.Op{Code: ir.YieldFrom, Span: n.Span()}, l.value(n.A))
	case ast.Slice:
		return l.slice(n)
	}
	return l.nothing(n)
}

// nothing stands for an expression that could not be parsed.
func (l *Lowerer) nothing(n *ast.Node) ir.Value {
	return l.op(ir.Op{Code: ir.Const, Flags: ir.Implicit, Span: n.Span()})
}

func (l *Lowerer) unary(n *ast.Node) ir.Value {
	if l.isNegative(n) {
		x := l.b.StrBytes(l.digits(append(l.buf[:0], '-'), n.A))
		return l.op(ir.Op{Code: ir.Const, Aux: ir.ConstInt, X: uint32(x), Span: n.Span()})
	}
	return l.op(ir.Op{Code: ir.Unary, Aux: uint16(n.Op), Span: n.Span()}, l.value(n.A))
}

func (l *Lowerer) build(kind ir.BuildKind, n *ast.Node) ir.Value {
	mark := len(l.stack)
	for _, e := range l.t.List(ast.List(n.A)) {
		l.push(l.value(e))
	}
	return l.opFrom(ir.Op{Code: ir.Build, Aux: kind, Span: n.Span()}, mark)
}

func (l *Lowerer) dict(n *ast.Node) ir.Value {
	mark := len(l.stack)
	keys, values := l.t.List(ast.List(n.A)), l.t.List(ast.List(n.B))
	for i, v := range values {
		if i < len(keys) && keys[i] != 0 {
			l.push(l.value(keys[i]))
		} else {
			l.push(ir.NoValue)
		}
		l.push(l.value(v))
	}
	return l.opFrom(ir.Op{Code: ir.Build, Aux: ir.BuildDict, Span: n.Span()}, mark)
}

func (l *Lowerer) slice(n *ast.Node) ir.Value {
	mark := len(l.stack)
	for _, part := range [...]uint32{n.A, n.B, n.C} {
		if part != 0 {
			l.push(l.value(part))
		}
	}
	return l.opFrom(ir.Op{Code: ir.Build, Aux: ir.BuildSlice, Span: n.Span()}, mark)
}

// joined lowers an f-string or t-string to the values that it formats.
func (l *Lowerer) joined(kind ir.BuildKind, n *ast.Node) ir.Value {
	mark := len(l.stack)
	l.formatted(ast.List(n.A))
	return l.opFrom(ir.Op{Code: ir.Build, Aux: kind, Span: n.Span()}, mark)
}

func (l *Lowerer) formatted(parts ast.List) {
	for _, id := range l.t.List(parts) {
		part := &l.t.Nodes[id]
		switch part.Kind {
		case ast.FormattedValue, ast.Interpolation:
			l.push(l.value(part.A))
			if part.C != 0 && l.t.Nodes[part.C].Kind == ast.JoinedStr {
				l.formatted(ast.List(l.t.Nodes[part.C].A))
			}
		case ast.JoinedStr, ast.TemplateStr:
			l.formatted(ast.List(part.A))
		}
	}
}

// call evaluates the callee, then positional and starred arguments, then keywords.
func (l *Lowerer) call(n *ast.Node) ir.Value {
	if v, ok := l.namedAttribute(n); ok {
		return v
	}
	mark := len(l.stack)
	callee := l.value(n.A)
	l.push(callee)
	for _, id := range l.t.List(ast.List(n.B)) {
		arg := &l.t.Nodes[id]
		if arg.Kind == ast.Starred {
			l.push(l.value(arg.A))
			l.push(ir.TagStar)
		} else {
			l.push(l.value(id))
			l.push(ir.TagPositional)
		}
	}
	for _, id := range l.t.List(ast.List(n.C)) {
		k := &l.t.Nodes[id]
		l.push(l.value(k.B))
		if k.A == 0 {
			l.push(ir.TagStarStar)
		} else {
			l.push(ir.TagKeyword + ir.Value(l.sym(ast.Sym(k.A))))
		}
	}
	return l.opFrom(ir.Op{Code: ir.Call, X: uint32(l.pathOf(callee)), Span: n.Span()}, mark)
}

// namedAttribute lowers getattr, setattr and delattr with a constant name to what they
// are short for: x.name, x.name = v and del x.name.
func (l *Lowerer) namedAttribute(n *ast.Node) (ir.Value, bool) {
	f, args := &l.t.Nodes[n.A], l.t.List(ast.List(n.B))
	if f.Kind != ast.Name || len(args) < 2 || len(l.t.List(ast.List(n.C))) > 0 {
		return 0, false
	}
	code := ir.Nop
	if p := l.root(l.names.Ref(ast.ID(n.A))); p != 0 && l.b.M.Paths[p].Sel == ir.RootGlobal {
		switch name := l.b.M.Str(l.b.M.Paths[p].Name); {
		case name == "getattr" && len(args) == 2:
			code = ir.Read
		case name == "setattr" && len(args) == 3:
			code = ir.Write
		case name == "delattr" && len(args) == 2:
			code = ir.Delete
		}
	}
	named := &l.t.Nodes[args[1]]
	if code == ir.Nop || l.t.Nodes[args[0]].Kind == ast.Starred || l.t.Nodes[args[len(args)-1]].Kind == ast.Starred || named.Kind != ast.Constant || named.Op != ast.ConstStr {
		return 0, false
	}
	text, ok := l.shortStr(args[1], named)
	if !ok || !isIdentifier(text) {
		return 0, false
	}
	name := l.b.StrBytes(text)
	base := l.value(args[0])
	operands := []ir.Value{base, ir.NoValue}
	if code == ir.Write {
		operands = append(operands, l.value(args[2]))
	}
	v := l.op(ir.Op{Code: code, X: uint32(l.member(base, ir.Attr, name)), Span: n.Span()}, operands...)
	if code != ir.Read {
		v = l.nothing(n)
	}
	return v, true
}

// isIdentifier says whether an ASCII text can be the name of an attribute.
func isIdentifier(s []byte) bool {
	for i, c := range s {
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return len(s) > 0
}
