package program

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// InterferesThread says what is known of a write happening in another thread while f
// relies on its access mine of the same location.
func (p *Program) InterferesThread(f FuncRef, mine *Access, w Writer) Evidence {
	if p.ThreadLocal(mine.Loc) || p.AfterFork(f) || p.AfterFork(w.Func) {
		return Evidence{}
	}
	if a, b, ok := p.overlapThread(f, mine, w.Func, w.Access); ok && (p.Trial(f) || !p.shown(a) && !p.shown(b)) {
		return Evidence{Proof: Proved, A: a, B: b, Trial: !p.Trial(f) && (p.onlyTrial(a) || p.onlyTrial(b))}
	}
	if a, b, ok := p.overlapStarter(f, mine, w.Func, w.Access); ok {
		return Evidence{Proof: Proved, A: a, B: b, Trial: !p.Trial(f) && (p.onlyTrial(a) || p.onlyTrial(b))}
	}
	if why, ok := p.intendedThread(f, mine, w); ok {
		return Evidence{Proof: Intended, Why: why}
	}
	return Evidence{}
}

// ThreadLocal says whether a location is different memory in each thread.
func (p *Program) ThreadLocal(l Location) bool {
	var objs Objs
	root := l.Root().Path
	switch l.Kind {
	case OfInstance, OfClass:
		if l.Kind == OfInstance && p.Derives(ClassRef(l.Owner), "threading.local", "_thread._local") {
			return true
		}
		if f := p.FieldOf(ClassRef(l.Owner), root); f != nil {
			objs = f.Types
		}
	case OfModule:
		objs = p.Modules[l.Owner].vars[root]
	}
	if name := strings.ToLower(root); len(objs) == 0 && strings.Contains(strings.ReplaceAll(name, "_", ""), "threadlocal") {
		return true
	}
	return slices.ContainsFunc(objs, func(o Obj) bool {
		return o.Kind == ExtInst && (strings.HasSuffix(o.Name, ".local") || o.Name == "_thread._local") ||
			o.Kind == InstObj && p.Derives(ClassRef(o.ID), "threading.local", "_thread._local")
	})
}

// overlapThread finds two strands of which at least one is a thread that may run f and
// g at the same time, on the same object where the location belongs to one.
func (p *Program) overlapThread(f FuncRef, a *Access, g FuncRef, b *Access) (x, y *Entry, ok bool) {
	if a.Loc.Kind == OfInstance && !p.related(f, g, ClassRef(a.Loc.Owner)) {
		return nil, nil, false
	}
	for _, rf := range p.Funcs[f].runs {
		for _, rg := range p.Funcs[g].runs {
			x, y := &p.strands[rf.entry], &p.strands[rg.entry]
			if !p.isThread(x) && !p.isThread(y) || !x.sharesMemory() || !y.sharesMemory() ||
				a.Self && rf.object == unborn || b.Self && rg.object == unborn {
				continue
			}
			if p.Parallel(x, y) && p.oneProgram(x, y) && !p.awaits(rf.entry, y) && !p.awaits(rg.entry, x) &&
				p.sameActivation(x, y, a.Loc) && !p.ordered(x, g, b) && !p.ordered(y, f, a) && p.sameInThreads(rf, a, rg, b) && p.near(x, f) && p.near(y, g) {
				return x, y, true
			}
		}
	}
	return nil, nil, false
}

// ordered says whether an access to a variable of a function stands in that function and
// has an order with the strands that it starts: made before, or they are awaited at once.
func (p *Program) ordered(e *Entry, f FuncRef, a *Access) bool {
	if a.Loc.Kind == OfFunction && p.Original(f) != f {
		return FuncRef(a.Loc.Owner) == p.Original(f) // the order of the original's ops is not at hand
	}
	if a.Loc.Kind != OfFunction || FuncRef(a.Loc.Owner) != f {
		return false
	}
	for i, s := range e.Sites {
		if s.Func != f || s.Op < a.Op && !e.starts[i].Joined {
			return false
		}
	}
	return len(e.Sites) > 0
}

// maxNear is how many calls a strand's entry may lie away from what it does: over longer
// ways, objects are rarely the same.
const maxNear = 4

func (p *Program) near(e *Entry, f FuncRef) bool {
	return e.Func == p.Original(f) || p.CallPath(e.Func, f, maxNear) != nil
}

// sameInThreads is sameObject for threads. An object that keeps its thread in an
// attribute has one of them at a time, however often it is started.
func (p *Program) sameInThreads(rf run, a *Access, rg run, b *Access) bool {
	if a.Loc.Kind != OfInstance || p.sharedThrough(a) {
		return true
	}
	if e := &p.strands[rf.entry]; rf.entry == rg.entry && (e.Self && (p.keptInAttribute(e) || p.startedOnce(e)) || p.ownRun(e) || e.perObject() && rf.object == receiver) {
		return false
	}
	return p.sameObject(rf, a, rg, b)
}

// ownRun says whether the threads of an entry are objects that run a method of their
// own: a subclass of Thread.
func (p *Program) ownRun(e *Entry) bool {
	c := p.Funcs[e.Func].Class
	return c != NoClass && p.Derives(c, "threading.Thread", "threading.Timer")
}

// startedOnce says whether only methods that bring their object into use start an entry's
// threads, one each: an object is started once.
func (p *Program) startedOnce(e *Entry) bool {
	for i, s := range e.Sites {
		if !p.Starts(s.Func) || e.starts[i].InLoop || e.starts[i].Repeat || !e.starts[i].Self {
			return false
		}
	}
	return len(e.Sites) == 1
}

// keptInAttribute says whether every place that starts the entry's threads stores the
// handle in an attribute of its own, not in a container.
func (p *Program) keptInAttribute(e *Entry) bool {
	for _, s := range e.Sites {
		body, m := p.Body(s.Func, nil), p.Module(s.Func)
		if !slices.ContainsFunc(body.Ops, func(x ir.Op) bool {
			return x.Code == ir.Write && m.Paths[x.X].Sel == ir.Attr && int32(body.Stored(&x)) == s.Op
		}) {
			return false
		}
	}
	return len(e.Sites) > 0
}

// isThread says whether the strands of an entry are threads that run its code: a
// coroutine function that goes to a wrapper of threads and tasks alike runs as a task.
func (p *Program) isThread(e *Entry) bool { return e.As == model.Thread && !p.Async(e.Func) }

func (e *Entry) sharesMemory() bool { return e.As == model.Thread || e.OnLoop() }

// awaits says whether the strands of an entry wait for every thread of the other one
// right where they start it: await loop.run_in_executor(…).
func (p *Program) awaits(entry int32, thread *Entry) bool {
	e := &p.strands[entry]
	if len(thread.Sites) == 0 || !p.isThread(thread) || e.Many && !p.allJoined(e) {
		return false
	}
	if p.isThread(e) && p.allJoined(e) && p.allJoined(thread) {
		return !p.waitersAtOnce(e, thread)
	}
	for i, s := range thread.Sites {
		if !thread.starts[i].Joined || !p.runBy(s.Func, entry) {
			return false
		}
	}
	return true
}

// waitersAtOnce says whether two tasks that each wait for a thread of one of the entries
// may do so at the same time: no lock keeps one of them out.
func (p *Program) waitersAtOnce(x, y *Entry) bool {
	for _, s := range x.Sites {
		for _, t := range y.Sites {
			if p.tasksAtOnce(s.Func, t.Func) && !SharesLock(p.Held(s.Func, s.Op), p.Held(t.Func, t.Op)) {
				return true
			}
		}
	}
	return false
}

// tasksAtOnce says whether two strands on a loop may be in f and in g at the same time.
func (p *Program) tasksAtOnce(f, g FuncRef) bool {
	for _, rf := range p.Funcs[f].runs {
		for _, rg := range p.Funcs[g].runs {
			if p.strands[rf.entry].OnLoop() && p.strands[rg.entry].OnLoop() && p.atOnce(rf, rg) {
				return true
			}
		}
	}
	return false
}

// SharesLock says whether two lists have a lock in common.
func SharesLock(a, b []Lock) bool {
	return slices.ContainsFunc(a, func(k Lock) bool { return slices.ContainsFunc(b, k.Same) })
}

// allJoined says whether every thread of an entry is awaited where it is started.
func (p *Program) allJoined(e *Entry) bool {
	for i := range e.starts {
		if !e.starts[i].Joined {
			return false
		}
	}
	return len(e.starts) > 0
}

// intendedThread looks for signs that what owns the location is meant for threads: a
// thread lock that guards the location elsewhere, a thread that the object starts on
// itself and that runs one side while others may call the other one.
func (p *Program) intendedThread(f FuncRef, mine *Access, w Writer) (string, bool) {
	if p.Trial(f) || p.Trial(w.Func) || p.IR(f).Flags&ir.Generator != 0 {
		return "", false // who runs a generator may hold the lock
	}
	if mine.Loc.Kind == OfInstance && (!mine.Self || !w.Access.Self || !p.related(f, w.Func, ClassRef(mine.Loc.Owner)) || p.neverOne(f, w.Func)) {
		return "", false
	}
	if k, ok := p.takenFor(f, mine, w); ok {
		return fmt.Sprintf("%s is guarded by %s elsewhere, so it is meant for concurrent use", p.Describe(mine.Loc), k.Name), true
	}
	if mine.Loc.Kind != OfInstance {
		return "", false
	}
	for _, c := range p.family(f, ClassRef(mine.Loc.Owner)) {
		if e := p.threadOnItself(c, f, mine.Op, w.Func, w.Access.Op); e != nil {
			return fmt.Sprintf("%s is started as a thread on the same object", p.Name(e.Func)), true
		}
	}
	return "", false
}

// takenFor returns a thread lock that shows that a location is meant to be guarded: the
// other write holds it; or, if the other write is the same one in a second thread, some
// write elsewhere does.
func (p *Program) takenFor(f FuncRef, mine *Access, w Writer) (Lock, bool) {
	writers := []Writer{w}
	if w.Func == f && w.Access.Op == mine.Op {
		writers = p.writers[mine.Loc]
	}
	for _, w := range writers {
		for _, k := range p.Held(w.Func, w.Access.Op) {
			if k.Row.Scope == model.Thread && p.neighbours(k.Loc, mine.Loc) && p.hasLock(f, k.Loc) {
				return k, true
			}
		}
	}
	return Lock{}, false
}

// hasLock says whether the objects on which f works have a lock, if it is an object's own:
// a lock that only a subclass adds says nothing about them.
func (p *Program) hasLock(f FuncRef, lock Location) bool {
	c := p.classAround(f)
	return lock.Kind != OfInstance || c == NoClass || slices.Contains(p.Classes[c].MRO, ClassRef(lock.Owner))
}

// neighbours says whether a lock and a location belong to one class, or one module.
func (p *Program) neighbours(lock, loc Location) bool {
	if lock.Kind == OfModule {
		return p.modOf(loc) == ModRef(lock.Owner)
	}
	if loc.Kind == OfModule {
		return p.modOf(lock) == ModRef(loc.Owner)
	}
	isClass := func(l Location) bool { return l.Kind == OfInstance || l.Kind == OfClass }
	return isClass(lock) && isClass(loc) && p.relatedClasses(ClassRef(lock.Owner), ClassRef(loc.Owner))
}

// modOf returns the module of what a location belongs to.
func (p *Program) modOf(l Location) ModRef {
	switch l.Kind {
	case OfModule:
		return ModRef(l.Owner)
	case OfInstance, OfClass:
		return p.Classes[l.Owner].Mod
	case OfFunction, OfParameter:
		return p.Funcs[l.Owner].Mod
	}
	return NoMod
}

// threadOnItself finds a thread that code of the class starts on its own receiver and
// that runs exactly one of the two functions, while the other one is neither where it is
// started nor waits for its end first.
func (p *Program) threadOnItself(c ClassRef, f FuncRef, fop int32, g FuncRef, gop int32) *Entry {
	for _, side := range []struct {
		in, out FuncRef
		op      int32
	}{{f, g, gop}, {g, f, fop}} {
		for _, r := range p.Funcs[side.in].runs {
			e := &p.strands[r.entry]
			if !p.isThread(e) || !p.startsOnItself(e) || p.Funcs[e.Func].Class != c || p.runBy(side.out, r.entry) || !p.staysOnSelf(e.Func, side.in) {
				continue
			}
			if !p.orderedWith(e, side.out, side.op) {
				return e
			}
		}
	}
	return nil
}

// maxOwnWay bounds how many functions are looked at on the way from one method of an object
// to another one of the same object.
const maxOwnWay = 64

// staysOnSelf says whether from, or what it calls on its own receiver, comes to a function:
// what it calls on the parts of an object, though of the same class, has another receiver.
func (p *Program) staysOnSelf(from, to FuncRef) bool {
	seen := []FuncRef{from}
	for i := 0; i < len(seen) && len(seen) < maxOwnWay; i++ {
		g := seen[i]
		if g == to || p.Within(to, g) {
			return true
		}
		for _, c := range p.Funcs[g].Calls {
			for _, t := range c.Targets {
				if !slices.Contains(seen, t) && (c.Self || c.Up || p.Within(t, g) || p.Funcs[t].Class == NoClass) {
					seen = append(seen, t)
				}
			}
		}
		for _, t := range p.Funcs[g].hands {
			if !slices.Contains(seen, t) {
				seen = append(seen, t)
			}
		}
	}
	return false
}

// StaysOnSelf says whether what from calls on its own receiver comes to a function.
func (p *Program) StaysOnSelf(from, to FuncRef) bool { return p.staysOnSelf(from, to) }

// startsOnItself says whether a method of an entry's own class starts it on its receiver,
// rather than another class on something that it holds.
func (p *Program) startsOnItself(e *Entry) bool {
	return e.Self && slices.ContainsFunc(e.Sites, func(s Site) bool {
		return !p.Trial(s.Func) && p.relatedClasses(p.classAround(s.Func), p.Funcs[e.Func].Class)
	})
}

// orderedWith says whether op of f runs before the threads of an entry start, or after
// they have ended: f starts them itself, or joins a thread before.
func (p *Program) orderedWith(e *Entry, f FuncRef, op int32) bool {
	if slices.ContainsFunc(e.Sites, func(s Site) bool { return s.Func == p.Original(f) }) {
		return true
	}
	return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		return c.Op < op && (c.Method == "join" || c.Method == "shutdown")
	})
}

// Threaded says, from tables alone, whether threads may meet in f: a thread runs it, or
// its class or module has to do with threads.
func (p *Program) Threaded(f FuncRef) bool {
	for _, r := range p.Funcs[f].runs {
		if p.isThread(&p.strands[r.entry]) {
			return true
		}
	}
	return p.UsesThreads(p.Funcs[f].Mod)
}

// UsesThreads says whether a module imports what starts or orders threads.
func (p *Program) UsesThreads(m ModRef) bool { return p.Modules[m].threads }

// importsThreads says whether a module imports what starts or orders threads.
func importsThreads(mod *ir.Module) bool {
	for i := range mod.Imports {
		name := mod.Str(mod.Imports[i].Module)
		switch {
		case mod.Imports[i].TypeChecking:
		case name == "concurrent" && mod.Str(mod.Imports[i].Name) == "futures",
			name == "threading", name == "_thread", name == "queue" && !exceptionOnly(mod.Str(mod.Imports[i].Name)), strings.HasPrefix(name, "concurrent.futures"), name == "multiprocessing.dummy":
			return true
		}
	}
	return false
}

// exceptionOnly says whether a name of the module queue is an exception, which other
// containers raise, too.
func exceptionOnly(name string) bool { return name == "Empty" || name == "Full" }

// PackageUsesThreads says whether a module of the same top-level package, tests and
// examples aside, imports what starts or orders threads.
func (p *Program) PackageUsesThreads(m ModRef) bool {
	return p.UsesThreads(m) || p.Modules[m].nearThreads
}

// topFolder returns the folder of the top-level package, or of the namespace package
// around it, which has no __init__.py.
func (m *Module) topFolder() string {
	folder := path.Dir(m.Path)
	if m.Package {
		folder = path.Dir(folder)
	}
	top := m.Path
	for range strings.Count(m.Name, ".") {
		top, folder = folder, path.Dir(folder)
	}
	switch path.Base(folder) {
	case ".", "/", "src", "lib", "libs", "python", "site-packages":
		return top
	}
	return folder
}

// topName returns the name of the top-level package or module.
func (m *Module) topName() string {
	name, _, _ := strings.Cut(m.Name, ".")
	return name
}

// HasThreads says whether the program itself, tests and examples aside, starts threads.
func (p *Program) HasThreads() bool { return p.threads }

// findThreads notes whether the program starts threads, and which packages have to do with them.
func (p *Program) findThreads() {
	folders := map[string]bool{}
	p.threadPackages = map[string]bool{}
	for i := range p.Modules {
		if m := &p.Modules[i]; m.threads && !m.trial {
			folders[m.topFolder()] = true
			p.threadPackages[m.topName()] = true
		}
	}
	for i := range p.Modules {
		p.Modules[i].nearThreads = folders[p.Modules[i].topFolder()]
	}
	p.threads = slices.ContainsFunc(p.strands, func(e Entry) bool { return p.isThread(&e) && !onlyTrials(&e) })
}

// AsyncCallers lists the asynchronous functions of f's class that call f on their own
// receiver, and counts the public ones among them.
func (p *Program) AsyncCallers(f FuncRef) (out []FuncRef, public int) {
	f = p.Original(f)
	for _, g := range p.Funcs[f].callers {
		if g == f || !p.Async(g) || p.Setup(g) || p.dunder(g) || !p.relatedClasses(p.Funcs[f].Class, p.classAround(g)) {
			continue
		}
		if slices.ContainsFunc(p.Funcs[g].Calls, func(c CallSite) bool { return c.Self && slices.Contains(c.Targets, f) }) {
			out = append(out, g)
			if !strings.HasPrefix(p.Module(g).Str(p.IR(g).Name), "_") {
				public++
			}
		}
	}
	return out, public
}

// ClassWide says whether a location is an item of a container that the class itself
// holds and all instances share: `cls._instances[cls]` in a metaclass.
func (p *Program) ClassWide(l Location) bool {
	return l.Kind == OfInstance && strings.Contains(l.Path, "[") && p.classWide(l)
}

// HandsOutFunc says whether a function returns one of its inner functions, as
// decorators do.
func (p *Program) HandsOutFunc(f, inner FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].returns, func(o Obj) bool { return o.Kind == FuncObj && FuncRef(o.ID) == inner })
}

// Captures says whether a function uses a variable of a function around it.
func (p *Program) Captures(f FuncRef, name string) bool {
	m := p.Module(f)
	return slices.ContainsFunc(p.IR(f).Free, func(s ir.StrID) bool { return m.Str(s) == name })
}

// MakesObject says whether a call makes an instance of a class, which has an identity
// of its own, rather than computing a value.
func (p *Program) MakesObject(f FuncRef, call int32) bool {
	c := p.Funcs[f].CallAt(call)
	if c == nil {
		return false
	}
	if c.Makes || p.Funcs[f].spawnsAt(call) || c.Method == "__new__" || c.Method == "__call__" {
		return true
	}
	for _, t := range c.Targets { // a factory
		if len(p.Funcs[t].makes) > 0 && slices.ContainsFunc(p.Funcs[t].returns, func(o Obj) bool { return o.Kind == InstObj }) {
			return true
		}
	}
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	return len(c.Targets) == 0 && name != "" && 'A' <= name[0] && name[0] <= 'Z'
}

// Concurrent says whether several strands run f that can come in anywhere, or, if it
// suspends in between, at a suspension; and why. Tests and examples do not count.
func (p *Program) Concurrent(f FuncRef, suspends bool) (why string, ok bool) {
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if p.onlyTrial(e) || !p.near(e, f) {
			continue
		}
		if e.As == model.Process || p.isThread(e) && e.Many && (!p.allJoined(e) || p.waitersAtOnce(e, e)) || e.OnLoop() && e.Many && suspends {
			return fmt.Sprintf("%s runs as a %s, several at once", p.Name(e.Func), e.As), true
		}
	}
	return "", false
}
