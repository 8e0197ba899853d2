package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// LoopBound says whether a call is one that only the thread of an event loop may make,
// and what other threads are to call instead.
func (p *Program) LoopBound(c *CallSite) (instead string, ok bool) {
	instead, ok = p.model.LoopBound[c.Name]
	return instead, ok
}

// runsLoop says whether a call runs an event loop until something is done.
func runsLoop(name string) bool {
	switch name {
	case "asyncio.run", "asyncio.AbstractEventLoop.run_until_complete", "asyncio.AbstractEventLoop.run_forever",
		"asyncio.Runner.run", "trio.run", "anyio.run":
		return true
	}
	return false
}

// RunsLoop says whether a call itself runs an event loop, where that is not allowed
// inside another one.
func (p *Program) RunsLoop(c *CallSite) bool { return runsLoop(c.Name) && !p.loopsNest }

// SetsPolicy says whether the module of f chooses an event loop policy, which may give
// threads loops of their own.
func (p *Program) SetsPolicy(f FuncRef) bool {
	return slices.ContainsFunc(p.Module(f).Strings, func(s string) bool { return s == "set_event_loop_policy" })
}

// maxLoopCalls bounds how many calls may lie between a coroutine and what runs a loop.
const maxLoopCalls = 4

// solveLoops finds the plain functions that run an event loop, themselves or through
// their callees, and the coroutines that call them.
func (p *Program) solveLoops() {
	p.loopers = map[FuncRef]Blocking{}
	p.loopsNest = slices.ContainsFunc(p.Modules, func(m Module) bool {
		return slices.ContainsFunc(m.IR.Imports, func(i ir.Import) bool { return m.IR.Str(i.Module) == "nest_asyncio" })
	})
	if p.loopsNest {
		return
	}
	var work []FuncRef
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		if fn.marks&MakesLoop == 0 {
			continue
		}
		for i := range fn.Calls {
			if !runsLoop(fn.Calls[i].Name) {
				continue
			}
			if p.IR(FuncRef(f)).Flags&ir.Async == 0 && p.Propagates(FuncRef(f)) {
				p.loopers[FuncRef(f)] = Blocking{Op: fn.Calls[i].Op, Next: NoFunc}
				work = append(work, FuncRef(f))
			}
			break
		}
	}
	for round := 0; round < maxLoopCalls; round++ {
		var next []FuncRef
		for _, f := range work {
			for _, g := range p.Funcs[f].callers {
				if p.IR(g).Flags&ir.Async != 0 {
					p.Funcs[g].marks |= MakesLoop
				} else if c := p.callOf(g, f); c != nil && p.Propagates(g) {
					if _, known := p.loopers[g]; !known {
						p.loopers[g] = Blocking{Op: c.Op, Next: f}
						next = append(next, g)
					}
				}
			}
		}
		work = next
	}
}

// callOf returns the first call of g that certainly runs f.
func (p *Program) callOf(g, f FuncRef) *CallSite {
	for i := range p.Funcs[g].Calls {
		if c := &p.Funcs[g].Calls[i]; c.Sure && !c.Spawned && len(c.Targets) == 1 && c.Targets[0] == f {
			return c
		}
	}
	return nil
}

// LoopRunBy returns the calls by which a call comes to run an event loop: the function
// that it runs, down to the one that runs the loop.
func (p *Program) LoopRunBy(c *CallSite) (chain []Site) {
	if !c.Sure || c.Spawned || len(c.Targets) != 1 {
		return nil
	}
	for f := c.Targets[0]; f != NoFunc && len(chain) <= maxLoopCalls+1; {
		b, ok := p.loopers[f]
		if !ok {
			return nil
		}
		chain = append(chain, Site{f, b.Op})
		f = b.Next
	}
	return chain
}

// ThreadPath finds a thread that runs f and has no event loop of its own: where it
// begins, and the calls to f. No function on the way looks which thread it is on.
func (p *Program) ThreadPath(f FuncRef) (*Entry, []Site, bool) {
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if e.As != model.Thread || p.IR(e.Func).Flags&ir.Async != 0 {
			continue
		}
		path := p.CallPath(e.Func, f, 6)
		if path == nil || p.setsLoop(f, 1) {
			continue
		}
		if !slices.ContainsFunc(path, func(s Site) bool { return p.setsLoop(s.Func, 1) || !p.sureCall(s) }) {
			return e, path, true
		}
	}
	return nil, nil, false
}

func (p *Program) sureCall(s Site) bool {
	c := p.Funcs[s.Func].CallAt(s.Op)
	return c != nil && c.Sure && p.IR(s.Func).Flags&ir.Async == 0
}

// ForeignCall is a call that only the thread of an event loop may make, reached by
// another thread.
type ForeignCall struct {
	Entry   *Entry
	Path    []Site // from the thread's own function to the call, that included
	Call    *CallSite
	Instead string
}

// maxForeign bounds how many calls deep a thread's code is searched.
const maxForeign = 6

// LaunchesThread says whether f makes a plain thread.
func (p *Program) LaunchesThread(f FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Spawns, func(s Spawn) bool { return s.Row.As == model.Thread })
}

// StartsThread says whether plain threads begin at f.
func (p *Program) StartsThread(f FuncRef) bool {
	return p.threadEntry(f) != nil && p.IR(f).Flags&ir.Async == 0
}

func (p *Program) threadEntry(f FuncRef) *Entry {
	for _, r := range p.Funcs[f].runs {
		if e := &p.strands[r.entry]; e.Func == f && e.As == model.Thread {
			return e
		}
	}
	return nil
}

// ForeignCalls finds the calls that only an event loop's thread may make and that the
// thread which begins at f comes to. No function on the way has a loop of its own, or
// looks which thread it is on.
func (p *Program) ForeignCalls(f FuncRef) (out []ForeignCall) {
	type place struct {
		f    FuncRef
		path []Site
		own  bool // the receiver was made by the thread, as was its loop, presumably
	}
	e := p.threadEntry(f)
	seen := map[FuncRef]bool{f: true}
	queue := []place{{f, nil, false}}
	for len(queue) > 0 && len(seen) < 256 {
		at := queue[0]
		queue = queue[1:]
		if p.ownsLoop(at.f) || p.leadsToLoop(at.f, 2) {
			if at.f == f {
				return nil
			}
			continue
		}
		fn := &p.Funcs[at.f]
		for i := range fn.Calls {
			c := &fn.Calls[i]
			path := append(slices.Clip(at.path), Site{at.f, c.Op})
			if instead, bound := p.LoopBound(c); bound && !c.Fresh && !(at.own && c.OnSelf) && p.Has(at.f, TouchesLoop) {
				out = append(out, ForeignCall{e, path, c, instead})
			}
			if c.Spawned || !c.Sure || len(path) > maxForeign {
				continue
			}
			for _, t := range c.Targets {
				if !seen[t] && len(c.Targets) == 1 && p.IR(t).Flags&(ir.Async|ir.Generator) == 0 {
					seen[t] = true
					queue = append(queue, place{t, path, c.Fresh || c.Makes || at.own && c.OnSelf})
				}
			}
		}
	}
	return out
}

// OnlyThreads says whether all that is known to call or run f are threads.
func (p *Program) OnlyThreads(f FuncRef) bool {
	return p.runByThreads(f) && !slices.ContainsFunc(p.Funcs[f].callers, func(g FuncRef) bool { return !p.runByThreads(g) })
}

func (p *Program) runByThreads(f FuncRef) bool {
	return len(p.Funcs[f].runs) > 0 && !slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool { return p.strands[r.entry].As != model.Thread })
}

// setsLoop says whether a function, or one that it calls, gives its thread an event loop
// or asks which thread it is on. Running the loop that get_event_loop gives does neither.
func (p *Program) setsLoop(f FuncRef, depth int) bool {
	if p.Has(f, KnowsThread) {
		return true
	}
	return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		switch c.Method {
		case "run_sync", "make_current", "new_event_loop", "set_event_loop", "IOLoop", "apply":
			return true
		}
		return c.Name == "asyncio.run" || depth > 0 && slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.setsLoop(t, depth-1) })
	})
}

// leadsToLoop says whether a function calls one that runs an event loop on the same thread,
// so that what it prepares for that loop is its own.
func (p *Program) leadsToLoop(f FuncRef, depth int) bool {
	return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		return !c.Spawned && slices.ContainsFunc(c.Targets, func(t FuncRef) bool {
			if t == f || p.IR(t).Flags&(ir.Async|ir.Generator) != 0 {
				return false
			}
			return slices.ContainsFunc(p.Funcs[t].Calls, func(d CallSite) bool { return runsLoop(d.Name) || d.Method == "run_until_complete" }) ||
				depth > 1 && p.leadsToLoop(t, depth-1)
		})
	})
}

// ownsLoop says whether a function makes, sets or runs an event loop for its thread, or
// asks which thread it is on.
func (p *Program) ownsLoop(f FuncRef) bool {
	if _, runs := p.loopers[f]; runs || p.Has(f, KnowsThread) {
		return true
	}
	return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		switch c.Method {
		case "run_sync", "make_current", "run_forever", "run_until_complete", "new_event_loop", "set_event_loop", "IOLoop":
			return true
		}
		return runsLoop(c.Name) || strings.Contains(c.Name, "ioloop.IOLoop.start")
	})
}
