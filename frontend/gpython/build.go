package gpython

import (
	"fmt"
	"strings"

	gast "github.com/go-python/gpython/ast"
	"golang.org/x/text/unicode/norm"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/source"
)

// maxDepth bounds the nesting of nodes, and with it the stack of whoever walks the
// tree. gpython itself has no bound.
const maxDepth = 5000

// converter turns gpython's tree into ours.
type converter struct {
	*scanner
	tree  *ast.Tree
	base  int // lines of the file before the piece that gpython has parsed
	depth int
}

// refusal is thrown for what gpython accepts and we cannot represent; it is caught
// at the statement of the module.
type refusal struct{ source.Problem }

func refuse(at uint32, format string, args ...any) {
	panic(refusal{source.Problem{
		Span:    source.Span{Start: at, End: at},
		Message: fmt.Sprintf(format, args...),
	}})
}

// enter counts one level of nesting and refuses the deepest; the caller takes it back.
func (c *converter) enter(n gast.Ast) {
	if c.depth++; c.depth > maxDepth {
		refuse(c.pos(n), "nested more than %d levels deep", maxDepth)
	}
}

// pos returns the offset that gpython gives for a node. It is that of the node's
// first token, save for the nodes whose conversion says otherwise.
func (c *converter) pos(n gast.Ast) uint32 {
	return c.offset(n.GetLineno()+c.base, n.GetColOffset())
}

func (c *converter) add(n ast.Node) ast.ID {
	n.End = max(n.Start, n.End)
	c.tree.Nodes = append(c.tree.Nodes, n)
	return ast.ID(len(c.tree.Nodes) - 1)
}

func (c *converter) list(entries []uint32) uint32 {
	if len(entries) == 0 {
		return 0
	}
	at := uint32(len(c.tree.Extra))
	c.tree.Extra = append(c.tree.Extra, uint32(len(entries)))
	c.tree.Extra = append(c.tree.Extra, entries...)
	return at
}

func (c *converter) record(fields ...uint32) uint32 {
	at := uint32(len(c.tree.Extra))
	c.tree.Extra = append(c.tree.Extra, fields...)
	return at
}

// sym interns a name, which may be dotted, found at the given place.
func (c *converter) sym(name gast.Identifier, at uint32) uint32 {
	if name == "" {
		return 0
	}
	for part := range strings.SplitSeq(string(name), ".") {
		// Words that became keywords after Python 3.4.
		if part == "async" || part == "await" {
			refuse(at, "%q is a keyword since Python 3.7, which gpython does not know", part)
		}
	}
	return uint32(c.tree.Syms.Intern(norm.NFKC.Bytes([]byte(name))))
}

// span returns where a node stands, without parentheses of its own.
func (c *converter) span(id ast.ID) (start, end uint32) {
	n := c.tree.Node(id)
	return n.Start, n.End
}

// outer returns where an expression stands with all parentheses of its own. It must
// not be asked of the only thing in the parentheses of something else, such as the
// argument of f(x).
func (c *converter) outer(id ast.ID) (start, end uint32) {
	start, end = c.span(id)
	i, j := c.at(start)-1, c.at(end)
	for i > 0 && c.tokens[i].kind == '(' && int(c.tokens[i].mate) == j {
		start, end = c.tokens[i].start, c.tokens[j].end
		i, j = i-1, j+1
	}
	return start, end
}

func (c *converter) outerStart(id ast.ID) uint32 {
	start, _ := c.outer(id)
	return start
}

func (c *converter) outerEnd(id ast.ID) uint32 {
	_, end := c.outer(id)
	return end
}

// closing returns the end of the bracket that is opened by token i, or the end of
// token i if that is no bracket.
func (c *converter) closing(i int) uint32 {
	if mate := c.tokens[i].mate; int(mate) > i {
		return c.tokens[mate].end
	}
	return c.tokens[i].end
}

// pastComma returns the end of the comma that follows pos, or pos if none does.
func (c *converter) pastComma(pos uint32) uint32 {
	if t := &c.tokens[c.at(pos)]; t.kind == ',' {
		return t.end
	}
	return pos
}
