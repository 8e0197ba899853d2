package program

import "github.com/racehunt/racehunt/ir"

// gotten finds where a lock is kept that a method or property hands out: one that does
// nothing but return a field of its receiver.
func (r *resolver) gotten(v ir.Value) (Location, Ref) {
	op := &r.body.Ops[v]
	read := v
	if op.Code == ir.Call {
		read = r.body.Callee(op)
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
