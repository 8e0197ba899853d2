package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// CallSite is one call, or one attribute read that runs a property.
type CallSite struct {
	Op      int32
	Self    bool      // the receiver is the function's own receiver
	Up      bool      // it runs an ancestor's method on that: super().f(), Base.f(self)
	OnSelf  bool      // the receiver is reached from it: self.pool.get()
	Global  bool      // the receiver is reached from a module variable
	Param   bool      // the receiver is reached from another parameter
	Fresh   bool      // the receiver was made by this function
	Makes   bool      // it makes an instance of a class
	Sure    bool      // Targets are all that it may run, as far as types show
	Form    CallForm  // how it hands over its arguments
	Joins   bool      // it waits for the end of a thread
	Spawned bool      // the coroutine goes to a spawner and does not run in the caller's strand
	Targets []FuncRef // functions of the program that it may run, overrides included, sorted
	Name    string    // canonical qualified name of the callee; "" if unknown
	Method  string    // last component of the callee as written: the method's name
}

// CallForm says which arguments a call gives to the function that it runs.
type CallForm uint8

const (
	otherForm   CallForm = iota // it is not known, or there are several functions
	plainForm                   // those that are written
	boundForm                   // the receiver, then those that are written
	partialForm                 // those given to functools.partial, then those that are written
)

// Suspension is one op at which control may go to the loop.
type Suspension struct {
	Op   int32
	Sure bool      // it suspends, or what it awaits is unknown
	On   []FuncRef // else it suspends if one of these does
}

// Spawn is one place that starts strands.
type Spawn struct {
	Op       int32
	Row      model.Spawn
	Arg      int32     // op of the value that is run, -1 if it is not a value of its own
	Targets  []FuncRef // what it runs; empty if unknown
	InLoop   bool
	Recv     ir.PathID // what the function works on, as written; 0 if it is not a path
	Repeat   bool      // a comprehension or list makes several of them
	Same     bool      // turns of a loop and elements of a list work on one object
	ArgsSame bool      // and so are the arguments, or one of them
	Joined   bool      // the call is awaited on the spot: it ends before the function goes on
	Self     bool      // what is run is a method of the function's own receiver
	Wrapped  bool      // the call is one of a function of the program that passes its argument on to a spawner
}

// maxTargets bounds how many overrides a call is taken to reach.
const maxTargets = 12

// resolver makes the per-function tables from an evaluated body.
type resolver struct {
	*evaluator
	locs    []Location // by op: where the value was read from
	own     []bool     // by op: the object was made here
	labels  []int32    // by label: where it stands, for loopRanges
	loops   [][2]int32 // ranges of ops that run more than once
	spawned []bool     // by op
	calls   []CallSite
	access  []Access
	stacked []Lock // locks entered through an ExitStack
	locked  []openLock
	known   *called // what is known of the call at hand
}

// resolve records calls, accesses, suspensions and spawns of every function.
func (p *Program) resolve() {
	p.suspensions = make([][]Suspension, len(p.Funcs))
	p.findAliasing()
	parallel(p, len(p.Modules), func() *resolver { return newResolver(p) }, func(i int, r *resolver) {
		m := &p.Modules[i]
		for f := range m.IR.Funcs {
			r.resolve(m.first + FuncRef(f))
		}
	})
	p.linkCallers()
	p.markHandedOut()
}

func newResolver(p *Program) *resolver {
	return &resolver{evaluator: newEvaluator(p)}
}

// prepare evaluates a function and clears what the tables are made from.
func (r *resolver) prepare(f FuncRef) {
	r.run(f)
	n := len(r.body.Ops)
	r.locs = slices.Grow(r.locs[:0], n)[:n]
	clear(r.locs)
	r.own = slices.Grow(r.own[:0], n)[:n]
	clear(r.own)
	r.spawned = slices.Grow(r.spawned[:0], n)[:n]
	clear(r.spawned)
	r.stacked, r.locked = r.stacked[:0], r.locked[:0]
	r.findAliases()
	r.loops = r.loopRanges(&r.body, r.loops[:0])
}

func (r *resolver) resolve(f FuncRef) {
	r.prepare(f)
	fn := &r.p.Funcs[f]
	calls, access := r.calls[:0], r.access[:0]
	for i := range r.body.Ops {
		op := &r.body.Ops[i]
		switch op.Code {
		case ir.Read, ir.Write, ir.Delete:
			access = r.touch(i, op, access)
			if c, ok := r.property(i, op); ok {
				calls = append(calls, c)
			}
			if op.Code == ir.Write {
				r.markFlag(i, op, fn)
				r.conditionOver(i, op, fn)
				r.madePart(i, op, fn)
				fn.Spawns = r.assigned(i, op, fn.Spawns)
				r.register(op, fn)
			}
		case ir.Call:
			c := r.site(i, op)
			calls = append(calls, c)
			access = r.mutation(i, op, &c, access)
			fn.Spawns = r.spawn(i, op, &c, fn.Spawns)
			r.findStart(i, op, &c, fn)
			r.mark(i, op, &c, fn)
			r.owned(i, op)
			r.makes(i, op, fn)
			r.register(op, fn)
		case ir.Catch:
			r.markHandler(op, fn)
		case ir.MakeFunc:
			r.markInner(op, fn)
		case ir.Iter:
			src := r.iterSource(r.body.Args(op)[0])
			r.locs[i] = r.locs[src]
			if loc := r.locs[src]; loc.Kind != NoOwner {
				access = append(access, r.accessAt(i, Iterating, src, loc))
			}
		}
		r.lockSites(i, op, fn)
		if op.MaySuspend() {
			if s, ok := r.suspension(i, op); ok {
				r.p.suspensions[f] = append(r.p.suspensions[f], s)
			}
		}
	}
	for i := range calls {
		calls[i].Spawned = r.spawned[calls[i].Op] || r.fn.Kind == ir.GenExpr && r.yielded(calls[i].Op)
	}
	r.calls, r.access = calls, access
	fn.Calls, fn.Access = slices.Clone(calls), slices.Clone(access) // exactly as long as needed: they stay
}

// makes notes the classes that a call makes an instance of.
func (r *resolver) makes(i int, op *ir.Op, fn *Func) {
	for _, o := range r.vals[r.body.Args(op)[0]] {
		if o.Kind == ClassObj {
			m := maker{class: ClassRef(o.ID), inLoop: r.inLoop(i)}
			if m.inLoop || r.p.Derives(m.class, "threading.Thread") {
				m.given = r.givenAlike(op)
			}
			fn.own().makes = append(fn.makes, m)
		}
	}
}

// yielded says whether the result of a call is yielded as it is: a coroutine that a
// generator expression makes for somebody else.
func (r *resolver) yielded(call int32) bool {
	for i := range r.body.Ops {
		if op := &r.body.Ops[i]; op.Code == ir.Yield && op.N == 1 && int32(r.body.Args(op)[0]) == call {
			return slices.ContainsFunc(r.vals[call], func(o Obj) bool { return o.Kind == CoroObj })
		}
	}
	return false
}

// findAliases notes locals that are assigned exactly once, so that the location of
// what they hold is known: d = self.cache.
func (r *resolver) findAliases() {
	for i := range r.body.Ops {
		op := &r.body.Ops[i]
		if op.Code != ir.Write || r.mod.Paths[op.X].Sel != ir.RootLocal {
			continue
		}
		if v := r.variable(r.mod.Paths[op.X].Name); v.holds == 0 {
			v.holds = int32(r.body.Stored(op)) + 1
		} else {
			v.holds = severalTimes
		}
	}
	for _, param := range r.fn.Params {
		r.variable(param.Name).holds = severalTimes
	}
}

// severalTimes marks a local that is a parameter or is assigned more than once.
const severalTimes = -1

// alias returns the value that a local is assigned, -1 if there are several, and
// whether it is assigned at all.
func (r *resolver) alias(name ir.StrID) (value int32, ok bool) {
	switch h := r.variable(name).holds; h {
	case 0:
		return 0, false
	case severalTimes:
		return -1, true
	default:
		return h - 1, true
	}
}

// loopRanges lists the op ranges that backward jumps enclose. labels is reused memory.
func (r *resolver) loopRanges(b *ir.Body, out [][2]int32) [][2]int32 {
	r.labels = slices.Grow(r.labels[:0], int(b.Labels))[:b.Labels]
	for i := range r.labels {
		r.labels[i] = -1
	}
	for i := range b.Ops {
		switch op := &b.Ops[i]; op.Code {
		case ir.Label:
			r.labels[op.X] = int32(i)
		case ir.Jump, ir.Branch:
			if head := r.labels[op.X]; head >= 0 {
				out = append(out, [2]int32{head, int32(i)})
			}
		}
	}
	return out
}

func (r *resolver) inLoop(op int) bool {
	for _, l := range r.loops {
		if l[0] <= int32(op) && int32(op) <= l[1] {
			return true
		}
	}
	return false
}

// isSelf says whether a value is reached from the receiver: self, self.a, self.a.b.
func (r *resolver) isSelf(v ir.Value) bool {
	for v >= 0 {
		op := &r.body.Ops[v]
		if op.Code != ir.Read {
			return false
		}
		n := r.mod.Paths[op.X]
		if n.Sel == ir.RootLocal {
			if len(r.fn.Params) > 0 && n.Name == r.fn.Params[0].Name {
				return r.p.selfObj(r.f) != nil
			}
			if v = r.holds(n.Name, v); v < 0 {
				return false
			}
			continue
		}
		if n.Sel == ir.AnyItem {
			return false // one of many
		}
		if n.Sel == ir.RootFree { // self of the method around a closure
			objs := r.vals[v]
			return len(objs) == 1 && (objs[0].Kind == InstObj || objs[0].Kind == ClassObj)
		}
		v = r.body.Base(op)
	}
	return false
}

// touch records the access of a Read, Write or Delete.
func (r *resolver) touch(i int, op *ir.Op, access []Access) []Access {
	n := r.mod.Paths[op.X]
	kind := Reading
	switch op.Code {
	case ir.Write:
		kind = Writing
	case ir.Delete:
		kind = Deleting
	}
	var loc Location
	base := ir.NoValue
	switch n.Sel {
	case ir.RootLocal:
		if op.Code == ir.Read {
			r.readLocal(i, n.Name)
		}
		if r.captures(n.Name) && r.fn.Kind != ir.ClassBody {
			loc = Location{OfFunction, int32(r.f), r.mod.Str(n.Name)}
		}
	case ir.RootFree:
		for f := r.p.Parent(r.f); f != NoFunc; f = r.p.Parent(f) {
			if r.p.owns(f, n.Name) {
				loc = Location{OfFunction, int32(f), r.mod.Str(n.Name)}
				break
			}
		}
	case ir.RootGlobal:
		name := r.mod.Str(n.Name)
		if s, bound := r.p.Modules[r.m].symbols[name]; bound && s == (symbol{}) {
			loc = Location{OfModule, int32(r.m), name}
		}
	case ir.Attr:
		base = r.body.Base(op)
		loc = r.attrLocation(base, r.mod.Str(n.Name))
	case ir.Item, ir.AnyItem:
		base = r.body.Base(op)
		if parent := r.locs[base]; parent.Kind != NoOwner && op.Code != ir.Read {
			k := Storing
			if op.Code == ir.Delete {
				k = Removing
			}
			access = append(access, r.accessAt(i, k, base, parent))
		}
		selector := "[*]"
		if n.Sel == ir.Item {
			selector = "[" + r.mod.Str(n.Name) + "]"
		}
		loc = r.locs[base].Extend(selector)
	}
	if loc.Kind == NoOwner {
		return access
	}
	if r.locs[i].Kind == NoOwner {
		r.locs[i] = loc
	}
	if kind == Reading && r.isCode(i) {
		return access
	}
	return append(access, r.accessAt(i, kind, base, loc))
}

// accessAt describes an access that op makes to a location through the value base.
func (r *resolver) accessAt(op int, kind AccessKind, base ir.Value, loc Location) Access {
	a := Access{Op: int32(op), Kind: kind, Loc: loc}
	if base >= 0 {
		a.Self, a.Own, a.Global = r.isSelf(base), r.own[base], r.isGlobal(base)
	}
	return a
}

// isGlobal says whether a value is reached from a module variable.
func (r *resolver) isGlobal(v ir.Value) bool {
	for v >= 0 && r.body.Ops[v].Code == ir.Read {
		switch n := r.mod.Paths[r.body.Ops[v].X]; n.Sel {
		case ir.RootGlobal:
			return true
		case ir.RootLocal:
			v = r.holds(n.Name, v)
		default:
			v = r.body.Base(&r.body.Ops[v])
		}
	}
	return false
}

// isArgument says whether a value is reached from a parameter other than the receiver.
func (r *resolver) isArgument(v ir.Value) bool {
	for v >= 0 && r.body.Ops[v].Code == ir.Read {
		n := r.mod.Paths[r.body.Ops[v].X]
		if n.Sel == ir.RootLocal {
			if r.isParam(n.Name) {
				return true
			}
			v = r.holds(n.Name, v)
			continue
		}
		v = r.body.Base(&r.body.Ops[v])
	}
	return false
}

// holds returns the value that a local assigned once holds when v reads it, else NoValue.
func (r *resolver) holds(name ir.StrID, v ir.Value) ir.Value {
	if w, ok := r.alias(name); ok && w >= 0 && ir.Value(w) < v {
		return ir.Value(w)
	}
	return ir.NoValue
}

// isCode says whether the value read is a function, class or module.
func (r *resolver) isCode(i int) bool {
	for _, o := range r.vals[i] {
		switch o.Kind {
		case FuncObj, BoundObj, ClassObj, ModObj:
		default:
			return false
		}
	}
	return len(r.vals[i]) > 0
}

// readLocal gives a read of a local the location and ownership of what it holds.
func (r *resolver) readLocal(i int, name ir.StrID) {
	if v, ok := r.alias(name); ok && v >= 0 && v < int32(i) {
		r.locs[i], r.own[i] = r.locs[v], r.own[v]
	}
}

// attrLocation returns the location of attribute name of value base.
func (r *resolver) attrLocation(base ir.Value, name string) Location {
	for _, o := range r.vals[base] {
		switch o.Kind {
		case ExtInst:
			if r.locs[base].Kind == NoOwner {
				continue
			}
		case InstObj, SuperObj:
			c := ClassRef(o.ID)
			if f := r.p.FieldOf(c, name); f == nil && r.p.Method(c, name) != NoFunc {
				field, ok := r.p.aliased(c, name)
				if !ok {
					return Location{}
				}
				name = field
			}
			return Location{OfInstance, int32(r.p.FieldOwner(c, name)), name}
		case ClassObj:
			if r.p.Method(ClassRef(o.ID), name) != NoFunc {
				return Location{}
			}
			return Location{OfClass, int32(r.p.FieldOwner(ClassRef(o.ID), name)), name}
		case ModObj:
			if s, bound := r.p.Modules[o.ID].symbols[name]; bound && s == (symbol{}) {
				return Location{OfModule, o.ID, name}
			}
			return Location{}
		}
	}
	if name == "app" && r.isHandlerParam(base) {
		return Location{OfModule, int32(r.m), "app"}
	}
	return r.locs[base].Extend("." + name)
}

// isHandlerParam says whether a value is a parameter of a handler that a framework
// calls: the request is its own, but request.app is shared by all.
func (r *resolver) isHandlerParam(v ir.Value) bool {
	op := &r.body.Ops[v]
	if op.Code != ir.Read || r.mod.Paths[op.X].Sel != ir.RootLocal || !r.isParam(r.mod.Paths[op.X].Name) {
		return false
	}
	_, _, ok := r.p.handled(r.f)
	return ok
}

// iterSource returns the container that an iteration runs over: d for d, d.items(),
// enumerate(d), zip(d, …), reversed(d) and the like, but not for a copy of it.
func (r *resolver) iterSource(v ir.Value) ir.Value {
	for range 4 {
		op := &r.body.Ops[v]
		if op.Code != ir.Call {
			return v
		}
		args := r.body.Args(op)
		switch r.methodOf(args[0]) {
		case "items", "keys", "values":
			if base := r.body.Base(&r.body.Ops[args[0]]); base >= 0 && len(args) == 1 {
				v = base
				continue
			}
			return v
		}
		if len(r.vals[args[0]]) != 1 || len(args) < 3 {
			return v
		}
		if name := r.vals[args[0]][0].Name; ForeignView(name) != "" && len(args) == 3 {
			v = args[1]
			continue
		}
		switch r.vals[args[0]][0].Name {
		case "builtins.enumerate", "builtins.zip", "builtins.reversed", "builtins.iter", "itertools.islice", "itertools.chain":
			v = args[1]
		case "builtins.map", "builtins.filter", "itertools.filterfalse", "itertools.takewhile":
			if len(args) < 5 {
				return v
			}
			v = args[3]
		default:
			return v
		}
	}
	return v
}

// mutation records what a method call does to the container it is called on.
func (r *resolver) mutation(i int, op *ir.Op, c *CallSite, access []Access) []Access {
	mut, ok := r.p.model.Mutators[c.Method]
	callee := r.body.Args(op)[0]
	if kind, ok := queueMethods[c.Method]; ok && len(c.Targets) == 0 {
		base := r.body.Base(&r.body.Ops[callee])
		if base >= 0 && r.locs[base].Kind != NoOwner && queue(r.vals[base]) {
			return append(access, r.accessAt(i, kind, base, r.locs[base]))
		}
	}
	if !ok && c.Method != "get" || len(c.Targets) > 0 || r.methodOf(callee) == "" {
		return access
	}
	base := r.body.Base(&r.body.Ops[callee])
	if r.locs[base].Kind == NoOwner || !container(r.vals[base]) {
		return access
	}
	if c.Method == "get" {
		loc := r.itemLocation(base, op)
		if r.locs[i] = loc; loc.Kind == NoOwner {
			return access
		}
		return append(access, r.accessAt(i, Reading, base, loc))
	}
	kind := Growing
	if mut.Removes {
		kind = Shrinking
	} else if !mut.Resizes {
		kind = Changing
	}
	return append(access, r.accessAt(i, kind, base, r.locs[base]))
}

// queueMethods say what the methods of queues do to them.
var queueMethods = map[string]AccessKind{
	"get": Shrinking, "get_nowait": Shrinking, "put": Growing, "put_nowait": Growing,
}

// queue says whether a value is a queue of the standard library.
func queue(objs Objs) bool {
	return slices.ContainsFunc(objs, func(o Obj) bool {
		if o.Kind != ExtInst {
			return false
		}
		switch o.Name {
		case "queue.Queue", "queue.SimpleQueue", "queue.LifoQueue", "queue.PriorityQueue",
			"asyncio.Queue", "asyncio.LifoQueue", "asyncio.PriorityQueue":
			return true
		}
		return false
	})
}

// itemLocation returns the location of the item that d.get(k) reads.
func (r *resolver) itemLocation(base ir.Value, op *ir.Op) Location {
	args := r.body.Args(op)
	if len(args) < 3 {
		return Location{}
	}
	selector := "[*]"
	if key := &r.body.Ops[args[1]]; key.Code == ir.Const && key.Aux == ir.ConstStr {
		selector = "['" + r.mod.Str(ir.StrID(key.X)) + "']"
	}
	return r.locs[base].Extend(selector)
}

// container says whether a value may be a built-in container: it is known to be one,
// or nothing is known of it.
func container(objs Objs) bool {
	for _, o := range objs {
		if o.Kind != ExtInst {
			continue
		}
		switch o.Name {
		case "builtins.dict", "builtins.list", "builtins.set", "collections.deque", "collections.defaultdict",
			"collections.OrderedDict", "collections.Counter", "builtins.bytearray",
			"weakref.WeakSet", "weakref.WeakValueDictionary", "weakref.WeakKeyDictionary":
			return true
		}
	}
	return len(objs) == 0
}

// owned notes objects that a call made here: instances and fresh containers.
func (r *resolver) owned(i int, op *ir.Op) {
	for _, o := range r.vals[r.body.Args(op)[0]] {
		if o.Kind == ClassObj {
			r.own[i] = true
		}
	}
}
