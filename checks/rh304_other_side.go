package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// fromOtherSide reports calls that only the loop's own thread may make, in methods that
// run where their caller pleases, of a class whose methods are meant for other threads:
// it has some that wait for the loop, or a thread of its own that runs the loop.
func (pass *Pass) fromOtherSide(f *Func) {
	if !f.P.CalledFromOutside(f.Ref) || f.P.InTests(f.Ref) {
		return
	}
	at, why, meant := f.P.OtherSide(f.P.Funcs[f.Ref].Class)
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		instead, bound := f.P.LoopBound(c)
		bound = bound && meant && !f.needsLoop(c)
		if runner, stop, ok := f.stopsLoop(c); ok {
			instead, bound = stop, true
			at, why = program.Site{Func: runner}, f.P.Name(runner)+" runs or starts that loop in a thread of its own"
		}
		if !bound || c.Fresh && !strings.HasSuffix(c.Name, "PeriodicCallback.start") || f.beforeStart(c.Op) || f.afterEnd(c.Op) {
			continue
		}
		pass.otherSide(f, c, instead, at, why)
	}
}

func (pass *Pass) otherSide(f *Func, c *program.CallSite, instead string, at program.Site, why string) {
	name := c.Method
	if p := f.Body.Ops[c.Op].Path(); p != 0 {
		name = f.Module.PathString(p)
	}
	lev := rule.Warning
	if f.joins(c.Op) {
		lev = rule.Error // it runs beside the thread for certain
	}
	pass.Report(c.Op, rule.Finding{
		Level: lev, Subject: name, Evidence: why,
		Message: fmt.Sprintf("%s() may only be called in the event loop's own thread, but %s is for other threads: %s", name, f.P.Name(f.Ref), why),
		Witness: rule.Witness{
			Actors: []string{"Thread A (caller of " + f.P.Name(f.Ref) + ")", "The event loop's thread"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "calls "+name+"() without the loop knowing"),
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "may be in the middle of changing the same object, and is not woken"},
			},
		},
		Related: []rule.Related{{Loc: place(f.P, at.Func, at.Op), Text: "shows that other threads are meant"}},
		Fix:     "Use " + instead + " to hand the call to the loop's thread.",
	})
}

// stopsLoop says whether a call stops, or adds work to, a loop that a thread runs which
// the class starts on itself.
func (f *Func) stopsLoop(c *program.CallSite) (runner program.FuncRef, instead string, ok bool) {
	switch c.Method {
	case "stop", "call_soon", "call_later", "call_at", "create_task", "add_timeout":
	default:
		return program.NoFunc, "", false
	}
	v := f.receiver(c.Op)
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return program.NoFunc, "", false
	}
	loc := f.location(v)
	if loc.Kind != program.OfInstance {
		return program.NoFunc, "", false
	}
	if runner, ok = f.P.LoopOfThread(loc, f.P.Funcs[f.Ref].Class); !ok {
		return program.NoFunc, "", false
	}
	if strings.HasPrefix(c.Method, "stop") && f.P.Imports(f.Ref, "tornado") {
		return runner, "IOLoop.add_callback()", true
	}
	return runner, "loop.call_soon_threadsafe()", true
}

// needsLoop says whether a call works on the loop's thread only, so that whoever makes it
// is there: asyncio.create_task raises elsewhere; or prepares an object for its loop. What
// a class does to its loop itself is part of how it runs there, as a rule.
func (f *Func) needsLoop(c *program.CallSite) bool {
	switch c.Name {
	case "asyncio.create_task", "asyncio.ensure_future":
		return true
	case "tornado.ioloop.PeriodicCallback.start":
		return false
	}
	return f.P.Setup(f.Ref) || strings.HasPrefix(c.Name, "asyncio.AbstractEventLoop.") || strings.HasPrefix(c.Name, "tornado.ioloop.IOLoop.")
}

// beforeStart says whether the function goes on to start a thread: then none runs yet.
func (f *Func) beforeStart(op int32) bool {
	calls := f.P.Funcs[f.Ref].Calls
	return slices.ContainsFunc(calls, func(c program.CallSite) bool {
		return c.Op > op && c.Method == "start" && c.Name != "tornado.ioloop.PeriodicCallback.start" && f.Reaches(op, c.Op, nil)
	})
}

// afterEnd says whether the function has waited for a thread before.
func (f *Func) afterEnd(op int32) bool {
	calls := f.P.Funcs[f.Ref].Calls
	return slices.ContainsFunc(calls, func(c program.CallSite) bool {
		return c.Op < op && f.joinsThread(&c) && f.Reaches(c.Op, op, nil)
	})
}

// joins says whether the function goes on to wait for a thread.
func (f *Func) joins(op int32) bool {
	calls := f.P.Funcs[f.Ref].Calls
	return slices.ContainsFunc(calls, func(c program.CallSite) bool {
		return c.Op > op && f.joinsThread(&c) && f.Reaches(op, c.Op, nil)
	})
}

// joinsThread tells thread.join() from ", ".join(parts).
func (f *Func) joinsThread(c *program.CallSite) bool {
	x := &f.Body.Ops[c.Op]
	return c.Method == "join" && x.Code == ir.Call && (f.Body.NumArgs(x) == 0 || f.Module.KeywordArg(f.Body, x, "timeout") != ir.NoValue || c.Name == "threading.Thread.join")
}
