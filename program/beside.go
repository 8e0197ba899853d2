package program

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// starter is a strand that has started a thread and goes on beside it, until it waits
// for the thread's end:
//
//	t = Thread(target=work)
//	t.start()
//	total -= 1                  # beside work
//	t.join()
//
// The function that starts the thread is one, and so are its callers, behind the call.
type starter struct {
	Entry         // of the strand as far as it goes on: Func is the function, Begins the thread
	after  []bool // by op of Func: it may run beside the thread
	thread int32  // index of the thread's entry
	self   bool   // the thread works on the receiver of Func
	start  *Spawn // if Func itself has made the thread
}

// besideRun says that a starter may run a function while its thread lives, and on what object.
type besideRun struct {
	starter int32
	object  anchor
}

const (
	maxStarters = 8 // callers of a function that starts a thread and returns: more means a utility
	maxReturned = 3 // calls that a thread is followed out of
)

// findBeside finds the strands that go on beside the threads that they start.
func (p *Program) findBeside() {
	p.beside = map[FuncRef][]besideRun{}
	for e := range p.strands {
		if x := &p.strands[e]; p.isThread(x) || x.As == model.Signal {
			for i, s := range x.Sites {
				if s.Func == x.Func { // it starts another one of its own kind when it ends
					continue
				}
				if row := &x.starts[i].Row; row.Blocks || row.Each || x.starts[i].Joined || len(row.Methods) > 0 {
					continue
				}
				for _, at := range p.begun(s, x.starts[i]) {
					p.goesOn(at, int32(e), x.starts[i], x.starts[i].Self && at.Func == s.Func, s.Func, 0)
				}
			}
		}
	}
	for s := range p.starters {
		p.spreadBeside(int32(s))
	}
}

// begun lists the places from which on a strand that is made at a site runs: a thread's
// call of start, in the function that makes it.
func (p *Program) begun(s Site, made *Spawn) (out []Site) {
	switch made.Row.Call {
	case "threading.Thread", "threading.Timer":
		for _, x := range p.Funcs[s.Func].starts {
			if x.made == s.Op {
				out = append(out, Site{s.Func, x.op})
			}
		}
		return out
	}
	return []Site{s}
}

// goesOn adds the starter that goes on behind a place, and those that go on when its
// function has returned while the thread still runs.
func (p *Program) goesOn(at Site, thread int32, made *Spawn, self bool, from FuncRef, depth int) {
	for i := len(p.starters) - 1; i >= 0 && p.starters[i].thread == thread; i-- { // one thread's stand together
		if p.starters[i].Sites[0] == at {
			return
		}
	}
	ff := p.Facts(at.Func, nil)
	ends := p.endsThread(at, ff, p.strands[thread].As == model.Signal)
	if p.IR(at.Func).Kind == ir.ModuleBody || !p.Setup(at.Func) {
		s := starter{
			Entry:  Entry{Func: at.Func, As: model.Thread, Sites: []Site{at}, Begins: p.strands[thread].Func, trial: []bool{p.Trial(at.Func)}},
			after:  ff.After(at.Op, ends),
			thread: thread, self: self,
		}
		if at.Func == from {
			s.start = made
		}
		if p.Async(at.Func) {
			s.As = model.Task
		}
		p.starters = append(p.starters, s)
	}
	callers := p.Funcs[at.Func].callers
	if depth == maxReturned || len(callers) > maxStarters || p.Async(at.Func) || !ff.Leaves(at.Op, ends) {
		return
	}
	for _, g := range callers {
		for i := range p.Funcs[g].Calls {
			c := &p.Funcs[g].Calls[i]
			if !c.Spawned && len(c.Targets) == 1 && c.Targets[0] == at.Func && g != at.Func {
				p.goesOn(Site{g, c.Op}, thread, made, self && (c.Self || c.Up), from, depth+1)
			}
		}
	}
}

// endsThread says of the ops of a function whether they wait for the end of a thread that
// has begun at a place, or for something that may come from it.
func (p *Program) endsThread(at Site, ff *facts.Func, never bool) func(op int32) bool {
	waits := map[int32]bool{}
	fn := &p.Funcs[at.Func]
	for i := range fn.Calls {
		c := &fn.Calls[i]
		switch c.Method {
		case "join", "shutdown", "result", "wait", "exception", "as_completed", "wait_for", "gather":
			waits[c.Op] = true
		case "get", "recv":
			waits[c.Op] = ff.Body.Ops[c.Op].Code == ir.Call && ff.Body.NumArgs(&ff.Body.Ops[c.Op]) == 0
		}
	}
	for i := range ff.Body.Ops[:at.Op] {
		x := &ff.Body.Ops[i]
		if x.Code != ir.Enter || slices.ContainsFunc(fn.LockSites, func(s LockSite) bool { return s.Op == int32(i) }) {
			continue
		}
		if _, to := ff.Region(int32(i)); to > at.Op { // with ThreadPoolExecutor() as pool
			waits[to] = true
		}
	}
	for i := range ff.Body.Ops { // for t in threads: t.join()
		if ff.Body.Ops[i].Code != ir.Next {
			continue
		}
		for op, wait := range waits {
			if wait && op > int32(i) && ff.Reaches(op, int32(i), nil) && ff.Before(int32(i), op) {
				waits[int32(i)] = true
				break
			}
		}
	}
	return func(op int32) bool { return !never && waits[op] }
}

// spreadBeside notes the functions that a starter calls while its thread lives.
func (p *Program) spreadBeside(i int32) {
	s := &p.starters[i]
	type state struct {
		f      FuncRef
		object anchor
		depth  int
	}
	var work []state
	reach := func(f FuncRef, object anchor, depth int) {
		r := besideRun{i, object}
		if runs := p.beside[f]; !slices.Contains(runs, r) && len(runs) < maxEntries {
			p.beside[f] = append(runs, r)
			work = append(work, state{f, object, depth})
		}
	}
	root := elsewhere
	var body *ir.Body
	if s.self {
		root = receiver
	} else if s.start != nil && s.start.Recv != 0 {
		body = p.Body(s.Func, nil)
	}
	reach(s.Func, root, 0)
	for len(work) > 0 {
		x := work[0]
		work = work[1:]
		if x.depth == maxNear {
			continue
		}
		for k := range p.Funcs[x.f].Calls {
			c := &p.Funcs[x.f].Calls[k]
			if c.Spawned || x.depth == 0 && !s.after[c.Op] {
				continue
			}
			for _, t := range c.Targets {
				if p.Async(t) && !p.Async(x.f) {
					continue
				}
				object := p.follow(&s.Entry, x.f, x.object, c, t)
				if x.depth == 0 && body != nil && !c.Makes && reachedFrom(body, c.Op, s.start.Recv) {
					object = receiver // Thread(target=cache.sweep).start(); cache.get()
				}
				reach(t, object, x.depth+1)
			}
		}
	}
}

// overlapStarter finds a thread that runs one of f and g, and the strand that has started
// it and goes on to run the other one, on the same object where the location belongs to one.
func (p *Program) overlapStarter(f FuncRef, a *Access, g FuncRef, b *Access) (x, y *Entry, ok bool) {
	if s := p.meanwhile(f, a, g, b); s != nil {
		return &s.Entry, &p.strands[s.thread], true
	}
	if s := p.meanwhile(g, b, f, a); s != nil && p.strands[s.thread].As != model.Signal { // a handler runs to its end
		return &p.strands[s.thread], &s.Entry, true
	}
	return nil, nil, false
}

// meanwhile returns a starter that may come to the access a of f while its thread comes to
// the access b of g, or nil.
func (p *Program) meanwhile(f FuncRef, a *Access, g FuncRef, b *Access) *starter {
	for _, rf := range p.beside[p.Original(f)] {
		s := &p.starters[rf.starter]
		if at := p.SiteOf(f, a.Op); at.Func == s.Func && !s.after[at.Op] || p.Setup(f) && f != s.Func {
			continue
		}
		for _, rg := range p.Funcs[g].runs {
			if rg.entry == s.thread && p.near(&p.strands[s.thread], g) && p.sameBeside(s, f, rf, a, rg, b) {
				return s
			}
		}
	}
	return nil
}

// sameBeside says whether a starter and its thread work on one object, or variable.
func (p *Program) sameBeside(s *starter, f FuncRef, rf besideRun, a *Access, rg run, b *Access) bool {
	switch {
	case a.Loc.Kind == OfFunction:
		owner := FuncRef(a.Loc.Owner)
		return p.Within(s.Func, owner) && p.Within(f, owner) && p.Within(p.Parent(p.strands[s.thread].Func), owner)
	case a.Loc.Kind == OfParameter:
		return false
	case a.Loc.Kind != OfInstance, a.Global && b.Global, p.singletons[a.Loc.Owner]:
		return true
	case a.Self && b.Self:
		return rf.object == receiver && rg.object == receiver && p.relatedClasses(p.classAround(f), p.classAround(p.strands[s.thread].Func)) ||
			rf.object == global && rg.object == global
	}
	given := b.Self && rg.object == receiver || !b.Self && rg.object == receiver && s.start != nil && s.start.ArgsSame
	return f == s.Func && !a.Self && given && s.start != nil && s.start.Recv != 0 && reachedFrom(p.Body(f, nil), a.Op, s.start.Recv)
}

// reachedFrom says whether an op is about an attribute or element of what a path holds.
func reachedFrom(body *ir.Body, op int32, path ir.PathID) bool {
	x := &body.Ops[op]
	if x.Code == ir.Call {
		x = &body.Ops[body.Callee(x)]
	}
	for base := body.Base(x); base >= 0; base = body.Base(x) {
		if x = &body.Ops[base]; x.Code != ir.Read {
			return false
		}
		if x.Path() == path {
			return true
		}
	}
	return false
}
