package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// block parses a suite: an indented block, or simple statements on the same line.
func (p *Parser) block(after string) ast.List {
	mark := len(p.stack)
	if p.tok != token.Colon {
		p.headEnd(after)
		return 0
	}
	p.next()
	if p.tok != token.Newline {
		p.simpleLine()
		return p.list(mark)
	}
	p.next()
	if p.tok == token.Error {
		p.fail("") // the indentation itself is wrong, which the lexer has said
		return 0
	}
	if p.tok != token.Indent {
		p.failAt(p.pos-1, "expected an indented block after %s", after)
		return 0
	}
	p.next()
	for p.tok != token.Dedent && p.tok != token.EOF {
		p.statement()
	}
	p.accept(token.Dedent)
	return p.list(mark)
}

// headEnd reports that a compound statement's head goes on where ":" should stand.
func (p *Parser) headEnd(after string) {
	switch p.tok {
	case token.Equal:
		p.fail("expected : after %s; a comparison is written ==", after)
	case token.LessGreater:
		p.fail("<> is Python 2; use !=")
	default:
		p.fail("expected : after %s", after)
	}
}

func (p *Parser) compoundStmt() ast.ID {
	start := p.start()
	switch p.tok {
	case token.For:
		return p.forStmt(start, ast.For)
	case token.While:
		return p.while()
	case token.Try:
		return p.try()
	case token.With:
		return p.with(start, ast.With)
	case token.Def:
		return p.def(start, ast.FunctionDef, 0)
	case token.Class:
		return p.class(0)
	case token.At:
		return p.decorated()
	}
	p.next() // async
	switch p.tok {
	case token.Def:
		return p.def(start, ast.AsyncFunctionDef, 0)
	case token.For:
		return p.forStmt(start, ast.AsyncFor)
	case token.With:
		return p.with(start, ast.AsyncWith)
	}
	p.fail("expected def, for or with after async")
	return 0
}

// ifStmt parses if with its elif clauses, which nest in the tree but not in the
// recursion: generated code has thousands of them.
func (p *Parser) ifStmt() ast.ID {
	type clause struct {
		start uint32
		test  ast.ID
		body  ast.List
	}
	var few [4]clause
	clauses := few[:0]
	for {
		c := clause{start: p.start()}
		p.next()
		c.test = p.namedExpr()
		c.body = p.block("the condition")
		clauses = append(clauses, c)
		if p.tok != token.Elif || p.bad {
			break
		}
		p.link(len(clauses))
	}
	orelse := p.orElse()
	for i := len(clauses) - 1; ; i-- {
		c := clauses[i]
		id := p.compound(ast.If, c.start, uint32(c.test), uint32(c.body), uint32(orelse))
		if i == 0 {
			return id
		}
		orelse = p.store([]uint32{uint32(id)})
	}
}

func (p *Parser) orElse() ast.List {
	if p.accept(token.Else) {
		return p.block("else")
	}
	return 0
}

func (p *Parser) while() ast.ID {
	start := p.start()
	p.next()
	test := p.namedExpr()
	body := p.block("the condition")
	orelse := p.orElse()
	return p.compound(ast.While, start, uint32(test), uint32(body), uint32(orelse))
}

func (p *Parser) forStmt(start uint32, kind ast.Kind) ast.ID {
	p.next()
	target := p.starTargets()
	p.expect(token.In)
	iter := p.starExprs()
	body := p.block("the loop head")
	orelse := p.orElse()
	return p.compound(kind, start, uint32(target), uint32(iter), p.record(uint32(body), uint32(orelse)))
}

func (p *Parser) try() ast.ID {
	start := p.start()
	p.next()
	body := p.block("try")
	mark, kind := len(p.stack), ast.Try
	for p.tok == token.Except {
		id, star := p.handler()
		first := len(p.stack) == mark
		if !first && !p.bad && star != (kind == ast.TryStar) {
			p.failAt(p.pos-1, "except and except* cannot be mixed")
		}
		if star {
			kind = ast.TryStar
		}
		p.push(id)
	}
	handlers := p.list(mark)
	orelse, final := ast.List(0), ast.List(0)
	if handlers != 0 {
		orelse = p.orElse()
	}
	if p.accept(token.Finally) {
		final = p.block("finally")
	}
	if handlers == 0 && final == 0 && !p.bad {
		p.failAt(max(p.pos-1, 0), "expected except or finally after the try block")
	}
	rec := p.record(uint32(body), uint32(handlers), uint32(orelse), uint32(final))
	return p.compound(kind, start, rec, 0, 0)
}

func (p *Parser) handler() (id ast.ID, star bool) {
	start, typ, name := p.start(), ast.ID(0), uint32(0)
	p.next()
	star = p.accept(token.Star)
	if p.tok != token.Colon || star {
		several := false
		typ, several = p.exceptions()
		if p.tok == token.As {
			if several {
				p.fail("several exceptions must stand in parentheses before as")
			}
			p.next()
			name = p.name()
		} else if p.tok == token.Comma {
			p.fail("except with a comma is Python 2; use as")
		}
	}
	body := p.block("except")
	return p.compound(ast.ExceptHandler, start, uint32(typ), name, uint32(body)), star
}

// exceptions parses the type of a handler, or several without parentheses.
func (p *Parser) exceptions() (id ast.ID, several bool) {
	start := p.start()
	x := p.expression()
	if p.tok != token.Comma {
		return x, false
	}
	mark := len(p.stack)
	p.push(x)
	for p.accept(token.Comma) && startsExpr[p.tok] {
		p.push(p.expression())
	}
	return p.node(ast.Tuple, ast.Load, start, uint32(p.list(mark)), 0, 0), true
}

// with parses a with statement. Parentheses around the items look like those of an
// expression until their end: they are tried as items first, as CPython does.
func (p *Parser) with(start uint32, kind ast.Kind) ast.ID {
	p.next()
	mark := len(p.stack)
	if p.tok != token.LParen || !p.parenItems(mark) {
		for {
			p.withItem()
			if !p.accept(token.Comma) {
				break
			}
		}
	}
	items := p.list(mark)
	body := p.block("the items of with")
	return p.compound(kind, start, uint32(items), uint32(body), 0)
}

// parenItems tries "( items ) :" and leaves everything as it was if that fails.
func (p *Parser) parenItems(mark int) bool {
	if !p.colonAfterParen() {
		return false
	}
	from, nodes, extra, pieces := p.pos, len(p.tree.Nodes), len(p.tree.Extra), len(p.pieces)
	keywords, depth, links := len(p.keywords), p.depth, p.links
	p.quiet++
	p.next()
	for {
		p.withItem()
		if !p.accept(token.Comma) || p.tok == token.RParen {
			break
		}
	}
	p.expect(token.RParen)
	ok := !p.bad && p.tok == token.Colon
	p.quiet--
	if ok {
		return true
	}
	p.bad = false
	p.tree.Nodes, p.tree.Extra = p.tree.Nodes[:nodes], p.tree.Extra[:extra]
	p.stack, p.keywords, p.pieces = p.stack[:mark], p.keywords[:keywords], p.pieces[:pieces]
	p.depth, p.links = depth, links
	p.advanceTo(from)
	return false
}

// colonAfterParen reports whether ":" follows the bracket that closes this one.
func (p *Parser) colonAfterParen() bool {
	depth := 0
	for i := p.pos; ; i++ {
		switch p.toks[i].Kind {
		case token.LParen, token.LBracket, token.LBrace:
			depth++
		case token.RParen, token.RBracket, token.RBrace:
			if depth--; depth == 0 {
				return p.toks[i+1].Kind == token.Colon
			}
		case token.Newline, token.EOF:
			return false
		}
	}
}

func (p *Parser) withItem() {
	start := p.start()
	context, vars := p.expression(), ast.ID(0)
	if p.accept(token.As) {
		vars = p.starTarget()
	}
	p.push(p.node(ast.WithItem, 0, start, uint32(context), uint32(vars), 0))
}
