package checks

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// iteratesWhatChanges says, from tables alone, whether a function has a loop and
// something that may change what it runs over: itself, a call, or another strand.
func iteratesWhatChanges(p *program.Program, f program.FuncRef) bool {
	fn := p.IR(f)
	if fn.Flags&ir.Iterates == 0 {
		return iteratesQueue(p, f) || iteratesShared(p, f) // in a generator expression
	}
	m := p.Module(f)
	for _, path := range fn.Reads {
		if modulesOf(m, path) {
			return true
		}
	}
	calls := p.Funcs[f].Calls
	for i := range calls {
		for _, t := range calls[i].Targets {
			if changesParam(p, t) || handsOutResized(p, t) || lendsResized(p, t) {
				return true
			}
		}
	}
	return iteratesShared(p, f) || iteratesLent(p, f) || iteratesQueue(p, f) || changesElements(p, f) && namesMeet(p, f)
}

// changesElements says whether a function has an op that may resize a container.
func changesElements(p *program.Program, f program.FuncRef) bool {
	fn, m := p.IR(f), p.Module(f)
	for _, list := range [][]ir.PathID{fn.Writes, fn.Deletes} {
		for _, path := range list {
			if s := m.Paths[path].Sel; s == ir.Item || s == ir.AnyItem {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.Calls, func(path ir.PathID) bool {
		n := m.Paths[path]
		return n.Sel == ir.Attr && p.Mutates(m.Str(n.Name)).Resizes
	})
}

// namesMeet says, from the body alone, whether something that is changed has a name of
// something that is iterated over. Most loops fill another container, and need no graph.
func namesMeet(p *program.Program, f program.FuncRef) (meet bool) {
	p.Glance(f, func(body *ir.Body) {
		n := names{m: p.Module(f), body: body}
		over, changed := n.loops(p)
		over, changed = n.alias(over), n.alias(changed)
		meet = slices.ContainsFunc(over, func(s ir.StrID) bool { return slices.Contains(changed, s) })
	})
	return meet
}

// loops returns the names of what is iterated over, and of what is changed.
func (n *names) loops(p *program.Program) (over, changed []ir.StrID) {
	body := n.body
	for i := range body.Ops {
		x := &body.Ops[i]
		switch args := body.Args(x); x.Code {
		case ir.Iter:
			over = n.of(args[0], over, 0)
		case ir.Write, ir.Delete:
			if s := n.m.Paths[x.X].Sel; s == ir.Item || s == ir.AnyItem {
				changed = n.of(args[0], changed, 0)
			}
		case ir.Binary:
			if x.Flags&ir.InPlace != 0 {
				changed = n.of(args[0], changed, 0)
			}
		case ir.Call:
			callee := &body.Ops[args[0]]
			if callee.Code != ir.Read || callee.N == 0 {
				continue
			}
			if s := n.m.Paths[callee.X]; s.Sel == ir.Attr && p.Mutates(n.m.Str(s.Name)).Resizes {
				changed = n.of(body.Base(callee), changed, 0)
			}
		}
	}
	return over, changed
}

// names collects the last names of the paths that a value may be computed from.
type names struct {
	m    *ir.Module
	body *ir.Body
}

func (n *names) of(v ir.Value, out []ir.StrID, depth int) []ir.StrID {
	if v < 0 || depth > 6 {
		return out
	}
	x := &n.body.Ops[v]
	args := n.body.Args(x)
	switch x.Code {
	case ir.Read:
		path := n.m.Paths[x.X]
		if path.Sel == ir.Item || path.Sel == ir.AnyItem {
			return n.of(n.body.Base(x), out, depth+1)
		}
		if !slices.Contains(out, path.Name) {
			out = append(out, path.Name)
		}
	case ir.Call: // what a view, or enumerate, is made of
		if callee := &n.body.Ops[args[0]]; callee.Code == ir.Read && callee.N > 0 {
			out = n.of(n.body.Base(callee), out, depth+1)
		}
		for k := 1; k < len(args); k += 2 {
			out = n.of(args[k], out, depth+1)
		}
	case ir.MakeFunc, ir.Iter, ir.Elem, ir.Build, ir.Merge:
		for _, a := range args {
			out = n.of(a, out, depth+1)
		}
	}
	return out
}

// alias adds the names that locals of the given names are assigned from.
func (n *names) alias(list []ir.StrID) []ir.StrID {
	for range 2 {
		for i := range n.body.Ops {
			x := &n.body.Ops[i]
			if x.Code == ir.Write && x.N == 1 && slices.Contains(list, n.m.Paths[x.X].Name) {
				list = n.of(n.body.Stored(x), list, 0)
			}
		}
	}
	return list
}

// changesParam says whether a function may change the size of an argument itself.
func changesParam(p *program.Program, f program.FuncRef) bool {
	fn, m := p.IR(f), p.Module(f)
	local := func(path ir.PathID) bool { return m.Paths[m.Paths[path].Base].Sel == ir.RootLocal }
	for _, path := range fn.Calls {
		if n := m.Paths[path]; n.Sel == ir.Attr && p.Mutates(m.Str(n.Name)).Resizes && local(path) {
			return true
		}
	}
	for _, list := range [][]ir.PathID{fn.Writes, fn.Deletes} {
		for _, path := range list {
			if n := m.Paths[path]; (n.Sel == ir.Item || n.Sel == ir.AnyItem) && local(path) {
				return true
			}
		}
	}
	return false
}

// handsOutResized says whether a function may be a property that returns a container
// which is resized.
func handsOutResized(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	return len(fn.Access) == 1 && len(fn.Calls) == 0 && resized(p, fn.Access[0].Loc)
}

// resized says whether some function other than a constructor resizes what is at a location.
func resized(p *program.Program, loc program.Location) bool {
	return slices.ContainsFunc(p.Writers(loc), func(w program.Writer) bool {
		return w.Access.Kind.Resizes() && !p.Setup(w.Func)
	})
}

// iteratesShared says whether a function iterates over a container that is resized.
func iteratesShared(p *program.Program, f program.FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool {
		return a.Kind == program.Iterating && (resized(p, a.Loc) || len(p.Strangers(a.Loc)) > 0)
	})
}
