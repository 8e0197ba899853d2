package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// parseStatement parses one compound statement or one line of simple ones.
func (p *Parser) parseStatement() {
	switch p.tok {
	case token.If:
		p.push(p.ifStmt())
	case token.For, token.While, token.Try, token.With, token.Def, token.Class, token.At, token.Async:
		p.push(p.compoundStmt())
	case token.Indent:
		p.unexpectedIndent()
	case token.Name:
		if p.isWord("match") && p.matchFollows() {
			p.push(p.matchStmt())
			return
		}
		p.simpleLine()
	default:
		p.simpleLine()
	}
}

// simpleLine parses statements separated by semicolons up to the end of the line.
func (p *Parser) simpleLine() {
	for {
		first := p.pos
		p.push(p.simple())
		if p.tok == token.Newline {
			p.next()
			return
		}
		if p.tok != token.Semi {
			p.afterExpression(first)
			return
		}
		p.next()
		if p.accept(token.Newline) {
			return
		}
	}
}

func (p *Parser) simple() ast.ID {
	start := p.start()
	switch p.tok {
	case token.Return:
		return p.optional(ast.Return)
	case token.Import:
		return p.importStmt()
	case token.From:
		return p.fromStmt()
	case token.Pass, token.Break, token.Continue:
		kind := ast.Pass
		switch p.tok {
		case token.Break:
			kind = ast.Break
		case token.Continue:
			kind = ast.Continue
		}
		p.next()
		return p.node(kind, 0, start, 0, 0, 0)
	case token.Raise:
		return p.raise()
	case token.Assert:
		p.next()
		test, msg := p.expression(), ast.ID(0)
		if p.accept(token.Comma) {
			msg = p.expression()
		}
		return p.node(ast.Assert, 0, start, uint32(test), uint32(msg), 0)
	case token.Del:
		return p.del()
	case token.Global:
		return p.names(ast.Global)
	case token.Nonlocal:
		return p.names(ast.Nonlocal)
	case token.Name:
		if p.peek() == token.Name && p.isWord("type") {
			return p.typeAlias()
		}
	}
	return p.exprStmt()
}

// optional parses a keyword that may be followed by expressions.
func (p *Parser) optional(kind ast.Kind) ast.ID {
	start, value := p.start(), ast.ID(0)
	p.next()
	if startsExpr[p.tok] {
		value = p.starExprs()
	}
	return p.node(kind, 0, start, uint32(value), 0, 0)
}

func (p *Parser) raise() ast.ID {
	start := p.start()
	p.next()
	exc, cause := ast.ID(0), ast.ID(0)
	if startsExpr[p.tok] && p.tok != token.Star {
		exc = p.expression()
		if p.accept(token.From) {
			cause = p.expression()
		} else if p.tok == token.Comma {
			p.fail("raise with a comma is Python 2; use raise Error(value)")
		}
	}
	return p.node(ast.Raise, 0, start, uint32(exc), uint32(cause), 0)
}

func (p *Parser) del() ast.ID {
	start, mark := p.start(), len(p.stack)
	p.next()
	for {
		x := p.primary()
		p.target(x, ast.Del)
		p.push(x)
		if !p.accept(token.Comma) || !startsExpr[p.tok] {
			break
		}
	}
	if p.tok != token.Newline && p.tok != token.Semi {
		p.fail("expected end of line")
	}
	return p.node(ast.Delete, 0, start, uint32(p.list(mark)), 0, 0)
}

// names parses global and nonlocal.
func (p *Parser) names(kind ast.Kind) ast.ID {
	start, mark := p.start(), len(p.stack)
	p.next()
	for {
		p.stack = append(p.stack, p.name())
		if !p.accept(token.Comma) {
			break
		}
	}
	return p.node(kind, 0, start, uint32(p.list(mark)), 0, 0)
}

// name consumes an identifier and returns its symbol.
func (p *Parser) name() uint32 {
	if p.tok != token.Name {
		if p.tok.IsKeyword() {
			p.fail("expected name; %s is a reserved word", p.tok)
		} else {
			p.fail("expected name")
		}
		return 0
	}
	sym := p.toks[p.pos].Sym
	p.next()
	return sym
}

func (p *Parser) typeAlias() ast.ID {
	start := p.start()
	p.next()
	nameStart := p.start()
	sym := p.name()
	name := p.node(ast.Name, ast.Store, nameStart, sym, 0, 0)
	params := p.typeParams()
	p.expect(token.Equal)
	value := p.expression()
	return p.node(ast.TypeAlias, 0, start, uint32(name), uint32(params), uint32(value))
}

// exprStmt parses an expression, an assignment or an annotation.
func (p *Parser) exprStmt() ast.ID {
	start := p.start()
	x := p.starExprsOrYield()
	switch {
	case p.tok == token.Newline:
		return p.node(ast.Expr, 0, start, uint32(x), 0, 0)
	case p.tok == token.Equal:
		return p.assign(start, x)
	case p.tok >= token.PlusEqual && p.tok <= token.CaretEqual:
		return p.augAssign(start, x)
	case p.tok == token.Colon:
		return p.annAssign(start, x)
	}
	return p.node(ast.Expr, 0, start, uint32(x), 0, 0)
}

func (p *Parser) assign(start uint32, x ast.ID) ast.ID {
	mark := len(p.stack)
	for p.tok == token.Equal {
		p.target(x, ast.Store)
		p.push(x)
		if p.bad {
			break
		}
		p.next()
		x = p.starExprsOrYield()
	}
	return p.node(ast.Assign, 0, start, uint32(p.list(mark)), uint32(x), 0)
}

func (p *Parser) augAssign(start uint32, x ast.ID) ast.ID {
	op := binary[p.tok-token.PlusEqual+token.Plus].op
	p.singleTarget(x)
	if !p.bad {
		p.next()
	}
	value := p.starExprsOrYield()
	return p.node(ast.AugAssign, op, start, uint32(x), uint32(value), 0)
}

func (p *Parser) annAssign(start uint32, x ast.ID) ast.ID {
	p.singleTarget(x)
	if p.bad {
		return 0
	}
	n := p.tree.Node(x)
	var flags uint16
	if n.Kind == ast.Name && n.Flags&ast.FlagParen == 0 {
		flags = ast.FlagSimple
	}
	p.next()
	annotation, value := p.expression(), ast.ID(0)
	if p.accept(token.Equal) {
		value = p.starExprsOrYield()
	}
	id := p.node(ast.AnnAssign, 0, start, uint32(x), uint32(annotation), uint32(value))
	p.tree.Nodes[id].Flags = flags
	return id
}
