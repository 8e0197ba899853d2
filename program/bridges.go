package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// A bridge is a plain function that hands work to an event loop and keeps its thread
// until that is done. It cannot run on the loop's own thread, which would wait for
// itself: whoever calls it is in another thread.

// maxBridge bounds how many calls may lie between a method and the bridge that it uses.
const maxBridge = 3

// solveBridges finds the bridges and the plain functions that call them.
func (p *Program) solveBridges() {
	p.bridges = map[FuncRef]int32{}
	var work []FuncRef
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		if fn.marks&HandsOver == 0 || p.IR(FuncRef(f)).Flags&(ir.Async|ir.Generator) != 0 {
			continue
		}
		if i := slices.IndexFunc(fn.Calls, func(c CallSite) bool { return waitsForThread(c.Name) || c.Method == "sync" }); i >= 0 {
			p.bridges[FuncRef(f)] = fn.Calls[i].Op
			work = append(work, FuncRef(f))
		}
	}
	for range maxBridge {
		var next []FuncRef
		for _, f := range work {
			for _, g := range p.Funcs[f].callers {
				if _, known := p.bridges[g]; known || p.IR(g).Flags&(ir.Async|ir.Generator) != 0 {
					continue
				}
				if i := slices.IndexFunc(p.Funcs[g].Calls, func(c CallSite) bool { return !c.Spawned && len(c.Targets) == 1 && c.Targets[0] == f }); i >= 0 {
					p.bridges[g] = p.Funcs[g].Calls[i].Op
					next = append(next, g)
				}
			}
		}
		work = next
	}
}

func waitsForThread(name string) bool {
	switch name {
	case "threading.Event.wait", "concurrent.futures.Future.result", "concurrent.futures.wait", "queue.Queue.get":
		return true
	}
	return false
}

// OtherSide says whether the methods of a class are meant for other threads than that of
// its event loop, and the place that shows it: a public method that is or calls a bridge,
// a thread that the class starts on itself and that runs the loop.
func (p *Program) OtherSide(c ClassRef) (at Site, why string, ok bool) {
	for _, k := range p.Classes[c].MRO {
		for _, name := range sortedKeys(p.Classes[k].Methods) {
			m := p.Classes[k].Methods[name]
			if op, bridges := p.bridges[m]; bridges && p.open(m, 0) && p.Funcs[m].flags&isStatic == 0 {
				return Site{m, op}, p.Name(m) + " hands work to the event loop and waits for it, so it runs in another thread", true
			}
			if e := p.threadEntry(m); e != nil && p.ownsLoop(m) && !onlyTrials(e) && (e.Self || p.ownRun(e)) {
				return Site{m, 0}, p.Name(m) + " runs the event loop in a thread of its own", true
			}
		}
	}
	return Site{}, "", false
}

// open says whether anybody may call f: its name is public, or it is a hook of Python or
// of a library, or only such functions call it.
func (p *Program) open(f FuncRef, depth int) bool {
	name := p.Module(f).Str(p.IR(f).Name)
	if !strings.HasPrefix(name, "_") || strings.HasSuffix(name, "_") {
		return true
	}
	callers := p.Funcs[f].callers
	return depth < 3 && len(callers) > 0 && !slices.ContainsFunc(callers, func(g FuncRef) bool { return g == f || !p.open(g, depth+1) })
}

// ForAnybody says whether f is a plain method that anybody may call and that does not look
// which thread it is on.
func (p *Program) ForAnybody(f FuncRef) bool {
	return p.IR(f).Flags&(ir.Async|ir.Generator) == 0 && p.IR(f).Kind == ir.Function && p.Funcs[f].Class != NoClass &&
		!p.Has(f, KnowsThread) && !p.wrapped(f) && !p.ownsLoop(f) && p.open(f, 0)
}

// CalledFromOutside says whether f runs where its caller pleases: it is open, and no
// strand of an event loop, as far as known, comes to it.
func (p *Program) CalledFromOutside(f FuncRef) bool {
	if !p.ForAnybody(f) {
		return false
	}
	if slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool {
		e := &p.strands[r.entry]
		return !p.onlyTrial(e) && (e.As != model.Thread || p.ownsLoop(e.Func))
	}) {
		return false
	}
	return !slices.ContainsFunc(p.Funcs[f].callers, func(g FuncRef) bool {
		return !p.Trial(g) && (p.IR(g).Flags&ir.Async != 0 || p.Has(g, KnowsThread))
	})
}

// LoopOfThread returns the method of class c that runs the event loop kept at a location
// in a thread, or starts that thread.
func (p *Program) LoopOfThread(loc Location, c ClassRef) (FuncRef, bool) {
	for _, k := range p.Classes[c].MRO {
		for _, name := range sortedKeys(p.Classes[k].Methods) {
			m := p.Classes[k].Methods[name]
			if e := p.threadEntry(m); e != nil && !onlyTrials(e) && p.runsLoopAt(m, loc) ||
				name == "run" && p.Derives(k, "threading.Thread") && p.runsLoopAt(m, loc) {
				return m, true
			}
			if p.startsLoopAt(m, loc) {
				return m, true
			}
		}
	}
	return NoFunc, false
}

// runsLoopAt says whether f runs the event loop that is kept at a location.
func (p *Program) runsLoopAt(f FuncRef, loc Location) bool {
	var body *ir.Body
	return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		switch c.Method {
		case "run_forever", "run_until_complete":
		case "start":
			if !strings.Contains(strings.ToLower(loc.Path), "loop") && !strings.HasSuffix(c.Name, "IOLoop.start") {
				return false
			}
		default:
			return false
		}
		if body == nil {
			body = p.Body(f, nil)
		}
		x := &body.Ops[c.Op]
		if x.Code != ir.Call || body.Ops[body.Callee(x)].Code != ir.Read {
			return false
		}
		return p.readsAt(f, int32(body.Base(&body.Ops[body.Callee(x)])), loc)
	})
}

// startsLoopAt says whether f starts a thread on the loop itself: Thread(target=self.loop.run_forever).
func (p *Program) startsLoopAt(f FuncRef, loc Location) bool {
	return slices.ContainsFunc(p.Funcs[f].Spawns, func(s Spawn) bool {
		if s.Row.As != model.Thread || s.Arg < 0 || len(s.Targets) > 0 {
			return false
		}
		body, m := p.Body(f, nil), p.Module(f)
		x := &body.Ops[s.Arg]
		if x.Code != ir.Read || m.Paths[x.X].Sel != ir.Attr || body.Base(x) < 0 {
			return false
		}
		name := m.Str(m.Paths[x.X].Name)
		return (name == "run_forever" || name == "start" && strings.Contains(strings.ToLower(loc.Path), "loop")) && p.readsAt(f, int32(body.Base(x)), loc)
	})
}

func (p *Program) readsAt(f FuncRef, op int32, loc Location) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool { return a.Op == op && a.Loc == loc && a.Kind == Reading })
}

// OnLoopOnly says whether f runs on an event loop as far as known: it is a coroutine
// function, or strands of a loop come to it, and no thread does.
func (p *Program) OnLoopOnly(f FuncRef) bool {
	if p.Async(f) {
		return true
	}
	on := false
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if p.isThread(e) {
			return false
		}
		on = on || e.OnLoop() && !p.onlyTrial(e)
	}
	return on
}

// runsOnLoops says whether strands of event loops come to f, and no others: unlike with
// OnLoopOnly, any other strand speaks against it, and being a coroutine function says nothing.
func (p *Program) runsOnLoops(f FuncRef) bool {
	runs := p.Funcs[f].runs
	return len(runs) > 0 && !slices.ContainsFunc(runs, func(r run) bool { return !p.strands[r.entry].OnLoop() })
}
