package scope

import (
	"strings"

	"github.com/racehunt/racehunt/frontend/ast"
)

// Mangle returns the symbol that a private name stands for inside a class: __x in
// class C is _C__x. Other names, and all names outside classes (class 0), stay.
func (t *Table) Mangle(tree *ast.Tree, class, name ast.Sym) ast.Sym {
	if class == 0 || !isPrivate(t.Text(tree, name)) {
		return name
	}
	key := mangling{class, name}
	if sym, ok := t.privat[key]; ok {
		return sym
	}
	sym := name
	if owner := strings.TrimLeft(t.Text(tree, class), "_"); owner != "" {
		sym = t.special(tree, "_"+owner+t.Text(tree, name))
	}
	t.privat[key] = sym
	return sym
}

// isPrivate reports whether a name is subject to mangling. A dotted name, which
// only an import has, is not.
func isPrivate(s string) bool {
	return len(s) > 2 && s[0] == '_' && s[1] == '_' &&
		!strings.HasSuffix(s, "__") && strings.IndexByte(s, '.') < 0
}

// special returns the symbol of a text that need not stand in the file. If the
// tree has the name, say because somebody wrote _C__x out, it is that symbol.
func (t *Table) special(tree *ast.Tree, text string) ast.Sym {
	if sym, ok := t.lookupSym(tree, text); ok {
		return sym
	}
	return t.invent(text)
}

func (t *Table) indexAll(tree *ast.Tree) {
	t.indexed = true
	for sym := ast.Sym(1); sym < t.known; sym++ {
		t.index[tree.Name(sym)] = sym
	}
}

// invent makes a symbol for a text that the tree does not have.
func (t *Table) invent(text string) ast.Sym {
	sym := ast.Sym(t.Syms())
	t.extra = append(t.extra, text)
	t.index[text] = sym
	return sym
}
