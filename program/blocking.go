package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Blocking is an op that keeps its thread for long: a call that the model knows, or a
// call of a function of the program that leads to one.
type Blocking struct {
	Op   int32
	Next FuncRef // the function called that blocks; NoFunc if Row is the call itself
	Row  model.Block
}

// Blocks returns the calls of f that block by themselves, in order.
func (p *Program) Blocks(f FuncRef) []Blocking { return p.Funcs[f].blocks }

// WantsBlocking says whether f runs on an event loop and calls what blocks, or what may
// lead there.
func (p *Program) WantsBlocking(f FuncRef) bool {
	return p.IR(f).Flags&ir.Async != 0 && p.Funcs[f].stalls
}

// solveBlocking finds the plain functions that block their thread through their
// callees: from those that call what blocks up to their callers, nearest first.
func (p *Program) solveBlocking() {
	p.blockers = make([]Blocking, len(p.Funcs))
	var work []FuncRef
	for f := range p.Funcs {
		p.blockers[f].Op = -1
		fn := &p.Funcs[f]
		for _, b := range fn.blocks {
			if p.IR(FuncRef(f)).Flags&ir.Async != 0 {
				fn.stalls = true
			} else if b.Row.Pain == model.Unbounded && p.Propagates(FuncRef(f)) && p.blocker(FuncRef(f), &b) {
				p.blockers[f] = Blocking{b.Op, NoFunc, b.Row}
				work = append(work, FuncRef(f))
				break
			}
		}
	}
	for len(work) > 0 {
		f := work[0]
		work = work[1:]
		for _, g := range p.Funcs[f].callers {
			if p.IR(g).Flags&ir.Async != 0 {
				p.Funcs[g].stalls = true
				continue
			}
			if p.blockers[g].Op >= 0 || !p.Propagates(g) {
				continue
			}
			for i := range p.Funcs[g].Calls {
				if next := p.BlockedBy(&p.Funcs[g].Calls[i]); next != NoFunc {
					p.blockers[g] = Blocking{p.Funcs[g].Calls[i].Op, next, p.blockers[next].Row}
					work = append(work, g)
					break
				}
			}
		}
	}
}

// Propagates says whether calling f runs its code on the caller's thread whatever that
// is: not a generator, and not a function that looks which thread or loop it is on.
func (p *Program) Propagates(f FuncRef) bool {
	return p.IR(f).Flags&(ir.Generator|ir.Async) == 0 && !p.Has(f, KnowsThread) && p.IR(f).Kind == ir.Function
}

// blocker says whether a blocking call counts for the callers of f. Locks and other
// short waits between threads count only where they stand: most are held for moments.
func (p *Program) blocker(f FuncRef, b *Blocking) bool {
	switch b.Row.Call {
	case "threading.Lock.acquire", "threading.RLock.acquire", "threading.Semaphore.acquire",
		"threading.BoundedSemaphore.acquire", "threading.Condition.wait", "threading.Condition.wait_for":
		return false
	}
	return !b.Row.Socket || p.BlockingSockets(f)
}

// BlockedBy returns the function that blocks when a call is made, or NoFunc: all that
// it may reach must block.
func (p *Program) BlockedBy(c *CallSite) FuncRef {
	if c.Spawned || len(c.Targets) == 0 {
		return NoFunc
	}
	first := NoFunc
	for _, t := range c.Targets {
		switch {
		case p.blockers[t].Op >= 0:
			if first == NoFunc {
				first = t
			}
		case c.Fresh && p.Module(t).Str(p.IR(t).Name) != c.Method: // C(): __new__ beside __init__
		default:
			return NoFunc
		}
	}
	return first
}

// BlockChain returns the calls from f down to the one that blocks, and its row.
func (p *Program) BlockChain(f FuncRef) (chain []Site, row model.Block) {
	for f != NoFunc && len(chain) < 32 {
		b := p.blockers[f]
		chain = append(chain, Site{f, b.Op})
		f, row = b.Next, b.Row
	}
	return chain, row
}

// BlockingSockets says whether the module of f leaves its sockets in blocking mode, as
// far as its calls show.
func (p *Program) BlockingSockets(f FuncRef) bool {
	m := p.Module(f)
	return !slices.ContainsFunc(m.Strings, func(s string) bool { return s == "setblocking" || s == "settimeout" })
}
