package gpython

import (
	gast "github.com/go-python/gpython/ast"
	"github.com/go-python/gpython/py"

	"github.com/racehunt/racehunt/frontend/ast"
)

// constant adds a constant that is one token.
func (c *converter) constant(op ast.Op, start uint32) ast.ID {
	return c.add(ast.Node{Kind: ast.Constant, Op: op, Start: start, End: c.tokens[c.at(start)].end})
}

func (c *converter) number(e *gast.Num, start uint32) ast.ID {
	op := ast.ConstInt
	switch e.N.(type) {
	case py.Float:
		op = ast.ConstFloat
	case py.Complex:
		op = ast.ConstComplex
	}
	return c.constant(op, start)
}

// str adds a string or bytes constant: the run of literals that starts at start.
// The value is not gpython's but is decoded from the text when it is wanted, as
// gpython's is wrong for some escapes; the tests compare the two.
func (c *converter) str(op ast.Op, start uint32) ast.ID {
	k := c.at(start)
	n := ast.Node{Kind: ast.Constant, Op: op, Start: start, End: c.tokens[k].end}
	if c.text[start] == 'u' {
		n.Flags |= ast.FlagU
	}
	parts := []uint32{0}
	for first := k; c.tokens[k].kind == stringToken && (k == first || !c.tokens[k].first); k++ {
		n.End = c.tokens[k].end
		parts = append(parts, c.tokens[k].start, c.tokens[k].end, uint32(ast.PartLiteral))
		parts[0]++
	}
	if parts[0] > 1 {
		n.A = c.record(parts...)
	}
	return c.add(n)
}
