package lockgraph

import (
	"slices"

	"github.com/racehunt/racehunt/program"
)

// entry is one thing that a function does, itself or through calls, as its callers need
// to know it: it takes a lock, or calls one of its parameters.
type entry struct {
	lock  LockID // noLock if only the caller knows which it is
	ref   program.Ref
	calls bool // calls the parameter ref.ID instead of taking a lock
	op    int32
	next  place // where it goes on; none if op itself takes the lock
	mid   place // for a callback: where what op runs calls it
	depth int16
	doubt int16             // calls on the way that may run something else
	on    []program.FuncRef // methods that the function's own receiver must have for it
	held  []LockID          // taken on the way and still held, sorted
	freed []LockID          // released on the way though a caller took them, sorted
	needs []guard           // parameters that decide whether it happens
}

// place is an entry of a function.
type place struct {
	f program.FuncRef
	i int32
}

var none = place{program.NoFunc, 0}

// maxEntries bounds what is remembered of one function; the nearest acquisitions win.
const maxEntries = 64

// summarize computes what functions acquire, by breadth-first search from the
// acquisitions towards the callers, so that every chain of calls is a shortest one. The
// work is linear in the calls and in maxEntries, recursion included.
func (b *builder) summarize() {
	var queue []place
	push := func(f program.FuncRef, e entry) {
		if b.remember(f, e) {
			queue = append(queue, place{f, int32(len(b.sums[f]) - 1)})
		}
	}
	for _, f := range b.order {
		if b.needed[f] {
			for _, e := range b.own[f] {
				e.needs = b.guards(f, e.op)
				push(f, e)
			}
		}
	}
	for f := range b.p.Plain() {
		ref := program.FuncRef(f)
		for _, x := range b.binds[ref] {
			if b.needed[f] && x.Param >= 0 && !x.Spawns {
				ref := program.Ref{Root: program.ParamRoot, ID: int32(x.Param)}
				push(program.FuncRef(f), entry{lock: noLock, ref: ref, calls: true, op: x.Op, next: none, mid: none, held: b.heldAt(program.FuncRef(f), x.Op), needs: b.guards(program.FuncRef(f), x.Op)})
			}
		}
	}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		e := b.sums[at.f][at.i]
		for _, c := range b.callers[at.f] {
			if c.b.Lazy || c.b.Spawns || c.b.Param >= 0 {
				continue
			}
			if e.calls {
				b.callback(c, at, push)
			} else if b.needed[c.f] {
				if out, ok := b.through(c, at, none); ok {
					push(c.f, out)
				}
			}
		}
	}
}

// remember adds an entry to a function's summary unless it says nothing new.
func (b *builder) remember(f program.FuncRef, e entry) bool {
	list := b.sums[f]
	if len(list) >= maxEntries {
		return false
	}
	for i := range list {
		if old := &list[i]; old.lock == e.lock && old.ref == e.ref && old.calls == e.calls && subsetOf(old.held, e.held) &&
			old.doubt <= e.doubt && !slices.ContainsFunc(old.needs, func(g guard) bool { return !slices.Contains(e.needs, g) }) && (len(old.on) == 0 || slices.Equal(old.on, e.on)) {
			return false
		}
	}
	b.sums[f] = append(list, e)
	return true
}

func subsetOf(a, b []LockID) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// maxDoubt bounds the calls on a way that may run something else than the way says. One
// guess is worth showing; several in a row are a story.
const maxDoubt = 1

// through is what an entry of a callee is to the caller, if the caller can come to it.
func (b *builder) through(c caller, at, mid place) (entry, bool) {
	e := b.sums[at.f][at.i]
	out := entry{
		lock: e.lock, ref: b.p.Fold(c.f, b.p.Subst(e.ref, c.b)), op: c.b.Op, next: at, mid: mid,
		depth: e.depth + 1, held: union(e.held, b.heldAt(c.f, c.b.Op)), freed: union(e.freed, b.letGo(c.f, c.b.Op)),
	}
	out.doubt = e.doubt
	if c.b.Doubt {
		out.doubt++
	}
	if out.doubt > maxDoubt || b.p.Trial(at.f) && !b.p.Trial(c.f) {
		return out, false
	}
	var ok bool
	if out.on, ok = b.receivers(c, &e); !ok {
		return out, false
	}
	if out.needs, ok = b.pass(e.needs, c); !ok {
		return out, false
	}
	out.needs = join(out.needs, b.guards(c.f, c.b.Op))
	if e.lock == noLock && !e.calls { // a lock that the caller passes in
		if e.ref.Root == program.ParamRoot && int(e.ref.ID) < len(c.b.Params) {
			k := b.p.Unified(c.b.Params[e.ref.ID].Lock)
			if id, ok := b.ids[k.Loc]; ok && k.Row.Ctor != "" {
				out.lock, out.ref = id, k.Ref
			}
		}
	}
	return out, true
}

// receivers says whether the receiver of a call can have all the methods that an entry
// of the callee needs of it, and lists them if it is the caller's own receiver, too.
func (b *builder) receivers(c caller, e *entry) (on []program.FuncRef, ok bool) {
	if len(c.b.Params) == 0 || b.p.Funcs[c.b.Target].Class == program.NoClass {
		return nil, true
	}
	methods := e.on
	if c.b.Open && !slices.Contains(methods, c.b.Target) {
		methods = append(slices.Clone(methods), c.b.Target)
		slices.Sort(methods)
	}
	recv := &c.b.Params[0]
	if recv.Of != program.NoClass && len(methods) > 0 && !b.p.Dispatches(recv.Of, methods) {
		return nil, false
	}
	if recv.Ref != (program.Ref{Root: program.ParamRoot}) || b.p.Funcs[c.f].Class == program.NoClass {
		return nil, true
	}
	return methods, true
}

// callback is what it means to a caller that its callee calls a parameter: the function
// that it hands over runs there and then.
func (b *builder) callback(c caller, at place, push func(program.FuncRef, entry)) {
	e := b.sums[at.f][at.i]
	if int(e.ref.ID) >= len(c.b.Params) {
		return
	}
	arg := &c.b.Params[e.ref.ID]
	if arg.Ref.Root == program.ParamRoot && arg.Ref.Path == "" && b.needed[c.f] {
		if out, ok := b.through(c, at, none); ok {
			out.calls, out.ref = true, arg.Ref
			push(c.f, out)
		}
	}
	for _, fn := range arg.Funcs {
		run := caller{c.f, &program.Binding{Op: c.b.Op, Target: fn, Param: -1, Params: []program.Bound{{Ref: arg.Recv, Of: program.NoClass}}}}
		b.midOf[run.b] = at
		b.callers[fn] = append(b.callers[fn], run)
		for i := range b.sums[fn] {
			if !b.sums[fn][i].calls && b.needed[c.f] {
				if out, ok := b.through(run, place{fn, int32(i)}, at); ok {
					push(c.f, out)
				}
			}
		}
		b.binds[c.f] = append(b.binds[c.f], run.b)
	}
}

// heldAt lists the locks that f itself holds at an op.
func (b *builder) heldAt(f program.FuncRef, op int32) (out []LockID) {
	locks, _ := b.p.HeldHere(f, op)
	for _, k := range locks {
		if id, ok := b.ids[k.Loc]; ok && k.Row.Ctor != "" {
			out = union(out, []LockID{id})
		}
	}
	return out
}

// letGo lists the locks of callers that f has released when an op of it runs.
func (b *builder) letGo(f program.FuncRef, op int32) (out []LockID) {
	b.p.LetGo(f, op, func(k program.Lock) {
		if id, ok := b.ids[k.Loc]; ok {
			out = union(out, []LockID{id})
		}
	})
	return out
}

func union(a, b []LockID) []LockID {
	if len(b) == 0 {
		return a
	}
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// chain writes out how an entry of a function comes about: the calls, outermost first,
// and the op that takes the lock or calls the parameter.
func (b *builder) chain(at place) (calls []program.Site, inner program.Site) {
	for {
		e := &b.sums[at.f][at.i]
		here := program.Site{Func: at.f, Op: e.op}
		if e.next == none {
			return calls, here
		}
		calls = append(calls, here)
		if e.mid != none {
			more, last := b.chain(e.mid)
			calls = append(append(calls, more...), last)
		}
		at = e.next
	}
}
