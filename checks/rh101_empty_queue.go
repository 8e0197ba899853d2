package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// asksQueue says, from tables alone, whether a function asks a queue for threads whether
// it is empty and takes from one.
func asksQueue(p *program.Program, f program.FuncRef) bool {
	asks, takes := false, false
	for i := range p.Funcs[f].Calls {
		c := &p.Funcs[f].Calls[i]
		asks = asks || c.Method == "empty" || c.Method == "qsize"
		takes = takes || c.Method == "get" && threadQueue(c.Name)
	}
	return asks && takes && !p.Trial(f) && !p.Setup(f)
}

// threadQueue says whether a name is that of a method of a queue for threads.
func threadQueue(name string) bool {
	module, rest, found := strings.Cut(strings.TrimPrefix(name, "."), ".")
	return found && strings.EqualFold(module, "queue") && strings.Contains(rest, "Queue.")
}

// findEmptiedQueues reports an element that is handed out if a queue is not empty, by a
// get() that waits: if another thread has taken the last one, nobody ever ends that wait.
//
//	if self.idle.empty(): return self.connect()
//	return self.idle.get()           # another thread has taken it: waits for ever
func findEmptiedQueues(pass *Pass, f *Func) {
	if !asksQueue(f.P, f.Ref) || f.P.OwnThreadOnly(f.Ref) || f.P.Async(f.Ref) || strings.HasPrefix(f.Module.Str(f.IR.Name), "__") {
		return
	}
	for i := range f.sharedTests() {
		t := &f.conditions[i]
		if t.access == nil || !t.sized || t.access.Own || !t.access.Self && !t.access.Global {
			continue
		}
		for k := range f.P.Funcs[f.Ref].Calls {
			c := &f.P.Funcs[f.Ref].Calls[k]
			if c.Op < t.branch || c.Method != "get" || !threadQueue(c.Name) || !f.waitsForEver(c.Op) || !f.sameContainer(t, c.Op) || !f.handsOut(c.Op) || !f.givenBack(t.access.Loc) {
				continue
			}
			side, ok := f.Decided(t.branch, c.Op)
			gap, way := f.Way(t.read, c.Op, func(op int32) bool { return op != c.Op && f.validates(op, t) })
			if !ok || side != t.present() || !way || len(threadLocks(f.over(gap))) > 0 || f.calledLocked() {
				continue
			}
			pass.emptiedQueue(f, t, c.Op)
			return
		}
	}
}

// waitsForEver says whether a call of get has neither a timeout nor block=False.
func (f *Func) waitsForEver(call int32) bool {
	x := &f.Body.Ops[call]
	return x.Code == ir.Call && f.Body.NumArgs(x) == 0
}

// handsOut says whether the function returns what a call gives.
func (f *Func) handsOut(call int32) bool {
	return slices.ContainsFunc(f.Body.Ops, func(x ir.Op) bool {
		if x.Code != ir.Return || x.N == 0 {
			return false
		}
		v := f.Body.Args(&x)[0]
		return int32(v) == call || int32(f.Origin(v)) == call
	})
}

// givenBack says whether another function puts into the queue at a location what it is
// given: then the queue is a store of things that callers borrow.
func (f *Func) givenBack(loc program.Location) bool {
	return slices.ContainsFunc(f.P.Around(loc), func(g program.FuncRef) bool {
		if g == f.Ref || f.P.Trial(g) {
			return false
		}
		fn := &f.P.Funcs[g]
		return slices.ContainsFunc(fn.Calls, func(c program.CallSite) bool {
			if c.Method != "put" && c.Method != "put_nowait" || !slices.ContainsFunc(fn.Access, func(a program.Access) bool {
				return a.Op < c.Op && a.Loc == loc && a.Kind == program.Reading
			}) {
				return false
			}
			in := f.sibling(g)
			v := in.Body.Positional(&in.Body.Ops[c.Op], 0)
			return v >= 0 && in.given(v)
		})
	})
}

func (pass *Pass) emptiedQueue(f *Func, t *test, get int32) {
	name := f.Module.PathString(f.Body.Ops[t.read].Path())
	me := f.P.Name(f.Ref)
	pass.Report(get, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message:  fmt.Sprintf("%s was not empty, but another thread may take the last element before this; then get() waits until somebody puts one back", name),
		Evidence: name + " is a queue for threads, and " + me + " hands out what it takes",
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + me + ")", "Thread B (" + me + ")"},
			Steps: []rule.Step{
				f.step(t.read, rule.Checks, "finds an element in "+name),
				{Actor: 1, Loc: f.At(get), Action: rule.Writes, Text: "takes the last one"},
				f.step(get, rule.Waits, "waits for an element"),
			},
		},
		Fix: "Take with get_nowait() and handle queue.Empty.",
	})
}
