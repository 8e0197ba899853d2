package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// shielded reports `await asyncio.shield(…)` over a coroutine, or over a task that only a
// local holds: when the waiter is cancelled, the work goes on and nothing has it.
func (pass *Pass) shielded(f *Func) {
	if f.IR.Flags&ir.Async == 0 || !f.P.Has(f.Ref, program.WaitsForSome) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "asyncio.shield" || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		await := f.awaitOf(c.Op)
		v := f.Body.Positional(&f.Body.Ops[c.Op], 0)
		if await < 0 || v < 0 || !f.Suspends(await) {
			continue
		}
		start, task, ok := f.shieldedTask(c.Op, v)
		if ok && f.CancelEscapes(await, func(op int32) bool { return f.seesToTask(op, start) }) {
			pass.orphaned(f, start, await, task, v)
		}
	}
}

// shieldedTask returns what starts the task that a shield is given, if nothing but the
// shield and a local get hold of it.
func (f *Func) shieldedTask(shield int32, v ir.Value) (start int32, task string, ok bool) {
	if c := f.P.Funcs[f.Ref].CallAt(int32(v)); c != nil && f.P.MakesCoroutine(c) {
		return int32(v), "the task " + f.work(int32(v)), true
	}
	found := -1
	f.Sources(v, func(s facts.Source) {
		for i := range f.P.Funcs[f.Ref].Spawns {
			sp := &f.P.Funcs[f.Ref].Spawns[i]
			switch {
			case s.Op != sp.Op || s.Calls || !sp.IsHandle() || !sp.Row.Weak:
			case found >= 0 && found != i:
				ok = false
			default:
				found, ok = i, !f.isTaskAlready(sp)
			}
		}
	})
	if found < 0 || !ok {
		return 0, "", false
	}
	sp := &f.P.Funcs[f.Ref].Spawns[found]
	kept := slices.ContainsFunc(f.Fate(sp.Op, f.P.Keeper(f.Ref, f.Func)).Saw, func(k facts.UseKind) bool {
		return k == facts.Collects || k == facts.Stores || k == facts.Returns
	})
	passed := 0
	f.eachHandleUse(sp.Op, func(u facts.HandleUse) {
		if u.Kind == facts.Passes && u.Op != shield {
			passed++
		}
	})
	return sp.Op, f.spawned(sp), !kept && passed == 0
}

// eachHandleUse calls visit for the uses of a handle, and of the locals that hold it.
func (f *Func) eachHandleUse(h int32, visit func(facts.HandleUse)) {
	k := f.P.Keeper(f.Ref, f.Func)
	for _, u := range f.HandleUses(h, false, k) {
		visit(u)
		if u.Kind != facts.Carries {
			continue
		}
		for i := range f.Body.Ops {
			if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == u.Local && slices.Contains(f.Defs(int32(i)), u.Op) {
				for _, w := range f.HandleUses(int32(i), u.Collection, k) {
					visit(w)
				}
			}
		}
	}
}

// seesToTask says whether an op awaits, cancels or asks the task that start begins.
func (f *Func) seesToTask(op, start int32) (yes bool) {
	f.eachHandleUse(start, func(u facts.HandleUse) {
		yes = yes || u.Op == op && (u.Kind == facts.Awaits || u.Kind == facts.Cancels || u.Kind == facts.Asks)
	})
	return yes
}

func (pass *Pass) orphaned(f *Func, start, await int32, task string, v ir.Value) {
	fix := "Keep the task in a set or attribute until it is done, and cancel or await it when the owner closes."
	if f.Body.Ops[v].Code == ir.Call && int32(v) == start {
		fix = "Start the task yourself, keep it until it is done, and shield that."
	}
	pass.Report(start, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.Trial(f.Ref) || f.InHandler(await), Subject: task,
		Message: fmt.Sprintf("%s outlives a cancellation of %s, thanks to shield, but then nothing keeps or awaits it: it may be collected, and its exception is lost", task, f.P.Name(f.Ref)),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + task + ")"},
			Steps: []rule.Step{
				f.step(start, rule.Spawns, "starts "+task),
				f.step(await, rule.Suspends, "waits for it under a shield"),
				f.step(await, rule.Ends, "is cancelled; with it goes the only reference to the task"),
				{Actor: 1, Loc: f.At(start), Action: rule.Ends, Text: "may be collected before it finishes; nobody sees its exception"},
			},
		},
		Fix: fix,
	})
}

// gatherDropped reports a gather that nobody awaits: nothing refers to what it starts.
func (pass *Pass) gatherDropped(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "asyncio.gather" || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 || f.Body.NumArgs(&f.Body.Ops[c.Op]) == 0 {
			continue
		}
		if f.expectedToRaise(c.Op) {
			continue
		}
		if end := f.Fate(c.Op, f.P.Keeper(f.Ref, f.Func)); end.Fate == facts.Dropped && end.Watched < 0 {
			pass.Report(c.Op, rule.Finding{
				Level: f.gravity(), Subject: "asyncio.gather",
				Message: "the result of gather is dropped: nothing waits for what it starts, keeps that, or sees its exceptions",
				Witness: rule.Witness{
					Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Tasks B (what gather starts)"},
					Steps: []rule.Step{
						f.step(c.Op, rule.Spawns, "starts tasks and drops the future that stands for them"),
						{Actor: 1, Loc: f.At(c.Op), Action: rule.Ends, Text: "may be collected before they finish; nobody sees their exceptions"},
					},
				},
				Fix: "Await the gather.",
			})
		}
	}
}
