package parser

import (
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/ast/literal"
	"github.com/racehunt/racehunt/frontend/token"
)

// piece is a part of a string under construction: text, or a field of an f-string.
type piece struct {
	node       ast.ID // of a field; 0 for text
	start, end uint32 // of text
	kind       ast.Part
	unicode    bool // a literal with a u prefix
	empty      bool // text whose value is empty
	doubled    bool // text that ends in the first half of a doubled brace
}

// strings parses one or more adjacent string literals.
func (p *Parser) strings() ast.ID {
	t := &p.toks[p.pos]
	if next := p.toks[p.pos+1].Kind; t.Kind == token.String && next != token.String && next != token.FStart {
		p.checkEscapes(p.pos)
		if p.bad {
			return 0
		}
		p.next()
		id := p.node(ast.Constant, ast.ConstStr, t.Start, 0, 0, 0)
		if t.Flags&(token.Bytes|token.Unicode) != 0 {
			n := p.tree.Node(id)
			if t.Flags&token.Bytes != 0 {
				n.Op = ast.ConstBytes
			} else {
				n.Flags = ast.FlagU
			}
		}
		return id
	}
	return p.concatenation()
}

// concatenation parses adjacent literals, f-strings among them, into one node.
func (p *Parser) concatenation() ast.ID {
	start, mark := p.start(), len(p.pieces)
	first := p.toks[p.pos]
	template := first.Kind == token.FStart && first.Flags&token.Templ != 0
	format := false
	for p.tok == token.String || p.tok == token.FStart {
		t := p.toks[p.pos]
		switch {
		case (t.Kind == token.FStart && t.Flags&token.Templ != 0) != template:
			p.fail("t-strings cannot be joined with other strings")
		case (t.Flags^first.Flags)&token.Bytes != 0:
			p.fail("bytes and str literals cannot be joined")
		case t.Kind == token.FStart:
			format = true
			p.format()
		default:
			p.literal()
		}
	}
	if p.bad {
		p.pieces = p.pieces[:mark]
		return 0
	}
	if !format {
		return p.joined(start, mark, first)
	}
	values := p.fold(mark)
	if template {
		return p.node(ast.TemplateStr, 0, start, uint32(values), 0, 0)
	}
	return p.node(ast.JoinedStr, 0, start, uint32(values), 0, 0)
}

// literal consumes a plain literal and adds it to the pieces.
func (p *Parser) literal() {
	p.checkEscapes(p.pos)
	if p.bad {
		return
	}
	t := p.toks[p.pos]
	p.pieces = append(p.pieces, piece{
		start: t.Start, end: t.End, kind: ast.PartLiteral,
		unicode: t.Flags&token.Unicode != 0, empty: p.isEmpty(t.Start, t.End, ast.PartLiteral),
	})
	p.next()
}

// joined makes one constant of plain literals.
func (p *Parser) joined(start uint32, mark int, first token.Token) ast.ID {
	op, flags := ast.ConstStr, uint16(0)
	if first.Flags&token.Bytes != 0 {
		op = ast.ConstBytes
	}
	if first.Flags&token.Unicode != 0 {
		flags = ast.FlagU
	}
	id := p.node(ast.Constant, op, start, p.parts(p.pieces[mark:]), 0, 0)
	p.tree.Nodes[id].Flags = flags
	p.pieces = p.pieces[:mark]
	return id
}

// parts stores the record that ast.StringParts reads.
func (p *Parser) parts(pieces []piece) uint32 {
	rec := uint32(len(p.tree.Extra))
	p.tree.Extra = append(p.tree.Extra, uint32(len(pieces)))
	for _, x := range pieces {
		p.tree.Extra = append(p.tree.Extra, x.start, x.end, uint32(x.kind))
	}
	return rec
}

// fold makes a list of values from the pieces since mark: neighbouring texts become
// one constant, empty ones vanish. CPython does the same, so positions agree.
func (p *Parser) fold(mark int) ast.List {
	list := len(p.stack)
	pieces := p.pieces[mark:]
	for i := 0; i < len(pieces); {
		if pieces[i].node != 0 {
			p.push(pieces[i].node)
			i++
			continue
		}
		j, empty := i, true
		for j < len(pieces) && pieces[j].node == 0 {
			empty = empty && pieces[j].empty
			j++
		}
		if !empty {
			p.push(p.textNode(pieces[i:j]))
		}
		i = j
	}
	p.pieces = p.pieces[:mark]
	return p.list(list)
}

func (p *Parser) textNode(run []piece) ast.ID {
	parts := uint32(0)
	if len(run) > 1 || run[0].kind != ast.PartLiteral {
		parts = p.parts(run)
	}
	id := p.node(ast.Constant, ast.ConstStr, run[0].start, parts, 0, 0)
	n := p.tree.Node(id)
	n.End = run[len(run)-1].end
	if run[len(run)-1].doubled {
		n.End++
	}
	if run[0].unicode {
		n.Flags = ast.FlagU
	}
	return id
}

// isEmpty reports whether the value of a text is empty.
func (p *Parser) isEmpty(start, end uint32, kind ast.Part) bool {
	text := p.tree.Text[start:end]
	if kind == ast.PartLiteral {
		s, e, _, ok := literal.Split(text)
		if !ok {
			return true
		}
		text = text[s:e]
	}
	if len(text) == 0 || text[0] != '\\' || kind == ast.PartRaw || kind == ast.PartSource {
		return len(text) == 0
	}
	value, _, _ := ast.DecodePart(nil, p.tree.Text, ast.StringPart{Start: start, End: end, Kind: kind})
	return len(value) == 0
}

// checkEscapes reports what is wrong inside a string token. Most strings have
// nothing that could be.
func (p *Parser) checkEscapes(at int) {
	t := p.toks[at]
	if t.Flags&token.Bytes != 0 && t.Flags&token.NonASCII != 0 {
		p.failAt(at, "bytes can only contain ASCII characters; use escapes")
		return
	}
	if t.Flags&token.Escape == 0 || t.Flags&token.Raw != 0 {
		return
	}
	kind := ast.PartLiteral
	if t.Kind == token.FMiddle {
		kind = ast.PartText
	}
	part := ast.StringPart{Start: t.Start, End: t.End, Kind: kind}
	var problem string
	var offset uint32
	if p.scratch, problem, offset = ast.DecodePart(p.scratch[:0], p.tree.Text, part); problem != "" {
		p.failAt(at, "%s", problem)
		if p.quiet == 0 && len(p.tree.Problems) > 0 {
			p.tree.Problems[len(p.tree.Problems)-1].Span.Start = offset
		}
	}
}
