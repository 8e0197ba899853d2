package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// announces says whether a function sets an event, or a mark, and something else after it.
func announces(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	last := int32(-1)
	for i := range fn.Access {
		if a := &fn.Access[i]; a.Kind == program.Writing && !a.Own {
			last = a.Op
		}
	}
	return slices.ContainsFunc(fn.Calls, func(c program.CallSite) bool {
		return c.Method == "set" && c.Op < last
	})
}

// findEarlyAnnouncements reports an event that is set before a result which those read
// who wait for the event.
//
//	self.finished.set()      # the waiter goes on here
//	self.result = result
func findEarlyAnnouncements(pass *Pass, f *Func) {
	if f.P.Setup(f.Ref) || f.P.Trial(f.Ref) {
		return
	}
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Calls {
		c := &fn.Calls[i]
		x := &f.Body.Ops[c.Op]
		if c.Method != "set" || x.Code != ir.Call || f.Body.NumArgs(x) > 0 {
			continue
		}
		event := f.accessAt(int32(f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])), program.Reading)
		if event == nil {
			continue
		}
		scope := f.P.EventAt(event.Loc)
		for k := range fn.Access {
			w := &fn.Access[k]
			if scope != model.NoStrand && w.Op > c.Op && w.Kind == program.Writing && w.Loc != event.Loc && pass.setAfter(f, c.Op, event, w, scope) {
				break
			}
		}
	}
}

// setAfter reports an event that op sets if what w sets later is read by who waits for it.
func (pass *Pass) setAfter(f *Func, op int32, event, w *program.Access, scope model.Strand) bool {
	if w.Loc.Kind != event.Loc.Kind || w.Loc.Owner != event.Loc.Owner || w.Loc.Kind == program.OfInstance && !f.P.OfReceiver(f.Ref, w) {
		return false
	}
	for i := range f.P.Funcs[f.Ref].Access {
		o := &f.P.Funcs[f.Ref].Access[i]
		if o.Op < op && o.Loc == w.Loc && o.Kind == program.Writing && f.Reaches(o.Op, op, nil) {
			return false // it had been set
		}
	}
	if f.setsNothing(w.Op) {
		return false // it is cleared, after all
	}
	joins := func(at int32) bool {
		c := f.P.Funcs[f.Ref].CallAt(at)
		return c != nil && f.P.JoinsThread(f.Ref, c)
	}
	var gap facts.Gap
	ok := false
	if scope == model.Thread {
		gap, ok = f.Way(op, w.Op, joins)
	} else {
		gap, ok = f.Between(op, w.Op, joins)
	}
	if !ok {
		return false
	}
	over := f.over(gap)
	for _, g := range f.P.Beside(f.Ref) {
		if g == f.Ref || f.P.Setup(g) || !slices.ContainsFunc(f.P.Funcs[g].Calls, func(c program.CallSite) bool { return c.Method == "wait" || c.Method == "is_set" }) {
			continue
		}
		other := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
		wait, read, ok := other.readsAfterWait(event.Loc, w.Loc)
		if ok && !program.SharesLock(over, f.P.Held(g, read)) {
			pass.announcedEarly(f, op, w, gap, other, wait, read)
			return true
		}
	}
	return false
}

// readsAfterWait finds a wait for an event, and after it a read of something else.
func (f *Func) readsAfterWait(event, result program.Location) (wait, read int32, ok bool) {
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Calls {
		c := &fn.Calls[i]
		x := &f.Body.Ops[c.Op]
		if c.Method != "wait" && c.Method != "is_set" || x.Code != ir.Call {
			continue
		}
		a := f.accessAt(int32(f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])), program.Reading)
		if a == nil || a.Loc != event {
			continue
		}
		for k := range fn.Access {
			r := &fn.Access[k]
			if r.Kind == program.Reading && r.Loc == result && f.Precedes(c.Op, r.Op) && f.Reaches(c.Op, r.Op, nil) &&
				(c.Method == "wait" || f.runsIf(c.Op, cfg.True, r.Op)) {
				return c.Op, r.Op, true
			}
		}
	}
	return 0, 0, false
}

// runsIf says whether a test of a call's result with a certain outcome leads to op.
func (f *Func) runsIf(call int32, outcome cfg.EdgeKind, op int32) bool {
	for _, u := range f.Uses(call) {
		x := &f.Body.Ops[u]
		if x.Code == ir.Branch {
			if side, ok := f.Decided(u, op); ok && side == outcome {
				return true
			}
		}
		if x.Code == ir.Unary && f.runsIf(u, flip(outcome), op) {
			return true
		}
	}
	return false
}

func (pass *Pass) announcedEarly(f *Func, op int32, w *program.Access, gap facts.Gap, g *Func, wait, read int32) {
	name := f.Module.PathString(f.Body.Ops[w.Op].Path())
	reader := f.P.Name(g.Ref)
	steps := []rule.Step{f.step(op, rule.Calls, "announces that all is ready")}
	if gap.Suspends >= 0 {
		steps = append(steps, f.step(gap.Suspends, rule.Suspends, "suspends"))
	}
	at := func(op int32, action rule.Action, text string) rule.Step {
		return rule.Step{Actor: 1, Loc: g.At(op), Action: action, Text: text, Locks: lockNames(g.locksAt(op))}
	}
	steps = append(steps, at(wait, rule.Waits, "goes on"), at(read, rule.Reads, "reads "+name+" as it was before"),
		f.step(w.Op, rule.Writes, "sets "+name+", too late"))
	pass.Report(op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("the event is set before %s is [set](1); %s, which waits for it, [reads](2) the old value", name, reader),
		Related: []rule.Related{
			{Loc: f.At(w.Op), Text: "set here"},
			{Loc: g.At(read), Text: "read here after the wait"},
		},
		Evidence: reader + " waits for the event, so it runs beside " + f.P.Name(f.Ref),
		Witness:  rule.Witness{Actors: []string{"Setter (" + f.P.Name(f.Ref) + ")", "Waiter (" + reader + ")"}, Steps: steps},
	})
}
