package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var resolvedTwice = &Check{
	Info: rule.Info{
		ID: "RH313", Name: "future-resolved-twice", Level: rule.Warning, Precision: rule.High,
		CWE: []int{662, 362}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a future is resolved that a cancellation or timeout may already have ended",
			Why: "When a task that awaits a future is cancelled, or `wait_for` runs out of time, the future is " +
				"cancelled with it. Whoever resolves it later gets `InvalidStateError`, in the middle of a reader " +
				"or callback that serves everybody else.",
			Bad: `
import asyncio

class Rpc:
    def __init__(self):
        self.replies = {}

    async def call(self, number, send):
        reply = asyncio.get_running_loop().create_future()
        self.replies[number] = reply
        send(number)
        return await asyncio.wait_for(reply, 10)

    def on_message(self, number, value):
        self.replies.pop(number).set_result(value)
`,
			Good: `
import asyncio

class Rpc:
    def __init__(self):
        self.replies = {}

    async def call(self, number, send):
        reply = asyncio.get_running_loop().create_future()
        self.replies[number] = reply
        send(number)
        return await asyncio.wait_for(reply, 10)

    def on_message(self, number, value):
        reply = self.replies.pop(number)
        if not reply.done():
            reply.set_result(value)
`,
			Fix:    "Test `done()` right before, or suppress `InvalidStateError`.",
			Silent: "The future is tested, the error is handled, or the waiter shields the future.",
			Misses: "Futures that are handed to another function before they are awaited.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool { return p.Has(f, program.Resolves) },
	Func:  findDoubleResolution,
}

func findDoubleResolution(pass *Pass, f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	again := map[string]bool{}
	for i := range calls {
		c := &calls[i]
		if c.Method != "set_result" && c.Method != "set_exception" || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		fut := f.receiver(c.Op)
		if fut < 0 || !f.isFuture(fut) || f.looksFirst(fut) || f.handlesError(c.Op) || f.suppressed(c.Op) {
			continue
		}
		if w, ok := f.cancellableWait(fut); ok {
			pass.resolvedTwice(f, c, w)
		} else if w, ok := f.endsElsewhere(fut); ok && !f.storesNew(fut) {
			pass.resolvedTwice(f, c, w)
		} else if name := f.receiverText(c.Op); !again[name] && f.resolvedByNext(fut) {
			again[name] = true
			pass.resolvedAgain(f, c)
		}
	}
	pass.scheduledResolutions(f)
	pass.resolvedOnOnePath(f)
}

// receiver returns the object that a call is made on, or NoValue.
func (f *Func) receiver(call int32) ir.Value {
	callee := &f.Body.Ops[f.Body.Callee(&f.Body.Ops[call])]
	if callee.Code != ir.Read {
		return ir.NoValue
	}
	return f.Body.Base(callee)
}

// isA says whether a value may be an instance of an outside class.
func (f *Func) isA(v ir.Value, class string) bool {
	for _, o := range f.types().Objects(v) {
		if o.Kind == program.ExtInst && o.Name == class {
			return true
		}
	}
	return false
}

// isFuture says whether a value may be a future of the event loop: by its type, or
// because one is made where it comes from.
func (f *Func) isFuture(v ir.Value) bool {
	if len(f.types().Objects(v)) > 0 {
		return f.isA(v, "asyncio.Future")
	}
	return slices.ContainsFunc(f.origins(v), func(loc program.Location) bool {
		return slices.ContainsFunc(f.P.Writers(loc), f.P.StoresNewFuture)
	})
}

// looksFirst says whether the function asks a future for its state anywhere, or a value
// that may be the same future.
func (f *Func) looksFirst(fut ir.Value) bool {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		switch c.Method {
		case "done", "cancelled", "set_running_or_notify_cancel":
		default:
			continue
		}
		if v := f.receiver(c.Op); f.Body.Ops[c.Op].Code != ir.Call || v < 0 || f.mayBeSame(v, fut) {
			return true
		}
	}
	return false
}

// mayBeSame says whether two values are read alike, come from one place, or whether it
// is not known where one of them comes from.
func (f *Func) mayBeSame(v, w ir.Value) bool {
	x, y := f.Body.Ops[v].Path(), f.Body.Ops[w].Path()
	if x == 0 || y == 0 || x == y {
		return true
	}
	a, b := f.origins(v), f.origins(w)
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(l program.Location) bool { return slices.Contains(b, l) })
}

// suppressed says whether an op stands in a with suppress(…).
func (f *Func) suppressed(op int32) bool {
	for i := int32(0); i < op; i++ {
		x := &f.Body.Ops[i]
		if x.Code != ir.Enter {
			continue
		}
		if c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(x)[0])); c != nil && c.Name == "contextlib.suppress" {
			if _, to := f.Region(i); op < to {
				return true
			}
		}
	}
	return false
}

// wait is an await of a future that lets a cancellation through to it.
type wait struct {
	fn    program.FuncRef
	op    int32 // the await
	timed bool  // in wait_for
	tidy  bool  // the waiter takes the future away when the wait fails
	given bool  // fn gives the future to whoever calls it, rather than awaiting it
}

// cancellableWait finds a function that makes the future kept where v comes from, and
// awaits it without a shield.
func (f *Func) cancellableWait(v ir.Value) (wait, bool) {
	for _, loc := range f.origins(v) {
		for _, w := range f.P.Writers(loc) {
			if x, ok := f.P.AwaitsNewFuture(w); ok {
				return wait{x.Func, x.Op, x.Timed, x.Tidy, false}, true
			}
		}
	}
	return wait{}, false
}

// endsElsewhere finds a function other than the maker of the future that awaits it
// without a shield, or one that gives it to its callers.
func (f *Func) endsElsewhere(v ir.Value) (wait, bool) {
	for _, loc := range f.origins(v) {
		if !slices.ContainsFunc(f.P.Writers(loc), f.P.StoresNewFuture) {
			continue // a loop that makes futures, say
		}
		if x, ok := f.P.EndsFuture(loc); ok && x.Func != f.Ref {
			return wait{x.Func, x.Op, x.Timed, x.Tidy, x.Given}, true
		}
	}
	return wait{}, false
}

// storesNew says whether the function has made the future that it resolves.
func (f *Func) storesNew(v ir.Value) bool {
	return slices.ContainsFunc(f.origins(v), func(loc program.Location) bool {
		return slices.ContainsFunc(f.P.Writers(loc), func(w program.Writer) bool { return w.Func == f.Ref && f.P.StoresNewFuture(w) })
	})
}

// location returns where a value is read from, the zero Location if that is not shared.
func (f *Func) location(v ir.Value) program.Location {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if access[i].Op == int32(v) && access[i].Kind == program.Reading {
			return access[i].Loc
		}
	}
	return program.Location{}
}

// origins lists the shared locations that a value, or the container it comes out of,
// is read from.
func (f *Func) origins(v ir.Value) (out []program.Location) {
	access := f.P.Funcs[f.Ref].Access
	add := func(op int32) {
		for i := range access {
			if access[i].Op == op {
				out = append(out, access[i].Loc.Root())
			}
		}
	}
	f.Sources(v, func(s facts.Source) {
		if s.Op >= 0 {
			add(s.Op)
		}
	})
	return out
}

func (pass *Pass) resolvedTwice(f *Func, c *program.CallSite, w wait) {
	name := f.receiverText(c.Op)
	if name == "" {
		name = "the future"
	}
	how := "is cancelled when the task that awaits it in " + f.P.Name(w.fn) + " is"
	if w.timed {
		how = "is cancelled when the wait_for in " + f.P.Name(w.fn) + " runs out of time"
	}
	waits, related := "waits for the future", "the future is awaited here, without asyncio.shield"
	if w.given {
		how = "is cancelled when a task that got it from " + f.P.Name(w.fn) + " and awaits it is"
		waits, related = "gives the future to its caller, who awaits it", "the future is given away here, without asyncio.shield"
	}
	at := place(f.P, w.fn, w.op)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: w.tidy || f.P.InTests(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s may be done already: it %s; %s then raises InvalidStateError", name, how, c.Method),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(w.fn) + ")", "Task B (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				{Loc: at, Action: rule.Suspends, Text: waits},
				{Loc: at, Action: rule.Ends, Text: "is cancelled or runs out of time, and the future is cancelled with it"},
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Writes, Text: c.Method + " on a future that is done raises InvalidStateError"},
			},
		},
		Related: []rule.Related{{Loc: at, Text: related}},
	})
}
