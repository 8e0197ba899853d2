package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

func (p *Parser) decorated() ast.ID {
	mark := len(p.stack)
	for p.accept(token.At) {
		p.push(p.namedExpr())
		p.expect(token.Newline)
	}
	decorators := p.list(mark)
	start := p.start()
	switch p.tok {
	case token.Class:
		return p.class(decorators)
	case token.Def:
		return p.def(start, ast.FunctionDef, decorators)
	case token.Async:
		p.next()
		if p.tok == token.Def {
			return p.def(start, ast.AsyncFunctionDef, decorators)
		}
	}
	p.failAt(max(p.pos-1, 0), "expected a function or a class after the decorator")
	return 0
}

func (p *Parser) def(start uint32, kind ast.Kind, decorators ast.List) ast.ID {
	p.next()
	name := p.name()
	typeParams := p.typeParams()
	p.expect(token.LParen)
	args := p.params(token.RParen)
	p.expect(token.RParen)
	returns := ast.ID(0)
	if p.accept(token.Arrow) {
		returns = p.expression()
	}
	body := p.block("the function head")
	rec := p.record(uint32(args), uint32(returns), uint32(body), uint32(decorators), uint32(typeParams))
	return p.compound(kind, start, name, rec, 0)
}

func (p *Parser) class(decorators ast.List) ast.ID {
	start := p.start()
	p.next()
	name := p.name()
	typeParams := p.typeParams()
	bases, keywords := ast.List(0), ast.List(0)
	if p.accept(token.LParen) {
		bases, keywords = p.arguments()
		p.expect(token.RParen)
	}
	body := p.block("the class head")
	rec := p.record(uint32(bases), uint32(keywords), uint32(body), uint32(decorators), uint32(typeParams))
	return p.compound(ast.ClassDef, start, name, rec, 0)
}

// typeParams parses [T: bound = default, *Ts, **P], if it is there.
func (p *Parser) typeParams() ast.List {
	if !p.accept(token.LBracket) {
		return 0
	}
	mark := len(p.stack)
	for {
		p.push(p.typeParam())
		if !p.accept(token.Comma) || p.tok == token.RBracket {
			break
		}
	}
	p.expect(token.RBracket)
	return p.list(mark)
}

func (p *Parser) typeParam() ast.ID {
	start, kind := p.start(), ast.TypeVar
	switch p.tok {
	case token.Star:
		kind = ast.TypeVarTuple
		p.next()
	case token.DoubleStar:
		kind = ast.ParamSpec
		p.next()
	}
	name := p.name()
	bound, value := ast.ID(0), ast.ID(0)
	if kind == ast.TypeVar && p.accept(token.Colon) {
		bound = p.expression()
	}
	if p.accept(token.Equal) {
		if kind == ast.TypeVarTuple {
			value = p.starExpr()
		} else {
			value = p.expression()
		}
	}
	return p.node(kind, 0, start, name, uint32(bound), uint32(value))
}

// paramState is what was seen of a parameter list so far.
type paramState struct {
	fields               [7]uint32 // of the Arguments record
	positional, defaults int       // marks on p.stack and p.keywords
	star, slash, double  bool
	starAt               int // token of a bare "*" that still needs a name, or -1
}

// params parses the parameters of a function, or of a lambda if end is Colon.
// Positional parameters gather on p.stack, their defaults on p.keywords; those of
// keyword-only parameters too, once the former are stored.
func (p *Parser) params(end token.Kind) ast.ID {
	start := p.start()
	s := paramState{positional: len(p.stack), defaults: len(p.keywords), starAt: -1}
	for p.tok != end && !p.bad {
		p.param(&s, end)
		if p.tok != end {
			if p.tok != token.Comma {
				p.fail("expected parameter or %s", end)
			} else {
				p.next()
			}
		}
	}
	if s.starAt >= 0 {
		p.failAt(s.starAt, "expected a parameter after *")
	}
	p.endPositional(&s)
	if s.star {
		s.fields[ast.ArgsKwOnly] = uint32(p.list(s.positional))
		s.fields[ast.ArgsKwDefaults] = uint32(p.store(p.keywords[s.defaults:]))
	}
	p.keywords = p.keywords[:s.defaults]
	from := len(p.tree.Extra)
	p.tree.Extra = append(p.tree.Extra, s.fields[:]...)
	id := p.node(ast.Arguments, 0, start, uint32(from), 0, 0)
	if n := p.tree.Node(id); n.End < start {
		n.End = start // there are no parameters, and the token before is no part of them
	}
	return id
}

// endPositional stores the parameters before "*".
func (p *Parser) endPositional(s *paramState) {
	if s.star {
		return
	}
	s.fields[ast.ArgsArgs] = uint32(p.list(s.positional))
	s.fields[ast.ArgsDefaults] = uint32(p.store(p.keywords[s.defaults:]))
	p.keywords = p.keywords[:s.defaults]
}

func (p *Parser) param(s *paramState, end token.Kind) {
	if s.double {
		p.fail("no parameter may follow **")
		return
	}
	annotated := end == token.RParen
	switch p.tok {
	case token.Name:
		p.plainParam(s, annotated)
	case token.Slash:
		switch {
		case s.slash:
			p.fail("/ may stand only once")
		case s.star:
			p.fail("/ must stand before *")
		case len(p.stack) == s.positional:
			p.fail("expected a parameter before /")
		}
		s.slash = true
		s.fields[ast.ArgsPosOnly] = uint32(p.list(s.positional))
		if !p.bad {
			p.next()
		}
	case token.Star:
		p.starParam(s, annotated)
	case token.DoubleStar:
		p.next()
		if s.starAt >= 0 {
			p.failAt(s.starAt, "expected a parameter after *")
		}
		s.double = true
		s.fields[ast.ArgsKwArg] = uint32(p.arg(annotated, false))
	default:
		if p.tok == token.LParen {
			p.fail("expected parameter or %s; tuple parameters are Python 2", end)
		}
		p.fail("expected parameter or %s", end)
	}
}

func (p *Parser) plainParam(s *paramState, annotated bool) {
	s.starAt = -1
	at := p.pos
	p.push(p.arg(annotated, false))
	switch {
	case p.accept(token.Equal):
		p.keywords = append(p.keywords, uint32(p.expression()))
	case s.star:
		p.keywords = append(p.keywords, 0)
	case len(p.keywords) > s.defaults:
		p.failAt(at, "a parameter without a default follows one with a default")
	}
}

func (p *Parser) starParam(s *paramState, annotated bool) {
	at := p.pos
	if s.star {
		p.fail("* may stand only once")
		return
	}
	p.endPositional(s)
	s.star = true
	p.next()
	if p.tok == token.Name {
		s.fields[ast.ArgsVarArg] = uint32(p.arg(annotated, true))
	} else {
		s.starAt = at
	}
}

// arg parses a parameter's name and annotation; only *args may have a starred one.
func (p *Parser) arg(annotated, starred bool) ast.ID {
	start, annotation := p.start(), ast.ID(0)
	name := p.name()
	if annotated && p.accept(token.Colon) {
		if starred && p.tok == token.Star {
			annotation = p.starredExpr()
		} else {
			annotation = p.expression()
		}
	}
	return p.node(ast.Arg, 0, start, name, uint32(annotation), 0)
}
