package program

import (
	"sync"

	"github.com/racehunt/racehunt/ir"
)

// findAliasing finds the properties that stand for a field of their receiver, so that
// `self.state` is the location that `self._state` is.
func (p *Program) findAliasing() {
	p.aliases = map[FuncRef]string{}
	var mu sync.Mutex
	parallel(p, len(p.Modules), func() *ir.Body { return &ir.Body{} }, func(i int, body *ir.Body) {
		m := &p.Modules[i]
		for id := range m.IR.Funcs {
			f := m.first + FuncRef(id)
			if p.Funcs[f].flags&isProperty == 0 || p.Funcs[f].Class == NoClass {
				continue
			}
			if field := p.standsFor(f, body); field != "" {
				mu.Lock()
				p.aliases[f] = field
				mu.Unlock()
			}
		}
	})
}

// standsFor returns the field that a property hands out: one that all its returns name,
// except for such that give a constant or a member of a class where the field is missing.
func (p *Program) standsFor(f FuncRef, into *ir.Body) (field string) {
	fn, m := p.IR(f), p.Module(f)
	if len(fn.Params) != 1 || len(fn.Calls) > 1 || fn.Flags&(ir.Async|ir.Generator) != 0 {
		return ""
	}
	body := p.Body(f, into)
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code == ir.Write && m.Paths[op.X].Sel != ir.RootLocal {
			return ""
		}
		if op.Code != ir.Return || op.N == 0 {
			continue
		}
		x := &body.Ops[body.Args(op)[0]]
		if x.Code == ir.Const {
			continue
		}
		if x.Code != ir.Read || m.Paths[x.X].Sel != ir.Attr {
			return ""
		}
		self := &body.Ops[body.Base(x)]
		if self.Code == ir.Read && m.Paths[self.X].Sel == ir.RootGlobal {
			continue
		}
		name := m.Str(m.Paths[x.X].Name)
		if self.Code != ir.Read || m.Paths[self.X].Sel != ir.RootLocal || m.Paths[self.X].Name != fn.Params[0].Name || field != "" && field != name {
			return ""
		}
		field = name
	}
	return field
}

// aliased returns the field that an attribute of instances of a class stands for.
func (p *Program) aliased(c ClassRef, name string) (field string, ok bool) {
	f := p.Method(c, name)
	if f == NoFunc {
		return "", false
	}
	field, ok = p.aliases[f]
	return field, ok
}

// Predicate returns the location that a function of a class asks for and does nothing
// else: it returns a field of its receiver, the comparison of it with None, or the
// negation of that. negated says that the answer is true if nothing is there.
func (p *Program) Predicate(f FuncRef) (a *Access, negated, ok bool) {
	fn := &p.Funcs[f]
	if len(fn.Access) != 1 || len(fn.Calls) > 1 || fn.Access[0].Kind != Reading || !fn.Access[0].Self || p.IR(f).Flags&(ir.Async|ir.Generator) != 0 {
		return nil, false, false
	}
	body := p.Body(f, nil)
	for i := range body.Ops {
		x := &body.Ops[i]
		if x.Code != ir.Return || x.N != 1 {
			continue
		}
		v := body.Args(x)[0]
		for depth := 0; depth < 3; depth++ {
			y := &body.Ops[v]
			switch {
			case int32(v) == fn.Access[0].Op:
				return &fn.Access[0], negated, true
			case y.Code == ir.Unary && y.Aux == ir.OpNot:
				negated = !negated
				v = body.Args(y)[0]
			case y.Code == ir.Call && body.NumArgs(y) == 1 && len(fn.Calls) == 1 && fn.Calls[0].Name == "builtins.bool":
				v = body.CallArg(y, 0).Value
			case y.Code == ir.Compare && (y.Aux == ir.OpIs || y.Aux == ir.OpIsNot):
				if with := &body.Ops[body.Args(y)[1]]; with.Code != ir.Const || with.Aux != ir.ConstNone {
					return nil, false, false
				}
				if y.Aux == ir.OpIs {
					negated = !negated
				}
				v = body.Args(y)[0]
			default:
				return nil, false, false
			}
		}
		return nil, false, false
	}
	return nil, false, false
}

// PropertyField returns the field that a property of a class hands out, or the name itself.
func (p *Program) PropertyField(c ClassRef, name string) string {
	if field, ok := p.aliased(c, name); ok {
		return field
	}
	return name
}
