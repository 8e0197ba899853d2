package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

var selfDeadlock = &Check{
	Info: rule.Info{
		ID: "RH202", Name: "self-deadlock", Level: rule.Error, Precision: rule.VeryHigh,
		CWE: []int{764, 833}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a strand acquires a lock that it holds already and that is not reentrant",
			Why: "A `threading.Lock`, an `asyncio.Lock` or a semaphore with one permit does not ask who holds " +
				"it. A strand that acquires it again waits for itself, for ever, the first time the code runs.",
			Bad: `
import threading

class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {}

    def size(self):
        with self.lock:
            return len(self.items)

    def add(self, key, value):
        with self.lock:
            self.items[key] = value
            return self.size()
`,
			Good: `
import threading

class Cache:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {}

    def size(self):
        with self.lock:
            return len(self.items)

    def add(self, key, value):
        with self.lock:
            self.items[key] = value
        return self.size()
`,
			Fix: "Move the call out of the locked part, split off a helper that expects the lock to be held, " +
				"or make the lock an `RLock`.",
			Silent: "The lock is reentrant, the two are or may be of different objects, the inner acquisition is " +
				"an attempt that may fail, a parameter or a test of the owner decides whether it is acquired, or " +
				"another strand releases it.",
			Misses: "Objects that are the same but reached in different ways, other than a part that refers back " +
				"to its whole; callbacks that are kept in containers.",
		},
	},
	Program: findSelfDeadlocks,
}

func findSelfDeadlocks(pass *Pass) {
	g := pass.run.locks()
	signals := pass.run.p.Signals()
	for _, x := range g.Pairs {
		if x.Same && !signals[g.Locks[x.Lock].Loc] && !pass.run.avoided(x) {
			pass.selfDeadlock(g, x)
		}
	}
}

func (pass *Pass) selfDeadlock(g *lockgraph.Graph, x lockgraph.Pair) {
	w := pass.run
	name := g.Locks[x.Lock].Name
	cast, found := w.cast([]lockgraph.Witness{x.Witness})
	c := cast[0]
	at, how := x.Witness.Inner, "is acquired again"
	if len(x.Witness.Calls) > 0 { // to blame is who calls with the lock held
		at, how = x.Witness.Calls[0], "is acquired again in "+w.p.Name(x.Witness.Inner.Func)
	}
	f := rule.Finding{
		Level: rule.Error, Subject: name + " held by " + w.p.Name(x.Witness.Frame),
		Message: fmt.Sprintf("%s %s while %s holds it already; it is not reentrant, so this waits for ever",
			name, how, w.p.Name(x.Witness.Frame)),
		Evidence: "one strand does both, so it needs no other",
		Related: []rule.Related{{
			Loc: place(w.p, x.Witness.Frame, x.Witness.Outer), Text: name + " is acquired here first",
		}},
	}
	c.found = found
	f.Witness.Actors = []string{w.actor(0, c)}
	f.Witness.Steps = []rule.Step{w.takes(0, c, name), w.waits(0, c, name, name)}
	if at != x.Witness.Inner {
		f.Related = append(f.Related, rule.Related{Loc: place(w.p, x.Witness.Inner.Func, x.Witness.Inner.Op), Text: "and here again"})
	}
	pass.ReportAt(at, f)
}

// avoided says whether the code on the way to the inner acquisition looks at who holds the
// lock, or is told by its caller.
func (w *whole) avoided(x lockgraph.Pair) bool {
	sites := append(append([]program.Site{}, x.Witness.Calls...), x.Witness.Inner)
	first := w.p.Facts(sites[0].Func, nil)
	if handsOver(first, x.Witness.Outer, sites[0].Op) || w.expectsFailure(first, sites[0]) {
		return true
	}
	for i, s := range sites {
		fs := w.p.Facts(s.Func, nil)
		for _, d := range fs.Deciders(s.Op) {
			if asksOwner(fs, d) || i > 0 && (asksCaller(fs, d.Value) || w.settled(first, x.Witness, fs, s.Func, d)) {
				return true
			}
		}
	}
	return false
}

// handsOver says whether a function that acquired a lock by hand gives it to somebody else
// before the op at: he may release it.
func handsOver(fs *facts.Func, acquire, at int32) (over bool) {
	call := &fs.Body.Ops[acquire]
	if call.Code != ir.Call {
		return false
	}
	lock := fs.Body.Ops[fs.Body.Base(&fs.Body.Ops[fs.Body.Callee(call)])].Path()
	for i := acquire + 1; i < at; i++ {
		if x := &fs.Body.Ops[i]; x.Code == ir.Call {
			for _, a := range fs.Body.CallArgs(x) {
				fs.Mentions(a.Value, func(read int32) { over = over || lock != 0 && fs.Body.Ops[read].Path() == lock })
			}
		}
	}
	return over
}

// expectsFailure says whether a test wants an op to fail: with pytest.raises(…).
func (w *whole) expectsFailure(fs *facts.Func, s program.Site) bool {
	open := false
	for i := range fs.Body.Ops[:s.Op] {
		x := &fs.Body.Ops[i]
		if x.Code != ir.Enter && x.Code != ir.Exit {
			continue
		}
		c := w.p.Funcs[s.Func].CallAt(int32(fs.Body.Args(x)[0]))
		if c != nil && (c.Method == "raises" || strings.HasPrefix(c.Method, "assertRaises")) {
			open = x.Code == ir.Enter
		}
	}
	return open
}

// settled says whether a branch on the way tests what the strand tested or set itself
// after it took the lock, other than to the same end: then the test is there for those
// who come without the lock.
func (w *whole) settled(first *facts.Func, x lockgraph.Witness, fs *facts.Func, f program.FuncRef, d facts.Decider) (settled bool) {
	call := x.Calls[0].Op
	locations := func(at program.FuncRef, fs *facts.Func, v ir.Value, yield func(program.Location)) {
		fs.Sources(v, func(s facts.Source) {
			for _, a := range w.p.Funcs[at].Access {
				if a.Op == s.Op {
					yield(a.Loc)
				}
			}
		})
	}
	locations(f, fs, d.Value, func(tested program.Location) {
		for _, a := range w.p.Funcs[x.Frame].Access {
			settled = settled || a.Loc == tested && x.Outer < a.Op && a.Op < call
		}
		for _, mine := range first.Deciders(call) {
			locations(x.Frame, first, mine.Value, func(l program.Location) {
				if l == tested && mine.Truth == d.Truth {
					settled = false // it comes here only if the branch goes that way
				}
			})
		}
	})
	return settled
}

// asksOwner says whether a branch tests which strand this is, or whether the lock is free.
func asksOwner(fs *facts.Func, d facts.Decider) (asks bool) {
	fs.Sources(d.Value, func(s facts.Source) {
		if s.Op < 0 || fs.Body.Ops[s.Op].Path() == 0 {
			return
		}
		path := fs.Module.PathString(fs.Body.Ops[s.Op].Path())
		name := strings.ToLower(path[strings.LastIndexByte(path, '.')+1:])
		for _, word := range []string{"ident", "current_thread", "current_task", "owner", "owned", "held", "locked", "acquire", "depth", "nest", "reentr", "recurs", "inside"} {
			asks = asks || strings.Contains(name, word)
		}
	})
	return asks
}

// asksCaller says whether a branch tests a parameter as such, and not something that
// depends on it.
func asksCaller(fs *facts.Func, v ir.Value) bool {
	x := &fs.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		return fs.LocalOf(int32(v)) != 0 && slices.Contains(fs.Defs(int32(v)), facts.Param)
	case ir.Call: // what kind of thing the caller passed
		callee := &fs.Body.Ops[fs.Body.Callee(x)]
		if callee.Code == ir.Read && fs.Module.PathString(callee.Path()) == "isinstance" && fs.Body.NumArgs(x) > 0 {
			return asksCaller(fs, fs.Body.CallArg(x, 0).Value)
		}
	case ir.Unary, ir.Compare, ir.Merge:
		return slices.ContainsFunc(fs.Body.Args(x), func(a ir.Value) bool { return asksCaller(fs, a) })
	}
	return false
}
