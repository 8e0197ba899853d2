package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// MakesLock says whether a call makes a new lock: a constructor that the model knows, or
// a plain function of the program each of whose returns is such a call.
func (p *Program) MakesLock(c *CallSite) (row model.Lock, ok bool) {
	if len(c.Targets) == 0 {
		row, ok = p.model.Locks[c.Name]
		return row, ok && !row.Named
	}
	if !c.Sure || c.Makes {
		return row, false
	}
	for _, t := range c.Targets {
		if row, ok = p.handsOutNewLock(t); !ok {
			break
		}
	}
	return row, ok
}

// handsOutNewLock says whether a function returns a lock of its own making each time.
func (p *Program) handsOutNewLock(f FuncRef) (row model.Lock, found bool) {
	fn := &p.Funcs[f]
	if p.IR(f).Flags&(ir.Async|ir.Generator) != 0 || len(p.IR(f).Decorators) > 0 || len(fn.Calls) == 0 ||
		!slices.ContainsFunc(fn.returns, func(o Obj) bool { _, ok := p.lockRow(o); return ok }) {
		return row, false
	}
	body := p.Body(f, nil)
	for i := range body.Ops {
		x := &body.Ops[i]
		if x.Code != ir.Return || x.Flags&ir.Implicit != 0 {
			continue
		}
		if x.N == 0 {
			return row, false
		}
		c := fn.CallAt(int32(body.Args(x)[0]))
		if c == nil || len(c.Targets) > 0 {
			return row, false
		}
		if row, found = p.model.Locks[c.Name]; !found || row.Named {
			return row, false
		}
	}
	return row, found
}
