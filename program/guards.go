package program

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// GuardUse is one use of a field or variable in a function: reading it, replacing it, changing
// what it holds. `self.d[k] = v` is one use of d, though it reads self.d first.
type GuardUse struct {
	Func   FuncRef
	Op     int32 // the op that completes it
	Kind   AccessKind
	Access *Access
	Loc    Location // what is used, without subscripts
	Calls  bool     // a method of the object there is called; Kind says whether it changes the object
	With   Location // the lock that is handed over together with it, if any: who gets both works under the lock
}

// Guard says which lock guards a location, as its uses show.
type Guard struct {
	Loc   Location // without subscripts
	Lock  Lock
	Under []GuardUse // those that hold the lock
	Bare  []GuardUse // those that do not, although other strands may have the object by then

	Declared bool // a comment says so, whatever the uses show
}

// guardings are found when first asked for.
type guardings struct {
	once sync.Once
	list []Guard
}

// Guards finds the locations of which some uses hold a lock of the same class or module,
// each with the lock that most of them hold. Uses of an object that nobody else has yet
// do not count, nor do those in tests.
func (p *Program) Guards() []Guard {
	p.guardings.once.Do(func() { p.guardings.list = p.findGuards() })
	return p.guardings.list
}

func (p *Program) findGuards() (out []Guard) {
	candidates, declared := p.lockedLocations(), p.declaredGuards()
	for loc := range declared {
		candidates[loc] = true
	}
	uses := make([][]locatedUse, len(p.Funcs))
	parallel(p, p.plain, func() *ir.Body { return &ir.Body{} }, func(f int, body *ir.Body) {
		uses[f] = p.usesOf(FuncRef(f), candidates, body)
	})
	byLoc := map[Location][]GuardUse{}
	for _, list := range uses {
		for _, u := range list {
			byLoc[u.loc] = append(byLoc[u.loc], u.GuardUse)
		}
	}
	for loc, list := range byLoc {
		if k, ok := declared[loc]; ok {
			out = append(out, p.declaredGuard(loc, k, list))
		} else if g, ok := p.guardOf(loc, list); ok {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b Guard) int { return a.Loc.Compare(b.Loc) })
	return out
}

// lockedLocations finds the locations that are used under a lock that may be theirs.
func (p *Program) lockedLocations() map[Location]bool {
	out := map[Location]bool{}
	for f := range p.Funcs[:p.plain] {
		if !p.HoldsLocks(FuncRef(f)) && len(p.entered[f]) == 0 || p.Trial(FuncRef(f)) || p.Setup(FuncRef(f)) {
			continue
		}
		for i := range p.Funcs[f].Access {
			a := &p.Funcs[f].Access[i]
			root := field(a, nil)
			if !shared(a) || out[root] {
				continue
			}
			out[root] = slices.ContainsFunc(p.Held(FuncRef(f), a.Op), func(k Lock) bool { return p.mayGuard(k, root) })
		}
	}
	for l, yes := range out {
		if !yes || p.ThreadLocal(l) || p.ordersItself(l) || l.Kind == OfInstance && p.Method(ClassRef(l.Owner), l.Path) != NoFunc {
			delete(out, l)
		}
	}
	return out
}

// shared says whether an access is to what the receiver, its class or the module holds.
func shared(a *Access) bool {
	switch a.Loc.Kind {
	case OfInstance:
		return a.Self && !a.Own
	case OfClass, OfModule:
		return !a.Own
	}
	return false
}

// mayGuard says whether a lock may be meant for a location: they are neighbours, and the
// location is not the lock itself.
func (p *Program) mayGuard(k Lock, loc Location) bool {
	return k.Loc.Kind != NoOwner && k.Row.Scope != model.Process && k.Loc != loc && !strings.ContainsAny(k.Loc.Path, "[") && p.neighbours(k.Loc, loc)
}

// ordersItself says whether what a location holds takes care of its own synchronisation:
// a lock, an event, a queue, an object with a lock of its own.
func (p *Program) ordersItself(l Location) bool {
	return slices.ContainsFunc(p.stored(l), func(o Obj) bool {
		switch o.Kind {
		case ExtInst:
			if _, lock := p.model.Locks[p.model.Canon(o.Name)]; lock || queue(Objs{o}) {
				return true
			}
			switch module, name, _ := strings.Cut(o.Name, "."); module {
			case "threading", "asyncio", "queue", "logging", "contextvars":
				return !strings.Contains(name, ".")
			}
		case InstObj:
			return p.ownsLock(ClassRef(o.ID), 1)
		}
		return false
	})
}

// ownsLock says whether the instances of a class hold a lock, or hold an object that does.
func (p *Program) ownsLock(c ClassRef, depth int) bool {
	for _, k := range p.Classes[c].MRO {
		for _, f := range p.Classes[k].Fields {
			if slices.ContainsFunc(f.Types, func(o Obj) bool {
				_, ok := p.lockRow(o)
				return ok || queue(Objs{o}) || depth > 0 && o.Kind == InstObj && ClassRef(o.ID) != c && p.ownsLock(ClassRef(o.ID), depth-1)
			}) {
				return true
			}
		}
	}
	return p.Derives(c, "threading.Thread", "asyncio.Queue", "queue.Queue", "threading.local", "_thread._local")
}

type locatedUse struct {
	GuardUse
	loc Location
}

// field returns what an access is about: its location without subscripts, and without the
// method that is called there.
func field(a *Access, callees map[int32]bool) Location {
	l := a.Loc
	if i := strings.IndexByte(l.Path, '['); i >= 0 {
		l.Path = l.Path[:i]
	} else if i := strings.LastIndexByte(l.Path, '.'); i >= 0 && callees[a.Op] {
		l.Path = l.Path[:i]
	}
	return l
}

// usesOf lists the uses of the given locations in f, in order.
func (p *Program) usesOf(f FuncRef, wanted map[Location]bool, body *ir.Body) (out []locatedUse) {
	fn := &p.Funcs[f]
	if p.Trial(f) || !slices.ContainsFunc(fn.Access, func(a Access) bool { return shared(&a) && wanted[field(&a, nil)] }) {
		return nil
	}
	if kind := p.IR(f).Kind; kind != ir.Function || p.unusual(f) || p.tried(f, 3) {
		return nil // who runs a generator expression or a lambda, and when, is not known
	}
	p.Body(f, body)
	inner := map[int32]bool{} // reads that are only the way to another use
	for i := range fn.Access {
		for op := p.baseOf(body, fn.Access[i].Op); op >= 0; op = p.baseOf(body, op) {
			inner[op] = true
		}
	}
	given := p.givenWithLock(body, fn)
	called := map[int32]*CallSite{} // by what a method is called on
	callees := map[int32]bool{}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if x := &body.Ops[c.Op]; x.Code == ir.Call {
			callees[int32(body.Callee(x))] = true
			if callee := &body.Ops[body.Callee(x)]; callee.Code == ir.Read && body.Base(callee) >= 0 && !c.Spawned {
				called[int32(body.Base(callee))] = c
			}
		}
	}
	for i := range fn.Access {
		a := &fn.Access[i]
		root := field(a, callees)
		if !shared(a) || !wanted[root] || inner[a.Op] || p.swapped(body, fn, a) || p.quiet(f, a.Op, 3) {
			continue
		}
		u := locatedUse{GuardUse{Func: f, Op: a.Op, Kind: a.Kind, Access: a, Loc: root}, root}
		if a.Loc != root && (a.Kind == Writing || a.Kind == Deleting) {
			u.Kind = Storing
		}
		if c := called[a.Op]; c != nil && a.Kind == Reading && a.Loc == root && len(c.Targets) > 0 {
			u.Op, u.Calls = c.Op, true
			if slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.changesReceiver(t, 3) }) {
				u.Kind = Changing
			}
		}
		if a.Kind == Reading && a.Loc == root {
			u.With = given[a.Op]
		}
		if n := len(out); n > 0 && out[n-1].Op == u.Op && out[n-1].loc == root {
			if a.Loc == root {
				out[n-1] = u
			}
			continue
		}
		out = append(out, u)
	}
	return out
}

// givenWithLock finds the reads whose values a function gives away together with a lock, as
// arguments of a call or elements of a tuple, each with the lock.
func (p *Program) givenWithLock(body *ir.Body, fn *Func) map[int32]Location {
	locks := map[ir.Value]Location{}
	for i := range fn.Access {
		if a := &fn.Access[i]; a.Kind == Reading && shared(a) && slices.ContainsFunc(p.stored(a.Loc), func(o Obj) bool {
			_, ok := p.lockRow(o)
			return ok
		}) {
			locks[ir.Value(a.Op)] = a.Loc
		}
	}
	if len(locks) == 0 {
		return nil
	}
	out := map[int32]Location{}
	for i := range body.Ops {
		x := &body.Ops[i]
		var parts []ir.Value
		switch x.Code {
		case ir.Call:
			for _, arg := range body.CallArgs(x) {
				parts = append(parts, arg.Value)
			}
		case ir.Build:
			parts = body.Args(x)
		}
		for _, v := range parts {
			if lock, ok := locks[v]; ok {
				for _, other := range parts {
					out[int32(other)] = lock
				}
			}
		}
	}
	return out
}

// baseOf returns the op whose value another op takes apart or calls a method of, or -1.
func (p *Program) baseOf(body *ir.Body, op int32) int32 {
	x := &body.Ops[op]
	switch x.Code {
	case ir.Read, ir.Write, ir.Delete:
		return int32(body.Base(x))
	case ir.Call:
		return int32(body.Callee(x))
	case ir.Iter:
		return int32(body.Args(x)[0])
	}
	return -1
}

// swapped says whether an access works on what a local took from a location before the
// function put something else there: nobody else finds it there any more.
func (p *Program) swapped(body *ir.Body, fn *Func, a *Access) bool {
	base := a.Op
	for next := base; next >= 0; next = p.baseOf(body, next) {
		base = next
	}
	if base == a.Op || body.Ops[base].Code != ir.Read {
		return false
	}
	if n := p.Modules[fn.Mod].IR.Paths[body.Ops[base].Path()]; n.Sel != ir.RootLocal {
		return false
	}
	return slices.ContainsFunc(fn.Access, func(w Access) bool {
		return w.Kind == Writing && w.Op < a.Op && w.Loc == field(a, nil)
	})
}

// changesReceiver says whether a method changes its receiver or what that holds, itself or
// through its other methods.
func (p *Program) changesReceiver(f FuncRef, depth int) bool {
	fn := &p.Funcs[f]
	if fn.Class == NoClass || p.Setup(f) {
		return false
	}
	if slices.ContainsFunc(fn.Access, func(a Access) bool { return a.Self && a.Kind.Writes() && !a.Own }) {
		return true
	}
	return depth > 0 && slices.ContainsFunc(fn.Calls, func(c CallSite) bool {
		return c.OnSelf && !c.Spawned && slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.changesReceiver(t, depth-1) })
	})
}

// unusual says whether a function's way with locks is its own: it tries to get one, gives
// back one that its callers took, or asks whether one is held.
func (p *Program) unusual(f FuncRef) bool {
	fn := &p.Funcs[f]
	if len(fn.attempts) > 0 || slices.ContainsFunc(fn.Calls, func(c CallSite) bool {
		return c.Method == "locked" || c.Method == "_is_owned" || c.Method == "acquire" && len(fn.LockSites) == 0
	}) {
		return true
	}
	for _, s := range fn.LockSites {
		if !s.Acquires && !slices.ContainsFunc(fn.LockSites, func(t LockSite) bool { return t.Lock == s.Lock && t.Acquires }) {
			return true
		}
	}
	by := func(method string) bool {
		return slices.ContainsFunc(fn.Calls, func(c CallSite) bool { return c.Method == method })
	}
	if by("release") && !by("acquire") {
		return true
	}
	m := p.Module(f)
	name := strings.ToLower(m.Str(p.IR(f).Name))
	if strings.Contains(name, "lock") && !strings.Contains(name, "block") && !strings.Contains(name, "clock") || strings.Contains(name, "unsafe") || strings.Contains(name, "signal") {
		return true // read_locked, _unlocked_pop: who calls it sees to the lock; add_from_signal: it must not take one
	}
	switch name {
	case "__repr__", "__str__", "__del__", "__len__", "__bool__", "__contains__", "__reduce_ex__", "__sizeof__":
		return true
	}
	return p.DecoratedWithLock(f)
}

// tried says whether a private function has a caller whose way with locks is its own, so
// that it may run with a lock that nobody sees.
func (p *Program) tried(f FuncRef, depth int) bool {
	return depth > 0 && p.Private(f) && slices.ContainsFunc(p.Funcs[f].callers, func(g FuncRef) bool {
		return g != f && !p.Trial(g) && (p.unusual(g) || p.tried(g, depth-1))
	})
}

// DecoratedWithLock says whether a decorator of f takes a lock around it, by its name.
func (p *Program) DecoratedWithLock(f FuncRef) bool {
	m := p.Module(f)
	return slices.ContainsFunc(p.IR(f).Decorators, func(d ir.Decorator) bool {
		n := strings.ToLower(m.Str(m.Paths[d.Path].Name))
		return d.Path != 0 && (strings.Contains(n, "lock") || strings.Contains(n, "synchron") || strings.Contains(n, "atomic"))
	})
}

// quiet says whether nobody else can have the receiver of f when op runs: it is being set
// up, its thread has not started or has ended, or all callers call f at such a time.
func (p *Program) quiet(f FuncRef, op int32, depth int) bool {
	switch p.Module(f).Str(p.IR(f).Name) {
	case "__enter__", "__aenter__":
		return true // of a with statement, which comes before everything else
	}
	if p.Setup(f) {
		return true
	}
	fn := &p.Funcs[f]
	for i := range fn.Calls {
		switch c := &fn.Calls[i]; c.Method {
		case "start":
			if op < c.Op && p.startsThread(c) {
				return true
			}
		case "join":
			if op > c.Op && c.Name != "os.path.join" && (c.Name == "threading.Thread.join" || len(c.Targets) == 0 && c.OnSelf) {
				return true
			}
		}
	}
	if depth == 0 || len(fn.callers) == 0 || p.startsStrand(f) || !p.Private(f) && fn.Class == NoClass {
		return false
	}
	found := false
	for _, g := range fn.callers {
		if p.Trial(g) {
			continue
		}
		for i := range p.Funcs[g].Calls {
			c := &p.Funcs[g].Calls[i]
			if !slices.Contains(c.Targets, f) {
				continue
			}
			if !(c.Fresh && p.Private(f)) && (!c.Self || !p.quiet(g, c.Op, depth-1)) {
				return false
			}
			found = true
		}
	}
	return found
}

// startsThread says whether a call of start is that of a thread.
func (p *Program) startsThread(c *CallSite) bool {
	return c.Name == "threading.Thread.start" || c.OnSelf && len(c.Targets) == 0
}

// guardOf picks the lock that most uses of a location hold.
func (p *Program) guardOf(loc Location, uses []GuardUse) (g Guard, ok bool) {
	best := 0
	for _, u := range uses {
		for _, k := range p.Held(u.Func, u.Op) {
			if !p.mayGuard(k, loc) {
				continue
			}
			if n := p.holders(uses, k); n > best || n == best && cmp.Compare(k.Name, g.Lock.Name) < 0 {
				best, g.Lock = n, k
			}
		}
	}
	g.Loc = loc
	g.Lock.Name = p.Describe(g.Lock.Loc)
	for _, u := range uses {
		held := p.Held(u.Func, u.Op)
		switch {
		case slices.ContainsFunc(held, g.Lock.Same) || u.With == g.Lock.Loc:
			g.Under = append(g.Under, u)
		case slices.ContainsFunc(held, func(k Lock) bool { return p.mayGuard(k, loc) }): // another one
		case p.Replaces(u.Func, g.Lock.Loc): // and what it guards, after a fork or for another use
		case p.hasLock(u.Func, g.Lock.Loc):
			g.Bare = append(g.Bare, u)
		}
	}
	return g, best > 0
}

// Replaces says whether a function stores at a location.
func (p *Program) Replaces(f FuncRef, loc Location) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool { return a.Kind == Writing && a.Loc == loc })
}

// declaredGuard sorts the uses of a location by whether they hold the lock that a comment
// names.
func (p *Program) declaredGuard(loc Location, k Lock, uses []GuardUse) Guard {
	g := Guard{Loc: loc, Lock: k, Declared: true}
	for _, u := range uses {
		if slices.ContainsFunc(p.Held(u.Func, u.Op), k.Same) {
			g.Under = append(g.Under, u)
		} else {
			g.Bare = append(g.Bare, u)
		}
	}
	return g
}

func (p *Program) holders(uses []GuardUse, k Lock) (n int) {
	for _, u := range uses {
		if slices.ContainsFunc(p.Held(u.Func, u.Op), k.Same) {
			n++
		}
	}
	return n
}

// ContainerAt returns what kind of container a location holds.
func (p *Program) ContainerAt(l Location) ContainerKind {
	kind, _ := p.containerOf(p.stored(l))
	return kind
}

// Called says whether anything in the program, tests aside, calls f or starts it.
func (p *Program) Called(f FuncRef) bool {
	return p.startsStrand(f) || slices.ContainsFunc(p.Funcs[f].callers, func(g FuncRef) bool { return !p.Trial(g) })
}

// Resets says whether a function sets three fields of its receiver or more, each to what
// does not depend on their old values: it puts the object into a new state as a whole, which
// has its time.
func (p *Program) Resets(f FuncRef) bool {
	n := 0
	for i := range p.Funcs[f].Access {
		a := &p.Funcs[f].Access[i]
		if a.Kind == Writing && a.Self && !strings.ContainsAny(a.Loc.Path, ".[") {
			n++
		}
	}
	return n >= 3
}

// CallsOf lists the calls that may run f, in program order.
func (p *Program) CallsOf(f FuncRef) (out []Site) {
	for _, g := range p.Funcs[f].callers {
		for i := range p.Funcs[g].Calls {
			if c := &p.Funcs[g].Calls[i]; !c.Spawned && slices.Contains(c.Targets, f) {
				out = append(out, Site{g, c.Op})
			}
		}
	}
	return out
}

// ForThreads says whether a lock is one for threads: it is known to be, or it is given from
// outside to a module that works with threads and is not awaited.
func (p *Program) ForThreads(k Lock, at []GuardUse) bool {
	if k.Row.Ctor != "" {
		return k.Row.Scope == model.Thread
	}
	if len(p.stored(k.Loc)) > 0 || len(at) == 0 || !p.UsesThreads(p.Funcs[at[0].Func].Mod) {
		return false
	}
	return !slices.ContainsFunc(at, func(u GuardUse) bool { return p.IR(u.Func).Flags&ir.Async != 0 })
}
