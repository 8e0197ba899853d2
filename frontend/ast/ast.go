// Package ast holds a Python 3.14 syntax tree as one flat slice of small nodes.
//
// A node is 24 bytes and names its children by index, so that a tree costs one
// allocation however large it is, the garbage collector has nothing to follow in
// it, and a worker can reset and reuse it for the next file. Child lists and
// records that do not fit into a node's three fields lie in Tree.Extra.
//
// The shape is that of CPython's own ast module, node for node and position for
// position, which makes CPython the oracle for the parser.
//
// For example `x = f(1)` is
//
//	Module A=[Assign]
//	Assign A=[Name x Store] B=Call
//	Call   A=Name f Load, B=[Constant 1], C=[]
//
// Left out: names are resolved by package scope; no meaning is given here.
package ast

import "github.com/racehunt/racehunt/frontend/source"

// ID is the index of a node in Tree.Nodes; 0 means "no node".
type ID uint32

// List is an offset into Tree.Extra, where the length of the list stands, followed
// by its entries; 0 is the empty list.
type List uint32

// Rec is an offset into Tree.Extra of a record with a fixed number of fields.
type Rec uint32

// Sym is the index of an identifier in Tree.Syms; 0 is "no name".
// Dotted module names (in alias and ImportFrom) are single symbols.
type Sym uint32

// Node is one syntax node. The meaning of A, B and C depends on the kind and is
// written beside each Kind.
type Node struct {
	Kind  Kind
	Op    Op     // operator, expression context or kind of constant
	Flags uint16 // see the Flag constants
	Start uint32 // byte offset of the first byte
	End   uint32 // byte offset after the last byte
	A     uint32
	B     uint32
	C     uint32
}

// Span returns the bytes that the node covers.
func (n *Node) Span() source.Span { return source.Span{Start: n.Start, End: n.End} }

// Tree is the syntax tree of one file, its names and what was wrong with it.
type Tree struct {
	Text     []byte
	Nodes    []Node   // Nodes[0] is unused, so that ID 0 can mean "none"
	Extra    []uint32 // Extra[0] is 0: the empty list
	Syms     Symbols
	Root     ID // the Module node; its statements include Bad nodes for broken ones
	Problems []source.Problem
	Comments []source.Comment // "# racehunt:" and "# guarded-by:" comments in file order
}

// Node returns the node with the given ID, which must not be 0.
func (t *Tree) Node(id ID) *Node { return &t.Nodes[id] }

// Kind returns the kind of a node; 0 for "no node".
func (t *Tree) Kind(id ID) Kind { return t.Nodes[id].Kind }

// List returns the entries of a list. Entries may be 0 where the grammar
// allows a gap (dict unpacking, keyword-only parameters without default).
// The slice aliases Extra; callers must not change it.
func (t *Tree) List(l List) []uint32 {
	n := t.Extra[l]
	return t.Extra[uint32(l)+1 : uint32(l)+1+n]
}

// Field returns the i-th field of a record.
func (t *Tree) Field(r Rec, i int) uint32 { return t.Extra[uint32(r)+uint32(i)] }

// Name returns the text of a symbol, "" for 0.
func (t *Tree) Name(s Sym) string { return t.Syms.Text(s) }
