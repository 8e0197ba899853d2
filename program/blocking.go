package program

import (
	"path"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Blocking is an op that keeps its thread for long: a call that the model knows, or a
// call of a function of the program that leads to one.
type Blocking struct {
	Op   int32
	Next FuncRef // the function called that blocks; NoFunc if Row is the call itself
	Row  model.Block
	Rare bool // in an except clause: a pause before another attempt, as a rule
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
	for f := range p.Funcs[:p.plain] {
		p.blockers[f].Op = -1
		fn := &p.Funcs[f]
		for _, b := range fn.blocks {
			if p.IR(FuncRef(f)).Flags&ir.Async != 0 {
				fn.stalls = true
			} else if b.Row.Pain == model.Unbounded && p.Propagates(FuncRef(f)) && p.blocker(FuncRef(f), &b) {
				p.blockers[f] = Blocking{Op: b.Op, Next: NoFunc, Row: b.Row}
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
					p.blockers[g] = Blocking{Op: p.Funcs[g].Calls[i].Op, Next: next, Row: p.blockers[next].Row}
					work = append(work, g)
					break
				}
			}
		}
	}
	p.rankBlocked()
}

// nearest is how many coroutines are told of one blocking call in a plain function, and
// farthest how many calls may lie between; mending the call mends the others, too.
const (
	nearest  = 3
	farthest = 6
)

// rankBlocked chooses, for every blocking call in plain functions, the calls in
// coroutines that lead to it on the shortest ways, tests last.
func (p *Program) rankBlocked() {
	type way struct {
		site Site
		far  int
	}
	ways := map[Site][]way{}
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		if !fn.stalls {
			continue
		}
		for i := range fn.Calls {
			next := p.BlockedBy(&fn.Calls[i])
			if next == NoFunc {
				continue
			}
			chain, _ := p.BlockChain(next)
			far := len(chain)
			if far > farthest {
				continue
			}
			if p.InTests(FuncRef(f)) {
				far += farthest
			}
			root := chain[len(chain)-1]
			ways[root] = append(ways[root], way{Site{FuncRef(f), fn.Calls[i].Op}, far})
		}
	}
	p.stalled = map[Site]bool{}
	for _, list := range ways {
		slices.SortStableFunc(list, func(a, b way) int { return a.far - b.far })
		for _, w := range list[:min(nearest, len(list))] {
			p.stalled[w.site] = true
		}
	}
}

// Stalls says whether a call in a coroutine is among those that a blocking call in a
// plain function is reported at.
func (p *Program) Stalls(at Site) bool { return p.stalled[at] }

// InTests says whether a function belongs to tests, by the names of its file and folders.
func (p *Program) InTests(f FuncRef) bool {
	dir, base := path.Split(p.Modules[p.Funcs[f].Mod].Path)
	if strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py" {
		return true
	}
	return slices.ContainsFunc(strings.Split(dir, "/"), func(s string) bool { return s == "tests" || s == "test" || s == "testing" })
}

// Propagates says whether calling f runs its code on the caller's thread whatever that
// is: not a generator, and not a function that looks which thread or loop it is on.
func (p *Program) Propagates(f FuncRef) bool {
	return p.IR(f).Flags&(ir.Generator|ir.Async) == 0 && !p.Has(f, KnowsThread) && p.IR(f).Kind == ir.Function && !p.replaced(f)
}

// replaced says whether a decorator may put something else in the place of f, which
// need not run it, or not on the caller's thread.
func (p *Program) replaced(f FuncRef) bool {
	return p.wrapped(f) && p.Funcs[f].flags&isProperty == 0
}

// blocker says whether a blocking call counts for the callers of f. Locks and other
// short waits between threads count only where they stand: most are held for moments.
func (p *Program) blocker(f FuncRef, b *Blocking) bool {
	switch b.Row.Call {
	case "threading.Lock.acquire", "threading.RLock.acquire", "threading.Semaphore.acquire",
		"threading.BoundedSemaphore.acquire", "threading.Condition.wait", "threading.Condition.wait_for",
		"queue.Queue.get", "queue.LifoQueue.get", "queue.PriorityQueue.get", "queue.SimpleQueue.get":
		return false
	}
	return !b.Rare && (!b.Row.Socket || p.BlockingSockets(f))
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

// BlockingSockets says whether the module of f leaves its sockets in blocking mode and
// connects them over the network, as far as the names in it show.
func (p *Program) BlockingSockets(f FuncRef) bool {
	m := p.Module(f)
	return !slices.ContainsFunc(m.Strings, func(s string) bool {
		return s == "setblocking" || s == "settimeout" || s == "SOCK_DGRAM" || s == "AF_UNIX"
	})
}
