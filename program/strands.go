package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir/model"
)

// Site is a place in a function.
type Site struct {
	Func FuncRef
	Op   int32
}

// Entry is a function at which strands start: a task's coroutine, a thread's target,
// a handler that a framework calls.
type Entry struct {
	Func  FuncRef
	As    model.Strand
	Sites []Site // where it is started; empty for handlers
	Many  bool   // more than one strand can run it at once
	Same  bool   // and they run it on the same object
	Self  bool   // started on the receiver of the method that starts it

	SameArgs bool // and with the same arguments

	// Begins is set for a strand that is no entry of its own: one that has started the
	// thread that runs this function and goes on beside it.
	Begins FuncRef

	starts []*Spawn // by site
	trial  []bool   // by site: in a test, example or benchmark
}

// run says that the strands of an entry may run a function, and on what object.
type run struct {
	entry  int32
	object anchor
}

// anchor says which object a method works on when a strand runs it.
type anchor uint8

const (
	elsewhere anchor = iota // not known
	receiver                // the receiver of the entry's own method, or what it holds
	confined                // an object that the strand made for itself
	global                  // what a module variable holds
	argument                // what the entry's function was given
	unborn                  // an object that the strand is still constructing
)

// maxEntries bounds how many entries a function remembers to be reached from: of threads,
// and of all else.
const maxEntries = 8

// findStrands collects the strand entries of the program and propagates them along
// calls, so that every function knows which strands may run it.
func (p *Program) findStrands() {
	index := map[[2]int32]int{}
	entry := func(f FuncRef, as model.Strand) *Entry {
		key := [2]int32{int32(f), int32(as)}
		i, ok := index[key]
		if !ok {
			i = len(p.strands)
			index[key] = i
			p.strands = append(p.strands, Entry{Func: f, As: as, Begins: NoFunc})
		}
		return &p.strands[i]
	}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Spawns {
			s := &p.Funcs[f].Spawns[i]
			if s.InLoop && len(s.Targets) > 0 && !s.Repeat && p.leavesLoop(FuncRef(f), s.Op) {
				s.InLoop = false
			}
			for _, t := range s.Targets {
				e := entry(t, p.strandOf(t, &s.Row))
				e.start(FuncRef(f), s, p.Trial(FuncRef(f)))
			}
		}
		if row, as, ok := p.handled(FuncRef(f)); ok {
			e := entry(FuncRef(f), as)
			e.Many = e.Many || row.Many
			e.Same = e.Same || row.Many && (row.Decorator != "" || row.Shared)
		}
	}
	p.propagate()
	p.multiply()
}

// leavesLoop says whether a loop around an op ends after it, unless something fails: a
// second attempt replaces the first one.
func (p *Program) leavesLoop(f FuncRef, op int32) bool { return !p.Facts(f, nil).Repeats(op) }

// start adds a place that starts the entry.
func (e *Entry) start(f FuncRef, s *Spawn, trial bool) {
	several := s.Row.As == model.Handler || s.Row.Many || (s.InLoop && !(s.Joined && s.Row.As == model.Thread) || s.Repeat) && !s.Row.Blocks
	e.Many = e.Many || several
	e.Same = e.Same || several && s.Same
	e.SameArgs = e.SameArgs || several && s.ArgsSame
	for i, site := range e.Sites {
		if site.Func == f && site.Op != s.Op && (s.Joined || e.starts[i].Joined) || s.Row.Blocks && e.starts[i].Row.Blocks {
			continue // one has ended before the other begins
		}
		if site.Func != f && (trial || e.trial[i]) {
			continue // tests and examples run one at a time
		}
		e.Many = true
		e.Same = e.Same || site.Func == f && s.Recv == e.starts[i].Recv && (s.Recv != 0 || s.Same)
		e.SameArgs = e.SameArgs || site.Func == f && s.ArgsSame && e.starts[i].ArgsSame
	}
	e.Self = e.Self || s.Self
	e.Sites = append(e.Sites, Site{f, s.Op})
	e.starts = append(e.starts, s)
	e.trial = append(e.trial, trial)
}

// propagate runs through the calls from every entry, in order. A function that many
// entries reach keeps the first few: enough to show two of them.
func (p *Program) propagate() {
	type state struct {
		f      FuncRef
		object anchor
	}
	var work []state
	for e := range p.strands {
		reach := func(f FuncRef, object anchor) {
			runs := p.Funcs[f].runs
			r := run{int32(e), object}
			alike := 0
			for _, have := range runs {
				if have == r {
					return
				}
				if (p.strands[have.entry].As == model.Thread) == (p.strands[e].As == model.Thread) {
					alike++
				}
			}
			if alike < maxEntries {
				p.Funcs[f].runs = append(runs, r)
				work = append(work, state{f, object})
			}
		}
		synchronous := p.isThread(&p.strands[e])
		reach(p.strands[e].Func, receiver)
		for len(work) > 0 {
			s := work[len(work)-1]
			work = work[:len(work)-1]
			for i := range p.Funcs[s.f].Calls {
				c := &p.Funcs[s.f].Calls[i]
				if c.Spawned {
					continue
				}
				for _, t := range c.Targets {
					if synchronous && p.Async(t) {
						continue // a plain call in a thread only makes the coroutine
					}
					reach(t, p.follow(&p.strands[e], s.f, s.object, c, t))
				}
			}
		}
	}
}

// follow says on which object a callee works.
func (p *Program) follow(e *Entry, f FuncRef, object anchor, c *CallSite, target FuncRef) anchor {
	switch {
	case c.Makes:
		return unborn
	case c.Fresh:
		return confined
	case c.OnSelf || p.Parent(target) == f:
		return object
	case c.Global:
		return global
	case c.Param && f == e.Func:
		return argument
	}
	return elsewhere
}

// multiply marks entries as many when what starts them runs in many strands.
func (p *Program) multiply() {
	for changed := true; changed; {
		changed = false
		for e := range p.strands {
			x := &p.strands[e]
			for i, s := range x.Sites {
				for _, r := range p.Funcs[s.Func].runs {
					by := &p.strands[r.entry]
					if int(r.entry) == e || !by.Many || x.starts[i].Row.Blocks {
						continue // who runs a loop of its own until it ends waits for it
					}
					same := (by.Same && r.object == receiver || r.object == global) && !p.Setup(s.Func)
					if !x.Many || same && !x.Same {
						x.Many, x.Same, changed = true, x.Same || same, true
					}
				}
			}
		}
	}
}

// Runs returns the entries of the strands that may run f, first ones first.
func (p *Program) Runs(f FuncRef) []*Entry {
	out := make([]*Entry, 0, len(p.Funcs[f].runs))
	for _, r := range p.Funcs[f].runs {
		out = append(out, &p.strands[r.entry])
	}
	return out
}

// OnLoop says whether an entry's strand runs on an event loop.
func (e *Entry) OnLoop() bool {
	return e.As == model.Task || e.As == model.Callback || e.As == model.Handler
}

// CallPath returns the calls that lead from one function to another in one strand,
// shortest first and each of them as the calling function and op; nil if there is no
// path of at most limit calls.
func (p *Program) CallPath(from, to FuncRef, limit int) []Site {
	return p.callPath(from, to, limit, func(FuncRef, *CallSite, FuncRef) bool { return true })
}

// callPath is CallPath over the calls that follow accepts, given the calling function and
// one target.
func (p *Program) callPath(from, to FuncRef, limit int, follow func(f FuncRef, c *CallSite, t FuncRef) bool) []Site {
	if from, to = p.Original(from), p.Original(to); from == to {
		return []Site{}
	}
	type step struct {
		f    FuncRef
		prev int
		op   int32
	}
	seen := map[FuncRef]bool{from: true}
	queue := []step{{f: from, prev: -1}}
	for i, depthEnd, depth := 0, 1, 0; i < len(queue) && depth < limit && len(queue) < 4096; i++ {
		f := queue[i].f
		for k := range p.Funcs[f].Calls {
			c := &p.Funcs[f].Calls[k]
			if c.Spawned {
				continue
			}
			for _, t := range c.Targets {
				if seen[t] || !follow(f, c, t) {
					continue
				}
				seen[t] = true
				queue = append(queue, step{t, i, c.Op})
				if t != to {
					continue
				}
				var path []Site
				for n := len(queue) - 1; queue[n].prev >= 0; n = queue[n].prev {
					path = append(path, Site{queue[queue[n].prev].f, queue[n].op})
				}
				slices.Reverse(path)
				return path
			}
		}
		if i+1 == depthEnd {
			depthEnd, depth = len(queue), depth+1
		}
	}
	return nil
}
