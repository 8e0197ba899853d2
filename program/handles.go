package program

import (
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// ReturnsSpawn says whether a call goes to a function of the program that starts a
// task, returns its handle, and does not keep it itself: then the caller must.
func (p *Program) ReturnsSpawn(c *CallSite) (Spawn, bool) {
	for _, t := range c.Targets {
		if flags := p.IR(t).Flags; flags&(ir.Async|ir.Generator) != 0 {
			continue
		}
		for i := range p.Funcs[t].Spawns {
			s := &p.Funcs[t].Spawns[i]
			if s.Row.Result == model.Handle && s.Row.As == model.Task && p.onlyReturned(t, s.Op) {
				return *s, true
			}
		}
	}
	return Spawn{}, false
}

// CallsSpawner says whether f calls a function that starts tasks.
func (p *Program) CallsSpawner(f FuncRef) bool {
	for i := range p.Funcs[f].Calls {
		if _, ok := p.ReturnsSpawn(&p.Funcs[f].Calls[i]); ok {
			return true
		}
	}
	return false
}

// onlyReturned says whether the result of an op has no other use than to be returned.
func (p *Program) onlyReturned(f FuncRef, op int32) bool {
	body := p.Body(f, nil)
	returned := false
	for i := range body.Ops {
		x := &body.Ops[i]
		for k, v := range body.Args(x) {
			if v != ir.Value(op) || x.Code == ir.Call && k > 0 && k%2 == 0 {
				continue
			}
			if x.Code != ir.Return {
				return false
			}
			returned = true
		}
	}
	return returned
}
