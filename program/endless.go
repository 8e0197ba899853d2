package program

import (
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
)

// Endless implements facts.Keeper.
func (k keeper) Endless(op int32) bool { return k.p.endless(k.f, k.ff, op, 0) }

// maxEndless bounds how deep calls are searched for endless waits.
const maxEndless = 3

// endless says whether f waits at an op for something that may never come.
func (p *Program) endless(f FuncRef, ff *facts.Func, op int32, depth int) bool {
	x := &ff.Body.Ops[op]
	switch x.Code {
	case ir.Yield, ir.YieldFrom:
		return true // whoever drives the generator decides
	case ir.Next, ir.Enter:
		return x.Code == ir.Next && x.Flags&ir.IsAsync != 0
	case ir.Call:
		c := p.Funcs[f].CallAt(op)
		return c != nil && p.IR(f).Flags&ir.Async == 0 && (runsLoops[c.Method] || p.neverReturns(c, depth))
	case ir.Await:
		return p.awaitsForGood(f, ff, ff.Body.Args(x)[0], depth)
	}
	return false
}

var (
	// runsLoops are calls that keep a plain function busy while its loop runs.
	runsLoops = map[string]bool{
		"run_forever": true, "run_until_complete": true, "run": true, "join": true, "wait": true, "serve_forever": true, "run_app": true,
	}
	// waitsForGood are methods without arguments whose awaiting has no end of its own.
	waitsForGood = map[string]bool{
		"wait": true, "serve_forever": true, "run_forever": true, "wait_closed": true, "wait_for_termination": true,
		"join": true, "idle": true, "run_until_disconnected": true, "create_future": true, "Future": true,
	}
)

// awaitsForGood says whether awaiting v has no end of its own: a future that somebody
// else completes, an event, a server, a coroutine that does nothing but wait for those.
func (p *Program) awaitsForGood(f FuncRef, ff *facts.Func, v ir.Value, depth int) bool {
	x := &ff.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		if ff.LocalOf(int32(v)) == 0 {
			return true
		}
		if depth >= maxEndless {
			return false
		}
		for _, def := range ff.Defs(int32(v)) {
			if def == facts.Param {
				return true
			}
			made := ff.Body.Stored(&ff.Body.Ops[def])
			if p.Funcs[f].spawnsAt(int32(made)) || !p.awaitsForGood(f, ff, made, depth+1) {
				return false
			}
		}
		return true
	case ir.Call:
		c := p.Funcs[f].CallAt(int32(v))
		switch {
		case c == nil || c.Name == "asyncio.wait":
			return false
		case c.Name == "asyncio.wait_for" || c.Name == "asyncio.shield":
			arg := ff.Body.Positional(x, 0)
			return arg >= 0 && p.awaitsForGood(f, ff, arg, depth)
		case waitsForGood[c.Method] && ff.Body.NumArgs(x) == 0:
			return true
		}
		return p.neverReturns(c, depth)
	}
	return false
}

// neverReturns says whether all functions that a call runs wait for good on every way
// to their end.
func (p *Program) neverReturns(c *CallSite, depth int) bool {
	if len(c.Targets) == 0 || depth >= maxEndless {
		return false
	}
	for _, t := range c.Targets {
		if p.IR(t).Flags&ir.Generator != 0 || !p.waitsOnAllWays(t, depth+1) {
			return false
		}
	}
	return true
}

func (p *Program) waitsOnAllWays(f FuncRef, depth int) bool {
	if p.IR(f).Flags&(ir.Async|ir.Iterates) == 0 && len(p.Funcs[f].Calls) == 0 {
		return false
	}
	ff := p.Facts(f, nil)
	return !ff.Finishes(func(op int32) bool { return p.endless(f, ff, op, depth) })
}
