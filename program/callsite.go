package program

import (
	"slices"

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
			c.OnSelf, c.Fresh = r.isSelf(base), r.own[base]
			c.Self = c.OnSelf && r.body.Ops[base].N == 0
		}
	}
	for _, o := range r.vals[callee] {
		c.Fresh = c.Fresh || o.Kind == ClassObj
		c.Targets = r.targets(o, c.Method, c.Targets)
		if name := r.p.nameOf(o); c.Name == "" {
			c.Name = name
		}
	}
	slices.Sort(c.Targets)
	c.Targets = slices.Compact(c.Targets)
	return c
}

// targets adds the functions that calling o runs.
func (r *resolver) targets(o Obj, method string, out []FuncRef) []FuncRef {
	switch o.Kind {
	case FuncObj, PartialObj:
		return append(out, FuncRef(o.ID))
	case BoundObj:
		out = append(out, FuncRef(o.ID))
		return append(out, r.p.Overrides(ClassRef(o.Of), r.p.Module(FuncRef(o.ID)).Str(r.p.IR(FuncRef(o.ID)).Name), maxTargets)...)
	case ClassObj:
		for _, name := range []string{"__init__", "__new__"} {
			if f := r.p.Method(ClassRef(o.ID), name); f != NoFunc {
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
	case FuncObj:
		return p.model.Canon(p.QualName(FuncRef(o.ID)))
	case BoundObj:
		return p.model.Canon(p.QualName(FuncRef(o.ID)))
	case ClassObj:
		return p.canonClass(ClassRef(o.ID))
	}
	return ""
}

// canonClass returns the canonical qualified name of a class of the program.
func (p *Program) canonClass(c ClassRef) string {
	return p.model.Canon(p.Modules[p.Classes[c].Mod].Name + "." + p.ClassName(c))
}

// property resolves an attribute read that runs a property of the program.
func (r *resolver) property(i int, op *ir.Op) (CallSite, bool) {
	n := r.mod.Paths[op.X]
	if n.Sel != ir.Attr || op.Code == ir.Delete {
		return CallSite{}, false
	}
	base := r.body.Base(op)
	name := r.mod.Str(n.Name)
	c := CallSite{Op: int32(i), Method: name, Self: r.isSelf(base)}
	for _, o := range r.vals[base] {
		if o.Kind != InstObj {
			continue
		}
		if op.Code == ir.Write {
			if f := r.setter(ClassRef(o.ID), name); f != NoFunc {
				c.Targets = append(c.Targets, f)
			}
		} else if f := r.p.Method(ClassRef(o.ID), name); f != NoFunc && r.p.Funcs[f].flags&isProperty != 0 {
			c.Targets = append(c.Targets, f)
		}
	}
	return c, len(c.Targets) > 0
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
	if row, ok := r.p.model.Spawns[c.Name]; ok {
		return row, true
	}
	callee := r.body.Args(op)[0]
	for _, o := range r.vals[callee] {
		switch o.Kind {
		case ClassObj: // a subclass of Thread runs its own run method
			for _, base := range r.p.Classes[o.ID].Outside {
				if row, ok := r.p.model.Spawns[r.p.model.Canon(base)]; ok {
					return row, true
				}
			}
		case BoundObj:
			name := r.p.Module(FuncRef(o.ID)).Str(r.p.IR(FuncRef(o.ID)).Name)
			for _, k := range r.p.Classes[o.Of].MRO {
				if row, ok := r.p.model.Spawns[r.p.canonClass(k)+"."+name]; ok {
					return row, true
				}
			}
		}
	}
	return model.Spawn{}, false
}

// spawn recognises a call that starts strands and finds what it runs.
func (r *resolver) spawn(i int, op *ir.Op, c *CallSite) (Spawn, bool) {
	row, ok := r.row(op, c)
	if !ok {
		return Spawn{}, false
	}
	s := Spawn{Op: int32(i), Row: row, Arg: -1, InLoop: r.inLoop(i)}
	args := r.body.Args(op)
	position := 0
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
		if !chosen {
			continue
		}
		s.Arg = int32(args[k])
		r.runs(args[k], &s)
	}
	slices.Sort(s.Targets)
	s.Targets = slices.Compact(s.Targets)
	return s, true
}

// runs adds what a value given to a spawner runs.
func (r *resolver) runs(v ir.Value, s *Spawn) {
	r.markSpawned(v)
	r.receiverOf(v, s)
	objs := r.vals[v]
	if r.body.Ops[v].Code == ir.Spread || r.body.Ops[v].Code == ir.Build || r.elems[v] != nil && objs != nil {
		objs = union(objs, r.elems[v])
		if len(r.elems[v]) > 0 {
			s.InLoop = s.InLoop || r.fromLoop(v)
		}
	}
	for _, o := range objs {
		switch o.Kind {
		case CoroObj, FuncObj, PartialObj, GenObj:
			s.Targets = append(s.Targets, FuncRef(o.ID))
		case BoundObj:
			s.Targets = append(s.Targets, FuncRef(o.ID))
			name := r.p.Module(FuncRef(o.ID)).Str(r.p.IR(FuncRef(o.ID)).Name)
			s.Targets = append(s.Targets, r.p.Overrides(ClassRef(o.Of), name, maxTargets)...)
		}
	}
}

// receiverOf notes on which object a spawned method runs: worker() in
// create_task(self.worker()), self.worker in Thread(target=self.worker).
func (r *resolver) receiverOf(v ir.Value, s *Spawn) {
	op := &r.body.Ops[v]
	if op.Code == ir.Call {
		op = &r.body.Ops[r.body.Args(op)[0]]
	}
	if op.Code != ir.Read {
		return
	}
	if base := r.body.Base(op); base >= 0 {
		s.Self = s.Self || r.isSelf(base)
		s.Fresh = s.Fresh || r.own[base] && r.inLoop(int(r.madeAt(base)))
	}
}

// madeAt returns the op that made the object that a local holds.
func (r *resolver) madeAt(v ir.Value) ir.Value {
	if op := &r.body.Ops[v]; op.Code == ir.Read && op.N == 0 {
		if w, ok := r.alias[r.mod.Paths[op.X].Name]; ok && w >= 0 {
			return ir.Value(w)
		}
	}
	return v
}

// fromLoop says whether a container value was filled by a comprehension or a loop.
func (r *resolver) fromLoop(v ir.Value) bool {
	op := &r.body.Ops[v]
	switch op.Code {
	case ir.Spread:
		return r.fromLoop(r.body.Args(op)[0])
	case ir.Build:
		return op.Aux >= ir.BuildCompList
	case ir.Read:
		return true // *tasks: a list that somebody filled
	case ir.Call:
		return true
	}
	return false
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
			w, ok := r.alias[n.Name]
			if !ok || w < 0 {
				return
			}
			v = ir.Value(w)
		default:
			return
		}
	}
}

// suspension says whether an op is a suspension point.
func (r *resolver) suspension(i int, op *ir.Op) (Suspension, bool) {
	s := Suspension{Op: int32(i)}
	flags := r.fn.Flags
	switch op.Code {
	case ir.Yield:
		s.Sure = flags&ir.Async != 0 || r.p.Funcs[r.f].flags&isCoroutine != 0
		return s, s.Sure
	case ir.YieldFrom:
		if r.p.Funcs[r.f].flags&isCoroutine == 0 {
			return s, false
		}
		r.waitsOn(r.body.Args(op)[0], "", &s)
	case ir.Await:
		r.waitsOn(r.body.Args(op)[0], "__await__", &s)
	case ir.Next:
		r.waitsOn(r.body.Args(op)[0], "__anext__", &s)
	case ir.Enter:
		r.waitsOn(r.body.Args(op)[0], "__aenter__", &s)
	case ir.Exit:
		r.waitsOn(r.body.Args(op)[0], "__aexit__", &s)
	}
	return s, s.Sure || len(s.On) > 0
}

// waitsOn adds what awaiting value v may wait for.
func (r *resolver) waitsOn(v ir.Value, method string, s *Suspension) {
	objs := r.vals[v]
	if len(objs) == 0 {
		s.Sure = true
	}
	for _, o := range objs {
		switch o.Kind {
		case CoroObj, GenObj:
			s.On = append(s.On, FuncRef(o.ID))
			if r.body.Ops[v].Code == ir.Call {
				if callee := r.body.Args(&r.body.Ops[v])[0]; method == "__await__" {
					for _, c := range r.vals[callee] {
						s.On = r.targets(c, "", s.On)
					}
				}
			}
		case InstObj:
			f := r.p.Method(ClassRef(o.ID), method)
			if f == NoFunc {
				s.Sure = true
			} else {
				s.On = append(s.On, f)
			}
		case ExtInst:
			if !r.p.model.Ready[r.p.model.Canon(o.Name)] {
				s.Sure = true
			}
		default:
			s.Sure = true
		}
	}
	slices.Sort(s.On)
	s.On = slices.Compact(s.On)
}
