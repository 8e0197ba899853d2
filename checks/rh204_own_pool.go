package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// waitsForOwnPool reports a job of a pool that submits another job to the same pool and waits for
// it: once all workers do so, none is left for what they wait for.
func (pass *Pass) waitsForOwnPool(f *Func, c *program.CallSite) {
	v := f.receiver(c.Op)
	if c.Method != "result" || v < 0 || f.timed(c.Op) || f.P.Async(f.Ref) {
		return
	}
	var submit *program.CallSite
	f.Sources(v, func(s facts.Source) {
		if s.Op >= 0 && submit == nil {
			if d := f.P.Funcs[f.Ref].CallAt(s.Op); d != nil && d.Method == "submit" && f.Body.Ops[d.Op].Code == ir.Call {
				submit = d
			}
		}
	})
	if submit == nil || f.receiver(submit.Op) < 0 {
		return
	}
	loc := f.location(f.receiver(submit.Op))
	if loc.Kind != program.OfInstance && loc.Kind != program.OfModule && loc.Kind != program.OfFunction {
		return
	}
	for _, s := range f.P.Signalled(loc, "submit") {
		d := f.P.CalledAt(s)
		if d == nil || f.P.InTests(s.Func) {
			continue
		}
		for i := range f.P.Funcs[s.Func].Spawns {
			p := &f.P.Funcs[s.Func].Spawns[i]
			if p.Op != d.Op || p.Row.As != model.Thread {
				continue
			}
			for _, t := range p.Targets {
				if path := f.P.CallPath(t, f.Ref, maxOwnPath); t == f.Ref || path != nil {
					pass.fillsPool(f, c, submit.Op, t, path, program.Site{Func: s.Func, Op: d.Op})
					return
				}
			}
		}
	}
}

func (pass *Pass) fillsPool(f *Func, c *program.CallSite, submit int32, t program.FuncRef, path []program.Site, first program.Site) {
	pool := f.receiverText(submit)
	wait := f.step(c.Op, rule.Waits, "waits for it, and keeps its worker")
	wait.Calls = frames(f.P, path)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: pool,
		Message:  fmt.Sprintf("a job of %s waits here for another job of %s: when all workers do so, none is left to run what they wait for", pool, pool),
		Evidence: fmt.Sprintf("%s submits %s to %s, too", f.P.Name(first.Func), f.P.Name(t), pool),
		Related:  []rule.Related{{Loc: place(f.P, first.Func, first.Op), Text: f.P.Name(t) + " becomes a job here"}},
		Witness: rule.Witness{
			Actors: []string{"Worker A (" + f.P.Name(t) + ")", "Worker B (" + f.P.Name(t) + ")"},
			Steps: []rule.Step{
				f.step(submit, rule.Spawns, "submits a job to "+pool),
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "is the last other worker, and waits for a job of its own"},
				wait,
			},
		},
		Fix: "Call the function directly, use another pool for the inner jobs, or let the jobs end and chain the next one.",
	})
}

// awaitsUnderLock reports a coroutine that holds a lock of tasks and awaits others that take
// it themselves.
func (pass *Pass) awaitsUnderLock(f *Func, await int32) {
	held := f.locksAt(await)
	if len(held) == 0 {
		return
	}
	v := f.Body.Args(&f.Body.Ops[await])[0]
	var targets []program.FuncRef
	if c := f.P.Funcs[f.Ref].CallAt(int32(v)); c != nil && c.Name == "asyncio.gather" {
		for i := range f.P.Funcs[f.Ref].Spawns {
			if p := &f.P.Funcs[f.Ref].Spawns[i]; p.Op == c.Op {
				targets = append(targets, p.Targets...)
			}
		}
	}
	for _, loc := range f.keptAt(v) {
		if !f.cancelled(loc, await) {
			targets = append(targets, f.P.RunsAt(loc, model.Task)...)
		}
	}
	for _, k := range held {
		if k.Row.Ctor == "" || k.Row.Scope != model.Task || k.Row.Counting || k.Row.Reentrant || k.Loc.Kind == program.NoOwner {
			continue
		}
		for _, t := range targets {
			if chain, ok := f.P.NeedsLock(t, k, 4); ok && f.sameOwner(t, k) && !f.P.Has(t, program.KnowsItself) {
				pass.locksOut(f, &program.CallSite{Op: await}, t, k, chain)
				return
			}
		}
	}
}

// cancelled says whether the function cancels what is kept at a location before an op: a
// task that is cancelled does not get the lock, and ends.
func (f *Func) cancelled(loc program.Location, op int32) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return c.Method == "cancel" && c.Op < op && f.Body.Ops[c.Op].Code == ir.Call && f.receiver(c.Op) >= 0 && slices.Contains(f.keptAt(f.receiver(c.Op)), loc)
	})
}

// endsWorkers reports a wait, under a lock, for pools or threads that callers have handed in
// to end their jobs, where public methods take that lock: a job that calls one of them, as
// jobs do, does not end.
func (pass *Pass) endsWorkers(f *Func, c *program.CallSite) {
	v := f.receiver(c.Op)
	if c.Method != "shutdown" && c.Method != "join" || v < 0 || f.P.Funcs[f.Ref].Class == program.NoClass || f.told(&f.Body.Ops[c.Op]) || c.Method == "join" && f.limitedJoin(c.Op) {
		return
	}
	var found *holder
	f.sourcesOf(v, func(h holder) {
		if found == nil && h.field != "" && h.element && !h.entry && runsJobs(h.field) {
			found = &h
		}
	})
	if found == nil {
		return
	}
	found.itself = true
	if _, ok := filled(f.P, f.P.Funcs[f.Ref].Class, f.P.Funcs[f.Ref].Mod, *found); !ok {
		return
	}
	locks, taken := f.P.HeldHere(f.Ref, c.Op)
	for n, k := range locks {
		if taken[n] < 0 || k.Row.Ctor == "" || k.Row.Scope != model.Thread {
			continue
		}
		if entry, ok := f.jobsCome(k, found.field); ok {
			pass.endsUnder(f, c, k, taken[n], entry, found.field)
			return
		}
	}
}

// jobsCome finds a public method of the object that takes a lock and that jobs may well call:
// one that has nothing to do with what runs the jobs, and does not begin or end the object.
func (f *Func) jobsCome(k program.Lock, field string) (program.Site, bool) {
	for _, u := range f.P.LockUsers(k.Loc) {
		if u.Func == f.Ref || f.P.Trial(u.Func) || !f.offered(u.Func, 0) || f.P.LifeCycle(u.Func) ||
			f.P.ClassAround(u.Func) != f.P.ClassAround(f.Ref) || slices.ContainsFunc(f.P.Funcs[u.Func].Access, func(a program.Access) bool {
			return a.Self && (a.Loc.Path == field || strings.HasPrefix(a.Loc.Path, field+"["))
		}) {
			continue
		}
		return u, true
	}
	return program.Site{}, false
}

// runsJobs says whether a field's name is one of those that pools and threads are kept in.
func runsJobs(field string) bool {
	field = strings.ToLower(field)
	for _, word := range []string{"executor", "worker", "pool", "thread"} {
		if strings.Contains(field, word) {
			return true
		}
	}
	return false
}

func (pass *Pass) endsUnder(f *Func, c *program.CallSite, k program.Lock, taken int32, entry program.Site, field string) {
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: k.Name,
		Message: fmt.Sprintf("waits for the jobs of self.%s while holding %s, which [%s](1) takes: a job that calls it never ends, and neither does this wait",
			field, k.Name, f.P.Name(entry.Func)),
		Evidence: "what self." + field + " runs is handed in by callers, who have the object at hand",
		Related:  []rule.Related{{Loc: place(f.P, entry.Func, entry.Op), Text: k.Name + " is acquired here, too"}},
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "Job B"},
			Steps: []rule.Step{
				f.step(taken, rule.Acquires, "acquires "+k.Name),
				{Actor: 1, Loc: place(f.P, entry.Func, entry.Op), Action: rule.Waits, Text: "calls " + f.P.Name(entry.Func) + " and waits for " + k.Name},
				f.step(c.Op, rule.Waits, "waits for B to end"),
			},
		},
		Fix: "Copy what is to be ended under the lock, and wait for it after the lock is released.",
	})
}
