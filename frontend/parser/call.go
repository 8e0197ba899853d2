package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// call parses the arguments of a call. A generator expression that is the only
// argument needs no parentheses of its own and takes those of the call.
func (p *Parser) call(start uint32, fn ast.ID) ast.ID {
	paren := p.start()
	p.next()
	if p.accept(token.RParen) {
		return p.node(ast.Call, 0, start, uint32(fn), 0, 0)
	}
	mark, keywords := len(p.stack), len(p.keywords)
	p.argument(false, false)
	if p.tok == token.For || p.tok == token.Async {
		if len(p.stack) == mark || len(p.keywords) > keywords {
			p.fail("a generator expression needs parentheses here")
			return 0
		}
		x := ast.ID(p.stack[mark])
		p.noStar(x)
		p.stack = p.stack[:mark]
		generators := p.comprehensions()
		p.expect(token.RParen)
		x = p.node(ast.GeneratorExp, 0, paren, uint32(x), uint32(generators), 0)
		p.push(x)
		return p.node(ast.Call, 0, start, uint32(fn), uint32(p.list(mark)), 0)
	}
	args, kws := p.moreArguments(mark, keywords)
	p.expect(token.RParen)
	return p.node(ast.Call, 0, start, uint32(fn), uint32(args), uint32(kws))
}

// arguments parses the arguments of a class definition, up to ")".
func (p *Parser) arguments() (args, keywords ast.List) {
	if p.tok == token.RParen {
		return 0, 0
	}
	mark, kws := len(p.stack), len(p.keywords)
	p.argument(false, false)
	return p.moreArguments(mark, kws)
}

// moreArguments parses what follows the first argument.
func (p *Parser) moreArguments(mark, kws int) (args, keywords ast.List) {
	named, double := len(p.keywords) > kws, p.lastIsDouble(kws)
	for p.accept(token.Comma) && p.tok != token.RParen && !p.bad {
		n := len(p.keywords)
		p.argument(named, double)
		if len(p.keywords) > n {
			named, double = true, double || p.lastIsDouble(n)
		}
	}
	if p.tok == token.For || p.tok == token.Async {
		p.fail("a generator expression needs parentheses here")
	}
	keywords = p.store(p.keywords[kws:])
	p.keywords = p.keywords[:kws]
	return p.list(mark), keywords
}

// lastIsDouble reports whether the last keyword, if one was pushed since mark, is
// an unpacked mapping.
func (p *Parser) lastIsDouble(mark int) bool {
	n := len(p.keywords)
	return !p.bad && n > mark && p.tree.Node(ast.ID(p.keywords[n-1])).A == 0
}

// argument parses one argument. named and double say that a keyword, or an
// unpacked mapping, stands before it, which restricts what it may be.
func (p *Parser) argument(named, double bool) {
	start := p.start()
	switch {
	case p.tok == token.DoubleStar:
		p.next()
		x := p.expression()
		p.keywords = append(p.keywords, uint32(p.node(ast.Keyword, 0, start, 0, uint32(x), 0)))
	case p.tok == token.Star:
		if double {
			p.fail("*args cannot follow **kwargs")
			return
		}
		p.push(p.starredExpr())
	case p.tok == token.Name && p.peek() == token.Equal:
		sym := p.name()
		p.next()
		x := p.expression()
		p.keywords = append(p.keywords, uint32(p.node(ast.Keyword, 0, start, sym, uint32(x), 0)))
	default:
		at := p.pos
		p.push(p.namedExpr())
		if p.tok == token.Equal {
			p.fail("a keyword argument needs a plain name before =")
		} else if named && !p.bad && p.tok != token.For && p.tok != token.Async {
			p.failAt(at, "a positional argument cannot follow a keyword argument")
		}
	}
}

// slices parses the inside of a subscript.
func (p *Parser) slices() ast.ID {
	start := p.start()
	starred := p.tok == token.Star
	x := p.slice()
	if p.tok != token.Comma && !starred {
		return x
	}
	mark := len(p.stack)
	p.push(x)
	for p.accept(token.Comma) && p.tok != token.RBracket && !p.bad {
		p.push(p.slice())
	}
	return p.node(ast.Tuple, ast.Load, start, uint32(p.list(mark)), 0, 0)
}

// slice parses one element of a subscript: a slice, an expression, or a starred one.
func (p *Parser) slice() ast.ID {
	start, lower := p.start(), ast.ID(0)
	if p.tok == token.Star {
		return p.starredExpr()
	}
	if p.tok != token.Colon {
		lower = p.namedExpr()
		if p.tok != token.Colon {
			return lower
		}
		if n := p.tree.Node(lower); n.Kind == ast.NamedExpr && n.Flags&ast.FlagParen == 0 {
			p.fail("an assignment expression needs parentheses in a slice")
		}
	}
	p.expect(token.Colon)
	upper, step := p.bound(), ast.ID(0)
	if p.accept(token.Colon) {
		step = p.bound()
	}
	return p.node(ast.Slice, 0, start, uint32(lower), uint32(upper), uint32(step))
}

// bound parses a bound of a slice, which may be absent.
func (p *Parser) bound() ast.ID {
	switch p.tok {
	case token.Colon, token.Comma, token.RBracket:
		return 0
	}
	return p.expression()
}
