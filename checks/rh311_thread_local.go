package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var threadLocal = &Check{
	Info: rule.Info{
		ID: "RH311", Name: "thread-local-in-coroutine", Level: rule.Warning, Precision: rule.High,
		CWE: []int{362, 366}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a coroutine relies on thread-local state across an await",
			Why: "All tasks of an event loop run in one thread and so share its `threading.local` objects. What a task " +
				"sets there, the next task sees and replaces during the first await.",
			Bad: `
import asyncio
import threading

current = threading.local()

async def handle(request, load):
    current.user = request.user
    data = await load(request)
    print(current.user, data)
`,
			Good: `
import asyncio
import contextvars

current_user = contextvars.ContextVar("user")

async def handle(request, load):
    current_user.set(request.user)
    data = await load(request)
    print(current_user.get(), data)
`,
			Fix: "Use a `contextvars.ContextVar`: each task has its own context. Or pass the value on as an argument.",
			Silent: "The value is set anew after the last await, nothing suspends in between, or the coroutine is the only " +
				"task of its loop.",
			Misses: "Thread-local state of libraries, and values that go to another thread with a live object in them.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.IR(f).Flags&ir.Async != 0 && (p.TouchesThreadLocal(f) || p.EntersThreadLocal(f))
	},
	Func: findThreadLocals,
}

func findThreadLocals(pass *Pass, f *Func) {
	if f.P.Final(f.Ref) || f.P.InTests(f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if a := &access[i]; a.Kind == program.Writing && !a.Own && f.P.PerThread(a.Loc) && f.Graph.BlockOf(a.Op) >= 0 {
			if !pass.usedAfter(f, a) && !pass.usedInCallee(f, a) {
				pass.restored(f, a)
			}
		}
	}
	pass.scoped(f)
}

// usedAfter reports the first read of the value that lies behind a suspension.
func (pass *Pass) usedAfter(f *Func, a *program.Access) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		b := &access[i]
		if b.Kind != program.Reading || b.Loc != a.Loc || f.Graph.BlockOf(b.Op) < 0 {
			continue
		}
		gap, ok := f.Between(a.Op, b.Op, func(op int32) bool { return op != a.Op && f.writesTo(op, a.Loc) })
		if !ok || gap.Suspends < 0 {
			continue
		}
		name := f.name(a.Loc, b.Op)
		pass.Report(b.Op, f.shared(name, fmt.Sprintf("%s was set before an await, but all tasks of this loop share the thread that it belongs to: another one may have set it since", name),
			[]rule.Step{
				f.step(a.Op, rule.Writes, "sets "+name),
				f.step(gap.Suspends, rule.Suspends, "other tasks of the same thread run"),
				{Actor: 1, Loc: f.At(a.Op), Action: rule.Writes, Text: "sets " + name + " in the same thread"},
				f.step(b.Op, rule.Reads, "reads what the other task has set"),
			}))
		return true
	}
	return false
}

// usedInCallee reports a coroutine that is awaited after the value has been set, and that
// reads it behind a suspension of its own.
func (pass *Pass) usedInCallee(f *Func, a *program.Access) bool {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Op < a.Op || c.Spawned || f.Body.Ops[c.Op].Code != ir.Call || !f.Reaches(a.Op, c.Op, func(op int32) bool { return op != a.Op && f.writesTo(op, a.Loc) }) {
			continue
		}
		for _, t := range c.Targets {
			if !f.P.Async(t) {
				continue
			}
			g := &Func{Func: f.P.Facts(t, nil), P: f.P, Ref: t}
			for k := range f.P.Funcs[t].Access {
				b := &f.P.Funcs[t].Access[k]
				if b.Kind != program.Reading || b.Loc != a.Loc || g.Graph.BlockOf(b.Op) < 0 {
					continue
				}
				s, ok := g.suspendedBefore(b)
				if !ok {
					continue
				}
				name := g.name(b.Loc, b.Op)
				pass.ReportAt(program.Site{Func: t, Op: b.Op}, f.shared(name, fmt.Sprintf("%s sets %s for this coroutine, which reads it after an await: all tasks of this loop share the thread that it belongs to", f.P.Name(f.Ref), name),
					[]rule.Step{
						f.step(a.Op, rule.Writes, "sets "+name),
						{Loc: place(f.P, t, s), Action: rule.Suspends, Text: "other tasks of the same thread run", Calls: frames(f.P, []program.Site{{Func: f.Ref, Op: c.Op}})},
						{Actor: 1, Loc: f.At(a.Op), Action: rule.Writes, Text: "sets " + name + " in the same thread"},
						{Loc: place(f.P, t, b.Op), Action: rule.Reads, Text: "reads what the other task has set"},
					}))
				return true
			}
		}
	}
	return false
}

// suspendedBefore finds a suspension on a way to a read, behind which nothing sets the
// location again.
func (f *Func) suspendedBefore(b *program.Access) (int32, bool) {
	for _, s := range f.SuspendsIn(0, b.Op) {
		if f.Reaches(s, b.Op, func(op int32) bool { return f.writesTo(op, b.Loc) }) {
			return s, true
		}
	}
	return 0, false
}

// restored reports a value that is set for the length of an await and set back behind it:
// meanwhile other tasks, which somebody reads it in, have it, too.
func (pass *Pass) restored(f *Func, a *program.Access) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		b := &access[i]
		if b.Op == a.Op || b.Kind != program.Writing && b.Kind != program.Deleting || b.Loc != a.Loc || !f.InHandler(b.Op) || f.InHandler(a.Op) {
			continue
		}
		gap, ok := f.Between(a.Op, b.Op, nil)
		if !ok || gap.Suspends < 0 {
			continue
		}
		name := f.name(a.Loc, a.Op)
		if r, ok := f.P.ReadElsewhere(a.Loc, f.Ref); ok {
			fd := f.shared(name, fmt.Sprintf("%s is set here until the end of the block, but during its awaits every other task of this thread has it, too: %s reads it", name, f.P.Name(r.Func)),
				[]rule.Step{
					f.step(a.Op, rule.Writes, "sets "+name),
					f.step(gap.Suspends, rule.Suspends, "other tasks of the same thread run"),
					{Actor: 1, Loc: place(f.P, r.Func, r.Op), Action: rule.Reads, Text: "reads what was meant for the first task"},
				})
			fd.Related = []rule.Related{{Loc: place(f.P, r.Func, r.Op), Text: "it is read here"}}
			pass.Report(a.Op, fd)
			return
		}
	}
}

// scoped reports a with statement whose manager sets thread-local state for a block that
// suspends.
func (pass *Pass) scoped(f *Func) {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Enter || x.Flags&ir.IsAsync != 0 || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		from, to := f.Region(int32(i))
		suspends := f.SuspendsIn(from, to)
		if len(suspends) == 0 {
			continue
		}
		w, ok := f.P.SetsOnEntry(f.Ref, int32(i))
		if !ok {
			continue
		}
		r, ok := f.P.ReadElsewhere(w.Access.Loc, w.Func)
		if !ok {
			continue
		}
		name := f.P.Describe(w.Access.Loc)
		fd := f.shared(name, fmt.Sprintf("%s sets thread-local %s for a block that awaits: meanwhile every other task of this thread has it, too", f.P.Name(w.Func), name),
			[]rule.Step{
				f.step(int32(i), rule.Writes, "sets "+name+" for the block"),
				f.step(suspends[0], rule.Suspends, "other tasks of the same thread run"),
				{Actor: 1, Loc: place(f.P, r.Func, r.Op), Action: rule.Reads, Text: "reads what was meant for the first task"},
			})
		fd.Related = []rule.Related{{Loc: place(f.P, w.Func, w.Access.Op), Text: "it is set here"}}
		pass.Report(int32(i), fd)
	}
}

// shared makes a finding about thread-local state that tasks share.
func (f *Func) shared(name, message string, steps []rule.Step) rule.Finding {
	return rule.Finding{
		Level: rule.Warning, Subject: name, Message: message,
		Evidence: strings.TrimSpace(f.P.Name(f.Ref)) + " is a coroutine, of which one thread runs many",
		Witness:  rule.Witness{Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (of the same loop)"}, Steps: slices.Clip(steps)},
		Fix:      "Use a contextvars.ContextVar, or pass the value on.",
	}
}
