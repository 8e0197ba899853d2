package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// byCallbacks looks for a loop over registered callbacks that calls them, while other
// methods let anybody register and unregister: a callback that does so under the loop
// breaks it. Of a list that is silent: it skips one callback, and often on purpose.
func (s *iterations) byCallbacks(it *iteration) bool {
	f := s.f
	if it.access == nil || !it.access.Self || it.access.Loc.Kind != program.OfInstance {
		return false
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if !s.onElement(it, c) || !s.open(it, c) || !f.IterLive(it.start, it.iter, c.Op) || !s.standsAt(f.Origin(it.source), c.Op) {
			continue
		}
		if kind := s.kindOf(it); kind != program.SetKind && kind != program.DictKind {
			return false
		}
		if add, remove := s.registry(it.access.Loc); add != nil && remove != nil {
			s.reportCallbacks(it, c, *add, *remove)
			return true
		}
		return false
	}
	return false
}

// open says whether a call of an element runs code that is not known here: the element
// is called itself, or it is a method that is there to be overridden.
func (s *iterations) open(it *iteration, c *program.CallSite) bool {
	if base := s.receiver(&s.f.Body.Ops[c.Op]); base < 0 {
		return len(c.Targets) == 0
	}
	return slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return s.hook(t) })
}

// hook says whether a function has no code of its own and is overridden.
func (s *iterations) hook(t program.FuncRef) bool {
	p := s.f.P
	fn, m := p.IR(t), p.Module(t)
	class := p.Funcs[t].Class
	if class == program.NoClass || len(fn.Writes) > 0 || len(p.Overrides(class, m.Str(fn.Name), 1)) == 0 {
		return false
	}
	return !slices.ContainsFunc(fn.Calls, func(path ir.PathID) bool {
		return m.Str(m.Paths[path].Name) != "NotImplementedError"
	})
}

// registry finds the writes by which callers put their own objects into a container
// and take them out again.
func (s *iterations) registry(loc program.Location) (add, remove *program.Writer) {
	p := s.f.P
	for _, w := range p.Writers(loc) {
		if w.Func == s.f.Ref || !w.Access.Self || p.Setup(w.Func) {
			continue
		}
		in := &iterations{f: &Func{Func: p.Facts(w.Func, nil), P: p, Ref: w.Func}}
		switch w.Access.Kind {
		case program.Storing, program.Growing:
			if in.ofCaller(w.Access.Op, true) {
				add = &w
			}
		case program.Removing, program.Shrinking:
			if in.ofCaller(w.Access.Op, false) {
				remove = &w
			}
		}
	}
	return add, remove
}

// ofCaller says whether a change is about an argument of the function; in asks for the
// very argument as the element that is added: a weak reference to it is no callback.
func (s *iterations) ofCaller(op int32, in bool) bool {
	f := s.f
	x := &f.Body.Ops[op]
	var values []ir.Value
	switch {
	case x.Code == ir.Call:
		for _, a := range f.Body.CallArgs(x) {
			values = append(values, a.Value)
		}
	case in && x.Code == ir.Write:
		values = append(values, f.Body.Stored(x))
	default:
		values = append(values, f.Body.Key(x))
	}
	return slices.ContainsFunc(values, func(v ir.Value) bool {
		return v >= 0 && f.callData(v) && (!in || slices.Contains(f.Defs(int32(f.Origin(v))), facts.Param))
	})
}

func (s *iterations) reportCallbacks(it *iteration, c *program.CallSite, add, remove program.Writer) {
	f := s.f
	s.Report(it.iter, rule.Finding{
		Level: rule.Warning, Subject: it.name,
		Message: fmt.Sprintf("%s is iterated over while its elements are called, and one that calls %s breaks the loop%s",
			it.name, f.P.Name(remove.Func), s.effect(it)),
		Evidence: fmt.Sprintf("%s and %s let callers change it at any time", f.P.Name(add.Func), f.P.Name(remove.Func)),
		Related: []rule.Related{
			{Loc: place(f.P, add.Func, add.Access.Op), Text: "added here"},
			{Loc: place(f.P, remove.Func, remove.Access.Op), Text: "removed here"},
		},
		Witness: rule.Witness{
			Actors: []string{"Loop"},
			Steps: []rule.Step{
				f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
				f.step(c.Op, rule.Calls, "calls an element, which may be any code"),
				{Loc: place(f.P, remove.Func, remove.Access.Op), Action: rule.Writes, Text: "changes " + it.name + " while the iterator is live"},
			},
		},
	})
}

// modulesOf says whether a path is sys.modules or a view of it.
func modulesOf(m *ir.Module, path ir.PathID) bool {
	for ; path != 0; path = m.Paths[path].Base {
		if n := m.Paths[path]; n.Sel == ir.Attr && m.Str(n.Name) == "modules" && m.Paths[n.Base].Sel == ir.RootGlobal {
			return true
		}
	}
	return false
}

// byImports looks for a loop over sys.modules that touches the modules: a lazy one
// imports others when an attribute is asked for, and so may any other thread.
func (s *iterations) byImports(it *iteration) bool {
	f := s.f
	x := &f.Body.Ops[f.Origin(it.source)]
	if x.Code != ir.Read || !modulesOf(f.Module, x.Path()) {
		return false
	}
	objs := s.typesOf().Objects(it.source)
	if len(objs) != 1 || objs[0].Name != "sys.modules" {
		return false
	}
	for i := range f.Body.Ops {
		at := int32(i)
		if !s.touches(it, at) || !f.IterLive(it.start, it.iter, at) {
			continue
		}
		s.Report(it.iter, rule.Finding{
			Level: rule.Warning, Subject: it.name,
			Message:  it.name + " is iterated over while any import may add to it: dictionary changed size during iteration",
			Evidence: "an import in another thread, or by a module that loads others when an attribute is asked for, adds to sys.modules",
			Witness: rule.Witness{
				Actors: []string{"Loop"},
				Steps: []rule.Step{
					f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
					f.step(at, rule.Reads, "asks a module for an attribute, which may import others"),
				},
			},
		})
		return true
	}
	return false
}

// touches says whether an op reads an attribute of a module that the loop gives.
func (s *iterations) touches(it *iteration, op int32) bool {
	f := s.f
	x := &f.Body.Ops[op]
	v := ir.NoValue
	switch x.Code {
	case ir.Read:
		if f.Module.Paths[x.X].Sel == ir.Attr {
			v = f.Body.Base(x)
		}
	case ir.Call:
		c := f.P.Funcs[f.Ref].CallAt(op)
		if c != nil && (c.Name == "builtins.hasattr" || c.Name == "builtins.getattr" || c.Name == "builtins.dir") {
			v = f.Body.Positional(x, 0)
		}
	}
	if v < 0 {
		return false
	}
	next, path := s.elementOf(v)
	if next < 0 || int32(f.Body.Args(&f.Body.Ops[next])[0]) != it.iter {
		return false
	}
	if it.noPath {
		return it.view // values()
	}
	return it.view && len(path) > 0 && path[len(path)-1] == 1 && !slices.Equal(path, it.path)
}
