// Package lower turns the syntax tree of a file into its ir.Module.
//
// What goes in: an ast.Tree, also one with Bad nodes, and the file it stands for.
// What comes out: an ir.Module whose ops follow Python's order of evaluation to the
// letter and each carry the span of the source that they stand for. Lowering never
// fails: what could not be parsed is skipped.
//
// For example
//
//	with self.lock:
//	    self.jobs[0] += f(x)
//
// becomes
//
//	%0 = read self
//	%1 = read self.lock base %0
//	%2 = enter R0 %1
//	%3 = read self
//	%4 = read self.jobs base %3
//	%5 = const 0
//	%6 = read self.jobs[0] base %4 key %5      in-place
//	%7 = read f
//	%8 = read x
//	%9 = call f %7(%8)
//	%10 = add %6, %9                           in-place
//	write self.jobs[0] base %4 key %5 = %10    in-place
//	exit R0 %1
//
// Paths in annotations, bases and decorators of a definition are seen from the code
// around it, not from inside: that is where Python evaluates them.
//
// A path with a RootFree names the variable of the nearest enclosing function that
// has such a local. A class body counts only with locals that are cells: __class__
// and the variables of its comprehensions and type parameters.
//
// Left out: ops for annotations, for the types of except clauses and for the classes
// of class patterns, which become types and paths; docstrings and other statements
// that are nothing but a constant; the order in which match binds captures before a
// pattern fails.
package lower

import (
	"bytes"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/scope"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// Lowerer lowers one file after the other and keeps its memory in between. It is
// for one goroutine at a time; the zero value is ready for use.
type Lowerer struct {
	// ParseExpression parses the text of a string annotation into a tree whose root
	// is the expression (or a Module with one Expr). The tree need only stay valid
	// until the next call, but parsing must not touch the tree being lowered.
	// If nil, only dotted names are understood.
	ParseExpression func(text []byte) *ast.Tree

	t     *ast.Tree
	text  []byte
	b     *ir.Builder
	names scope.Table

	f      *frame   // function being lowered
	frames []*frame // by nesting, reused
	level  int      // number of frames in use

	private      ast.Sym    // class that mangles attribute names here, or 0
	typeChecking bool       // under "if TYPE_CHECKING:"
	branchFlags  ir.OpFlags // set while the test of an assert is lowered

	syms      []ir.StrID  // by ast.Sym; 0 if not interned yet
	roots     []ir.PathID // by scope.NameID; 0 if not interned yet
	depth     []uint8     // by ir.PathID: number of selectors after the root
	valueRoot ir.PathID

	stack  []ir.Value // operands of ops whose operands are still being evaluated
	types  []ir.TypeID
	locals []ir.Local
	free   []ir.StrID
	params []ir.Param
	buf    []byte

	localSlab slab[ir.Local]
	freeSlab  slab[ir.StrID]
	paramSlab slab[ir.Param]
	annotSlab slab[ir.Annot]
}

// Lower returns the module of one file. The result does not refer to the tree.
func (l *Lowerer) Lower(f *source.File, t *ast.Tree) *ir.Module {
	l.reset(t)
	m := l.b.M
	m.Lines = countLines(f.Text)
	m.Doc = l.onlyDoc()
	m.Problems = append(m.Problems, t.Problems...)
	l.notes()

	root := t.Node(t.Root)
	fn := l.begin(scope.ModuleScope, ir.Func{
		Name: l.b.Str("<module>"),
		Qual: l.b.Str("<module>"),
		Kind: ir.ModuleBody,
		Span: source.Span{End: uint32(len(f.Text))},
	})
	l.stmts(ast.List(root.A))
	l.end(fn, source.Span{Start: uint32(len(f.Text)), End: uint32(len(f.Text))})
	m = l.b.Finish()
	l.t, l.text = nil, nil
	return m
}

func (l *Lowerer) reset(t *ast.Tree) {
	l.t, l.text = t, t.Text
	l.names.Resolve(t)
	if l.b == nil {
		l.b = ir.NewBuilder()
	}
	l.b.Reset()
	l.f, l.level = nil, 0
	l.private, l.typeChecking, l.branchFlags = 0, false, 0
	l.syms = zeroed(l.syms, l.names.Syms())
	l.roots = zeroed(l.roots, len(l.names.Names))
	l.depth = append(l.depth[:0], 0)
	l.valueRoot = l.path(0, ir.RootValue, 0)
	l.stack, l.types = l.stack[:0], l.types[:0]
}

// zeroed returns n zeros, in the memory of s if it is large enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// countLines counts the lines that have text; LF, CRLF and a lone CR end a line.
func countLines(text []byte) uint32 {
	if len(text) == 0 {
		return 0
	}
	n := bytes.Count(text, []byte{'\n'})
	if bytes.IndexByte(text, '\r') >= 0 {
		n += bytes.Count(text, []byte{'\r'}) - bytes.Count(text, []byte("\r\n"))
	}
	if last := text[len(text)-1]; last != '\n' && last != '\r' {
		n++
	}
	return uint32(n)
}

// onlyDoc reports whether the module is empty but for a docstring.
func (l *Lowerer) onlyDoc() bool {
	body := l.t.List(ast.List(l.t.Node(l.t.Root).A))
	if len(body) == 0 {
		return len(l.t.Problems) == 0
	}
	n := l.t.Node(ast.ID(body[0]))
	return len(body) == 1 && n.Kind == ast.Expr && n.A != 0 &&
		l.t.Nodes[n.A].Kind == ast.Constant && l.t.Nodes[n.A].Op == ast.ConstStr
}

// notes copies the "# racehunt:" and "# guarded-by:" comments.
func (l *Lowerer) notes() {
	for _, c := range l.t.Comments {
		text := l.text[c.Span.Start:c.Span.End]
		if _, lock, found := bytes.Cut(text, []byte("guarded-by:")); found {
			text = append([]byte("guarded-by "), bytes.TrimSpace(lock)...)
		} else if _, rest, found := bytes.Cut(text, []byte("racehunt:")); found {
			text = rest
		}
		l.b.M.Notes = append(l.b.M.Notes, ir.Note{
			Span: c.Span,
			Text: l.b.Str(string(bytes.TrimSpace(text))),
			Line: l.spokenOf(c.Span),
		})
	}
}

// spokenOf returns the line of code that a comment speaks of: its own, or if it stands
// alone, the next one that is neither blank nor a comment.
func (l *Lowerer) spokenOf(comment source.Span) source.Span {
	start := bytes.LastIndexAny(l.text[:comment.Start], "\r\n") + 1
	end := int(comment.Start)
	for len(bytes.TrimSpace(l.text[start:end])) == 0 || bytes.TrimSpace(l.text[start:end])[0] == '#' {
		start = end + bytes.IndexAny(l.text[end:], "\r\n") + 1
		if start <= end {
			return comment
		}
		end = len(l.text)
		if n := bytes.IndexAny(l.text[start:], "\r\n"); n >= 0 {
			end = start + n
		}
	}
	return source.Span{Start: uint32(start), End: uint32(end)}
}
