package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// A waiter queues something that its waker sets: an event or a future. The waker takes
// one waiter out of the queue and hands it what it waits for, be that a lock, an item
// or the word that there is something to do. Between the waker's step and the moment
// the waiter runs again, the waiter may be cancelled. If it then only takes itself off
// the queue, what it was handed is lost.

// lostHandOvers reports such waiters.
func (pass *Pass) lostHandOvers(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Own || a.Kind != program.Growing && a.Kind != program.Storing {
			continue
		}
		made := f.waiterQueued(a.Op)
		if made < 0 || f.offersData(a.Op) {
			continue
		}
		for _, s := range f.SuspendsIn(a.Op+1, int32(len(f.Body.Ops))) {
			if !f.awaitsMade(s, made) || !f.Reaches(a.Op, s, nil) || f.Shielded(s) {
				continue
			}
			leaves, ok := f.leavesQueue(s, a.Loc)
			if !ok {
				continue
			}
			if w, ok := f.wakesOne(a.Loc); ok {
				pass.lostHandOver(f, a, s, leaves, w)
			}
			break
		}
	}
}

// waiterQueued returns the call that makes the event or future that an op stores in a
// container, as element, key, value or part of a tuple; -1 if it stores none.
func (f *Func) waiterQueued(op int32) int32 {
	x := &f.Body.Ops[op]
	var parts []ir.Value
	switch x.Code {
	case ir.Write:
		parts = []ir.Value{f.Body.Key(x), f.Body.Stored(x)}
	case ir.Call:
		for _, a := range f.Body.CallArgs(x) {
			parts = append(parts, a.Value)
		}
	}
	made := int32(-1)
	for _, v := range parts {
		if v >= 0 {
			f.Sources(v, func(s facts.Source) {
				if s.Op >= 0 && !s.Calls && f.makesWaiter(s.Op) {
					made = s.Op
				}
			})
		}
	}
	return made
}

// offersData says whether what an op adds to a queue carries an argument of the
// function: then the waiter gives, and whoever wakes it takes.
func (f *Func) offersData(op int32) bool {
	x := &f.Body.Ops[op]
	v := ir.NoValue
	if x.Code == ir.Write {
		v = f.Body.Stored(x)
	} else if n := f.Body.NumArgs(x); n > 0 {
		v = f.Body.CallArg(x, n-1).Value
	}
	if v < 0 {
		return false
	}
	gives := false
	f.Sources(v, func(s facts.Source) { gives = gives || s.Op == facts.Param && !s.Calls })
	return gives
}

// makesWaiter says whether a call makes an event or a future.
func (f *Func) makesWaiter(op int32) bool {
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || f.Body.Ops[op].Code != ir.Call {
		return false
	}
	switch c.Method {
	case "Event", "create_event", "Future", "create_future":
		return true
	}
	return strings.HasSuffix(c.Name, ".Event") || strings.HasSuffix(c.Name, ".Future")
}

// awaitsMade says whether a suspension awaits what the call made: itself, or a method of
// it, with or without a time limit.
func (f *Func) awaitsMade(s, made int32) bool {
	x := &f.Body.Ops[s]
	if x.Code != ir.Await {
		return false
	}
	found := false
	f.Sources(f.Body.Args(x)[0], func(src facts.Source) { found = found || src.Op == made })
	return found
}

// leavesQueue says whether a cancellation at a suspension comes to code that takes the
// waiter off its queue and does nothing for what it may have been handed; it returns
// the op that takes it off.
func (f *Func) leavesQueue(s int32, queue program.Location) (leaves int32, ok bool) {
	leaves = -1
	for _, r := range f.cancelCode(s) {
		for i := r.from; i < r.to; i++ {
			if f.takesOff(i, queue) {
				if leaves >= 0 {
					return -1, false // the second one takes the next waiter
				}
				leaves = i
			} else if f.handsOn(i, queue) {
				return -1, false
			}
		}
	}
	return leaves, leaves >= 0
}

// span is a range of ops [from, to).
type span struct{ from, to int32 }

// cancelCode lists the except clauses that catch a cancellation at s and the finally
// clauses that it passes, within the function.
func (f *Func) cancelCode(s int32) (out []span) {
	for _, h := range f.CancelHandlers() {
		for _, at := range h.Suspends {
			if at == s {
				out = append(out, span{h.Op + 1, h.End})
			}
		}
	}
	for _, a := range f.Enclosing(s) {
		x := &f.Body.Ops[a.Op]
		if x.Code != ir.Try {
			continue
		}
		if from, to, ok := f.FinallyOf(x.X); ok {
			out = append(out, span{from, to})
		}
	}
	return out
}

// takesOff says whether an op removes something from the queue.
func (f *Func) takesOff(op int32, queue program.Location) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op != op || a.Loc.Root() != queue.Root() {
			continue
		}
		switch a.Kind {
		case program.Shrinking, program.Removing, program.Deleting:
			return true
		}
	}
	return false
}

// idle are methods that neither wake anybody nor give anything back.
var idle = map[string]bool{
	"is_set": true, "done": true, "cancelled": true, "cancel": true, "exception": true, "remove": true, "discard": true, "pop": true,
	"acquire": true, "checkpoint": true, "uncancel": true, "CancelScope": true, "shield": true, "isinstance": true,
	"current_task": true, "get": true, "values": true, "items": true, "keys": true,
}

// handsOn says whether an op may pass on what the waiter was handed: it wakes somebody,
// changes state, or calls what does.
func (f *Func) handsOn(op int32, queue program.Location) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if a := &access[i]; a.Op == op && a.Kind.Writes() && a.Loc.Root() != queue.Root() {
			return true
		}
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || f.Body.Ops[op].Code != ir.Call {
		return false
	}
	if len(c.Targets) > 0 {
		_, ok := f.P.Reach(f.Ref, c, func(_ program.FuncRef, a *program.Access) bool {
			return a.Kind.Writes() && a.Loc.Root() == queue.Root()
		})
		return ok || !idle[c.Method] && !logs(c)
	}
	return !idle[c.Method] && !logs(c)
}

// waker is the step of a function that wakes one waiter of a queue.
type waker struct {
	fn program.FuncRef
	op int32 // the call of set or set_result
}

// wakesOne finds a function that picks one waiter off the queue and wakes it. One that
// wakes all of them loses nothing when one of them has gone.
func (f *Func) wakesOne(queue program.Location) (waker, bool) {
	for _, w := range f.P.Writers(queue) {
		if w.Func == f.Ref || w.Access.Kind != program.Shrinking && w.Access.Kind != program.Removing {
			continue
		}
		c := f.P.Funcs[w.Func].CallAt(w.Access.Op)
		g := f.sibling(w.Func)
		if w.Access.Kind == program.Shrinking && (c == nil || !g.takesNext(c)) || g.mindsCancellation() {
			continue
		}
		if op := g.setAfter(w.Access.Op); op >= 0 && (!g.OnLoop(op) || g.counts()) {
			return waker{w.Func, op}, true
		}
	}
	return waker{}, false
}

// sibling returns another function for analysis.
func (f *Func) sibling(g program.FuncRef) *Func {
	return &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
}

// takesNext says whether a call takes whichever waiter comes first or last out of a
// queue, rather than the one that a key names.
func (f *Func) takesNext(c *program.CallSite) bool {
	switch c.Method {
	case "popleft", "popitem":
		return true
	case "pop":
		x := &f.Body.Ops[c.Op]
		v := f.Body.Positional(x, 0)
		return f.Body.NumArgs(x) == 0 || v >= 0 && (f.isInt(v, "0") || f.Body.Ops[v].Code == ir.Unary)
	}
	return false
}

// mindsCancellation says whether the function asks whether tasks are about to be
// cancelled.
func (f *Func) mindsCancellation() bool {
	return f.calledMethod("has_pending_cancellation") || f.calledMethod("cancelling")
}

// setAfter returns a call that sets an event or resolves a future after an op, -1 if
// there is none.
func (f *Func) setAfter(op int32) int32 {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		switch c.Method {
		case "set", "set_result", "set_exception", "notify":
			if c.Op > op && f.Reaches(op, c.Op, nil) {
				return c.Op
			}
		}
	}
	return -1
}

// counts says whether the function runs a loop over a range: so many, not all.
func (f *Func) counts() bool { return f.calls("builtins.range") }

// queueName writes the container that an op adds to.
func (f *Func) queueName(op int32) string {
	x := &f.Body.Ops[op]
	if name := f.receiverText(op); name != "" {
		return name
	}
	return strings.TrimSuffix(f.Module.PathString(x.Path()), "[*]")
}

func (pass *Pass) lostHandOver(f *Func, queued *program.Access, s, leaves int32, w waker) {
	name := f.queueName(queued.Op)
	by := f.P.Name(w.fn)
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("if the task is cancelled here after %s has woken it, what it was handed is lost: the clean-up only leaves %s and wakes nobody else", by, name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + by + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(queued.Op, rule.Writes, "queues in "+name),
				f.step(s, rule.Suspends, "waits to be woken"),
				{Actor: 1, Loc: place(f.P, w.fn, w.op), Action: rule.Writes, Text: "takes this waiter off the queue and wakes it, and no other"},
				{Actor: 2, Loc: f.At(s), Action: rule.Ends, Text: "cancels the waiter before it has run"},
				f.step(leaves, rule.Writes, "leaves the queue, which it is no longer in, and passes nothing on"),
			},
		},
		Fix: "If the event is set, or the future done and not cancelled, give back what was handed over or wake the next waiter.",
	})
}
