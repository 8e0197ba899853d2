package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// slotUse is a place where a counter of slots goes down beside the end of what held the
// slot: self.count -= 1 and conn.close().
type slotUse struct {
	down program.Site
	loc  program.Location
	ends string // the method
}

// findLostSlots reports a way that ends what holds a slot, as others do, and does not
// count the slot down.
func findLostSlots(pass *Pass, f *Func) {
	uses := f.slotUses()
	if len(uses) == 0 {
		return
	}
	for i, u := range uses {
		again := false
		for _, earlier := range uses[:i] {
			again = again || earlier.loc == u.loc && earlier.ends == u.ends
		}
		if again || !f.countsUpElsewhere(u.loc) || f.agreeing(u) < minAgreeing {
			continue
		}
		f.uncounted(u, func(end int32) { pass.lostSlot(f, u, end) })
	}
}

// minAgreeing is how many places must count down beside the same end before one that does
// not is an exception to the rule.
const minAgreeing = 2

// slotUses lists the places of the function where a counter goes down beside an end.
func (f *Func) slotUses() (out []slotUse) {
	for _, a := range f.P.Funcs[f.Ref].Access {
		if a.Kind != program.Writing || !a.Self || a.Own || f.augments(a.Op) != ir.OpSub {
			continue
		}
		if end := f.besides(a.Op); end != "" {
			out = append(out, slotUse{program.Site{Func: f.Ref, Op: a.Op}, a.Loc, end})
		}
	}
	return out
}

// besides returns the method that ends something in the same straight run of code as an op.
func (f *Func) besides(op int32) string {
	for _, step := range []int32{1, -1} {
		for i := op + step; i >= 0 && int(i) < len(f.Body.Ops); i += step {
			x := &f.Body.Ops[i]
			switch x.Code {
			case ir.Branch, ir.Label, ir.Jump, ir.Catch, ir.Return, ir.Raise, ir.Try, ir.TryElse, ir.Finally, ir.EndTry:
				i = -2 // the run ends here
			case ir.Call:
				if c := f.P.Funcs[f.Ref].CallAt(i); c != nil && cleanups[c.Method] && !c.Self {
					return c.Method
				}
			}
			if i < 0 {
				break
			}
		}
	}
	return ""
}

// countsUpElsewhere says whether another function of the class counts up: the slot was
// taken there, and is given back here.
func (f *Func) countsUpElsewhere(loc program.Location) bool {
	for _, w := range f.P.Writers(loc) {
		if w.Func == f.Ref {
			continue
		}
		g := &Func{Func: f.P.Facts(w.Func, nil), P: f.P, Ref: w.Func}
		if g.augments(w.Access.Op) == ir.OpAdd {
			return true
		}
	}
	return false
}

// agreeing counts the places of the class where the counter goes down beside such an end.
func (f *Func) agreeing(u slotUse) (n int) {
	seen := map[program.FuncRef]bool{}
	for _, w := range f.P.Writers(u.loc) {
		if seen[w.Func] {
			continue
		}
		seen[w.Func] = true
		g := &Func{Func: f.P.Facts(w.Func, nil), P: f.P, Ref: w.Func}
		for _, o := range g.slotUses() {
			if o.loc == u.loc && o.ends == u.ends {
				n++
			}
		}
	}
	return n
}

// uncounted yields the ends on whose ways through the function the counter does not go down.
func (f *Func) uncounted(u slotUse, yield func(end int32)) {
	down := func(op int32) bool { return f.writesTo(op, u.loc) }
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if c.Method != u.ends || c.Self || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 || !f.Leaves(c.Op, down) {
			continue
		}
		counted := false
		for op := range f.Body.Ops {
			counted = counted || down(int32(op)) && f.Reaches(int32(op), c.Op, nil)
		}
		if !counted {
			yield(c.Op)
		}
	}
}

func (pass *Pass) lostSlot(f *Func, u slotUse, end int32) {
	name := f.name(u.loc, u.down.Op)
	pass.Report(end, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.InTests(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s() ends what holds a slot, but on this way %s is not counted down, as it is [elsewhere](1): the slot is lost for good",
			u.ends, name),
		Evidence: fmt.Sprintf("%s goes down beside %s() in %d other places", name, u.ends, f.agreeing(u)),
		Related:  []rule.Related{{Loc: f.At(u.down.Op), Text: name + " is counted down here"}},
		Fix:      "Count down on every way that ends the holder, or in one place that all of them pass.",
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				f.step(end, rule.Ends, "ends what holds the slot and keeps the slot"),
				f.step(u.down.Op, rule.Writes, "would count down, but is not on this way"),
			},
		},
	})
}
