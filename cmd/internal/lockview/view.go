// Package lockview shows the lock graph of a program to people: as text, as JSON, as
// Graphviz DOT and as an SVG drawing.
//
// What goes in: a linked program and a function that writes places. What comes out: a
// View, which the writers draw. For example
//
//	v := lockview.New(p, jobs, place)
//	v.SVG(os.Stdout)
//
// Left out: finding cycles, which package lockgraph does, and whether a cycle is worth
// reporting, which is for rule RH201 to say.
package lockview

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

// View is a lock graph with places spelt out.
type View struct {
	Locks  []Lock   `json:"locks"`
	Edges  []Edge   `json:"edges"`
	Cycles [][]int  `json:"cycles"` // indices into Edges
	Pairs  []Repeat `json:"repeats"`

	graph *lockgraph.Graph
	place func(program.Site) string
}

// Lock is a node.
type Lock struct {
	Name  string `json:"name"`
	Kind  string `json:"kind"`  // its constructor
	Place string `json:"place"` // of an acquisition
	Cycle bool   `json:"cycle"`
}

// Edge is the shortest witness that one lock is acquired while another is held.
type Edge struct {
	From  int      `json:"from"` // index into Locks
	To    int      `json:"to"`
	In    string   `json:"in"`    // function that takes the outer lock
	Outer string   `json:"outer"` // where
	Place string   `json:"inner"` // where the inner lock is taken
	Calls []string `json:"calls"` // from the outer to the inner, each a place
	Under []string `json:"under"` // gate locks and single strands that keep others out
	Cycle bool     `json:"cycle"`

	trial bool // only a test or an example does so
}

// Repeat is a lock that is acquired while it, or one of the same place, is held.
type Repeat struct {
	Lock  int    `json:"lock"`
	Same  bool   `json:"same"` // it is the same object
	In    string `json:"in"`
	Place string `json:"inner"`
}

// New builds the lock graph of a program and describes it.
func New(p *program.Program, jobs int, place func(program.Site) string) *View {
	g := lockgraph.Build(p, jobs)
	v := &View{Locks: []Lock{}, Edges: []Edge{}, Cycles: [][]int{}, Pairs: []Repeat{}, graph: g, place: place}
	for _, l := range g.Locks {
		v.Locks = append(v.Locks, Lock{Name: l.Name, Kind: l.Row.Ctor, Place: place(l.At)})
	}
	number := make([]int, len(g.Edges))
	for i := range g.Edges {
		e := &g.Edges[i]
		if i > 0 && g.Edges[i-1].From == e.From && g.Edges[i-1].To == e.To {
			number[i] = number[i-1]
			continue
		}
		number[i] = len(v.Edges)
		out := Edge{
			From: int(e.From), To: int(e.To), In: p.Name(e.Witness.Frame),
			Outer: place(program.Site{Func: e.Witness.Frame, Op: e.Witness.Outer}), Place: place(e.Witness.Inner),
			Calls: []string{}, Under: []string{}, trial: p.Trial(e.Witness.Frame) || p.InTests(e.Witness.Frame),
		}
		for _, c := range e.Witness.Calls {
			out.Calls = append(out.Calls, place(c))
		}
		for _, t := range e.Excl {
			out.Under = append(out.Under, g.Token(t))
		}
		v.Edges = append(v.Edges, out)
	}
	for _, c := range g.Cycles() {
		var cycle []int
		for _, e := range c {
			i := number[e]
			v.Edges[i].Cycle, v.Locks[v.Edges[i].From].Cycle = true, true
			cycle = append(cycle, i)
		}
		v.Cycles = append(v.Cycles, cycle)
	}
	for _, x := range g.Pairs {
		v.Pairs = append(v.Pairs, Repeat{int(x.Lock), x.Same, p.Name(x.Witness.Frame), place(x.Witness.Inner)})
	}
	return v
}

// OnlyCycles drops what takes part in no cycle.
func (v *View) OnlyCycles() { v.keep(func(e *Edge) bool { return e.Cycle }) }

// WithoutTests drops what only tests and examples do, if there is anything else.
func (v *View) WithoutTests() {
	if slices.ContainsFunc(v.Edges, func(e Edge) bool { return !e.trial }) {
		v.keep(func(e *Edge) bool { return !e.trial || e.Cycle })
	}
}

// keep drops the edges that are not wanted; those of cycles must be.
func (v *View) keep(wanted func(*Edge) bool) {
	number := make([]int, len(v.Edges))
	edges := []Edge{}
	for i := range v.Edges {
		number[i] = len(edges)
		if wanted(&v.Edges[i]) {
			edges = append(edges, v.Edges[i])
		}
	}
	for _, c := range v.Cycles {
		for k := range c {
			c[k] = number[c[k]]
		}
	}
	v.Edges = edges
}

// JSON writes the view as one JSON object.
func (v *View) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// DOT writes the whole graph for Graphviz.
func (v *View) DOT(w io.Writer) error { return v.graph.WriteDOT(w, v.place) }

// Text writes the view for a terminal: cycles first, then what is acquired under what.
func (v *View) Text(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%d locks, %d orders, %d cycles\n", len(v.Locks), len(v.Edges), len(v.Cycles))
	for _, c := range v.Cycles {
		b.WriteString("\ncycle")
		for _, i := range c {
			fmt.Fprintf(b, " %s ->", v.Locks[v.Edges[i].From].Name)
		}
		fmt.Fprintf(b, " %s\n", v.Locks[v.Edges[c[0]].From].Name)
		for _, i := range c {
			v.edge(b, &v.Edges[i], v.Locks[v.Edges[i].From].Name+", then ")
		}
	}
	last := -1
	for i := range v.Edges {
		e := &v.Edges[i]
		if e.From != last {
			last = e.From
			fmt.Fprintf(b, "\n%s (%s)\n", v.Locks[e.From].Name, v.Locks[e.From].Kind)
		}
		v.edge(b, e, "then ")
	}
	for _, x := range v.Pairs {
		what := "two of "
		if x.Same {
			what = "again "
		}
		fmt.Fprintf(b, "\n%s%s in %s\n  at %s\n", what, v.Locks[x.Lock].Name, x.In, x.Place)
	}
	return b.Flush()
}

func (v *View) edge(b *bufio.Writer, e *Edge, before string) {
	mark := ""
	if e.Cycle {
		mark = "  [cycle]"
	}
	fmt.Fprintf(b, "  %s%s in %s%s\n", before, v.Locks[e.To].Name, e.In, mark)
	fmt.Fprintf(b, "    %s\n", strings.Join(slices.Concat([]string{e.Outer}, e.Calls, []string{e.Place}), " > "))
	if len(e.Under) > 0 {
		fmt.Fprintf(b, "    under %s\n", strings.Join(e.Under, ", "))
	}
}
