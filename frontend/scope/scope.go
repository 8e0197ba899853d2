// Package scope decides what every name of a file means, by Python's own rules.
//
// What goes in: an ast.Tree. What comes out: a Table that says for each node which
// scope it opens and which variable it names: a local of the code at hand, a
// variable of an enclosing function, or a global.
//
// For example, in
//
//	def f(x):
//	    return [lambda: y + x for y in z]
//
// x is a local of f and free in the lambda, y is a local of f too (since Python 3.12
// a comprehension is inlined into the function around it) and z is global.
//
// Scopes are finer than functions: comprehensions and the type parameters of
// PEP 695 have scopes of their own, but their variables live in the function (or
// class or module body) around them, called the unit. Where such a variable would
// clash with a name of its unit it gets a number, so that "x·1" and "x" are two
// variables; see Name.Number.
//
// Covered: global and nonlocal, class bodies that inner functions do not see,
// walrus targets in comprehensions, private name mangling, the __class__ cell that
// super() uses, captures of match, names of handlers and imports.
//
// Left out: Python's complaints (a name declared global after its use, nonlocal
// without an owner); such a name is resolved as well as can be.
package scope

import "github.com/racehunt/racehunt/frontend/ast"

// ID is the index of a scope in Table.Scopes. 0 means "none"; 1 is the module.
type ID uint32

// NameID is the index of a name in Table.Names; 0 means "none".
type NameID uint32

// ModuleScope is the scope of the module.
const ModuleScope ID = 1

// Kind says what opens a scope.
type Kind uint8

const (
	NoKind Kind = iota
	Module
	Class
	Function
	Lambda
	GenExpr
	Comp       // list, set or dict comprehension, part of the unit around it
	TypeParams // PEP 695 type parameters, part of the unit around them
)

// Flags of a scope that is a unit.
type Flags uint8

const (
	Async      Flags = 1 << iota // async def, or a generator expression that awaits
	Generator                    // contains yield
	UsesLocals                   // calls locals(), vars(), exec or eval so that names may be reached or bound
	StarImport                   // contains "from m import *"
)

// Scope is one scope of the file. Parents come before children.
type Scope struct {
	Node    ast.ID
	Parent  ID
	Unit    ID      // the scope whose code this is part of: itself, but for Comp and TypeParams
	Private ast.Sym // class that mangles private names here, or 0
	Def     NameID  // of Function and Class: the variable that the statement binds, a name of Parent's
	Kind    Kind
	Flags   Flags

	first, last         NameID // names of the scope, linked by Name.next
	firstVar, lastVar   NameID // of a unit: the variables it owns, linked by Name.nextVar
	firstFree, freeStop uint32 // of a unit: range in Table.frees
}

// Where says where the variable of a name lives, seen from the scope of the name.
type Where uint8

const (
	Global Where = iota // module variable, builtin or star-imported name
	Local               // owned by the unit
	Free                // owned by a unit around this one
)

// nameFlags says how a scope uses a name.
type nameFlags uint8

const (
	bound nameFlags = 1 << iota
	param
	declaredGlobal
	declaredNonlocal
	classCell // __class__ of a class, which only inner functions see
	cell      // of a variable: another unit uses it
	crowded   // of a variable in a Comp or TypeParams: its unit has the same name already
)

// Name is one name as one scope sees it.
type Name struct {
	Sym   ast.Sym // mangled if private
	Scope ID
	Var   NameID // the variable it stands for, as its owner sees it; itself for a Global
	// Number tells variables of the same name in one unit apart: a variable of a
	// comprehension or a type parameter that would clash is "x·1" for Number 1.
	// Only meaningful for Var itself.
	Number uint32
	Where  Where
	flags  nameFlags
	next   NameID
	link   NameID // while collecting and resolving: the same symbol in an outer scope; then the next variable of the unit
}

// Table is the result for one file. It refers to the tree by IDs only. The zero
// value is ready for use; Resolve reuses the memory of the file before.
type Table struct {
	Scopes []Scope
	Names  []Name

	refs    []uint32 // by node: NameID, or the ID of the scope that the node opens
	frees   []free
	extra   []string // texts of mangled symbols that the tree does not have
	known   ast.Sym  // number of symbols of the tree
	privat  map[mangling]ast.Sym
	index   map[string]ast.Sym // symbol of each text; of those of the tree only if indexed
	indexed bool
	bySym   map[unitSym]NameID // for Lookup: names of inner scopes; empty unless listed
	listed  bool
	counts  map[unitSym]uint32
	c       collector
}

// free says that a unit uses, or passes on to an inner unit, a variable of an outer one.
type free struct {
	unit ID
	v    NameID
}

type mangling struct{ class, name ast.Sym }

type unitSym struct {
	unit ID
	sym  ast.Sym
}

// Resolve analyses a tree, forgetting the one before.
func (t *Table) Resolve(tree *ast.Tree) {
	t.reset(tree)
	t.c.run(t, tree)
	t.resolve()
	t.number()
	t.c.tree = nil
}

func (t *Table) reset(tree *ast.Tree) {
	t.Scopes = append(t.Scopes[:0], Scope{})
	t.Names = append(t.Names[:0], Name{})
	if cap(t.refs) < len(tree.Nodes) {
		t.refs = make([]uint32, len(tree.Nodes)+len(tree.Nodes)/2)
	}
	t.refs = t.refs[:len(tree.Nodes)]
	clear(t.refs)
	t.frees = t.frees[:0]
	clear(t.extra)
	t.extra = t.extra[:0]
	t.known = ast.Sym(tree.Syms.Len())
	if t.privat == nil {
		t.privat = map[mangling]ast.Sym{}
		t.index = map[string]ast.Sym{}
		t.bySym = map[unitSym]NameID{}
		t.counts = map[unitSym]uint32{}
	}
	clear(t.privat)
	clear(t.index)
	t.indexed = false
	clear(t.bySym)
	t.listed = false
	clear(t.counts)
}

// Name returns what a node names: a Name, Alias, Arg, ExceptHandler, MatchAs,
// MatchStar, MatchMapping or type parameter; nil if it names nothing.
func (t *Table) Name(node ast.ID) *Name {
	id := t.refs[node]
	if id == 0 {
		return nil
	}
	return &t.Names[id]
}

// Ref returns the NameID of such a node, or 0.
func (t *Table) Ref(node ast.ID) NameID { return NameID(t.refs[node]) }

// Opened returns the scope that a function, class, lambda, generator expression or
// comprehension opens. For a definition with type parameters it is the inner one.
func (t *Table) Opened(node ast.ID) ID { return ID(t.refs[node]) }

// Text returns the text of a symbol, also of one that mangling made.
func (t *Table) Text(tree *ast.Tree, sym ast.Sym) string {
	if sym < t.known {
		return tree.Name(sym)
	}
	return t.extra[sym-t.known]
}

// Syms returns one more than the largest symbol in the table.
func (t *Table) Syms() int { return int(t.known) + len(t.extra) }

// Vars ranges over the variables that a unit owns, in the order of first use.
// A module owns only those of its comprehensions and type parameters.
func (t *Table) Vars(unit ID) func(yield func(NameID) bool) {
	return func(yield func(NameID) bool) {
		for v := t.Scopes[unit].firstVar; v != 0; v = t.Names[v].link {
			if !yield(v) {
				return
			}
		}
	}
}

// Frees ranges over the variables of outer units that a unit uses or passes on.
func (t *Table) Frees(unit ID) func(yield func(NameID) bool) {
	s := &t.Scopes[unit]
	return func(yield func(NameID) bool) {
		for _, f := range t.frees[s.firstFree:s.freeStop] {
			if !yield(f.v) {
				return
			}
		}
	}
}

// Unit returns the unit that owns the variable of a Local or Free name.
func (t *Table) Unit(v NameID) ID { return t.Scopes[t.Names[v].Scope].Unit }

// Bound reports whether the scope of the name binds it, rather than only using it.
func (n *Name) Bound() bool { return n.flags&bound != 0 }

// Param reports whether the variable is a parameter.
func (n *Name) Param() bool { return n.flags&param != 0 }

// Cell reports whether an inner unit uses the variable too.
func (n *Name) Cell() bool { return n.flags&cell != 0 }
