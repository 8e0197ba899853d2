package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var cancellationSwallowed = &Check{
	Info: rule.Info{
		ID: "RH309", Name: "cancellation-swallowed", Level: rule.Warning, Precision: rule.High,
		CWE: []int{833, 772}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a handler catches the cancellation of its own task, and the task goes on",
			Why: "`task.cancel()` raises `CancelledError` once, at the await where the task is. A handler that " +
				"catches it and does not raise it again makes the request disappear: the task runs on, whoever " +
				"waits for it to end waits for ever, and timeouts around it do not fire.",
			Bad: `
import asyncio

async def poll(queue, handle):
    while True:
        try:
            await handle(await queue.get())
        except BaseException:
            print("failed")
`,
			Good: `
import asyncio

async def poll(queue, handle):
    while True:
        try:
            await handle(await queue.get())
        except Exception:
            print("failed")
`,
			Fix:    "Catch `Exception`, or raise the cancellation again when the clean-up is done.",
			Silent: "The handler raises, ends the task, or awaits a task that this code cancelled itself; the function looks at `cancelling()`.",
			Misses: "Handlers whose type is computed, and cancellations that are lost in callees outside of the program.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.CatchesCancel) && p.IR(f).Flags&ir.Async != 0
	},
	Func: findSwallowedCancellation,
}

func findSwallowedCancellation(pass *Pass, f *Func) {
	if f.calledMethod("uncancel") || f.calledMethod("cancelling") {
		return
	}
	if f.P.Imports(f.Ref, "twisted") || f.raisesLater() {
		return // there a cancellation is an error like others, of the thing awaited
	}
	levels := (f.P.Imports(f.Ref, "trio") || f.P.Imports(f.Ref, "anyio")) && !f.startsStrands() && !f.P.InTests(f.Ref)
	handlers := append(f.CancelHandlers(), f.suppressors()...)
	for i := range handlers {
		h := &handlers[i]
		if !h.Suppressed && f.passesOn(h) {
			continue
		}
		if caller, at, ok := f.callerGoesOn(h); ok && slices.ContainsFunc(h.Suspends, f.ownWork) {
			pass.swallowedFor(f, h, caller, at)
			continue
		}
		if f.passesForResult(h) {
			pass.swallowed(f, h, h.Op, "its caller gets an ordinary result", f.returnsValue(h.Op, h.End) && !f.amongErrors(h))
			continue
		}
		if next, ok := f.worksOn(h); ok {
			pass.swallowed(f, h, next, "the function goes on with its work", false)
			continue
		}
		if caller, ok := f.callerTakesItForDone(h); ok {
			pass.swallowed(f, h, h.Op, "its caller "+f.P.Name(caller)+" takes that for the outcome", false)
			continue
		}
		h.Suspends = slices.DeleteFunc(h.Suspends, func(op int32) bool { return !f.ownWork(op) })
		if len(h.Suspends) == 0 {
			continue
		}
		if at, ok := f.goesOn(h); ok && !f.mayReturn(h) {
			pass.swallowed(f, h, at, "the task goes on at its next turn", false)
		} else if levels && !h.Suppressed && !f.P.Imports(f.Ref, "asyncio") && len(f.P.Callers(f.Ref)) > 0 {
			pass.swallowed(f, h, h.Op, "the cancel scope never sees its cancellation come back", false)
		}
	}
}

// raisesLater says whether the function remembers a cancellation to raise it when it is
// through with something, or looks at exceptions by itself.
func (f *Func) raisesLater() bool {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		switch {
		case x.Code == ir.Raise && x.N > 0:
			if p := f.Body.Ops[f.Body.Args(x)[0]].Path(); p != 0 {
				switch f.Module.Str(f.Module.Paths[p].Name) {
				case "CancelledError", "Cancelled":
					return true
				}
			}
		case x.Code == ir.Call && x.X != 0 && f.Module.Str(f.Module.Paths[x.X].Name) == "exc_info":
			return true
		}
	}
	return false
}

// suppressors lists the with statements that suppress cancellation.
func (f *Func) suppressors() (out []facts.CancelHandler) {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Enter || x.Flags&ir.IsAsync != 0 {
			continue
		}
		m := f.Body.Args(x)[0]
		call := f.P.Funcs[f.Ref].CallAt(int32(m))
		if call == nil || call.Name != "contextlib.suppress" || !f.namesCancel(m) {
			continue
		}
		from, to := f.Region(int32(i))
		h := facts.CancelHandler{Op: int32(i), Bind: -1, End: to, Suspends: f.SuspendsIn(from, to), Suppressed: true}
		if len(h.Suspends) > 0 {
			out = append(out, h)
		}
	}
	return out
}

func (f *Func) namesCancel(call ir.Value) bool {
	for _, a := range f.Body.CallArgs(&f.Body.Ops[call]) {
		if p := f.Body.Ops[a.Value].Path(); p != 0 {
			switch f.Module.Str(f.Module.Paths[p].Name) {
			case "CancelledError", "BaseException", "Cancelled":
				return true
			}
		}
	}
	return false
}

// ownWork says whether what a suspension waits for is work of this task: a coroutine,
// not a task or future whose own cancellation would come out of the same await.
func (f *Func) ownWork(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code != ir.Await {
		return x.Code == ir.Next || x.Code == ir.Enter // an exit waits for what the block has started
	}
	v := f.Body.Args(x)[0]
	y := &f.Body.Ops[v]
	if y.Code != ir.Call {
		return false
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(v))
	if c == nil {
		return false
	}
	if len(c.Targets) > 0 {
		return c.Sure && !f.calledMethod("cancel") && !f.givenTask(y)
	}
	switch c.Name {
	case "asyncio.sleep", "asyncio.Queue.get", "asyncio.Queue.put", "asyncio.Event.wait", "asyncio.open_connection",
		"asyncio.StreamReader.read", "asyncio.StreamReader.readline", "asyncio.StreamReader.readexactly",
		"asyncio.StreamWriter.drain", "asyncio.Lock.acquire", "asyncio.Condition.wait", "trio.sleep", "anyio.sleep",
		"trio.Event.wait", "anyio.Event.wait", "asyncio.Semaphore.acquire":
		return true
	case "asyncio.wait_for", "asyncio.gather", "asyncio.wait", "asyncio.shield":
		return false
	}
	return !f.calledMethod("cancel") && !f.givenTask(y) && c.Method != "wait_closed" && c.Method != "join"
}

// givenTask says whether a task or future is among the arguments of a call, so that its
// cancellation may come back through it.
func (f *Func) givenTask(call *ir.Op) bool {
	for _, a := range f.Body.CallArgs(call) {
		for _, o := range f.types().Objects(a.Value) {
			switch o.Name {
			case "asyncio.Task", "asyncio.Future":
				return true
			}
		}
	}
	return false
}

// calledMethod says whether the function calls a method of that name on anything.
func (f *Func) calledMethod(name string) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool { return c.Method == name })
}

// passesOn says whether a handler raises, or hands the exception to somebody else.
func (f *Func) passesOn(h *facts.CancelHandler) bool {
	name := ir.StrID(0)
	if h.Bind >= 0 {
		name = f.LocalOf(h.Bind)
	}
	for i := h.Op + 1; i < h.End; i++ {
		x := &f.Body.Ops[i]
		switch x.Code {
		case ir.Raise:
			return true
		case ir.Call:
			c := f.P.Funcs[f.Ref].CallAt(i)
			if c != nil && (c.Method == "set_exception" || c.Method == "_exit" || c.Method == "exit") {
				return true
			}
		}
		if name == 0 || x.Code != ir.Read || f.LocalOf(i) != name {
			continue
		}
		for _, u := range f.Uses(i) {
			y := &f.Body.Ops[u]
			switch y.Code {
			case ir.Write, ir.Yield, ir.Build:
				return true
			case ir.Call: // errors.append(e), isinstance(e, …), self.fail(e)
				if c := f.P.Funcs[f.Ref].CallAt(u); c == nil || !logs(c) {
					return true
				}
			}
		}
	}
	return false
}

// logs says whether a call only writes a message.
func logs(c *program.CallSite) bool {
	switch c.Method {
	case "debug", "info", "warning", "error", "exception", "critical", "log", "print", "format", "repr", "str", "type", "print_exc", "echo":
		return true
	}
	return false
}

// goesOn says whether control comes from the handler back to an await that it guards.
func (f *Func) goesOn(h *facts.CancelHandler) (int32, bool) {
	from := h.Op
	if h.Suppressed {
		from = h.End
	}
	for _, s := range h.Suspends {
		if f.Reaches(from, s, nil) {
			return s, true
		}
	}
	return 0, false
}

// callerGoesOn finds a caller that awaits the function and then carries on with its
// work, as if there had been no cancellation.
func (f *Func) callerGoesOn(h *facts.CancelHandler) (program.FuncRef, program.Site, bool) {
	if h.Suppressed || f.startsStrands() || !f.explicitly(h) {
		return 0, program.Site{}, false
	}
	for _, g := range f.P.Callers(f.Ref) {
		if f.P.IR(g).Flags&ir.Async == 0 || f.P.InTests(g) {
			continue
		}
		calls := f.P.Funcs[g].Calls
		for i := range calls {
			if c := &calls[i]; !c.Spawned && c.Sure && slices.Contains(c.Targets, f.Ref) {
				ff := f.P.Facts(g, nil)
				for _, u := range ff.Uses(c.Op) {
					if ff.Body.Ops[u].Code == ir.Await && ff.OnLoop(u) {
						return g, program.Site{Func: g, Op: c.Op}, true
					}
				}
			}
		}
	}
	return 0, program.Site{}, false
}

// passesForResult says whether a handler names the cancellation and gives its caller an
// ordinary result for it, None included, where the try block or its else clause returns values.
func (f *Func) passesForResult(h *facts.CancelHandler) bool {
	if h.Suppressed || f.startsStrands() || !f.explicitly(h) || f.IR.Flags&ir.Generator != 0 || f.P.InTests(f.Ref) {
		return false
	}
	region := f.Body.Handlers[f.Body.Ops[h.Op].X].Region
	from, to := f.TryBody(region)
	for int(to) < len(f.Body.Ops) && (f.Body.Ops[to].Code != ir.Catch || f.Body.Handlers[f.Body.Ops[to].X].Region != region) {
		to++ // the else clause
	}
	if !f.returnsValue(from, to) || !slices.ContainsFunc(h.Suspends, f.awaitsCoroutine) {
		return false
	}
	return f.Leaves(h.Op, func(op int32) bool { return f.Suspends(op) })
}

// mayReturn says whether a handler returns on some way: it tells apart what it has
// caught, and ends the task where it should.
func (f *Func) mayReturn(h *facts.CancelHandler) bool {
	if h.Suppressed {
		return false
	}
	for i := h.Op; i < h.End; i++ {
		if f.Body.Ops[i].Code == ir.Return {
			return true
		}
	}
	return false
}

// returnsValue says whether one of the ops [from, to) returns something but None.
func (f *Func) returnsValue(from, to int32) bool {
	for i := from; i < to; i++ {
		x := &f.Body.Ops[i]
		if x.Code == ir.Return && x.N == 1 && !f.none(f.Body.Args(x)[0]) {
			return true
		}
	}
	return false
}

// awaitsCoroutine says whether a suspension awaits a call, of a coroutine function or of
// wait_for, and not a task that it has in hand, or the next item of an asynchronous iterator.
func (f *Func) awaitsCoroutine(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code != ir.Await {
		return x.Code == ir.Next
	}
	v := f.Body.Args(x)[0]
	c := f.P.Funcs[f.Ref].CallAt(int32(v))
	return c != nil && f.Body.Ops[v].Code == ir.Call && c.Name != "asyncio.gather" && c.Name != "asyncio.wait" && c.Name != "asyncio.shield"
}

// explicitly says whether a handler names the cancellation, so that it takes it for
// something else on purpose.
func (f *Func) explicitly(h *facts.CancelHandler) bool {
	return len(f.Body.Handlers[f.Body.Ops[h.Op].X].Types) > 0
}

// startsStrands says whether the function is what a task runs.
func (f *Func) startsStrands() bool {
	return slices.ContainsFunc(f.P.Runs(f.Ref), func(e *program.Entry) bool { return e.Func == f.Ref })
}

func (f *Func) handlerText(h *facts.CancelHandler) string {
	if h.Suppressed {
		return "this with statement"
	}
	types := f.Body.Handlers[f.Body.Ops[h.Op].X].Types
	if len(types) == 0 {
		return "this bare except"
	}
	for _, t := range types {
		if t != 0 {
			switch n := f.Module.Str(f.Module.Paths[t].Name); n {
			case "BaseException", "CancelledError", "Cancelled":
				return "this handler of " + n
			}
		}
	}
	return "this handler"
}

func (pass *Pass) swallowed(f *Func, h *facts.CancelHandler, next int32, end string, pedantic bool) {
	pass.Report(h.Op, rule.Finding{
		Level: rule.Warning, Pedantic: pedantic || f.P.InTests(f.Ref), Subject: f.handlerText(h),
		Message: fmt.Sprintf("%s swallows the cancellation of its own task: %s", f.handlerText(h), end),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(h.Suspends[0], rule.Suspends, "waits here"),
				{Actor: 1, Loc: f.At(h.Suspends[0]), Action: rule.Ends, Text: "cancels the task"},
				f.step(h.Op, rule.Checks, f.handlerText(h)+" catches the cancellation and does not raise it again"),
				f.step(next, rule.Resumes, end),
			},
		},
	})
}

func (pass *Pass) swallowedFor(f *Func, h *facts.CancelHandler, caller program.FuncRef, at program.Site) {
	fn, by := f.P.Name(f.Ref), f.P.Name(caller)
	pass.Report(h.Op, rule.Finding{
		Level: rule.Warning, Subject: f.handlerText(h),
		Message: fmt.Sprintf("%s swallows the cancellation of its own task: %s returns as usual and its caller %s goes on in its loop", f.handlerText(h), fn, by),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + by + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(h.Suspends[0], rule.Suspends, "waits here"),
				{Actor: 1, Loc: f.At(h.Suspends[0]), Action: rule.Ends, Text: "cancels the task"},
				f.step(h.Op, rule.Checks, f.handlerText(h)+" catches the cancellation and does not raise it again"),
				{Loc: place(f.P, at.Func, at.Op), Action: rule.Resumes, Text: "the caller goes on as if nothing had happened"},
			},
		},
	})
}
