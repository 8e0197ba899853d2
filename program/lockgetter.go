package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// gotten finds where a lock is kept that a method or property hands out: one that does
// nothing but return a field of its receiver, or the element of one under a key that the
// caller gives; or a function that returns a variable of its module.
func (r *resolver) gotten(v ir.Value) (Location, Ref) {
	op := &r.body.Ops[v]
	read := v
	if op.Code == ir.Call {
		read = r.body.Callee(op)
		if !r.maybeLock(v) {
			return Location{}, Ref{}
		}
		if loc := r.gottenGlobal(read); loc.Kind != NoOwner {
			return loc, Ref{Root: FixedRoot, Loc: loc}
		}
	}
	x := &r.body.Ops[read]
	if x.Code != ir.Read || r.mod.Paths[x.X].Sel != ir.Attr {
		return Location{}, Ref{}
	}
	base := r.body.Base(x)
	for _, o := range r.vals[base] {
		if o.Kind != InstObj {
			continue
		}
		f := r.p.Method(ClassRef(o.ID), r.mod.Str(r.mod.Paths[x.X].Name))
		if f == NoFunc || (r.p.Funcs[f].flags&isProperty != 0) == (op.Code == ir.Call) {
			continue
		}
		if loc, ref := r.gottenElement(v, base, f, ClassRef(o.ID)); loc.Kind != NoOwner {
			return loc, ref
		}
		if field := r.p.returnsField(f); field != "" {
			loc := Location{OfInstance, int32(r.p.FieldOwner(ClassRef(o.ID), field)), field}
			if r.p.classWide(loc) {
				loc.Kind = OfClass
				return loc, Ref{Root: FixedRoot, Loc: loc}
			}
			return loc, r.ref(base).extend("." + field)
		}
	}
	return Location{}, Ref{}
}

// returnsField returns the field of its receiver that every return of a method hands
// out, "" if there is none such.
func (p *Program) returnsField(f FuncRef) (field string) {
	fn, m := p.IR(f), p.Module(f)
	if fn.Flags&(ir.Async|ir.Generator) != 0 || len(fn.Params) == 0 {
		return ""
	}
	body := p.Body(f, nil)
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code != ir.Return || op.Flags&ir.Implicit != 0 {
			continue
		}
		if op.N == 0 {
			return ""
		}
		x := &body.Ops[body.Args(op)[0]]
		if x.Code != ir.Read || m.Paths[x.X].Sel != ir.Attr {
			return ""
		}
		self := &body.Ops[body.Base(x)]
		name := m.Str(m.Paths[x.X].Name)
		if self.Code != ir.Read || self.N != 0 || m.Paths[self.X].Name != fn.Params[0].Name || field != "" && field != name {
			return ""
		}
		field = name
	}
	return field
}

// maybeLock says whether a value may be a lock, or nothing is known of it.
func (r *resolver) maybeLock(v ir.Value) bool {
	return len(r.vals[v]) == 0 || slices.ContainsFunc(r.vals[v], func(o Obj) bool { _, ok := r.p.lockRow(o); return ok })
}

// gottenGlobal finds the module variable that a plain function does nothing but return.
func (r *resolver) gottenGlobal(callee ir.Value) Location {
	if len(r.vals[callee]) != 1 || r.vals[callee][0].Kind != FuncObj {
		return Location{}
	}
	f := FuncRef(r.vals[callee][0].ID)
	var found Location
	ok := r.p.eachReturn(f, func(m *ir.Module, body *ir.Body, v ir.Value) bool {
		x := &body.Ops[v]
		if x.Code != ir.Read || m.Paths[x.X].Sel != ir.RootGlobal {
			return false
		}
		loc := r.p.variable(r.p.Funcs[f].Mod, m.Str(m.Paths[x.X].Name), 0)
		if found.Kind != NoOwner && loc != found {
			return false
		}
		found = loc
		return loc.Kind != NoOwner
	})
	if !ok {
		return Location{}
	}
	return found
}

// gottenElement finds the lock that a method hands out for a key: what it returns is the
// element of a dict of its receiver under its first parameter, made anew if it is missing.
func (r *resolver) gottenElement(call, base ir.Value, f FuncRef, c ClassRef) (Location, Ref) {
	op := &r.body.Ops[call]
	if op.Code != ir.Call || r.body.NumArgs(op) == 0 || len(r.p.IR(f).Params) < 2 {
		return Location{}, Ref{}
	}
	field := r.p.returnsElement(f)
	if field == "" {
		return Location{}, Ref{}
	}
	loc := Location{OfInstance, int32(r.p.FieldOwner(c, field)), field + "[*]"}
	selector := "[?]"
	if v := r.body.Positional(op, 0); v >= 0 && r.body.Ops[v].Code == ir.Read {
		if n := r.mod.Paths[r.body.Ops[v].X]; n.Sel == ir.RootLocal && r.single(n.Name) {
			selector = "[%" + r.mod.Str(n.Name) + "]"
		}
	}
	return loc, r.ref(base).extend("." + field + selector)
}

// returnsElement returns the field of its receiver of which a method hands out the element
// under its first parameter, "" if there is none such.
func (p *Program) returnsElement(f FuncRef) (field string) {
	ok := p.eachReturn(f, func(m *ir.Module, body *ir.Body, v ir.Value) bool {
		name := p.elementOf(f, m, body, v)
		if x := &body.Ops[v]; name == "" && x.Code == ir.Read && m.Paths[x.X].Sel == ir.RootLocal {
			name = p.elementIn(f, m, body, m.Paths[x.X].Name)
		}
		if name == "" || field != "" && field != name {
			return false
		}
		field = name
		return true
	})
	if !ok {
		return ""
	}
	return field
}

// elementIn says the same of a local: it is taken out of the field, or made and stored there.
func (p *Program) elementIn(f FuncRef, m *ir.Module, body *ir.Body, local ir.StrID) (field string) {
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code != ir.Write || m.Paths[op.X].Sel != ir.RootLocal || m.Paths[op.X].Name != local {
			continue
		}
		name := p.elementOf(f, m, body, body.Stored(op))
		if name == "" && body.Ops[body.Stored(op)].Code == ir.Call {
			continue // a new one
		}
		if name == "" || field != "" && field != name {
			return ""
		}
		field = name
	}
	return field
}

// elementOf returns the field in self.field[key], self.field.get(key, …) and
// self.field.setdefault(key, …), where key is the first parameter after self.
func (p *Program) elementOf(f FuncRef, m *ir.Module, body *ir.Body, v ir.Value) string {
	x := &body.Ops[v]
	dict, key := ir.NoValue, ir.NoValue
	switch x.Code {
	case ir.Read:
		if m.Paths[x.X].Sel == ir.AnyItem {
			dict, key = body.Base(x), body.Key(x)
		}
	case ir.Call:
		callee := &body.Ops[body.Callee(x)]
		if callee.Code == ir.Read && m.Paths[callee.X].Sel == ir.Attr {
			switch m.Str(m.Paths[callee.X].Name) {
			case "get", "setdefault":
				dict, key = body.Base(callee), body.Positional(x, 0)
			}
		}
	}
	if dict < 0 || key < 0 {
		return ""
	}
	d, k, params := &body.Ops[dict], &body.Ops[key], p.IR(f).Params
	if d.Code != ir.Read || m.Paths[d.X].Sel != ir.Attr || k.Code != ir.Read || m.Paths[k.X].Sel != ir.RootLocal || m.Paths[k.X].Name != params[1].Name {
		return ""
	}
	self := &body.Ops[body.Base(d)]
	if self.Code != ir.Read || m.Paths[self.X].Sel != ir.RootLocal || m.Paths[self.X].Name != params[0].Name {
		return ""
	}
	return m.Str(m.Paths[d.X].Name)
}

// eachReturn calls accept with what each return of a plain function hands out, and says
// whether there is one and all are accepted.
func (p *Program) eachReturn(f FuncRef, accept func(*ir.Module, *ir.Body, ir.Value) bool) bool {
	if p.IR(f).Flags&(ir.Async|ir.Generator) != 0 {
		return false
	}
	m, body, some := p.Module(f), p.Body(f, nil), false
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code != ir.Return || op.Flags&ir.Implicit != 0 {
			continue
		}
		if op.N == 0 || !accept(m, body, body.Args(op)[0]) {
			return false
		}
		some = true
	}
	return some
}
