package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// primary parses an atom and the attributes, subscripts and calls behind it.
func (p *Parser) primary() ast.ID {
	start := p.start()
	x := p.atom()
	for links := 0; ; links++ {
		switch p.tok {
		case token.Dot:
			p.next()
			attr := p.name()
			x = p.node(ast.Attribute, ast.Load, start, uint32(x), attr, 0)
		case token.LParen:
			x = p.call(start, x)
		case token.LBracket:
			p.next()
			index := p.slices()
			p.expect(token.RBracket)
			x = p.node(ast.Subscript, ast.Load, start, uint32(x), uint32(index), 0)
		default:
			return x
		}
		p.link(links)
	}
}

func (p *Parser) atom() ast.ID {
	start := p.start()
	op := ast.NoOp
	switch p.tok {
	case token.Name:
		sym := p.toks[p.pos].Sym
		p.next()
		return p.node(ast.Name, ast.Load, start, sym, 0, 0)
	case token.Number:
		return p.number()
	case token.String, token.FStart:
		return p.strings()
	case token.LParen:
		return p.paren()
	case token.LBracket:
		return p.bracket()
	case token.LBrace:
		return p.brace()
	case token.None:
		op = ast.ConstNone
	case token.True:
		op = ast.ConstTrue
	case token.False:
		op = ast.ConstFalse
	case token.Ellipsis:
		op = ast.ConstEllipsis
	default:
		p.noAtom()
		return 0
	}
	p.next()
	return p.node(ast.Constant, op, start, 0, 0, 0)
}

func (p *Parser) noAtom() {
	switch p.tok {
	case token.Newline, token.EOF:
		p.fail("expected expression before the end of the line")
	case token.Yield:
		p.fail("a yield expression needs parentheses here")
	case token.Star:
		p.fail("a starred expression cannot stand here")
	default:
		p.fail("expected expression before %s", p.tok)
	}
}

// maxDigits is how many decimal digits CPython converts to an int.
const maxDigits = 4300

func (p *Parser) number() ast.ID {
	t := &p.toks[p.pos]
	op := ast.ConstInt
	switch {
	case t.Flags&token.Imaginary != 0:
		op = ast.ConstComplex
	case t.Flags&token.Float != 0:
		op = ast.ConstFloat
	case t.End-t.Start > maxDigits && p.tooLong(p.text()):
		p.fail("the number has more than %d digits; write it in hexadecimal", maxDigits)
		return 0
	}
	p.next()
	return p.node(ast.Constant, op, t.Start, 0, 0, 0)
}

func (p *Parser) tooLong(text []byte) bool {
	if text[1]|0x20 > '9'|0x20 && text[1] != '_' {
		return false // 0x, 0o, 0b: no conversion from decimal
	}
	digits := 0
	for _, c := range text {
		if c != '_' {
			digits++
		}
	}
	return digits > maxDigits
}

// paren parses a tuple, a generator expression or an expression in parentheses.
func (p *Parser) paren() ast.ID {
	start := p.start()
	p.next()
	switch p.tok {
	case token.RParen:
		p.next()
		return p.node(ast.Tuple, ast.Load, start, 0, 0, 0)
	case token.Yield:
		x := p.yield()
		p.expect(token.RParen)
		return p.parenthesized(x)
	}
	x := p.starNamed()
	switch p.tok {
	case token.Comma:
		elts := p.elements(x, token.RParen)
		p.expect(token.RParen)
		return p.node(ast.Tuple, ast.Load, start, uint32(elts), 0, 0)
	case token.For, token.Async:
		p.noStar(x)
		generators := p.comprehensions()
		p.expect(token.RParen)
		return p.node(ast.GeneratorExp, 0, start, uint32(x), uint32(generators), 0)
	}
	p.noStar(x)
	p.expect(token.RParen)
	return p.parenthesized(x)
}

func (p *Parser) parenthesized(x ast.ID) ast.ID {
	p.tree.Nodes[x].Flags |= ast.FlagParen
	return x
}

// noStar rejects a starred expression that is no element of a display.
func (p *Parser) noStar(x ast.ID) {
	if !p.bad && p.tree.Kind(x) == ast.Starred {
		p.failNode(p.tree.Node(x), "a starred expression cannot stand here")
	}
}

// elements parses the rest of a display after its first element.
func (p *Parser) elements(first ast.ID, end token.Kind) ast.List {
	mark := len(p.stack)
	p.push(first)
	for p.accept(token.Comma) && p.tok != end && !p.bad {
		p.push(p.starNamed())
	}
	return p.list(mark)
}

// bracket parses a list or a list comprehension.
func (p *Parser) bracket() ast.ID {
	start := p.start()
	p.next()
	if p.accept(token.RBracket) {
		return p.node(ast.ListExpr, ast.Load, start, 0, 0, 0)
	}
	x := p.starNamed()
	if p.tok == token.For || p.tok == token.Async {
		p.noStar(x)
		generators := p.comprehensions()
		p.expect(token.RBracket)
		return p.node(ast.ListComp, 0, start, uint32(x), uint32(generators), 0)
	}
	elts := p.elements(x, token.RBracket)
	p.expect(token.RBracket)
	return p.node(ast.ListExpr, ast.Load, start, uint32(elts), 0, 0)
}

// brace parses a dictionary, a set or a comprehension of either.
func (p *Parser) brace() ast.ID {
	start := p.start()
	p.next()
	if p.accept(token.RBrace) {
		return p.node(ast.Dict, 0, start, 0, 0, 0)
	}
	if p.tok == token.DoubleStar {
		return p.dict(start, 0)
	}
	x := p.starNamed()
	switch p.tok {
	case token.Colon:
		if k := p.tree.Node(x); (k.Kind == ast.NamedExpr || k.Kind == ast.Starred) && k.Flags&ast.FlagParen == 0 {
			p.fail("unexpected : in a set")
		}
		return p.dict(start, x)
	case token.For, token.Async:
		p.noStar(x)
		generators := p.comprehensions()
		p.expect(token.RBrace)
		return p.node(ast.SetComp, 0, start, uint32(x), uint32(generators), 0)
	}
	elts := p.elements(x, token.RBrace)
	p.expect(token.RBrace)
	return p.node(ast.Set, 0, start, uint32(elts), 0, 0)
}

// dict parses a dictionary from behind its first key, or from "**" if key is 0.
// Keys gather on p.stack and values on p.keywords.
func (p *Parser) dict(start uint32, key ast.ID) ast.ID {
	mark, values := len(p.stack), len(p.keywords)
	for first := true; ; first = false {
		switch {
		case key == 0 && p.accept(token.DoubleStar):
			p.stack = append(p.stack, 0)
			p.keywords = append(p.keywords, uint32(p.operation(precBitOr)))
		default:
			if key == 0 {
				key = p.expression()
			}
			p.expect(token.Colon)
			value := p.expression()
			if first && (p.tok == token.For || p.tok == token.Async) {
				generators := p.comprehensions()
				p.expect(token.RBrace)
				return p.node(ast.DictComp, 0, start, uint32(key), uint32(value), uint32(generators))
			}
			p.push(key)
			p.keywords = append(p.keywords, uint32(value))
		}
		key = 0
		if !p.accept(token.Comma) || p.tok == token.RBrace {
			break
		}
	}
	p.expect(token.RBrace)
	valueList := p.store(p.keywords[values:])
	p.keywords = p.keywords[:values]
	return p.node(ast.Dict, 0, start, uint32(p.list(mark)), uint32(valueList), 0)
}

// comprehensions parses the for clauses of a comprehension.
func (p *Parser) comprehensions() ast.List {
	mark := len(p.stack)
	for p.tok == token.For || p.tok == token.Async {
		start, flags := p.start(), uint16(0)
		if p.accept(token.Async) {
			flags = ast.FlagAsync
		}
		p.expect(token.For)
		target := p.starTargets()
		p.expect(token.In)
		iter := p.operation(precOr)
		ifs := len(p.stack)
		for p.accept(token.If) {
			p.push(p.operation(precOr))
		}
		conditions := p.list(ifs)
		id := p.node(ast.Comprehension, 0, start, uint32(target), uint32(iter), uint32(conditions))
		p.tree.Nodes[id].Flags = flags
		p.push(id)
	}
	return p.list(mark)
}
