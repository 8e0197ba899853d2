package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var leakyWait = &Check{
	Info: rule.Info{
		ID: "RH314", Name: "waiter-leaks-its-tasks", Level: rule.Warning, Precision: rule.High,
		CWE: []int{772, 662}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a wait for the first of several tasks leaves the others running",
			Why: "`asyncio.wait` neither cancels nor keeps the tasks that are not done when it returns, or when its " +
				"caller is cancelled. They run on: a forgotten `queue.get()` takes the next item and throws it " +
				"away, and every turn of a loop leaves one more.",
			Bad: `
import asyncio

async def next_message(queue, closed):
    get = asyncio.create_task(queue.get())
    stop = asyncio.create_task(closed.wait())
    await asyncio.wait([get, stop], return_when=asyncio.FIRST_COMPLETED)
    if get.done():
        return get.result()
    return None
`,
			Good: `
import asyncio

async def next_message(queue, closed):
    get = asyncio.create_task(queue.get())
    stop = asyncio.create_task(closed.wait())
    try:
        await asyncio.wait([get, stop], return_when=asyncio.FIRST_COMPLETED)
        if get.done():
            return get.result()
        return None
    finally:
        get.cancel()
        stop.cancel()
`,
			Fix:    "Cancel what is pending in a `finally` clause, and await it.",
			Silent: "The pending tasks are cancelled, awaited, stored or handed on.",
			Misses: "Tasks that reach the wait through a container that another function fills.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.WaitsForSome)
	},
	Func: findLeakyWaits,
}

func findLeakyWaits(pass *Pass, f *Func) {
	if f.P.InTests(f.Ref) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "asyncio.wait" || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		if f.waitsForAll(c.Op) {
			continue
		}
		pass.losers(f, c.Op)
	}
	pass.sharedFutures(f)
}

// losers reports the first task that a wait may leave running.
func (pass *Pass) losers(f *Func, wait int32) {
	spawns := f.P.Funcs[f.Ref].Spawns
	for k := range spawns {
		s := &spawns[k]
		if !s.IsHandle() || s.Op >= wait || !f.goesInto(s.Op, wait, 0) {
			continue
		}
		if f.loses(s.Op, wait) {
			pass.leaks(f, s.Op, f.spawned(s), wait)
			return
		}
		if at, ok := f.losesWhenCancelled(s.Op, wait); ok {
			pass.leaksWhenCancelled(f, s, at)
			return
		}
	}
	for _, h := range f.P.HandedTo(f.Ref) { // a wrapper keeps the task, but does not end it
		if h.Op < wait && f.goesInto(h.Op, wait, 0) && f.loses(h.Op, wait) {
			pass.leaks(f, h.Op, "the task that "+h.Call.Method+" starts", wait)
			return
		}
	}
	if op, ok := f.waitsForCoroutine(wait); ok {
		pass.leaks(f, op, "the task that asyncio.wait makes of "+f.receiverText(op)+".wait()", wait)
	}
}

// waitsForAll says whether asyncio.wait returns only when all are done.
func (f *Func) waitsForAll(call int32) bool {
	x := &f.Body.Ops[call]
	if v := f.Module.KeywordArg(f.Body, x, "timeout"); v != ir.NoValue && !f.none(v) {
		return false
	}
	v := f.Module.KeywordArg(f.Body, x, "return_when")
	if v == ir.NoValue {
		return true
	}
	p := f.Body.Ops[v].Path()
	return p == 0 || f.Module.Str(f.Module.Paths[p].Name) == "ALL_COMPLETED"
}

func (f *Func) none(v ir.Value) bool {
	return f.Body.Ops[v].Code == ir.Const && f.Body.Ops[v].Aux == ir.ConstNone
}

// goesInto says whether a handle is among what a wait is given, directly, in a display
// or through a local.
func (f *Func) goesInto(v, wait int32, depth int) bool {
	if depth > 5 {
		return false
	}
	for _, u := range f.Uses(v) {
		switch x := &f.Body.Ops[u]; x.Code {
		case ir.Call:
			if u == wait || f.addsTo(u, wait, depth) {
				return true
			}
		case ir.Build, ir.Spread, ir.Merge:
			if f.goesInto(u, wait, depth+1) {
				return true
			}
		case ir.CompAdd:
			if f.goesInto(int32(f.Body.Args(x)[0]), wait, depth+1) {
				return true
			}
		case ir.Write:
			if f.localGoesInto(f.LocalOf(u), wait, depth) {
				return true
			}
		}
	}
	return false
}

func (f *Func) localGoesInto(name ir.StrID, wait int32, depth int) bool {
	for i := int32(0); name != 0 && i <= wait; i++ {
		if f.Body.Ops[i].Code == ir.Read && f.LocalOf(i) == name && f.goesInto(i, wait, depth+1) {
			return true
		}
	}
	return false
}

// loses says whether nobody sees to a task after the wait: the pending set is not
// looked at, and neither is the task.
func (f *Func) loses(spawn, wait int32) bool {
	return !f.looksAtPending(wait) && !f.careFor(spawn, 0)
}

// losesWhenCancelled says whether a cancellation at the wait leaves the function while
// only its locals hold the task, without a clause that cancels it.
func (f *Func) losesWhenCancelled(spawn, wait int32) (int32, bool) {
	if f.P.Final(f.Ref) || f.keptElsewhere(spawn, false, 0) {
		return 0, false
	}
	for _, a := range f.Uses(wait) {
		if f.Body.Ops[a].Code == ir.Await && f.Suspends(a) && f.CancelEscapes(a, f.seesToTasks) {
			return a, true
		}
	}
	return 0, false
}

// seesToTasks says whether an op of an except or finally clause may cancel or await
// tasks: it cancels something, or calls something with arguments.
func (f *Func) seesToTasks(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code == ir.Branch && f.InHandler(op) {
		return true // if task: task.cancel()
	}
	if x.Code != ir.Call || !f.InHandler(op) {
		return false
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	return c == nil || strings.Contains(c.Method, "cancel") || strings.Contains(c.Method, "clean") || f.Body.NumArgs(x) > 0
}

// keptElsewhere says whether somebody outside of the function gets hold of a handle.
func (f *Func) keptElsewhere(v int32, collection bool, depth int) bool {
	if depth > 4 {
		return true
	}
	for _, u := range f.HandleUses(v, collection, f.P.Keeper(f.Ref, f.Func)) {
		switch u.Kind {
		case facts.Stores, facts.Returns:
			return true
		case facts.Passes:
			c := f.P.Funcs[f.Ref].CallAt(u.Op)
			if c == nil && f.Body.Ops[u.Op].Code == ir.Call || c != nil && c.Name != "asyncio.wait" && c.Name != "asyncio.gather" && c.Name != "asyncio.wait_for" {
				return true
			}
		case facts.Carries, facts.Collects:
			for i := range f.Body.Ops {
				if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == u.Local && int32(i) != v && f.keptElsewhere(int32(i), u.Collection, depth+1) {
					return true
				}
			}
		}
	}
	return false
}

// looksAtPending says whether what a wait leaves over is used.
func (f *Func) looksAtPending(wait int32) bool {
	for _, a := range f.Uses(wait) {
		if c := f.Body.Ops[a].Code; c != ir.Await && c != ir.YieldFrom {
			return true
		}
		for _, u := range f.Uses(a) {
			x := &f.Body.Ops[u]
			if x.Code != ir.Elem {
				if x.Code == ir.Read && f.Module.PathString(x.Path()) != "" && f.Module.Str(f.Module.Paths[x.X].Name) == "0" {
					continue // (await wait(…))[0]
				}
				return true
			}
			if x.X != 1 {
				continue
			}
			for _, w := range f.Uses(u) {
				if f.Body.Ops[w].Code != ir.Write || !f.NeverRead(w) {
					return true
				}
			}
		}
	}
	return false
}

// careFor says whether a handle, or the collection that it is put into, is cancelled,
// awaited, stored or handed on anywhere but in asyncio.wait.
func (f *Func) careFor(v int32, depth int) bool { return f.cares(v, false, depth) }

func (f *Func) cares(v int32, collection bool, depth int) bool {
	if depth > 4 {
		return true
	}
	for _, u := range f.HandleUses(v, collection, f.P.Keeper(f.Ref, f.Func)) {
		switch u.Kind {
		case facts.Inspects, facts.Asks, facts.Watches:
		case facts.Carries, facts.Collects:
			for i := range f.Body.Ops {
				if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == u.Local && int32(i) != v && f.cares(int32(i), u.Collection, depth+1) {
					return true
				}
			}
		case facts.Passes:
			if c := f.P.Funcs[f.Ref].CallAt(u.Op); c == nil || c.Name != "asyncio.wait" {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func (pass *Pass) leaks(f *Func, spawn int32, task string, wait int32) {
	pass.Report(wait, rule.Finding{
		Level: rule.Warning, Pedantic: f.oneOff(), Subject: task,
		Message: fmt.Sprintf("%s may still run when this wait returns, and nothing cancels or awaits it", task),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")"},
			Steps: []rule.Step{
				f.step(spawn, rule.Spawns, "starts "+task),
				f.step(wait, rule.Waits, "returns when the first is done or the time is out"),
				{Actor: 1, Loc: f.At(spawn), Action: rule.Resumes, Text: "runs on; what it takes or returns is lost"},
			},
		},
	})
}

func (pass *Pass) leaksWhenCancelled(f *Func, s *program.Spawn, at int32) {
	task := f.spawned(s)
	pass.Report(at, rule.Finding{
		Level: rule.Warning, Pedantic: f.oneOff(), Subject: task,
		Message: fmt.Sprintf("if %s is cancelled here, %s runs on: asyncio.wait does not cancel what it waits for", f.P.Name(f.Ref), task),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(s.Op, rule.Spawns, "starts "+task),
				f.step(at, rule.Suspends, "waits here"),
				{Actor: 2, Loc: f.At(at), Action: rule.Ends, Text: "cancels the waiting task, or its timeout does"},
				{Actor: 1, Loc: f.At(s.Op), Action: rule.Resumes, Text: "runs on; what it takes or returns is lost"},
			},
		},
	})
}

// sharedFutures reports wait_for over a future that is kept in an attribute: it cancels
// the future for everybody who waits for it.
func (pass *Pass) sharedFutures(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "asyncio.wait_for" || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		v := f.Body.Positional(&f.Body.Ops[c.Op], 0)
		if v < 0 || f.Body.Ops[v].Code != ir.Read || f.Body.Base(&f.Body.Ops[v]) < 0 || !f.isA(v, "asyncio.Future") || f.isA(v, "asyncio.Task") {
			continue
		}
		loc := f.location(v)
		if loc.Kind != program.OfInstance && loc.Kind != program.OfModule || !f.othersWait(loc) {
			continue
		}
		name := f.Module.PathString(f.Body.Ops[v].Path())
		pass.Report(c.Op, rule.Finding{
			Level: rule.Warning, Subject: name,
			Message: fmt.Sprintf("wait_for cancels %s when its time is out, although others wait for it or resolve it", name),
			Witness: rule.Witness{
				Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (another waiter)"},
				Steps: []rule.Step{
					f.step(c.Op, rule.Waits, "waits for "+name+" with a time limit"),
					f.step(c.Op, rule.Ends, "runs out of time and cancels the future itself"),
					{Actor: 1, Loc: f.At(c.Op), Action: rule.Resumes, Text: "gets a cancellation, or InvalidStateError when it resolves the future"},
				},
			},
			Fix: "Wait for asyncio.shield(" + name + ").",
		})
	}
}

// othersWait says whether another function makes the future that is kept at a location:
// then it is not this waiter's own.
func (f *Func) othersWait(loc program.Location) bool {
	for _, w := range f.P.Writers(loc) {
		if w.Func == f.Ref {
			return false
		}
	}
	return len(f.P.Writers(loc)) > 0
}
