package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// ResolvedBy says whether what a function reads somewhere goes to a function of the program
// that resolves futures: self._notify(self._waiter).
func (p *Program) ResolvedBy(r Writer) bool {
	var body *ir.Body
	for i := range p.Funcs[r.Func].Calls {
		c := &p.Funcs[r.Func].Calls[i]
		if c.Op <= r.Access.Op || c.Op > r.Access.Op+8 || !slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.Has(t, Resolves) }) {
			continue
		}
		if body == nil {
			body = p.Body(r.Func, nil)
		}
		x := &body.Ops[c.Op]
		if x.Code != ir.Call {
			continue
		}
		for _, a := range body.CallArgs(x) {
			if int32(a.Value) == r.Access.Op {
				return true
			}
		}
	}
	return false
}
