package lower

import (
	"strconv"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/ast/literal"
)

// TODO: replace by Tree.Str and Tree.Int when they are there.
func strValue(t *ast.Tree, n *ast.Node) string {
	lit := t.Text[n.Start:n.End]
	s, e, mode, ok := literal.Split(lit)
	if !ok {
		return ""
	}
	v, _, _ := literal.Decode(nil, lit[s:e], mode)
	return string(v)
}

func (l *Lowerer) intValue(n *ast.Node) (int64, bool) {
	v, err := strconv.ParseInt(string(l.text[n.Start:n.End]), 0, 64)
	return v, err == nil
}
