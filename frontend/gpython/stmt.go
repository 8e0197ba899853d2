package gpython

import (
	"fmt"
	"strings"

	gast "github.com/go-python/gpython/ast"

	"github.com/racehunt/racehunt/frontend/ast"
)

// stmts converts a block and returns its list and its end.
func (c *converter) stmts(block []gast.Stmt) (list, end uint32) {
	ids := make([]uint32, len(block))
	for i, s := range block {
		id := c.stmt(s)
		ids[i] = uint32(id)
		end = c.tree.Node(id).End
	}
	// A block that ends in a semicolon reaches over it.
	if t := &c.tokens[c.at(end)]; t.kind == ';' {
		end = t.end
	}
	return c.list(ids), end
}

// stmt converts one statement.
func (c *converter) stmt(s gast.Stmt) ast.ID {
	c.enter(s)
	defer func() { c.depth-- }()
	start := c.pos(s)
	switch s := s.(type) {
	case *gast.FunctionDef:
		return c.function(s, start)
	case *gast.ClassDef:
		return c.class(s, start)
	case *gast.Return:
		return c.optional(ast.Return, start, s.Value)
	case *gast.Delete:
		targets := c.exprs(s.Targets)
		end := c.pastComma(c.outerEnd(last(targets)))
		return c.add(ast.Node{Kind: ast.Delete, Start: start, End: end, A: c.list(targets)})
	case *gast.Assign:
		targets := c.exprs(s.Targets)
		value := c.expr(s.Value)
		return c.add(ast.Node{Kind: ast.Assign, Start: start, End: c.outerEnd(value), A: c.list(targets), B: uint32(value)})
	case *gast.AugAssign:
		target := c.expr(s.Target)
		value := c.expr(s.Value)
		return c.add(ast.Node{Kind: ast.AugAssign, Op: binaryOps[s.Op], Start: start, End: c.outerEnd(value), A: uint32(target), B: uint32(value)})
	case *gast.For:
		target := c.forTarget(s.Target)
		iter := c.expr(s.Iter)
		body, end := c.stmts(s.Body)
		orelse, end := c.orElse(s.Orelse, end)
		return c.add(ast.Node{Kind: ast.For, Start: start, End: end, A: uint32(target), B: uint32(iter), C: c.record(body, orelse)})
	case *gast.While:
		test := c.expr(s.Test)
		body, end := c.stmts(s.Body)
		orelse, end := c.orElse(s.Orelse, end)
		return c.add(ast.Node{Kind: ast.While, Start: start, End: end, A: uint32(test), B: body, C: orelse})
	case *gast.If:
		return c.ifStmt(s, start)
	case *gast.With:
		return c.with(s, start)
	case *gast.Raise:
		end := c.tokens[c.at(start)].end
		var exc, cause ast.ID
		if s.Exc != nil {
			exc = c.expr(s.Exc)
			end = c.outerEnd(exc)
		}
		if s.Cause != nil {
			cause = c.expr(s.Cause)
			end = c.outerEnd(cause)
		}
		return c.add(ast.Node{Kind: ast.Raise, Start: start, End: end, A: uint32(exc), B: uint32(cause)})
	case *gast.Try:
		return c.try(s, start)
	case *gast.Assert:
		test := c.expr(s.Test)
		end := c.outerEnd(test)
		var msg ast.ID
		if s.Msg != nil {
			msg = c.expr(s.Msg)
			end = c.outerEnd(msg)
		}
		return c.add(ast.Node{Kind: ast.Assert, Start: start, End: end, A: uint32(test), B: uint32(msg)})
	case *gast.Import:
		names, end := c.aliases(s.Names)
		return c.add(ast.Node{Kind: ast.Import, Start: start, End: end, A: names})
	case *gast.ImportFrom:
		module := c.sym(s.Module, start)
		names, end := c.aliases(s.Names)
		k := c.at(c.pastComma(end))
		if c.tokens[k].kind == ')' && int(c.tokens[k].mate) > c.at(start) {
			end = c.tokens[k].end
		}
		return c.add(ast.Node{Kind: ast.ImportFrom, Start: start, End: end, A: module, B: names, C: uint32(s.Level)})
	case *gast.Global:
		return c.names(ast.Global, start, s.Names)
	case *gast.Nonlocal:
		return c.names(ast.Nonlocal, start, s.Names)
	case *gast.ExprStmt:
		value := c.expr(s.Value)
		start, end := c.outer(value)
		return c.add(ast.Node{Kind: ast.Expr, Start: start, End: end, A: uint32(value)})
	case *gast.Pass:
		return c.word(ast.Pass, start)
	case *gast.Break:
		return c.word(ast.Break, start)
	case *gast.Continue:
		return c.word(ast.Continue, start)
	}
	panic(fmt.Sprintf("gpython statement %T", s))
}

// word adds a statement that is a single word.
func (c *converter) word(kind ast.Kind, start uint32) ast.ID {
	return c.add(ast.Node{Kind: kind, Start: start, End: c.tokens[c.at(start)].end})
}

// optional adds a node that is a word followed by an expression or nothing.
func (c *converter) optional(kind ast.Kind, start uint32, value gast.Expr) ast.ID {
	if value == nil {
		return c.word(kind, start)
	}
	id := c.expr(value)
	return c.add(ast.Node{Kind: kind, Start: start, End: c.outerEnd(id), A: uint32(id)})
}

// names adds a global or nonlocal statement.
func (c *converter) names(kind ast.Kind, start uint32, names []gast.Identifier) ast.ID {
	syms := make([]uint32, len(names))
	for i, name := range names {
		syms[i] = c.sym(name, start)
	}
	k := min(c.at(start)+2*len(names)-1, len(c.tokens)-1)
	return c.add(ast.Node{Kind: kind, Start: start, End: c.tokens[k].end, A: c.list(syms)})
}

// aliases converts the names of an import and returns the end of the last.
func (c *converter) aliases(names []*gast.Alias) (list, end uint32) {
	ids := make([]uint32, len(names))
	for i, a := range names {
		start := c.pos(a)
		k := c.at(start) + 2*strings.Count(string(a.Name), ".")
		if a.AsName != "" {
			k += 2
		}
		end = c.tokens[min(k, len(c.tokens)-1)].end
		ids[i] = uint32(c.add(ast.Node{Kind: ast.Alias, Start: start, End: end, A: c.sym(a.Name, start), B: c.sym(a.AsName, start)}))
	}
	return c.list(ids), end
}

func (c *converter) function(s *gast.FunctionDef, start uint32) ast.ID {
	decorators := c.exprs(s.DecoratorList)
	name := c.sym(s.Name, start)
	args := c.arguments(s.Args)
	var returns ast.ID
	if s.Returns != nil {
		returns = c.expr(s.Returns)
	}
	body, end := c.stmts(s.Body)
	rec := c.record(uint32(args), uint32(returns), body, c.list(decorators), 0)
	return c.add(ast.Node{Kind: ast.FunctionDef, Start: start, End: end, A: name, B: rec})
}

func (c *converter) class(s *gast.ClassDef, start uint32) ast.ID {
	decorators := c.exprs(s.DecoratorList)
	name := c.sym(s.Name, start)
	bases, keywords := c.callArgs(s.Bases, s.Keywords, s.Starargs, s.Kwargs)
	body, end := c.stmts(s.Body)
	rec := c.record(bases, keywords, body, c.list(decorators), 0)
	return c.add(ast.Node{Kind: ast.ClassDef, Start: start, End: end, A: name, B: rec})
}

// orElse converts the else block, if any, of what ends at end.
func (c *converter) orElse(block []gast.Stmt, end uint32) (list, newEnd uint32) {
	if len(block) == 0 {
		return 0, end
	}
	return c.stmts(block)
}

// forTarget converts the target of a for statement. gpython loses the comma of
// "for x, in y".
func (c *converter) forTarget(e gast.Expr) ast.ID {
	id := c.expr(e)
	start, end := c.outer(id)
	past := c.pastComma(end)
	if past == end {
		return id
	}
	return c.add(ast.Node{Kind: ast.Tuple, Op: ast.Store, Start: start, End: past, A: c.list([]uint32{uint32(id)})})
}

// ifStmt converts an if statement; an elif is one that starts at its elif.
func (c *converter) ifStmt(s *gast.If, start uint32) ast.ID {
	test := c.expr(s.Test)
	body, end := c.stmts(s.Body)
	var orelse uint32
	if k := c.at(end); len(s.Orelse) == 1 && c.is(k, "elif") {
		if elif, ok := s.Orelse[0].(*gast.If); ok {
			// gpython has no position for the elif.
			c.enter(s)
			id := c.ifStmt(elif, c.tokens[k].start)
			c.depth--
			orelse, end = c.list([]uint32{uint32(id)}), c.tree.Node(id).End
			return c.add(ast.Node{Kind: ast.If, Start: start, End: end, A: uint32(test), B: body, C: orelse})
		}
	}
	orelse, end = c.orElse(s.Orelse, end)
	return c.add(ast.Node{Kind: ast.If, Start: start, End: end, A: uint32(test), B: body, C: orelse})
}

func (c *converter) with(s *gast.With, start uint32) ast.ID {
	var ids []uint32
	for _, item := range c.withItems(s.Items) {
		context := c.expr(item.ContextExpr)
		var vars ast.ID
		if item.OptionalVars != nil {
			vars = c.expr(item.OptionalVars)
		}
		ids = append(ids, uint32(c.add(ast.Node{Kind: ast.WithItem, A: uint32(context), B: uint32(vars)})))
	}
	body, end := c.stmts(s.Body)
	return c.add(ast.Node{Kind: ast.With, Start: start, End: end, A: c.list(ids), B: body})
}

// withItems returns the items of a with statement. In "with (a, b):" Python 3.4 has
// one tuple, Python 3.9 and later have two items.
func (c *converter) withItems(items []*gast.WithItem) []*gast.WithItem {
	if len(items) != 1 || items[0].OptionalVars != nil {
		return items
	}
	tuple, ok := items[0].ContextExpr.(*gast.Tuple)
	if !ok || len(tuple.Elts) == 0 {
		return items
	}
	var split []*gast.WithItem
	for _, e := range tuple.Elts {
		if _, ok := e.(*gast.Starred); ok {
			return items
		}
		split = append(split, &gast.WithItem{ContextExpr: e})
	}
	return split
}

func (c *converter) try(s *gast.Try, start uint32) ast.ID {
	body, end := c.stmts(s.Body)
	if len(s.Handlers) == 0 && len(s.Finalbody) == 0 {
		refuse(start, "expected 'except' or 'finally' block")
	}
	handlers := make([]uint32, len(s.Handlers))
	for i, h := range s.Handlers {
		// gpython has no position for the handler.
		at := c.tokens[c.at(end)].start
		var typ ast.ID
		if h.ExprType != nil {
			typ = c.expr(h.ExprType)
		}
		name := c.sym(h.Name, at)
		var block uint32
		block, end = c.stmts(h.Body)
		handlers[i] = uint32(c.add(ast.Node{Kind: ast.ExceptHandler, Start: at, End: end, A: uint32(typ), B: name, C: block}))
	}
	orelse, end := c.orElse(s.Orelse, end)
	final, end := c.orElse(s.Finalbody, end)
	rec := c.record(body, c.list(handlers), orelse, final)
	return c.add(ast.Node{Kind: ast.Try, Start: start, End: end, A: rec})
}

func last(ids []uint32) ast.ID { return ast.ID(ids[len(ids)-1]) }
