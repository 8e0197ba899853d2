package parser

import (
	"bytes"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// format parses an f-string or t-string and adds its texts and fields to the pieces.
func (p *Parser) format() {
	template := p.toks[p.pos].Flags&token.Templ != 0
	p.next()
	p.formatPieces(template)
	p.expect(token.FEnd)
}

// formatPieces parses texts and fields as long as there are any.
func (p *Parser) formatPieces(template bool) {
	for {
		switch p.tok {
		case token.FMiddle:
			p.middle()
		case token.LBrace:
			p.field(template)
		default:
			return
		}
	}
}

// middle adds literal text, unless its value is empty.
func (p *Parser) middle() {
	p.checkEscapes(p.pos)
	if p.bad {
		return
	}
	t := p.toks[p.pos]
	kind := ast.PartText
	if t.Flags&token.Raw != 0 {
		kind = ast.PartRaw
	}
	if !p.isEmpty(t.Start, t.End, kind) {
		p.pieces = append(p.pieces, piece{start: t.Start, end: t.End, kind: kind, doubled: t.Flags&token.Doubled != 0})
	}
	p.next()
}

// field parses {expression = !conversion :spec} and adds it; with "=" the source
// text goes before it.
func (p *Parser) field(template bool) {
	start := p.start()
	p.next()
	if p.tok == token.RBrace || p.tok == token.Exclam || p.tok == token.Colon || p.tok == token.Equal {
		p.fail("expected expression in the braces of an f-string")
		return
	}
	value := p.starExprsOrYield()
	sourceEnd := p.start()
	debug := p.accept(token.Equal)
	shownEnd := p.start()
	conversion := p.conversion()
	spec := p.spec()
	if debug && conversion == 0 && spec == 0 {
		conversion = 'r'
	}
	if p.tok != token.RBrace {
		p.fail("expected =, !, : or } in an f-string")
		return
	}
	p.next()
	var id ast.ID
	if template {
		rec := p.record(start+1, sourceEnd, conversion)
		id = p.node(ast.Interpolation, 0, start, uint32(value), rec, uint32(spec))
	} else {
		id = p.node(ast.FormattedValue, 0, start, uint32(value), conversion, uint32(spec))
	}
	if debug {
		p.pieces = append(p.pieces, piece{start: start + 1, end: shownEnd, kind: ast.PartSource})
	}
	p.pieces = append(p.pieces, piece{node: id})
}

// conversion parses !r, !s or !a.
func (p *Parser) conversion() uint32 {
	if p.tok != token.Exclam {
		return 0
	}
	after := p.toks[p.pos].End
	p.next()
	text := p.text()
	if p.tok != token.Name || p.start() != after || len(text) != 1 || bytes.IndexByte([]byte("rsa"), text[0]) < 0 {
		p.fail("expected r, s or a right after ! in an f-string")
		return 0
	}
	p.next()
	return uint32(text[0])
}

// spec parses the format spec of a field: a string of its own. Where CPython's
// tokenizer splits a text without fields, its parser makes a plain constant of it.
func (p *Parser) spec() ast.ID {
	if p.tok != token.Colon {
		return 0
	}
	start, mark := p.start(), len(p.pieces)
	p.next()
	p.formatPieces(false)
	if texts := p.pieces[mark:]; len(texts) > 1 && allText(texts) && !p.bad {
		id := p.textNode(texts)
		n := p.tree.Node(id)
		n.Start = start
		p.pieces = p.pieces[:mark]
		return id
	}
	last := p.toks[p.pos-1]
	id := p.node(ast.JoinedStr, 0, start, 0, 0, 0)
	values := p.fold(mark)
	n := p.tree.Node(id)
	n.A = uint32(values)
	if last.Kind == token.FMiddle && last.Flags&token.Doubled != 0 {
		n.End++ // the second half of the brace counts
	}
	return id
}

func allText(pieces []piece) bool {
	for _, x := range pieces {
		if x.node != 0 {
			return false
		}
	}
	return true
}
