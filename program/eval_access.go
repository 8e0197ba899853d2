package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// read evaluates a Read.
func (e *evaluator) read(i int, op *ir.Op) {
	n := e.mod.Paths[op.X]
	args := e.body.Args(op)
	switch n.Sel {
	case ir.RootLocal:
		v := e.variable(n.Name)
		v.read = true
		e.vals[i], e.elems[i] = v.objs, v.elems
		if e.fn.Kind == ir.ClassBody && e.vals[i] == nil {
			e.vals[i] = e.p.static(e.m, e.f2id(), ir.PathID(op.X))
		}
	case ir.RootFree:
		e.vals[i], e.elems[i] = e.captured(n.Name)
	case ir.RootGlobal:
		v := e.global(n.Name)
		e.vals[i], e.elems[i] = v.objs, v.elems
	case ir.Attr:
		found := e.attribute(e.vals[args[0]], n.Name)
		e.vals[i], e.elems[i] = union(e.vals[i], found.objs), union(e.elems[i], found.elems)
	case ir.Item, ir.AnyItem:
		e.vals[i] = e.elems[args[0]]
	}
}

// captured finds a variable of an enclosing function.
func (e *evaluator) captured(name ir.StrID) (objs, elems Objs) {
	text := e.mod.Str(name)
	for f := e.p.Parent(e.f); f != NoFunc; f = e.p.Parent(f) {
		if e.p.IR(f).Kind == ir.ClassBody {
			if text == "__class__" {
				return e.p.class(e.p.classRef(e.m, e.p.IR(f).Class)), nil
			}
			continue
		}
		if found := e.p.locals[localOf(f, name)]; found.objs != nil {
			return found.objs, found.elems
		}
		for i, param := range e.p.IR(f).Params {
			if param.Name != name {
				continue
			}
			if i == 0 {
				if self := e.p.selfObj(f); self != nil {
					return self, nil
				}
			}
			return e.p.annotated(e.m, e.p.IR(f).Parent, param.Type), nil
		}
	}
	return e.p.nested(e.m, e.fn.Parent, text), nil
}

// write evaluates a Write: it changes a local, or contributes to a cell.
func (e *evaluator) write(op *ir.Op) (changed bool) {
	n := e.mod.Paths[op.X]
	args := e.body.Args(op)
	v := args[len(args)-1]
	objs, elems := e.vals[v], e.elems[v]
	switch n.Sel {
	case ir.RootLocal:
		if e.fn.Kind == ir.ClassBody {
			e.contribute(cell{kind: staticCell, id: int32(e.p.classRef(e.m, e.fn.Class)), name: e.mod.Str(n.Name)}, objs, elems)
		}
		local := e.variable(n.Name)
		before, beforeElems := local.objs, local.elems
		local.objs, local.elems = union(before, objs), union(beforeElems, elems)
		changed = local.read && (!equalObjs(before, local.objs) || !equalObjs(beforeElems, local.elems))
		if e.emit != nil && e.captures(n.Name) {
			e.contribute(cell{kind: localCell, id: int32(e.f), local: n.Name}, local.objs, local.elems)
		}
	case ir.RootFree:
		for f := e.p.Parent(e.f); f != NoFunc; f = e.p.Parent(f) {
			if e.p.owns(f, n.Name) {
				e.contribute(cell{kind: localCell, id: int32(f), local: n.Name}, objs, elems)
				break
			}
		}
	case ir.RootGlobal:
		e.contribute(cell{kind: globalCell, id: int32(e.m), name: e.mod.Str(n.Name)}, objs, elems)
	case ir.Attr:
		for _, o := range e.vals[args[0]] {
			switch o.Kind {
			case InstObj:
				e.contribute(cell{kind: fieldCell, id: o.ID, name: e.mod.Str(n.Name)}, objs, elems)
			case ClassObj:
				e.contribute(cell{kind: staticCell, id: o.ID, name: e.mod.Str(n.Name)}, objs, elems)
			case ModObj:
				e.contribute(cell{kind: globalCell, id: o.ID, name: e.mod.Str(n.Name)}, objs, elems)
			}
		}
	case ir.Item, ir.AnyItem:
		e.store(args[0], objs)
	}
	return changed
}

// store notes that the container v got an element.
func (e *evaluator) store(v ir.Value, objs Objs) {
	if len(objs) == 0 {
		return
	}
	e.elems[v] = union(e.elems[v], objs)
	op := &e.body.Ops[v]
	if op.Code != ir.Read {
		return
	}
	n := e.mod.Paths[op.X]
	switch n.Sel {
	case ir.RootLocal:
		local := e.variable(n.Name)
		local.elems = union(local.elems, objs)
		if e.emit != nil && e.captures(n.Name) {
			e.contribute(cell{kind: localCell, id: int32(e.f), local: n.Name}, local.objs, local.elems)
		}
	case ir.RootGlobal:
		e.contribute(cell{kind: globalCell, id: int32(e.m), name: e.mod.Str(n.Name)}, nil, objs)
	case ir.Attr:
		for _, o := range e.vals[e.body.Args(op)[0]] {
			switch o.Kind {
			case InstObj:
				e.contribute(cell{kind: fieldCell, id: o.ID, name: e.mod.Str(n.Name)}, nil, objs)
			case ClassObj:
				e.contribute(cell{kind: staticCell, id: o.ID, name: e.mod.Str(n.Name)}, nil, objs)
			}
		}
	}
}

// captures says whether an inner function uses a local of this one.
func (e *evaluator) captures(name ir.StrID) bool {
	for i := range e.fn.Locals {
		if e.fn.Locals[i].Name == name {
			return e.fn.Locals[i].Cell
		}
	}
	return false
}

// owns says whether name is a local of f.
func (p *Program) owns(f FuncRef, name ir.StrID) bool {
	fn := p.IR(f)
	if fn.Kind == ir.ClassBody {
		return false
	}
	for i := range fn.Locals {
		if fn.Locals[i].Name == name {
			return true
		}
	}
	return false
}

func (e *evaluator) contribute(c cell, objs, elems Objs) {
	if e.emit == nil || objs == nil && elems == nil && c.kind != fieldCell && c.kind != staticCell {
		return
	}
	if x := (contribution{c, objs, elems}); !e.p.known(&x) {
		e.emit(x)
	}
}

// attr returns what an attribute of an object may be.
func (p *Program) attr(o Obj, name string) Objs {
	switch o.Kind {
	case InstObj:
		return p.instAttr(ClassRef(o.ID), ClassRef(o.ID), 0, name, true)
	case SuperObj:
		return p.instAttr(ClassRef(o.ID), ClassRef(o.ID), 1, name, true)
	case ClassObj:
		return p.instAttr(ClassRef(o.ID), ClassRef(o.ID), 0, name, false)
	case ModObj:
		m := ModRef(o.ID)
		if out := p.global(m, name, 1); out != nil {
			return out
		}
		if sub, ok := p.named(m, p.Modules[m].Name+"."+name); ok {
			return Objs{{Kind: ModObj, ID: int32(sub)}}
		}
		return nil
	case ExtObj:
		if subs := p.byName[o.Name+"."+name]; len(subs) > 0 {
			return Objs{{Kind: ModObj, ID: int32(subs[0])}}
		}
		return ext(o.Name + "." + name)
	case ExtInst:
		return ext(o.Name + "." + name)
	case FuncObj, BoundObj:
		return nil
	case CoroObj, GenObj:
		return ext("builtins.generator." + name)
	}
	return nil
}

// instAttr looks a name up in the resolution order of class c from position skip on;
// inst says whether the receiver is an instance (so that functions get bound).
func (p *Program) instAttr(c, of ClassRef, skip int, name string, inst bool) Objs {
	var out Objs
	assigned := false
	for _, k := range p.Classes[c].MRO[min(skip, len(p.Classes[c].MRO)):] {
		if f, ok := p.Classes[k].Methods[name]; ok {
			return union(out, p.bind(f, of, inst))
		}
		if field, ok := p.Classes[k].Fields[name]; ok {
			assigned = true
			out = union(out, field.Types)
			if field.Types != nil {
				return out
			}
		}
	}
	if out != nil {
		return out
	}
	for _, base := range p.Classes[c].Outside {
		if typ, ok := p.model.Returns[p.model.Canon(base)+"."+name]; ok && inst {
			return extInst(typ)
		}
	}
	if len(p.Classes[c].Outside) > 0 && inst && !assigned {
		return ext(p.model.Canon(p.Classes[c].Outside[0]) + "." + name)
	}
	return nil
}

// bind turns a function found on a class into what the lookup yields.
func (p *Program) bind(f FuncRef, of ClassRef, inst bool) Objs {
	flags := p.Funcs[f].flags
	switch {
	case flags&isProperty != 0 && inst:
		return p.returnsOf(f)
	case flags&isStatic != 0:
		return p.code(f)
	case flags&isClassMethod != 0 || inst:
		return Objs{{Kind: BoundObj, ID: int32(f), Of: int32(of)}}
	}
	return p.code(f)
}

// attrElems returns what the elements of a container attribute may be.
func (p *Program) attrElems(o Obj, name string) Objs {
	switch o.Kind {
	case InstObj, ClassObj:
		if f := p.FieldOf(ClassRef(o.ID), name); f != nil {
			return f.Elems
		}
	case ModObj:
		return p.Modules[o.ID].elems[name]
	}
	return nil
}

// elemGetters are container methods that hand out elements; elemSetters put them in,
// the number being the position of the element among the arguments.
var (
	elemGetters = map[string]bool{"get": true, "pop": true, "popleft": true, "popitem": true, "setdefault": true}
	viewMethods = map[string]bool{"values": true, "items": true, "copy": true}
	elemSetters = map[string]int{"append": 0, "add": 0, "appendleft": 0, "setdefault": 1, "insert": 1, "put_nowait": 0, "put": 0}
	copiers     = map[string]bool{
		"builtins.list": true, "builtins.tuple": true, "builtins.set": true, "builtins.sorted": true,
		"builtins.iter": true, "builtins.reversed": true, "builtins.frozenset": true, "builtins.dict": true,
	}
)

// call evaluates a Call.
func (e *evaluator) call(i int, op *ir.Op) {
	args := e.body.Args(op)
	callee := args[0]
	for _, o := range e.vals[callee] {
		e.vals[i] = union(e.vals[i], e.result(o, args))
		e.passArgs(o, args)
		e.passToThread(o, op)
	}
	if name := e.methodOf(callee); name != "" {
		base := e.body.Args(&e.body.Ops[callee])[0]
		switch {
		case elemGetters[name] && e.elems[base] != nil:
			e.vals[i] = e.elems[base]
		case viewMethods[name]:
			e.elems[i] = e.elems[base]
		}
		if pos, ok := elemSetters[name]; ok && len(args) > 2+2*pos && args[2+2*pos] == ir.TagPositional {
			e.store(base, e.vals[args[1+2*pos]])
		}
	}
	if len(args) > 1 && len(e.vals[callee]) == 1 && e.vals[callee][0].Name == "collections.defaultdict" {
		for _, o := range e.vals[args[1]] {
			if _, lock := e.p.model.Locks[e.p.model.Canon(o.Name)]; lock && o.Kind == ExtObj {
				e.elems[i] = union(e.elems[i], e.p.instance(o))
			}
		}
	}
	if len(args) > 1 && len(e.vals[callee]) == 1 && e.vals[callee][0].Name != "" && e.outsider(e.vals[callee][0].Name).copies {
		e.elems[i] = e.elems[args[1]]
	}
	if op.Flags&ir.Implicit != 0 && len(args) > 1 && !e.replaces(e.vals[callee]) {
		e.vals[i] = e.vals[args[1]] // a decorator: assume that it returns its function, wrapped
	}
}

// replaces says whether a decorator yields something else than its function.
func (e *evaluator) replaces(decorator Objs) bool {
	for _, o := range decorator {
		if o.Kind == ClassObj {
			return true
		}
	}
	return false
}

func (e *evaluator) methodOf(callee ir.Value) string {
	op := &e.body.Ops[callee]
	if op.Code != ir.Read {
		return ""
	}
	if p := e.mod.Paths[op.X]; p.Sel == ir.Attr {
		return e.mod.Str(p.Name)
	}
	return ""
}

// result returns what calling o gives.
func (e *evaluator) result(o Obj, args []ir.Value) Objs {
	switch o.Kind {
	case FuncObj, BoundObj, PartialObj:
		return e.callResult(FuncRef(o.ID))
	case ClassObj:
		return e.p.inst(ClassRef(o.ID))
	case InstObj:
		if f := e.p.Method(ClassRef(o.ID), "__call__"); f != NoFunc {
			return e.callResult(f)
		}
	case ExtObj:
		return e.extResult(e.outsider(o.Name), args)
	}
	return nil
}

// callResult returns what calling f gives: a coroutine, a generator, or its result.
func (e *evaluator) callResult(f FuncRef) Objs {
	flags := e.p.IR(f).Flags
	switch {
	case flags&ir.Generator != 0:
		return Objs{{Kind: GenObj, ID: int32(f)}}
	case flags&ir.Async != 0:
		return Objs{{Kind: CoroObj, ID: int32(f)}}
	}
	return e.returnsOf(f)
}

// extResult returns what calling an outside name gives.
func (e *evaluator) extResult(x *outside, args []ir.Value) Objs {
	switch {
	case x.canon == "builtins.super":
		if c := e.p.classAround(e.f); c != NoClass {
			return Objs{{Kind: SuperObj, ID: int32(c)}}
		}
		return nil
	case x.byArgs:
		return e.passThrough(x.canon, args)
	case x.single != nil && e.onePermit(args):
		return x.single
	}
	return x.result
}

// onePermit says whether a semaphore is made with a single permit, the default.
func (e *evaluator) onePermit(args []ir.Value) bool {
	if len(args) < 2 {
		return true
	}
	op := &e.body.Ops[args[1]]
	return op.Code == ir.Const && op.Aux == ir.ConstInt && e.mod.Str(ir.StrID(op.X)) == "1"
}

// passThrough handles outside functions whose result is made of an argument.
func (e *evaluator) passThrough(name string, args []ir.Value) (out Objs) {
	pos := 1
	if name == "typing.cast" {
		pos = 3
	}
	if len(args) <= pos {
		return nil
	}
	for _, o := range e.vals[args[pos]] {
		switch {
		case name == "builtins.type" && o.Kind == InstObj:
			out = union(out, e.p.class(ClassRef(o.ID)))
		case name == "builtins.type":
		case strings.HasPrefix(name, "functools.") && (o.Kind == FuncObj || o.Kind == BoundObj):
			out = union(out, Objs{{Kind: PartialObj, ID: o.ID, Of: o.Of}})
		default:
			out = union(out, Objs{o})
		}
	}
	return out
}

// passArgs contributes argument values to the callee's parameters.
func (e *evaluator) passArgs(o Obj, args []ir.Value) {
	if e.emit == nil {
		return
	}
	var f FuncRef
	skip := 0
	switch o.Kind {
	case FuncObj:
		f = FuncRef(o.ID)
	case BoundObj:
		f, skip = FuncRef(o.ID), 1
	case ClassObj:
		if f = e.p.Classes[o.ID].init; f == NoFunc {
			return
		}
		skip = 1
	default:
		return
	}
	params := e.p.IR(f).Params
	mod := e.p.Module(f)
	for k := 1; k+1 < len(args); k += 2 {
		objs, tag := e.vals[args[k]], int(args[k+1])
		if objs == nil && e.elems[args[k]] == nil {
			if tag == ir.TagPositional {
				skip++ // the others keep their places
			}
			continue
		}
		switch {
		case tag == ir.TagPositional && skip < len(params):
			if params[skip].Kind == ir.PosOnly || params[skip].Kind == ir.PosOrKw {
				e.contribute(cell{kind: localCell, id: int32(f), local: params[skip].Name}, objs, e.elems[args[k]])
			}
			skip++
		case tag >= ir.TagKeyword:
			name := e.mod.Str(ir.StrID(tag - ir.TagKeyword))
			for i := range params {
				if mod.Str(params[i].Name) == name && params[i].Kind <= ir.KwOnly {
					e.contribute(cell{kind: localCell, id: int32(f), local: params[i].Name}, objs, e.elems[args[k]])
				}
			}
		default:
			return // after *args the positions are not known
		}
	}
}
