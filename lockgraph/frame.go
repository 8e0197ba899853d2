package lockgraph

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/program"
)

// holding is a lock that a function holds, with the op that took it.
type holding struct {
	lock LockID
	ref  program.Ref
	free bool // it is not reentrant
	op   int32
}

// inner is an acquisition under a lock, in terms of some function.
type inner struct {
	lock  LockID
	ref   program.Ref
	calls bool // not an acquisition yet: parameter ref.ID is called
	doubt bool // a call on the way may run something else
	chain []program.Site
	site  program.Site
	held  []LockID
	freed []LockID // released on the way
	needs []guard
	of    program.Variable // the parameter of a function around that leads there, if any
	first program.FuncRef  // and what it is then
}

// pending is an acquisition under a lock that only callers can name: a parameter is
// locked, or called.
type pending struct {
	frame program.FuncRef
	h     holding
	in    inner
}

// frame draws the edges from the locks that f itself takes.
func (b *builder) frame(f program.FuncRef) {
	for _, e := range b.own[f] {
		in := inner{lock: e.lock, ref: e.ref, site: program.Site{Func: f, Op: e.op}, needs: b.guards(f, e.op)}
		b.under(f, e.op, in)
	}
	for _, x := range b.binds[f] {
		switch {
		case x.Lazy || x.Spawns:
		case x.Param >= 0:
			ref := program.Ref{Root: program.ParamRoot, ID: int32(x.Param)}
			b.under(f, x.Op, inner{lock: noLock, ref: ref, calls: true, site: program.Site{Func: f, Op: x.Op}})
		default:
			for k := range b.sums[x.Target] {
				if b.sums[x.Target][k].calls {
					continue // the callback is a binding of its own
				}
				if in, ok := b.reached(caller{f, x}, place{x.Target, int32(k)}); ok {
					b.under(f, x.Op, in)
				}
			}
		}
	}
}

// reached describes an entry of a callee as an acquisition of its caller.
func (b *builder) reached(c caller, at place) (inner, bool) {
	e, ok := b.through(c, at, none)
	if !ok {
		return inner{}, false
	}
	in := inner{lock: e.lock, ref: e.ref, doubt: e.doubt > 0, needs: e.needs, of: c.b.Of, first: c.b.Target, freed: b.sums[at.f][at.i].freed, held: b.sums[at.f][at.i].held, chain: []program.Site{{Func: c.f, Op: c.b.Op}}}
	if mid, ok := b.midOf[c.b]; ok {
		more, last := b.chain(mid)
		in.chain = append(append(in.chain, more...), last)
	}
	more, last := b.chain(at)
	in.chain, in.site = append(in.chain, more...), last
	return in, true
}

// under meets an acquisition at an op of f with each lock that f holds there.
func (b *builder) under(f program.FuncRef, op int32, in inner) {
	locks, taken := b.p.HeldHere(f, op)
	for i, k := range locks {
		if taken[i] < 0 {
			continue
		}
		h := holding{lock: b.id(k, program.Site{Func: f, Op: taken[i]}), ref: k.Ref, free: !k.Row.Reentrant, op: taken[i]}
		if h.lock == noLock && !(k.Ref.Root == program.ParamRoot && k.Ref.Path == "") {
			continue
		}
		for n, other := range locks {
			if id := b.id(other, program.Site{Func: f, Op: taken[n]}); n != i && id != noLock {
				in.held = union(in.held, []LockID{id})
			}
		}
		if h.lock == noLock || in.lock == noLock {
			b.pending = append(b.pending, pending{f, h, in})
			continue
		}
		b.meet(f, f, h, in, nil)
	}
}

// meet draws what it means that a strand which holds h acquires in; refs are in terms of
// the function at.
func (b *builder) meet(at, frame program.FuncRef, h holding, in inner, via []program.Site) {
	w := Witness{Frame: frame, Outer: h.op, Calls: in.chain, Inner: in.site, Via: via}
	for _, k := range b.p.Inherited(frame) {
		if id, ok := b.ids[k.Loc]; ok && k.Row.Ctor != "" {
			in.held = union(in.held, []LockID{id})
		}
	}
	for _, id := range in.held {
		if id != h.lock && id != in.lock {
			w.Held = append(w.Held, id)
		}
	}
	if slices.Contains(in.freed, h.lock) || !b.feasible(at, frame, h, in) {
		return
	}
	if h.lock != in.lock {
		if b.p.SameFamily(b.locks[h.lock].Loc, b.locks[in.lock].Loc) && (!h.ref.Exact() || h.ref.Owner() != in.ref.Owner()) {
			return // two objects of one class: a whole and its part, as a rule
		}
		b.add(Edge{From: h.lock, To: in.lock, Witness: w})
		return
	}
	switch {
	case h.ref == in.ref && h.ref.Exact():
		if h.free {
			b.pair(Pair{Lock: h.lock, Same: true, Witness: w})
		}
	case at == frame && !in.doubt:
		if one, other, ok := b.choice(at, h.ref, in.ref); ok {
			b.pair(Pair{Lock: h.lock, Choice: [2]int32{one, other}, Witness: w})
		}
	}
}

// feasible says whether some call lets a strand take both locks: what it gives must not keep
// one of the two from being taken.
func (b *builder) feasible(at, frame program.FuncRef, h holding, in inner) bool {
	if at != frame {
		return true // a caller has named the locks, and passed
	}
	needs := join(b.guards(frame, h.op), in.needs)
	return len(needs) == 0 || b.comesTrue(needs, frame, in.of, in.first)
}

// pair keeps one witness, the shortest, for each place that takes a lock and then it or
// its like again.
func (b *builder) pair(x Pair) {
	for i := range b.pairs {
		old := &b.pairs[i]
		if old.Lock == x.Lock && old.Same == x.Same && old.Witness.Frame == x.Witness.Frame && old.Witness.Outer == x.Witness.Outer &&
			(!x.Same || old.Witness.Inner == x.Witness.Inner) {
			if len(x.Witness.Calls) < len(old.Witness.Calls) {
				*old = x
			}
			return
		}
	}
	b.pairs = append(b.pairs, x)
}

// choice says whether two objects were chosen by whoever calls f: the same member of two
// of its parameters, or the elements of one container under two of them.
func (b *builder) choice(f program.FuncRef, x, y program.Ref) (one, other int32, ok bool) {
	px, ix := b.param(f, x)
	py, iy := b.param(f, y)
	if ix >= 0 && iy >= 0 && ix != iy && px == py && px != "" {
		return ix, iy, true
	}
	kx, ix := b.key(f, x)
	ky, iy := b.key(f, y)
	return ix, iy, ix >= 0 && iy >= 0 && ix != iy && kx == ky
}

// param splits a Ref into a parameter of f and the path after it.
func (b *builder) param(f program.FuncRef, r program.Ref) (path string, index int32) {
	switch {
	case !r.Exact():
	case r.Root == program.ParamRoot:
		return r.Path, r.ID
	case r.Root == program.CellRoot && program.FuncRef(r.ID) == f:
		i := strings.IndexAny(r.Path+".", ".[")
		return r.Path[i:], b.paramNamed(f, r.Path[:i])
	}
	return "", -1
}

// key splits a Ref into the container and the parameter of f that is the key.
func (b *builder) key(f program.FuncRef, r program.Ref) (container program.Ref, index int32) {
	head, name, ok := strings.Cut(r.Path, "[%")
	name, rest, closed := strings.Cut(name, "]")
	if !ok || !closed || !r.Exact() {
		return r, -1
	}
	r.Path = head + "[]" + rest
	return r, b.paramNamed(f, name)
}

func (b *builder) paramNamed(f program.FuncRef, name string) int32 {
	m := b.p.Module(f)
	for i, p := range b.p.IR(f).Params {
		if m.Str(p.Name) == name {
			return int32(i)
		}
	}
	return -1
}

// resolvePending lets callers name the locks and callbacks that they hand over.
func (b *builder) resolvePending() {
	for _, x := range b.pending {
		for _, c := range b.callers[x.frame] {
			if !c.b.Lazy {
				b.resolve(x, c)
			}
		}
	}
}

func (b *builder) resolve(x pending, c caller) {
	h, in := x.h, x.in
	if _, ok := b.pass(join(b.guards(x.frame, h.op), in.needs), c); !ok {
		return
	}
	if !b.named(&h.lock, &h.ref, &h.free, c) {
		return
	}
	via := []program.Site{{Func: c.f, Op: c.b.Op}}
	if c.b.Spawns {
		via = nil // the strand begins in the frame
	}
	if !in.calls {
		free := false
		if b.named(&in.lock, &in.ref, &free, c) {
			b.meet(c.f, x.frame, h, in, via)
		}
		return
	}
	if int(in.ref.ID) >= len(c.b.Params) {
		return
	}
	arg := &c.b.Params[in.ref.ID]
	for _, fn := range arg.Funcs {
		run := caller{c.f, &program.Binding{Op: c.b.Op, Target: fn, Param: -1, Params: []program.Bound{{Ref: arg.Recv, Of: program.NoClass}}}}
		for k := range b.sums[fn] {
			if b.sums[fn][k].calls {
				continue
			}
			got, ok := b.reached(run, place{fn, int32(k)})
			if !ok {
				continue
			}
			got.chain = slices.Concat([]program.Site{in.site}, got.chain[1:]) // it is the callee who calls it
			got.held = union(got.held, in.held)
			if got.lock != noLock {
				b.meet(c.f, x.frame, h, got, via)
			}
		}
	}
}

// named puts a lock that the callee knows as a parameter, or reaches from one, in terms of
// its caller.
func (b *builder) named(lock *LockID, ref *program.Ref, free *bool, c caller) bool {
	if *lock == noLock && int(ref.ID) < len(c.b.Params) {
		k := b.p.Unified(c.b.Params[ref.ID].Lock)
		id := b.id(k, program.Site{Func: c.f, Op: c.b.Op})
		*lock, *ref, *free = id, k.Ref, !k.Row.Reentrant
		return id != noLock
	}
	*ref = b.p.Fold(c.f, b.p.Subst(*ref, c.b))
	return *lock != noLock
}
