package cfg

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

var edgeNames = [...]string{Normal: "", True: "true ", False: "false ", Exceptional: "exc ", Cancel: "cancel "}

// String returns "normal", "true", "false", "exc" or "cancel".
func (k EdgeKind) String() string {
	if k == Normal {
		return "normal"
	}
	return strings.TrimSpace(edgeNames[k])
}

// String returns the graph as stable text: each block with its ops and edges. A
// suspending op is marked !suspends.
func (g *Graph) String() string {
	var w strings.Builder
	fmt.Fprintf(&w, "func %s\n", g.Module.Str(g.Module.Funcs[g.Func].Qual))
	for i := range g.Blocks {
		g.printBlock(&w, BlockID(i))
	}
	return w.String()
}

func (g *Graph) printBlock(w *strings.Builder, id BlockID) {
	b := &g.Blocks[id]
	fmt.Fprintf(w, "b%d%s\n", id, g.title(id))
	for i := b.First; i < b.End; i++ {
		text := g.Module.OpString(g.Body, i)
		if b.Suspends && i == b.End-1 {
			text += "  !suspends"
		}
		if g.Body.Ops[i].Code == ir.Label {
			fmt.Fprintf(w, "  %s\n", text)
		} else {
			fmt.Fprintf(w, "    %s\n", text)
		}
	}
	for i, e := range b.Succs {
		sep := " | "
		if i == 0 {
			sep = "    -> "
		}
		fmt.Fprintf(w, "%s%sb%d", sep, edgeNames[e.Kind], e.To)
	}
	if len(b.Succs) > 0 {
		w.WriteByte('\n')
	}
}

// title says what is special about a block.
func (g *Graph) title(id BlockID) string {
	title := ""
	for _, x := range [...]struct {
		at   BlockID
		name string
	}{{g.Entry, " entry"}, {g.Exit, " exit"}, {g.Raise, " raise"}, {g.Cancelled, " cancelled"}} {
		if id == x.at {
			title += x.name
		}
	}
	if id >= g.Exit && !g.Reachable(id) {
		title += " unreachable"
	}
	b := &g.Blocks[id]
	if b.Copy != 0 {
		title += fmt.Sprintf(" copy %d", b.Copy)
	}
	if b.Resumes {
		title += " resumes"
	}
	return title
}
