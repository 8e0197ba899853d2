package facts

import (
	"github.com/racehunt/racehunt/ir"
)

// A handle is the value that stands for something that runs: what create_task returns.
// It is followed through the locals and the containers that a function made itself.

// Keeper is what following a handle needs to know of the rest of the program.
type Keeper interface {
	// Takes says whether a call may keep or end the handle that it gets as argument.
	Takes(call int32, arg ir.Value) bool
	// Endless says whether the function waits at an op for something that may never
	// come, its locals living on: an event, a server, the consumer of a generator.
	Endless(op int32) bool
	// Final says that what runs ends with the function: main's tasks end with main.
	Final() bool
}

// UseKind says what an op does with a handle. Those from Awaits on take care of it.
type UseKind uint8

const (
	Inspects UseKind = iota // asks for its name or state, tests, compares or prints it
	Watches                 // add_done_callback
	Carries                 // assigns it to a local, where it is followed
	Collects                // puts it into a container that this function made and alone knows
	Awaits                  // await, yield from
	Cancels                 // cancel()
	Asks                    // result(), exception() and methods that are not known
	Returns                 // returned or yielded
	Stores                  // attribute, global, captured variable, container of others
	Passes                  // argument of a call, element of something larger
)

// HandleUse is one use of a handle.
type HandleUse struct {
	Op         int32
	Kind       UseKind
	Local      ir.StrID // for Carries and Collects: the local
	Collection bool     // a container with the handle in it is used, or becomes what Local holds
}

// HandleUses lists what is done with value v, a handle or a collection that holds one.
// Uses of locals that it is assigned to are not among them.
func (f *Func) HandleUses(v int32, collection bool, k Keeper) []HandleUse {
	u := uses{f: f, k: k}
	u.of(v, collection, 0)
	return u.out
}

type uses struct {
	f   *Func
	k   Keeper
	out []HandleUse
}

// maxNesting bounds how deep a handle is followed into displays.
const maxNesting = 6

func (u *uses) of(v int32, collection bool, depth int) {
	for _, op := range u.f.Uses(v) {
		if depth > maxNesting {
			u.add(op, Passes, collection)
			return
		}
		u.use(op, v, collection, depth)
	}
}

func (u *uses) add(op int32, kind UseKind, collection bool) {
	u.out = append(u.out, HandleUse{Op: op, Kind: kind, Collection: collection})
}

func (u *uses) use(op, v int32, collection bool, depth int) {
	x := &u.f.Body.Ops[op]
	switch x.Code {
	case ir.Write:
		u.write(op, v, collection)
	case ir.Read:
		u.member(op, v, collection)
	case ir.Call:
		u.argument(op, v, collection)
	case ir.Merge, ir.Spread:
		u.of(op, collection, depth+1)
	case ir.Build:
		switch x.Aux {
		case ir.BuildString, ir.BuildTemplate, ir.BuildSlice:
			u.add(op, Inspects, collection)
		case ir.BuildTuple:
			u.tuple(op, v, collection, depth)
		default:
			u.of(op, true, depth+1)
		}
	case ir.CompAdd:
		if args := u.f.Body.Args(x); int32(args[0]) != v {
			u.of(int32(args[0]), true, depth+1)
		}
	case ir.Await, ir.YieldFrom:
		u.add(op, Awaits, collection)
	case ir.Return, ir.Yield:
		u.add(op, Returns, collection)
	case ir.Unary, ir.Compare, ir.Branch, ir.Delete, ir.Match, ir.Raise:
		u.add(op, Inspects, collection)
	default: // what iterates over a collection sees to its elements
		u.add(op, Passes, collection)
	}
}

// tuple follows a handle through "a, b = create_task(f()), x" to the target it goes to.
func (u *uses) tuple(build, v int32, collection bool, depth int) {
	for _, op := range u.f.Uses(build) {
		x := &u.f.Body.Ops[op]
		if x.Code != ir.Elem || x.Flags&ir.Rest != 0 {
			u.use(op, build, true, depth+1)
			continue
		}
		if args := u.f.Body.Args(&u.f.Body.Ops[build]); int(x.X) < len(args) && int32(args[x.X]) == v {
			u.of(op, collection, depth+1)
		}
	}
}

func (u *uses) write(op, v int32, collection bool) {
	f := u.f
	x := &f.Body.Ops[op]
	local := f.LocalOf(op)
	base := f.Body.Base(x)
	switch {
	case local != 0 && f.private(local):
		u.out = append(u.out, HandleUse{op, Carries, local, collection})
	case int32(f.Body.Stored(x)) != v && int32(f.Body.Key(x)) != v:
		u.add(op, Inspects, collection) // an attribute or element of it is set
	case base >= 0 && f.Module.Paths[x.X].Sel != ir.Attr && f.ownContainer(int32(base)):
		u.out = append(u.out, HandleUse{op, Collects, f.LocalOf(int32(base)), true})
	default:
		u.add(op, Stores, collection)
	}
}

// member handles task.method and tasks[0].
func (u *uses) member(read, v int32, collection bool) {
	f := u.f
	x := &f.Body.Ops[read]
	if int32(f.Body.Base(x)) != v {
		u.add(read, Inspects, collection) // a key that is looked up
		return
	}
	if f.Module.Paths[x.X].Sel != ir.Attr {
		u.add(read, Passes, collection)
		return
	}
	name := f.Module.Str(f.Module.Paths[x.X].Name)
	for _, call := range f.Uses(read) {
		y := &f.Body.Ops[call]
		switch {
		case y.Code != ir.Call || int32(f.Body.Callee(y)) != read:
			u.add(call, Passes, collection) // task.cancel handed to somebody
		case collection && adders[name], !collection && inspectors[name]:
			u.add(call, Inspects, collection)
		case collection:
			u.add(call, Passes, true)
		case name == "add_done_callback":
			u.add(call, Watches, false)
		case name == "cancel":
			u.add(call, Cancels, false)
		default:
			u.add(call, Asks, false)
		}
	}
}

// argument handles a handle among the arguments of a call.
func (u *uses) argument(call, v int32, collection bool) {
	f := u.f
	callee := int32(f.Body.Callee(&f.Body.Ops[call]))
	y := &f.Body.Ops[callee]
	switch {
	case callee == v:
		u.add(call, Passes, collection)
		return
	case y.Code == ir.Read && f.Module.Paths[y.X].Sel == ir.Attr:
		base := int32(f.Body.Base(y))
		if adders[f.Module.Str(f.Module.Paths[y.X].Name)] && f.ownContainer(base) {
			u.out = append(u.out, HandleUse{call, Collects, f.LocalOf(base), true})
			return
		}
	}
	if u.k.Takes(call, ir.Value(v)) {
		u.add(call, Passes, collection)
	} else {
		u.add(call, Inspects, collection)
	}
}

var (
	inspectors = map[string]bool{
		"set_name": true, "get_name": true, "get_coro": true, "get_loop": true, "get_context": true, "get_stack": true,
		"print_stack": true, "done": true, "cancelled": true, "cancelling": true, "remove_done_callback": true, "running": true,
	}
	// adders are methods of containers that put something in or say how much there is.
	adders = map[string]bool{
		"append": true, "add": true, "appendleft": true, "insert": true, "discard": true, "remove": true, "clear": true,
		"index": true, "count": true,
	}
)

// private says whether a local is seen by this function alone.
func (f *Func) private(name ir.StrID) bool {
	if f.IR.Kind == ir.ClassBody || f.IR.Kind == ir.ModuleBody {
		return false
	}
	for i := range f.IR.Locals {
		if f.IR.Locals[i].Name == name {
			return !f.IR.Locals[i].Cell
		}
	}
	return false
}

// ownContainer says whether a value is read from a local that only ever holds
// containers that the function makes on the spot and puts nowhere else.
func (f *Func) ownContainer(v int32) bool {
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return false
	}
	name := f.LocalOf(v)
	if name == 0 || !f.private(name) {
		return false
	}
	for _, def := range f.Defs(v) {
		if def == Param {
			return false
		}
		made := int32(f.Body.Stored(&f.Body.Ops[def]))
		if !f.makesContainer(made) {
			return false
		}
		for _, use := range f.Uses(made) {
			if x := &f.Body.Ops[use]; x.Code == ir.Write && f.LocalOf(use) == 0 || x.Code == ir.Call {
				return false // self.tasks = tasks = []
			}
		}
	}
	return true
}

func (f *Func) makesContainer(v int32) bool {
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Build:
		return true
	case ir.Call:
		if n := f.Module.Paths[x.X]; n.Sel == ir.RootGlobal {
			switch f.Module.Str(n.Name) {
			case "list", "set", "dict", "deque", "defaultdict", "OrderedDict":
				return true
			}
		}
	}
	return false
}
