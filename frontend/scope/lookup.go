package scope

import "github.com/racehunt/racehunt/frontend/ast"

// Lookup finds the variable that a name in a string annotation stands for, as seen
// from a scope, and where it lives; 0 for a global. The text need not occur as a
// name in the tree.
func (t *Table) Lookup(tree *ast.Tree, from ID, text string) (NameID, Where) {
	if from <= ModuleScope {
		return 0, Global
	}
	if !t.listed {
		t.list()
	}
	sym, ok := t.lookupSym(tree, text)
	if !ok {
		return 0, Global
	}
	for s := from; s > ModuleScope; s = t.Scopes[s].Parent {
		n, ok := t.bySym[unitSym{s, sym}]
		if !ok || t.Scopes[s].Kind == Class && s != from {
			continue
		}
		v := t.Names[n].Var
		switch {
		case t.Names[n].Where == Global:
			return 0, Global
		case t.Unit(v) == t.Scopes[from].Unit:
			return v, Local
		}
		return v, Free
	}
	return 0, Global
}

// list indexes what inner scopes bind, once for a file that needs it. Parameters are
// left out: nobody is annotated with one, and there are many.
func (t *Table) list() {
	t.listed = true
	for n := 1; n < len(t.Names); n++ {
		if name := &t.Names[n]; name.Scope != ModuleScope && name.flags&(bound|param) == bound {
			t.bySym[unitSym{name.Scope, name.Sym}] = NameID(n)
		}
	}
}

func (t *Table) lookupSym(tree *ast.Tree, text string) (ast.Sym, bool) {
	if !t.indexed {
		t.indexAll(tree)
	}
	sym, ok := t.index[text]
	return sym, ok
}
