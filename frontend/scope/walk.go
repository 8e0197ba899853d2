package scope

import "github.com/racehunt/racehunt/frontend/ast"

func (c *collector) stmts(l ast.List) {
	for _, id := range c.tree.List(l) {
		c.stmt(ast.ID(id))
	}
}

func (c *collector) exprs(l ast.List) {
	for _, id := range c.tree.List(l) {
		if id != 0 {
			c.expr(ast.ID(id))
		}
	}
}

// stmt collects the names of one statement.
func (c *collector) stmt(id ast.ID) {
	n := c.tree.Node(id)
	switch n.Kind {
	case ast.FunctionDef, ast.AsyncFunctionDef:
		c.function(id, n)
	case ast.ClassDef:
		c.class(id, n)
	case ast.TypeAlias:
		c.typeAlias(id, n)
	case ast.Delete:
		c.exprs(ast.List(n.A))
	case ast.Assign:
		c.opt(n.B)
		c.exprs(ast.List(n.A))
	case ast.AnnAssign:
		c.annAssign(n)
	case ast.For, ast.AsyncFor:
		c.opt(n.B)
		c.opt(n.A)
		c.stmts(ast.List(c.tree.Field(ast.Rec(n.C), ast.ForBody)))
		c.stmts(ast.List(c.tree.Field(ast.Rec(n.C), ast.ForOrElse)))
	case ast.While, ast.If:
		c.opt(n.A)
		c.stmts(ast.List(n.B))
		c.stmts(ast.List(n.C))
	case ast.With, ast.AsyncWith:
		for _, item := range c.tree.List(ast.List(n.A)) {
			c.opt(c.tree.Nodes[item].A)
			c.opt(c.tree.Nodes[item].B)
		}
		c.stmts(ast.List(n.B))
	case ast.Match:
		c.match(n)
	case ast.Try, ast.TryStar:
		c.try(n)
	case ast.Import, ast.ImportFrom:
		c.imports(n)
	case ast.Global:
		c.declare(ast.List(n.A), declaredGlobal)
	case ast.Nonlocal:
		c.declare(ast.List(n.A), declaredNonlocal)
	case ast.Return, ast.AugAssign, ast.Raise, ast.Assert, ast.Expr:
		c.opt(n.A)
		c.opt(n.B)
	}
}

// opt collects an expression that may be absent.
func (c *collector) opt(id uint32) {
	if id != 0 {
		c.expr(ast.ID(id))
	}
}

func (c *collector) annAssign(n *ast.Node) {
	c.opt(n.C)
	c.opt(n.A)
	c.opt(n.B)
}

func (c *collector) try(n *ast.Node) {
	rec := ast.Rec(n.A)
	c.stmts(ast.List(c.tree.Field(rec, ast.TryBody)))
	for _, h := range c.tree.List(ast.List(c.tree.Field(rec, ast.TryHandlers))) {
		handler := c.tree.Node(ast.ID(h))
		c.opt(handler.A)
		c.bindNode(ast.ID(h), ast.Sym(handler.B))
		c.stmts(ast.List(handler.C))
	}
	c.stmts(ast.List(c.tree.Field(rec, ast.TryOrElse)))
	c.stmts(ast.List(c.tree.Field(rec, ast.TryFinal)))
}

func (c *collector) imports(n *ast.Node) {
	names := ast.List(n.A)
	if n.Kind == ast.ImportFrom {
		names = ast.List(n.B)
	}
	for _, a := range c.tree.List(names) {
		alias := c.tree.Node(ast.ID(a))
		sym := ast.Sym(alias.B)
		if sym == 0 {
			sym = ast.Sym(alias.A)
			text := c.tree.Name(sym)
			if text == "*" {
				c.unit().Flags |= StarImport
				continue
			}
			sym = c.firstPart(sym, text)
		}
		c.bindNode(ast.ID(a), sym)
	}
}

// firstPart returns the symbol of a in "import a.b", which the tree may not have.
func (c *collector) firstPart(sym ast.Sym, text string) ast.Sym {
	for i := range len(text) {
		if text[i] == '.' {
			sym = c.t.special(c.tree, text[:i])
			c.growTop(int(sym) + 1)
			break
		}
	}
	return sym
}

func (c *collector) function(id ast.ID, n *ast.Node) {
	rec := ast.Rec(n.B)
	args := c.tree.Field(rec, ast.FuncArgs)
	c.exprs(ast.List(c.tree.Field(rec, ast.FuncDecorators)))
	c.defaults(args)
	def := c.bind(ast.Sym(n.A))
	generic := c.typeParams(id, ast.List(c.tree.Field(rec, ast.FuncTypeParams)))
	c.annotations(args)
	c.opt(c.tree.Field(rec, ast.FuncReturns))
	s := c.open(Function, id)
	c.t.refs[id] = uint32(s)
	c.t.Scopes[s].Def = def
	if n.Kind == ast.AsyncFunctionDef {
		c.t.Scopes[s].Flags |= Async
	}
	c.params(args)
	c.stmts(ast.List(c.tree.Field(rec, ast.FuncBody)))
	c.close()
	if generic {
		c.close()
	}
}

func (c *collector) class(id ast.ID, n *ast.Node) {
	rec := ast.Rec(n.B)
	name := ast.Sym(n.A)
	c.exprs(ast.List(c.tree.Field(rec, ast.ClassDecorators)))
	def := c.bind(name)
	generic := c.typeParamsOf(id, ast.List(c.tree.Field(rec, ast.ClassTypeParams)), name)
	c.exprs(ast.List(c.tree.Field(rec, ast.ClassBases)))
	for _, k := range c.tree.List(ast.List(c.tree.Field(rec, ast.ClassKeywords))) {
		c.opt(c.tree.Nodes[k].B)
	}
	s := c.open(Class, id)
	c.t.refs[id] = uint32(s)
	c.t.Scopes[s].Def = def
	c.t.Scopes[s].Private = name
	c.stmts(ast.List(c.tree.Field(rec, ast.ClassBody)))
	c.close()
	if generic {
		c.close()
	}
}

func (c *collector) typeAlias(id ast.ID, n *ast.Node) {
	c.opt(n.A)
	generic := c.typeParams(id, ast.List(n.B))
	c.opt(n.C)
	if generic {
		c.close()
	}
}

func (c *collector) typeParams(id ast.ID, params ast.List) bool {
	return c.typeParamsOf(id, params, 0)
}

// typeParamsOf opens the scope of type parameters, if there are any; those of a
// class are mangled for that class.
func (c *collector) typeParamsOf(id ast.ID, params ast.List, class ast.Sym) bool {
	list := c.tree.List(params)
	if len(list) == 0 {
		return false
	}
	s := c.open(TypeParams, id)
	if class != 0 {
		c.t.Scopes[s].Private = class
	}
	for _, p := range list {
		n := c.tree.Node(ast.ID(p))
		c.bindNode(ast.ID(p), ast.Sym(n.A))
		if n.Kind == ast.TypeVar {
			c.opt(n.B)
		}
		c.opt(n.C)
	}
	return true
}

// defaults collects the default values, which the code around the function evaluates.
func (c *collector) defaults(args uint32) {
	if args != 0 {
		rec := ast.Rec(c.tree.Nodes[args].A)
		c.exprs(ast.List(c.tree.Field(rec, ast.ArgsDefaults)))
		c.exprs(ast.List(c.tree.Field(rec, ast.ArgsKwDefaults)))
	}
}

// argFields is the order in which parameters stand in the text.
var argFields = [...]struct {
	field int
	list  bool
}{
	{ast.ArgsPosOnly, true}, {ast.ArgsArgs, true}, {ast.ArgsVarArg, false},
	{ast.ArgsKwOnly, true}, {ast.ArgsKwArg, false},
}

// eachArg calls f for every parameter.
func (c *collector) eachArg(args uint32, f func(c *collector, id ast.ID, n *ast.Node)) {
	if args == 0 {
		return
	}
	rec := ast.Rec(c.tree.Nodes[args].A)
	for _, a := range argFields {
		v := c.tree.Field(rec, a.field)
		if a.list {
			for _, id := range c.tree.List(ast.List(v)) {
				f(c, ast.ID(id), c.tree.Node(ast.ID(id)))
			}
		} else if v != 0 {
			f(c, ast.ID(v), c.tree.Node(ast.ID(v)))
		}
	}
}

func (c *collector) annotations(args uint32) {
	c.eachArg(args, func(c *collector, _ ast.ID, n *ast.Node) { c.opt(n.B) })
}

func (c *collector) params(args uint32) {
	c.eachArg(args, func(c *collector, id ast.ID, n *ast.Node) {
		c.bindNode(id, ast.Sym(n.A))
		if ref := c.t.refs[id]; ref != 0 {
			c.t.Names[ref].flags |= param
		}
	})
}

func (c *collector) match(n *ast.Node) {
	c.opt(n.A)
	for _, id := range c.tree.List(ast.List(n.B)) {
		m := c.tree.Node(ast.ID(id))
		c.pattern(m.A)
		c.opt(m.B)
		c.stmts(ast.List(m.C))
	}
}

func (c *collector) patterns(l ast.List) {
	for _, id := range c.tree.List(l) {
		c.pattern(id)
	}
}

func (c *collector) pattern(id uint32) {
	if id == 0 {
		return
	}
	n := c.tree.Node(ast.ID(id))
	switch n.Kind {
	case ast.MatchValue:
		c.opt(n.A)
	case ast.MatchSequence, ast.MatchOr:
		c.patterns(ast.List(n.A))
	case ast.MatchMapping:
		c.exprs(ast.List(n.A))
		c.patterns(ast.List(n.B))
		c.bindNode(ast.ID(id), ast.Sym(n.C))
	case ast.MatchClass:
		c.opt(n.A)
		c.patterns(ast.List(n.B))
		c.patterns(ast.List(c.tree.Field(ast.Rec(n.C), ast.MatchKwdPatterns)))
	case ast.MatchStar:
		c.bindNode(ast.ID(id), ast.Sym(n.A))
	case ast.MatchAs:
		c.pattern(n.A)
		c.bindNode(ast.ID(id), ast.Sym(n.B))
	}
}
