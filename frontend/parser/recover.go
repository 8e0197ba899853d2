package parser

import (
	"bytes"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// statement parses a statement, or the several of one line, and pushes them. A
// broken one is replaced by a Bad node.
func (p *Parser) statement() {
	from, nodes, extra := p.pos, len(p.tree.Nodes), len(p.tree.Extra)
	stack, keywords := len(p.stack), len(p.keywords)
	depth := p.depth
	p.links = 0
	p.parseStatement()
	if !p.bad && p.pos > from {
		return
	}
	if !p.bad {
		p.fail("unexpected %s", p.tok)
	}
	p.bad = false
	p.depth = depth
	p.tree.Nodes, p.tree.Extra = p.tree.Nodes[:nodes], p.tree.Extra[:extra]
	p.stack, p.keywords, p.pieces = p.stack[:stack], p.keywords[:keywords], p.pieces[:0]
	p.recover(from)
	p.push(p.compound(ast.Bad, p.toks[from].Start, 0, 0, 0))
}

// recover skips to where the next statement begins. The blocks inside the broken
// statement are skipped with it, and the clauses that continue it (else, except).
func (p *Parser) recover(from int) {
	p.advanceTo(max(p.errAt, from))
	if p.tok == token.Dedent {
		p.next() // the problem was seen behind the last block of the statement
	} else {
		p.skipLine()
	}
	if p.pos == from && p.tok != token.EOF {
		p.next() // no statement is empty, but a loop must end without such proofs
	}
	for continues(p.tok) {
		p.skipLine()
	}
}

// continues reports whether a keyword only continues a statement.
func continues(k token.Kind) bool {
	return k == token.Elif || k == token.Else || k == token.Except || k == token.Finally
}

// skipLine skips the rest of the line and the block below it.
func (p *Parser) skipLine() {
	for p.tok != token.Newline && p.tok != token.EOF && p.tok != token.Dedent && p.tok != token.Indent {
		p.next()
	}
	p.accept(token.Newline)
	for level := 0; p.tok == token.Indent || level > 0 && p.tok != token.EOF; {
		switch p.tok {
		case token.Indent:
			level++
		case token.Dedent:
			level--
		}
		p.next()
	}
}

// unexpectedIndent reports an indented line where no block is expected and parses
// the lines of the block as if they stood here.
func (p *Parser) unexpectedIndent() {
	p.fail("unexpected indent")
	p.bad = false
	p.advanceTo(p.errAt)
	p.next()
	for p.tok != token.Dedent && p.tok != token.EOF {
		p.statement()
	}
	p.accept(token.Dedent)
}

// afterExpression reports what follows a complete expression where the line should
// end. This is where most Python 2 shows itself.
func (p *Parser) afterExpression(first int) {
	if p.tok == token.Error || p.bad {
		p.fail("")
		return
	}
	if p.toks[first].Kind == token.Name && p.pos == first+1 {
		switch string(p.textAt(first)) {
		case "print":
			p.failAt(first, "print without parentheses is Python 2")
			return
		case "exec":
			p.failAt(first, "exec without parentheses is Python 2")
			return
		}
	}
	before := p.toks[p.pos-1]
	switch p.tok {
	case token.String:
		if before.Kind == token.Name && bytes.EqualFold(p.textAt(p.pos-1), []byte("ur")) {
			p.failAt(p.pos-1, "the string prefix ur is Python 2")
			return
		}
		p.fail("expected end of line")
	case token.LessGreater:
		p.fail("<> is Python 2; use !=")
	case token.Equal:
		p.fail("unexpected =; a comparison is written ==")
	case token.Exclam:
		p.fail("unexpected !; negation is written not")
	default:
		p.fail("expected end of line")
	}
}
