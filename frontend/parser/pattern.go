package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// matchFollows reports whether a line that begins with the name match is a match
// statement: an expression follows, and the line ends in ":" above an indented case.
func (p *Parser) matchFollows() bool {
	if !startsExpr[p.peek()] {
		return false
	}
	i := p.pos + 1
	for p.toks[i].Kind != token.Newline && p.toks[i].Kind != token.EOF {
		i++
	}
	return p.toks[i-1].Kind == token.Colon && p.toks[i].Kind == token.Newline &&
		p.toks[i+1].Kind == token.Indent && string(p.textAt(i+2)) == "case"
}

func (p *Parser) matchStmt() ast.ID {
	start := p.start()
	p.next()
	subjectStart := p.start()
	subject := p.starNamed()
	if p.tok == token.Comma {
		elts := p.elements(subject, token.Colon)
		subject = p.node(ast.Tuple, ast.Load, subjectStart, uint32(elts), 0, 0)
	} else {
		p.noStar(subject)
	}
	p.expect(token.Colon)
	p.expect(token.Newline)
	p.expect(token.Indent)
	mark := len(p.stack)
	for p.tok != token.Dedent && p.tok != token.EOF {
		p.caseBlock()
	}
	p.accept(token.Dedent)
	return p.compound(ast.Match, start, uint32(subject), uint32(p.list(mark)), 0)
}

// caseBlock parses and pushes one case. A broken one is dropped, so that the
// others are kept.
func (p *Parser) caseBlock() {
	from, nodes, extra := p.pos, len(p.tree.Nodes), len(p.tree.Extra)
	stack, keywords, depth := len(p.stack), len(p.keywords), p.depth
	start := p.start()
	if !p.isWord("case") {
		p.fail("expected case")
	} else {
		p.next()
	}
	pattern, guard := p.patterns(), ast.ID(0)
	if p.accept(token.If) {
		guard = p.namedExpr()
	}
	body := p.block("the pattern")
	if !p.bad {
		p.push(p.compound(ast.MatchCase, start, uint32(pattern), uint32(guard), uint32(body)))
		return
	}
	p.bad = false
	p.depth = depth
	p.tree.Nodes, p.tree.Extra = p.tree.Nodes[:nodes], p.tree.Extra[:extra]
	p.stack, p.keywords, p.pieces = p.stack[:stack], p.keywords[:keywords], p.pieces[:0]
	p.recover(from)
}

// patterns parses the pattern of a case, which may be a sequence without brackets.
func (p *Parser) patterns() ast.ID {
	start := p.start()
	starred := p.tok == token.Star
	x := p.maybeStarPattern()
	if p.tok != token.Comma {
		if starred && !p.bad {
			p.fail("a starred pattern must stand in a sequence")
		}
		return x
	}
	list := p.sequence(x, token.Colon)
	return p.node(ast.MatchSequence, 0, start, uint32(list), 0, 0)
}

// sequence parses the rest of a sequence pattern after its first element.
func (p *Parser) sequence(first ast.ID, end token.Kind) ast.List {
	mark := len(p.stack)
	p.push(first)
	for p.accept(token.Comma) && p.tok != end && p.tok != token.If && !p.bad {
		p.push(p.maybeStarPattern())
	}
	return p.list(mark)
}

func (p *Parser) maybeStarPattern() ast.ID {
	if p.tok != token.Star {
		return p.pattern()
	}
	start := p.start()
	p.next()
	sym := uint32(0)
	if p.isWord("_") {
		p.next()
	} else {
		sym = p.name()
	}
	return p.node(ast.MatchStar, 0, start, sym, 0, 0)
}

// pattern parses alternatives and "as name".
func (p *Parser) pattern() ast.ID {
	start := p.start()
	x := p.closedPattern()
	if p.tok == token.Pipe {
		mark := len(p.stack)
		p.push(x)
		for p.accept(token.Pipe) {
			p.push(p.closedPattern())
		}
		x = p.node(ast.MatchOr, 0, start, uint32(p.list(mark)), 0, 0)
	}
	if !p.accept(token.As) {
		return x
	}
	sym := p.capture()
	return p.node(ast.MatchAs, 0, start, uint32(x), sym, 0)
}

// capture parses a name that a pattern binds, which "_" is not.
func (p *Parser) capture() uint32 {
	if p.isWord("_") {
		p.fail("_ cannot be bound by a pattern")
		return 0
	}
	sym := p.name()
	switch p.tok {
	case token.Dot, token.LParen, token.Equal:
		p.fail("a pattern can only bind a plain name")
	}
	return sym
}

func (p *Parser) closedPattern() ast.ID {
	start := p.start()
	switch p.tok {
	case token.Name:
		return p.namePattern()
	case token.Number, token.Minus:
		x := p.signedNumber()
		return p.node(ast.MatchValue, 0, start, uint32(x), 0, 0)
	case token.String, token.FStart:
		x := p.strings()
		return p.node(ast.MatchValue, 0, start, uint32(x), 0, 0)
	case token.None, token.True, token.False:
		op := ast.ConstNone
		switch p.tok {
		case token.True:
			op = ast.ConstTrue
		case token.False:
			op = ast.ConstFalse
		}
		p.next()
		return p.node(ast.MatchSingleton, op, start, 0, 0, 0)
	case token.LParen:
		return p.groupPattern()
	case token.LBracket:
		p.next()
		list := ast.List(0)
		if p.tok != token.RBracket {
			list = p.sequence(p.maybeStarPattern(), token.RBracket)
		}
		p.expect(token.RBracket)
		return p.node(ast.MatchSequence, 0, start, uint32(list), 0, 0)
	case token.LBrace:
		return p.mappingPattern()
	}
	p.fail("expected pattern before %s", p.tok)
	return 0
}

// namePattern parses what begins with a name: a capture, the wildcard, a value or
// a class pattern.
func (p *Parser) namePattern() ast.ID {
	start := p.start()
	switch p.peek() {
	case token.Dot, token.LParen:
		x := p.dottedName()
		if p.tok == token.LParen {
			return p.classPattern(start, x)
		}
		if p.tok == token.Equal {
			p.fail("unexpected = in a pattern")
		}
		return p.node(ast.MatchValue, 0, start, uint32(x), 0, 0)
	}
	sym := uint32(0)
	if p.isWord("_") {
		p.next()
	} else {
		sym = p.capture()
	}
	return p.node(ast.MatchAs, 0, start, 0, sym, 0)
}

// dottedName parses a name or a chain of attributes.
func (p *Parser) dottedName() ast.ID {
	start := p.start()
	sym := p.name()
	x := p.node(ast.Name, ast.Load, start, sym, 0, 0)
	for links := 0; p.accept(token.Dot); links++ {
		attr := p.name()
		x = p.node(ast.Attribute, ast.Load, start, uint32(x), attr, 0)
		p.link(links)
	}
	return x
}

// signedNumber parses a number, a negative one, or a complex one as a sum.
func (p *Parser) signedNumber() ast.ID {
	start := p.start()
	negative := p.accept(token.Minus)
	if p.tok != token.Number {
		p.fail("expected number")
		return 0
	}
	real := p.toks[p.pos].Flags&token.Imaginary == 0
	x := p.number()
	if negative {
		x = p.node(ast.UnaryOp, ast.USub, start, uint32(x), 0, 0)
	}
	if p.tok != token.Plus && p.tok != token.Minus {
		return x
	}
	op := binary[p.tok].op
	p.next()
	if !real || p.tok != token.Number || p.toks[p.pos].Flags&token.Imaginary == 0 {
		p.fail("a sum in a pattern must be a real and an imaginary number")
		return 0
	}
	y := p.number()
	return p.node(ast.BinOp, op, start, uint32(x), uint32(y), 0)
}

// groupPattern parses a pattern in parentheses or a sequence in them.
func (p *Parser) groupPattern() ast.ID {
	start := p.start()
	p.next()
	if p.accept(token.RParen) {
		return p.node(ast.MatchSequence, 0, start, 0, 0, 0)
	}
	starred := p.tok == token.Star
	x := p.maybeStarPattern()
	if p.tok != token.Comma {
		if starred {
			p.fail("a starred pattern must stand in a sequence")
		}
		p.expect(token.RParen)
		return x
	}
	list := p.sequence(x, token.RParen)
	p.expect(token.RParen)
	return p.node(ast.MatchSequence, 0, start, uint32(list), 0, 0)
}

// mappingPattern parses {key: pattern, **rest}. Patterns gather on p.keywords.
func (p *Parser) mappingPattern() ast.ID {
	start, rest := p.start(), uint32(0)
	mark, patterns := len(p.stack), len(p.keywords)
	p.next()
	for p.tok != token.RBrace && !p.bad {
		if p.accept(token.DoubleStar) {
			rest = p.capture()
			p.accept(token.Comma)
			break
		}
		p.push(p.key())
		p.expect(token.Colon)
		x := p.pattern()
		p.keywords = append(p.keywords, uint32(x))
		if !p.accept(token.Comma) {
			break
		}
	}
	p.expect(token.RBrace)
	list := p.store(p.keywords[patterns:])
	p.keywords = p.keywords[:patterns]
	return p.node(ast.MatchMapping, 0, start, uint32(p.list(mark)), uint32(list), rest)
}

// key parses a key of a mapping pattern: a literal or a dotted name.
func (p *Parser) key() ast.ID {
	switch p.tok {
	case token.Number, token.Minus:
		return p.signedNumber()
	case token.String, token.FStart:
		return p.strings()
	case token.None, token.True, token.False:
		return p.atom()
	case token.Name:
		if p.peek() == token.Dot {
			return p.dottedName()
		}
	}
	p.fail("a key in a pattern must be a literal or a dotted name")
	return 0
}

// classPattern parses the arguments of a class pattern. Attribute names and their
// patterns gather on p.keywords in pairs.
func (p *Parser) classPattern(start uint32, cls ast.ID) ast.ID {
	mark, pairs := len(p.stack), len(p.keywords)
	p.next()
	for p.tok != token.RParen && !p.bad {
		if p.tok == token.Name && p.peek() == token.Equal {
			sym := p.name()
			p.next()
			x := p.pattern()
			p.keywords = append(p.keywords, sym, uint32(x))
		} else {
			if len(p.keywords) > pairs {
				p.fail("a positional pattern cannot follow a keyword pattern")
			}
			p.push(p.pattern())
		}
		if !p.accept(token.Comma) {
			break
		}
	}
	p.expect(token.RParen)
	patterns := p.list(mark)
	for i := pairs; i < len(p.keywords); i += 2 {
		p.stack = append(p.stack, p.keywords[i])
	}
	attrs := p.list(mark)
	for i := pairs + 1; i < len(p.keywords); i += 2 {
		p.stack = append(p.stack, p.keywords[i])
	}
	rec := p.record(uint32(attrs), uint32(p.list(mark)))
	p.keywords = p.keywords[:pairs]
	return p.node(ast.MatchClass, 0, start, uint32(cls), uint32(patterns), rec)
}
