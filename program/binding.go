package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Binding says what a call hands to a function that it runs.
type Binding struct {
	Op     int32
	Target FuncRef
	Params []Bound  // by parameter; what is missing is unknown
	Spawns bool     // the function runs in another strand
	Lazy   bool     // the call only makes a generator or coroutine, and something else runs it
	Open   bool     // the receiver's class decides what runs: not super() or a class by name
	Doubt  bool     // the call may run other functions as well
	Param  int      // the parameter of the caller that is called, or -1
	Of     Variable // the parameter of a function around the caller that is called; zero if none
}

// Bound is what one parameter gets.
type Bound struct {
	Ref   Ref
	Lock  Lock      // if the argument is a lock; Lock.Row.Ctor is "" if not
	Key   string    // the local that the argument is, if it has one value
	Funcs []FuncRef // functions that the argument may be
	Recv  Ref       // the object that a bound method belongs to
	Of    ClassRef  // class of the object, if it is known, or NoClass
	Const Const     // if the text shows what is given, or what the default is
	given bool      // the call gives it, rather than the default
	Var   Variable  // the parameter of the caller, or of a function around it, that is passed on; zero if none
}

// Tracer tells what the calls of one function after the other hand over. It is not for
// concurrent use; several may work side by side.
type Tracer struct{ r *resolver }

// Tracer returns a new tracer.
func (p *Program) Tracer() *Tracer { return &Tracer{newResolver(p)} }

// Bindings lists what the calls and spawns of f hand to the functions that wanted
// accepts, in order.
func (t *Tracer) Bindings(f FuncRef, wanted func(FuncRef) bool) (out []Binding) {
	r, fn := t.r, &t.r.p.Funcs[f]
	located := false
	bind := func(op int32, target FuncRef, spawns bool, params func() []Bound) {
		if !wanted(target) || t.r.p.lockCode(target) && !t.r.p.lockCode(f) {
			return // what a lock's own methods do is modelled
		}
		if !located {
			r.locate(f)
			located = true
		}
		b := Binding{Op: op, Target: target, Params: params(), Spawns: spawns, Param: -1}
		if c := fn.CallAt(op); c != nil && !spawns {
			b.Lazy = b.Lazy || target == f && c.Method != r.mod.Str(r.fn.Name) // a wrapper that took its own place
			b.Doubt = len(c.Targets) > 1
			b.Open = r.body.Ops[op].Code == ir.Read // a property; setters have a table of their own
			if x := &r.body.Ops[op]; x.Code == ir.Call {
				b.Param = r.calledParam(x)
				callee := r.body.Callee(x)
				b.Of = r.calledAround(callee)
				b.Doubt = b.Doubt && !r.constructs(callee)
				base := r.body.Base(&r.body.Ops[callee])
				b.Open = r.body.Ops[callee].Code == ir.Read && base >= 0 && !r.unbound(callee, target) && !r.superCall(base)
			}
		}
		b.Lazy = b.Lazy || !spawns && r.p.IR(target).Flags&(ir.Generator|ir.Async) != 0 && !r.consumed(op)
		out = append(out, b)
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		for _, target := range c.Targets {
			bind(c.Op, target, c.Spawned, func() []Bound { return r.bound(c.Op, target) })
		}
	}
	for i := range fn.Spawns {
		s := &fn.Spawns[i]
		for _, target := range s.Targets {
			if s.Arg >= 0 && fn.CallAt(s.Arg) == nil { // create_task(f(x)) is a call of f
				bind(s.Op, target, true, func() []Bound { return r.boundBySpawn(s, target) })
			}
		}
	}
	for _, e := range fn.enters {
		if e.acquire && wanted(e.manager) {
			e.binding.Op, e.binding.Param = e.op, -1
			out = append(out, e.binding)
		}
	}
	slices.SortStableFunc(out, func(a, b Binding) int { return int(a.Op - b.Op) })
	return out
}

// calledParam returns the parameter that a call calls, or -1.
func (r *resolver) calledParam(call *ir.Op) int {
	callee := &r.body.Ops[r.body.Callee(call)]
	if callee.Code != ir.Read || r.mod.Paths[callee.X].Sel != ir.RootLocal {
		return -1
	}
	return r.paramIndex(r.mod.Paths[callee.X].Name)
}

// passesOn returns the parameter that a read yields as the caller gave it.
func (r *resolver) passesOn(read *ir.Op) Variable {
	switch n := r.mod.Paths[read.X]; n.Sel {
	case ir.RootLocal:
		if i := r.paramIndex(n.Name); i >= 0 && !r.reassigned(n.Name) {
			return Variable{r.f, int32(i)}
		}
	case ir.RootFree:
		v, _ := r.p.parameter(r.f, read.Path())
		return v
	}
	return Variable{}
}

// calledAround returns the parameter of a function around this one that a callee is.
func (r *resolver) calledAround(callee ir.Value) Variable {
	if x := &r.body.Ops[callee]; x.Code == ir.Read && r.mod.Paths[x.X].Sel == ir.RootFree {
		if v, ok := r.p.parameter(r.f, x.Path()); ok {
			return v
		}
	}
	return Variable{}
}

// consumed says whether the generator or coroutine that a call makes is run on the
// spot: awaited, iterated over, or given to something that does.
func (r *resolver) consumed(call int32) bool {
	for i := int(call) + 1; i < len(r.body.Ops); i++ {
		op := &r.body.Ops[i]
		args := r.body.Args(op)
		switch op.Code {
		case ir.Await, ir.Iter, ir.YieldFrom, ir.Spread:
			if int32(args[0]) == call {
				return true
			}
		case ir.Call:
			if len(args) > 1 && int32(args[1]) == call && len(r.vals[args[0]]) == 1 {
				name := r.p.model.Canon(r.vals[args[0]][0].Name)
				if copiers[name] && name != "builtins.iter" || r.p.model.Pure[name] || name == "asyncio.wait_for" || name == "asyncio.shield" {
					return true
				}
			}
		}
	}
	return false
}

// locate evaluates f and finds where its values are kept.
func (r *resolver) locate(f FuncRef) {
	r.prepare(f)
	fn := &r.p.Funcs[f]
	for i := range r.body.Ops {
		op := &r.body.Ops[i]
		switch op.Code {
		case ir.Read, ir.Write, ir.Delete:
			r.touch(i, op, nil)
		case ir.Call:
			if c := fn.CallAt(int32(i)); c != nil {
				r.mutation(i, op, c, nil)
			}
			r.owned(i, op)
		}
	}
}

// bound says what the parameters of target get from the call at op, which is a Call, a
// property read or write, or a with statement.
func (r *resolver) bound(at int32, target FuncRef) []Bound {
	op := &r.body.Ops[at]
	switch op.Code {
	case ir.Call:
	case ir.Enter:
		return []Bound{r.hand(r.body.Args(op)[0])}
	default:
		return []Bound{r.hand(r.body.Base(op))}
	}
	params := r.p.IR(target).Params
	out := make([]Bound, 0, len(params))
	callee := r.body.Args(op)[0]
	if !r.unbound(callee, target) {
		recv := Bound{Of: r.constructed(callee), given: true}
		if x := &r.body.Ops[callee]; x.Code == ir.Read && r.body.Base(x) >= 0 && !r.constructs(callee) {
			recv = r.hand(r.body.Base(x))
		}
		out = append(out, recv)
	}
	position, all := 0, true
	for _, a := range r.body.CallArgs(op) {
		switch {
		case a.Tag == ir.TagPositional && position >= 0:
			if len(out) < cap(out) {
				out = append(out, r.hand(a.Value))
			}
			position++
		case a.Tag == ir.TagStar:
			position, all = -1, false // what follows is at an unknown place
		default:
			out = r.boundByName(out, target, a)
			all = all && a.Keyword() != 0
		}
	}
	if all {
		out = r.byDefault(out, target)
	}
	return out
}

// byDefault adds what the parameters are that a call does not give.
func (r *resolver) byDefault(out []Bound, target FuncRef) []Bound {
	if len(out) == cap(out) && !slices.ContainsFunc(out, func(b Bound) bool { return !b.given }) {
		return out
	}
	for i, c := range r.p.defaults(target) {
		if !c.Known {
			continue
		}
		for len(out) <= i {
			out = append(out, unknownBound)
		}
		if !out[i].given {
			out[i].Const = c
		}
	}
	return out
}

// unknownBound is what a parameter is of which the call says nothing.
var unknownBound = Bound{Of: NoClass}

// lockCode says whether a function belongs to a class that is a lock.
func (p *Program) lockCode(f FuncRef) bool {
	if c := p.Funcs[f].Class; c != NoClass {
		_, ok := p.lockRow(Obj{Kind: InstObj, ID: int32(c)})
		return ok
	}
	return false
}

// constructed returns the class of which a callee makes an instance, if it is one class.
func (r *resolver) constructed(callee ir.Value) ClassRef {
	if objs := r.vals[callee]; len(objs) == 1 && objs[0].Kind == ClassObj {
		return ClassRef(objs[0].ID)
	}
	return NoClass
}

// constructs says whether a callee is a class, whose instances are new.
func (r *resolver) constructs(callee ir.Value) bool {
	return slices.ContainsFunc(r.vals[callee], func(o Obj) bool { return o.Kind == ClassObj })
}

// unbound says whether target is called as a plain function, with all of its
// parameters among the arguments.
func (r *resolver) unbound(callee ir.Value, target FuncRef) bool {
	if r.p.selfObj(target) == nil {
		return true
	}
	return slices.ContainsFunc(r.vals[callee], func(o Obj) bool {
		return (o.Kind == FuncObj || o.Kind == PartialObj) && FuncRef(o.ID) == target
	})
}

func (r *resolver) boundByName(out []Bound, target FuncRef, a ir.Arg) []Bound {
	name := a.Keyword()
	if name == 0 {
		return out
	}
	m := r.p.Module(target)
	i := slices.IndexFunc(r.p.IR(target).Params, func(p ir.Param) bool { return m.Str(p.Name) == r.mod.Str(name) })
	if i < 0 {
		return out
	}
	for len(out) <= i {
		out = append(out, unknownBound)
	}
	out[i] = r.hand(a.Value)
	return out
}

// boundBySpawn says what the parameters of a strand's function get: the arguments after
// it, or those in args=(…).
func (r *resolver) boundBySpawn(s *Spawn, target FuncRef) []Bound {
	var out []Bound
	if r.p.selfObj(target) != nil {
		recv := unknownBound
		if x := &r.body.Ops[s.Arg]; x.Code == ir.Read && r.body.Base(x) >= 0 {
			recv = r.hand(r.body.Base(x))
		}
		out = append(out, recv)
	}
	op := &r.body.Ops[s.Op]
	if args := r.mod.KeywordArg(&r.body, op, "args"); args >= 0 {
		if x := &r.body.Ops[args]; x.Code == ir.Build && (x.Aux == ir.BuildTuple || x.Aux == ir.BuildList) {
			for _, v := range r.body.Args(x) {
				out = append(out, r.hand(v))
			}
		}
		return out
	}
	if s.Row.Key != "" && s.Row.As == model.Thread {
		return out // Thread takes the arguments of its function as a tuple
	}
	seen := false
	for _, a := range r.body.CallArgs(op) {
		switch {
		case a.Tag != ir.TagPositional:
			return out
		case seen:
			out = append(out, r.hand(a.Value))
		}
		seen = seen || int32(a.Value) == s.Arg
	}
	return out
}

// hand describes a value that is handed over.
func (r *resolver) hand(v ir.Value) Bound {
	b := Bound{Ref: r.ref(v), Of: NoClass, Const: constOf(r.mod, &r.body.Ops[v]), given: true}
	if objs := r.vals[v]; len(objs) == 1 && objs[0].Kind == InstObj {
		b.Of = ClassRef(objs[0].ID)
	}
	if b.Ref.Root == NoRoot && r.body.Ops[v].Code == ir.Call && r.superCall(v) && len(r.fn.Params) > 0 {
		b.Ref, b.Of = Ref{Root: ParamRoot}, r.p.Funcs[r.f].Class
	}
	for _, o := range r.vals[v] {
		switch o.Kind {
		case FuncObj, PartialObj, BoundObj:
			b.Funcs = append(b.Funcs, FuncRef(o.ID))
			if x := &r.body.Ops[v]; x.Code == ir.Read && r.body.Base(x) >= 0 {
				b.Recv = r.ref(r.body.Base(x))
			}
		}
		if row, ok := r.p.lockRow(o); ok && !row.Counting {
			b.Lock, _ = r.lockOf(v)
		}
	}
	if op := &r.body.Ops[v]; op.Code == ir.Read {
		b.Var = r.passesOn(op)
		if n := r.mod.Paths[op.X]; n.Sel == ir.RootLocal && r.single(n.Name) {
			b.Key = r.mod.Str(n.Name)
		}
	}
	return b
}

// superCall says whether a value is super().
func (r *resolver) superCall(v ir.Value) bool {
	return slices.ContainsFunc(r.vals[v], func(o Obj) bool { return o.Kind == SuperObj })
}

// Subst rewrites what a callee reaches in terms of the function that calls it.
func (p *Program) Subst(r Ref, b *Binding) Ref {
	rest := p.substKeys(r.Path, b)
	switch {
	case r.Root == ParamRoot && int(r.ID) < len(b.Params):
		return b.Params[r.ID].Ref.extend(rest)
	case r.Root == CellRoot && FuncRef(r.ID) == b.Target: // a parameter that closures of the callee use
		name := rest
		if i := strings.IndexAny(rest, ".["); i >= 0 {
			name, rest = rest[:i], rest[i:]
		} else {
			rest = ""
		}
		m := p.Module(b.Target)
		for i, param := range p.IR(b.Target).Params {
			if m.Str(param.Name) == name && i < len(b.Params) {
				return b.Params[i].Ref.extend(rest)
			}
		}
	case r.Root == CellRoot || r.Root == FixedRoot:
		r.Path = rest
		return r
	}
	return Ref{}
}

// substKeys rewrites the keys in a path: a parameter of the callee that is a local of
// the caller, and what nobody else knows.
func (p *Program) substKeys(path string, b *Binding) string {
	var out strings.Builder
	for {
		i := strings.Index(path, "[%")
		if i < 0 {
			out.WriteString(path)
			return out.String()
		}
		end := i + strings.IndexByte(path[i:], ']')
		key := "?"
		m := p.Module(b.Target)
		for k, param := range p.IR(b.Target).Params {
			if m.Str(param.Name) == path[i+2:end] && k < len(b.Params) && b.Params[k].Key != "" {
				key = "%" + b.Params[k].Key
			}
		}
		out.WriteString(path[:i] + "[" + key)
		path = path[end:]
	}
}
