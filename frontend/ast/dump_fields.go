package ast

// node prints one node and what lies below it. The cases stand in the order of the
// kinds; within a case scalars come first, then children in CPython's field order.
func (d *dumper) node(label string, index int, id ID) {
	n := d.open(label, index, id)
	switch {
	case n.Kind <= Bad:
		d.statement(n)
	case n.Kind <= BadExpr:
		d.expression(n, id)
	default:
		d.part(n)
	}
}

// end ends the node's line; children follow.
func (d *dumper) end() {
	d.w.WriteByte('\n')
	d.depth++
}

// one prints a child, if there is one.
func (d *dumper) one(label string, id uint32) {
	if id != 0 {
		d.node(label, -1, ID(id))
	}
}

// list prints a list of children; an absent one is printed as None.
func (d *dumper) list(label string, list uint32) {
	for i, id := range d.t.List(List(list)) {
		if id != 0 {
			d.node(label, i, ID(id))
			continue
		}
		for range d.depth {
			d.w.WriteString("  ")
		}
		d.w.WriteString(label)
		d.w.WriteByte('[')
		d.int(i)
		d.w.WriteString("]: None\n")
	}
}

func (d *dumper) statement(n *Node) {
	rec := func(i int) uint32 { return d.t.Field(Rec(n.B), i) }
	switch n.Kind {
	case FunctionDef, AsyncFunctionDef, ClassDef, ImportFrom, Global, Nonlocal, AugAssign, AnnAssign:
		d.named(n)
		d.depth--
		return
	case Try, TryStar:
		rec = func(i int) uint32 { return d.t.Field(Rec(n.A), i) }
	case For, AsyncFor:
		rec = func(i int) uint32 { return d.t.Field(Rec(n.C), i) }
	}
	d.end()
	switch n.Kind {
	case Module:
		d.list("body", n.A)
	case Return, Expr:
		d.one("value", n.A)
	case Delete:
		d.list("targets", n.A)
	case Assign:
		d.list("targets", n.A)
		d.one("value", n.B)
	case TypeAlias:
		d.one("name", n.A)
		d.list("type_params", n.B)
		d.one("value", n.C)
	case For, AsyncFor:
		d.one("target", n.A)
		d.one("iter", n.B)
		d.list("body", rec(ForBody))
		d.list("orelse", rec(ForOrElse))
	case While, If:
		d.one("test", n.A)
		d.list("body", n.B)
		d.list("orelse", n.C)
	case With, AsyncWith:
		d.list("items", n.A)
		d.list("body", n.B)
	case Match:
		d.one("subject", n.A)
		d.list("cases", n.B)
	case Raise:
		d.one("exc", n.A)
		d.one("cause", n.B)
	case Try, TryStar:
		d.list("body", rec(TryBody))
		d.list("handlers", rec(TryHandlers))
		d.list("orelse", rec(TryOrElse))
		d.list("finalbody", rec(TryFinal))
	case Assert:
		d.one("test", n.A)
		d.one("msg", n.B)
	case Import:
		d.list("names", n.A)
	}
	d.depth--
}

// named prints the statements that have scalars.
func (d *dumper) named(n *Node) {
	rec := func(i int) uint32 { return d.t.Field(Rec(n.B), i) }
	switch n.Kind {
	case FunctionDef, AsyncFunctionDef:
		d.sym("name", n.A)
		d.end()
		d.one("args", rec(FuncArgs))
		d.list("body", rec(FuncBody))
		d.list("decorator_list", rec(FuncDecorators))
		d.one("returns", rec(FuncReturns))
		d.list("type_params", rec(FuncTypeParams))
	case ClassDef:
		d.sym("name", n.A)
		d.end()
		d.list("bases", rec(ClassBases))
		d.list("keywords", rec(ClassKeywords))
		d.list("body", rec(ClassBody))
		d.list("decorator_list", rec(ClassDecorators))
		d.list("type_params", rec(ClassTypeParams))
	case ImportFrom:
		d.sym("module", n.A)
		d.number("level", int(n.C))
		d.end()
		d.list("names", n.B)
	case Global, Nonlocal:
		d.syms("names", n.A)
		d.end()
	case AugAssign:
		d.scalar("op", n.Op.String())
		d.end()
		d.one("target", n.A)
		d.one("value", n.B)
	case AnnAssign:
		simple := 0
		if n.Flags&FlagSimple != 0 {
			simple = 1
		}
		d.number("simple", simple)
		d.end()
		d.one("target", n.A)
		d.one("annotation", n.B)
		d.one("value", n.C)
	}
}

func (d *dumper) expression(n *Node, id ID) {
	switch n.Kind {
	case Constant:
		d.constant(n, id)
	case Name:
		d.sym("id", n.A)
		d.scalar("ctx", n.Op.String())
	case Attribute:
		d.sym("attr", n.B)
		d.scalar("ctx", n.Op.String())
	case Subscript, Starred, ListExpr, Tuple:
		d.scalar("ctx", n.Op.String())
	case BoolOp, BinOp, UnaryOp:
		d.scalar("op", n.Op.String())
	case Compare:
		for i, op := range d.t.List(List(n.B)) {
			if i == 0 {
				d.scalar("ops", "[")
			} else {
				d.w.WriteByte(',')
			}
			d.w.WriteString(Op(op).String())
		}
		d.w.WriteByte(']')
	case FormattedValue:
		d.number("conversion", conversion(n.B))
	case Interpolation:
		d.text("str", []byte(d.t.InterpolationSource(id)), false)
		d.number("conversion", conversion(d.t.Field(Rec(n.B), InterpConversion)))
	}
	d.end()
	d.operands(n)
	d.depth--
}

// conversion turns "none" into CPython's -1.
func conversion(c uint32) int {
	if c == 0 {
		return -1
	}
	return int(c)
}

func (d *dumper) operands(n *Node) {
	switch n.Kind {
	case BoolOp, JoinedStr, TemplateStr:
		d.list("values", n.A)
	case NamedExpr:
		d.one("target", n.A)
		d.one("value", n.B)
	case BinOp:
		d.one("left", n.A)
		d.one("right", n.B)
	case UnaryOp:
		d.one("operand", n.A)
	case Lambda:
		d.one("args", n.A)
		d.one("body", n.B)
	case IfExp:
		d.one("test", n.A)
		d.one("body", n.B)
		d.one("orelse", n.C)
	case Dict:
		d.list("keys", n.A)
		d.list("values", n.B)
	case Set, ListExpr, Tuple:
		d.list("elts", n.A)
	case ListComp, SetComp, GeneratorExp:
		d.one("elt", n.A)
		d.list("generators", n.B)
	case DictComp:
		d.one("key", n.A)
		d.one("value", n.B)
		d.list("generators", n.C)
	case Await, Yield, YieldFrom, Attribute, Starred:
		d.one("value", n.A)
	case Compare:
		d.one("left", n.A)
		d.list("comparators", n.C)
	case Call:
		d.one("func", n.A)
		d.list("args", n.B)
		d.list("keywords", n.C)
	case FormattedValue, Interpolation:
		d.one("value", n.A)
		d.one("format_spec", n.C)
	case Subscript:
		d.one("value", n.A)
		d.one("slice", n.B)
	case Slice:
		d.one("lower", n.A)
		d.one("upper", n.B)
		d.one("step", n.C)
	}
}

// part prints parts, patterns and type parameters.
func (d *dumper) part(n *Node) {
	switch n.Kind {
	case Comprehension:
		d.number("is_async", int(n.Flags&FlagAsync))
	case ExceptHandler, MatchAs:
		d.sym("name", n.B)
	case Arg, Keyword:
		d.sym("arg", n.A)
	case Alias:
		d.sym("name", n.A)
		d.sym("asname", n.B)
	case MatchSingleton:
		if n.Op != ConstNone {
			d.scalar("value", n.Op.String())
		}
	case MatchMapping:
		d.sym("rest", n.C)
	case MatchClass:
		d.syms("kwd_attrs", d.t.Field(Rec(n.C), MatchKwdAttrs))
	case MatchStar, TypeVar, ParamSpec, TypeVarTuple:
		d.sym("name", n.A)
	}
	d.end()
	d.below(n)
	d.depth--
}

func (d *dumper) below(n *Node) {
	switch n.Kind {
	case Comprehension:
		d.one("target", n.A)
		d.one("iter", n.B)
		d.list("ifs", n.C)
	case ExceptHandler:
		d.one("type", n.A)
		d.list("body", n.C)
	case Arguments:
		rec := func(i int) uint32 { return d.t.Field(Rec(n.A), i) }
		d.list("posonlyargs", rec(ArgsPosOnly))
		d.list("args", rec(ArgsArgs))
		d.one("vararg", rec(ArgsVarArg))
		d.list("kwonlyargs", rec(ArgsKwOnly))
		d.list("kw_defaults", rec(ArgsKwDefaults))
		d.one("kwarg", rec(ArgsKwArg))
		d.list("defaults", rec(ArgsDefaults))
	case Arg:
		d.one("annotation", n.B)
	case Keyword:
		d.one("value", n.B)
	case WithItem:
		d.one("context_expr", n.A)
		d.one("optional_vars", n.B)
	case MatchCase:
		d.one("pattern", n.A)
		d.one("guard", n.B)
		d.list("body", n.C)
	case MatchValue:
		d.one("value", n.A)
	case MatchSequence, MatchOr:
		d.list("patterns", n.A)
	case MatchMapping:
		d.list("keys", n.A)
		d.list("patterns", n.B)
	case MatchClass:
		d.one("cls", n.A)
		d.list("patterns", n.B)
		d.list("kwd_patterns", d.t.Field(Rec(n.C), MatchKwdPatterns))
	case MatchAs:
		d.one("pattern", n.A)
	case TypeVar:
		d.one("bound", n.B)
		d.one("default_value", n.C)
	case ParamSpec, TypeVarTuple:
		d.one("default_value", n.C)
	}
}
