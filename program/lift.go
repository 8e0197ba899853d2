package program

import (
	"cmp"
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// paramChange is what a function does to the size of a container that it is given.
type paramChange struct {
	grows, shrinks uint32 // bit sets of parameters
}

// liftParams notes at each call of a helper that resizes a container which it is given what
// that does to the location of the argument: `drop(self.items, x)` shrinks self.items.
func (p *Program) liftParams() {
	changes := make([]paramChange, len(p.Funcs))
	parallel(p, len(p.Funcs), func() *ir.Body { return &ir.Body{} }, func(f int, body *ir.Body) {
		changes[f] = p.changesOfParams(FuncRef(f), body)
	})
	parallel(p, len(p.Funcs), func() *ir.Body { return &ir.Body{} }, func(f int, body *ir.Body) {
		p.liftInto(FuncRef(f), changes, body)
	})
}

// changesOfParams finds the parameters of which a function resizes what they hold, itself
// and without binding them anew.
func (p *Program) changesOfParams(f FuncRef, body *ir.Body) (out paramChange) {
	fn, m := p.IR(f), p.Module(f)
	if fn.Kind != ir.Function || len(fn.Params) == 0 || len(fn.Params) > 32 {
		return out
	}
	bit := func(path ir.PathID) uint32 {
		n := m.Paths[path]
		if n.Sel != ir.RootLocal {
			return 0
		}
		i := slices.IndexFunc(fn.Params, func(x ir.Param) bool { return x.Name == n.Name && x.Kind <= ir.PosOrKw })
		if i < 0 || i == 0 && p.Funcs[f].Class != NoClass && p.Funcs[f].flags&isStatic == 0 {
			return 0
		}
		return 1 << i
	}
	for _, path := range fn.Calls {
		if n := m.Paths[path]; n.Sel == ir.Attr && p.Mutates(m.Str(n.Name)).Resizes {
			if p.Mutates(m.Str(n.Name)).Removes {
				out.shrinks |= bit(n.Base)
			} else {
				out.grows |= bit(n.Base)
			}
		}
	}
	for _, path := range fn.Writes {
		if n := m.Paths[path]; n.Sel == ir.Item || n.Sel == ir.AnyItem {
			out.grows |= bit(n.Base)
		}
	}
	for _, path := range fn.Deletes {
		if n := m.Paths[path]; n.Sel == ir.Item || n.Sel == ir.AnyItem {
			out.shrinks |= bit(n.Base)
		}
	}
	if out == (paramChange{}) {
		return out
	}
	for body, i := p.Body(f, body), 0; i < len(body.Ops); i++ {
		if x := &body.Ops[i]; x.Code == ir.Write {
			out.grows &^= bit(x.Path())
			out.shrinks &^= bit(x.Path())
		}
	}
	return out
}

// liftInto adds to a function's accesses what its calls do to arguments.
func (p *Program) liftInto(f FuncRef, changes []paramChange, body *ir.Body) {
	fn := &p.Funcs[f]
	decoded := false
	before := len(fn.Access)
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if len(c.Targets) != 1 || c.Spawned || changes[c.Targets[0]] == (paramChange{}) || p.IR(c.Targets[0]).Flags&(ir.Async|ir.Generator) != 0 {
			continue
		}
		if !decoded {
			body, decoded = p.Body(f, body), true
		}
		if x := &body.Ops[c.Op]; x.Code == ir.Call {
			p.liftCall(fn, c, body, x, changes[c.Targets[0]])
		}
	}
	if len(fn.Access) > before {
		slices.SortStableFunc(fn.Access, func(a, b Access) int { return cmp.Compare(a.Op, b.Op) })
	}
}

// liftCall adds what a call does to its positional arguments.
func (p *Program) liftCall(fn *Func, c *CallSite, body *ir.Body, x *ir.Op, change paramChange) {
	t := c.Targets[0]
	at := 0
	if p.Funcs[t].Class != NoClass && p.Funcs[t].flags&isStatic == 0 {
		at = 1
	}
	for _, a := range body.CallArgs(x) {
		if a.Tag != ir.TagPositional {
			return
		}
		kind := Reading
		switch bit := uint32(1) << at; {
		case change.shrinks&bit != 0:
			kind = Shrinking
		case change.grows&bit != 0:
			kind = Growing
		}
		at++
		if kind == Reading {
			continue
		}
		if i := slices.IndexFunc(fn.Access, func(b Access) bool {
			return b.Op == int32(a.Value) && b.Kind == Reading && b.Loc.Kind != OfFunction
		}); i >= 0 {
			lifted := fn.Access[i]
			lifted.Op, lifted.Kind = c.Op, kind
			fn.Access = append(fn.Access, lifted)
		}
	}
}
