package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// testsLocked says, from tables alone, whether a function takes a lock for threads: it
// may test something under it and act when it has let go of it.
func testsLocked(p *program.Program, f program.FuncRef) bool {
	return !p.Trial(f) && slices.ContainsFunc(p.Funcs[f].Locks, func(k program.Lock) bool { return k.Row.Scope == model.Thread })
}

// findLeftLocks reports acts that rely on what was tested under a lock, after the lock
// has been let go of, if another function changes it under the same lock.
//
//	with self.lock:
//	    if self.closed: return
//	with self.lock:                  # another thread may close it before this
//	    self.items.append(item)
func findLeftLocks(pass *Pass, f *Func) {
	if !testsLocked(f.P, f.Ref) {
		return
	}
	findHalfRegistered(pass, f)
	tests := f.sharedTests()
	for i := range tests {
		t := &tests[i]
		if t.access == nil || t.access.Own || !t.access.Self && !t.access.Global || len(threadLocks(f.locksAt(t.read))) == 0 || t.kind == isMember || t.sized || strings.HasSuffix(t.access.Loc.Path, "]") {
			continue
		}
		if pass.actsOutside(f, t) {
			return
		}
	}
}

// actsOutside reports the first act that relies on a test made under a lock that is
// given up in between.
func (pass *Pass) actsOutside(f *Func, t *test) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op < t.branch || a.Own || !a.Self || a.Loc.Root() == t.access.Loc.Root() {
			continue
		}
		side, ok := f.Decided(t.branch, a.Op)
		if !ok {
			continue
		}
		adds := a.Kind == program.Storing || a.Kind == program.Growing
		if !adds && !(a.Kind == program.Reading && f.P.OfReceiver(f.Ref, a) && f.worksWith(a.Op)) {
			continue
		}
		gap, ok := f.Way(t.read, a.Op, func(op int32) bool { return op != a.Op && f.validates(op, t) })
		if !ok {
			continue
		}
		left := f.leftBetween(t.read, gap)
		if len(left) == 0 || f.claimsFor(t, left, a.Op) {
			continue
		}
		if adds && f.asksAfter(t, a.Op) {
			continue
		}
		if o, ok := f.changedUnder(t, side, left, a, adds); ok {
			pass.lockLeft(f, t, a, gap, left[0], o, adds)
			return true
		}
	}
	return false
}

// asksAfter says whether the function tests the same again after an act, to take it back.
func (f *Func) asksAfter(t *test, act int32) bool {
	return slices.ContainsFunc(f.sharedTests(), func(u test) bool {
		return u.read > act && f.sameQuestion(t, &u) && f.Reaches(act, u.read, nil) && !f.Reaches(u.read, act, nil)
	})
}

// leftBetween returns the locks for threads that are held at the test and not all the
// way to the end of the gap.
func (f *Func) leftBetween(test int32, gap facts.Gap) []program.Lock {
	over := f.over(gap)
	return slices.DeleteFunc(threadLocks(f.locksAt(test)), func(k program.Lock) bool { return slices.ContainsFunc(over, k.Same) })
}

// worksWith says whether what a read yields is put to work: a method of it is called, or
// it is given to a function from outside.
func (f *Func) worksWith(read int32) bool {
	return slices.ContainsFunc(f.Uses(read), func(u int32) bool {
		x := &f.Body.Ops[u]
		switch x.Code {
		case ir.Read:
			return f.Body.Base(x) == ir.Value(read) && slices.ContainsFunc(f.Uses(u), func(c int32) bool {
				return f.Body.Ops[c].Code == ir.Call && f.Body.Callee(&f.Body.Ops[c]) == ir.Value(u)
			})
		case ir.Call:
			c := f.P.Funcs[f.Ref].CallAt(u)
			return c != nil && len(c.Targets) == 0 && f.Body.Callee(x) != ir.Value(read)
		}
		return false
	})
}

// claimsFor says whether the function leaves a mark under the lock, before it lets go of
// it, by which others know that it is at work.
func (f *Func) claimsFor(t *test, left []program.Lock, op int32) bool {
	access := f.P.Funcs[f.Ref].Access
	return slices.ContainsFunc(access, func(w program.Access) bool {
		if w.Kind != program.Writing && w.Kind != program.Storing && w.Kind != program.Growing || !w.Self || w.Op > op || !f.Precedes(t.read, w.Op) || !f.Precedes(w.Op, op) {
			return false
		}
		if w.Kind == program.Writing && f.Body.Ops[w.Op].Code == ir.Write && f.setsNothing(w.Op) {
			return false
		}
		gap, ok := f.Way(t.read, w.Op, nil)
		return ok && program.SharesLock(f.over(gap), left)
	})
}

// changedUnder finds a function that makes the test come out the other way, under the
// lock: for good, if the act adds something; and releasing what the act works with, else.
func (f *Func) changedUnder(t *test, side cfg.EdgeKind, left []program.Lock, act *program.Access, adds bool) (program.Writer, bool) {
	var found program.Writer
	ok := false
	for _, o := range f.writers(t.access.Loc) {
		if f.P.Setup(o.Func) || f.P.Trial(o.Func) || o.Access.Kind != program.Writing {
			continue
		}
		text, constant := f.P.ConstantWrite(o)
		clears := constant && emptyConstant(text)
		if flips := clears == (side == t.present()); !flips {
			if adds {
				return found, false // it is set back again
			}
			continue
		}
		if o.Func == f.Ref || ok || !o.Access.Self || !program.SharesLock(left, f.P.Held(o.Func, o.Access.Op)) || t.kind == isConst && !slices.Contains(t.values, text) {
			continue
		}
		if adds {
			found, ok = o, true
			continue
		}
		if slices.ContainsFunc(f.P.Funcs[o.Func].Calls, func(c program.CallSite) bool { return f.P.JoinsThread(o.Func, &c) }) {
			continue // it waits for the thread that acts
		}
		switch f.P.Releases(o.Func, act.Loc) {
		case program.Closed:
			if !f.handled(act.Op, []string{"OSError", "AttributeError", "ValueError"}) {
				found, ok = o, true
			}
		case program.Freed: // an error would be luck
			found, ok = o, true
		}
	}
	return found, ok
}

func (pass *Pass) lockLeft(f *Func, t *test, act *program.Access, gap facts.Gap, lock program.Lock, o program.Writer, adds bool) {
	name := f.Module.PathString(f.Body.Ops[t.read].Path())
	if f.Body.Ops[t.read].Path() == 0 {
		name = f.P.Describe(t.access.Loc)
	}
	target := f.name(act.Loc, act.Op)
	what, does, action := "adds to "+target, "changes "+name, rule.Writes
	if !adds {
		what, does, action = "works with "+target, "changes "+name+" and releases "+target, rule.Reads
	}
	e := program.Evidence{Proof: program.Intended, Why: fmt.Sprintf("%s and %s both take %s, so several threads are meant", f.P.Name(f.Ref), f.P.Name(o.Func), lock.Name)}
	pass.Report(act.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: e.Why,
		Message: fmt.Sprintf("%s was tested under %s, which is given up before this %s; %s may change it in between", name, lock.Name, what, f.P.Name(o.Func)),
		Witness: f.interleaving(rival{o, e, true},
			[]rule.Step{f.step(t.read, rule.Checks, "tests "+name)},
			[]rule.Step{f.step(act.Op, action, what+", relying on the old answer")}, does),
		Fix: "Do both in one locked section, or test again in the second one.",
	})
}
