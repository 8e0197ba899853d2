// Package lockgraph draws which lock is acquired while which other is held, and finds
// the cycles in which strands can wait for each other for ever.
//
// What goes in: a linked program. What comes out: a Graph with one node a lock and one
// edge for each way to acquire a lock while another is held, each with a witness: where
// the outer lock was taken, the calls from there, where the inner one is taken, and the
// locks held on the way. For example
//
//	def transfer(self):          def report(self):
//	    with self.accounts:          with self.audit:
//	        self.log()                   self.balance()
//
// where log takes self.audit and balance takes self.accounts, becomes
//
//	Bank.accounts -> Bank.audit    in Bank.transfer, through Bank.log
//	Bank.audit -> Bank.accounts    in Bank.report, through Bank.balance
//	cycle Bank.accounts -> Bank.audit -> Bank.accounts
//
// A lock is where it is kept: an attribute of the class that defines it, a module
// variable, a local of one function, the elements of one container. Whether two strands
// hold locks of one object cannot be seen in general: as lockdep does, the graph orders
// classes of locks. One class that is acquired twice in one strand is a Pair, and there
// the objects are told apart.
//
// Strands can only wait for each other if each holds what the next one wants and no two
// need the same third thing: a gate lock that both hold, or the one strand that alone
// can run both. Such things are the Excl of an edge, and a cycle is one only if the Excl
// of its edges are disjoint.
//
// Left out: attempts that may fail (non-blocking, timed), counting semaphores, locks that
// one function leaves held and another releases, and locks in containers that are
// acquired in a loop.
package lockgraph

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"

	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// LockID is an index into Graph.Locks.
type LockID int32

// Lock is a node: one place where locks are kept.
type Lock struct {
	Name string // as messages name it: Account.lock
	Loc  program.Location
	Row  model.Lock
	At   program.Site // an acquisition
}

// Witness is one way to acquire a lock while another is held.
type Witness struct {
	Frame program.FuncRef // where the outer lock is taken
	Outer int32           // op in Frame that takes it
	Calls []program.Site  // from Frame to the function of Inner, outermost first
	Inner program.Site    // the op that takes the inner lock
	Via   []program.Site  // calls that lead to Frame and without which its locks or callbacks would be others
	Held  []LockID        // further locks held when the inner one is taken, sorted
}

// Edge says that a strand acquires To while it holds From.
type Edge struct {
	From, To LockID
	Excl     []int32 // sorted; what only one strand at a time can have: see Graph.Token
	Witness  Witness
}

// Pair is an acquisition of a lock by a strand that holds one of the same place.
type Pair struct {
	Lock    LockID
	Same    bool     // it is the same object
	Choice  [2]int32 // else: the parameters of Frame that the two were reached from
	Witness Witness
}

// Graph is the lock graph of a program. It implements graph.Directed of gonum over
// sorted slices, so that what gonum makes of it does not depend on map order.
type Graph struct {
	Locks []Lock
	Edges []Edge // sorted by From, To, and how much the witness needs
	Pairs []Pair // in program order

	tokens []string // names of the tokens that are not locks
	from   []int32  // edges of lock i are Edges[from[i]:from[i+1]]
	to     []int32  // the reverse: indices into into
	into   []int32
	nodes  []graph.Node
}

// New returns a graph over the given parts, which it takes over and sorts.
func New(locks []Lock, edges []Edge, tokens []string) *Graph {
	slices.SortStableFunc(edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(len(a.Excl), len(b.Excl)),
			cmp.Compare(len(a.Witness.Calls), len(b.Witness.Calls)))
	})
	g := &Graph{Locks: locks, Edges: edges, tokens: tokens}
	n := len(locks)
	g.from, g.to = make([]int32, n+1), make([]int32, n+1)
	for i := range edges {
		g.from[edges[i].From+1]++
		g.to[edges[i].To+1]++
	}
	for i := range n {
		g.from[i+1] += g.from[i]
		g.to[i+1] += g.to[i]
	}
	g.into = make([]int32, len(edges))
	next := slices.Clone(g.to)
	for i := range edges {
		g.into[next[edges[i].To]] = int32(i)
		next[edges[i].To]++
	}
	g.nodes = make([]graph.Node, n)
	for i := range g.nodes {
		g.nodes[i] = node(i)
	}
	return g
}

// Out returns the edges that leave a lock; the slice aliases the graph.
func (g *Graph) Out(l LockID) []Edge { return g.Edges[g.from[l]:g.from[l+1]] }

// Token names an element of Excl: a lock, or a strand.
func (g *Graph) Token(t int32) string {
	if int(t) < len(g.Locks) {
		return g.Locks[t].Name
	}
	return g.tokens[int(t)-len(g.Locks)]
}

type node int64

// ID implements graph.Node.
func (n node) ID() int64 { return int64(n) }

type arc struct{ from, to node }

// From implements graph.Edge.
func (a arc) From() graph.Node { return a.from }

// To implements graph.Edge.
func (a arc) To() graph.Node { return a.to }

// ReversedEdge implements graph.Edge.
func (a arc) ReversedEdge() graph.Edge { return arc{a.to, a.from} }

// Node implements graph.Graph.
func (g *Graph) Node(id int64) graph.Node {
	if id < 0 || int(id) >= len(g.nodes) {
		return nil
	}
	return g.nodes[id]
}

// Nodes implements graph.Graph.
func (g *Graph) Nodes() graph.Nodes { return iterator.NewOrderedNodes(g.nodes) }

// From implements graph.Graph.
func (g *Graph) From(id int64) graph.Nodes {
	var out []graph.Node
	for _, e := range g.Out(LockID(id)) {
		if n := g.nodes[e.To]; len(out) == 0 || out[len(out)-1] != n {
			out = append(out, n)
		}
	}
	return iterator.NewOrderedNodes(out)
}

// To implements graph.Directed.
func (g *Graph) To(id int64) graph.Nodes {
	var out []graph.Node
	for _, i := range g.into[g.to[id]:g.to[id+1]] {
		if n := g.nodes[g.Edges[i].From]; len(out) == 0 || out[len(out)-1] != n {
			out = append(out, n)
		}
	}
	return iterator.NewOrderedNodes(out)
}

// HasEdgeFromTo implements graph.Directed.
func (g *Graph) HasEdgeFromTo(u, v int64) bool {
	if g.Node(u) == nil || g.Node(v) == nil {
		return false
	}
	out := g.Out(LockID(u))
	i := sort.Search(len(out), func(i int) bool { return out[i].To >= LockID(v) })
	return i < len(out) && out[i].To == LockID(v)
}

// HasEdgeBetween implements graph.Graph.
func (g *Graph) HasEdgeBetween(u, v int64) bool {
	return g.HasEdgeFromTo(u, v) || g.HasEdgeFromTo(v, u)
}

// Edge implements graph.Graph.
func (g *Graph) Edge(u, v int64) graph.Edge {
	if !g.HasEdgeFromTo(u, v) {
		return nil
	}
	return arc{node(u), node(v)}
}

// String prints the locks, the edges between them and the cycles, a line each.
func (g *Graph) String() string {
	var b strings.Builder
	for _, l := range g.Locks {
		fmt.Fprintf(&b, "lock %s\n", l.Name)
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		fmt.Fprintf(&b, "%s -> %s%s\n", g.Locks[e.From].Name, g.Locks[e.To].Name, g.excl(e.Excl))
	}
	for _, x := range g.Pairs {
		if x.Same {
			fmt.Fprintf(&b, "again %s\n", g.Locks[x.Lock].Name)
		} else {
			fmt.Fprintf(&b, "two of %s\n", g.Locks[x.Lock].Name)
		}
	}
	for _, c := range g.Cycles() {
		b.WriteString("cycle")
		for _, e := range c {
			fmt.Fprintf(&b, " %s ->", g.Locks[g.Edges[e].From].Name)
		}
		fmt.Fprintf(&b, " %s\n", g.Locks[g.Edges[c[0]].From].Name)
	}
	return b.String()
}

func (g *Graph) excl(tokens []int32) string {
	if len(tokens) == 0 {
		return ""
	}
	var names []string
	for _, t := range tokens {
		names = append(names, g.Token(t))
	}
	return " under " + strings.Join(names, ", ")
}

// Verify reports what is wrong with a graph: an internal error, never a property of the
// program analysed.
func (g *Graph) Verify() error {
	for i := range g.Edges {
		e := &g.Edges[i]
		switch {
		case e.From < 0 || e.To < 0 || int(e.From) >= len(g.Locks) || int(e.To) >= len(g.Locks):
			return fmt.Errorf("edge %d: no such lock", i)
		case e.From == e.To:
			return fmt.Errorf("edge %d: from %s to itself", i, g.Locks[e.From].Name)
		case i > 0 && (g.Edges[i-1].From > e.From || g.Edges[i-1].From == e.From && g.Edges[i-1].To > e.To):
			return fmt.Errorf("edge %d: out of order", i)
		case !slices.IsSorted(e.Excl) || slices.Contains(e.Excl, int32(e.From)) || slices.Contains(e.Excl, int32(e.To)):
			return fmt.Errorf("edge %d: bad Excl %v", i, e.Excl)
		}
		for _, t := range e.Excl {
			if t < 0 || int(t) >= len(g.Locks)+len(g.tokens) {
				return fmt.Errorf("edge %d: no token %d", i, t)
			}
		}
	}
	return nil
}
