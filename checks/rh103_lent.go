package checks

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// lendsResized says, from tables alone, whether a function may let its callers iterate over
// a container of its object that others resize.
func lendsResized(p *program.Program, f program.FuncRef) bool {
	if f == program.NoFunc {
		return false
	}
	fn := &p.Funcs[f]
	if fn.Class == program.NoClass || p.IR(f).Flags&ir.Generator == 0 && len(fn.Calls) > 3 {
		return false
	}
	return slices.ContainsFunc(fn.Access, func(a program.Access) bool {
		return a.Self && (a.Kind == program.Reading || a.Kind == program.Iterating) && resized(p, a.Loc)
	})
}

// iteratesLent says, from tables alone, whether a function may iterate over an object whose
// class of the program hands out its elements one by one.
func iteratesLent(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	if fn.Class != program.NoClass && lendsResized(p, p.Method(fn.Class, "__iter__")) {
		return true
	}
	return slices.ContainsFunc(fn.Access, func(a program.Access) bool {
		return a.Kind == program.Iterating && lendsResized(p, p.IterMethod(a.Loc))
	})
}

// overLent goes through a method, a property or an __iter__ of the program to the container
// of the object that the loop really runs over.
func (s *iterations) overLent(v, at ir.Value, it iteration) bool {
	f := s.f
	x := &f.Body.Ops[at]
	lender, owner := program.NoFunc, ir.NoValue
	c := f.P.Funcs[f.Ref].CallAt(int32(at))
	switch {
	case x.Code == ir.Call && c != nil && len(c.Targets) == 1:
		lender, owner = c.Targets[0], s.receiver(x)
	case x.Code != ir.Read:
	case c != nil && len(c.Targets) == 1:
		if s.getter(int32(at)) == nil {
			lender, owner = c.Targets[0], f.Body.Base(x)
		}
	default:
		lender, owner = s.iterMethod(at), v
	}
	if owner < 0 || lender == program.NoFunc || lender == f.Ref || !lendsResized(f.P, lender) {
		return false
	}
	lent, ok := f.P.Lends(lender)
	if !ok {
		return false
	}
	it.source, it.lent = owner, &lent
	if lent.View != "" {
		viewOf(lent.View)(&it, 0)
	}
	it.noPath = it.noPath || lent.Lazy
	s.found = append(s.found, it)
	return true
}

// iterMethod returns the __iter__ of the object that op reads: of a class of the program,
// or the receiver itself.
func (s *iterations) iterMethod(op ir.Value) program.FuncRef {
	f := s.f
	if class := f.P.Funcs[f.Ref].Class; class != program.NoClass && len(f.IR.Params) > 0 && f.LocalOf(int32(op)) == f.IR.Params[0].Name {
		return f.P.Method(class, "__iter__")
	}
	for i := range f.P.Funcs[f.Ref].Access {
		if a := &f.P.Funcs[f.Ref].Access[i]; a.Op == int32(op) && a.Kind == program.Reading {
			return f.P.IterMethod(a.Loc)
		}
	}
	return program.NoFunc
}

// lentAccess is the access that a loop over a lent container makes to it.
func (s *iterations) lentAccess(it *iteration) *program.Access {
	f := s.f
	root := s.rootOf(it.source)
	own := f.P.Funcs[f.Ref].Class != program.NoClass && len(f.IR.Params) > 0 && f.LocalOf(int32(root)) == f.IR.Params[0].Name
	out := &program.Access{Op: it.iter, Kind: program.Iterating, Self: own, Loc: it.lent.Access.Loc}
	for i := range f.P.Funcs[f.Ref].Access {
		if a := &f.P.Funcs[f.Ref].Access[i]; a.Op == int32(f.Origin(it.source)) && a.Kind == program.Reading {
			out.Self, out.Own, out.Global = a.Self, a.Own, a.Global
		}
	}
	return out
}

// changesLent says whether a value is the container that a loop got from its owner.
func (s *iterations) changesLent(it *iteration, v ir.Value) bool {
	owner, ok := s.trailOf(it.source)
	got, ok2 := s.trailOf(v)
	owner.suffix += "." + it.lent.Access.Loc.Path
	return ok && ok2 && owner == got
}

// changesIt says whether a value is certainly the container that the loop runs over.
func (s *iterations) changesIt(it *iteration, v ir.Value) bool {
	if it.lent != nil {
		return s.changesLent(it, v)
	}
	return s.same(it.source, v)
}

// locked says whether who lends the container holds a lock while the loop is at an element.
func (it *iteration) locked() bool { return it.lent != nil && it.lent.Locked }

// overForeignView goes through a function from elsewhere that is called like the view that
// it gives of its argument, as modules for several versions of Python name them: items(d).
func (s *iterations) overForeignView(x *ir.Op, c *program.CallSite, it iteration, depth int) bool {
	f := s.f
	base := s.receiver(x)
	if len(c.Targets) > 0 || f.Body.NumArgs(x) != 1 || f.Body.Positional(x, 0) < 0 || base >= 0 && f.Module.Paths[f.Body.Ops[base].Path()].Sel != ir.RootGlobal {
		return false // or a method of some object
	}
	name := c.Name
	if name == "" {
		name = "unknown." + c.Method // a star import
	}
	view := program.ForeignView(name)
	if view == "" {
		return false
	}
	viewOf(view)(&it, 0)
	s.over(f.Body.Positional(x, 0), it, depth+1)
	return true
}
