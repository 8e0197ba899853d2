package lockgraph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/racehunt/racehunt/program"
)

// WriteDOT writes the graph in the language of Graphviz: locks as boxes, one arrow for
// each pair of locks with the place of its shortest witness, cycles in red. Locks without
// edges are left out. place writes a place of the program.
func (g *Graph) WriteDOT(w io.Writer, place func(program.Site) string) error {
	b := bufio.NewWriter(w)
	b.WriteString("digraph locks {\n\trankdir=LR;\n\tnode [shape=box, fontname=\"sans-serif\"];\n\tedge [fontname=\"sans-serif\", fontsize=9];\n")
	bad := map[[2]LockID]bool{}
	hot := map[LockID]bool{}
	for _, c := range g.Cycles() {
		for _, e := range c {
			bad[[2]LockID{g.Edges[e].From, g.Edges[e].To}] = true
			hot[g.Edges[e].From] = true
		}
	}
	used := make([]bool, len(g.Locks))
	for i := range g.Edges {
		used[g.Edges[i].From], used[g.Edges[i].To] = true, true
	}
	for i, l := range g.Locks {
		if used[i] {
			fmt.Fprintf(b, "\tn%d [label=%s%s];\n", i, quote(l.Name), color(hot[LockID(i)]))
		}
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		if i > 0 && g.Edges[i-1].From == e.From && g.Edges[i-1].To == e.To {
			continue
		}
		fmt.Fprintf(b, "\tn%d -> n%d [label=%s%s];\n", e.From, e.To, quote(place(e.Witness.Inner)), color(bad[[2]LockID{e.From, e.To}]))
	}
	b.WriteString("}\n")
	return b.Flush()
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}

func color(cycle bool) string {
	if cycle {
		return ", color=red, fontcolor=red"
	}
	return ""
}
