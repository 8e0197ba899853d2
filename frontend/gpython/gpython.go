// Package gpython is the second front end: it reads Python with the parser of
// github.com/go-python/gpython and turns gpython's tree into ours.
//
// What goes in: a source.File. What comes out: an ast.Tree of the shape that package
// parser makes, with the same spans, so that both front ends must lower to the same
// IR; this makes gpython an oracle for Python 3.4, the version that it knows.
//
// For example gpython's tree of `@a.b` above `def f(*, x, y=1): ...` has a decorator
// Name "a.b", a list of defaults [1] that does not say whose they are, and only
// places where nodes start. Ours has
//
//	FunctionDef f
//	  args        kwonly [x y], kwdefaults [none 1]
//	  decorators  Attribute(Name a, b)
//
// Where a node ends, and where the few nodes start that gpython gives no place or
// the place of a neighbour, is worked out from the tokens of the text.
//
// # Known differences
//
// Put right here, as the text tells what gpython's tree does not:
//
//   - keyword-only parameters: defaults are not aligned with the parameters
//   - `for x, in y`: the target is x instead of a tuple
//   - decorators: a dotted name is one Name
//   - elif, except, calls, displays and arguments that are generators: no position
//     or a wrong one
//   - string values: `\N{...}` is not decoded, lone surrogates become U+FFFD, raw
//     strings lose a backslash before a newline; values are read from the text
//   - names are not normalized (NFKC)
//   - `with (a, b):` is one tuple, as it was until Python 3.8; here it is two items
//   - `try:` without except and finally is accepted; here it is a problem
//   - async and await are names; here they are a problem, as both are keywords since
//     Python 3.7
//
// Left as they are: gpython accepts some text that Python rejects (parameters
// without default after ones with, augmented assignment to a tuple, tabs mixed with
// spaces, a lambda without parentheses as the condition of a comprehension, a
// generator without parentheses beside other arguments, some bad escapes, bytes that
// are not ASCII), and rejects some Python 3.4 (a form feed before a statement, names
// with characters of Other_ID_Start).
//
// Not set: ast.FlagParen.
//
// Left out: everything after Python 3.4, for which gpython has no grammar. A
// statement of the module that gpython does not parse becomes a Bad node.
package gpython

import (
	"bytes"
	"fmt"

	gast "github.com/go-python/gpython/ast"
	gparser "github.com/go-python/gpython/parser"
	"github.com/go-python/gpython/py"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
)

// Bounds on what gpython is asked to read: its lexer and its string values take
// quadratic time on some text, it follows nested brackets by recursion, and an entry
// of its parser's stack takes half a kilobyte.
const (
	maxSize      = 16 << 20 // bytes of a file
	maxWork      = 1 << 29  // see scanner.work
	maxBrackets  = 200      // nested brackets; CPython has the same bound
	maxOperators = 1 << 16  // see scanner.operators
	maxProblems  = 100      // a file that is another Python is not reported line by line
)

// Parse reads a file with gpython's parser. It always returns a tree; what could not
// be read is among its problems.
func Parse(f *source.File) *ast.Tree {
	text := f.Text
	c := &converter{tree: &ast.Tree{Text: text, Nodes: make([]ast.Node, 1), Extra: make([]uint32, 1)}}
	end := uint32(len(text))
	if len(text) > maxSize {
		return c.module([]uint32{c.bad(0, end, fmt.Sprintf("file is larger than the %d MB that gpython is asked to read", maxSize>>20), 0)})
	}
	text = unixLines(text)
	c.scanner = scan(text)
	c.tree.Comments = c.comments
	switch {
	case c.work > maxWork:
		return c.module([]uint32{c.bad(0, end, "gpython would take too long over the long lines or strings of this file", 0)})
	case c.nesting > maxBrackets:
		return c.module([]uint32{c.bad(0, end, "too many nested brackets", 0)})
	case c.operators > maxOperators:
		return c.module([]uint32{c.bad(0, end, "too many operators in one expression", 0)})
	}
	if body, problem := c.read(text, 0); problem == nil {
		return c.module(c.statements(body, 0, end))
	} else if body := c.pieces(); len(c.tree.Problems) > 0 {
		return c.module(body)
	} else {
		// Each piece can be read but not the whole.
		c.tree.Problems = append(c.tree.Problems, *problem)
		return c.module(body)
	}
}

// unixLines turns each CR that ends a line into LF, which is all that gpython knows,
// without moving anything.
func unixLines(text []byte) []byte {
	var out []byte
	for i, c := range text {
		if c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			if out == nil {
				out = bytes.Clone(text)
			}
			out[i] = '\n'
		}
	}
	if out == nil {
		return text
	}
	return out
}

// module finishes the tree.
func (c *converter) module(body []uint32) *ast.Tree {
	list := c.list(body)
	c.tree.Root = c.add(ast.Node{Kind: ast.Module, End: uint32(len(c.tree.Text)), A: list})
	return c.tree
}

// bad records a problem at offset at and returns a Bad node for the bytes from start
// to end.
func (c *converter) bad(start, end uint32, message string, at uint32) uint32 {
	if len(c.tree.Problems) < maxProblems {
		c.tree.Problems = append(c.tree.Problems, source.Problem{Span: source.Span{Start: at, End: at}, Message: message})
	}
	return uint32(c.add(ast.Node{Kind: ast.Bad, Start: start, End: end}))
}

// pieces reads each statement of the module on its own, as gpython gives nothing at
// all for text with a syntax error.
func (c *converter) pieces() []uint32 {
	var body []uint32
	cuts := append(c.chunks(), uint32(len(c.text)))
	for i, start := range cuts[:len(cuts)-1] {
		next := cuts[i+1]
		end := max(start, c.tokens[c.before(next)].end)
		c.base = c.line(start)
		stmts, problem := c.read(c.text[start:next], start)
		if problem != nil {
			body = append(body, c.bad(start, end, problem.Message, min(max(problem.Span.Start, start), end)))
			continue
		}
		body = append(body, c.statements(stmts, start, end)...)
	}
	c.base = 0
	return body
}

// statements converts statements of the module that stand between start and end.
func (c *converter) statements(stmts []gast.Stmt, start, end uint32) []uint32 {
	var ids []uint32
	for i, s := range stmts {
		stop := end
		if i+1 < len(stmts) {
			stop = c.tokens[c.before(c.pos(stmts[i+1]))].end
		}
		id := c.statement(s, max(start, c.pos(s)), stop)
		ids = append(ids, id)
		start = c.tree.Nodes[id].End
	}
	return ids
}

// statement converts a statement of the module; a refusal makes it a Bad node.
func (c *converter) statement(s gast.Stmt, start, end uint32) (id uint32) {
	nodes, extra := len(c.tree.Nodes), len(c.tree.Extra)
	defer func() {
		switch r := recover().(type) {
		case nil:
		case refusal:
			c.depth = 0
			c.tree.Nodes, c.tree.Extra = c.tree.Nodes[:nodes], c.tree.Extra[:extra]
			id = c.bad(start, max(start, end), r.Message, r.Span.Start)
		default:
			panic(r)
		}
	}()
	return uint32(c.stmt(s))
}

// read lets gpython parse text, which starts at offset start, a start of a line.
func (c *converter) read(text []byte, start uint32) (body []gast.Stmt, problem *source.Problem) {
	fail := func(at uint32, message string) *source.Problem {
		return &source.Problem{Span: source.Span{Start: at, End: at}, Message: message}
	}
	defer func() {
		// gpython's parser turns its panics into errors; this is for those of its
		// making of errors.
		if r := recover(); r != nil {
			body, problem = nil, fail(start, fmt.Sprintf("gpython failed: %v", r))
		}
	}()
	mod, err := gparser.Parse(bytes.NewReader(text), "", py.ExecMode)
	if err != nil {
		line, col, message := explain(err)
		at := c.offset(line+c.base, col)
		if message == "invalid syntax" || message == "unexpected EOF while parsing" {
			// The lexer has read on: the token before is the one that did not fit. At the
			// end of the text gpython takes each error for an early end.
			if i := c.before(at); i > 0 && !c.stray(c.at(at)) {
				if i < c.before(start+uint32(len(text))) {
					message = "invalid syntax"
				}
				at = c.tokens[i].start
			}
		}
		return nil, fail(at, "gpython: "+message)
	}
	m, ok := mod.(*gast.Module)
	if !ok {
		return nil, fail(start, "gpython gave no module")
	}
	return m.Body, nil
}

// stray reports whether token i is a character that starts no token of Python 3.4;
// gpython's lexer stops before it.
func (c *converter) stray(i int) bool {
	return bytes.IndexByte([]byte("$?!`\\"), c.tokens[i].kind) >= 0
}

// explain takes an error of gpython apart. Its place is where the lexer was.
func explain(err error) (line, col int, message string) {
	e, ok := err.(*py.Exception)
	if !ok {
		return 1, 0, err.Error()
	}
	if n, ok := e.Dict["lineno"].(py.Int); ok {
		line = int(n)
	}
	if n, ok := e.Dict["offset"].(py.Int); ok {
		col = int(n)
	}
	message = "invalid syntax"
	if args, ok := e.Args.(py.Tuple); ok && len(args) > 0 {
		if s, ok := args[0].(py.String); ok && s != "" {
			message = string(s)
		}
	}
	return line, col, message
}
