package program

import (
	"github.com/racehunt/racehunt/ir"
)

// evaluator computes what every value of one body may be, in one pass over its ops:
// operands stand before their uses, and a second pass sees what loops carry around.
// It is flow-insensitive in variables: a local may be whatever is assigned to it
// anywhere in the function.
type evaluator struct {
	p    *Program
	f    FuncRef
	m    ModRef
	mod  *ir.Module
	fn   *ir.Func
	body ir.Body

	vals  []Objs             // by op
	elems []Objs             // by op: what the elements of a container may be
	emit  func(contribution) // collects assignments; nil when only reading

	locals  []variable // those of the function, in order of first use
	slots   []int32    // by StrID: position in locals plus 1, or 0
	globals []variable // by StrID: module-level names looked up before; read says that they were
	memory  memory
}

type variable struct {
	name        ir.StrID
	objs, elems Objs
	read        bool  // a read came before, so that a later change asks for a second pass
	holds       int32 // the value assigned plus 1, 0 if none, severalTimes; used by the resolver
}

// contribution is an assignment that one function makes to a cell of the program.
type contribution struct {
	cell  cell
	objs  Objs
	elems Objs
}

// cell is a variable that outlives one evaluation: a field, a global, a captured
// local, a parameter (by argument), or a function's result (Name "return").
type cell struct {
	kind  cellKind
	id    int32
	local ir.StrID // for localCell, in the module of the function
	name  string   // for fields and globals
}

// localKey names a variable of a function; integers are found faster than texts.
type localKey uint64

func localOf(f FuncRef, name ir.StrID) localKey {
	return localKey(f)<<32 | localKey(name)
}

type cellKind uint8

const (
	fieldCell  cellKind = iota // id is a ClassRef
	staticCell                 // id is a ClassRef; assigned in the class body or through the class
	globalCell                 // id is a ModRef
	localCell                  // id is a FuncRef
	returnCell                 // id is a FuncRef
)

// known says whether the cells already have what a contribution would add, as the
// snapshot of the round shows them.
func (p *Program) known(c *contribution) bool {
	switch c.cell.kind {
	case fieldCell, staticCell:
		f := p.Classes[c.cell.id].Fields[c.cell.name]
		return f != nil && covers(f.Types, c.objs) && covers(f.Elems, c.elems) && (f.Static || c.cell.kind != staticCell)
	case globalCell:
		m := &p.Modules[c.cell.id]
		return covers(m.vars[c.cell.name], c.objs) && covers(m.elems[c.cell.name], c.elems)
	case returnCell:
		return covers(p.Funcs[c.cell.id].returns, c.objs)
	}
	local := p.locals[localOf(FuncRef(c.cell.id), c.cell.local)]
	return covers(local.objs, c.objs) && covers(local.elems, c.elems)
}

// covers says whether adding b to a would leave a as it is.
func covers(a, b Objs) bool {
	return len(b) == 0 || len(a) == maxObjs && a[maxObjs-1].compare(b[0]) < 0 || equalObjs(union(a, b), a)
}

func newEvaluator(p *Program) *evaluator {
	return &evaluator{p: p, m: NoMod}
}

// run evaluates the body of f.
func (e *evaluator) run(f FuncRef) {
	if m := e.p.Funcs[f].Mod; m != e.m {
		e.m, e.mod = m, e.p.Modules[m].IR
		n := len(e.mod.Strings)
		e.slots = append(e.slots[:0], make([]int32, n)...)
		e.globals = append(e.globals[:0], make([]variable, n)...)
		e.locals = e.locals[:0]
		e.memory.leave()
	}
	e.f, e.fn = e.p.Original(f), e.p.IR(f)
	e.p.Body(f, &e.body)
	e.evaluate()
}

func (e *evaluator) evaluate() {
	n := len(e.body.Ops)
	if cap(e.vals) < n {
		e.vals, e.elems = make([]Objs, n+n/2), make([]Objs, n+n/2)
	}
	e.vals, e.elems = e.vals[:n], e.elems[:n]
	clear(e.vals)
	clear(e.elems)
	for i := range e.locals {
		e.slots[e.locals[i].name] = 0
	}
	e.locals = e.locals[:0]
	e.bindParams()
	if e.pass() {
		e.pass()
	}
}

// bindParams gives parameters what annotations, the class and known arguments say.
func (e *evaluator) bindParams() {
	for i, param := range e.fn.Params {
		v := e.variable(param.Name)
		if i == 0 {
			if self := e.p.selfObj(e.f); self != nil {
				v.objs = self
				continue
			}
		}
		if param.Kind == ir.VarPos || param.Kind == ir.VarKw {
			continue
		}
		v.objs = e.p.annotated(e.m, e.fn.Parent, param.Type)
		if v.objs == nil {
			v.objs = e.p.locals[localOf(e.f, param.Name)].objs
		}
	}
	for i := range e.fn.Annots {
		e.bindAnnotation(&e.fn.Annots[i])
	}
}

// bindAnnotation gives a variable, or the attribute of a class or of self, what its
// annotation says: "lock: Lock" in a class body, "self.pool: Pool = …" in a method.
func (e *evaluator) bindAnnotation(a *ir.Annot) {
	n := e.mod.Paths[a.Path]
	name := e.mod.Str(n.Name)
	switch {
	case n.Sel == ir.RootLocal && e.fn.Kind == ir.ClassBody:
		if objs := e.p.annotated(e.m, e.f2id(), a.Type); objs != nil {
			e.contribute(cell{kind: fieldCell, id: int32(e.p.classRef(e.m, e.fn.Class)), name: name}, objs, nil)
		}
	case n.Sel == ir.RootLocal:
		v := e.variable(n.Name)
		v.objs = union(v.objs, e.p.annotated(e.m, e.f2id(), a.Type))
	case n.Sel == ir.Attr && len(e.fn.Params) > 0 && e.mod.Paths[n.Base] == (ir.Path{Sel: ir.RootLocal, Name: e.fn.Params[0].Name}):
		for _, self := range e.p.selfObj(e.f) {
			if objs := e.p.annotated(e.m, e.f2id(), a.Type); objs != nil && self.Kind == InstObj {
				e.contribute(cell{kind: fieldCell, id: self.ID, name: name}, objs, nil)
			}
		}
	}
}

func (e *evaluator) f2id() ir.FuncID { return e.p.Funcs[e.f].ID }

// selfObj returns what the first parameter of a method is, nil for other functions.
func (p *Program) selfObj(f FuncRef) Objs {
	fn := &p.Funcs[f]
	if fn.Class == NoClass || fn.flags&isStatic != 0 || p.IR(f).Kind != ir.Function {
		return nil
	}
	name := p.Module(f).Str(p.IR(f).Name)
	if fn.flags&isClassMethod != 0 || name == "__new__" || name == "__init_subclass__" || name == "__class_getitem__" {
		return p.class(fn.Class)
	}
	return p.inst(fn.Class)
}

// variable returns a local; the pointer is valid until the next call.
func (e *evaluator) variable(name ir.StrID) *variable {
	if e.slots[name] == 0 {
		e.locals = append(e.locals, variable{name: name})
		e.slots[name] = int32(len(e.locals))
	}
	return &e.locals[e.slots[name]-1]
}

// global returns a module-level name as a root path of this module sees it.
func (e *evaluator) global(name ir.StrID) *variable {
	v := &e.globals[name]
	if !v.read {
		v.read = true
		text := e.mod.Str(name)
		if v.objs = e.p.global(e.m, text, 0); v.objs == nil {
			if _, bound := e.p.Modules[e.m].symbols[text]; !bound {
				v.objs = e.builtin(text)
			}
		}
		v.elems = e.p.Modules[e.m].elems[text]
	}
	return v
}

// pass evaluates every op once and reports whether a local changed after a read of
// it could have seen the old value.
func (e *evaluator) pass() (changed bool) {
	for i := range e.body.Ops {
		op := &e.body.Ops[i]
		switch op.Code {
		case ir.Read:
			e.read(i, op)
		case ir.Write:
			if e.write(op) {
				changed = true
			}
		case ir.Call:
			e.call(i, op)
		default:
			e.other(i, op)
		}
	}
	return changed
}

func (e *evaluator) other(i int, op *ir.Op) {
	args := e.body.Args(op)
	switch op.Code {
	case ir.Merge:
		for _, a := range args {
			e.vals[i] = union(e.vals[i], e.vals[a])
			e.elems[i] = union(e.elems[i], e.elems[a])
		}
	case ir.Build:
		e.build(i, op, args)
	case ir.Elem:
		e.vals[i] = e.unpacked(args[0], int(op.X))
		e.elems[i] = nil
	case ir.Await:
		e.vals[i] = e.awaited(e.vals[args[0]])
	case ir.Iter:
		e.vals[i], e.elems[i] = e.vals[args[0]], e.elems[args[0]]
	case ir.Next:
		e.vals[i] = e.iterated(args[0])
	case ir.Enter:
		e.vals[i] = e.entered(e.vals[args[0]], op.Flags&ir.IsAsync != 0)
	case ir.MakeFunc:
		e.vals[i] = e.made(op)
	case ir.MakeClass:
		e.vals[i] = e.p.class(e.p.classRef(e.m, ir.ClassID(op.X)))
	case ir.ImportName:
		e.vals[i] = e.p.imported(e.m, int(op.X), 0)
	case ir.Return:
		if len(args) == 1 {
			e.contribute(cell{kind: returnCell, id: int32(e.f)}, e.vals[args[0]], e.elems[args[0]])
		}
	case ir.Yield:
		if len(args) == 1 {
			e.contribute(cell{kind: returnCell, id: int32(e.f)}, e.vals[args[0]], nil)
		}
	case ir.CompAdd:
		last := args[len(args)-1]
		e.elems[args[0]] = union(e.elems[args[0]], e.vals[last])
	}
}

func (e *evaluator) made(op *ir.Op) Objs {
	if e.mod.Funcs[op.X].Kind == ir.GenExpr {
		return Objs{{Kind: GenObj, ID: int32(e.p.Ref(e.m, ir.FuncID(op.X)))}}
	}
	return e.p.code(e.p.Ref(e.m, ir.FuncID(op.X)))
}

func (e *evaluator) build(i int, op *ir.Op, args []ir.Value) {
	switch op.Aux {
	case ir.BuildTuple:
		e.vals[i] = tupleObjs
	case ir.BuildList, ir.BuildCompList:
		e.vals[i] = listObjs
	case ir.BuildSet, ir.BuildCompSet:
		e.vals[i] = setObjs
	case ir.BuildDict, ir.BuildCompDict:
		e.vals[i] = dictObjs
		for k := 1; k < len(args); k += 2 {
			e.elems[i] = union(e.elems[i], e.vals[args[k]])
		}
		return
	default:
		return
	}
	for k, a := range args {
		if k == 8 {
			break // a long display: its first elements tell enough
		}
		e.elems[i] = union(e.elems[i], e.vals[a])
	}
}

var (
	tupleObjs = extInst("builtins.tuple")
	listObjs  = extInst("builtins.list")
	setObjs   = extInst("builtins.set")
	dictObjs  = extInst("builtins.dict")
)

// unpacked returns element k of value v.
func (e *evaluator) unpacked(v ir.Value, k int) Objs {
	op := &e.body.Ops[v]
	args := e.body.Args(op)
	if op.Code == ir.Build && op.Aux == ir.BuildTuple && k < len(args) {
		return e.vals[args[k]]
	}
	if op.Code == ir.Next { // for key, value in d.items()
		it := &e.body.Ops[args[0]]
		src := e.body.Args(it)
		if it.Code == ir.Iter && k == 1 && e.methodName(src[0]) == "items" {
			return e.elems[src[0]]
		}
		return nil
	}
	return e.elems[v]
}

// methodName returns the name of the method if v is a call of an attribute, else "".
func (e *evaluator) methodName(v ir.Value) string {
	op := &e.body.Ops[v]
	if op.Code != ir.Call {
		return ""
	}
	callee := &e.body.Ops[e.body.Args(op)[0]]
	if callee.Code != ir.Read {
		return ""
	}
	if p := e.mod.Paths[callee.X]; p.Sel == ir.Attr {
		return e.mod.Str(p.Name)
	}
	return ""
}

func (e *evaluator) iterated(it ir.Value) Objs {
	op := &e.body.Ops[it]
	if op.Code == ir.Iter && e.methodName(e.body.Args(op)[0]) == "items" {
		return tupleObjs
	}
	var out Objs
	for _, o := range e.vals[it] {
		if o.Kind == GenObj {
			out = union(out, e.returnsOf(FuncRef(o.ID)))
		}
	}
	return union(out, e.elems[it])
}

// awaited returns what awaiting a value gives.
func (e *evaluator) awaited(v Objs) (out Objs) {
	for _, o := range v {
		switch o.Kind {
		case CoroObj:
			out = union(out, e.returnsOf(FuncRef(o.ID)))
		case ExtInst:
			if typ, ok := e.p.model.Returns["await "+e.p.model.Canon(o.Name)]; ok {
				out = union(out, extInst(typ))
			}
		case InstObj:
			if f := e.p.Method(ClassRef(o.ID), "__await__"); f != NoFunc {
				out = union(out, e.returnsOf(f))
			}
		}
	}
	return out
}

// entered returns what a with statement binds: the manager itself unless more is known.
func (e *evaluator) entered(v Objs, async bool) (out Objs) {
	method := "__enter__"
	if async {
		method = "__aenter__"
	}
	for _, o := range v {
		switch o.Kind {
		case GenObj:
			out = union(out, e.returnsOf(FuncRef(o.ID)))
		case InstObj:
			if f := e.p.Method(ClassRef(o.ID), method); f != NoFunc {
				out = union(out, e.returnsOf(f))
			}
		case ExtInst:
			out = union(out, Objs{o})
		}
	}
	return out
}

func (p *Program) returnsOf(f FuncRef) Objs {
	if out := p.Funcs[f].returns; out != nil {
		return out
	}
	return p.annotated(p.Funcs[f].Mod, p.IR(f).Parent, p.IR(f).Returns)
}

// annotated returns the instances that an annotation describes.
func (p *Program) annotated(m ModRef, f ir.FuncID, t ir.TypeID) (out Objs) {
	if t == 0 {
		return nil
	}
	typ := p.Modules[m].IR.Types[t]
	switch typ.Kind {
	case ir.TypeUnion:
		for _, a := range typ.Args {
			out = union(out, p.annotated(m, f, a))
		}
	case ir.TypeName:
		for _, o := range p.static(m, f, typ.Path) {
			out = union(out, p.instance(o))
		}
	}
	return out
}

// instance returns an instance of a class object.
func (p *Program) instance(o Obj) Objs {
	switch o.Kind {
	case ClassObj:
		return p.inst(ClassRef(o.ID))
	case ExtObj:
		return extInst(p.model.Canon(o.Name))
	}
	return nil
}
