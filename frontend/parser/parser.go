// Package parser builds the syntax tree of Python 3.14 source.
//
// What goes in: a decoded file. What comes out: an ast.Tree, always, with a Bad
// node and one problem for each statement that could not be parsed. The parser is
// a recursive descent with precedence climbing for operators; it accepts what
// CPython 3.14's ast.parse accepts and builds the same tree, node for node and
// position for position.
//
// For example
//
//	x = f(
//	def g(): pass
//
// gives Bad and FunctionDef, and the problem that "(" was never closed.
//
// Left out: what CPython rejects after parsing (return outside a function,
// duplicate arguments, a nonlocal at module level) is accepted here.
package parser

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/lexer"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/frontend/token"
)

const (
	// maxDepth bounds the recursion on prefix operators, lambdas and conditionals;
	// brackets, blocks and f-strings are bounded by the lexer.
	maxDepth = 2000
	// freeLinks is how long a chain such as a+b+c or a.b.c may be for nothing, and
	// maxLinks how much longer the chains of one statement may be together. Such a
	// chain is a tree as deep as it is long, and later stages recurse on it.
	freeLinks = 500
	maxLinks  = 20000
	// maxProblems keeps a file that is not Python from being reported line by line.
	maxProblems = 100
	// maxKept is how many nodes of memory are kept for the next file.
	maxKept = 4 << 20
)

// Parser parses one file after the other, in the memory of the first.
type Parser struct {
	lex  lexer.Lexer
	toks []token.Token
	pos  int
	tok  token.Kind // of toks[pos]
	tree ast.Tree

	stack    []uint32 // lists under construction
	keywords []uint32 // lists of keyword arguments under construction
	pieces   []piece  // strings under construction
	scratch  []byte   // values of strings that are only checked

	bad   bool // a problem was found in the current statement
	errAt int  // the token where it was found
	quiet int  // > 0 while trying an alternative: problems are not reported
	depth int
	links int  // of long chains in this statement
	flufl bool // "<>" instead of "!=", after the future import that asks for it
}

// Parse returns the tree of a file. It is valid until the next call.
func (p *Parser) Parse(f *source.File) *ast.Tree {
	p.reset(f.Text)
	mark := len(p.stack)
	for p.tok != token.EOF {
		p.statement()
	}
	body := p.list(mark)
	p.checkFutures(body)
	p.tree.Root = p.node(ast.Module, 0, 0, uint32(body), 0, 0)
	root := p.tree.Node(p.tree.Root)
	root.End = uint32(len(f.Text))
	return p.finish()
}

// ParseExpression parses text as one expression, as CPython does for eval; Root is
// 0 if it is none. The tree is valid until the next call of a Parse method.
func (p *Parser) ParseExpression(text []byte) *ast.Tree {
	p.reset(text)
	if p.tok == token.Indent {
		p.next() // leading blanks do not matter here
	}
	id := p.starExprs()
	for p.tok == token.Newline || p.tok == token.Dedent {
		p.next()
	}
	if p.tok != token.EOF {
		p.fail("unexpected %s after the expression", p.tok)
	}
	if !p.bad && len(p.lex.Problems) == 0 {
		p.tree.Root = id
	}
	return p.finish()
}

func (p *Parser) reset(text []byte) {
	t := &p.tree
	if cap(t.Nodes) > maxKept {
		t.Nodes, t.Extra = nil, nil
	}
	if want := len(text)/5 + 16; cap(t.Nodes) < want {
		t.Nodes = make([]ast.Node, 0, want)
		t.Extra = make([]uint32, 0, want)
	}
	t.Text = text
	t.Nodes = append(t.Nodes[:0], ast.Node{})
	t.Extra = append(t.Extra[:0], 0)
	t.Syms.Reset()
	t.Root = 0
	t.Problems = nil
	p.lex.Lex(text, &t.Syms)
	p.toks = p.lex.Tokens
	t.Comments = p.lex.Comments
	p.stack, p.keywords, p.pieces = p.stack[:0], p.keywords[:0], p.pieces[:0]
	p.bad, p.quiet, p.depth, p.links, p.flufl = false, 0, 0, 0, false
	p.advanceTo(0)
}

// finish merges the lexer's problems with the parser's, in the order of the text.
func (p *Parser) finish() *ast.Tree {
	t := &p.tree
	t.Problems = append(t.Problems, p.lex.Problems...)
	slices.SortStableFunc(t.Problems, func(a, b source.Problem) int { return int(a.Span.Start) - int(b.Span.Start) })
	return t
}

// next consumes a token. The last two tokens are EOF; nothing goes beyond them, so
// there is always one to look at.
func (p *Parser) next() {
	if p.pos < len(p.toks)-1 {
		p.pos++
		p.tok = p.toks[p.pos].Kind
	}
}

func (p *Parser) advanceTo(pos int) {
	p.pos = pos
	p.tok = p.toks[pos].Kind
}

// peek returns the kind of the token after the current one.
func (p *Parser) peek() token.Kind { return p.toks[min(p.pos+1, len(p.toks)-1)].Kind }

// start returns where the current token begins.
func (p *Parser) start() uint32 { return p.toks[p.pos].Start }

// accept consumes a token of the given kind if there is one.
func (p *Parser) accept(k token.Kind) bool {
	if p.tok != k {
		return false
	}
	p.next()
	return true
}

func (p *Parser) expect(k token.Kind) {
	if p.tok != k {
		p.fail("expected %s", k)
		return
	}
	p.next()
}

// node adds a node that ends at the last token.
func (p *Parser) node(k ast.Kind, op ast.Op, start, a, b, c uint32) ast.ID {
	id := ast.ID(len(p.tree.Nodes))
	if len(p.tree.Nodes) == cap(p.tree.Nodes) {
		p.tree.Nodes = slices.Grow(p.tree.Nodes, len(p.tree.Nodes))
	}
	p.tree.Nodes = append(p.tree.Nodes, ast.Node{Kind: k, Op: op, Start: start, End: p.toks[max(p.pos-1, 0)].End, A: a, B: b, C: c})
	return id
}

// compound adds a node that ends with a block, whose line ends do not belong to it.
func (p *Parser) compound(k ast.Kind, start, a, b, c uint32) ast.ID {
	i := max(p.pos-1, 0)
	for i > 0 && p.toks[i].Kind >= token.Newline && p.toks[i].Kind <= token.Dedent {
		i--
	}
	id := p.node(k, 0, start, a, b, c)
	p.tree.Nodes[id].End = p.toks[i].End
	return id
}

func (p *Parser) push(id ast.ID) { p.stack = append(p.stack, uint32(id)) }

// list moves what was pushed since mark into a list.
func (p *Parser) list(mark int) ast.List {
	l := p.store(p.stack[mark:])
	p.stack = p.stack[:mark]
	return l
}

func (p *Parser) store(items []uint32) ast.List {
	if len(items) == 0 {
		return 0
	}
	l := ast.List(len(p.tree.Extra))
	p.tree.Extra = append(p.tree.Extra, uint32(len(items)))
	p.tree.Extra = append(p.tree.Extra, items...)
	return l
}

// record stores a record of fixed size.
func (p *Parser) record(fields ...uint32) uint32 {
	r := len(p.tree.Extra)
	p.tree.Extra = append(p.tree.Extra, fields...)
	return uint32(r)
}

// text returns the text of the current token.
func (p *Parser) text() []byte { return p.textAt(p.pos) }

func (p *Parser) textAt(i int) []byte { return p.tree.Text[p.toks[i].Start:p.toks[i].End] }

// isWord reports whether the current token is the given soft keyword.
func (p *Parser) isWord(word string) bool { return p.tok == token.Name && string(p.text()) == word }

// fail reports a problem at the current token, once a statement, and makes the
// rest of the statement look empty: every production stops at EOF of itself.
func (p *Parser) fail(format string, args ...any) { p.failAt(p.pos, format, args...) }

func (p *Parser) failAt(at int, format string, args ...any) {
	if !p.bad {
		p.bad, p.errAt = true, at
		t := p.toks[at]
		switch {
		case p.quiet > 0 || len(p.tree.Problems) >= maxProblems:
		case t.Kind != token.Error:
			p.tree.Problems = append(p.tree.Problems, source.Problem{
				Span: source.Span{Start: t.Start, End: t.End}, Message: fmt.Sprintf(format, args...),
			})
		case t.Sym != 0:
			p.tree.Problems = append(p.tree.Problems, p.lex.Unclosed[t.Sym-1])
		}
	}
	p.advanceTo(len(p.toks) - 1)
}

// deeper guards a recursion that no bracket bounds; shallower undoes it.
func (p *Parser) deeper() {
	if p.depth++; p.depth > maxDepth {
		p.fail("the expression is nested too deeply (more than %d)", maxDepth)
	}
}

func (p *Parser) shallower() { p.depth-- }

// link guards a chain that has n links.
func (p *Parser) link(n int) {
	if n > freeLinks {
		if p.links++; p.links > maxLinks {
			p.fail("the expression is a chain of too many operations (more than %d)", maxLinks)
		}
	}
}
