package parser

import (
	"slices"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/frontend/token"
)

func (p *Parser) importStmt() ast.ID {
	start, mark := p.start(), len(p.stack)
	p.next()
	for {
		from := p.start()
		p.alias(from, p.dotted())
		if !p.accept(token.Comma) {
			break
		}
	}
	return p.node(ast.Import, 0, start, uint32(p.list(mark)), 0, 0)
}

// alias parses an optional "as name" and pushes the Alias.
func (p *Parser) alias(start, name uint32) {
	as := uint32(0)
	if p.accept(token.As) {
		as = p.name()
	}
	p.push(p.node(ast.Alias, 0, start, name, as, 0))
}

// dotted consumes a.b.c and returns it as one symbol.
func (p *Parser) dotted() uint32 {
	sym := p.name()
	if p.tok != token.Dot {
		return sym
	}
	text := []byte(p.tree.Name(ast.Sym(sym)))
	for p.accept(token.Dot) {
		text = append(text, '.')
		text = append(text, p.tree.Name(ast.Sym(p.name()))...)
	}
	return uint32(p.tree.Syms.Intern(text))
}

func (p *Parser) fromStmt() ast.ID {
	start, level, module := p.start(), uint32(0), uint32(0)
	p.next()
	for p.tok == token.Dot || p.tok == token.Ellipsis {
		level++
		if p.tok == token.Ellipsis {
			level += 2
		}
		p.next()
	}
	if p.tok != token.Import || level == 0 {
		module = p.dotted()
	}
	p.expect(token.Import)
	names := p.imported()
	if !p.bad && level == 0 && p.tree.Name(ast.Sym(module)) == "__future__" {
		p.future(names)
	}
	return p.node(ast.ImportFrom, 0, start, module, uint32(names), level)
}

// imported parses the names after import: "*", a list, or a list in parentheses.
func (p *Parser) imported() ast.List {
	mark, start := len(p.stack), p.start()
	if p.accept(token.Star) {
		p.push(p.node(ast.Alias, 0, start, uint32(p.tree.Syms.Intern([]byte("*"))), 0, 0))
		return p.list(mark)
	}
	paren := p.accept(token.LParen)
	for {
		from := p.start()
		p.alias(from, p.name())
		if !p.accept(token.Comma) || paren && p.tok == token.RParen {
			break
		}
	}
	if paren {
		p.expect(token.RParen)
	}
	return p.list(mark)
}

// future heeds the one future import that changes the grammar.
func (p *Parser) future(names ast.List) {
	for _, id := range p.tree.List(names) {
		if p.tree.Name(ast.Sym(p.tree.Node(ast.ID(id)).A)) == "barry_as_FLUFL" {
			p.flufl = true
		}
	}
}

// features are the names that __future__ has.
var features = []string{
	"nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
	"unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
}

// checkFutures rejects unknown features in the future imports at the head of a
// file. CPython's parser leaves those further down to its compiler.
func (p *Parser) checkFutures(body ast.List) {
	for i, id := range p.tree.List(body) {
		n := p.tree.Node(ast.ID(id))
		doc := i == 0 && n.Kind == ast.Expr && p.isStr(ast.ID(n.A))
		if doc {
			continue
		}
		if n.Kind != ast.ImportFrom || n.C != 0 || p.tree.Name(ast.Sym(n.A)) != "__future__" {
			return
		}
		for _, alias := range p.tree.List(ast.List(n.B)) {
			a := p.tree.Node(ast.ID(alias))
			if name := p.tree.Name(ast.Sym(a.A)); !slices.Contains(features, name) {
				p.tree.Problems = append(p.tree.Problems, source.Problem{
					Span: a.Span(), Message: "__future__ has no feature " + name,
				})
			}
		}
	}
}

func (p *Parser) isStr(id ast.ID) bool {
	n := p.tree.Node(id)
	return n.Kind == ast.Constant && n.Op == ast.ConstStr
}
