package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// unevenAwaits reports calls whose result an async function drops or returns as it is,
// while it awaits that of the same callee elsewhere. What the callee is need not be known.
func (pass *Pass) unevenAwaits(f *Func) {
	if f.IR.Flags&ir.Async == 0 || f.IR.Flags&ir.Generator != 0 || f.P.InTests(f.Ref) || f.asksWhatItIs() {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || x.X == 0 || x.Flags&ir.Implicit != 0 || c.Spawned || len(c.Targets) > 0 || c.Name != "" && f.P.MakesCoroutine(c) || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		how := f.coroutineUse(c.Op, 0)
		if how != unusedCoroutine && how != returnedCoroutine || how == returnedCoroutine && f.awaitedTwice() {
			continue
		}
		if at := f.awaitedElsewhere(c.Op); at >= 0 && !f.choosesByKind(c.Op, at, how) {
			pass.uneven(f, c, at, how)
		}
	}
}

// asksWhatItIs says whether the function finds out whether something can be awaited.
func (f *Func) asksWhatItIs() bool {
	for _, name := range []string{"isawaitable", "iscoroutine", "iscoroutinefunction", "isasyncgen", "maybe_await", "maybe_awaitable"} {
		if f.calledMethod(name) {
			return true
		}
	}
	return false
}

// choosesByKind says whether a branch decides between the two calls because it knows
// whether the callee is async: its test speaks of that, or of the object called.
func (f *Func) choosesByKind(op, awaited int32, how coroutineUse) bool {
	for _, d := range f.Deciders(op) {
		opposite := slices.ContainsFunc(f.Deciders(awaited), func(e facts.Decider) bool { return e.Branch == d.Branch && e.Truth != d.Truth })
		if !opposite {
			continue
		}
		if how == unusedCoroutine {
			return true
		}
		root, kind := f.rootOf(op), false
		f.Mentions(d.Value, func(read int32) {
			name := strings.ToLower(f.Module.PathString(f.Body.Ops[read].Path()))
			kind = kind || strings.Contains(name, "async") || strings.Contains(name, "coro") || strings.Contains(name, "await") ||
				root >= 0 && f.Body.Ops[read].Path() == f.Body.Ops[root].Path() && f.LocalOf(root) != f.selfName()
		})
		if kind {
			return true
		}
	}
	return false
}

// selfName returns the name of the receiver of a method, else 0.
func (f *Func) selfName() ir.StrID {
	if f.IR.Class != 0 && len(f.IR.Params) > 0 {
		return f.IR.Params[0].Name
	}
	return 0
}

// awaitedElsewhere finds another call of the same callee, written alike, whose result is
// awaited on the spot; -1 if there is none.
func (f *Func) awaitedElsewhere(op int32) int32 {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Await {
			continue
		}
		call := int32(f.Body.Args(x)[0])
		y := &f.Body.Ops[call]
		if y.Code == ir.Call && y.X == f.Body.Ops[op].X && call != op && f.sameCallee(call, op) {
			return call
		}
	}
	return -1
}

// sameCallee says whether two calls written alike have one callee: where it is reached
// through a local, the local has not been assigned in between.
func (f *Func) sameCallee(a, b int32) bool {
	x, y := f.rootOf(a), f.rootOf(b)
	if x < 0 || y < 0 {
		return false
	}
	if f.LocalOf(x) == 0 {
		return true
	}
	p, q := f.Defs(x), f.Defs(y)
	if len(p) != 1 || len(q) != 1 {
		return false
	}
	return p[0] == q[0]
}

// rootOf returns the read of the name that the callee of a call starts with, -1 if it
// does not start with one.
func (f *Func) rootOf(call int32) int32 {
	v := f.Body.Callee(&f.Body.Ops[call])
	for {
		x := &f.Body.Ops[v]
		if x.Code != ir.Read {
			return -1
		}
		base := f.Body.Base(x)
		if base < 0 {
			return int32(v)
		}
		v = base
	}
}

func (pass *Pass) uneven(f *Func, c *program.CallSite, awaited int32, how coroutineUse) {
	name := f.Module.PathString(f.Body.Ops[c.Op].Path())
	message := fmt.Sprintf("%s() is not awaited here, although %s awaits it elsewhere: none of its code runs", name, f.P.Name(f.Ref))
	if how == returnedCoroutine {
		message = fmt.Sprintf("%s() is returned without an await, although %s awaits it elsewhere: who awaits %s gets a coroutine instead of a result on this way",
			name, f.P.Name(f.Ref), f.P.Name(f.Ref))
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Message: message,
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "makes "+name+"() and does not await it"),
				f.step(awaited, rule.Suspends, "awaits "+name+"() on another way"),
			},
		},
		Related: []rule.Related{{Loc: f.At(awaited), Text: "awaited here"}},
	})
}

// neverCalled reports async functions that a function defines for itself and forgets.
func (pass *Pass) neverCalled(f *Func) {
	if f.IR.Kind != ir.Function || f.P.InTests(f.Ref) || f.calls("builtins.locals", "builtins.exec", "builtins.eval") {
		return
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.MakeFunc || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		inner := f.P.Ref(f.P.Funcs[f.Ref].Mod, ir.FuncID(x.X))
		if !f.P.Async(inner) || len(f.P.IR(inner).Decorators) > 0 {
			continue
		}
		for _, u := range f.Uses(int32(i)) {
			if f.Body.Ops[u].Code == ir.Write && f.NeverRead(u) {
				pass.innerNeverCalled(f, int32(i), inner)
			}
		}
	}
}

func (pass *Pass) innerNeverCalled(f *Func, op int32, inner program.FuncRef) {
	name := f.Module.Str(f.P.IR(inner).Name)
	pass.Report(op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("the async function %s() is defined here and never called: none of its code runs", name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				f.step(op, rule.Writes, "defines "+name),
				f.step(op, rule.Ends, "never calls it, and hands it to nobody"),
			},
		},
	})
}

// madeTooEarly reports coroutines that are arguments of the coroutine that a task runs,
// where the task is kept to be cancelled: cancelled before its first step, it never
// comes to await them.
func (pass *Pass) madeTooEarly(f *Func) {
	spawns := f.P.Funcs[f.Ref].Spawns
	for i := range spawns {
		s := &spawns[i]
		if !s.IsHandle() || s.Arg < 0 || f.Body.Ops[s.Arg].Code != ir.Call || f.P.InTests(f.Ref) || f.Graph.BlockOf(s.Op) < 0 || !f.keptToCancel(s) {
			continue
		}
		outer := f.P.Funcs[f.Ref].CallAt(s.Arg)
		if outer == nil || !f.P.MakesCoroutine(outer) {
			continue
		}
		for _, a := range f.Body.CallArgs(&f.Body.Ops[s.Arg]) {
			if c := f.P.Funcs[f.Ref].CallAt(int32(a.Value)); c != nil && f.Body.Ops[a.Value].Code == ir.Call && f.P.MakesCoroutine(c) {
				pass.coroutineTooEarly(f, s, c, outer)
				break
			}
		}
	}
}

// keptToCancel says whether the handle of a task is kept where others cancel it.
func (f *Func) keptToCancel(s *program.Spawn) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Own || a.Kind != program.Writing && a.Kind != program.Storing && a.Kind != program.Growing {
			continue
		}
		if v := f.addedBy(a.Op); v >= 0 && f.hasSource(v, s.Op) && f.P.Cancels(a.Loc.Root()) {
			return true
		}
	}
	return false
}

// addedBy returns what a write stores or an adding call adds last, or NoValue.
func (f *Func) addedBy(op int32) ir.Value {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Write:
		return f.Body.Stored(x)
	case ir.Call:
		if n := f.Body.NumArgs(x); n > 0 {
			return f.Body.CallArg(x, n-1).Value
		}
	}
	return ir.NoValue
}

func (pass *Pass) coroutineTooEarly(f *Func, s *program.Spawn, c, outer *program.CallSite) {
	name := f.Module.PathString(f.Body.Ops[c.Op].Path())
	by := f.Module.PathString(f.Body.Ops[outer.Op].Path())
	pass.Report(c.Op, rule.Finding{
		Level: rule.Note, Subject: name,
		Message: fmt.Sprintf("the coroutine %s() is made before the task runs: if the task is cancelled before its first step, %s() never awaits it", name, by),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + by + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "makes the coroutine "+name+"()"),
				f.step(s.Op, rule.Spawns, "starts a task that is to await it"),
				{Actor: 2, Loc: f.At(s.Op), Action: rule.Ends, Text: "cancels the task before its first step"},
			},
		},
		Fix: "Make the coroutine in an async function that the task runs.",
	})
}

// hasSource says whether a value may be computed from the result of an op.
func (f *Func) hasSource(v ir.Value, op int32) bool {
	found := false
	f.Sources(v, func(s facts.Source) { found = found || s.Op == op })
	return found
}
