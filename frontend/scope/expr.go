package scope

import "github.com/racehunt/racehunt/frontend/ast"

// expr collects the names of one expression.
func (c *collector) expr(id ast.ID) {
	n := c.tree.Node(id)
	switch n.Kind {
	case ast.Name:
		c.name(id, n)
	case ast.Attribute, ast.Starred:
		c.opt(n.A)
	case ast.Await:
		c.awaits()
		c.opt(n.A)
	case ast.Yield, ast.YieldFrom:
		c.unit().Flags |= Generator
		c.opt(n.A)
	case ast.Call:
		c.call(n)
	case ast.BinOp, ast.Subscript:
		c.opt(n.A)
		c.opt(n.B)
	case ast.UnaryOp:
		c.opt(n.A)
	case ast.IfExp, ast.Slice:
		c.opt(n.A)
		c.opt(n.B)
		c.opt(n.C)
	case ast.BoolOp, ast.Set, ast.JoinedStr, ast.TemplateStr, ast.ListExpr, ast.Tuple:
		c.exprs(ast.List(n.A))
	case ast.Dict:
		keys, values := c.tree.List(ast.List(n.A)), c.tree.List(ast.List(n.B))
		for i, v := range values {
			if i < len(keys) {
				c.opt(keys[i])
			}
			c.opt(v)
		}
	case ast.Compare:
		c.opt(n.A)
		c.exprs(ast.List(n.C))
	case ast.FormattedValue, ast.Interpolation:
		c.opt(n.A)
		c.opt(n.C)
	case ast.NamedExpr:
		c.opt(n.B)
		c.walrus(ast.ID(n.A))
	case ast.Lambda:
		c.lambda(id, n)
	case ast.ListComp, ast.SetComp:
		c.comprehension(Comp, id, ast.List(n.B), n.A, 0)
	case ast.DictComp:
		c.comprehension(Comp, id, ast.List(n.C), n.A, n.B)
	case ast.GeneratorExp:
		c.comprehension(GenExpr, id, ast.List(n.B), n.A, 0)
	}
}

func (c *collector) name(id ast.ID, n *ast.Node) {
	var ref NameID
	if n.Op == ast.Load {
		ref = c.use(ast.Sym(n.A))
	} else {
		ref = c.bind(ast.Sym(n.A))
	}
	c.t.refs[id] = uint32(ref)
}

// call notes the builtins that reach local variables behind our back.
func (c *collector) call(n *ast.Node) {
	c.opt(n.A)
	if n.A != 0 && c.tree.Kind(ast.ID(n.A)) == ast.Name {
		args := len(c.tree.List(ast.List(n.B)))
		if len(c.tree.List(ast.List(n.C))) == 0 {
			switch sym := ast.Sym(c.tree.Nodes[n.A].A); {
			case sym == 0:
			case (sym == c.symLocals || sym == c.symVars) && args == 0,
				(sym == c.symExec || sym == c.symEval) && args == 1:
				c.unit().Flags |= UsesLocals
			}
		}
	}
	c.exprs(ast.List(n.B))
	for _, k := range c.tree.List(ast.List(n.C)) {
		c.opt(c.tree.Nodes[k].B)
	}
}

// walrus binds its target in the function around all comprehensions; they and
// generator expressions in between only refer to it.
func (c *collector) walrus(target ast.ID) {
	if target == 0 {
		return
	}
	n := c.tree.Node(target)
	if n.Kind != ast.Name {
		c.expr(target)
		return
	}
	sym := c.mangle(ast.Sym(n.A))
	ref := c.nameIn(c.cur, sym)
	c.t.refs[target] = uint32(ref)
	for s := c.cur; ; s = c.t.Scopes[s].Parent {
		if kind := c.t.Scopes[s].Kind; kind != Comp && kind != GenExpr {
			c.t.Names[c.nameIn(s, sym)].flags |= bound
			return
		}
		c.nameIn(s, sym)
	}
}

func (c *collector) lambda(id ast.ID, n *ast.Node) {
	c.defaults(n.A)
	s := c.open(Lambda, id)
	c.t.refs[id] = uint32(s)
	c.params(n.A)
	c.opt(n.B)
	c.close()
}

// comprehension collects a comprehension or generator expression. Its outermost
// iterable belongs to the code around it.
func (c *collector) comprehension(kind Kind, id ast.ID, gens ast.List, elt, value uint32) {
	list := c.tree.List(gens)
	if len(list) == 0 {
		return
	}
	c.opt(c.tree.Nodes[list[0]].B)
	s := c.open(kind, id)
	c.t.refs[id] = uint32(s)
	for i, g := range list {
		gen := c.tree.Node(ast.ID(g))
		if gen.Flags&ast.FlagAsync != 0 {
			c.awaits()
		}
		if i > 0 {
			c.opt(gen.B)
		}
		c.opt(gen.A)
		c.exprs(ast.List(gen.C))
	}
	c.opt(elt)
	c.opt(value)
	c.close()
}
