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

// findWokenTakers looks for those who try to take something, wait until it is free, and
// then take it: being woken only means that the task will run some time; who comes along
// before it does finds the same thing free.
//
//	try:
//	    self.acquire_nowait()
//	except WouldBlock:
//	    event = asyncio.Event()
//	    self.waiters.append(event)
//	    await event.wait()
//	    self.acquire_nowait()
//
// Where the function itself tests before it waits, RH207 speaks of it.
func findWokenTakers(pass *Pass, f *Func) {
	for _, s := range f.P.Suspensions(f.Ref) {
		queue, ok := f.queuedWait(s)
		if !ok {
			continue
		}
		if op, loc, ok := f.takesAfterTry(s, queue); ok && !f.handsOver(queue, loc) {
			pass.wokenTaker(f, s, op, queue, loc)
			return
		}
	}
}

// queuedWait says whether a suspension waits for an event or future that the function has
// made and put into a shared container, and returns where that is.
func (f *Func) queuedWait(s int32) (queue program.Location, ok bool) {
	x := &f.Body.Ops[s]
	if x.Code != ir.Await && x.Code != ir.YieldFrom && x.Code != ir.Yield || x.N == 0 {
		return queue, false
	}
	made := f.waitersMade(f.Body.Args(x)[0])
	if len(made) == 0 {
		return queue, false
	}
	for i := range f.P.Funcs[f.Ref].Access {
		a := &f.P.Funcs[f.Ref].Access[i]
		if !a.Self || a.Op > s || a.Loc.Kind != program.OfInstance {
			continue
		}
		var values []ir.Value
		y := &f.Body.Ops[a.Op]
		switch {
		case a.Kind == program.Growing && y.Code == ir.Call:
			for _, arg := range f.Body.CallArgs(y) {
				values = append(values, arg.Value)
			}
		case a.Kind == program.Storing && y.Code == ir.Write:
			values = append(values, f.Body.Stored(y))
		}
		for _, v := range values {
			if slices.ContainsFunc(f.waitersMade(v), func(op int32) bool { return slices.Contains(made, op) }) {
				return a.Loc, true
			}
		}
	}
	return queue, false
}

// waitersMade lists the calls that make the events and futures that a value comes from.
func (f *Func) waitersMade(v ir.Value) (out []int32) {
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 {
			return
		}
		c := f.P.Funcs[f.Ref].CallAt(s.Op)
		if c == nil {
			return
		}
		name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
		if c.Method == "create_future" || name == "Event" || name == "Future" {
			out = append(out, s.Op)
		}
	})
	return out
}

// takesFor says whether a kind of access may take something.
func takesFor(k program.AccessKind) bool {
	return k == program.Writing || k == program.Storing || k == program.Growing
}

// looksAtRoot says whether an op tests something of a location, assertions aside.
func (f *Func) looksAtRoot(op int32, loc program.Location) bool {
	for i := range f.sharedTests() {
		if t := &f.conditions[i]; t.read == op && t.access != nil && t.access.Loc.Root() == loc.Root() {
			return true
		}
	}
	return false
}

// takesAfterTry finds a second attempt after a wait in the except clause of the first
// one, or the act of the attempt without the attempt.
func (f *Func) takesAfterTry(s int32, queue program.Location) (op int32, loc program.Location, ok bool) {
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if !c.Self || len(c.Targets) != 1 || f.P.MaySuspend(c.Targets[0]) || c.Op > s || !f.InClauseFor(s, c.Op) {
			continue
		}
		helper := &f.P.Funcs[c.Targets[0]]
		for k := range helper.Access {
			a := &helper.Access[k]
			if !a.Self || !takesFor(a.Kind) || a.Loc.Root() == queue.Root() {
				continue
			}
			for n := range fn.Access {
				b := &fn.Access[n]
				if b.Loc == a.Loc && b.Kind == a.Kind && b.Op > s && f.Reaches(s, b.Op, func(op int32) bool { return f.looksAtRoot(op, a.Loc) }) {
					return b.Op, a.Loc.Root(), true
				}
			}
			for n := range fn.Calls {
				d := &fn.Calls[n]
				if d.Self && d.Op > s && slices.Equal(d.Targets, c.Targets) && f.Reaches(s, d.Op, nil) && !f.handled(d.Op, []string{"WouldBlock"}) {
					return d.Op, a.Loc.Root(), true
				}
			}
		}
	}
	return 0, loc, false
}

// handsOver says whether those who wake a waiter take the thing on its behalf.
func (f *Func) handsOver(queue, loc program.Location) bool {
	return slices.ContainsFunc(f.writers(queue), func(w program.Writer) bool {
		if w.Func == f.Ref || w.Access.Kind != program.Shrinking && w.Access.Kind != program.Removing {
			return false
		}
		return slices.ContainsFunc(f.P.Funcs[w.Func].Access, func(a program.Access) bool {
			return a.Loc.Root() == loc && (a.Kind == program.Storing || a.Kind == program.Growing) && a.Op > w.Access.Op
		})
	})
}

func (pass *Pass) wokenTaker(f *Func, s, op int32, queue, loc program.Location) {
	name := f.P.Describe(loc)
	me := f.P.Name(f.Ref)
	if f.P.Trial(f.Ref) {
		return
	}
	pass.Report(op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Evidence: fmt.Sprintf("%s waits in %s for what other tasks do", me, f.P.Describe(queue)),
		Message:  fmt.Sprintf("%s is taken after the wait without another look: between the wake-up and this, another task may have taken it", name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + me + ")", "Task B (" + me + ")"},
			Steps: []rule.Step{
				f.step(s, rule.Suspends, "waits in "+f.P.Describe(queue)+" until it is woken; it will run some time later"),
				{Actor: 1, Loc: f.At(op), Action: rule.Writes, Text: "comes along before that, finds nothing taken, and takes " + name},
				f.step(op, rule.Writes, "takes "+name+" as well"),
			},
		},
		Fix: "Test again in a loop after the wait, or let the one who wakes a waiter take it on the waiter's behalf.",
	})
}
