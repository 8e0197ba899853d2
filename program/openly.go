package program

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// MeetsInThreads looks for signs that a thread may run the write w of a location while
// another one is in the middle of f, on the same object, though nothing in sight starts both:
// a framework calls one side in threads of its own, or f holds a lock of the object to keep
// others out, and both sides are open to its users. It says less than InterferesThread, so
// that it is for rules whose f takes long over the location.
func (p *Program) MeetsInThreads(f FuncRef, mine *Access, w Writer) (why string, ok bool) {
	if mine.Loc.Kind != OfInstance || !mine.Self || !w.Access.Self || !p.related(f, w.Func, ClassRef(mine.Loc.Owner)) ||
		p.Trial(f) || p.Trial(w.Func) || p.ThreadLocal(mine.Loc) || p.IR(f).Flags&ir.Generator != 0 {
		return "", false
	}
	if p.underHandlerLock(f, mine.Op) {
		return "", false
	}
	for _, pair := range [][2]FuncRef{{f, w.Func}, {w.Func, f}} {
		if p.ownThread(pair[0]) && !p.ownThread(pair[1]) && p.apart(pair[1], pair[0]) {
			return fmt.Sprintf("%s runs in the thread that its object is", p.Name(pair[0])), true
		}
	}
	if e := p.calledInThreads(f, w.Func); e != nil {
		return fmt.Sprintf("%s is called in any thread, at any time", p.Name(e.Func)), true
	}
	if p.classAround(f) == NoClass || !p.apart(f, w.Func) || !p.apart(w.Func, f) {
		return "", false
	}
	for _, k := range p.Held(f, mine.Op) {
		if k.Row.Scope == model.Thread && p.neighbours(k.Loc, mine.Loc) && p.hasLock(w.Func, k.Loc) && p.usedBySeveral(k) && !p.someCallerHolds(w.Func, k) {
			return fmt.Sprintf("%s is held here to keep other threads out", k.Name), true
		}
	}
	return "", false
}

// underHandlerLock says whether a logging handler has taken the lock of its own under which
// logging calls it.
func (p *Program) underHandlerLock(f FuncRef, op int32) bool {
	c := p.classAround(f)
	return c != NoClass && p.Derives(c, "logging.Handler", "logging.StreamHandler", "logging.FileHandler") && slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		return c.Op < op && c.Self && c.Method == "acquire"
	})
}

// usedBySeveral says whether more functions than one take a lock, so that it is not there
// for the sake of one of them alone.
func (p *Program) usedBySeveral(k Lock) bool {
	users := p.LockUsers(k.Loc)
	return slices.ContainsFunc(users, func(s Site) bool { return s.Func != users[0].Func })
}

// someCallerHolds says whether a function is called with a lock held, be it not everywhere.
func (p *Program) someCallerHolds(f FuncRef, k Lock) bool {
	return slices.ContainsFunc(p.CallsOf(f), func(s Site) bool { return slices.ContainsFunc(p.Held(s.Func, s.Op), k.Same) })
}

// LocksItself says whether a method takes a thread lock of its own object, itself or in a
// method of the object that it calls: several threads work with such objects.
func (p *Program) LocksItself(f FuncRef) bool {
	own := func(g FuncRef) bool {
		return slices.ContainsFunc(p.Funcs[g].LockSites, func(s LockSite) bool {
			k := p.Funcs[g].Locks[s.Lock]
			return s.Acquires && k.Row.Scope == model.Thread && k.Loc.Kind == OfInstance && p.relatedClasses(ClassRef(k.Loc.Owner), p.Funcs[g].Class)
		})
	}
	return p.Funcs[f].Class != NoClass && (own(f) || slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		return c.Self && !c.Spawned && len(c.Targets) == 1 && own(c.Targets[0])
	}))
}

// OpenToThreads says whether the users of an object may call for both a loop over a location
// in f and the write w of it: neither prepares the object, and neither leads to the other.
func (p *Program) OpenToThreads(f FuncRef, mine *Access, w Writer) bool {
	if mine.Loc.Kind != OfInstance || !mine.Self || !w.Access.Self || !p.related(f, w.Func, ClassRef(mine.Loc.Owner)) || p.Trial(f) || p.Trial(w.Func) {
		return false
	}
	open := func(g FuncRef) bool {
		return !p.Setup(g) && !p.dunder(g) && !p.begins(g) && (len(p.roots(g)) > 0 || slices.ContainsFunc(p.Funcs[g].callers, func(c FuncRef) bool {
			return !p.Trial(c) && !p.relatedClasses(p.classAround(c), p.Funcs[g].Class)
		}))
	}
	return open(f) && open(w.Func) && !p.comesFrom(f, w.Func) && !p.comesFrom(w.Func, f)
}

// ownThread says whether a method is what the thread that its object is runs, or is called by
// that.
func (p *Program) ownThread(f FuncRef) bool {
	c := p.classAround(f)
	if c == NoClass || !p.Derives(c, "threading.Thread") {
		return false
	}
	run := p.Method(c, "run")
	return run != NoFunc && (run == f || p.CallPath(run, f, maxNear) != nil)
}

// calledInThreads returns a strand of a framework that runs one of two methods in a thread,
// if users of the object may call the other one.
func (p *Program) calledInThreads(f, g FuncRef) *Entry {
	for _, pair := range [][2]FuncRef{{f, g}, {g, f}} {
		for _, r := range p.Funcs[pair[0]].runs {
			e := &p.strands[r.entry]
			if len(e.Sites) == 0 && p.isThread(e) && r.object == receiver && !e.perObject() && !p.runBy(pair[1], r.entry) && len(p.roots(pair[1])) > 0 && p.sharedHandler(e.Func) && p.relatedClasses(p.Funcs[e.Func].Class, p.classAround(pair[1])) {
				return e
			}
		}
	}
	return nil
}

// ServesThreads says whether a framework calls a method of the class of f in threads.
func (p *Program) ServesThreads(f FuncRef) bool {
	c := p.classAround(f)
	return c != NoClass && len(p.Classes[c].Outside) > 0 && slices.ContainsFunc(p.Classes[c].MRO, func(k ClassRef) bool {
		for _, g := range p.Classes[k].Methods {
			if row, as, ok := p.handled(g); ok && row.Shared && as == model.Thread {
				return true
			}
		}
		return false
	})
}

// sharedHandler says whether all calls that a framework makes of a method are on one object.
func (p *Program) sharedHandler(f FuncRef) bool {
	row, _, ok := p.handled(f)
	return ok && row.Shared
}

// settings are the first words of methods that prepare an object before it is in use.
var settings = map[string]bool{"load": true, "configure": true, "config": true, "bind": true}

// apart says whether some public method leads to f and not to g, and is not there to begin
// the object's life.
func (p *Program) apart(f, g FuncRef) bool {
	return slices.ContainsFunc(p.roots(f), func(r FuncRef) bool {
		return r != g && !p.begins(r) && !p.Setup(r) && !p.dunder(r) && !p.comesFrom(g, r) && !settings[firstWord(p.Module(r).Str(p.IR(r).Name))]
	})
}

// guest says whether a write belongs to a coroutine that adds something to a container, waits
// and takes it out again: there is one for each thing that is in there.
func (p *Program) guest(w Writer) bool {
	if p.IR(w.Func).Flags&ir.Async == 0 {
		return false
	}
	in, out := int32(-1), int32(-1)
	for i := range p.Funcs[w.Func].Access {
		switch a := &p.Funcs[w.Func].Access[i]; {
		case a.Loc != w.Access.Loc:
		case a.Kind == Growing || a.Kind == Storing:
			in = a.Op
		case a.Kind == Shrinking || a.Kind == Removing:
			out = a.Op
		}
	}
	return in >= 0 && in < out && slices.ContainsFunc(p.suspensions[w.Func], func(s Suspension) bool { return in < s.Op && s.Op < out })
}

// runsHere says whether strands of the program itself, not of tests, are known to run f.
func (p *Program) runsHere(f FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool { return !p.onlyTrial(&p.strands[r.entry]) })
}

// OpenToTasks says whether users of an object may call for the write w of a location while
// one of them waits in the middle of f: public methods lead to both, and not to both at once.
// It says less than Meets, so that it is for rules whose f is wrong to rely on the location
// over a wait, whoever else there is.
func (p *Program) OpenToTasks(f FuncRef, mine *Access, w Writer) (why string, ok bool) {
	if p.Trial(f) || p.Trial(w.Func) {
		return "", false
	}
	wide := mine.Loc.Kind == OfModule || mine.Loc.Kind == OfClass
	if !wide && (mine.Loc.Kind != OfInstance || !mine.Self || !w.Access.Self || !p.related(f, w.Func, ClassRef(mine.Loc.Owner))) {
		return "", false
	}
	if p.guest(w) {
		return fmt.Sprintf("%s stays in the container while it waits, so several run at once", p.Name(w.Func)), true
	}
	if mine.Loc.Kind == OfModule || p.Funcs[f].Class == NoClass || p.Funcs[w.Func].Class == NoClass {
		return "", false
	}
	if p.runsHere(f) && p.runsHere(w.Func) || !p.apart(f, w.Func) || !p.apart(w.Func, f) {
		return "", false
	}
	return fmt.Sprintf("nothing keeps a user of the object from coming to %s while another one waits in %s", p.Name(w.Func), p.Name(f)), true
}
