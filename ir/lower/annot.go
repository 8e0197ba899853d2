package lower

import (
	"bytes"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/ir"
)

// annotation turns an annotation into a type, without any op; 0 if it says nothing.
func (l *Lowerer) annotation(id uint32) ir.TypeID {
	a := annotator{l: l, t: l.t}
	return a.typ(id)
}

// annotator reads annotations from the tree of the file or that of a string.
type annotator struct {
	l      *Lowerer
	t      *ast.Tree
	quoted bool // t is the tree of a string
}

func (a *annotator) typ(id uint32) ir.TypeID {
	if id == 0 {
		return 0
	}
	n := &a.t.Nodes[id]
	switch n.Kind {
	case ast.Name, ast.Attribute:
		return a.named(id)
	case ast.Subscript:
		return a.generic(n)
	case ast.BinOp:
		if n.Op == ast.BitOr {
			mark := len(a.l.types)
			a.union(id)
			return a.finishUnion(mark)
		}
	case ast.Constant:
		switch n.Op {
		case ast.ConstNone:
			return a.l.b.Type(ir.Type{Kind: ir.TypeNone})
		case ast.ConstStr:
			return a.text(ast.ID(id), n)
		}
	}
	return 0
}

func (a *annotator) named(id uint32) ir.TypeID {
	p := a.chain(id)
	if p == 0 {
		return 0
	}
	switch a.l.lastName(p) {
	case "Final", "ClassVar", "Any":
		return 0
	}
	return a.l.b.Type(ir.Type{Kind: ir.TypeName, Path: p})
}

// lastName returns the last part of a dotted path.
func (l *Lowerer) lastName(p ir.PathID) string { return l.b.M.Str(l.b.M.Paths[p].Name) }

// generic reads T[...], where T may be one of typing's special forms.
func (a *annotator) generic(n *ast.Node) ir.TypeID {
	base := a.chain(n.A)
	if base == 0 {
		return 0
	}
	mark := len(a.l.types)
	switch a.l.lastName(base) {
	case "Optional":
		a.union(n.B)
		a.l.types = append(a.l.types, a.l.b.Type(ir.Type{Kind: ir.TypeNone}))
		return a.finishUnion(mark)
	case "Union":
		for _, arg := range a.args(n.B) {
			a.union(arg)
		}
		return a.finishUnion(mark)
	case "Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "InitVar":
		if args := a.args(n.B); len(args) > 0 {
			return a.typ(args[0])
		}
		return 0
	case "Literal":
		return a.l.b.Type(ir.Type{Kind: ir.TypeName, Path: base})
	}
	for _, arg := range a.args(n.B) {
		t := a.typ(arg)
		a.l.types = append(a.l.types, t)
	}
	t := a.l.b.Type(ir.Type{Kind: ir.TypeName, Path: base, Args: a.l.types[mark:]})
	a.l.types = a.l.types[:mark]
	return t
}

// args returns the arguments in the subscript at id: those of a tuple, or the only one.
func (a *annotator) args(id uint32) []uint32 {
	if id == 0 {
		return nil
	}
	if n := &a.t.Nodes[id]; n.Kind == ast.Tuple {
		return a.t.List(ast.List(n.A))
	}
	return []uint32{id}
}

// union pushes the members of X | Y, or the type itself.
func (a *annotator) union(id uint32) {
	if id != 0 {
		if n := &a.t.Nodes[id]; n.Kind == ast.BinOp && n.Op == ast.BitOr {
			a.union(n.A)
			a.union(n.B)
			return
		}
	}
	a.l.types = append(a.l.types, a.typ(id))
}

// finishUnion pops the members from mark on and makes one type of them.
func (a *annotator) finishUnion(mark int) ir.TypeID {
	l := a.l
	// A member may be a union itself, as in Optional[Union[A, B]].
	flat := make([]ir.TypeID, 0, 8)
	for _, t := range l.types[mark:] {
		parts := []ir.TypeID{t}
		if typ := &l.b.M.Types[t]; typ.Kind == ir.TypeUnion {
			parts = typ.Args
		}
		for _, p := range parts {
			if len(flat) > 64 || !contains(flat, p) {
				flat = append(flat, p)
			}
		}
	}
	l.types = l.types[:mark]
	if len(flat) == 1 {
		return flat[0]
	}
	return l.b.Type(ir.Type{Kind: ir.TypeUnion, Args: flat})
}

func contains(list []ir.TypeID, t ir.TypeID) bool {
	for _, x := range list {
		if x == t {
			return true
		}
	}
	return false
}

// chain returns the path of a dotted name as seen from the code at hand, else 0.
func (a *annotator) chain(id uint32) ir.PathID {
	if !a.quoted {
		return a.l.chain(id)
	}
	if id == 0 {
		return 0
	}
	n := &a.t.Nodes[id]
	switch n.Kind {
	case ast.Name:
		return a.l.rootNamed(a.t.Name(ast.Sym(n.A)))
	case ast.Attribute:
		if base := a.chain(n.A); base != 0 && a.l.depth[base] < ir.MaxPathDepth {
			return a.l.path(base, ir.Attr, a.l.b.Str(a.t.Name(ast.Sym(n.B))))
		}
	}
	return 0
}

// rootNamed returns the path of a name that a string mentions.
func (l *Lowerer) rootNamed(name string) ir.PathID {
	v, where := l.names.Lookup(l.t, l.f.scope, name)
	if v == 0 {
		return l.path(0, ir.RootGlobal, l.b.Str(name))
	}
	return l.rootOf(v, where)
}

// text reads a string annotation. A string in a string is understood if it is a
// dotted name, since a second parse would overwrite the tree of the first.
func (a *annotator) text(id ast.ID, n *ast.Node) ir.TypeID {
	if n.End-n.Start > 1<<16 {
		return 0
	}
	text := bytes.TrimSpace(a.t.AppendStr(nil, id))
	switch string(text) {
	case "None":
		return a.l.b.Type(ir.Type{Kind: ir.TypeNone})
	case "Any":
		return 0
	}
	if p := a.l.dotted(text); p != 0 {
		return a.l.b.Type(ir.Type{Kind: ir.TypeName, Path: p})
	}
	if a.quoted || a.l.ParseExpression == nil || len(text) == 0 {
		return 0
	}
	t := a.l.ParseExpression(text)
	if t == nil || len(t.Problems) > 0 || t.Root == 0 {
		return 0
	}
	inner := annotator{l: a.l, t: t, quoted: true}
	return inner.typ(expressionOf(t))
}

// expressionOf returns the expression that a tree holds.
func expressionOf(t *ast.Tree) uint32 {
	root := t.Node(t.Root)
	if root.Kind != ast.Module {
		return uint32(t.Root)
	}
	body := t.List(ast.List(root.A))
	if len(body) != 1 || t.Nodes[body[0]].Kind != ast.Expr {
		return 0
	}
	return t.Nodes[body[0]].A
}

// dotted reads a dotted name without the parser, as most string annotations are
// one; 0 if the text is anything else.
func (l *Lowerer) dotted(text []byte) ir.PathID {
	start, p := 0, ir.PathID(0)
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] != '.' {
			if !isWord(text[i]) || text[i] >= 0x80 {
				return 0
			}
			continue
		}
		part := text[start:i]
		if len(part) == 0 || part[0] >= '0' && part[0] <= '9' || p != 0 && l.depth[p] >= ir.MaxPathDepth {
			return 0
		}
		if p == 0 {
			p = l.rootNamed(string(part))
		} else {
			p = l.path(p, ir.Attr, l.b.Str(string(part)))
		}
		start = i + 1
	}
	return p
}
