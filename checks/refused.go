package checks

import (
	"slices"

	"github.com/racehunt/racehunt/program"
)

// refused says whether a write of another strand cannot come after op, because the
// function has closed the door before: it has set a flag under a lock, and under the same
// lock the other one, or all of its callers, look at the flag and go away.
//
//	with self.lock: self.closed = True       # submit() raises from here on
//	for t in self.threads: t.join()          # nobody adds to self.threads any more
func (f *Func) refused(op int32, w program.Writer) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		flag := &access[i]
		if flag.Kind != program.Writing || flag.Op >= op || flag.Own || flag.Loc == w.Access.Loc || !f.Precedes(flag.Op, op) {
			continue
		}
		mine := program.Writer{Func: f.Ref, Access: flag}
		if _, constant := f.P.ConstantWrite(mine); !constant {
			continue
		}
		if locks := f.P.Held(f.Ref, flag.Op); len(locks) > 0 && refuses(f.P, w.Func, w.Access.Op, mine, locks, 2) {
			return true
		}
	}
	return false
}

// refuses says whether a function does not come to op once the flag is set: it has tested
// the flag under one of the locks, which it has kept since; or its callers have.
func refuses(p *program.Program, g program.FuncRef, op int32, flag program.Writer, locks []program.Lock, depth int) bool {
	if !program.SharesLock(locks, p.Held(g, op)) {
		return false
	}
	if slices.ContainsFunc(p.Funcs[g].Access, func(a program.Access) bool { return a.Loc == flag.Access.Loc && a.Op < op }) {
		o := &Func{Func: p.Facts(g, nil), P: p, Ref: g}
		for i := range o.sharedTests() {
			t := &o.conditions[i]
			if t.access == nil || t.access.Loc != flag.Access.Loc || t.read >= op {
				continue
			}
			side, ok := o.Decided(t.branch, op)
			gap, way := o.Way(t.read, op, nil)
			if ok && way && o.contradicts(t, side == t.absent, flag) && program.SharesLock(locks, o.over(gap)) {
				return true
			}
		}
	}
	callers := p.Callers(g)
	if depth == 0 || !p.Private(g) || len(callers) == 0 {
		return false
	}
	return !slices.ContainsFunc(callers, func(c program.FuncRef) bool {
		return slices.ContainsFunc(p.Funcs[c].Calls, func(s program.CallSite) bool {
			return slices.Contains(s.Targets, g) && !refuses(p, c, s.Op, flag, locks, depth-1)
		})
	})
}
