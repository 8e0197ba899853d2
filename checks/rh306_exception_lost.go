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

var exceptionLost = &Check{
	Info: rule.Info{
		ID: "RH306", Name: "task-exception-lost", Level: rule.Warning, Precision: rule.High,
		CWE: []int{390, 662}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "nobody ever looks at how a task ends",
			Why: "An exception that leaves a task is kept in it until somebody awaits the task or asks for it. If the " +
				"task is kept in an attribute and only cancelled in the end, its error is not seen while the " +
				"program runs: the work has stopped, and nothing says so. A done callback that asks a cancelled task for its " +
				"exception gets a CancelledError raised instead, and the rest of it is skipped.",
			Bad: `
import asyncio

class Feed:
    async def start(self, source):
        self.task = asyncio.create_task(self._pump(source))

    async def _pump(self, source):
        async for item in source:
            print(item["id"])

    def stop(self):
        self.task.cancel()
`,
			Good: `
import asyncio

class Feed:
    async def start(self, source):
        self.task = asyncio.create_task(self._pump(source))

    async def _pump(self, source):
        async for item in source:
            print(item["id"])

    async def stop(self):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
`,
			Fix:    "Await the task when it is stopped, or add a done callback that looks at `task.exception()`.",
			Silent: "Somebody awaits, gathers or asks the task, it has a done callback, or its coroutine handles its errors itself.",
			Misses: "Tasks in containers. Jobs of executors whose futures are dropped are reported on request.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.StartsTasks(f) || p.Has(f, program.Gathers) || p.Has(f, program.AsksOutcome) ||
			slices.ContainsFunc(p.Funcs[f].Spawns, submits)
	},
	Func: func(pass *Pass, f *Func) {
		findLostExceptions(pass, f)
		pass.droppedJobs(f)
		pass.asksCancelled(f)
	},
}

func findLostExceptions(pass *Pass, f *Func) {
	if f.P.InTests(f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing || a.Loc.Kind != program.OfInstance || strings.Contains(a.Loc.Path, "[") {
			continue
		}
		s, ok := f.P.SpawnAt(program.Writer{Func: f.Ref, Access: a})
		if !ok || !s.Row.Weak || len(s.Targets) == 0 || f.watched(s.Op) || f.P.HandlesErrors(s.Targets) {
			continue
		}
		if f.onlyCancelled(a.Loc) {
			pass.lost(f, s, a)
		}
	}
	pass.gathered(f)
}

// submits says whether a spawn gives a job to an executor, whose error then waits in a
// future.
func submits(s program.Spawn) bool {
	switch s.Row.Call {
	case "concurrent.futures.ThreadPoolExecutor.submit", "concurrent.futures.ProcessPoolExecutor.submit",
		"concurrent.futures.Executor.submit", "asyncio.AbstractEventLoop.run_in_executor":
		return true
	}
	return false
}

// droppedJobs reports jobs of executors whose future is thrown away, and with it the
// error of the job. It is hygiene: many jobs are started so on purpose.
func (pass *Pass) droppedJobs(f *Func) {
	if f.P.InTests(f.Ref) {
		return
	}
	for i := range f.P.Funcs[f.Ref].Spawns {
		s := &f.P.Funcs[f.Ref].Spawns[i]
		if !submits(*s) || len(s.Targets) == 0 || len(f.Uses(s.Op)) > 0 || f.P.HandlesErrors(s.Targets) {
			continue
		}
		job := f.P.Name(s.Targets[0])
		pass.Report(s.Op, rule.Finding{
			Level: rule.Note, Pedantic: true, Subject: job,
			Message: fmt.Sprintf("the future of %s is dropped: an error in it goes unnoticed", job),
			Witness: rule.Witness{
				Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "Thread B (" + job + ")"},
				Steps: []rule.Step{
					f.step(s.Op, rule.Spawns, "starts "+job+" and drops its future"),
					{Actor: 1, Loc: f.At(s.Op), Action: rule.Ends, Text: "may end with an error that nobody sees"},
				},
			},
			Fix: "Keep the future and ask for its result, add a done callback that looks at its exception, or handle errors in the job.",
		})
	}
}

// gathered reports gather(…, return_exceptions=True) whose results nobody looks at. It
// is hygiene: where tasks are being stopped it is meant so.
func (pass *Pass) gathered(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "asyncio.gather" || f.calledMethod("cancel") || f.InHandler(c.Op) {
			continue
		}
		v := f.Module.KeywordArg(f.Body, &f.Body.Ops[c.Op], "return_exceptions")
		if v == ir.NoValue || f.Body.Ops[v].Code != ir.Const || f.Body.Ops[v].Aux != ir.ConstTrue {
			continue
		}
		for _, u := range f.Uses(c.Op) {
			if f.Body.Ops[u].Code == ir.Await && len(f.Uses(u)) == 0 {
				pass.Report(c.Op, rule.Finding{
					Level: rule.Warning, Pedantic: true, Subject: "asyncio.gather",
					Message: "gather hands out the exceptions of what it runs as results, and nobody looks at them",
					Witness: rule.Witness{Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")"}, Steps: []rule.Step{
						f.step(c.Op, rule.Calls, "collects exceptions instead of raising them"),
						f.step(u, rule.Ends, "drops the results, exceptions included"),
					}},
					Fix: "Look through the results for exceptions, or let gather raise them.",
				})
			}
		}
	}
}

// watched says whether a handle is used for more than being stored where it is made.
func (f *Func) watched(h int32) bool {
	return slices.ContainsFunc(f.Fate(h, f.P.Keeper(f.Ref, f.Func)).Saw, func(k facts.UseKind) bool {
		return k != facts.Stores && k != facts.Inspects && k != facts.Cancels && k != facts.Carries
	})
}

// onlyCancelled says whether all that the program does with a kept task is to cancel or
// test it, and that it does at least that: else it is kept for somebody outside.
func (f *Func) onlyCancelled(loc program.Location) bool {
	cancelled := false
	for _, r := range f.P.Reads(loc) {
		ff := f.P.Facts(r.Func, nil)
		for _, u := range ff.HandleUses(r.Access.Op, false, f.P.Keeper(r.Func, ff)) {
			switch u.Kind {
			case facts.Inspects:
			case facts.Cancels:
				cancelled = true
			default:
				return false
			}
		}
	}
	return cancelled
}

func (pass *Pass) lost(f *Func, s *program.Spawn, a *program.Access) {
	task, at := f.spawned(s), f.name(a.Loc, a.Op)
	pass.Report(s.Op, rule.Finding{
		Level: rule.Warning, Subject: task,
		Message: fmt.Sprintf("%s is kept in %s, but nobody awaits it or looks at its exception: an error in it goes unnoticed", task, at),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")"},
			Steps: []rule.Step{
				f.step(s.Op, rule.Spawns, "starts "+task+" and keeps it in "+at),
				{Actor: 1, Loc: placeOf(f.P, s.Targets[0], f.P.IR(s.Targets[0]).NameSpan), Action: rule.Ends, Text: "ends with an exception"},
				f.step(a.Op, rule.Ends, "nothing reads the outcome of "+at),
			},
		},
	})
}
