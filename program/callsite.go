package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// site resolves a call.
func (r *resolver) site(i int, op *ir.Op) CallSite {
	callee := r.body.Args(op)[0]
	c := CallSite{Op: int32(i), Method: r.methodOf(callee)}
	calleeOp := &r.body.Ops[callee]
	if calleeOp.Code == ir.Read {
		n := r.mod.Paths[calleeOp.X]
		if c.Method == "" && n.Name != 0 {
			c.Method = r.mod.Str(n.Name)
		}
		if base := r.body.Base(calleeOp); base >= 0 {
			c.OnSelf, c.Fresh, c.Global, c.Param = r.isSelf(base), r.own[base], r.isGlobal(base), r.isArgument(base)
			c.Self = c.OnSelf && r.body.Ops[base].N == 0
		}
	}
	r.known = nil
	for _, o := range r.vals[callee] {
		c.Makes = c.Makes || o.Kind == ClassObj
		c.Targets = r.targets(o, c.Method, c.Targets)
		if c.Name == "" {
			c.Name, r.known = r.calleeOf(o)
		}
	}
	c.Joins = c.Method == "join" && r.joins(op)
	slices.Sort(c.Targets)
	c.Targets = slices.Compact(c.Targets)
	c.Form = r.form(callee)
	c.Sure = len(c.Targets) > 0 && r.sure(callee)
	c.Up = len(c.Targets) > 0 && r.callsUp(callee, op)
	return c
}

// form says how a call hands its arguments to the function that it runs.
func (r *resolver) form(callee ir.Value) CallForm {
	if len(r.vals[callee]) == 1 {
		switch r.vals[callee][0].Kind {
		case FuncObj:
			return plainForm
		case BoundObj:
			return boundForm
		case PartialObj:
			return partialForm
		}
	}
	return otherForm
}

// calleeOf returns the name of what is called, for the model, and what is known of it.
func (r *resolver) calleeOf(o Obj) (string, *called) {
	switch o.Kind {
	case ExtObj:
		x := r.outsider(o.Name)
		return x.canon, x.called
	case FuncObj, BoundObj:
		return r.p.canons[o.ID], r.p.called[o.ID]
	case ClassObj:
		return r.p.Classes[o.ID].canon, r.p.Classes[o.ID].called
	}
	return "", nil
}

// sure says whether everything that a callee may be is a function or class of the
// program: no alternative was cut off, is from outside, or lacks the method.
func (r *resolver) sure(callee ir.Value) bool {
	if len(r.vals[callee]) == 0 || len(r.vals[callee]) >= maxObjs {
		return false
	}
	for _, o := range r.vals[callee] {
		switch o.Kind {
		case FuncObj, BoundObj, PartialObj, ClassObj, InstObj:
		default:
			return false
		}
	}
	op := &r.body.Ops[callee]
	if op.Code != ir.Read || r.body.Base(op) < 0 || r.mod.Paths[op.X].Sel != ir.Attr {
		return true
	}
	base, name := r.vals[r.body.Base(op)], r.mod.Str(r.mod.Paths[op.X].Name)
	return len(base) < maxObjs && !slices.ContainsFunc(base, func(o Obj) bool { return r.p.attr(o, name) == nil })
}

// targets adds the functions that calling o runs.
func (r *resolver) targets(o Obj, method string, out []FuncRef) []FuncRef {
	switch o.Kind {
	case FuncObj, PartialObj:
		return append(out, FuncRef(o.ID))
	case BoundObj:
		out = append(out, FuncRef(o.ID))
		return append(out, r.overrides(ClassRef(o.Of), FuncRef(o.ID))...)
	case ClassObj:
		for _, f := range [...]FuncRef{r.p.Classes[o.ID].init, r.p.Classes[o.ID].alloc} {
			if f != NoFunc {
				out = append(out, f)
			}
		}
	case InstObj:
		if f := r.p.Method(ClassRef(o.ID), "__call__"); f != NoFunc {
			out = append(out, f)
		}
	}
	return out
}

// nameOf returns the canonical qualified name of what an object is, for the model.
func (p *Program) nameOf(o Obj) string {
	switch o.Kind {
	case ExtObj:
		return p.model.Canon(o.Name)
	case FuncObj, BoundObj:
		return p.canons[o.ID]
	case ClassObj:
		return p.canonClass(ClassRef(o.ID))
	}
	return ""
}

// canonClass returns the canonical qualified name of a class of the program.
func (p *Program) canonClass(c ClassRef) string { return p.Classes[c].canon }

// property resolves an attribute read that runs a property of the program.
func (r *resolver) property(i int, op *ir.Op) (CallSite, bool) {
	n := r.mod.Paths[op.X]
	if n.Sel != ir.Attr || op.Code == ir.Delete {
		return CallSite{}, false
	}
	base := r.body.Base(op)
	var targets []FuncRef
	for _, o := range r.vals[base] {
		if o.Kind != InstObj {
			continue
		}
		name := r.mod.Str(n.Name)
		if op.Code == ir.Write {
			if f := r.setter(ClassRef(o.ID), name); f != NoFunc {
				targets = append(targets, f)
			}
		} else if f := r.p.Method(ClassRef(o.ID), name); f != NoFunc && r.p.Funcs[f].flags&isProperty != 0 {
			targets = append(targets, f)
		}
	}
	if targets == nil {
		return CallSite{}, false
	}
	return CallSite{Op: int32(i), Method: r.mod.Str(n.Name), Self: r.isSelf(base), Form: boundForm, Targets: targets}, true
}

func (r *resolver) setter(c ClassRef, name string) FuncRef {
	for _, k := range r.p.Classes[c].MRO {
		if f, ok := r.p.Classes[k].Setters[name]; ok {
			return f
		}
	}
	return NoFunc
}

// row finds the model's row for a call: by the callee's name, or for what a class of
// the program inherits from outside.
func (r *resolver) row(op *ir.Op, c *CallSite) (model.Spawn, bool) {
	if r.known != nil && r.known.spawn != nil {
		return *r.known.spawn, true
	}
	callee := r.body.Args(op)[0]
	if len(c.Targets) == 0 && r.namesLoop(callee) {
		row, ok := r.p.model.Spawns["asyncio.AbstractEventLoop."+c.Method]
		return row, ok && (row.Result != model.Handle || row.As != model.Task || !r.returnsPlain(r.body.Positional(op, row.Runs)))
	}
	for _, o := range r.vals[callee] {
		switch o.Kind {
		case ClassObj: // a subclass of Thread runs its own run method
			for _, base := range r.p.Classes[o.ID].Outside {
				if row, ok := r.p.model.Spawns[r.outsider(base).canon]; ok {
					return row, true
				}
			}
		case BoundObj:
			name := r.p.Module(FuncRef(o.ID)).Str(r.p.IR(FuncRef(o.ID)).Name)
			if !r.p.model.MaySpawn(name) {
				continue
			}
			for _, k := range r.p.Classes[o.Of].MRO {
				if row, ok := r.p.model.Spawns[r.p.canonClass(k)+"."+name]; ok {
					return row, true
				}
			}
		}
	}
	return model.Spawn{}, false
}

// namesLoop says whether a method is called on something of which nothing is known but
// that it is called a loop: client.loop.create_task, self._get_loop().call_soon.
func (r *resolver) namesLoop(callee ir.Value) bool {
	if r.methodOf(callee) == "" {
		return false
	}
	base := &r.body.Ops[r.body.Base(&r.body.Ops[callee])]
	if base.Code != ir.Read && base.Code != ir.Call || base.Path() == 0 {
		return false
	}
	name := r.mod.Str(r.mod.Paths[base.Path()].Name)
	return name == "loop" || strings.HasSuffix(name, "_loop")
}

// returnsPlain says whether a value comes from a function of the program that is no
// coroutine function, so that no task can be made of it.
func (r *resolver) returnsPlain(v ir.Value) bool {
	if v < 0 || r.body.Ops[v].Code != ir.Call || len(r.vals[v]) > 0 {
		return false
	}
	return slices.ContainsFunc(r.vals[r.body.Args(&r.body.Ops[v])[0]], func(o Obj) bool {
		return (o.Kind == FuncObj || o.Kind == BoundObj) && r.p.IR(FuncRef(o.ID)).Flags&ir.Async == 0
	})
}

// spawn recognises a call that starts strands, and adds what it runs to the spawns of
// the function: one for each argument that is run, or one that says that nothing is known.
func (r *resolver) spawn(i int, op *ir.Op, c *CallSite, out []Spawn) []Spawn {
	row, ok := r.row(op, c)
	if !ok {
		return out
	}
	base := Spawn{Op: int32(i), Row: row, Arg: -1, InLoop: r.inLoop(i), Joined: r.awaitedAt(i) || row.As == model.Thread && r.resultAt(i), Repeat: row.Each}
	if base.Joined && row.As == model.Task && row.Runs != model.All {
		return out // await wait_for(f()): f runs while its caller waits, as in a call
	}
	if base.Joined {
		base.InLoop = false // each turn waits for its own
	}
	args := r.body.Args(op)
	if row.Arg0Self && r.ownConstructor(args[0]) {
		r.ownRun(op, &base)
		return append(out, base)
	}
	position, found := 0, false
	for k := 1; k+1 < len(args); k += 2 {
		tag := int(args[k+1])
		chosen := row.Runs == model.All
		switch {
		case tag == ir.TagPositional:
			chosen = chosen || position == row.Runs
			position++
		case tag == ir.TagStar:
			chosen = chosen || position <= row.Runs
			position = 100 // what follows is at an unknown position
		case tag >= ir.TagKeyword:
			chosen = row.Key != "" && r.mod.Str(ir.StrID(tag-ir.TagKeyword)) == row.Key
		default:
			chosen = false
		}
		if chosen {
			s := base
			s.Arg = int32(args[k])
			r.runs(args[k], &s)
			r.passed(op, args[k], position, &s)
			out, found = append(out, s), true
			if inner, v, ok := r.spawner(op, args[k], position); ok {
				s = base
				s.Row, s.Arg, s.Joined = inner, int32(v), false
				r.runs(v, &s)
				out = append(out, s)
			}
		}
	}
	if !found {
		if row.Arg0Self {
			r.ownRun(op, &base)
		}
		out = append(out, base)
	}
	return out
}

// passed notes whether what is run is given the same objects each time: the arguments that
// follow it, or those in args=(…).
func (r *resolver) passed(op *ir.Op, run ir.Value, next int, s *Spawn) {
	if s.Row.As != model.Thread || r.body.Ops[run].Code == ir.Call {
		return
	}
	var given []ir.Value
	for v := r.body.Positional(op, next); v >= 0; v = r.body.Positional(op, next) {
		given = append(given, v)
		next++
	}
	if v := r.mod.KeywordArg(&r.body, op, "args"); v >= 0 {
		given = append(given, v)
	}
	for _, v := range given {
		elems := []ir.Value{v}
		if x := &r.body.Ops[v]; x.Code == ir.Build {
			elems = r.body.Args(x)
		}
		for _, e := range elems {
			if e >= 0 && r.body.Ops[e].Code == ir.Read && r.stable(e) && !r.isCode(int(e)) {
				s.ArgsSame = true
				if s.Recv == 0 {
					s.Recv = r.body.Ops[e].Path()
				}
			}
		}
	}
}

// spawner recognises a spawner that is given to a spawner, followed by what it is to run:
// nursery.start_soon(trio.to_thread.run_sync, work). next is the position behind it.
func (r *resolver) spawner(op *ir.Op, given ir.Value, next int) (row model.Spawn, runs ir.Value, ok bool) {
	for _, o := range r.vals[given] {
		if o.Kind != ExtObj {
			continue
		}
		if row, ok = r.p.model.Spawns[r.p.model.Canon(o.Name)]; !ok || row.Runs < 0 || len(row.Methods) > 0 {
			continue
		}
		if runs = r.body.Positional(op, next+row.Runs); runs >= 0 {
			row.Result, row.Blocks = model.Owned, false
			return row, runs, true
		}
	}
	return row, ir.NoValue, false
}

// assigned recognises a callback that is assigned to an attribute of a library's object:
// client.on_message = f.
func (r *resolver) assigned(i int, op *ir.Op, out []Spawn) []Spawn {
	base := r.body.Base(op)
	if base < 0 || r.mod.Paths[op.X].Sel != ir.Attr {
		return out
	}
	for _, o := range r.vals[base] {
		if o.Kind != ExtInst {
			continue
		}
		name := r.p.model.Canon(o.Name) + "." + r.mod.Str(r.mod.Paths[op.X].Name)
		if as, ok := r.p.model.Assigned[name]; ok {
			s := Spawn{Op: int32(i), Row: model.Spawn{Call: name, As: as, Result: model.Owned}, Arg: int32(r.body.Stored(op))}
			r.runs(r.body.Stored(op), &s)
			return append(out, s)
		}
	}
	return out
}

// ownConstructor says whether a callee is a class of the program with a constructor of its
// own, whose parameters are not those of the library's class.
func (r *resolver) ownConstructor(callee ir.Value) bool {
	return slices.ContainsFunc(r.vals[callee], func(o Obj) bool {
		return o.Kind == ClassObj && r.p.Method(ClassRef(o.ID), "__init__") != NoFunc
	})
}

// ownRun finds what a subclass of Thread runs: its own run method.
func (r *resolver) ownRun(op *ir.Op, s *Spawn) {
	for _, o := range r.vals[r.body.Args(op)[0]] {
		if o.Kind == ClassObj {
			if f := r.p.Method(ClassRef(o.ID), "run"); f != NoFunc {
				s.Targets = append(s.Targets, f)
			}
		}
	}
}

// awaitedAt says whether the result of a call is awaited by the very next ops.
func (r *resolver) awaitedAt(call int) bool {
	for i := call + 1; i < min(call+4, len(r.body.Ops)); i++ {
		switch op := &r.body.Ops[i]; op.Code {
		case ir.Await, ir.Yield:
			if op.Code == ir.Yield && r.p.Funcs[r.f].flags&isCoroutine == 0 {
				continue
			}
			if op.N > 0 && r.body.Args(op)[0] == ir.Value(call) {
				return true
			}
		case ir.Call: // pool.submit(f).result()
			callee := &r.body.Ops[r.body.Args(op)[0]]
			if callee.Code == ir.Read && r.body.Base(callee) == ir.Value(call) && r.mod.Str(r.mod.Paths[callee.X].Name) == "result" && r.body.NumArgs(op) == 0 {
				return true
			}
		}
	}
	return false
}

// runs finds what a value given to a spawner runs, how often and on what object.
func (r *resolver) runs(v ir.Value, s *Spawn) {
	r.markSpawned(v)
	objs := r.vals[v]
	call := v
	if made := r.made(v); made >= 0 { // *[f(x) for x in xs], or a list that a loop fills
		objs = union(objs, r.vals[made])
		call = made
		if r.inDeeperLoop(int(made), int(s.Op)) || r.body.Ops[v].Code != ir.Call && r.inLoop(int(made)) {
			s.Repeat = true
		}
	} else if len(r.elems[v]) > 0 {
		objs = union(objs, r.elems[v])
		s.Repeat = true
	}
	s.Recv, s.Same = r.receiverOf(call, s)
	if call == v && s.Repeat { // a list of coroutines, made elsewhere on whatever objects
		s.Recv, s.Same, s.ArgsSame = 0, false, false
	}
	for _, o := range objs {
		f := FuncRef(o.ID)
		switch o.Kind {
		case ClassObj, InstObj:
			if len(s.Row.Methods) > 0 {
				s.Targets = append(s.Targets, r.p.methodsOf(ClassRef(o.ID), s.Row.Methods)...)
			}
		case GenObj:
			if gen := r.p.IR(f); gen.Kind == ir.GenExpr { // *(f(x) for x in xs)
				s.Repeat, s.Same = true, r.p.genStable(f)
				for _, made := range r.p.returnsOf(f) {
					if made.Kind == CoroObj {
						s.Targets = append(s.Targets, FuncRef(made.ID))
					}
				}
				continue
			}
			s.Targets = append(s.Targets, f)
		case CoroObj, FuncObj, PartialObj:
			s.Targets = append(s.Targets, f)
		case BoundObj:
			s.Targets = append(s.Targets, f)
			s.Targets = append(s.Targets, r.overrides(ClassRef(o.Of), f)...)
		}
	}
	slices.Sort(s.Targets)
	s.Targets = slices.Compact(s.Targets)
}

// genStable says whether the coroutines that a generator expression makes all work on
// one object: a free variable or global as receiver or argument.
func (p *Program) genStable(f FuncRef) bool {
	body, m := p.Body(f, nil), p.Module(f)
	outer := func(v ir.Value) bool {
		for op := &body.Ops[v]; op.Code == ir.Read; op = &body.Ops[v] {
			base := body.Base(op)
			if base < 0 {
				return m.Paths[op.X].Sel != ir.RootLocal
			}
			v = base
		}
		return false
	}
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code != ir.Yield || op.N == 0 || body.Ops[body.Args(op)[0]].Code != ir.Call {
			continue
		}
		args := body.Args(&body.Ops[body.Args(op)[0]])
		if callee := &body.Ops[args[0]]; callee.Code == ir.Read && body.Base(callee) >= 0 {
			return outer(body.Base(callee))
		}
		for k := 1; k < len(args); k += 2 {
			if outer(args[k]) {
				return true
			}
		}
		return len(args) == 1
	}
	return false
}

// made finds the call that makes the coroutines of a list: the element of a
// comprehension, or what is appended to a local list.
func (r *resolver) made(v ir.Value) ir.Value {
	op := &r.body.Ops[v]
	switch op.Code {
	case ir.Spread:
		return r.made(r.body.Args(op)[0])
	case ir.Build:
		for i := range r.body.Ops {
			if add := &r.body.Ops[i]; add.Code == ir.CompAdd {
				if args := r.body.Args(add); args[0] == v && r.body.Ops[args[len(args)-1]].Code == ir.Call {
					return args[len(args)-1]
				}
			}
		}
	case ir.Read:
		if n := r.mod.Paths[op.X]; n.Sel == ir.RootLocal {
			if w, ok := r.alias(n.Name); ok && w >= 0 && r.body.Ops[w].Code == ir.Build {
				return r.made(ir.Value(w))
			}
		}
	}
	return ir.NoValue
}

// inDeeperLoop says whether op a lies in a loop that op b does not lie in.
func (r *resolver) inDeeperLoop(a, b int) bool {
	for _, l := range r.loops {
		if l[0] <= int32(a) && int32(a) <= l[1] && !(l[0] <= int32(b) && int32(b) <= l[1]) {
			return true
		}
	}
	return false
}

// receiverOf finds on which object a spawned function works: p in
// create_task(p.worker()), the arguments in create_task(work(p)). It returns the path
// of the receiver, and whether a loop around the spawn leaves the object the same.
func (r *resolver) receiverOf(v ir.Value, s *Spawn) (recv ir.PathID, stable bool) {
	op := &r.body.Ops[v]
	var args []ir.Value
	if op.Code == ir.Call {
		args = r.body.Args(op)
		op = &r.body.Ops[args[0]]
	}
	if op.Code != ir.Read {
		return 0, true
	}
	stable = len(args) < 2
	for k := 1; k+1 < len(args); k += 2 {
		if r.stable(args[k]) && r.body.Ops[args[k]].Code == ir.Read {
			stable, s.ArgsSame = true, true
			if path := r.body.Ops[args[k]].Path(); recv == 0 {
				recv = path
			}
		}
	}
	if base := r.body.Base(op); base >= 0 {
		s.Self = s.Self || r.isSelf(base)
		return r.body.Ops[base].Path(), r.stable(base)
	}
	return recv, stable
}

// stable says whether a value is the same in every turn of the loops it stands in.
func (r *resolver) stable(v ir.Value) bool {
	op := &r.body.Ops[v]
	switch op.Code {
	case ir.Const:
		return true
	case ir.Read:
		if base := r.body.Base(op); base >= 0 {
			return r.stable(base)
		}
		n := r.mod.Paths[op.X]
		if n.Sel != ir.RootLocal {
			return true
		}
		w, ok := r.alias(n.Name)
		if !ok || w == -1 {
			return r.isParam(n.Name)
		}
		return !r.inLoop(int(w)) || !r.inLoop(int(v))
	}
	return !r.inLoop(int(v))
}

func (r *resolver) isParam(name ir.StrID) bool {
	return slices.ContainsFunc(r.fn.Params, func(p ir.Param) bool { return p.Name == name })
}

// markSpawned notes the calls whose coroutines go to a spawner instead of running in
// the caller's own strand.
func (r *resolver) markSpawned(v ir.Value) {
	for range 3 {
		op := &r.body.Ops[v]
		switch op.Code {
		case ir.Call:
			r.spawned[v] = true
			return
		case ir.Spread:
			v = r.body.Args(op)[0]
		case ir.Build:
			for i := range r.body.Ops { // a comprehension: what it adds
				add := &r.body.Ops[i]
				if add.Code != ir.CompAdd {
					continue
				}
				if args := r.body.Args(add); args[0] == v && r.body.Ops[args[len(args)-1]].Code == ir.Call {
					r.spawned[args[len(args)-1]] = true
				}
			}
			return
		case ir.Read:
			n := r.mod.Paths[op.X]
			if n.Sel != ir.RootLocal {
				return
			}
			w, ok := r.alias(n.Name)
			if !ok || w < 0 {
				return
			}
			v = ir.Value(w)
		default:
			return
		}
	}
}
