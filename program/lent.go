package program

import (
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
)

// Lent is a container of its receiver that a method lets its caller iterate over while it
// stays where it is: the container itself, a view or an iterator of it, or a generator that
// stops at each element.
type Lent struct {
	Access *Access // of the container, in the method
	View   string  // "keys", "values" or "items", if it is a view
	Lazy   bool    // a generator chooses what the caller gets
	Locked bool    // a lock is held while the caller looks at an element
}

// Lends says which container of its receiver a method lends, if it is sure to be one.
func (p *Program) Lends(f FuncRef) (Lent, bool) {
	fn := &p.Funcs[f]
	flags := p.IR(f).Flags
	if fn.Class == NoClass || flags&ir.Async != 0 || fn.flags&isCtxManager != 0 || len(fn.Access) == 0 {
		return Lent{}, false
	}
	x := p.Facts(f, nil)
	if flags&ir.Generator != 0 {
		return p.lendsEach(f, x)
	}
	var out Lent
	for i := range x.Body.Ops {
		op := &x.Body.Ops[i]
		if op.Code != ir.Return || op.N == 0 || x.Body.Ops[x.Body.Args(op)[0]].Code == ir.Const {
			continue
		}
		got, ok := p.lentBy(f, x, x.Body.Args(op)[0])
		if !ok || out.Access != nil {
			return Lent{}, false
		}
		out = got
	}
	return out, out.Access != nil && !p.Replaces(f, out.Access.Loc)
}

// lendsEach finds the loop of a generator that yields while it is in the middle of a
// container, or the container from which it yields everything.
func (p *Program) lendsEach(f FuncRef, x *facts.Func) (Lent, bool) {
	for i := range x.Body.Ops {
		at := int32(i)
		switch op := &x.Body.Ops[i]; op.Code {
		case ir.YieldFrom:
			if out, ok := p.lentBy(f, x, x.Body.Args(op)[0]); ok {
				out.Locked = len(p.Held(f, out.Access.Op)) > 0
				return out, true
			}
		case ir.Yield:
			for k := range p.Funcs[f].Access {
				a := &p.Funcs[f].Access[k]
				if a.Kind == Iterating && a.Self && a.Loc.Kind == OfInstance && x.IterLive(a.Op, a.Op, at) && x.Reaches(a.Op, at, nil) {
					return Lent{Access: a, Lazy: true, Locked: len(p.Held(f, a.Op)) > 0}, true
				}
			}
		}
	}
	return Lent{}, false
}

// lentBy says whether a value is a container that the receiver keeps, seen live.
func (p *Program) lentBy(f FuncRef, x *facts.Func, v ir.Value) (Lent, bool) {
	v = x.Origin(v)
	op := &x.Body.Ops[v]
	switch op.Code {
	case ir.Read:
		fn := &p.Funcs[f]
		for i := range fn.Access {
			if a := &fn.Access[i]; a.Op == int32(v) && a.Kind == Reading && a.Self && a.Loc.Kind == OfInstance {
				return Lent{Access: a}, true
			}
		}
	case ir.Call:
		c := p.Funcs[f].CallAt(int32(v))
		if c == nil || len(c.Targets) > 0 {
			return Lent{}, false
		}
		callee := &x.Body.Ops[x.Body.Callee(op)]
		switch {
		case (c.Method == "keys" || c.Method == "values" || c.Method == "items") && x.Body.NumArgs(op) == 0 && callee.Code == ir.Read && x.Body.Base(callee) >= 0:
			out, ok := p.lentBy(f, x, x.Body.Base(callee))
			if out.View == "" {
				out.View = c.Method
			}
			return out, ok
		case c.Name == "builtins.iter" && x.Body.NumArgs(op) == 1:
			return p.lentBy(f, x, x.Body.CallArg(op, 0).Value)
		}
	}
	return Lent{}, false
}

// ForeignView returns the view of a mapping that a function of another package gives of its
// argument, as its name says: six.iteritems(d), compat.items(d); "" if it is no such function.
func ForeignView(name string) string {
	module, last, dotted := cutLast(name)
	last = strings.TrimPrefix(last, "iter")
	if dotted && module != "builtins" && (last == "items" || last == "keys" || last == "values") {
		return last
	}
	return ""
}

// cutLast splits a dotted name before its last component.
func cutLast(name string) (module, last string, dotted bool) {
	i := strings.LastIndexByte(name, '.')
	return name[:max(0, i)], name[i+1:], i > 0
}

// IterMethod returns the method that runs when an object at a location is iterated over,
// if all objects there are of one class of the program.
func (p *Program) IterMethod(l Location) FuncRef {
	if objs := p.stored(l); len(objs) == 1 && objs[0].Kind == InstObj {
		return p.Method(ClassRef(objs[0].ID), "__iter__")
	}
	return NoFunc
}
