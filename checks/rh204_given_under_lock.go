package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// endersOf lists the methods that end a wait, also where the wait is no sleep of a thread.
func endersOf(f *Func, c *program.CallSite) []string {
	switch c.Name {
	case "concurrent.futures.Future.result":
		return resolvers[c.Name]
	case "queue.Queue.put", "asyncio.Queue.put":
		if v := f.receiver(c.Op); v >= 0 && f.P.Bounded(f.location(v)) {
			return []string{"get", "get_nowait"}
		}
		return nil
	}
	return wakers[c.Name]
}

// givenUnderLock reports a wait without a limit under a lock, where all who can end the
// wait take that lock first: they wait for the waiter, and he for them. A condition gives
// up its own lock while it waits, but no other one.
func (pass *Pass) givenUnderLock(f *Func, c *program.CallSite) {
	methods := endersOf(f, c)
	if methods == nil || f.receiver(c.Op) < 0 || f.timedWait(c) {
		return
	}
	task := strings.HasPrefix(c.Name, "asyncio.")
	if task && (f.done(c.Op) == c.Op || f.underLimit(c.Op)) {
		return
	}
	v := f.receiver(c.Op)
	loc := f.location(v)
	if f.Body.Ops[v].Code != ir.Read || loc.Kind != program.OfInstance && loc.Kind != program.OfModule && loc.Kind != program.OfClass {
		return
	}
	var sites []program.Site
	for _, m := range methods {
		for _, s := range f.P.Signalled(loc, m) {
			d := f.P.CalledAt(s)
			if d == nil {
				return // handed on: who knows who calls it
			}
			if !f.P.InTests(s.Func) {
				sites = append(sites, program.Site{Func: s.Func, Op: d.Op})
			}
		}
	}
	if len(sites) == 0 {
		return
	}
	for _, k := range f.P.Held(f.Ref, c.Op) {
		if k.Row.Ctor == "" || k.Row.Counting || (k.Row.Scope == model.Task) != task || k.Loc.Kind == program.NoOwner || f.givesUpIn(c, k, loc) {
			continue
		}
		if !slices.ContainsFunc(sites, func(s program.Site) bool { return !f.needs(s, k) }) && !f.testedBefore(c.Op, k) {
			pass.givenUnder(f, c, k, sites[0])
			return
		}
	}
}

// givesUpIn says whether a lock is the one that a wait on a condition gives up.
func (f *Func) givesUpIn(c *program.CallSite, k program.Lock, loc program.Location) bool {
	if !strings.Contains(c.Name, "Condition") {
		return false
	}
	own := f.P.Unified(program.Lock{Loc: loc}).Loc
	return k.Loc == loc || k.Loc == own || f.P.Unified(k).Loc == own || k.Name == f.receiverText(c.Op)
}

// needs says whether code holds a lock, of the same object as far as classes show, when it
// gives what another strand waits for.
func (f *Func) needs(s program.Site, k program.Lock) bool {
	if k.Loc.Kind == program.OfInstance && f.P.ClassAround(s.Func) != f.P.ClassAround(f.Ref) {
		return false
	}
	return s.Func != f.Ref && slices.ContainsFunc(f.P.Held(s.Func, s.Op), func(o program.Lock) bool { return o.Loc == k.Loc })
}

// testedBefore says whether the function looks, with the lock held, whether what it waits
// for is there already, and waits only if it is: a reading of the queue's size.
func (f *Func) testedBefore(wait int32, k program.Lock) bool {
	for _, d := range f.Deciders(wait) {
		at := int32(d.Value)
		if x := &f.Body.Ops[at]; x.Code == ir.Unary && x.Aux == ir.OpNot {
			at = int32(f.Body.Args(x)[0])
		}
		c := f.P.Funcs[f.Ref].CallAt(at)
		if c == nil || f.Body.Ops[at].Code != ir.Call {
			continue
		}
		switch c.Method {
		case "empty", "qsize", "full", "is_set", "done":
			if slices.ContainsFunc(f.P.Held(f.Ref, at), func(o program.Lock) bool { return o.Loc == k.Loc }) {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) givenUnder(f *Func, c *program.CallSite, k program.Lock, giver program.Site) {
	name := f.receiverText(c.Op)
	kind := "Thread"
	if k.Row.Scope == model.Task {
		kind = "Task"
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Error, Subject: name,
		Message: fmt.Sprintf("waits for %s while holding %s, which %s takes before it can end this wait: neither goes on",
			name, k.Name, f.P.Name(giver.Func)),
		Evidence: fmt.Sprintf("everybody who can end the wait for %s holds %s when doing so", name, k.Name),
		Related:  []rule.Related{{Loc: place(f.P, giver.Func, giver.Op), Text: "the wait would be ended here, under the same lock"}},
		Witness: rule.Witness{
			Actors: []string{kind + " A (" + f.P.Name(f.Ref) + ")", kind + " B (" + f.P.Name(giver.Func) + ")"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Waits, "waits for "+name+", holding "+k.Name),
				{Actor: 1, Loc: place(f.P, giver.Func, giver.Op), Action: rule.Waits, Text: "waits for " + k.Name + " and does not come here"},
			},
		},
		Fix: "Wait outside of the lock, or use a condition over that lock, which gives it up while it waits.",
	})
}
