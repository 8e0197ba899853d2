package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var fireAndForget = &Check{
	Info: rule.Info{
		ID: "RH301", Name: "fire-and-forget-task", Level: rule.Error, Precision: rule.VeryHigh,
		CWE: []int{772, 662}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a task is started and nothing keeps it",
			Why: "The event loop holds only a weak reference to its tasks. A task that nothing else " +
				"refers to may be collected before it finishes, and an exception in it is never seen.",
			Bad: `
import asyncio

async def on_message(message, store):
    asyncio.create_task(store(message))
`,
			Good: `
import asyncio

class Service:
    def __init__(self):
        self.tasks = set()

    async def on_message(self, message, store):
        task = asyncio.create_task(store(message))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
`,
			Fix: "Keep the task in a set or attribute until it is done, await it, or start it in an " +
				"`asyncio.TaskGroup`. A done callback that discards it from a set keeps nothing unless it was added.",
			Silent: "The handle is stored in an attribute or container that lives on, awaited, cancelled, gathered, " +
				"returned or passed to code that may keep it; a local holds it while the function waits for something " +
				"without an end (an event, a server, a future, a generator's consumer) or until a test or the coroutine " +
				"given to `asyncio.run` ends; the spawner keeps its tasks itself, as task groups do.",
			Misses: "Handles that are stored and never looked at again, locals that an inner function shares, and ways out " +
				"of a function that only an exception opens, other than a cancellation under `asyncio.shield`.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.StartsTasks(f) || p.Has(f, program.Gathers) || p.Has(f, program.WaitsForSome) && p.Async(f)
	},
	Func: func(pass *Pass, f *Func) {
		findForgottenTasks(pass, f)
		pass.gatherDropped(f)
		pass.shielded(f)
	},
}

func findForgottenTasks(pass *Pass, f *Func) {
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Spawns {
		s := &fn.Spawns[i]
		if i > 0 && fn.Spawns[i-1].Op == s.Op {
			continue // a spawner has an entry for each thing that it runs
		}
		switch {
		case s.IsHandle():
			if !f.isTaskAlready(s) {
				pass.forgotten(f, s.Op, f.spawned(s), s.Row.Weak)
			}
		case s.Drops() && s.Arg >= 0:
			pass.returnedToLoop(f, s)
		}
	}
	for _, h := range f.P.HandedTo(f.Ref) {
		pass.forgotten(f, h.Op, f.handed(h.Call), h.Spawn.Row.Weak)
	}
}

// isTaskAlready says whether ensure_future is given what is a task or future already:
// its type says so, or the same way through the function uses it twice, which no
// coroutine stands.
func (f *Func) isTaskAlready(s *program.Spawn) bool {
	if s.Arg < 0 || len(s.Targets) > 0 || s.Row.Call != "asyncio.ensure_future" {
		return false
	}
	for _, o := range f.P.Types(f.Ref).Objects(ir.Value(s.Arg)) {
		switch o.Name {
		case "asyncio.Task", "asyncio.Future":
			return true
		}
	}
	name := f.LocalOf(s.Arg)
	if name == 0 {
		return false
	}
	keeper := f.P.Keeper(f.Ref, f.Func)
	for i := range f.Body.Ops {
		if int32(i) == s.Arg || f.Body.Ops[i].Code != ir.Read || f.LocalOf(int32(i)) != name {
			continue
		}
		for _, u := range f.HandleUses(int32(i), false, keeper) {
			if u.Kind >= facts.Awaits && (f.Reaches(u.Op, s.Op, nil) || f.Reaches(s.Op, u.Op, nil)) {
				return true
			}
		}
	}
	return false
}

// spawned describes what a spawn runs.
func (f *Func) spawned(s *program.Spawn) string {
	if s.Arg < 0 {
		return "the task"
	}
	if name := f.work(s.Arg); name != "" {
		return "the task " + name
	}
	return "the task"
}

// handed describes the task that a call of a project's own spawner returns.
func (f *Func) handed(c *program.CallSite) string {
	for _, a := range f.Body.CallArgs(&f.Body.Ops[c.Op]) {
		if f.Body.Ops[a.Value].Code != ir.Call {
			continue
		}
		if to := f.P.Funcs[f.Ref].CallAt(int32(a.Value)); to != nil && len(to.Targets) > 0 && f.P.Async(to.Targets[0]) {
			return "the task " + f.work(int32(a.Value)) + " that " + c.Method + " starts"
		}
	}
	return "the task that " + c.Method + " starts"
}

// work names what a task runs: the coroutine function, or what the code writes.
func (f *Func) work(v int32) string {
	if c := f.P.Funcs[f.Ref].CallAt(v); c != nil && len(c.Targets) == 1 && f.P.Async(c.Targets[0]) {
		return f.P.Name(c.Targets[0])
	}
	if p := f.Body.Ops[v].Path(); p != 0 && f.Module.Paths[f.Module.Root(p)].Sel != ir.RootValue {
		return f.Module.PathString(p)
	}
	return ""
}

// forgotten reports a handle that nothing keeps until its task is done.
func (pass *Pass) forgotten(f *Func, op int32, task string, weak bool) {
	if f.expectedToRaise(op) {
		return
	}
	end := f.Fate(op, f.P.Keeper(f.Ref, f.Func))
	if end.Fate == facts.Kept || !weak && end.Watched >= 0 {
		return // a callback on a concurrent future sees its exception
	}
	lev := f.gravity()
	if !weak || end.Fate == facts.Abandoned && end.Partly {
		lev = rule.Warning
	}
	w := rule.Witness{
		Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")"},
		Steps:  []rule.Step{f.step(op, rule.Spawns, "starts "+task)},
	}
	if end.Watched >= 0 {
		w.Steps = append(w.Steps, f.step(end.Watched, rule.Calls, "attaches a callback, which the task holds, not the other way round"))
	}
	if end.At != op {
		w.Steps = append(w.Steps, f.step(end.At, rule.Writes, f.lastReference(end)))
	}
	w.Steps = append(w.Steps, rule.Step{Actor: 1, Loc: f.At(op), Action: rule.Ends, Text: "may be collected before it finishes; nobody sees its exception"})
	pass.Report(op, rule.Finding{
		Level: lev, Subject: task, Message: f.lament(end, task, weak), Witness: w,
	})
}

// expectedToRaise says whether a call is all that remains of a "with raises(…):" block
// of a test: then it gives no handle.
func (f *Func) expectedToRaise(op int32) bool {
	next := op + 1
	if int(next) < len(f.Body.Ops) && f.Body.Ops[next].Code == ir.Write {
		next++
	}
	if int(next) >= len(f.Body.Ops) || f.Body.Ops[next].Code != ir.Exit {
		return false
	}
	manager := int32(f.Body.Args(&f.Body.Ops[next])[0])
	c := f.P.Funcs[f.Ref].CallAt(manager)
	return c != nil && (c.Method == "raises" || strings.HasPrefix(c.Method, "assertRaises"))
}

// lastReference says what takes the last reference away.
func (f *Func) lastReference(end facts.End) string {
	local := f.Module.Str(end.Local)
	if end.Fate == facts.Overwritten {
		return local + " gets another value; it held the only reference"
	}
	return "returns; the local " + local + ", which held the only reference, is gone"
}

// lament is the message of a finding.
func (f *Func) lament(end facts.End, task string, weak bool) string {
	local := f.Module.Str(end.Local)
	harm := "it may be collected before it finishes, and its exception is lost"
	if !weak {
		harm = "an exception in it is never seen"
	}
	switch {
	case end.Fate == facts.Dropped && end.Watched >= 0:
		return fmt.Sprintf("nothing keeps %s, a done callback does not: %s", task, harm)
	case end.Fate == facts.Dropped:
		return fmt.Sprintf("nothing keeps %s: %s", task, harm)
	case end.Fate == facts.Overwritten:
		return fmt.Sprintf("%s is forgotten when %s gets another value: %s", task, local, harm)
	case end.Partly:
		return fmt.Sprintf("one way through %s returns without awaiting or keeping %s, which only the local %s holds: %s",
			f.P.Name(f.Ref), task, local, harm)
	case end.In:
		return fmt.Sprintf("%s is kept only in the local container %s, which is gone when %s returns: %s", task, local, f.P.Name(f.Ref), harm)
	}
	return fmt.Sprintf("%s is kept only in the local %s, which is gone when %s returns: %s", task, local, f.P.Name(f.Ref), harm)
}

// returnedToLoop reports a callback whose result is a task: who calls it drops that.
func (pass *Pass) returnedToLoop(f *Func, s *program.Spawn) {
	task := ""
	for _, t := range s.Targets {
		if _, ok := f.P.HandsOut(t); !ok || f.P.Async(t) {
			return
		}
		task = "the task that " + f.callback(t) + " starts"
	}
	if len(s.Targets) == 0 && f.P.SpawnsTask(f.P.Types(f.Ref).Objects(ir.Value(s.Arg))) {
		task = "the task that the callback starts"
	}
	if task == "" {
		return
	}
	who := "the event loop"
	if s.Row.Call == "signal.signal" {
		who = "the signal machinery"
	}
	pass.Report(s.Op, rule.Finding{
		Level: f.gravity(), Subject: task,
		Message: fmt.Sprintf("%s is returned to %s, which drops it: it may be collected before it finishes, and its exception is lost", task, who),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Callback B"},
			Steps: []rule.Step{
				f.step(s.Op, rule.Calls, "registers a callback that starts a task and returns it"),
				{Actor: 1, Loc: f.At(s.Op), Action: rule.Spawns, Text: "starts " + task},
				{Actor: 1, Loc: f.At(s.Op), Action: rule.Ends, Text: "returns the only reference to " + who + ", which drops it"},
			},
		},
	})
}

// callback names a callback for a message.
func (f *Func) callback(t program.FuncRef) string {
	if f.P.IR(t).Kind == ir.Lambda {
		return "the lambda"
	}
	return f.P.Name(t)
}

// gravity is the level of a task that is lost: in a test, an example or a benchmark it
// harms nobody but the test.
func (f *Func) gravity() rule.Level {
	if f.P.Trial(f.Ref) {
		return rule.Warning
	}
	return rule.Error
}
