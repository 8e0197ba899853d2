package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var outlivesResource = &Check{
	Info: rule.Info{
		ID: "RH302", Name: "task-outlives-its-resource", Level: rule.Error, Precision: rule.High,
		CWE: []int{662, 672}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a task that uses a context-managed resource may still run when the resource is closed",
			Why: "A with statement closes its resource when the block ends. A task that was started in the block " +
				"and not awaited there runs on, and finds the connection closed in the middle of its work. A timer whose " +
				"handle is replaced while it is pending runs on likewise: it fires on behalf of what is over.",
			Bad: `
import asyncio

async def mirror(connect, copy):
    async with connect() as conn:
        task = asyncio.create_task(copy(conn))
    await task
`,
			Good: `
import asyncio

async def mirror(connect, copy):
    async with connect() as conn:
        task = asyncio.create_task(copy(conn))
        await task
`,
			Fix:    "Await the task before the block ends, or start it in a task group inside the block; cancel a kept timer before its place is filled anew.",
			Silent: "The task is awaited, cancelled, stored or handed on in the block, or what is entered is a lock, timeout or task group.",
			Misses: "Tasks that use the resource through something else.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.IR(f).Flags&ir.Enters != 0 && p.StartsTasks(f) || p.Has(f, program.SetsTimer)
	},
	Func: func(pass *Pass, f *Func) {
		pass.outlivesBlock(f)
		pass.forgottenTimers(f)
	},
}

// outlivesBlock reports tasks that use what a with statement manages and run on when it ends.
func (pass *Pass) outlivesBlock(f *Func) {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Enter || !f.closes(f.Body.Args(x)[0]) {
			continue
		}
		from, to := f.Region(int32(i))
		for k := range f.P.Funcs[f.Ref].Spawns {
			s := &f.P.Funcs[f.Ref].Spawns[k]
			if !s.IsHandle() || s.Arg < 0 || s.Op < from || s.Op >= to || f.isTaskAlready(s) || f.endless(s.Op, to) {
				continue
			}
			name, ok := f.usesManaged(s, int32(i))
			if ok && f.runsOn(s.Op, to) && f.Reaches(s.Op, to, nil) {
				pass.outlives(f, s, to, name)
			}
		}
	}
}

// closes says whether leaving a context manager may close something: locks, timeouts
// and task groups do not.
func (f *Func) closes(manager ir.Value) bool {
	m := &f.Body.Ops[manager]
	for _, o := range f.types().Objects(manager) {
		if f.P.IsLock(o) {
			return false
		}
	}
	name := ""
	if p := m.Path(); p != 0 {
		name = f.Module.Str(f.Module.Paths[p].Name)
	}
	switch name {
	case "suppress", "timeout", "timeout_at", "fail_after", "move_on_after", "fail_at", "move_on_at", "CancelScope",
		"TaskGroup", "create_task_group", "open_nursery", "nullcontext", "ExitStack", "AsyncExitStack", "patch", "raises",
		"assertRaises", "catch_warnings", "redirect_stdout", "span", "start_as_current_span", "start_span":
		return false
	}
	return !program.LockName(name)
}

// usesManaged says whether what a spawn runs gets hold of what a with statement manages,
// and how that is called.
func (f *Func) usesManaged(s *program.Spawn, enter int32) (string, bool) {
	names := map[ir.StrID]bool{}
	for _, u := range f.Uses(enter) {
		if name := f.LocalOf(u); f.Body.Ops[u].Code == ir.Write && name != 0 {
			names[name] = true
		}
	}
	manager := int32(f.Body.Args(&f.Body.Ops[enter])[0])
	if name := f.LocalOf(manager); name != 0 && f.Body.Ops[manager].Code == ir.Read {
		names[name] = true
	}
	found := ir.StrID(0)
	f.eachRead(s.Arg, 0, func(read int32) {
		if name := f.LocalOf(read); names[name] {
			found = name
		}
	})
	if found != 0 {
		return f.Module.Str(found), true
	}
	for _, t := range s.Targets { // an inner function that uses it
		if fn := f.P.IR(t); f.P.Parent(t) == f.Ref {
			for name := range names {
				if slices.Contains(fn.Free, name) {
					return f.Module.Str(name), true
				}
			}
		}
	}
	if loc := f.location(ir.Value(manager)); loc.Kind != program.NoOwner && f.Body.Ops[manager].Code == ir.Read {
		for _, t := range s.Targets {
			if f.P.Touches(t, loc) {
				return f.Module.PathString(f.Body.Ops[manager].Path()), true
			}
		}
	}
	return "", false
}

// eachRead calls visit for the reads that a coroutine call is made of: its arguments and
// the object that it is called on.
func (f *Func) eachRead(v int32, depth int, visit func(int32)) {
	if depth > 4 || v < 0 {
		return
	}
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		visit(v)
		f.eachRead(int32(f.Body.Base(x)), depth+1, visit)
	case ir.Call:
		f.eachRead(int32(f.Body.Callee(x)), depth+1, visit)
		for _, a := range f.Body.CallArgs(x) {
			f.eachRead(int32(a.Value), depth+1, visit)
		}
	case ir.Build, ir.Spread:
		for _, a := range f.Body.Args(x) {
			f.eachRead(int32(a), depth+1, visit)
		}
	}
}

// runsOn says whether nothing before op end sees to a handle.
func (f *Func) runsOn(h, end int32) bool {
	for _, u := range f.HandleUses(h, false, f.P.Keeper(f.Ref, f.Func)) {
		switch {
		case u.Op > end:
		case u.Kind == facts.Inspects || u.Kind == facts.Watches:
		case u.Kind == facts.Carries && !u.Collection:
			for i := range f.Body.Ops[:end] {
				if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == u.Local && int32(i) > h && !f.runsOn(int32(i), end) {
					return false
				}
			}
		case u.Kind == facts.Collects && u.Local != 0 && f.onlyCollected(u.Local, h, end):
		default:
			return false
		}
	}
	return true
}

// onlyCollected says whether a local container only takes handles in between two ops, so
// that none of them is waited for there.
func (f *Func) onlyCollected(local ir.StrID, from, end int32) bool {
	for i := from + 1; i < end; i++ {
		if f.Body.Ops[i].Code != ir.Read || f.LocalOf(i) != local {
			continue
		}
		for _, u := range f.Uses(i) {
			x := &f.Body.Ops[u]
			if x.Code != ir.Read || f.Body.Base(x) != ir.Value(i) || !slices.Contains(collects, f.Module.Str(f.Module.Paths[x.X].Name)) {
				return false
			}
		}
	}
	return true
}

// collects are methods that put something into a container, or have it taken out when
// it is done.
var collects = []string{"add", "append", "discard"}

// endless says whether the function waits for something without end between two ops.
func (f *Func) endless(from, to int32) bool {
	k := f.P.Keeper(f.Ref, f.Func)
	for i := from + 1; i < to; i++ {
		if k.Endless(i) {
			return true
		}
	}
	return false
}

func (pass *Pass) outlives(f *Func, s *program.Spawn, exit int32, resource string) {
	task := f.spawned(s)
	pass.Report(s.Op, rule.Finding{
		Level: rule.Error, Pedantic: f.P.InTests(f.Ref), Subject: task,
		Message: fmt.Sprintf("%s uses %s, which is closed when the with block ends, but nothing waits for the task there", task, resource),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")"},
			Steps: []rule.Step{
				f.step(s.Op, rule.Spawns, "starts "+task),
				f.step(exit, rule.Ends, "closes "+resource),
				{Actor: 1, Loc: f.At(s.Op), Action: rule.Resumes, Text: "goes on with what is closed"},
			},
		},
	})
}
