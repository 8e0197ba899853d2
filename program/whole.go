package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// partOf says that an object hands itself to the constructor of one of its fields:
// self.jobs = Jobs(self).
type partOf struct {
	field Location
	class ClassRef
	param int // of the constructor, the new object itself being 0
}

// madePart notes a Write that stores a new object which is given its owner.
func (r *resolver) madePart(i int, op *ir.Op, fn *Func) {
	v := r.body.Stored(op)
	made := &r.body.Ops[v]
	base := r.body.Base(op)
	if made.Code != ir.Call || base < 0 || r.locs[i].Kind != OfInstance || !r.itself(base) {
		return
	}
	class := r.constructed(r.body.Callee(made))
	if class == NoClass {
		return
	}
	init := r.p.Method(class, "__init__")
	if init == NoFunc {
		return
	}
	m := r.p.Module(init)
	for k, a := range r.body.CallArgs(made) {
		if !r.itself(a.Value) {
			continue
		}
		param := k + 1
		if name := a.Keyword(); name != 0 {
			param = slices.IndexFunc(r.p.IR(init).Params, func(p ir.Param) bool { return m.Str(p.Name) == r.mod.Str(name) })
		}
		fn.own().parts = append(fn.parts, partOf{r.locs[i], class, param})
	}
}

// itself says whether a value is the receiver, not something that it holds.
func (r *resolver) itself(v ir.Value) bool { return r.body.Ops[v].N == 0 && r.isSelf(v) }

// findWholes finds the fields of parts that refer back to what they are parts of.
func (p *Program) findWholes() {
	p.wholes = map[Location]string{}
	for f := range p.Funcs[:p.plain] {
		for _, x := range p.Funcs[f].parts {
			back := p.storesParam(p.Method(x.class, "__init__"), x.param)
			if old, again := p.wholes[x.field]; again && old != back {
				back = "" // it depends
			}
			p.wholes[x.field] = back
		}
	}
}

// storesParam returns the field of a new object that its constructor stores a parameter in.
func (p *Program) storesParam(init FuncRef, param int) string {
	fn, m := p.IR(init), p.Module(init)
	if param < 1 || param >= len(fn.Params) {
		return ""
	}
	body := p.Body(init, nil)
	local := func(v ir.Value, i int) bool {
		x := &body.Ops[v]
		return x.Code == ir.Read && x.N == 0 && m.Paths[x.X].Sel == ir.RootLocal && m.Paths[x.X].Name == fn.Params[i].Name
	}
	for i := range body.Ops {
		x := &body.Ops[i]
		if x.Code == ir.Write && m.Paths[x.X].Sel == ir.Attr && local(body.Base(x), 0) && local(body.Stored(x), param) {
			return m.Str(m.Paths[x.X].Name)
		}
	}
	return ""
}

// Fold shortens a Ref of f that leads from the receiver to a part of it and back.
func (p *Program) Fold(f FuncRef, r Ref) Ref {
	c := p.Funcs[f].Class
	if !r.Receiver() || c == NoClass {
		return r
	}
	for {
		field, rest, ok := strings.Cut(strings.TrimPrefix(r.Path, "."), ".")
		if !ok || field == "" {
			return r
		}
		back := p.wholes[Location{OfInstance, int32(p.FieldOwner(c, field)), field}]
		tail, found := strings.CutPrefix(rest, back)
		if back == "" || !found || tail != "" && tail[0] != '.' {
			return r
		}
		r.Path = tail
	}
}
