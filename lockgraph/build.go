package lockgraph

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/racehunt/racehunt/program"
)

// Build draws the lock graph of a program with the given number of workers.
//
// What a function acquires, through calls of any depth, is needed only where somebody
// calls it under a lock, so the work is done for functions that such calls lead to and
// that lead to an acquisition.
func Build(p *program.Program, jobs int) *Graph {
	b := &builder{p: p, ids: map[program.Location]LockID{}, edges: map[[2]LockID][]Edge{}, sums: make([][]entry, len(p.Funcs)),
		midOf: map[*program.Binding]place{}, tested: map[program.FuncRef]*program.Tests{}, allCalls: map[program.FuncRef][]caller{},
		tracer: p.Tracer()}
	b.findAcquisitions()
	b.mark()
	b.bind(jobs)
	b.summarize()
	b.strands = newStrands(p)
	for f := range p.Plain() {
		if p.HoldsLocks(program.FuncRef(f)) {
			b.frame(program.FuncRef(f))
			b.looseChoices(program.FuncRef(f))
		}
	}
	b.resolvePending()
	b.distinguish()
	g := New(b.locks, b.flatten(), b.strands.names)
	g.Pairs = b.pairs
	return g
}

// builder is the work of Build.
type builder struct {
	p        *program.Program
	ids      map[program.Location]LockID
	locks    []Lock
	own      map[program.FuncRef][]entry // acquisitions of the function itself
	order    []program.FuncRef           // the functions in own
	can      []bool                      // may acquire, itself or through calls
	needed   []bool                      // and is called under a lock, directly or not
	binds    map[program.FuncRef][]*program.Binding
	callers  map[program.FuncRef][]caller // bindings by target
	sums     [][]entry                    // by function
	pending  []pending
	edges    map[[2]LockID][]Edge
	pairs    []Pair
	strands  *strands
	tested   map[program.FuncRef]*program.Tests
	tracer   *program.Tracer
	allCalls map[program.FuncRef][]caller // for functions whose callers somebody asked for
	midOf    map[*program.Binding]place   // for bindings of callbacks: where those are called
}

// caller is a place that runs a function.
type caller struct {
	f program.FuncRef
	b *program.Binding
}

const noLock LockID = -1

// id returns the node of a lock: noLock if it is known only to whoever passes it on.
func (b *builder) id(k program.Lock, at program.Site) LockID {
	if k.Loc.Kind == program.NoOwner || k.Row.Ctor == "" {
		return noLock
	}
	id, ok := b.ids[k.Loc]
	if !ok {
		id = LockID(len(b.locks))
		b.ids[k.Loc] = id
		b.locks = append(b.locks, Lock{Loc: k.Loc, Row: k.Row, At: at, Name: b.name(k.Loc)})
	}
	return id
}

func (b *builder) name(l program.Location) string {
	switch l.Kind {
	case program.OfInstance, program.OfClass:
		return b.p.ClassName(program.ClassRef(l.Owner)) + "." + l.Path
	case program.OfFunction, program.OfParameter:
		return b.p.Name(program.FuncRef(l.Owner)) + "." + l.Path
	case program.OfFile:
		return "the lock on " + l.Path
	}
	return l.Path
}

// distinguish puts the module before names that several locks have.
func (b *builder) distinguish() {
	n := map[string]int{}
	for i := range b.locks {
		n[b.locks[i].Name]++
	}
	for i := range b.locks {
		k := &b.locks[i]
		if n[k.Name] > 1 {
			mod := b.p.Modules[b.p.File(k.At.Func)].Name
			switch k.Loc.Kind {
			case program.OfInstance, program.OfClass:
				mod = b.p.Modules[b.p.Classes[k.Loc.Owner].Mod].Name
			case program.OfModule:
				mod = b.p.Modules[k.Loc.Owner].Name
			}
			k.Name = mod + "." + k.Name
		}
	}
}

// findAcquisitions numbers the locks and lists what each function itself acquires.
func (b *builder) findAcquisitions() {
	b.own = map[program.FuncRef][]entry{}
	for f := range b.p.Plain() {
		ref := program.FuncRef(f)
		b.p.Acquisitions(ref, func(op int32, k program.Lock) {
			e := entry{lock: b.id(k, program.Site{Func: ref, Op: op}), ref: k.Ref, op: op, next: none, mid: none, freed: b.letGo(ref, op)}
			if e.lock == noLock && !(k.Ref.Root == program.ParamRoot && k.Ref.Path == "") {
				return
			}
			b.own[ref] = append(b.own[ref], e)
		})
		if len(b.own[ref]) > 0 {
			b.order = append(b.order, ref)
		}
	}
}

// mark finds the functions whose summaries are wanted.
func (b *builder) mark() {
	n := len(b.p.Funcs)
	entered := map[program.FuncRef][]program.FuncRef{} // with statements are not among the callers
	for f := range n {
		b.p.Entered(program.FuncRef(f), func(manager program.FuncRef) {
			entered[manager] = append(entered[manager], program.FuncRef(f))
		})
	}
	b.can, b.needed = make([]bool, n), make([]bool, n)
	work := slices.Clone(b.order)
	for _, f := range work {
		b.can[f] = true
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, list := range [2][]program.FuncRef{b.p.Callers(f), entered[f]} {
			for _, g := range list {
				if !b.can[g] {
					b.can[g] = true
					work = append(work, g)
				}
			}
		}
	}
	need := func(_ int32, t program.FuncRef) {
		if b.can[t] && !b.needed[t] {
			b.needed[t] = true
			work = append(work, t)
		}
	}
	for f := range n {
		if ref := program.FuncRef(f); b.can[f] && b.p.HoldsLocks(ref) {
			b.p.Leads(ref, func(op int32, t program.FuncRef) {
				if locks, _ := b.p.HeldHere(ref, op); len(locks) > 0 {
					need(op, t)
				}
			})
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		b.p.Leads(f, need)
	}
}

// bind finds what calls hand over, in the functions whose summaries are wanted, those
// that hold locks, and those that hand locks or callbacks to them.
func (b *builder) bind(jobs int) {
	passedOn := b.takesFromCallers()
	var list []program.FuncRef
	wanted := func(t program.FuncRef) bool { return b.needed[t] || passedOn[t] }
	for f := range b.p.Plain() {
		ref := program.FuncRef(f)
		if !b.can[f] && !b.spawnsAny(ref, passedOn) {
			continue
		}
		leads := b.spawnsAny(ref, passedOn)
		b.p.Leads(ref, func(_ int32, t program.FuncRef) { leads = leads || passedOn[t] })
		if b.needed[f] || b.p.HoldsLocks(ref) || leads {
			list = append(list, ref)
		}
	}
	found := make([][]program.Binding, len(list))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, jobs) {
		wg.Go(func() {
			t := b.p.Tracer()
			for i := int(next.Add(1)) - 1; i < len(list); i = int(next.Add(1)) - 1 {
				found[i] = t.Bindings(list[i], wanted)
			}
		})
	}
	wg.Wait()
	b.binds, b.callers = map[program.FuncRef][]*program.Binding{}, map[program.FuncRef][]caller{}
	for i, f := range list {
		for k := range found[i] {
			x := &found[i][k]
			b.binds[f] = append(b.binds[f], x)
			b.callers[x.Target] = append(b.callers[x.Target], caller{f, x})
		}
	}
}

// takesFromCallers marks the functions that take a lock which their caller passes in, or
// call while they hold a lock.
func (b *builder) takesFromCallers() []bool {
	out := make([]bool, len(b.p.Funcs))
	for f, own := range b.own {
		for _, e := range own {
			out[f] = out[f] || e.lock == noLock
		}
		out[f] = out[f] || b.p.HoldsLocks(f) && b.p.CallsParam(f)
	}
	return out
}

func (b *builder) spawnsAny(f program.FuncRef, targets []bool) bool {
	for i := range b.p.Funcs[f].Spawns {
		for _, t := range b.p.Funcs[f].Spawns[i].Targets {
			if targets[t] {
				return true
			}
		}
	}
	return false
}

// maxKept bounds the witnesses kept for one pair of locks.
const maxKept = 4

// add keeps an edge unless one for the same locks needs no more.
func (b *builder) add(e Edge) {
	key := [2]LockID{e.From, e.To}
	list := b.edges[key]
	e.Excl = b.strands.exclusive(b.p, b.locks, e)
	found := b.strands.found(e.Witness.Frame)
	for i := range list {
		old := &list[i]
		oldFound := b.strands.found(old.Witness.Frame)
		if subset(old.Excl, e.Excl) && (oldFound || !found) {
			if len(old.Excl) == len(e.Excl) && (!oldFound && found || len(e.Witness.Calls) < len(old.Witness.Calls)) {
				*old = e
			}
			return
		}
	}
	list = slices.DeleteFunc(list, func(old Edge) bool {
		return subset(e.Excl, old.Excl) && (found || !b.strands.found(old.Witness.Frame))
	})
	if len(list) < maxKept {
		list = append(list, e)
	}
	b.edges[key] = list
}

func subset(a, b []int32) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// flatten lists the edges in order, so that nothing depends on that of the map.
func (b *builder) flatten() (out []Edge) {
	keys := make([][2]LockID, 0, len(b.edges))
	for key := range b.edges {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(x, y [2]LockID) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	for _, key := range keys {
		for _, e := range b.edges[key] {
			for i, t := range e.Excl {
				if t < 0 {
					e.Excl[i] = ^t + int32(len(b.locks))
				}
			}
			slices.Sort(e.Excl)
			out = append(out, e)
		}
	}
	return out
}
