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

// entry is an act that puts something where another method, which ends or drains what is
// there, must find it.
type entry struct {
	*test
	put  *program.Access
	gone program.Drain   // who ends or drains what is there
	flag *program.Access // and sets what the test looked at
}

// enters says, from tables alone, whether a function puts something into a field that
// another method of the class goes through as a whole.
func enters(p *program.Program, f program.FuncRef) bool {
	if p.Funcs[f].Class == program.NoClass {
		return false
	}
	return slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool { return putsIn(p, f, &a) })
}

func putsIn(p *program.Program, f program.FuncRef, a *program.Access) bool {
	if a.Kind != program.Writing && a.Kind != program.Storing && a.Kind != program.Growing || !a.Self || a.Own || strings.Contains(a.Loc.Path, "[") {
		return false
	}
	return slices.ContainsFunc(p.Drains(a.Loc), func(d program.Drain) bool { return d.Func != f })
}

// findShutMeanwhile looks for what comes in although the object has been closed since it
// was asked: the flag and what it stands for are two fields.
//
//	if self.closed: raise RuntimeError
//	connection = await self.connect()      # close() sets the flag and closes all connections
//	self.connections.append(connection)    # nobody closes this one
func findShutMeanwhile(pass *Pass, f *Func) {
	if !enters(f.P, f.Ref) || f.P.Trial(f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	seen := map[program.Location]bool{}
	for i := range access {
		put := &access[i]
		if seen[put.Loc] || !putsIn(f.P, f.Ref, put) || !f.putsObject(put) {
			continue
		}
		for k := range f.sharedTests() {
			t := &f.conditions[k]
			if t.access == nil || t.access.Loc.Root() == put.Loc.Root() || t.read >= put.Op || t.sized || t.kind == isMember || f.looksAgainAfter(t, put.Op) {
				continue
			}
			if x, gap, other, ok := f.shut(t, put); ok {
				seen[put.Loc] = true
				pass.shutMeanwhile(f, &x, gap, other)
				break
			}
		}
	}
}

// putsObject says whether what is put somewhere has to be ended or dealt with: anything in
// a container, and in a slot what a call returned.
func (f *Func) putsObject(put *program.Access) bool {
	if put.Kind != program.Writing {
		return true
	}
	x := &f.Body.Ops[put.Op]
	if x.Code != ir.Write || f.Body.Stored(x) < 0 {
		return false
	}
	made := &f.Body.Ops[f.Origin(f.Body.Stored(x))]
	return made.Code == ir.Call || made.Code == ir.Await || made.Code == ir.Elem
}

// looksAgainAfter says whether the function looks at the flag again after an op.
func (f *Func) looksAgainAfter(t *test, op int32) bool {
	return slices.ContainsFunc(f.sharedTests(), func(u test) bool { return u.read > op && f.sameQuestion(t, &u) })
}

// shut finds who sets the flag that a test looked at, and deals with what is there, before
// put adds to it.
func (f *Func) shut(t *test, put *program.Access) (entry, facts.Gap, rival, bool) {
	side, ok := f.Decided(t.branch, put.Op)
	if !ok || !f.Before(t.branch, put.Op) {
		return entry{}, facts.Gap{}, rival{}, false
	}
	stop := func(op int32) bool { return op != put.Op && f.validates(op, t) }
	tasks, suspends := f.Between(t.read, put.Op, stop)
	threads, way := f.Way(t.read, put.Op, stop)
	way = way && f.P.Threaded(f.Ref) && len(f.leftBetween(t.read, threads)) == 0 // see findLeftLocks
	for _, d := range f.P.Drains(put.Loc) {
		if d.Func == f.Ref || f.endsUs(d) {
			continue
		}
		for _, w := range f.writers(t.access.Loc) {
			if w.Func != d.Func || !w.Access.Self || !f.contradicts(t, side == t.absent, w) {
				continue
			}
			x := entry{t, put, d, w.Access}
			this := func(o program.Writer) bool { return o.Func == w.Func && o.Access.Op == w.Access.Op }
			mine := *t.access
			mine.Op = put.Op
			if suspends && f.asksOtherwise(tasks.Suspends, put.Op, d) {
				continue
			}
			if suspends {
				for _, other := range f.rivals(&mine, t.access.Loc, tasks, this) {
					return x, tasks, other, true
				}
				if other, ok := f.met(&mine, t.access.Loc, tasks, this); ok {
					return x, tasks, other, true
				}
			}
			if way {
				for _, other := range f.threadRivals(&mine, t.access.Loc, threads, this) {
					return x, threads, other, true
				}
			}
			held := f.P.Held(w.Func, w.Access.Op)
			if suspends && !program.SharesLock(f.over(tasks), held) {
				if why, ok := f.P.EndsMeanwhile(f.Ref, w.Func); ok {
					return x, tasks, rival{w, program.Evidence{Proof: program.Intended, Why: why}, false}, true
				}
			}
			if way && !program.SharesLock(threadLocks(f.over(threads)), held) && !joinsBetween(f.P, d, w) {
				if why, ok := f.P.EndsMeanwhile(f.Ref, w.Func); ok && f.P.ThreadAware(f.Ref) {
					return x, threads, rival{w, program.Evidence{Proof: program.Intended, Why: why}, true}, true
				}
			}
		}
	}
	return entry{}, facts.Gap{}, rival{}, false
}

// joinsBetween says whether who drains, after it has set the flag, waits for a thread before
// it goes through what is there: then it sees what that thread has added.
func joinsBetween(p *program.Program, d program.Drain, flag program.Writer) bool {
	if d.At.Func != d.Func {
		return false
	}
	joins := func(c *program.CallSite) bool { return c.Method == "join" }
	return slices.ContainsFunc(p.Funcs[d.Func].Calls, func(c program.CallSite) bool {
		return c.Op > flag.Access.Op && c.Op < d.At.Op && (joins(&c) || c.Self && slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool {
			return p.LeadsTo(t, 1, joins)
		}))
	})
}

// asksOtherwise says whether the function, after the gap and before it puts something in,
// asks about something else that who drains changes, too: a generation, a number of resets.
func (f *Func) asksOtherwise(from, put int32, d program.Drain) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if c.Op < from || c.Op > put || !c.Self || !f.feedsTest(c.Op) {
			return false
		}
		return slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool {
			return slices.ContainsFunc(f.P.Funcs[t].Access, func(a program.Access) bool {
				return a.Self && slices.ContainsFunc(f.P.Funcs[d.Func].Access, func(b program.Access) bool { return b.Self && b.Loc.Root() == a.Loc.Root() })
			})
		})
	})
}

// contradicts says whether a write sets a flag to what the test found it not to be.
func (f *Func) contradicts(t *test, absent bool, w program.Writer) bool {
	text, constant := f.P.ConstantWrite(w)
	if !constant {
		return false
	}
	switch t.kind {
	case isTrue:
		return absent != emptyConstant(text)
	case isNone:
		return !absent && text == string(rune('0'+ir.ConstNone))
	case isConst:
		return absent == slices.Contains(t.values, text)
	}
	return false
}

// endsUs says whether who drains waits for the strand at hand to end, or cancels it: one
// that the object starts on itself.
func (f *Func) endsUs(d program.Drain) bool {
	started := slices.ContainsFunc(f.P.Runs(f.Ref), func(e *program.Entry) bool { return e.Self && len(e.Sites) > 0 })
	return started && slices.ContainsFunc(f.P.Funcs[d.Func].Calls, func(c program.CallSite) bool {
		return c.Method == "cancel" || c.Method == "join" || c.Method == "shutdown" || c.Method == "wait" || c.Method == "gather"
	})
}

func (pass *Pass) shutMeanwhile(f *Func, x *entry, gap facts.Gap, other rival) {
	flag, name := f.P.Describe(x.access.Loc), f.P.Describe(x.put.Loc)
	closer := f.P.Name(x.gone.Func)
	message := fmt.Sprintf("%s was tested before the await; if %s has run since, it has not seen what is", flag, closer)
	before := []rule.Step{f.step(x.read, rule.Checks, "looks at "+flag)}
	if other.threads {
		message = fmt.Sprintf("%s may run in another thread after %s was tested, and does not see what is", closer, flag)
	} else {
		before = append(before, f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"))
	}
	verb := "added to"
	if x.put.Kind == program.Writing {
		verb = "stored in"
	}
	why, related := f.explain(other.Evidence)
	witness := f.interleaving(other, before,
		[]rule.Step{f.step(x.put.Op, rule.Writes, "puts something into "+name+" that "+closer+" has not seen")}, "sets "+flag)
	drain := rule.Step{Actor: 1, Loc: place(f.P, x.gone.At.Func, x.gone.At.Op), Action: rule.Reads, Text: "deals with what is in " + name}
	at := slices.IndexFunc(witness.Steps, func(s rule.Step) bool { return s.Actor == 1 })
	if x.gone.At.Func != x.gone.Func || x.gone.At.Op > x.flag.Op {
		at++
	}
	witness.Steps = slices.Insert(witness.Steps, at, drain)
	pass.Report(x.put.Op, rule.Finding{
		Level: level(other.Evidence), Subject: name, Evidence: why, Related: related, Witness: witness,
		Message: fmt.Sprintf("%s %s %s here", message, verb, name),
		Fix:     "Look at the flag again right before this, without an `await` in between, and undo the work if it has changed; or hold one lock over the test and this, and over setting the flag.",
	})
}
