package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// awaitsCancelled reports `task.cancel()` with a bare `await task` after it: the await
// raises the task's CancelledError, which the function and its callers take for a
// cancellation of their own. Tasks that end without it are known by what they run.
func (pass *Pass) awaitsCancelled(f *Func, c *program.CallSite, task ir.Value) {
	w := f.awaitAfter(c.Op, task)
	if w < 0 || f.toleratesCancel(w) {
		return
	}
	targets := f.tasksIn(task)
	if slices.ContainsFunc(targets, f.P.EndsQuietly) {
		return
	}
	own := f.mistakes(w)
	if len(targets) == 0 && !own {
		return // who knows how that ends
	}
	other, at := "the task", f.At(w)
	if len(targets) > 0 {
		other, at = f.P.Name(targets[0]), placeOf(f.P, targets[0], f.P.IR(targets[0]).NameSpan)
	}
	name := f.Module.PathString(f.Body.Ops[task].Path())
	text := "the rest of " + f.P.Name(f.Ref) + " is skipped, and its caller is told that it was cancelled"
	if own {
		text = f.P.Name(f.Ref) + " takes it for its own and ends"
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.Trial(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s is cancelled and then awaited bare, so its CancelledError comes out of the await: %s", name, text),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + other + ")"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "asks "+name+" to stop"),
				f.step(w, rule.Suspends, "waits for it"),
				{Actor: 1, Loc: at, Action: rule.Ends, Text: "ends with CancelledError"},
				f.step(w, rule.Resumes, "raises CancelledError; "+text),
			},
		},
		Fix: "Wrap the await in `contextlib.suppress(asyncio.CancelledError)`, or use `asyncio.wait({task})` or `gather(task, return_exceptions=True)`.",
	})
}

// awaitAfter finds an await of the same task that control comes to from a cancellation.
func (f *Func) awaitAfter(cancel int32, task ir.Value) int32 {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Await || int32(i) < cancel || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		v := f.Body.Args(x)[0]
		if f.Body.Ops[v].Code == ir.Read && f.sameTask(task, v) && f.Reaches(cancel, int32(i), nil) {
			return int32(i)
		}
	}
	return -1
}

// sameTask says whether two reads give the same task: one local without another value in
// between, or one attribute.
func (f *Func) sameTask(a, b ir.Value) bool {
	if name := f.LocalOf(int32(a)); name != 0 {
		return name == f.LocalOf(int32(b)) && slices.Equal(f.Defs(int32(a)), f.Defs(int32(b)))
	}
	loc := f.location(a)
	return loc.Kind != program.NoOwner && loc == f.location(b) && f.Module.PathString(f.Body.Ops[a].Path()) == f.Module.PathString(f.Body.Ops[b].Path())
}

// toleratesCancel says whether the code around an op catches a CancelledError there, and
// the function goes on: a handler around the loop in which the op stands ends that.
func (f *Func) toleratesCancel(op int32) bool {
	around, ok := f.catchesCancel(op)
	return ok && (!f.OnLoop(op) || f.OnLoop(around))
}

// mistakes says whether an except clause around the loop in which an op stands catches a
// CancelledError there and takes it for the end.
func (f *Func) mistakes(op int32) bool {
	around, ok := f.catchesCancel(op)
	return ok && f.OnLoop(op) && !f.OnLoop(around)
}

// catchesCancel returns the innermost try or with statement that catches a CancelledError.
func (f *Func) catchesCancel(op int32) (int32, bool) {
	around := f.Enclosing(op)
	for i := len(around) - 1; i >= 0; i-- {
		a := around[i]
		if slices.ContainsFunc(a.Handlers, f.namesCancellation) || a.Handlers == nil && f.suppressesCancel(a.Op) {
			return a.Op, true
		}
	}
	return 0, false
}

func (f *Func) namesCancellation(h ir.Handler) bool {
	return len(h.Types) == 0 || slices.ContainsFunc(h.Types, func(t ir.PathID) bool {
		if t == 0 {
			return true
		}
		name := f.Module.Str(f.Module.Paths[t].Name)
		return name == "CancelledError" || name == "BaseException"
	})
}

// tasksIn lists what the tasks that a value may stand for run.
func (f *Func) tasksIn(v ir.Value) (out []program.FuncRef) {
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 {
			return
		}
		for i := range f.P.Funcs[f.Ref].Spawns {
			if sp := &f.P.Funcs[f.Ref].Spawns[i]; sp.Op == s.Op && sp.Row.As == model.Task {
				out = append(out, sp.Targets...)
			}
		}
	})
	for _, loc := range f.origins(v) {
		out = append(out, f.P.RunsIn(loc)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// suppressesCancel says whether a with statement is made by a call that names CancelledError.
func (f *Func) suppressesCancel(enter int32) bool {
	x := &f.Body.Ops[enter]
	if x.Code != ir.Enter {
		return false
	}
	manager := f.Body.Args(x)[0]
	return f.Body.Ops[manager].Code == ir.Call && f.namesCancel(manager)
}
