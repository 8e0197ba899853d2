package checks

import (
	"fmt"
	"slices"
	"strings"

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
	if it.access == nil || it.access.Loc.Kind != program.OfInstance || !it.access.Self && !s.ofOuterReceiver(it.source) {
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
		add, remove := s.registry(it, c)
		if add == nil || remove == nil {
			add, remove = s.edited(it)
		}
		if add != nil && remove != nil {
			s.reportCallbacks(it, c, *add, *remove)
		}
		return add != nil && remove != nil
	}
	return false
}

// ofOuterReceiver says whether an inner function reads a value from the receiver of the
// method around it.
func (s *iterations) ofOuterReceiver(v ir.Value) bool {
	f := s.f
	up := f.P.Parent(f.Ref)
	if f.P.Funcs[f.Ref].Class != program.NoClass || up == program.NoFunc || f.P.Funcs[up].Class == program.NoClass || len(f.P.IR(up).Params) == 0 {
		return false
	}
	root := f.Module.Paths[f.Body.Ops[s.rootOf(v)].Path()]
	return root.Sel == ir.RootFree && root.Name == f.P.IR(up).Params[0].Name
}

// open says whether a call of an element runs code that is not known here: the element
// is called itself, and nothing but wrappers made on the spot is known of it, or it is a method that is there to be overridden.
func (s *iterations) open(it *iteration, c *program.CallSite) bool {
	if base := s.receiver(&s.f.Body.Ops[c.Op]); base < 0 {
		return !slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return s.f.P.Parent(t) == program.NoFunc })
	}
	return slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return s.hook(t, 0) })
}

// hook says whether a function is there to be overridden: it is, and its own code does
// nothing but raise or pass on to other hooks of its object.
func (s *iterations) hook(t program.FuncRef, depth int) bool {
	p := s.f.P
	fn := &p.Funcs[t]
	if depth > 2 || fn.Class == program.NoClass || len(p.IR(t).Writes) > 0 {
		return false
	}
	if depth == 0 && len(p.Overrides(fn.Class, p.Module(t).Str(p.IR(t).Name), 1)) == 0 {
		return false
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		raises := strings.HasPrefix(c.Name, "builtins.") && strings.HasSuffix(c.Name, "Error")
		passes := c.Self && slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return s.hook(t, depth+1) })
		if !raises && !passes {
			return false
		}
	}
	return true
}

// registry finds the writes by which callers put the objects that the loop calls into
// the container, and take them out again.
func (s *iterations) registry(it *iteration, c *program.CallSite) (add, remove *program.Site) {
	p := s.f.P
	callee := s.f.Body.Callee(&s.f.Body.Ops[c.Op])
	if base := s.receiver(&s.f.Body.Ops[c.Op]); base >= 0 {
		callee = base
	}
	value := it.kind == program.DictKind && !s.isElement(it, callee)
	for _, w := range p.Writers(it.access.Loc) {
		if w.Func == s.f.Ref || !w.Access.Self || p.Setup(w.Func) {
			continue
		}
		in := &iterations{f: &Func{Func: p.Facts(w.Func, nil), P: p, Ref: w.Func}}
		switch w.Access.Kind {
		case program.Storing, program.Growing:
			if in.putIn(w.Access.Op, value) {
				add = &program.Site{Func: w.Func, Op: w.Access.Op}
			}
		case program.Removing, program.Shrinking:
			if in.takenOut(w.Access.Op) {
				remove = &program.Site{Func: w.Func, Op: w.Access.Op}
			}
		}
	}
	return add, remove
}

// edited finds places in the code of others that add to the container of an object and take
// out of it, as users of a public set of callbacks do.
func (s *iterations) edited(it *iteration) (add, remove *program.Site) {
	p := s.f.P
	if strings.HasPrefix(it.access.Loc.Path, "_") {
		return nil, nil
	}
	for _, e := range p.Strangers(it.access.Loc) {
		if e.Kind == program.Growing {
			add = &e.Site
		} else {
			remove = &e.Site
		}
	}
	for _, w := range p.Writers(it.access.Loc) {
		if w.Access.Self || p.Trial(w.Func) || p.Setup(w.Func) {
			continue
		}
		switch w.Access.Kind {
		case program.Growing, program.Storing:
			add = &program.Site{Func: w.Func, Op: w.Access.Op}
		case program.Shrinking, program.Removing:
			remove = &program.Site{Func: w.Func, Op: w.Access.Op}
		}
	}
	return add, remove
}

// putIn says whether a change adds an argument of the function, as the value of a dict
// or else as its key or the element: a weak reference to the argument is no callback.
func (s *iterations) putIn(op int32, value bool) bool {
	f := s.f
	x := &f.Body.Ops[op]
	v := ir.NoValue
	switch {
	case x.Code == ir.Write && value:
		v = f.Body.Stored(x)
	case x.Code == ir.Write:
		v = f.Body.Key(x)
	case x.Code == ir.Call && value:
		v = f.Body.Positional(x, 1)
	case x.Code == ir.Call:
		v = f.Body.Positional(x, 0)
	}
	if v < 0 {
		return false
	}
	origin := f.Origin(v)
	return f.callData(v) && slices.Contains(f.Defs(int32(origin)), facts.Param) || s.ofArguments(origin)
}

// ofArguments says whether a value is an element of *args.
func (s *iterations) ofArguments(v ir.Value) bool {
	f := s.f
	x := &f.Body.Ops[v]
	if f.LocalOf(int32(v)) != 0 {
		defs := f.Defs(int32(v))
		if len(defs) != 1 || defs[0] < 0 {
			return false
		}
		x = &f.Body.Ops[f.Body.Stored(&f.Body.Ops[defs[0]])]
	}
	if x.Code != ir.Next {
		return false
	}
	over := f.Origin(f.Body.Args(&f.Body.Ops[f.Body.Args(x)[0]])[0])
	name := f.LocalOf(int32(over))
	return name != 0 && slices.Contains(f.Defs(int32(over)), facts.Param) && slices.ContainsFunc(f.IR.Params, func(p ir.Param) bool {
		return p.Name == name && p.Kind == ir.VarPos
	})
}

// takenOut says whether a change removes what an argument of the function tells.
func (s *iterations) takenOut(op int32) bool {
	f := s.f
	x := &f.Body.Ops[op]
	v := f.Body.Key(x)
	if x.Code == ir.Call {
		v = f.Body.Positional(x, 0)
	}
	return v >= 0 && (f.callData(v) || s.ofArguments(f.Origin(v)))
}

func (s *iterations) reportCallbacks(it *iteration, c *program.CallSite, add, remove program.Site) {
	f := s.f
	s.Report(it.iter, rule.Finding{
		Level: rule.Warning, Subject: it.name,
		Message: fmt.Sprintf("%s is iterated over while its elements are called, and one that calls %s breaks the loop%s",
			it.name, f.P.Name(remove.Func), s.effect(it)),
		Evidence: fmt.Sprintf("[%s](1) and [%s](2) let callers change it at any time", f.P.Name(add.Func), f.P.Name(remove.Func)),
		Related: []rule.Related{
			{Loc: place(f.P, add.Func, add.Op), Text: "added here"},
			{Loc: place(f.P, remove.Func, remove.Op), Text: "removed here"},
		},
		Witness: rule.Witness{
			Actors: []string{"Loop"},
			Steps: []rule.Step{
				f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
				f.step(c.Op, rule.Calls, "calls an element, which may be any code"),
				{Loc: place(f.P, remove.Func, remove.Op), Action: rule.Writes, Text: "changes " + it.name + " while the iterator is live"},
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
