package program

import "github.com/racehunt/racehunt/ir"

// StatePredicate returns the location whose value a function of a class compares with
// constants and does nothing else, and those: `return self.state in (NEW, DONE)`. negated
// says that the answer is true if it is none of them.
func (p *Program) StatePredicate(f FuncRef) (a *Access, values []string, negated, ok bool) {
	fn := &p.Funcs[f]
	if fn.Class == NoClass || len(fn.Calls) > 0 || len(fn.Access) > 8 || p.IR(f).Flags&(ir.Async|ir.Generator) != 0 {
		return nil, nil, false, false
	}
	for i := range fn.Access {
		switch x := &fn.Access[i]; {
		case x.Kind != Reading, x.Self && a != nil:
			return nil, nil, false, false
		case x.Self:
			a = x
		}
	}
	if a == nil {
		return nil, nil, false, false
	}
	m, body := p.Module(f), p.Body(f, nil)
	for i := range body.Ops {
		x := &body.Ops[i]
		if x.Code != ir.Return || x.N != 1 {
			continue
		}
		y := &body.Ops[body.Args(x)[0]]
		if y.Code != ir.Compare || len(body.Args(y)) != 2 || int32(body.Args(y)[0]) != a.Op {
			return nil, nil, false, false
		}
		with := body.Args(y)[1:]
		switch y.Aux {
		case ir.OpIn, ir.OpNotIn:
			if body.Ops[with[0]].Code != ir.Build {
				return nil, nil, false, false
			}
			with, negated = body.Args(&body.Ops[with[0]]), y.Aux == ir.OpNotIn
		case ir.OpEq, ir.OpIs, ir.OpNotEq, ir.OpIsNot:
			negated = y.Aux == ir.OpNotEq || y.Aux == ir.OpIsNot
		default:
			return nil, nil, false, false
		}
		for _, c := range with {
			text, constant := ConstantText(m, body, c)
			if !constant {
				return nil, nil, false, false
			}
			values = append(values, text)
		}
		return a, values, negated, true
	}
	return nil, nil, false, false
}
