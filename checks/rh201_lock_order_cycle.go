package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

var lockOrderCycle = &Check{
	Info: rule.Info{
		ID: "RH201", Name: "lock-order-cycle", Level: rule.Error, Precision: rule.High,
		CWE: []int{833, 667}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "strands take locks in different orders and can wait for each other for ever",
			Why: "One strand holds the first lock and waits for the second, another holds the second and " +
				"waits for the first: neither goes on. The cycle may lead through any number of locks, " +
				"files and calls, and shows only when the strands meet at the wrong moment.",
			Bad: `
import threading

class Bank:
    def __init__(self):
        self.accounts = threading.Lock()
        self.audit = threading.Lock()

    def transfer(self):
        with self.accounts:
            with self.audit:
                pass

    def report(self):
        with self.audit:
            with self.accounts:
                pass
`,
			Good: `
import threading

class Bank:
    def __init__(self):
        self.accounts = threading.Lock()
        self.audit = threading.Lock()

    def transfer(self):
        with self.accounts:
            with self.audit:
                pass

    def report(self):
        with self.accounts:
            with self.audit:
                pass
`,
			Fix: "Take the locks in one order everywhere, or let go of the first before taking the second. " +
				"Where callers choose the objects, sort them before their locks are taken, by `id` for example.",
			Silent: "A gate lock is held around all of the acquisitions, only one strand can run them, " +
				"strands are joined before the others start, the inner acquisition is an attempt that may " +
				"fail, or the objects are sorted first.",
			Misses: "Locks that one function leaves held and another releases; callbacks that are kept in containers.",
		},
	},
	Program: findLockCycles,
}

func findLockCycles(pass *Pass) {
	g := pass.run.locks()
	for _, c := range g.Cycles() {
		pass.lockCycle(g, c)
	}
	for _, x := range g.Pairs {
		if !x.Same {
			pass.lockPair(g, x)
		}
	}
	pass.loopLocks()
}

// lockCycle reports a cycle, one actor an edge.
func (pass *Pass) lockCycle(g *lockgraph.Graph, c lockgraph.Cycle) {
	w := pass.run
	c = w.rotate(g, c)
	var all []lockgraph.Witness
	var locks []lockgraph.LockID
	var names []string
	for _, e := range c {
		all = append(all, g.Edges[e].Witness)
		locks = append(locks, g.Edges[e].From)
		names = append(names, g.Locks[g.Edges[e].From].Name)
	}
	cast, proved := w.cast(all)
	if !proved && slices.ContainsFunc(locks, func(l lockgraph.LockID) bool { return g.Locks[l].Loc.Kind == program.OfFunction }) {
		return // locks of one call, and nobody else seen to have them
	}
	f := rule.Finding{
		Level: rule.Warning, Subject: subject(names), Evidence: w.says(cast, proved, locks),
		Message: cycleMessage(w.p, cast, names),
	}
	if proved && !w.onlyTried(cast) {
		f.Level = rule.Error
	}
	n := len(c)
	for i, a := range cast {
		f.Witness.Actors = append(f.Witness.Actors, w.actor(i, a))
		f.Witness.Steps = append(f.Witness.Steps, w.takes(i, a, names[i]))
		if i > 0 {
			f.Related = append(f.Related, rule.Related{
				Loc:  place(w.p, a.w.Inner.Func, a.w.Inner.Op),
				Text: fmt.Sprintf("%s is acquired here while %s is held", names[(i+1)%n], names[i]),
			})
		}
	}
	for i, a := range cast {
		f.Witness.Steps = append(f.Witness.Steps, w.waits(i, a, names[i], names[(i+1)%n]))
	}
	pass.ReportAt(cast[0].w.Inner, f)
}

// rotate lets a cycle begin with the edge whose inner acquisition comes first by path and
// place, so that the finding stays where it is when files are read in another order.
func (w *whole) rotate(g *lockgraph.Graph, c lockgraph.Cycle) lockgraph.Cycle {
	first := 0
	for i := range c {
		if w.before(g.Edges[c[i]].Witness.Inner, g.Edges[c[first]].Witness.Inner) {
			first = i
		}
	}
	return slices.Concat(c[first:], c[:first])
}

func (w *whole) before(a, b program.Site) bool {
	pa, pb := w.p.Modules[w.p.File(a.Func)].Path, w.p.Modules[w.p.File(b.Func)].Path
	if pa != pb {
		return pa < pb
	}
	return place(w.p, a.Func, a.Op).Span.Start < place(w.p, b.Func, b.Op).Span.Start
}

// subject names the locks of a cycle whatever it is seen to begin with.
func subject(names []string) string {
	sorted := slices.Clone(names)
	slices.Sort(sorted)
	return strings.Join(sorted, ", ")
}

func cycleMessage(p *program.Program, cast []waiter, names []string) string {
	if len(names) == 2 {
		return fmt.Sprintf("%s is acquired while %s is held, and [%s](1) acquires them in the other order: both can wait for ever",
			names[1], names[0], p.Name(cast[1].w.Frame))
	}
	var others []string
	for i := 1; i < len(cast); i++ {
		others = append(others, fmt.Sprintf("[%s](%d)", p.Name(cast[i].w.Frame), i))
	}
	return fmt.Sprintf("%s is acquired while %s is held, and %s close the circle %s -> %s: all can wait for ever",
		names[1], names[0], strings.Join(others, ", "), strings.Join(names, " -> "), names[0])
}

// lockPair reports a function that locks two objects of one class in the order in which
// its caller names them.
func (pass *Pass) lockPair(g *lockgraph.Graph, x lockgraph.Pair) {
	w := pass.run
	m, fn := w.p.Module(x.Witness.Frame), w.p.IR(x.Witness.Frame)
	one, other := m.Str(fn.Params[x.Choice[0]].Name), m.Str(fn.Params[x.Choice[1]].Name)
	if x.Choice[0] == x.Choice[1] || w.sorts(x.Witness, fn.Params[x.Choice[0]].Name, fn.Params[x.Choice[1]].Name) {
		return
	}
	name := g.Locks[x.Lock].Name
	cast, proved := w.cast([]lockgraph.Witness{x.Witness, x.Witness})
	if g.Locks[x.Lock].Loc.Kind == program.OfFunction && !proved {
		return
	}
	f := rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: w.says(cast, proved, []lockgraph.LockID{x.Lock}),
		Message: fmt.Sprintf("the lock of %s is acquired while that of %s is held, in the order that the caller chooses: "+
			"two calls of %s with the two swapped can wait for each other for ever", other, one, w.p.Name(x.Witness.Frame)),
	}
	if proved && !w.onlyTried(cast) {
		f.Level = rule.Error
	}
	for i, c := range cast {
		f.Witness.Actors = append(f.Witness.Actors, w.actor(i, c))
	}
	objects := [2]string{"the first object", "the second object"}
	for i, c := range cast {
		f.Witness.Steps = append(f.Witness.Steps, w.takes(i, c, name+" of "+objects[i]))
	}
	for i, c := range cast {
		f.Witness.Steps = append(f.Witness.Steps, w.waits(i, c, name+" of "+objects[i], name+" of "+objects[1-i]))
	}
	pass.ReportAt(x.Witness.Inner, f)
}

// sorts says whether a function compares its two objects before it locks them.
func (w *whole) sorts(x lockgraph.Witness, one, other ir.StrID) bool {
	fs := w.p.Facts(x.Frame, nil)
	for i := range fs.Body.Ops {
		op := &fs.Body.Ops[i]
		if op.Code != ir.Compare {
			continue
		}
		switch op.Aux {
		case ir.OpLt, ir.OpLtE, ir.OpGt, ir.OpGtE:
		default:
			continue
		}
		var first, second bool
		for _, v := range fs.Body.Args(op) {
			fs.Mentions(v, func(read int32) {
				first = first || fs.LocalOf(read) == one
				second = second || fs.LocalOf(read) == other
			})
		}
		if first && second {
			return true
		}
	}
	return false
}
