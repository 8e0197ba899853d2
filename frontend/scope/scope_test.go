package scope_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/frontend/scope"
	"github.com/racehunt/racehunt/frontend/source"
)

// describe writes a table as one line: each scope with its names, each name with
// where it lives; a variable that inner units use is a cell, a free one names its owner.
func describe(t *scope.Table, tree *ast.Tree) string {
	var scopes []string
	for id := scope.ModuleScope; int(id) < len(t.Scopes); id++ {
		var names []string
		for n := range t.Names {
			if t.Names[n].Scope == id {
				names = append(names, describeName(t, tree, &t.Names[n]))
			}
		}
		scopes = append(scopes, label(t, tree, id)+"{"+strings.Join(names, " ")+"}")
	}
	return strings.Join(scopes, " ")
}

func describeName(t *scope.Table, tree *ast.Tree, n *scope.Name) string {
	v := &t.Names[n.Var]
	text := t.Text(tree, n.Sym)
	if v.Number > 0 {
		text += fmt.Sprintf("·%d", v.Number)
	}
	switch {
	case n.Where == scope.Free:
		return text + ":" + label(t, tree, t.Unit(n.Var))
	case n.Where == scope.Global:
		return text + ":global"
	case v.Cell():
		return text + ":cell"
	case v.Param():
		return text + ":param"
	}
	return text + ":local"
}

func label(t *scope.Table, tree *ast.Tree, id scope.ID) string {
	s := &t.Scopes[id]
	switch s.Kind {
	case scope.Module:
		return "module"
	case scope.Lambda:
		return "lambda"
	case scope.GenExpr:
		return "genexpr"
	case scope.Comp:
		return "comp"
	case scope.TypeParams:
		return "type"
	}
	return tree.Name(ast.Sym(tree.Node(s.Node).A))
}

func resolve(src string) (*scope.Table, *ast.Tree) {
	var p parser.Parser
	tree := p.Parse(source.NewFile("a.py", []byte(src)))
	t := new(scope.Table)
	t.Resolve(tree)
	return t, tree
}

func expectScopes(t *testing.T, src, want string) {
	t.Helper()
	table, tree := resolve(src)
	for _, p := range tree.Problems {
		t.Errorf("%q: %s", src, p.Message)
	}
	if got := describe(table, tree); got != want {
		t.Errorf("%s\n got %s\nwant %s", src, got, want)
	}
}

func TestFunctions(t *testing.T) {
	expectScopes(t, "x = y", "module{y:global x:global}")
	expectScopes(t, "def f(a, *b, c=d, **e): return x", "module{d:global f:global} f{a:param b:param c:param e:param x:global}")
	expectScopes(t, "def f():\n x = 1\n return lambda y: x + y", "module{f:global} f{x:cell} lambda{y:param x:f}")
	expectScopes(t, "def f():\n def g(): return x\n x = 1", "module{f:global} f{g:local x:cell} g{x:f}")
	expectScopes(t, "def f(x):\n def g():\n  def h(): return x", "module{f:global} f{x:cell g:local} g{h:local} h{x:f}")
	expectScopes(t, "def f(x: T) -> T: pass", "module{f:global T:global} f{x:param}")
	expectScopes(t, "@d\ndef f(): f()", "module{d:global f:global} f{f:global}")
}

func TestDeclarations(t *testing.T) {
	expectScopes(t, "def f():\n global x\n x = 1\n def g(): return x", "module{f:global} f{x:global g:local} g{x:global}")
	expectScopes(t, "def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2", "module{f:global} f{x:cell g:local} g{x:f}")
	expectScopes(t, "def f():\n x = 1\n def g():\n  global x\n  def h(): x", "module{f:global} f{x:local g:local} g{x:global h:local} h{x:global}")
	expectScopes(t, "def f():\n nonlocal x\n x = 1", "module{f:global} f{x:global}")
	expectScopes(t, "global x\nx = 1", "module{x:global}")
}

func TestClasses(t *testing.T) {
	expectScopes(t, "class C:\n x = 1\n y = x\n def f(self): return x", "module{C:global} C{x:local y:local f:local} f{self:param x:global}")
	expectScopes(t, "def g(x):\n class C:\n  x = 1\n  def f(self): return x", "module{g:global} g{x:cell C:local} C{x:local f:local} f{self:param x:g}")
	expectScopes(t, "class C:\n def f(self): super().f()", "module{C:global} C{f:local __class__:cell} f{self:param __class__:C super:global}")
	expectScopes(t, "class C:\n def f(self):\n  def g(): return __class__", "module{C:global} C{f:local __class__:cell} f{self:param g:local} g{__class__:C}")
	expectScopes(t, "class C(B, k=K): pass", "module{C:global B:global K:global} C{}")
	expectScopes(t, "super", "module{super:global}")
}

func TestMangling(t *testing.T) {
	expectScopes(t, "class _C:\n __x = 1\n def f(self, __y): __x, __z__, _C__x", "module{_C:global} _C{_C__x:local f:local} f{self:param _C__y:param _C__x:global __z__:global}")
	expectScopes(t, "class __:\n __x = 1", "module{__:global} __{__x:local}")
	expectScopes(t, "class C:\n import __a, __b.c\n class D: __a", "module{C:global} C{_C__a:local _C__b:local D:local} D{_D__a:global}")
	expectScopes(t, "__x = 1\ndef f(): __x", "module{__x:global f:global} f{__x:global}")
}

func TestComprehensions(t *testing.T) {
	expectScopes(t, "[x for x in y]", "module{y:global} comp{x:local}")
	expectScopes(t, "[x for x in x]", "module{x:global} comp{x·1:local}")
	expectScopes(t, "def f():\n {x for x in a}\n {x: 1 for x in b}", "module{f:global} f{a:global b:global} comp{x:local} comp{x·1:local}")
	expectScopes(t, "def f(x):\n [x for x in x]\n return x", "module{f:global} f{x:param} comp{x·1:local}")
	expectScopes(t, "[[x for x in y] for y in z]", "module{z:global} comp{y:local} comp{x:local}")
	expectScopes(t, "def f():\n return [lambda: x for x in y]", "module{f:global} f{y:global} comp{x:cell} lambda{x:f}")
	expectScopes(t, "def f(x):\n def g():\n  [x for x in y]\n  return lambda: x", "module{f:global} f{x:cell g:local} g{y:global} comp{x·1:local} lambda{x:f}")
	expectScopes(t, "class C:\n n = 1\n m = [n for i in n]", "module{C:global} C{n:local m:local} comp{i:local n:global}")
	expectScopes(t, "(x for x in y)", "module{y:global} genexpr{x:local}")
	expectScopes(t, "def f(a): return (x + a for x in a for b in a)", "module{f:global} f{a:cell} genexpr{x:local a:f b:local}")
}

func TestWalrus(t *testing.T) {
	expectScopes(t, "def f():\n [y := x for x in a]", "module{f:global} f{a:global y:local} comp{x:local y:local}")
	expectScopes(t, "def f():\n any((y := x) for x in a)", "module{f:global} f{any:global a:global y:cell} genexpr{x:local y:f}")
	expectScopes(t, "[y := x for x in a]", "module{a:global y:global} comp{x:local y:global}")
	expectScopes(t, "def f():\n global y\n [[y := x for x in b] for b in a]", "module{f:global} f{y:global a:global} comp{b:local y:global} comp{x:local y:global}")
	expectScopes(t, "lambda: [y := 1 for x in a]", "module{} lambda{a:global y:local} comp{x:local y:local}")
}

func TestBinders(t *testing.T) {
	expectScopes(t, "def f():\n import a.b, c as d\n from e import g, h as i\n from j import *", "module{f:global} f{a:local d:local g:local i:local}")
	expectScopes(t, "def f():\n try: pass\n except E as e: pass", "module{f:global} f{E:global e:local}")
	expectScopes(t, "def f():\n match x:\n  case [a, *b] | {**c} | K(d, e=g) as h: pass", "module{f:global} f{x:global a:local b:local c:local K:global d:local g:local h:local}")
	expectScopes(t, "def f():\n for a, *b in c: pass\n with d as (e, g.h): del i", "module{f:global} f{c:global a:local b:local d:global e:local g:global i:local}")
	expectScopes(t, "def f():\n x: int\n y += 1\n z.a = w[b] = 1", "module{f:global} f{x:local int:global y:local z:global w:global b:global}")
}

func TestTypeParameters(t *testing.T) {
	expectScopes(t, "def f[T](x: T) -> T: return T", "module{f:global} type{T:cell} f{x:param T:module}")
	expectScopes(t, "T = 1\nclass C[T: B](A[T]):\n def m(self): T", "module{T:global C:global} type{T·1:cell B:global A:global} C{m:local} m{self:param T·1:module}")
	expectScopes(t, "class C:\n B = 1\n def f[T: B](self): return B, T", "module{C:global} C{B:local f:local} type{T:cell B:local} f{self:param B:global T:C}")
	expectScopes(t, "type X[T] = dict[T, X]", "module{X:global} type{T:local dict:global X:global}")
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		src  string
		want scope.Flags
	}{
		{"def f(): yield", scope.Generator},
		{"async def f(): yield", scope.Generator | scope.Async},
		{"def f(): locals()", scope.UsesLocals},
		{"def f(): exec(x)", scope.UsesLocals},
		{"def f(): exec(x, {})", 0},
		{"def f(): vars(x)", 0},
		{"def f():\n from m import *", scope.StarImport},
		{"(await x for y in z)", scope.Async},
		{"(x async for x in z)", scope.Async},
		{"(x for x in await z)", 0},
	} {
		table, _ := resolve(c.src)
		if got := table.Scopes[2].Flags; got != c.want {
			t.Errorf("%q: flags %b, want %b", c.src, got, c.want)
		}
	}
}

func TestLookup(t *testing.T) {
	table, tree := resolve("def f():\n class D: pass\n class C:\n  class E: pass\n  def m(self): pass")
	const f, c, m = 2, 4, 6
	for _, want := range []struct {
		from  scope.ID
		text  string
		where scope.Where
	}{
		{scope.ModuleScope, "D", scope.Global},
		{f, "D", scope.Local},
		{c, "D", scope.Free},
		{c, "E", scope.Local},
		{m, "E", scope.Global},
		{m, "D", scope.Free},
		{m, "unknown", scope.Global},
	} {
		if _, where := table.Lookup(tree, want.from, want.text); where != want.where {
			t.Errorf("%s from %s: %d, want %d", want.text, label(table, tree, want.from), where, want.where)
		}
	}
}
