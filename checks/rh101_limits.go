package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// A limit is checked, then something suspends, then what the limit is about changes:
//
//	if self.balance >= amount:
//	    await self.audit(amount)
//	    self.balance -= amount      # two tasks have both passed the check
//
// The change itself is done in one step and loses nothing, but the check no longer holds.

// limit is an order that a branch has found, and a change that brings it closer to its end.
type limit struct {
	read int32 // of the location, in the comparison
	act  *program.Access
	loc  program.Location
}

// findPassedLimits reports changes that rely on a limit that was checked before a suspension.
func findPassedLimits(pass *Pass, f *Func) {
	if len(f.P.Suspensions(f.Ref)) == 0 {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		act := &access[i]
		up, ok := f.moves(act)
		if !ok || act.Own || act.Loc.Kind == program.OfParameter {
			continue
		}
		l, ok := f.limitOf(act, up)
		if !ok {
			continue
		}
		gap, ok := f.Between(l.read, act.Op, func(op int32) bool { return op != act.Op && op != l.read && f.ordersAgain(op, l.loc) })
		if !ok || f.claimed(gap.Suspends) {
			continue
		}
		accept := func(w program.Writer) bool {
			g := &Func{P: f.P, Ref: w.Func, Func: f.Func}
			if w.Func != f.Ref {
				g.Func = f.P.Facts(w.Func, nil)
			}
			same, ok := g.moves(w.Access)
			return ok && same == up
		}
		for _, other := range f.rivals(act, act.Loc, gap, accept) {
			if other.Proof == program.Proved {
				pass.passedLimit(f, l, gap, other)
				break
			}
		}
	}
}

// moves says whether an access makes a number larger or smaller, or a container longer.
func (f *Func) moves(a *program.Access) (up, ok bool) {
	switch a.Kind {
	case program.Writing:
		x := &f.Body.Ops[a.Op]
		if x.Code != ir.Write {
			return false, false
		}
		v := &f.Body.Ops[f.Body.Stored(x)]
		if v.Code != ir.Binary || v.Aux != ir.OpAdd && v.Aux != ir.OpSub {
			return false, false
		}
		left := int32(f.Body.Args(v)[0])
		if f.Body.Ops[left].Code != ir.Read || f.Body.Ops[left].X != x.X {
			return false, false
		}
		return v.Aux == ir.OpAdd, true
	case program.Growing:
		c := f.P.Funcs[f.Ref].CallAt(a.Op)
		return true, c != nil && (c.Method == "append" || c.Method == "add" || c.Method == "appendleft")
	}
	return false, false
}

// limitOf finds the comparison that lets control come to a change, nearest first.
func (f *Func) limitOf(act *program.Access, up bool) (limit, bool) {
	for _, d := range f.Deciders(act.Op) {
		x := &f.Body.Ops[d.Value]
		if x.Code != ir.Compare {
			continue
		}
		var below bool // the outcome says: left is below right
		switch x.Aux {
		case ir.OpLt, ir.OpLtE:
			below = d.Truth
		case ir.OpGt, ir.OpGtE:
			below = !d.Truth
		default:
			continue
		}
		args := f.Body.Args(x)
		for side, v := range args {
			if read, ok := f.amount(v, act); ok && up == (below == (side == 0)) {
				return limit{read, act, act.Loc}, true
			}
		}
	}
	return limit{}, false
}

// amount says whether a value is a read of what an access changes, or the length of it.
func (f *Func) amount(v ir.Value, act *program.Access) (int32, bool) {
	if act.Kind == program.Growing {
		if v = f.lengthOf(v); v < 0 {
			return 0, false
		}
	}
	a := f.accessAt(int32(v), program.Reading)
	if a == nil || a.Loc != act.Loc || f.LocalOf(int32(v)) != 0 && a.Loc.Kind != program.OfFunction {
		return 0, false
	}
	return int32(v), act.Kind == program.Growing || f.sameObject(int32(v), act.Op)
}

// ordersAgain says whether an op reads a location in order to compare or test it.
func (f *Func) ordersAgain(op int32, loc program.Location) bool {
	a := f.accessAt(op, program.Reading)
	if a == nil || a.Loc != loc {
		return false
	}
	for _, u := range f.Uses(op) {
		switch x := &f.Body.Ops[u]; x.Code {
		case ir.Compare, ir.Branch, ir.Unary:
			return true
		case ir.Call:
			if f.lengthOf(ir.Value(u)) >= 0 {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) passedLimit(f *Func, l limit, gap facts.Gap, r rival) {
	name := f.name(l.act.Loc, l.act.Op)
	if l.act.Kind == program.Growing {
		name = f.receiverText(l.act.Op)
	}
	why, related := f.explain(r.Evidence)
	pass.Report(l.act.Op, rule.Finding{
		Level: level(r.Evidence), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("several tasks may pass the check of %s before one of them gets here, and together go over the limit", name),
		Witness: f.interleaving(r,
			[]rule.Step{f.step(l.read, rule.Checks, "finds "+name+" within its limit"), f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run")},
			[]rule.Step{f.step(l.act.Op, rule.Writes, "changes it, too, past the limit")},
			"has passed the same check and changes "+name),
		Fix: fmt.Sprintf("Change %s right after the check, before the first await, and take it back if what follows fails; or hold an `asyncio.Lock` over both.", name),
	})
}
