package program

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/ir/model"
)

// MeetsItself looks for signs that a second task may call f on the same object while a
// first call of it is suspended: f ends the object's life, which is not for one caller
// to decide, or an event leads to it beside the object's users. It says less than
// Interferes, so that a rule should have signs of its own that f relies on the state.
func (p *Program) MeetsItself(f FuncRef) (why string, ok bool) {
	f = p.Original(f)
	if p.Trial(f) || p.Funcs[f].Class == NoClass || p.dunder(f) {
		return "", false
	}
	if p.LifeCycle(f) && p.ends(f) && p.active(p.Funcs[f].Class) {
		return fmt.Sprintf("%s may be called at any time, by several tasks", p.Name(f)), true
	}
	roots := p.roots(f)
	for _, event := range roots {
		if why, ok := p.comesAnytime(event); ok && len(roots) > 1 {
			return why + ", while others call " + p.Name(f), true
		}
	}
	return "", false
}

// MeetsItselfInThreads looks for signs that two threads may call f on the same object:
// locks of the class guard the location elsewhere, or the object starts a thread on
// itself that runs f, which others may call, too.
func (p *Program) MeetsItselfInThreads(f FuncRef, mine *Access) (why string, ok bool) {
	f = p.Original(f)
	c := p.Funcs[f].Class
	if p.Trial(f) || c == NoClass || !mine.Self || mine.Loc.Kind != OfInstance || p.dunder(f) || p.ThreadLocal(mine.Loc) || p.AfterFork(f) {
		return "", false
	}
	for _, w := range p.writers[mine.Loc] {
		if p.Setup(w.Func) || p.Trial(w.Func) {
			continue
		}
		for _, k := range p.Held(w.Func, w.Access.Op) {
			if k.Row.Scope == model.Thread && k.Loc.Kind != OfClass && p.neighbours(k.Loc, mine.Loc) && p.hasLock(f, k.Loc) {
				return fmt.Sprintf("%s is guarded by %s elsewhere, so it is meant for concurrent use", p.Describe(mine.Loc), k.Name), true
			}
		}
	}
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if !p.isThread(e) || !p.startsOnItself(e) || !p.relatedClasses(p.classAround(e.Func), c) || p.onlyTrial(e) || r.object != receiver || !p.near(e, f) {
			continue
		}
		others := slices.DeleteFunc(p.roots(f), func(g FuncRef) bool { return g == e.Func || p.runBy(g, r.entry) && g != f })
		if slices.ContainsFunc(others, func(g FuncRef) bool { return !p.Private(g) && !p.orderedWith(e, g, 1<<30) }) {
			return fmt.Sprintf("%s is started as a thread on the same object and calls %s, which others may call, too", p.Name(e.Func), p.Name(f)), true
		}
	}
	return "", false
}

// OwnThreadOnly says whether a method is reached only from the thread that its object
// starts on itself, or that another object is to which it belongs, so that one thread at
// a time runs it.
func (p *Program) OwnThreadOnly(f FuncRef) bool {
	runs := p.Funcs[f].runs
	if len(runs) > 0 && !slices.ContainsFunc(runs, func(r run) bool {
		e := &p.strands[r.entry]
		return !p.isThread(e) || !p.ownRun(e)
	}) {
		return true
	}
	roots := p.roots(f)
	return len(roots) > 0 && !slices.ContainsFunc(roots, func(g FuncRef) bool {
		if p.ends(g) && !p.Private(g) {
			return true // users close objects, too
		}
		if c := p.Funcs[g].Class; c != NoClass && p.Derives(c, "threading.Thread") && p.Module(g).Str(p.IR(g).Name) == "run" {
			return false
		}
		return !slices.ContainsFunc(p.Funcs[g].runs, func(r run) bool {
			e := &p.strands[r.entry]
			return e.Func == g && p.isThread(e) && (p.startsOnItself(e) || p.ownRun(e))
		})
	})
}
