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

// raisesFlag says whether a function sets something to True and something else after it.
func raisesFlag(p *program.Program, f program.FuncRef) bool {
	if !p.Has(f, program.SetsTrue) {
		return false
	}
	fn := &p.Funcs[f]
	first := slices.IndexFunc(fn.Access, func(a program.Access) bool {
		if a.Kind != program.Writing || a.Own || a.Loc.Kind == program.OfFunction {
			return false
		}
		text, constant := p.ConstantWrite(program.Writer{Func: f, Access: &a})
		return constant && text == string(rune('0'+ir.ConstTrue))
	})
	return first >= 0 && slices.ContainsFunc(fn.Access[first+1:], func(a program.Access) bool {
		return a.Kind == program.Writing && !a.Own && a.Loc != fn.Access[first].Loc
	})
}

// poll is a loop in which a function asks again and again for a flag, and the result that
// it takes when the flag is set.
type poll struct {
	f     *Func
	asks  int32 // reads the flag
	takes int32 // reads the result
}

// findEarlyFlags reports a flag that is set before the result for which those look who
// poll the flag.
//
//	self.done = True         # the poller goes on here
//	self.result = result
func findEarlyFlags(pass *Pass, f *Func) {
	if f.P.Setup(f.Ref) || f.P.Trial(f.Ref) || !raisesFlag(f.P, f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		flag := &access[i]
		if flag.Kind != program.Writing || flag.Own {
			continue
		}
		if text, constant := f.constant(f.Body.Stored(&f.Body.Ops[flag.Op])); !constant || text != string(rune('0'+ir.ConstTrue)) {
			continue
		}
		for k := i + 1; k < len(access); k++ {
			if w := &access[k]; w.Kind == program.Writing && w.Loc != flag.Loc && w.Loc.Kind == flag.Loc.Kind && w.Loc.Owner == flag.Loc.Owner &&
				f.sameHolder(flag.Op, w.Op) && pass.flagTooEarly(f, flag, w) {
				return
			}
		}
	}
}

// sameHolder says whether two ops use attributes of what is written the same way.
func (f *Func) sameHolder(a, b int32) bool {
	of := func(op int32) string {
		text := f.Module.PathString(f.Body.Ops[op].Path())
		return text[:max(0, strings.LastIndexByte(text, '.'))]
	}
	return of(a) == of(b)
}

// flagTooEarly reports a flag if somebody who polls it reads what w sets later.
func (pass *Pass) flagTooEarly(f *Func, flag, w *program.Access) bool {
	if f.setsNothing(w.Op) || strings.ContainsAny(w.Loc.Path, "[") {
		return false
	}
	for i := range f.P.Funcs[f.Ref].Access {
		o := &f.P.Funcs[f.Ref].Access[i]
		if o.Op < flag.Op && o.Loc == w.Loc && o.Kind == program.Writing && f.Reaches(o.Op, flag.Op, nil) {
			return false // it had been set
		}
	}
	reads := func(g program.FuncRef, l program.Location) bool {
		return slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool { return a.Kind == program.Reading && a.Loc == l })
	}
	for _, g := range f.P.Around(flag.Loc) {
		if g == f.Ref || !reads(g, flag.Loc) || !reads(g, w.Loc) || f.P.Setup(g) || f.P.Trial(g) || f.P.CallPath(g, f.Ref, 3) != nil {
			continue // who runs the setter does not see it half done
		}
		p, ok := (&Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}).polls(flag.Loc, w.Loc)
		if !ok {
			continue
		}
		gap, ok := f.Way(flag.Op, w.Op, nil)
		if f.P.IR(g).Flags&ir.Async != 0 {
			gap, ok = f.Between(flag.Op, w.Op, nil)
		}
		if ok && !program.SharesLock(f.over(gap), f.P.Held(g, p.takes)) {
			pass.flaggedEarly(f, flag, w, gap, p)
			return true
		}
	}
	return false
}

// polls finds a loop that ends when a flag is set, and after it a read of a result.
func (f *Func) polls(flag, result program.Location) (poll, bool) {
	access := f.P.Funcs[f.Ref].Access
	for _, t := range f.sharedTests() {
		if t.kind != isTrue || t.access == nil || t.access.Loc != flag || !f.ComesBack(t.branch, t.absent) || f.ComesBack(t.branch, t.present()) {
			continue
		}
		for i := range access {
			r := &access[i]
			if r.Kind != program.Reading || r.Loc != result || !f.sameHolder(t.read, r.Op) {
				continue
			}
			if side, ok := f.Decided(t.branch, r.Op); ok && side == t.present() {
				return poll{f, t.read, r.Op}, true
			}
		}
	}
	return poll{}, false
}

func (pass *Pass) flaggedEarly(f *Func, flag, w *program.Access, gap facts.Gap, p poll) {
	name, mark := f.Module.PathString(f.Body.Ops[w.Op].Path()), f.Module.PathString(f.Body.Ops[flag.Op].Path())
	reader := f.P.Name(p.f.Ref)
	steps := []rule.Step{f.step(flag.Op, rule.Writes, "sets "+mark)}
	if gap.Suspends >= 0 {
		steps = append(steps, f.step(gap.Suspends, rule.Suspends, "suspends"))
	}
	at := func(op int32, action rule.Action, text string) rule.Step {
		return rule.Step{Actor: 1, Loc: p.f.At(op), Action: action, Text: text, Locks: lockNames(p.f.locksAt(op))}
	}
	steps = append(steps, at(p.asks, rule.Checks, "finds the flag set and leaves its loop"),
		at(p.takes, rule.Reads, "reads "+name+" as it was before"), f.step(w.Op, rule.Writes, "sets "+name+", too late"))
	pass.Report(flag.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s is set before %s is [set](1); %s, which polls it, [reads](2) the old value", mark, name, reader),
		Related: []rule.Related{
			{Loc: f.At(w.Op), Text: "set here"},
			{Loc: p.f.At(p.takes), Text: "read here after the loop"},
		},
		Evidence: reader + " polls " + mark + ", so it runs beside " + f.P.Name(f.Ref),
		Witness:  rule.Witness{Actors: []string{"Setter (" + f.P.Name(f.Ref) + ")", "Poller (" + reader + ")"}, Steps: steps},
	})
}
