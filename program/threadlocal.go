package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// PerThread says whether a location is an attribute of a threading.local object, by what
// is known of its type rather than by its name.
func (p *Program) PerThread(l Location) bool {
	isLocal := func(o Obj) bool {
		return o.Kind == ExtInst && (o.Name == "threading.local" || o.Name == "_thread._local") ||
			o.Kind == InstObj && p.Derives(ClassRef(o.ID), "threading.local", "_thread._local")
	}
	switch l.Kind {
	case OfInstance:
		if p.Derives(ClassRef(l.Owner), "threading.local", "_thread._local") {
			return true
		}
		if f := p.FieldOf(ClassRef(l.Owner), l.Root().Path); f != nil && l != l.Root() {
			return len(f.Types) > 0 && !slices.ContainsFunc(f.Types, func(o Obj) bool { return !isLocal(o) })
		}
	case OfModule:
		objs := p.Modules[l.Owner].vars[l.Root().Path]
		return l != l.Root() && len(objs) > 0 && !slices.ContainsFunc(objs, func(o Obj) bool { return !isLocal(o) })
	}
	return false
}

// TouchesThreadLocal says whether f writes thread-local state.
func (p *Program) TouchesThreadLocal(f FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool { return a.Kind == Writing && p.PerThread(a.Loc) })
}

// EntersThreadLocal says whether f enters a context manager of the program that sets
// thread-local state.
func (p *Program) EntersThreadLocal(f FuncRef) bool {
	return p.IR(f).Flags&ir.Enters != 0 && slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		return slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.setsFor(t) != nil })
	})
}

// setsFor returns the thread-local write of a function that makes a context manager: a
// generator, or the __enter__ of the class that a constructor makes.
func (p *Program) setsFor(t FuncRef) *Access {
	if p.Funcs[t].flags&isCtxManager == 0 {
		if p.Funcs[t].Class == NoClass || !strings.HasSuffix(p.Name(t), ".__init__") {
			return nil
		}
		if t = p.Method(p.Funcs[t].Class, "__enter__"); t == NoFunc {
			return nil
		}
	}
	for i := range p.Funcs[t].Access {
		if a := &p.Funcs[t].Access[i]; a.Kind == Writing && !a.Own && p.PerThread(a.Loc) {
			return a
		}
	}
	return nil
}

// SetsOnEntry returns what the manager that f enters at an op sets in thread-local state.
func (p *Program) SetsOnEntry(f FuncRef, enter int32) (Writer, bool) {
	body := p.Body(f, nil)
	c := p.Funcs[f].CallAt(int32(body.Args(&body.Ops[enter])[0]))
	if c == nil {
		return Writer{}, false
	}
	for _, t := range c.Targets {
		if a := p.setsFor(t); a != nil {
			if p.Funcs[t].flags&isCtxManager == 0 {
				t = p.Method(p.Funcs[t].Class, "__enter__")
			}
			return Writer{t, a}, true
		}
	}
	return Writer{}, false
}

// ReadElsewhere finds a read of a location in another function of the modules around it.
func (p *Program) ReadElsewhere(l Location, except FuncRef) (Site, bool) {
	for _, g := range p.Around(l) {
		if g == except {
			continue
		}
		for i := range p.Funcs[g].Access {
			if a := &p.Funcs[g].Access[i]; a.Kind == Reading && a.Loc == l {
				return Site{g, a.Op}, true
			}
		}
	}
	return Site{}, false
}
