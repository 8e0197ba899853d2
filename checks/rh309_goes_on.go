package checks

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// amongErrors says whether a handler names the cancellation in one list with errors of
// the work itself, so that it is taken for one of them.
func (f *Func) amongErrors(h *facts.CancelHandler) bool {
	cancelled, errors := false, false
	for _, t := range f.Body.Handlers[f.Body.Ops[h.Op].X].Types {
		if t == 0 {
			continue
		}
		switch f.Module.Str(f.Module.Paths[t].Name) {
		case "CancelledError", "Cancelled":
			cancelled = true
		case "GeneratorExit", "KeyboardInterrupt", "SystemExit", "BaseException":
		default:
			errors = true
		}
	}
	return cancelled && errors
}

// waitsForNoOther says whether the cancellation that comes out of a suspension can only
// be that of this task: it awaits work of its own, or a future that it has made and that
// nobody cancels.
func (f *Func) waitsForNoOther(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code != ir.Await {
		return false
	}
	if f.ownWork(op) {
		return true
	}
	v := f.Body.Args(x)[0]
	if f.Body.Ops[v].Code != ir.Read {
		return false
	}
	own := false
	f.Sources(v, func(s facts.Source) { own = own || s.Op >= 0 && !s.Calls && f.makesFuture(s.Op) })
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op == int32(v) && a.Kind == program.Reading { // self.waiter = create_future(); await self.waiter
			own = own || slices.ContainsFunc(access, func(w program.Access) bool {
				return w.Kind == program.Writing && w.Loc == a.Loc && f.hasFuture(f.addedBy(w.Op))
			})
			if f.P.Cancels(a.Loc) {
				return false
			}
		}
	}
	return own
}

// hasFuture says whether a value is a future that the function makes.
func (f *Func) hasFuture(v ir.Value) bool {
	found := false
	if v >= 0 {
		f.Sources(v, func(s facts.Source) { found = found || s.Op >= 0 && !s.Calls && f.makesFuture(s.Op) })
	}
	return found
}

// called says whether other code awaits the function, itself or through gather, or is
// there to be awaited, so that its end is not the end of what was cancelled.
func (f *Func) called() bool {
	return (f.P.OnlyJoined(f.Ref) || !f.startsStrands() && (len(f.P.Callers(f.Ref)) > 0 || !f.P.Private(f.Ref) && !f.P.Trial(f.Ref))) && !f.P.InTests(f.Ref)
}

// worksOn finds work that the function goes on to wait for after it has swallowed the
// cancellation of work of its own, where others await the function.
func (f *Func) worksOn(h *facts.CancelHandler) (int32, bool) {
	if !f.called() || !h.Suppressed && !f.explicitly(h) || f.mayReturn(h) || !slices.ContainsFunc(h.Suspends, f.waitsForNoOther) {
		return 0, false
	}
	if len(f.P.Callers(f.Ref)) == 0 && slices.ContainsFunc(h.Suspends, f.OnLoop) {
		return 0, false // the loop of a task that is started elsewhere
	}
	from := h.Op
	if h.Suppressed {
		from = h.End
	}
	for _, s := range f.SuspendsIn(h.End, int32(len(f.Body.Ops))) {
		if f.Reaches(from, s, nil) && !f.InHandler(s) && !f.tidiesUp(s) {
			return s, true
		}
	}
	return 0, false
}

// tidiesUp says whether a suspension waits for something to close.
func (f *Func) tidiesUp(s int32) bool {
	x := &f.Body.Ops[s]
	if x.Code != ir.Await {
		return x.Code == ir.Exit
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(x)[0]))
	return c != nil && (cleanups[c.Method] || c.Method == "wait_closed" || c.Method == "join")
}

// callerTakesItForDone finds a caller that awaits the function and then returns a value
// as if what it waited for had come.
func (f *Func) callerTakesItForDone(h *facts.CancelHandler) (program.FuncRef, bool) {
	if h.Suppressed || !f.called() || !f.namesCancelled(h) || !slices.ContainsFunc(h.Suspends, f.waitsForNoOther) {
		return 0, false
	}
	for _, ref := range f.P.Callers(f.Ref) {
		if f.P.InTests(ref) || f.P.IR(ref).Flags&ir.Async == 0 {
			continue
		}
		g := f.sibling(ref)
		for i := range f.P.Funcs[ref].Calls {
			c := &f.P.Funcs[ref].Calls[i]
			if c.Spawned || !slices.Contains(c.Targets, f.Ref) || !awaitedIn(g.Body, c.Op) {
				continue
			}
			for k := int(c.Op); k < len(g.Body.Ops); k++ {
				if x := &g.Body.Ops[k]; x.Code == ir.Return && x.N == 1 && x.Flags&ir.Implicit == 0 && !g.none(g.Body.Args(x)[0]) && g.Reaches(c.Op, int32(k), nil) {
					return ref, true
				}
			}
		}
	}
	return 0, false
}
