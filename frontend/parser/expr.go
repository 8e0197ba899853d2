package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// Precedences of operators, from the loosest.
const (
	precOr = iota + 1
	precAnd
	precNot
	precCompare
	precBitOr
	precXor
	precBitAnd
	precShift
	precSum
	precTerm
	precUnary
	precPower
)

// operator is how a token acts between two operands; prec 0 means not at all.
type operator struct {
	prec uint8
	op   ast.Op
}

var binary = [token.Count]operator{
	token.Or: {precOr, ast.Or}, token.And: {precAnd, ast.And},
	token.EqEqual: {precCompare, ast.Eq}, token.NotEqual: {precCompare, ast.NotEq}, token.LessGreater: {precCompare, ast.NotEq},
	token.Less: {precCompare, ast.Lt}, token.LessEqual: {precCompare, ast.LtE},
	token.Greater: {precCompare, ast.Gt}, token.GreaterEqual: {precCompare, ast.GtE},
	token.In: {precCompare, ast.In}, token.Is: {precCompare, ast.Is}, token.Not: {precCompare, ast.NotIn},
	token.Pipe: {precBitOr, ast.BitOr}, token.Caret: {precXor, ast.BitXor}, token.Amp: {precBitAnd, ast.BitAnd},
	token.Shl: {precShift, ast.LShift}, token.Shr: {precShift, ast.RShift},
	token.Plus: {precSum, ast.Add}, token.Minus: {precSum, ast.Sub},
	token.Star: {precTerm, ast.Mult}, token.Slash: {precTerm, ast.Div}, token.DoubleSlash: {precTerm, ast.FloorDiv},
	token.Percent: {precTerm, ast.Mod}, token.At: {precTerm, ast.MatMult},
	token.DoubleStar: {precPower, ast.Pow},
}

// startsExpr holds the tokens that may begin an expression, a starred one included.
var startsExpr = [token.Count]bool{
	token.Name: true, token.Number: true, token.String: true, token.FStart: true, token.LParen: true,
	token.LBracket: true, token.LBrace: true, token.Ellipsis: true, token.Plus: true, token.Minus: true,
	token.Star: true, token.Tilde: true, token.False: true, token.None: true, token.True: true,
	token.Await: true, token.Lambda: true, token.Not: true, token.Error: true,
}

// expression parses a conditional expression, a lambda or an operation.
func (p *Parser) expression() ast.ID {
	if p.tok == token.Lambda {
		return p.lambda()
	}
	start := p.start()
	x := p.operation(precOr)
	if p.tok != token.If {
		return x
	}
	p.next()
	test := p.operation(precOr)
	p.expect(token.Else)
	p.deeper()
	orelse := p.expression()
	p.shallower()
	return p.node(ast.IfExp, 0, start, uint32(test), uint32(x), uint32(orelse))
}

func (p *Parser) lambda() ast.ID {
	start := p.start()
	p.next()
	args := p.params(token.Colon)
	p.expect(token.Colon)
	p.deeper()
	body := p.expression()
	p.shallower()
	return p.node(ast.Lambda, 0, start, uint32(args), uint32(body), 0)
}

// operation parses operators that bind at least as tightly as min.
func (p *Parser) operation(min uint8) ast.ID {
	start := p.start()
	x := p.operand(min)
	for links := 0; ; links++ {
		o := binary[p.tok]
		if o.prec < min || o.prec == 0 {
			return x
		}
		p.link(links)
		switch o.prec {
		case precOr, precAnd:
			x = p.boolean(start, x, o)
		case precCompare:
			if p.tok == token.Not && p.peek() != token.In {
				return x
			}
			x = p.comparison(start, x)
		case precPower:
			p.next()
			p.deeper()
			y := p.operation(precUnary)
			p.shallower()
			x = p.node(ast.BinOp, ast.Pow, start, uint32(x), uint32(y), 0)
		default:
			p.next()
			y := p.operation(o.prec + 1)
			x = p.node(ast.BinOp, o.op, start, uint32(x), uint32(y), 0)
		}
	}
}

// operand parses prefix operators and what they apply to.
func (p *Parser) operand(min uint8) ast.ID {
	op, prec := ast.NoOp, uint8(precUnary)
	switch p.tok {
	case token.Not:
		if min > precNot {
			p.fail("expected expression; not needs parentheses here")
			return 0
		}
		op, prec = ast.Not, precNot
	case token.Minus:
		op = ast.USub
	case token.Plus:
		op = ast.UAdd
	case token.Tilde:
		op = ast.Invert
	case token.Await:
		start := p.start()
		p.next()
		x := p.primary()
		return p.node(ast.Await, 0, start, uint32(x), 0, 0)
	default:
		return p.primary()
	}
	start := p.start()
	p.next()
	p.deeper()
	x := p.operation(prec)
	p.shallower()
	return p.node(ast.UnaryOp, op, start, uint32(x), 0, 0)
}

// boolean parses a chain of the same operator: a or b or c is one node.
func (p *Parser) boolean(start uint32, x ast.ID, o operator) ast.ID {
	mark, tok := len(p.stack), p.tok
	p.push(x)
	for p.accept(tok) {
		p.push(p.operation(o.prec + 1))
	}
	return p.node(ast.BoolOp, o.op, start, uint32(p.list(mark)), 0, 0)
}

func (p *Parser) comparison(start uint32, left ast.ID) ast.ID {
	mark, ops := len(p.stack), len(p.keywords)
	for {
		op, ok := p.compareOp()
		if !ok {
			break
		}
		p.keywords = append(p.keywords, uint32(op))
		p.push(p.operation(precBitOr))
	}
	opList := p.store(p.keywords[ops:])
	p.keywords = p.keywords[:ops]
	return p.node(ast.Compare, 0, start, uint32(left), uint32(opList), uint32(p.list(mark)))
}

// compareOp consumes a comparison operator, of one token or two.
func (p *Parser) compareOp() (ast.Op, bool) {
	o := binary[p.tok]
	if o.prec != precCompare {
		return 0, false
	}
	switch p.tok {
	case token.Not:
		if p.peek() != token.In {
			return 0, false
		}
		p.next()
	case token.LessGreater:
		if !p.flufl {
			p.fail("<> is Python 2; use !=")
			return 0, false
		}
	case token.NotEqual:
		if p.flufl {
			p.fail("!= is spelt <> after the future import of barry_as_FLUFL")
			return 0, false
		}
	case token.Is:
		p.next()
		if p.accept(token.Not) {
			return ast.IsNot, true
		}
		return ast.Is, true
	}
	p.next()
	return o.op, true
}

// starExprs parses expressions separated by commas; more than one are a tuple.
func (p *Parser) starExprs() ast.ID {
	start := p.start()
	x := p.starExpr()
	if p.tok != token.Comma {
		return x
	}
	mark := len(p.stack)
	p.push(x)
	for p.accept(token.Comma) && startsExpr[p.tok] {
		p.push(p.starExpr())
	}
	return p.node(ast.Tuple, ast.Load, start, uint32(p.list(mark)), 0, 0)
}

func (p *Parser) starExprsOrYield() ast.ID {
	if p.tok == token.Yield {
		return p.yield()
	}
	return p.starExprs()
}

func (p *Parser) yield() ast.ID {
	start := p.start()
	p.next()
	if p.accept(token.From) {
		x := p.expression()
		return p.node(ast.YieldFrom, 0, start, uint32(x), 0, 0)
	}
	x := ast.ID(0)
	if startsExpr[p.tok] {
		x = p.starExprs()
	}
	return p.node(ast.Yield, 0, start, uint32(x), 0, 0)
}

// starExpr parses an expression or "*" and an operand.
func (p *Parser) starExpr() ast.ID {
	if p.tok != token.Star {
		return p.expression()
	}
	start := p.start()
	p.next()
	x := p.operation(precBitOr)
	return p.node(ast.Starred, ast.Load, start, uint32(x), 0, 0)
}

// starredExpr parses the wider form that arguments and subscripts allow: "*" and
// any expression.
func (p *Parser) starredExpr() ast.ID {
	start := p.start()
	p.next()
	x := p.expression()
	return p.node(ast.Starred, ast.Load, start, uint32(x), 0, 0)
}

// namedExpr parses an expression or an assignment expression.
func (p *Parser) namedExpr() ast.ID {
	if p.tok == token.Name && p.peek() == token.ColonEqual {
		start := p.start()
		sym := p.name()
		target := p.node(ast.Name, ast.Store, start, sym, 0, 0)
		p.next()
		value := p.expression()
		return p.node(ast.NamedExpr, 0, start, uint32(target), uint32(value), 0)
	}
	x := p.expression()
	if p.tok == token.ColonEqual {
		p.fail(":= needs a plain name on its left")
	}
	return x
}

// starNamed parses an element of a display.
func (p *Parser) starNamed() ast.ID {
	if p.tok == token.Star {
		return p.starExpr()
	}
	return p.namedExpr()
}
