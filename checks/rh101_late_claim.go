package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findLateClaims looks for guards that close too late: a function leaves early if it is
// already under way, but marks itself as under way only after an await, and then goes on.
//
//	if self.state is CLOSING: return
//	await self.flush()             # a second call passes the guard here
//	self.state = CLOSING
//	await self.transport.close()
func findLateClaims(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	tests := f.sharedTests()
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing || w.Own || f.Body.Ops[w.Op].Code != ir.Write || !w.Self && !w.Global {
			continue
		}
		mark, constant := f.constant(f.Body.Stored(&f.Body.Ops[w.Op]))
		if !constant || emptyConstant(mark) {
			continue
		}
		for k := range tests {
			if t := &tests[k]; f.guards(t, w, mark) && f.suspendsAfter(w.Op) && pass.claimedLate(f, t, w) {
				break
			}
		}
	}
}

// guards says whether a test keeps out whom the mark that w sets is meant to keep out.
func (f *Func) guards(t *test, w *program.Access, mark string) bool {
	if t.access == nil || t.access.Loc != w.Loc || t.read > w.Op {
		return false
	}
	if t.kind != isTrue && !(t.kind == isConst && slices.Contains(t.values, mark)) || t.sized || !f.readsSame(t.read, w) {
		return false
	}
	side, ok := f.Decided(t.branch, w.Op)
	return ok && side == t.absent
}

// suspendsAfter says whether the function suspends again after an op: the op marks a beginning.
func (f *Func) suspendsAfter(op int32) bool {
	return slices.ContainsFunc(f.P.Suspensions(f.Ref), func(s int32) bool { return s > op && f.Precedes(op, s) })
}

func (pass *Pass) claimedLate(f *Func, t *test, w *program.Access) bool {
	gap, ok := f.Between(t.read, w.Op, func(op int32) bool { return op != w.Op && f.validates(op, t) })
	if !ok || len(f.over(gap)) > 0 || f.claimed(gap.Suspends) || f.P.Trial(f.Ref) {
		return false
	}
	if t.kind == isTrue && f.P.LifeCycle(f.Ref) && !f.raisesIf(t) {
		return true // RH104 reports it, too
	}
	why := fmt.Sprintf("a second call of %s leaves early, so one is expected", f.P.Name(f.Ref))
	if f.waitsThere(t) {
		why = fmt.Sprintf("a second call of %s waits for the first one, so one is expected", f.P.Name(f.Ref))
	}
	r := rival{program.Writer{Func: f.Ref, Access: w}, program.Evidence{Proof: program.Intended, Why: why}, false}
	for _, other := range f.rivals(w, w.Loc, gap, func(o program.Writer) bool { return o.Func == f.Ref && o.Access.Op == w.Op }) {
		if t.kind == isTrue && other.Proof == program.Proved {
			return true // RH104 reports it
		}
		if other.Proof == program.Proved {
			r = other
		}
	}
	pass.lateClaim(f, t, w, gap, r)
	return true
}

// waitsThere says whether who is kept out by a test suspends, to wait for the other call.
func (f *Func) waitsThere(t *test) bool {
	return slices.ContainsFunc(f.P.Suspensions(f.Ref), func(s int32) bool {
		side, ok := f.Decided(t.branch, s)
		return ok && side == t.present()
	})
}

func (pass *Pass) lateClaim(f *Func, t *test, w *program.Access, gap facts.Gap, r rival) {
	name := f.Module.PathString(f.Body.Ops[w.Op].Path())
	why, related := f.explain(r.Evidence)
	pass.Report(w.Op, rule.Finding{
		Level: level(r.Evidence), Pedantic: r.Proof != program.Proved && !f.waitsThere(t) && (!f.P.LifeCycle(f.Ref) || f.raisesIf(t)), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s is tested before an await and set only after it; a second call passes the test in between", name),
		Witness: f.interleaving(r,
			[]rule.Step{
				f.step(t.read, rule.Checks, "finds nobody at work by "+name),
				f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
			},
			[]rule.Step{f.step(w.Op, rule.Writes, "sets "+name+", too late")},
			"passes the test, too, and sets "+name),
		Fix: "Set the mark right after the test, before the first `await`, or hold a lock over both.",
	})
}
