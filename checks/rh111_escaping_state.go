package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

var escapingState = &Check{
	Info: rule.Info{
		ID: "RH111", Name: "guarded-state-escapes", Level: rule.Error, Precision: rule.High,
		CWE: []int{362, 820, 374}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a method returns the container itself that its lock guards, or a view or iterator of it",
			Why: "The lock is released when the method returns, but what it returns is still the container that " +
				"others change under the lock. The caller iterates over it or looks things up in it while another " +
				"thread adds and removes: `RuntimeError`, skipped elements, half a change.",
			Bad: `
import threading

class Registry:
    def __init__(self):
        self._lock = threading.Lock()
        self._handlers = {}

    def add(self, name, handler):
        with self._lock:
            self._handlers[name] = handler

    def remove(self, name):
        with self._lock:
            self._handlers.pop(name, None)

    def handlers(self):
        with self._lock:
            return self._handlers.values()
`,
			Good: `
import threading

class Registry:
    def __init__(self):
        self._lock = threading.Lock()
        self._handlers = {}

    def add(self, name, handler):
        with self._lock:
            self._handlers[name] = handler

    def remove(self, name):
        with self._lock:
            self._handlers.pop(name, None)

    def handlers(self):
        with self._lock:
            return list(self._handlers.values())
`,
			Fix: "Return a copy: `list(d.values())`, `dict(d)`, `items.copy()`; or replace the container as a whole " +
				"instead of changing it in place.",
			Silent: "What is returned is a copy or a single element, the container is replaced and never changed in " +
				"place, or all callers hold the lock, too.",
			Misses: "Containers that are returned without the lock in the first place; objects other than " +
				"containers; live containers that are stored elsewhere or passed to a call.",
		},
	},
	Program: findEscapingState,
}

func findEscapingState(pass *Pass) {
	p := pass.run.p
	guards := p.Guards()
	for i := range guards {
		g := &guards[i]
		change := slices.IndexFunc(g.Under, func(u program.GuardUse) bool {
			return u.Kind >= program.Storing && u.Kind <= program.Changing && !u.Calls
		})
		if change < 0 || p.ContainerAt(g.Loc) == program.NotContainer {
			continue
		}
		done := map[program.FuncRef]bool{}
		for k := range g.Under {
			u := &g.Under[k]
			if u.Kind != program.Reading || done[u.Func] || p.Replaces(u.Func, u.Loc) || p.IR(u.Func).Flags&ir.Generator != 0 {
				continue // while a generator waits at its yield, it holds the lock
			}
			if ret, view := escape(p, g, u); ret >= 0 {
				done[u.Func] = true
				pass.escapes(g, u, &g.Under[change], ret, view)
			}
		}
	}
}

// escape returns the return that hands out what a use under the lock reads, or a lazy view
// of it, if any.
func escape(p *program.Program, g *program.Guard, u *program.GuardUse) (ret int32, view bool) {
	f := p.Facts(u.Func, nil)
	held, _ := p.HeldHere(u.Func, u.Access.Op)
	if !slices.ContainsFunc(held, g.Lock.Same) {
		return -1, false // the callers hold the lock
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Return || x.N == 0 || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		if yes, lazy := live(p, f, u, f.Body.Args(x)[0], 3); yes {
			return int32(i), lazy
		}
	}
	return -1, false
}

// live says whether a value is what a use reads, as it is or seen through a view.
func live(p *program.Program, f *facts.Func, u *program.GuardUse, v ir.Value, depth int) (yes, lazy bool) {
	if int32(v) == u.Access.Op && u.Access.Loc.Path == u.Loc.Path {
		return true, false
	}
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		if name := f.LocalOf(int32(v)); name != 0 && depth > 0 {
			if defs := f.Defs(int32(v)); len(defs) == 1 && defs[0] != facts.Param {
				return live(p, f, u, f.Body.Stored(&f.Body.Ops[defs[0]]), depth-1)
			}
		}
	case ir.Call:
		c := p.Funcs[u.Func].CallAt(int32(v))
		if c == nil || len(c.Targets) > 0 {
			return false, false
		}
		callee := &f.Body.Ops[f.Body.Callee(x)]
		switch {
		case (c.Method == "values" || c.Method == "keys" || c.Method == "items") && callee.Code == ir.Read && f.Body.NumArgs(x) == 0 && f.Body.Base(callee) >= 0:
			base := f.Body.Base(callee)
			return int32(base) == u.Access.Op || int32(f.Body.Callee(x)) == u.Access.Op && u.Access.Loc.Path == u.Loc.Path+"."+c.Method, true
		case c.Name == "builtins.iter" || c.Name == "builtins.reversed" || c.Name == "builtins.enumerate" || c.Name == "types.MappingProxyType":
			if f.Body.NumArgs(x) > 0 {
				yes, _ = live(p, f, u, f.Body.CallArg(x, 0).Value, depth-1)
				return yes, true
			}
		}
	}
	return false, false
}

func (pass *Pass) escapes(g *program.Guard, u, change *program.GuardUse, ret int32, view bool) {
	p := pass.run.p
	if callersHold(p, u.Func, g.Lock) {
		return
	}
	e := p.InterferesThread(u.Func, u.Access, program.Writer{Func: change.Func, Access: change.Access})
	name, lock := p.Describe(g.Loc), g.Lock.Name
	what := name + " itself leaves " + p.Name(u.Func)
	if view {
		what = "a live view of " + name + " leaves " + p.Name(u.Func)
	}
	why := fmt.Sprintf("%s guards %s in %d of %d accesses, so it is meant for several threads", lock, name, len(g.Under), len(g.Under)+len(g.Bare))
	site := program.Site{Func: u.Func, Op: ret}
	pass.ReportAt(site, rule.Finding{
		Level: level(e), Pedantic: g.Lock.Row.Scope != model.Thread || p.Private(u.Func) && !p.Called(u.Func), Subject: name, Evidence: why,
		Message: fmt.Sprintf("%s, and its caller uses it without %s, under which %s [changes it](1)", what, lock, p.Name(change.Func)),
		Related: []rule.Related{{Loc: place(p, change.Func, change.Op), Text: name + " is changed under " + lock + " here"}},
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + p.Name(u.Func) + ")", "Thread B (" + p.Name(change.Func) + ")"},
			Steps: []rule.Step{
				{Actor: 0, Loc: place(p, u.Func, ret), Action: rule.Releases, Text: "returns the live container and releases the lock"},
				{Actor: 1, Loc: place(p, change.Func, change.Op), Action: rule.Writes, Text: "changes " + name, Locks: lockNames(p.Held(change.Func, change.Access.Op))},
				{Actor: 0, Loc: place(p, u.Func, ret), Action: rule.Reads, Text: "its caller goes on with the container that is changing"},
			},
		},
	})
}

// callersHold says whether everybody who calls f in the program holds a lock meanwhile.
func callersHold(p *program.Program, f program.FuncRef, k program.Lock) bool {
	found := false
	for _, s := range p.CallsOf(f) {
		if p.Trial(s.Func) {
			continue
		}
		if !slices.ContainsFunc(p.Held(s.Func, s.Op), k.Same) {
			return false
		}
		found = true
	}
	return found
}
