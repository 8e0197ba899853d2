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

// asksCancelled reports a done callback that asks its task for the exception or result
// without looking whether it was cancelled, where the program cancels that task: asking
// raises CancelledError in the callback, and what follows there is skipped.
func (pass *Pass) asksCancelled(f *Func) {
	if f.IR.Flags&(ir.Async|ir.Generator) != 0 || !f.P.Has(f.Ref, program.AsksOutcome) || f.calledMethod("cancelled") {
		return
	}
	call := f.asksParam()
	if call < 0 || f.catchesCancelled(call) {
		return
	}
	for _, e := range f.P.Runs(f.Ref) {
		if e.Func != f.Ref || e.As != model.Callback {
			continue
		}
		for _, site := range e.Sites {
			g := &Func{Func: f.P.Facts(site.Func, nil), P: f.P, Ref: site.Func}
			c := f.P.Funcs[site.Func].CallAt(site.Op)
			if c == nil || c.Method != "add_done_callback" || f.P.Trial(site.Func) {
				continue
			}
			if by, ok := g.cancelsWatched(c); ok && !f.toldBy(by.Func, call) {
				pass.raisesInCallback(f, call, site, by)
				return
			}
		}
	}
}

// asksParam returns the first call of exception() or result() on the function's own
// parameter, or -1.
func (f *Func) asksParam() int32 {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if c.Method != "exception" && c.Method != "result" || f.Body.Ops[c.Op].Code != ir.Call || f.Body.NumArgs(&f.Body.Ops[c.Op]) > 0 || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		v := f.receiver(c.Op)
		if v < 0 {
			continue
		}
		name := f.LocalOf(int32(v))
		if name != 0 && slices.Equal(f.Defs(int32(v)), []int32{facts.Param}) && slices.ContainsFunc(f.IR.Params, func(p ir.Param) bool { return p.Name == name }) {
			return c.Op
		}
	}
	return -1
}

// catchesCancelled says whether the code around an op catches CancelledError.
func (f *Func) catchesCancelled(op int32) bool {
	_, ok := f.catchesCancel(op)
	return ok
}

// cancelsWatched finds where the program cancels the task that a call of
// add_done_callback watches: through the attribute or container that keeps it, or here.
func (f *Func) cancelsWatched(c *program.CallSite) (program.Site, bool) {
	v := f.receiver(c.Op)
	if v < 0 {
		return program.Site{}, false
	}
	locs := f.origins(v)
	starts := map[int32]bool{}
	f.Sources(v, func(s facts.Source) {
		if s.Op >= 0 && !s.Calls && f.Body.Ops[s.Op].Code == ir.Call {
			starts[s.Op] = true
		}
	})
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if !a.Kind.Writes() {
			continue
		}
		if stored := f.putAt(a.Op); stored >= 0 {
			f.Sources(stored, func(s facts.Source) {
				if starts[s.Op] && !s.Calls {
					locs = append(locs, a.Loc.Root())
				}
			})
		}
	}
	for _, loc := range locs {
		if loc.Kind == program.NoOwner || loc.Kind == program.OfParameter {
			continue
		}
		t := timer{f.P, loc, nil}
		for _, g := range f.P.Around(loc) {
			if f.P.Has(g, program.CancelsTask) && !f.P.Trial(g) {
				if op, ok := t.cancels(g); ok {
					return program.Site{Func: g, Op: op}, true
				}
			}
		}
	}
	return program.Site{}, false
}

// toldBy says whether the function tests something, before an op, that g sets: g may say
// that way that it has cancelled the task.
func (f *Func) toldBy(g program.FuncRef, op int32) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind == program.Reading && a.Op < op && f.feedsTest(a.Op) && slices.ContainsFunc(f.P.Funcs[g].Access, func(b program.Access) bool {
			return b.Kind == program.Writing && b.Loc == a.Loc
		}) {
			return true
		}
	}
	return false
}

// putAt returns what a write stores, or an adding method call adds.
func (f *Func) putAt(op int32) ir.Value {
	switch x := &f.Body.Ops[op]; x.Code {
	case ir.Write:
		return f.Body.Stored(x)
	case ir.Call:
		if n := f.Body.NumArgs(x); n > 0 {
			return f.Body.CallArg(x, n-1).Value
		}
	}
	return ir.NoValue
}

func (pass *Pass) raisesInCallback(f *Func, call int32, site, by program.Site) {
	what := f.P.Funcs[f.Ref].CallAt(call).Method
	last := !slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return c.Op != call && !slices.Contains(f.Uses(call), c.Op) && f.Reaches(call, c.Op, nil)
	}) && !slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool { return a.Kind.Writes() && f.Reaches(call, a.Op, nil) })
	pass.Report(call, rule.Finding{
		Level: rule.Warning, Pedantic: f.IR.Kind == ir.Lambda || last, Subject: what,
		Message: fmt.Sprintf("%s() raises CancelledError if the task was cancelled, as %s does: the done callback %s ends here", what, f.P.Name(by.Func), f.callback(f.Ref)),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(site.Func) + ")", "Callback B (" + f.callback(f.Ref) + ")"},
			Steps: []rule.Step{
				{Loc: place(f.P, site.Func, site.Op), Action: rule.Calls, Text: "registers the callback"},
				{Loc: place(f.P, by.Func, by.Op), Action: rule.Calls, Text: "cancels the task"},
				{Actor: 1, Loc: f.At(call), Action: rule.Ends, Text: "asks the cancelled task and raises CancelledError, which the loop logs; the rest is skipped"},
			},
		},
		Related: []rule.Related{{Loc: place(f.P, by.Func, by.Op), Text: "the task is cancelled here"}},
		Fix:     "Return first if `task.cancelled()`.",
	})
}
