package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
	"slices"
)

// Writer is one access that changes a location.
type Writer struct {
	Func   FuncRef
	Access *Access
}

// indexWrites lists, for every shared location, the accesses that change it, and
// those that iterate over it.
func (p *Program) indexWrites() {
	p.writers = map[Location][]Writer{}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Access {
			a := &p.Funcs[f].Access[i]
			if a.Kind.Writes() && !a.Own {
				p.writers[a.Loc] = append(p.writers[a.Loc], Writer{FuncRef(f), a})
				if twin, ok := p.twin(a.Loc); ok {
					p.writers[twin] = append(p.writers[twin], Writer{FuncRef(f), a})
				}
			}
		}
	}
}

// twin returns the other name of an attribute that the class has and no instance: self.all
// and cls.all are one.
func (p *Program) twin(l Location) (Location, bool) {
	switch {
	case l.Kind == OfInstance && p.classWide(l):
		return Location{OfClass, l.Owner, l.Path}, true
	case l.Kind == OfClass && p.classWide(l):
		return Location{OfInstance, l.Owner, l.Path}, true
	}
	return l, false
}

// indexReaders lists the lookups in containers that some function empties or replaces.
func (p *Program) indexReaders() {
	p.readers = map[Location][]Writer{}
	for l, writers := range p.writers {
		if slices.ContainsFunc(writers, func(w Writer) bool {
			return (w.Access.Kind == Writing || w.Access.Kind == Shrinking) && !p.Setup(w.Func) && p.IR(w.Func).Flags&ir.Async != 0
		}) {
			p.readers[l] = nil
		}
	}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Access {
			a := &p.Funcs[f].Access[i]
			l := a.Loc
			switch {
			case a.Own:
				continue
			case a.Kind == Reading:
				i := strings.LastIndexByte(l.Path, '[')
				if i < 0 || !strings.HasSuffix(l.Path, "]") {
					continue
				}
				l.Path = l.Path[:i]
			case a.Kind != Iterating:
				continue
			}
			if list, ok := p.readers[l]; ok {
				p.readers[l] = append(list, Writer{FuncRef(f), a})
			}
		}
	}
}

// Readers returns the lookups in a container, and the iterations over it, in program
// order; only for locations that an async function may empty or replace.
func (p *Program) Readers(l Location) []Writer { return p.readers[l] }

// Private says whether a function is not meant to be called from outside its class.
func (p *Program) Private(f FuncRef) bool {
	name := p.Module(f).Str(p.IR(f).Name)
	return p.IR(f).Kind != ir.Function || strings.HasPrefix(name, "_") && !strings.HasSuffix(name, "__")
}

// Within says whether a function is another one or is defined inside it.
func (p *Program) Within(f, outer FuncRef) bool {
	outer = p.Original(outer)
	for f = p.Original(f); f != NoFunc; f = p.Parent(f) {
		if f == outer {
			return true
		}
	}
	return false
}

// Inside says whether a function stands in another one or is called by it alone.
func (p *Program) Inside(f, outer FuncRef) bool {
	if p.Within(f, outer) {
		return true
	}
	callers, outer := p.Funcs[f].callers, p.Original(outer)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(g FuncRef) bool { return g != outer })
}

// Writers returns the accesses that change exactly this location, in program order.
func (p *Program) Writers(l Location) []Writer { return p.writers[l] }

// Reached is an access that a call leads to.
type Reached struct {
	Path   []Site // the calls, outermost first
	Func   FuncRef
	Access *Access
}

// maxReach bounds how deep effects of calls are followed.
const maxReach = 5

// Reach finds an access to one of the locations, accepted by the predicate, that
// calling site c of f leads to in the same strand. The nearest one wins.
func (p *Program) Reach(f FuncRef, c *CallSite, accept func(FuncRef, *Access) bool) (Reached, bool) {
	type step struct {
		f    FuncRef
		path []Site
	}
	seen := map[FuncRef]bool{f: true}
	queue := []step{}
	push := func(path []Site, at FuncRef, c *CallSite) {
		if c.Spawned {
			return
		}
		for _, t := range c.Targets {
			if !seen[t] {
				seen[t] = true
				queue = append(queue, step{t, append(slices.Clip(path), Site{at, c.Op})})
			}
		}
	}
	push(nil, f, c)
	for i := 0; i < len(queue) && len(queue) < 512; i++ {
		s := queue[i]
		fn := &p.Funcs[s.f]
		for k := range fn.Access {
			if accept(s.f, &fn.Access[k]) {
				return Reached{s.path, s.f, &fn.Access[k]}, true
			}
		}
		if len(s.path) < maxReach {
			for k := range fn.Calls {
				push(s.path, s.f, &fn.Calls[k])
			}
		}
	}
	return Reached{}, false
}

// Getter says whether a function of a class does nothing but return a location of its
// receiver.
func (p *Program) Getter(f FuncRef, loc Location) bool {
	fn := &p.Funcs[f]
	if len(fn.Calls) > 0 || len(fn.Access) != 1 || fn.Access[0].Loc != loc || fn.Access[0].Kind != Reading || !fn.Access[0].Self {
		return false
	}
	body := p.Body(f, nil)
	for i := range body.Ops {
		if x := &body.Ops[i]; x.Code == ir.Return && x.N == 1 && int32(body.Args(x)[0]) == fn.Access[0].Op {
			return true
		}
	}
	return false
}

// ConstantText returns the text of a value that is a constant: a literal, or a name in
// capitals such as State.CLOSED, or a member of a class such as State.closed. In `a, self.b = self.b, None`, None is what b gets.
func ConstantText(m *ir.Module, b *ir.Body, v ir.Value) (string, bool) {
	op := &b.Ops[v]
	switch op.Code {
	case ir.Const:
		return string(rune('0'+op.Aux)) + m.Str(ir.StrID(op.X)), true
	case ir.Read:
		name := m.Str(m.Paths[op.X].Name)
		if m.Paths[op.X].Sel != ir.Attr {
			break
		}
		if len(name) > 1 && name == strings.ToUpper(name) && name != strings.ToLower(name) {
			return name, true
		}
		if of, ok := className(m, b, b.Base(op)); ok {
			return of + "." + name, true
		}
	case ir.Elem:
		made := &b.Ops[b.Args(op)[0]]
		if made.Code == ir.Build && made.Aux <= ir.BuildList && op.X < made.N && op.Flags&ir.Rest == 0 {
			return ConstantText(m, b, b.Args(made)[op.X])
		}
	}
	return "", false
}

// className says whether a value is what a global with the name of a class holds, such
// as an enumeration.
func className(m *ir.Module, b *ir.Body, v ir.Value) (string, bool) {
	x := &b.Ops[v]
	if x.Code != ir.Read || m.Paths[x.X].Sel != ir.RootGlobal {
		return "", false
	}
	name := m.Str(m.Paths[x.X].Name)
	return name, len(name) > 1 && 'A' <= name[0] && name[0] <= 'Z' && name != strings.ToUpper(name)
}

// trueText is what ConstantText returns for True.
var trueText = string(rune('0' + ir.ConstTrue))

// ConstantWrite returns the constant that a write stores, as text.
func (p *Program) ConstantWrite(w Writer) (string, bool) {
	body := p.Body(w.Func, nil)
	op := &body.Ops[w.Access.Op]
	if op.Code != ir.Write {
		return "", false
	}
	return ConstantText(p.Module(w.Func), body, body.Stored(op))
}

// Around lists the functions of the modules that hold the owner of a location: a class
// with its subclasses, or a module. They are the ones that work on it as a rule.
func (p *Program) Around(l Location) (out []FuncRef) {
	var mods []ModRef
	switch l.Kind {
	case OfModule:
		mods = []ModRef{ModRef(l.Owner)}
	case OfInstance, OfClass:
		work := []ClassRef{ClassRef(l.Owner)}
		seen := map[ClassRef]bool{}
		for len(work) > 0 && len(seen) < 64 {
			c := work[0]
			work = work[1:]
			if !seen[c] {
				seen[c] = true
				mods = append(mods, p.Classes[c].Mod)
				work = append(work, p.Classes[c].Subs...)
			}
		}
	}
	slices.Sort(mods)
	for _, m := range slices.Compact(mods) {
		for i := range p.Modules[m].IR.Funcs {
			out = append(out, p.Ref(m, ir.FuncID(i)))
		}
	}
	return out
}
