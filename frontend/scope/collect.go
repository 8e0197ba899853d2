package scope

import "github.com/racehunt/racehunt/frontend/ast"

// collector walks the tree once and lists the names of every scope. What a name
// means is decided afterwards, because a scope may bind it below an inner use.
type collector struct {
	t    *Table
	tree *ast.Tree
	cur  ID
	// top[sym] is the name of sym in the innermost open scope that has one;
	// Name.link leads to the next one outwards.
	top                                  []NameID
	symLocals, symVars, symExec, symEval ast.Sym
	symSuper, symClass                   ast.Sym
}

func (c *collector) run(t *Table, tree *ast.Tree) {
	c.t, c.tree = t, tree
	c.findSpecial()
	c.growTop(t.Syms())
	clear(c.top)
	c.cur = 0
	c.open(Module, tree.Root)
	c.stmts(ast.List(tree.Node(tree.Root).A))
	c.close()
}

// findSpecial looks up the few names that mean something to scoping.
func (c *collector) findSpecial() {
	c.symLocals, c.symVars, c.symExec, c.symEval, c.symSuper, c.symClass = 0, 0, 0, 0, 0, 0
	for sym := ast.Sym(1); sym < c.t.known; sym++ {
		switch c.tree.Name(sym) {
		case "locals":
			c.symLocals = sym
		case "vars":
			c.symVars = sym
		case "exec":
			c.symExec = sym
		case "eval":
			c.symEval = sym
		case "super":
			c.symSuper = sym
		case "__class__":
			c.symClass = sym
		}
	}
}

func (c *collector) growTop(n int) {
	for len(c.top) < n {
		c.top = append(c.top, make([]NameID, max(64, n-len(c.top)))...)
	}
}

// open starts a scope for node. The caller records it in refs where lowering will
// look for it.
func (c *collector) open(kind Kind, node ast.ID) ID {
	id := ID(len(c.t.Scopes))
	s := Scope{Node: node, Parent: c.cur, Unit: id, Kind: kind}
	if c.cur != 0 {
		parent := &c.t.Scopes[c.cur]
		s.Private = parent.Private
		if kind == Comp || kind == TypeParams {
			s.Unit = parent.Unit
		}
	}
	c.t.Scopes = append(c.t.Scopes, s)
	c.cur = id
	return id
}

func (c *collector) close() {
	s := &c.t.Scopes[c.cur]
	for n := s.first; n != 0; n = c.t.Names[n].next {
		c.top[c.t.Names[n].Sym] = c.t.Names[n].link
	}
	c.cur = s.Parent
}

// nameIn returns the name of sym in an open scope, making it at need.
func (c *collector) nameIn(scope ID, sym ast.Sym) NameID {
	// Open scopes are ancestors of each other, so a larger ID is further in.
	var inner NameID
	n := c.top[sym]
	for n != 0 && c.t.Names[n].Scope > scope {
		inner, n = n, c.t.Names[n].link
	}
	if n != 0 && c.t.Names[n].Scope == scope {
		return n
	}
	id := NameID(len(c.t.Names))
	c.t.Names = append(c.t.Names, Name{Sym: sym, Scope: scope, link: n})
	if inner == 0 {
		c.top[sym] = id
	} else {
		c.t.Names[inner].link = id
	}
	s := &c.t.Scopes[scope]
	if s.last == 0 {
		s.first = id
	} else {
		c.t.Names[s.last].next = id
	}
	s.last = id
	return id
}

// mangle applies private name mangling of the current class to sym.
func (c *collector) mangle(sym ast.Sym) ast.Sym {
	private := c.t.Scopes[c.cur].Private
	if private == 0 {
		return sym
	}
	sym = c.t.Mangle(c.tree, private, sym)
	c.growTop(int(sym) + 1)
	return sym
}

// bind notes that the current scope binds sym.
func (c *collector) bind(sym ast.Sym) NameID {
	n := c.nameIn(c.cur, c.mangle(sym))
	c.t.Names[n].flags |= bound
	return n
}

func (c *collector) bindNode(node ast.ID, sym ast.Sym) {
	if sym != 0 {
		c.t.refs[node] = uint32(c.bind(sym))
	}
}

// use notes that the current scope reads sym.
func (c *collector) use(sym ast.Sym) NameID {
	if sym == c.symSuper || sym == c.symClass {
		c.useClassCell()
	}
	return c.nameIn(c.cur, c.mangle(sym))
}

// useClassCell lets the class around the current function own a __class__ variable
// and the function refer to it, as the compiler does for super() and __class__.
func (c *collector) useClassCell() {
	if c.symClass == 0 {
		c.symClass = c.t.invent("__class__") // findSpecial did not see it in the tree
		c.growTop(int(c.symClass) + 1)
	}
	if kind := c.t.Scopes[c.cur].Kind; kind == Class || kind == Module {
		return
	}
	for s := c.t.Scopes[c.cur].Parent; s != 0; s = c.t.Scopes[s].Parent {
		if c.t.Scopes[s].Kind == Class {
			c.t.Names[c.nameIn(s, c.symClass)].flags |= classCell
			c.nameIn(c.cur, c.symClass)
			return
		}
	}
}

// declare notes a global or nonlocal statement.
func (c *collector) declare(names ast.List, flag nameFlags) {
	for _, sym := range c.tree.List(names) {
		n := c.nameIn(c.cur, c.mangle(ast.Sym(sym)))
		c.t.Names[n].flags |= flag
	}
}

// unit returns the scope whose code is being walked.
func (c *collector) unit() *Scope { return &c.t.Scopes[c.t.Scopes[c.cur].Unit] }

// awaits notes an await or an asynchronous comprehension, which makes a generator
// expression around it asynchronous.
func (c *collector) awaits() {
	if u := c.unit(); u.Kind == GenExpr {
		u.Flags |= Async
	}
}
