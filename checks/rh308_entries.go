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

// A coroutine registers what it waits for, such as the future of a request under its
// number, and takes the entry away when the wait is over. An entry that a cancellation
// leaves behind stays for good, or turns away the next one with the same key.

// lodger is an element that a function puts into a shared container and takes out again.
type lodger struct {
	put, take *program.Access
}

// leftEntries reports suspensions between the two from which a cancellation leaves the
// function with the entry in place.
func (pass *Pass) leftEntries(f *Func) {
	seen := map[program.Location]bool{}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		put := &access[i]
		key := f.entryKey(put, program.Storing, program.Growing)
		loc := put.Loc.Root()
		if key < 0 || seen[loc] || f.Body.Ops[key].Code == ir.Const || f.weaklyKept(put) || f.takenByCallback(loc) {
			continue
		}
		for k := range access {
			take := &access[k]
			if out := f.entryKey(take, program.Removing, program.Shrinking); take.Loc.Root() != loc || take.Op <= put.Op || out < 0 || !f.sameKey(key, out) {
				continue
			}
			if s, ok := f.leaves(lodger{put, take}); ok {
				seen[loc] = true
				pass.leftEntry(f, lodger{put, take}, s)
				break
			}
		}
	}
}

// entryKey returns what an access that stores, adds, deletes or removes names its element
// by: the key of a mapping, or the element itself; NoValue if it does something else.
func (f *Func) entryKey(a *program.Access, by, call program.AccessKind) ir.Value {
	x := &f.Body.Ops[a.Op]
	switch {
	case a.Own || f.Graph.BlockOf(a.Op) < 0:
	case a.Kind == by && (x.Code == ir.Write || x.Code == ir.Delete):
		return f.Body.Key(x)
	case a.Kind == call && x.Code == ir.Call:
		if c := f.P.Funcs[f.Ref].CallAt(a.Op); c != nil && keyedMethods[c.Method] {
			return f.Body.Positional(x, 0)
		}
	}
	return ir.NoValue
}

// keyedMethods are the methods of containers whose first argument is the element or its key.
var keyedMethods = map[string]bool{"add": true, "append": true, "appendleft": true, "pop": true, "remove": true, "discard": true}

// sameKey says whether two keys are certainly equal; calls are if they are written alike
// and have no arguments, as in token.decode().
func (f *Func) sameKey(a, b ir.Value) bool {
	x, y := &f.Body.Ops[a], &f.Body.Ops[b]
	if x.Code != ir.Call || y.Code != ir.Call {
		return f.sameValue(a, b)
	}
	v, w := f.receiver(int32(a)), f.receiver(int32(b))
	return f.Body.NumArgs(x) == 0 && f.Body.NumArgs(y) == 0 && x.Path() == y.Path() && v >= 0 && w >= 0 && f.sameValue(v, w)
}

// weaklyKept says whether a container forgets its entries by itself.
func (f *Func) weaklyKept(a *program.Access) bool {
	x := &f.Body.Ops[a.Op]
	on := f.Body.Base(x)
	if x.Code == ir.Call {
		on = f.receiver(a.Op)
	}
	return on >= 0 && slices.ContainsFunc(f.types().Objects(on), func(o program.Obj) bool { return strings.HasPrefix(o.Name, "weakref.") })
}

// takenByCallback says whether a function that this one defines takes entries out: a done
// callback of what it waits for.
func (f *Func) takenByCallback(loc program.Location) bool {
	return slices.ContainsFunc(f.P.Around(loc), func(g program.FuncRef) bool {
		return g != f.Ref && f.P.Within(g, f.Ref) && slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool {
			return a.Loc.Root() == loc && a.Kind.Writes()
		})
	})
}

// leaves finds a suspension at which the entry is in place and from which a cancellation
// leaves the function without taking it out, although every other way out that comes
// after it does, or a handler of the errors of the wait.
func (f *Func) leaves(e lodger) (int32, bool) {
	loc := e.put.Loc.Root()
	takes := func(op int32) bool { return f.takesOut(op, loc) }
	failing := f.inErrorClause(e.take.Op)
	for _, s := range f.SuspendsIn(e.put.Op+1, int32(len(f.Body.Ops))) {
		switch {
		case f.Shielded(s) || f.InHandler(s) || !f.comesWith(e.put.Op, s):
		case !f.Reaches(e.put.Op, s, takes) || !f.Reaches(s, e.take.Op, nil):
		case !failing && (f.InHandler(e.take.Op) || f.Leaves(s, takes)):
		case failing && !f.othersTake(loc):
		case f.CancelEscapes(s, takes):
			return s, true
		}
	}
	return 0, false
}

// comesWith says whether an op runs only where an earlier one has run: it is dominated by
// it, or decided by the same values.
func (f *Func) comesWith(first, op int32) bool {
	if f.Graph.Dominates(f.Graph.BlockOf(first), f.Graph.BlockOf(op)) {
		return true
	}
	later := f.Deciders(op)
	for _, d := range f.Deciders(first) {
		if !slices.ContainsFunc(later, func(e facts.Decider) bool { return d.Truth == e.Truth && f.sameValue(d.Value, e.Value) }) {
			return false
		}
	}
	return true
}

// inErrorClause says whether an op stands in an except clause for errors, rather than for
// a cancellation or for everything.
func (f *Func) inErrorClause(op int32) bool {
	for i := range f.Body.Ops[:op] {
		x := &f.Body.Ops[i]
		if x.Code != ir.Catch || op >= f.HandlerEnd(int32(i)) {
			continue
		}
		types := f.Body.Handlers[x.X].Types
		if len(types) > 0 && !slices.ContainsFunc(types, func(t ir.PathID) bool {
			return t == 0 || f.isCancellation(t) || f.Module.Str(f.Module.Paths[t].Name) == "BaseException"
		}) {
			return true
		}
	}
	return false
}

// takesOut says whether an op takes entries out of a container, itself or in a callee.
func (f *Func) takesOut(op int32, loc program.Location) bool {
	out := func(a *program.Access) bool {
		switch a.Kind {
		case program.Removing, program.Shrinking, program.Writing, program.Deleting:
			return a.Loc.Root() == loc
		}
		return false
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if access[i].Op == op && out(&access[i]) && (access[i].Kind != program.Writing || access[i].Loc == loc) {
			return true
		}
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || len(c.Targets) == 0 {
		return false
	}
	_, ok := f.P.Reach(f.Ref, c, func(_ program.FuncRef, a *program.Access) bool { return out(a) })
	return ok
}

// othersTake says whether some other code takes single entries out of a container, so
// that none is meant to stay.
func (f *Func) othersTake(loc program.Location) bool {
	return slices.ContainsFunc(f.P.Around(loc), func(g program.FuncRef) bool {
		if f.P.InTests(g) {
			return false
		}
		ff := f.sibling(g)
		return slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool {
			return a.Loc.Root() == loc && ff.entryKey(&a, program.Removing, program.Shrinking) >= 0 && !ff.inErrorClause(a.Op)
		})
	})
}

func (pass *Pass) leftEntry(f *Func, e lodger, s int32) {
	name := f.name(e.put.Loc.Root(), e.put.Op)
	if f.Body.Ops[e.put.Op].Code == ir.Call {
		name = f.receiverText(e.put.Op)
	}
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("if the task is cancelled here, the entry that %s has put into %s stays there", f.P.Name(f.Ref), name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(e.put.Op, rule.Writes, "puts an entry into "+name),
				f.step(s, rule.Suspends, "waits here"),
				{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: "cancels the task, or its timeout does"},
				f.step(e.take.Op, rule.Writes, "would take the entry out, but is never reached"),
			},
		},
		Fix: "Take the entry out in a finally clause, or by a done callback.",
	})
}
