package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// A task that awaits a future without a shield takes the future down with it: cancelling
// the task cancels the future at once. The task itself runs some time later.

// clearedLate reports awaits of a future that the waiter keeps where others resolve it
// and takes away in its own clean-up: between the cancellation and the clean-up others
// find a future that is done already.
func (pass *Pass) clearedLate(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing || a.Own {
			continue
		}
		w, ok := f.P.AwaitsNewFuture(program.Writer{Func: f.Ref, Access: a})
		if !ok || !w.Tidy || w.Func != f.Ref {
			continue
		}
		if by, c, ok := f.resolver(a.Loc); ok {
			pass.clearedTooLate(f, a, w.Op, by, c)
		}
	}
}

// resolver finds a call in another function that resolves the future kept at a location
// and does not expect it to be done.
func (f *Func) resolver(loc program.Location) (program.FuncRef, *program.CallSite, bool) {
	for _, r := range f.P.Reads(loc) {
		if r.Func == f.Ref || !f.P.Has(r.Func, program.Resolves) || f.P.InTests(r.Func) {
			continue
		}
		g := f.sibling(r.Func)
		calls := f.P.Funcs[r.Func].Calls
		for i := range calls {
			c := &calls[i]
			if c.Method == "set_result" || c.Method == "set_exception" {
				if v := g.resolvedFuture(c); v >= 0 && slices.Contains(g.origins(v), loc) {
					return r.Func, c, true
				}
			}
		}
	}
	return 0, nil, false
}

// resolvedFuture returns the future that a call resolves without regard for its state,
// or NoValue.
func (f *Func) resolvedFuture(c *program.CallSite) ir.Value {
	if f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
		return ir.NoValue
	}
	v := f.receiver(c.Op)
	if v < 0 || f.looksFirst(v) || f.handlesError(c.Op) || f.suppressed(c.Op) {
		return ir.NoValue
	}
	return v
}

func (pass *Pass) clearedTooLate(f *Func, a *program.Access, s int32, by program.FuncRef, c *program.CallSite) {
	name, who := f.name(a.Loc, a.Op), f.P.Name(by)
	at := place(f.P, by, c.Op)
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("if the task is cancelled here, the future in %s is cancelled at once and taken away only when the task runs again: "+
			"%s may find it in between, and %s raises InvalidStateError", name, who, c.Method),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + who + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(a.Op, rule.Writes, "keeps a new future in "+name),
				f.step(s, rule.Suspends, "awaits the future itself"),
				{Actor: 2, Loc: f.At(s), Action: rule.Ends, Text: "cancels the task, and the future with it"},
				{Actor: 1, Loc: at, Action: rule.Writes, Text: c.Method + " on a future that is done raises InvalidStateError"},
			},
		},
		Related: []rule.Related{{Loc: at, Text: "the future is resolved here, whatever its state"}},
		Fix:     "Await asyncio.shield(" + name + "), or test done() before " + c.Method + "().",
	})
}

// sharedWaits reports awaits of one future that is kept for all who wait: cancelling one
// of them cancels it for the others.
func (pass *Pass) sharedWaits(f *Func) {
	if f.P.Private(f.Ref) || f.P.Trial(f.Ref) {
		return
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Await && x.Code != ir.Return || x.N == 0 || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		if async := f.IR.Flags&ir.Async != 0; async != (x.Code == ir.Await) {
			continue
		}
		v := f.Body.Args(x)[0]
		loc, mine := f.ownField(v)
		if !mine || !f.isFuture(v) || f.isA(v, "asyncio.Task") {
			continue
		}
		if at, again, ok := f.madeForAll(loc); ok && f.severalWait(again) {
			pass.sharedWait(f, int32(i), loc, at)
		}
	}
}

// ownField returns the location of a field of the receiver that a value is read from.
func (f *Func) ownField(v ir.Value) (program.Location, bool) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op == int32(v) && a.Kind == program.Reading && a.Self && !a.Own && a.Loc.Kind == program.OfInstance && a.Loc == a.Loc.Root() {
			return a.Loc, true
		}
	}
	return program.Location{}, false
}

// severalWait says whether several tasks may wait for what the function awaits or
// returns: it is awaited in several places, by strands of which there are several, or is
// there for the users of the program. One caller is enough if the future is used again.
func (f *Func) severalWait(again bool) bool {
	sites, awaited := 0, 0
	for _, g := range f.P.Callers(f.Ref) {
		if f.P.InTests(g) {
			continue
		}
		body, before := f.P.Body(g, nil), awaited
		for i := range f.P.Funcs[g].Calls {
			if c := &f.P.Funcs[g].Calls[i]; slices.Contains(c.Targets, f.Ref) {
				sites++
				if c.Fresh {
					continue // its own object
				}
				if awaitedIn(body, c.Op) {
					awaited++
				}
			}
		}
		if awaited > before && slices.ContainsFunc(f.P.Runs(g), func(e *program.Entry) bool { return e.Many }) {
			return true
		}
	}
	c := f.P.Funcs[f.Ref].Class
	return awaited > 1 || awaited > 0 && again || sites == 0 && c != program.NoClass && !strings.HasPrefix(f.P.ClassName(c), "_")
}

// awaitedIn says whether the result of a call is awaited on the spot, or handed on to
// who awaits it.
func awaitedIn(body *ir.Body, call int32) bool {
	for i := range body.Ops {
		x := &body.Ops[i]
		switch x.Code {
		case ir.Await, ir.Yield, ir.YieldFrom, ir.Return:
			if x.N > 0 && int32(body.Args(x)[0]) == call {
				return true
			}
		}
	}
	return false
}

// madeForAll says whether the future at a location belongs to its object for good,
// rather than to one operation: it is made with the object, and not by who waits. again
// says that another method makes the next one, as an event does that can be cleared.
func (f *Func) madeForAll(loc program.Location) (by program.Writer, again, ok bool) {
	for _, w := range f.P.Writers(loc) {
		switch {
		case w.Func == f.Ref || w.Access.Kind != program.Writing:
			return by, false, false
		case !f.P.StoresNewFuture(w):
		case !f.P.Setup(w.Func):
			again = true
		case !ok:
			by, ok = w, true
		}
	}
	return by, again, ok
}

func (pass *Pass) sharedWait(f *Func, op int32, loc program.Location, made program.Writer) {
	name := f.P.Describe(loc)
	text := "awaits the future itself"
	if f.Body.Ops[op].Code == ir.Return {
		text = "hands out the future itself"
	}
	pass.Report(op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("cancelling one task that waits here cancels %s for all who wait for it", name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (another caller of " + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(op, rule.Waits, text),
				{Actor: 2, Loc: f.At(op), Action: rule.Ends, Text: "cancels Task A, and the future with it"},
				{Actor: 1, Loc: f.At(op), Action: rule.Resumes, Text: "waits for the same future and is cancelled, too"},
			},
		},
		Related: []rule.Related{{Loc: place(f.P, made.Func, made.Access.Op), Text: "one future is made for everybody here"}},
		Fix:     "Wait for asyncio.shield(" + name + ").",
	})
}
