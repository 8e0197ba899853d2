package facts

import (
	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// Fate is what becomes of a handle.
type Fate uint8

const (
	Kept        Fate = iota // awaited, cancelled, stored or handed on whichever way control goes
	Dropped                 // nothing takes it
	Overwritten             // the only local that holds it gets another value
	Abandoned               // the function returns while only its locals hold it
)

// End is how a handle ends, and what shows it.
type End struct {
	Fate    Fate
	At      int32     // the op at which the last reference goes: the spawn, a write, a return
	Local   ir.StrID  // the local that held it last
	In      bool      // held through a container
	Partly  bool      // other ways through the function take care of it
	Watched int32     // an add_done_callback on it, or -1
	Saw     []UseKind // the kinds of its uses, through locals and all, without order
}

// Fate follows the handle that op h returns along every way that control takes without
// an exception, until something takes care of it or its last reference goes.
func (f *Func) Fate(h int32, k Keeper) End {
	w := walk{f: f, k: k, start: h, end: End{At: h, Watched: -1}, carries: map[int32][]carry{}, bits: map[ir.StrID]uint{}}
	if w.gather(); w.careless(h) {
		return w.end
	}
	w.conditions = f.conditionsAt(h)
	w.run()
	return w.end
}

// carry is a place where a handle goes into a local.
type carry struct {
	from       int32 // the start, or the read of a local
	to         ir.StrID
	collection bool // the local becomes, or has got, a collection with the handle in it
	whole      bool // the local is assigned, rather than the container in it filled
}

// holders says who refers to the handle at a point of the walk.
type holders struct {
	direct, inside uint32 // locals, by bit, that hold it, or a collection with it
	flying         bool   // the value of the start is ours and not yet assigned
	built          bool   // a comprehension's container has it and is not yet assigned
}

func (h holders) any() bool { return h.direct|h.inside != 0 || h.flying || h.built }

type walk struct {
	f          *Func
	k          Keeper
	start      int32
	end        End
	carries    map[int32][]carry // by the op that carries
	bits       map[ir.StrID]uint
	names      []ir.StrID
	keepers    map[int32]bool // reads of locals, and the start, whose use takes care of it
	safe       uint32         // locals whose container is seen to somewhere
	lastCarry  int32          // last op that assigns the value of the start
	conditions map[string]bool
	found      bool
}

const maxLocals = 32

// TakesParam says whether the function may keep or end a handle that it is given as
// an argument: it stores, awaits, cancels, returns or passes it on.
func (f *Func) TakesParam(name ir.StrID, k Keeper) bool {
	if !f.private(name) {
		return true
	}
	w := walk{f: f, k: k, start: Param, carries: map[int32][]carry{}, bits: map[ir.StrID]uint{name: 0}, names: []ir.StrID{name}}
	w.gather(tracked{name, false})
	return len(w.keepers) > 0
}

// tracked is a local that may hold the handle, or a collection with it.
type tracked struct {
	name       ir.StrID
	collection bool
}

// gather finds all locals that the handle may go to, whatever the order.
func (w *walk) gather(given ...tracked) {
	w.keepers = map[int32]bool{}
	if w.start >= 0 {
		w.values(w.start, false)
	}
	seen := map[tracked]bool{}
	for _, t := range given {
		seen[t] = true
	}
	for changed := true; changed; {
		changed = len(given) > 0
		given = nil
		for _, list := range w.carries {
			for _, c := range list {
				if t := (tracked{c.to, c.collection}); !seen[t] {
					seen[t], changed = true, true
				}
			}
		}
		if !changed {
			break
		}
		for i := range w.f.Body.Ops {
			if w.f.Body.Ops[i].Code != ir.Read {
				continue
			}
			name := w.f.LocalOf(int32(i))
			if name == 0 {
				continue
			}
			for _, collection := range []bool{false, true} {
				if seen[tracked{name, collection}] {
					w.values(int32(i), collection)
				}
			}
		}
	}
}

// values notes the uses of one value.
func (w *walk) values(v int32, collection bool) {
	for _, u := range w.f.HandleUses(v, collection, w.k) {
		w.end.Saw = append(w.end.Saw, u.Kind)
		switch u.Kind {
		case Inspects:
		case Watches:
			w.end.Watched = u.Op
		case Carries, Collects:
			if _, ok := w.bits[u.Local]; !ok {
				w.bits[u.Local] = uint(len(w.names)) % maxLocals
				w.names = append(w.names, u.Local)
			}
			w.carry(u, v)
		default:
			w.keepers[v] = true
			if collection && v != w.start {
				w.safe |= 1 << w.bits[w.f.LocalOf(v)]
			}
		}
	}
}

func (w *walk) carry(u HandleUse, from int32) {
	c := carry{from, u.Local, u.Collection, u.Kind == Carries}
	for _, old := range w.carries[u.Op] {
		if old == c {
			return
		}
	}
	w.carries[u.Op] = append(w.carries[u.Op], c)
	if from == w.start {
		w.lastCarry = max(w.lastCarry, u.Op)
	}
}

// careless decides the cases that need no walk: the value itself is taken care of, or
// nothing assigns it.
func (w *walk) careless(h int32) bool {
	switch {
	case w.keepers[h]:
		return true
	case w.lastCarry == 0:
		w.end.Fate = Dropped
		return true
	}
	return len(w.names) > maxLocals
}

// at is a state of the walk: about to enter a block with these holders.
type at struct {
	block cfg.BlockID
	held  holders
}

func (w *walk) run() {
	seen := map[at]bool{}
	var work []at
	push := func(list []at) {
		for _, s := range list {
			if !seen[s] && len(seen) < maxPlaces {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	for _, b := range w.f.Graph.BlocksOf(w.start) {
		push(w.block(b, w.start+1, holders{flying: true}))
	}
	for len(work) > 0 && !w.found {
		s := work[0]
		work = work[1:]
		push(w.block(s.block, w.f.Graph.Blocks[s.block].First, s.held))
	}
	w.end.Partly = w.found && len(w.keepers) > 0
}

// block walks the ops of a block from first on and returns where control goes next.
func (w *walk) block(b cfg.BlockID, first int32, held holders) (next []at) {
	blk := &w.f.Graph.Blocks[b]
	for i := first; i < blk.End; i++ {
		before := held
		if w.takesCare(i, held) {
			return nil
		}
		w.step(i, &held)
		if !held.any() {
			w.lost(Overwritten, i, before)
			return nil
		}
	}
	if b == w.f.Graph.Exit {
		if !w.k.Final() && held.inside&w.safe == 0 {
			w.lost(Abandoned, w.end.At, held)
		}
		return nil
	}
	last := w.f.Graph.Last(b)
	for _, e := range blk.Succs {
		if e.Kind.Abrupt() || last >= 0 && !w.possible(last, e.Kind, held) {
			continue
		}
		if e.To == w.f.Graph.Exit && last >= 0 && !w.found {
			w.end.At = last
		}
		next = append(next, at{e.To, held})
	}
	return next
}

// takesCare says whether op i sees to the handle, or waits for good while it is held.
func (w *walk) takesCare(i int32, held holders) bool {
	if name := w.f.LocalOf(i); name != 0 && w.keepers[i] && w.f.Body.Ops[i].Code == ir.Read {
		if bit := uint32(1) << w.bits[name]; (held.direct|held.inside)&bit != 0 {
			return true
		}
	}
	return held.direct|held.inside != 0 && w.k.Endless(i)
}

// step follows the references over op i.
func (w *walk) step(i int32, held *holders) {
	x := &w.f.Body.Ops[i]
	if i == w.start {
		held.flying = false // a later turn of a loop: this is another handle
	}
	before := *held
	if x.Code == ir.Write || x.Code == ir.Delete {
		if bit, ok := w.bits[w.f.LocalOf(i)]; ok && w.f.LocalOf(i) != 0 {
			held.direct &^= 1 << bit
			held.inside &^= 1 << bit
		}
	}
	if x.Code == ir.CompAdd && before.flying {
		held.built = true
	}
	for _, c := range w.carries[i] {
		if !w.derived(c, before) {
			continue
		}
		if c.collection {
			held.inside |= 1 << w.bits[c.to]
		} else {
			held.direct |= 1 << w.bits[c.to]
		}
	}
	if i >= w.lastCarry && i > w.start {
		held.flying, held.built = false, false
	}
}

// derived says whether what a carry assigns is the handle that is followed.
func (w *walk) derived(c carry, held holders) bool {
	if c.from == w.start {
		return held.flying || c.collection && held.built
	}
	bit := uint32(1) << w.bits[w.f.LocalOf(c.from)]
	return held.direct&bit != 0 || c.collection && held.inside&bit != 0
}

func (w *walk) lost(how Fate, at int32, held holders) {
	if w.found {
		return
	}
	if how == Overwritten && held.inside != 0 && held.direct == 0 && held.inside&w.safe != 0 {
		return // a batch that was seen to before the next one began
	}
	if w.f.Body.Ops[at].Code == ir.Delete && w.k.Final() {
		return // a test of what happens when a task is forgotten
	}
	w.found = true
	w.end.Fate, w.end.At, w.end.In = how, at, held.direct == 0 && held.inside != 0
	for k, name := range w.names {
		if (held.direct|held.inside)&(1<<k) != 0 {
			w.end.Local = name
		}
	}
}

// Finishes says whether control can go from the entry to the exit without an exception
// and without passing an op that stop accepts.
func (f *Func) Finishes(stop func(op int32) bool) bool {
	entry := f.Graph.Entry
	return f.reachesExit([]cfg.BlockID{entry}, f.Graph.Blocks[entry].First, stop)
}
