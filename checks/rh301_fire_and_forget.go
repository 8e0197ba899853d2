package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
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
				"`asyncio.TaskGroup`.",
			Silent: "The handle is stored in an attribute or container that lives on, awaited, gathered, " +
				"returned or passed on, or the spawner keeps its tasks itself.",
			Misses: "Handles that are stored and never looked at again.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return len(p.Funcs[f].Spawns) > 0 || p.CallsSpawner(f)
	},
	Func: findForgottenTasks,
}

func findForgottenTasks(pass *Pass, f *Func) {
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Spawns {
		s := &fn.Spawns[i]
		if s.Row.Result == model.Handle && s.Row.As == model.Task {
			pass.forgotten(f, s.Op, f.spawned(s), s.Row.Weak)
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if s, ok := f.P.ReturnsSpawn(c); ok {
			pass.forgotten(f, c.Op, "the task that "+c.Method+" starts", s.Row.Weak)
		}
	}
}

// spawned describes what a spawn runs.
func (f *Func) spawned(s *program.Spawn) string {
	if len(s.Targets) > 0 {
		return "the task " + f.P.Name(s.Targets[0])
	}
	if s.Arg >= 0 {
		if x := &f.Body.Ops[s.Arg]; x.Path() != 0 {
			return "the task " + f.Module.PathString(x.Path())
		}
	}
	return "the task"
}

// fate is what becomes of a task's handle.
type fate uint8

const (
	kept fate = iota
	dropped
	unread      // assigned to a local that nobody reads
	overwritten // assigned to a local that a loop assigns again first
	dying       // put into a local container that nobody reads
)

func (pass *Pass) forgotten(f *Func, op int32, task string, weak bool) {
	how, at := f.fate(op)
	if how == kept {
		return
	}
	message := map[fate]string{
		dropped:     "nothing keeps %s: it may be collected before it finishes, and its exception is lost",
		unread:      "%s is kept only in a local that nothing reads: it may be collected before it finishes",
		overwritten: "%s is overwritten by the next turn of the loop: earlier tasks are neither kept nor awaited",
		dying:       "%s is kept only in a local container that nothing reads: it may be collected before it finishes",
	}[how]
	lev := rule.Error
	if !weak {
		message = "%s is started and its outcome dropped: an exception in it is never seen"
		lev = rule.Warning
	}
	w := rule.Witness{
		Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")"},
		Steps:  []rule.Step{f.step(op, rule.Spawns, "starts "+task)},
	}
	if at != op {
		w.Steps = append(w.Steps, f.step(at, rule.Writes, "the only reference"))
	}
	w.Steps = append(w.Steps, rule.Step{Actor: 1, Loc: f.At(op), Action: rule.Ends, Text: "nobody holds or awaits it"})
	pass.Report(op, rule.Finding{
		Level: lev, Subject: task, Message: fmt.Sprintf(message, task), Witness: w,
	})
}

// fate follows the handle that an op returns. at is the op that decides.
func (f *Func) fate(op int32) (fate, int32) {
	uses := f.Uses(op)
	if len(uses) == 0 {
		if f.IR.Kind == ir.Lambda {
			return kept, op
		}
		return dropped, op
	}
	for _, u := range uses {
		x := &f.Body.Ops[u]
		switch {
		case x.Code == ir.Write && f.LocalOf(u) != 0:
			if how := f.fateOfLocal(u); how != kept {
				return how, u
			}
		case x.Code == ir.Call:
			if how := f.fateOfElement(op, u); how != kept {
				return how, u
			}
		case x.Code == ir.CompAdd:
			if len(f.Uses(int32(f.Body.Args(x)[0]))) == f.adds(int32(f.Body.Args(x)[0])) {
				return dropped, u // [create_task(x) for x in …] as a statement
			}
		}
	}
	return kept, op
}

// fateOfLocal follows a handle into a local variable.
func (f *Func) fateOfLocal(write int32) fate {
	name := f.LocalOf(write)
	if f.IR.Kind == ir.ClassBody || f.captured(name) {
		return kept
	}
	again := func(op int32) bool { return f.Body.Ops[op].Code == ir.Write && f.LocalOf(op) == name }
	read := false
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == name && f.Reaches(write, int32(i), again) {
			read = true
		}
	}
	reads := func(op int32) bool { return f.Body.Ops[op].Code == ir.Read && f.LocalOf(op) == name }
	if f.Reaches(write, write, reads) {
		return overwritten
	}
	if read || f.suspendsAfter(write) {
		return kept // the local lives while this function waits
	}
	return unread
}

// suspendsAfter says whether the function may still wait after an op, holding its locals.
func (f *Func) suspendsAfter(op int32) bool {
	for _, s := range f.P.Suspensions(f.Ref) {
		if f.Reaches(op, s, nil) {
			return true
		}
	}
	// A blocking call keeps the locals of a plain function alive, too.
	return f.IR.Flags&ir.Async == 0 && f.callsAfter(op)
}

func (f *Func) callsAfter(op int32) bool {
	for i := int(op) + 1; i < len(f.Body.Ops); i++ {
		if f.Body.Ops[i].Code == ir.Call && f.runsLoop(int32(i)) && f.Reaches(op, int32(i), nil) {
			return true
		}
	}
	return false
}

// runsLoop says whether a call runs the event loop until something is done.
func (f *Func) runsLoop(op int32) bool {
	switch f.Module.Str(f.Module.Paths[f.Body.Ops[op].X].Name) {
	case "run_until_complete", "run_forever", "run", "join", "wait":
		return true
	}
	return false
}

func (f *Func) captured(name ir.StrID) bool {
	for i := range f.IR.Locals {
		if f.IR.Locals[i].Name == name {
			return f.IR.Locals[i].Cell
		}
	}
	return true
}

// fateOfElement follows a handle that is put into a container: tasks.append(t).
func (f *Func) fateOfElement(handle, call int32) fate {
	args := f.Body.Args(&f.Body.Ops[call])
	callee := &f.Body.Ops[args[0]]
	if callee.Code != ir.Read || f.Module.Paths[callee.X].Sel != ir.Attr {
		return kept
	}
	switch f.Module.Str(f.Module.Paths[callee.X].Name) {
	case "append", "add", "appendleft":
	default:
		return kept
	}
	base := f.Body.Base(callee)
	name := f.LocalOf(int32(base))
	if name == 0 || f.captured(name) || int32(args[0]) == handle {
		return kept
	}
	defs := f.Defs(int32(base))
	for _, d := range defs {
		if d == facts.Param || f.Body.Ops[f.Body.Stored(&f.Body.Ops[d])].Code != ir.Build {
			return kept
		}
	}
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code != ir.Read || f.LocalOf(int32(i)) != name {
			continue
		}
		for _, u := range f.Uses(int32(i)) {
			if p := f.Body.Ops[u].Path(); f.Body.Ops[u].Code != ir.Read || p == 0 || !f.onlyAdds(u) {
				return kept
			}
		}
	}
	if f.suspendsAfter(call) {
		return kept
	}
	return dying
}

// onlyAdds says whether a method read is only called to add an element.
func (f *Func) onlyAdds(read int32) bool {
	switch f.Module.Str(f.Module.Paths[f.Body.Ops[read].X].Name) {
	case "append", "add", "appendleft":
		return true
	}
	return false
}

// adds counts how many ops fill a comprehension's container.
func (f *Func) adds(build int32) (n int) {
	for _, u := range f.Uses(build) {
		if f.Body.Ops[u].Code == ir.CompAdd {
			n++
		}
	}
	return n
}
