package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findClearedByThread looks for an attribute that a function has set or used and uses
// again, while a method that another thread may call at any time sets it to None.
//
//	self.socket.send(hello)      # it is there
//	self.socket.send(request)    # close() in another thread has set it to None
func findClearedByThread(pass *Pass, f *Func) {
	if !clearedInThreads(f.P, f.Ref) {
		return
	}
	aware := f.P.ThreadAware(f.Ref)
	access := f.P.Funcs[f.Ref].Access
	reported := map[program.Location]bool{}
	for k := range access {
		r := &access[k]
		if r.Kind != program.Reading || !r.Self || r.Own || reported[r.Loc] || strings.ContainsRune(r.Loc.Path, '[') || r.Loc.Kind != program.OfInstance ||
			f.Body.Ops[r.Op].Code != ir.Read || !f.dereferences(r.Op) || !f.mayBeCleared(r.Loc) || f.P.ThreadLocal(r.Loc) {
			continue
		}
		if f.handled(r.Op, []string{"AttributeError", "TypeError"}) || f.raisesAnyway(r.Op) {
			continue
		}
		if aware && pass.goneUnseen(f, r) {
			reported[r.Loc] = true
			continue
		}
		for i := range access {
			a := &access[i]
			if a.Loc != r.Loc || a.Op == r.Op || !f.shows(a, r) {
				continue
			}
			other, ok := f.callbackBetween(a, r)
			if !ok && !aware {
				continue
			}
			gap, way := f.Way(a.Op, r.Op, func(op int32) bool { return op != a.Op && f.looksAgain(op, r) })
			if !way {
				continue
			}
			if !ok && aware && !(a.Kind == program.Writing && f.firstUse(a, r)) {
				other, ok = f.closingThread(r, gap)
			}
			if ok {
				reported[r.Loc] = true
				pass.goneInThreads(f, a, r, other)
				break
			}
		}
	}
}

// firstUse says whether a use is the first one after the object was set.
func (f *Func) firstUse(set, use *program.Access) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if a := &access[i]; a.Op > set.Op && a.Op < use.Op && a.Loc == use.Loc && f.shows(a, use) {
			return false
		}
	}
	return true
}

// clearedInThreads says, from tables alone, whether a plain method uses an attribute more
// than once that somebody else may clear, in a class that has to do with threads.
func clearedInThreads(p *program.Program, f program.FuncRef) bool {
	return p.Funcs[f].Class != program.NoClass && !p.Setup(f) && !p.Async(f) && !p.Trial(f) && p.Threaded(f) && (usesAgain(p, f) || p.ThreadAware(f) && p.GivenAway(f))
}

// closingThread finds who may set the location of r to None in another thread.
func (f *Func) closingThread(r *program.Access, gap facts.Gap) (rival, bool) {
	gap.Suspends = -1
	for _, other := range f.threadRivals(r, r.Loc, gap, f.clears) {
		if !f.stops(other) && !other.Trial {
			return other, true
		}
	}
	return f.otherSide(r, gap, false, f.clears)
}

// callbackBetween finds a callback that clears the location of r and that the function hands
// over between an earlier use and this one: it may run at once, so that no lock helps.
//
//	self.reply = self.send(request)
//	self.reply.add_callback(self.done)      # done() sets self.reply to None
//	self.reply.add_errback(self.failed)
func (f *Func) callbackBetween(a, r *program.Access) (rival, bool) {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || c.Op < a.Op || c.Op > r.Op || c.Spawned || len(c.Targets) == 0 && !callsGiven(c.Method) {
			continue
		}
		for _, arg := range f.Body.CallArgs(x) {
			g, ok := f.boundMethod(arg.Value)
			if !ok {
				continue
			}
			for _, w := range f.writers(r.Loc) {
				if w.Func == g && w.Access.Self && f.clears(w) {
					why := fmt.Sprintf("%s is handed over in between and may be called at once, or by another thread", f.P.Name(g))
					return rival{w, program.Evidence{Proof: program.Intended, Why: why}, true}, true
				}
			}
		}
	}
	return rival{}, false
}

// callsGiven says whether a method's name says that it calls what it is given.
func callsGiven(method string) bool {
	return strings.Contains(method, "callback") || strings.Contains(method, "errback") || strings.Contains(method, "listener")
}

// boundMethod returns the method of the receiver that a value is.
func (f *Func) boundMethod(v ir.Value) (program.FuncRef, bool) {
	x := &f.Body.Ops[v]
	if x.Code != ir.Read || !f.isReceiver(f.Body.Base(x)) {
		return program.NoFunc, false
	}
	g := f.P.Method(f.P.ClassAround(f.Ref), f.Module.Str(f.Module.Paths[x.Path()].Name))
	return g, g != program.NoFunc
}

// goneUnseen reports a use in a method that is given away as a value, which does not look
// whether the object is still there, while the object's users may end its life.
func (pass *Pass) goneUnseen(f *Func, r *program.Access) bool {
	if !f.P.GivenAway(f.Ref) || f.asksBefore(r) {
		return false
	}
	gap := facts.Gap{From: r.Op, To: r.Op, Suspends: -1, Held: f.Held(r.Op)}
	other, ok := f.otherSide(r, gap, true, func(w program.Writer) bool { return f.clears(w) && f.P.EndsLife(w.Func) })
	if ok {
		pass.goneInThreads(f, nil, r, other)
	}
	return ok
}

// otherSide finds a write that who is on the other side of the object makes in another
// thread: a callback or a thread of the object on one side, its users on the other; anyway
// if it does not matter that it ends some strand first.
func (f *Func) otherSide(mine *program.Access, gap facts.Gap, anyway bool, accept func(program.Writer) bool) (rival, bool) {
	if f.IR.Flags&ir.Generator != 0 || !mine.Self || mine.Loc.Kind != program.OfInstance || f.P.Async(f.Ref) || f.P.ThreadLocal(mine.Loc) || f.calledLocked() {
		return rival{}, false
	}
	over := threadLocks(f.over(gap))
	for _, w := range f.writers(mine.Loc) {
		if w.Func == f.Ref || !w.Access.Self || f.P.Setup(w.Func) || f.P.Async(w.Func) || !accept(w) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			continue
		}
		if why, ok := f.P.TwoSides(f.Ref, w.Func); ok {
			r := rival{w, program.Evidence{Proof: program.Intended, Why: why}, true}
			if anyway || !f.stops(r) {
				return r, true
			}
		}
	}
	return rival{}, false
}

func (pass *Pass) goneInThreads(f *Func, a, r *program.Access, other rival) {
	name := f.Module.PathString(f.Body.Ops[r.Op].Path())
	why, related := f.explain(other.Evidence)
	var before []rule.Step
	switch {
	case a == nil:
	case a.Kind == program.Writing:
		before = []rule.Step{f.step(a.Op, rule.Writes, "sets "+name)}
	default:
		before = []rule.Step{f.step(a.Op, rule.Reads, "uses "+name)}
	}
	pass.Report(r.Op, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s may be None by now: %s may have cleared it meanwhile", name, f.P.Name(other.Func)),
		Witness: f.interleaving(other,
			before,
			[]rule.Step{f.step(r.Op, rule.Reads, "uses "+name+" without looking whether it is still there")},
			"sets "+name+" to None"),
		Fix: "Keep the object in a local variable and use that, or hold a lock over all uses and over the change.",
	})
}
