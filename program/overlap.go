package program

import (
	"slices"
	"strings"
)

// Overlap finds two strands on a loop that may run f and g at the same time, f for the
// access a and g for the access b of one location, on the same object where the
// location belongs to one: two entries, or one that runs many times.
func (p *Program) Overlap(f FuncRef, a *Access, g FuncRef, b *Access) (x, y *Entry, ok bool) {
	if a.Loc.Kind == OfInstance && !p.related(f, g, ClassRef(a.Loc.Owner)) {
		return nil, nil, false
	}
	for _, rf := range p.Funcs[f].runs {
		for _, rg := range p.Funcs[g].runs {
			x, y := &p.strands[rf.entry], &p.strands[rg.entry]
			if !x.OnLoop() || !y.OnLoop() || a.Self && rf.object == unborn || b.Self && rg.object == unborn {
				continue
			}
			if !p.sameGiven(x, f, a) || !p.sameGiven(y, g, b) {
				continue
			}
			if p.atOnce(rf, rg) && (a.Loc.Kind != OfInstance || p.sameObject(rf, a, rg, b) || p.sharedThrough(a)) && p.sameActivation(x, y, a.Loc) {
				return x, y, true
			}
		}
	}
	return nil, nil, false
}

// sameGiven says whether it can be known which object an access is about: one reached
// through a local or an argument is known only where the strand begins, from what it is
// given.
func (p *Program) sameGiven(e *Entry, f FuncRef, a *Access) bool {
	return a.Loc.Kind != OfInstance || a.Self || a.Global || p.singletons[a.Loc.Owner] || e.Func == p.Original(f)
}

// atOnce says whether strands of two entries may run at the same time.
func (p *Program) atOnce(rf, rg run) bool {
	x, y := &p.strands[rf.entry], &p.strands[rg.entry]
	if x == y {
		return x.Many
	}
	return p.oneProgram(x, y) && p.parallelEntries(x, y)
}

// parallelEntries says whether strands of two entries may run at the same time: not
// if each is awaited where it is started, one after the other in the same function,
// nor if one waits for the other.
func (p *Program) parallelEntries(a, b *Entry) bool {
	if len(a.Sites) == 0 || len(b.Sites) == 0 {
		return true
	}
	for i, s := range a.Sites {
		for k, t := range b.Sites {
			switch {
			case s == t:
				return true // started by one call
			case a.starts[i].Row.Blocks && b.starts[k].Row.Blocks:
			case s.Func == t.Func && (a.starts[i].Joined || b.starts[k].Joined):
			case a.starts[i].Joined && p.onlyWaits(b, s.Func), b.starts[k].Joined && p.onlyWaits(a, t.Func):
			default:
				return true
			}
		}
	}
	return false
}

// sameActivation says whether two strands can see one variable of a function: one of
// them is started from within the function on what stands in it, and the other one,
// too, or it runs the function itself. Calls of their own have variables of their own.
func (p *Program) sameActivation(x, y *Entry, loc Location) bool {
	if loc.Kind != OfFunction {
		return true
	}
	inside := func(e *Entry) bool { return p.Within(p.Parent(e.Func), FuncRef(loc.Owner)) }
	runs := func(e *Entry) bool {
		return slices.ContainsFunc(p.Funcs[loc.Owner].runs, func(r run) bool { return &p.strands[r.entry] == e })
	}
	return inside(x) && (inside(y) || runs(y)) || inside(y) && runs(x)
}

// onlyWaits says whether the strands of an entry are busy waiting in f for others.
func (p *Program) onlyWaits(e *Entry, f FuncRef) bool { return e.Func == f && !e.Many }

// sameObject says whether two runs work on one object: a module variable holds it, one
// receiver starts both, or the strand of one starts the other on it.
func (p *Program) sameObject(rf run, a *Access, rg run, b *Access) bool {
	x, y := &p.strands[rf.entry], &p.strands[rg.entry]
	if rf.object == receiver && rg.object == receiver && !p.coexist(x.Func, y.Func) {
		return false
	}
	switch {
	case a.Global && b.Global || p.singletons[a.Loc.Owner]:
		return true
	case !a.Self || !b.Self: // reached through an argument
		if x == y {
			return x.SameArgs && rf.object != elsewhere && rg.object != elsewhere
		}
		return sharedArgs(x, y)
	case rf.object == global && rg.object == global:
		return true
	case x == y && rf.object != argument:
		return x.Same && rf.object == receiver && rg.object == receiver
	case rf.object == argument || rg.object == argument:
		if x == y {
			return x.SameArgs && rf == rg
		}
		return sharedReceiver(x, y)
	case rf.object == receiver && rg.object == receiver:
		return x.Self && y.Self && p.relatedClasses(p.classAround(x.Func), p.classAround(y.Func)) || sharedReceiver(x, y)
	case rf.object == receiver && x.Self && (p.startedBy(x, rg.entry, ClassRef(a.Loc.Owner)) || rg.object == receiver && p.startedIn(x, y)):
		return true
	case rg.object == receiver && y.Self:
		return p.startedBy(y, rf.entry, ClassRef(a.Loc.Owner)) || rf.object == receiver && p.startedIn(y, x)
	}
	return false
}

// coexist says whether an object can have both methods: not one of a class and one that
// an ancestor of it has under a name that the class gives to another one.
func (p *Program) coexist(f, g FuncRef) bool {
	c, d := p.Funcs[f].Class, p.Funcs[g].Class
	switch {
	case f == g || c == d || c == NoClass || d == NoClass:
		return true
	case slices.Contains(p.Classes[c].MRO, d):
		return p.Dispatches(c, []FuncRef{f, g})
	case slices.Contains(p.Classes[d].MRO, c):
		return p.Dispatches(d, []FuncRef{f, g})
	}
	return true
}

// startedIn says whether a method that a framework calls on the same object as method by
// starts the entry on its receiver: a protocol's connection_made starts a task, which
// data_received then meets.
func (p *Program) startedIn(e, by *Entry) bool {
	if len(by.Sites) > 0 || p.Funcs[by.Func].Class == NoClass {
		return false
	}
	return slices.ContainsFunc(e.Sites, func(s Site) bool {
		if p.Funcs[s.Func].Class != p.Funcs[by.Func].Class {
			return false
		}
		_, _, ok := p.handled(s.Func)
		return ok
	})
}

// maker is a place that makes an instance of a class.
type maker struct {
	class  ClassRef
	inLoop bool
	given  []given // what is the same for several of them
}

// findSingletons finds the classes of which a run of the program makes one instance:
// there is one place that makes it or one of its subclasses, outside of loops, in code
// that runs once.
func (p *Program) findSingletons() {
	made := make([]int, len(p.Classes))
	for f := range p.Funcs[:p.plain] {
		for _, m := range p.Funcs[f].makes {
			weight := 1
			if m.inLoop || p.Trial(FuncRef(f)) || !p.runsOnce(FuncRef(f), 8) {
				weight = 2
			}
			for _, c := range p.Classes[m.class].MRO {
				made[c] += weight
			}
		}
	}
	for i := range p.strands {
		e := &p.strands[i]
		if c := p.Funcs[e.Func].Class; c != NoClass && e.perObject() {
			for _, k := range p.Classes[c].MRO {
				made[k] += 2 // the server makes one for each connection
			}
		}
	}
	p.singletons = make([]bool, len(p.Classes))
	for c := range made {
		p.singletons[c] = made[c] == 1
	}
}

// perObject says whether what starts the entry's strands is given a class, and makes an
// instance of it for each of them: a server with its class of handlers.
func (e *Entry) perObject() bool {
	return slices.ContainsFunc(e.starts, func(s *Spawn) bool { return len(s.Row.Methods) > 0 })
}

// runsOnce says whether a function runs once in a run of the program, as far as one
// can tell: a module body, or the code of a strand that is started once. depth bounds
// the chain of callers that is looked at.
func (p *Program) runsOnce(f FuncRef, depth int) bool {
	if p.Funcs[f].ID == 0 {
		return true
	}
	if depth == 0 || len(p.Funcs[f].callers) > 1 {
		return false
	}
	if len(p.Funcs[f].runs) == 0 {
		return p.calledByModule(f)
	}
	for _, r := range p.Funcs[f].runs {
		if p.strands[r.entry].Many || r.entry != p.Funcs[f].runs[0].entry {
			return false
		}
	}
	return len(p.Funcs[f].callers) == 0 || p.runsOnce(p.Funcs[f].callers[0], depth-1)
}

// calledByModule says whether the body of its own module calls a function, in one place,
// and nobody else does: main().
func (p *Program) calledByModule(f FuncRef) bool {
	callers := p.Funcs[f].callers
	if len(callers) != 1 || p.Funcs[callers[0]].ID != 0 || p.Funcs[f].Mod != p.Funcs[callers[0]].Mod || p.Funcs[f].Class != NoClass {
		return false
	}
	n := 0
	for i := range p.Funcs[callers[0]].Calls {
		if c := &p.Funcs[callers[0]].Calls[i]; slices.Contains(c.Targets, f) {
			n++
		}
	}
	return n == 1
}

// sharedReceiver says whether one function starts both entries on what it writes the
// same way: gather(s.a(), s.b()).
func sharedReceiver(x, y *Entry) bool {
	return startedAlike(x, y, func(a, b *Spawn) bool { return a.Recv != 0 || a.Self && b.Self })
}

// sharedArgs says the same of an argument: gather(a(s), b(s)).
func sharedArgs(x, y *Entry) bool {
	return startedAlike(x, y, func(a, b *Spawn) bool { return a.Recv != 0 && a.ArgsSame && b.ArgsSame })
}

// startedAlike says whether one function starts both entries, in two spawns that name
// the same object and that accept takes.
func startedAlike(x, y *Entry, accept func(a, b *Spawn) bool) bool {
	for i, s := range x.Sites {
		for k, t := range y.Sites {
			if s.Func == t.Func && x.starts[i].Recv == y.starts[k].Recv && accept(x.starts[i], y.starts[k]) {
				return true
			}
		}
	}
	return false
}

// startedBy says whether the strands of an entry run the function that starts x on its
// own receiver, and the location belongs to that receiver itself.
func (p *Program) startedBy(x *Entry, entry int32, owner ClassRef) bool {
	return p.relatedClasses(p.classAround(x.Func), owner) && slices.ContainsFunc(x.Sites, func(s Site) bool {
		return p.runBy(s.Func, entry)
	})
}

// oneProgram says whether two entries can belong to one run of a program: what a test,
// an example or a benchmark starts meets only what the same function starts, or what
// the program itself starts.
func (p *Program) oneProgram(x, y *Entry) bool {
	tx, ty := onlyTrials(x), onlyTrials(y)
	if !tx || !ty {
		return true
	}
	for _, s := range x.Sites {
		for _, t := range y.Sites {
			if p.outermost(s.Func) == p.outermost(t.Func) {
				return true
			}
		}
	}
	return false
}

func onlyTrials(e *Entry) bool { return len(e.trial) > 0 && !slices.Contains(e.trial, false) }

// onlyTrial says the same of a handler, too, which a framework starts.
func (p *Program) onlyTrial(e *Entry) bool {
	return onlyTrials(e) || len(e.Sites) == 0 && p.Trial(e.Func)
}

// shown says whether only examples, demonstrations and the like start an entry. A test
// that starts strands means to; an example has one user, and shows how to call things.
func (p *Program) shown(e *Entry) bool {
	if !p.onlyTrial(e) {
		return false
	}
	if len(e.Sites) == 0 {
		return !testPath(p.Modules[p.Funcs[e.Func].Mod].Path)
	}
	return !slices.ContainsFunc(e.Sites, func(s Site) bool { return testPath(p.Modules[p.Funcs[s.Func].Mod].Path) })
}

// testPath says whether the path of a file is that of a test, or a benchmark.
func testPath(path string) bool {
	for part := range strings.SplitSeq(strings.TrimSuffix(path, ".py"), "/") {
		part = strings.ToLower(part)
		if strings.HasPrefix(part, "test") || strings.HasSuffix(part, "_test") || strings.HasPrefix(part, "bench") || part == "_tests" || part == "conftest" {
			return true
		}
	}
	return false
}

// outermost returns the function that encloses f and stands in no other, so that a
// test and its helpers count as one.
func (p *Program) outermost(f FuncRef) FuncRef {
	for {
		up := p.Parent(f)
		if up == NoFunc || p.Funcs[up].ID == 0 || p.Funcs[f].Class != NoClass {
			return f
		}
		f = up
	}
}

// Trial says whether a function belongs to a test, an example or a benchmark, each of
// which runs by itself.
func (p *Program) Trial(f FuncRef) bool { return p.Modules[p.Funcs[f].Mod].trial }

// trialPath says whether the path of a file is that of a test, example or benchmark.
func trialPath(path string) bool {
	for part := range strings.SplitSeq(strings.TrimSuffix(path, ".py"), "/") {
		part = strings.ToLower(part)
		if strings.HasPrefix(part, "test_") || strings.HasSuffix(part, "_test") || strings.HasPrefix(part, "example") ||
			strings.HasPrefix(part, "bench") || strings.HasSuffix(part, "_examples") {
			return true
		}
		switch part {
		case "test", "tests", "_tests", "testing", "docs", "doc", "docs_src", "demo", "demos", "samples", "conftest":
			return true
		}
	}
	return false
}

// related says whether one object may be the receiver of both functions, if both belong
// to classes that inherit from owner: they stand in one line of descent, or have a
// common descendant.
func (p *Program) related(f, g FuncRef, owner ClassRef) bool {
	c, d := p.classAround(f), p.classAround(g)
	if c == NoClass || d == NoClass || !slices.Contains(p.Classes[c].MRO, owner) || !slices.Contains(p.Classes[d].MRO, owner) {
		return true // at least one of them reaches the object in another way
	}
	return p.relatedClasses(c, d)
}

func (p *Program) relatedClasses(c, d ClassRef) bool {
	if c == NoClass || d == NoClass {
		return false
	}
	if slices.Contains(p.Classes[c].MRO, d) || slices.Contains(p.Classes[d].MRO, c) {
		return true
	}
	work := slices.Clone(p.Classes[c].Subs)
	for i := 0; i < len(work) && i < 64; i++ {
		if slices.Contains(p.Classes[work[i]].MRO, d) {
			return true
		}
		work = append(work, p.Classes[work[i]].Subs...)
	}
	return false
}

// classAround returns the class whose method a function is or stands in.
func (p *Program) classAround(f FuncRef) ClassRef {
	for ; f != NoFunc; f = p.Parent(f) {
		if c := p.Funcs[f].Class; c != NoClass {
			return c
		}
	}
	return NoClass
}
