package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// Class is one class of the program.
type Class struct {
	Mod     ModRef
	ID      ir.ClassID
	Bases   Objs               // ClassObj or ExtObj, in order, not cut to maxObjs
	MRO     []ClassRef         // itself first; classes of the program only
	Subs    []ClassRef         // direct subclasses, in program order
	Methods map[string]FuncRef // functions directly in its body, by name
	Setters map[string]FuncRef // property setters
	Fields  map[string]*Field  // attributes that its own code assigns
	init    FuncRef            // __init__, its own or inherited, or NoFunc
	alloc   FuncRef            // __new__, likewise
	canon   string             // canonical qualified name
	called  *called
	Outside []string // qualified names of bases that are not in the program, through all ancestors
}

// Field is an attribute that the code of a class assigns: on self in a method, or
// in the class body.
type Field struct {
	Name   string
	Static bool // assigned in the class body
	Inst   bool // assigned on instances
	Types  Objs // what it may hold
	Elems  Objs // what its elements may be, if it is a container
}

// IRClass returns the class's index entry.
func (p *Program) IRClass(c ClassRef) *ir.Class {
	return &p.Modules[p.Classes[c].Mod].IR.Classes[p.Classes[c].ID]
}

// ClassName returns the name of a class for messages: Outer.Inner.
func (p *Program) ClassName(c ClassRef) string {
	return p.Modules[p.Classes[c].Mod].IR.Str(p.IRClass(c).Qual)
}

// linkClasses resolves bases, computes method resolution orders and method tables.
func (p *Program) linkClasses() {
	for c := range p.Classes {
		k := &p.Classes[c]
		k.canon = p.model.Canon(p.Modules[k.Mod].Name + "." + p.ClassName(ClassRef(c)))
		k.called = p.calledAs(k.canon)
		k.Methods, k.Setters, k.Fields = map[string]FuncRef{}, map[string]FuncRef{}, map[string]*Field{}
	}
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		if fn.Class == NoClass || p.IR(FuncRef(f)).Kind != ir.Function {
			continue
		}
		name := p.Module(FuncRef(f)).Str(p.IR(FuncRef(f)).Name)
		if fn.flags&isSetter != 0 {
			p.Classes[fn.Class].Setters[name] = FuncRef(f)
		} else {
			p.Classes[fn.Class].Methods[name] = FuncRef(f)
		}
	}
	for c := range p.Classes {
		p.resolveBases(ClassRef(c))
	}
	state := make([]uint8, len(p.Classes))
	for c := range p.Classes {
		p.linearize(ClassRef(c), state)
	}
	for c := range p.Classes {
		p.Classes[c].init, p.Classes[c].alloc = p.Method(ClassRef(c), "__init__"), p.Method(ClassRef(c), "__new__")
	}
	for c := range p.Classes {
		for _, b := range p.Classes[c].Bases {
			if b.Kind == ClassObj && ClassRef(b.ID) != ClassRef(c) {
				p.Classes[b.ID].Subs = append(p.Classes[b.ID].Subs, ClassRef(c))
			}
		}
	}
}

func (p *Program) resolveBases(c ClassRef) {
	k := &p.Classes[c]
	for _, t := range p.IRClass(c).Bases {
		typ := p.Modules[k.Mod].IR.Types[t]
		if typ.Kind != ir.TypeName {
			continue
		}
		for _, o := range p.static(k.Mod, p.IRClass(c).Func, typ.Path) {
			if o.Kind == ClassObj || o.Kind == ExtObj {
				k.Bases = append(k.Bases, o)
				break
			}
		}
	}
}

// static resolves a path of names outside any evaluation: annotations, bases,
// decorators. Roots that are local to a function resolve to what is defined there.
func (p *Program) static(m ModRef, f ir.FuncID, path ir.PathID) Objs {
	x := p.Modules[m].IR
	n := x.Paths[path]
	name := x.Str(n.Name)
	switch n.Sel {
	case ir.RootGlobal:
		if out := p.global(m, name, 0); out != nil {
			return out
		}
		if _, bound := p.Modules[m].symbols[name]; bound {
			return nil
		}
		return ext("builtins." + name)
	case ir.RootLocal, ir.RootFree:
		return p.nested(m, f, name)
	case ir.Attr:
		var out Objs
		for _, o := range p.static(m, f, n.Base) {
			out = union(out, p.attr(o, name))
		}
		return out
	}
	return nil
}

// nested finds a class, function or import that f or a function around it defines.
func (p *Program) nested(m ModRef, f ir.FuncID, name string) Objs {
	x := p.Modules[m].IR
	for {
		for c := 1; c < len(x.Classes); c++ {
			if x.Classes[c].Func == f && x.Str(x.Classes[c].Name) == name {
				return p.class(p.classRef(m, ir.ClassID(c)))
			}
		}
		for i := range x.Imports {
			if x.Imports[i].Func == f && x.Str(x.Imports[i].As) == name {
				return p.imported(m, i, 0)
			}
		}
		if f == 0 {
			return nil
		}
		f = x.Funcs[f].Parent
	}
}

// linearize computes the C3 order of a class; an inconsistent or cyclic hierarchy
// falls back to depth first, as the program would not run anyway.
func (p *Program) linearize(c ClassRef, state []uint8) []ClassRef {
	k := &p.Classes[c]
	if state[c] != 0 { // done, or a cycle
		return k.MRO
	}
	state[c] = 1
	k.MRO = []ClassRef{c}
	var lists [][]ClassRef
	var direct []ClassRef
	for _, b := range k.Bases {
		if b.Kind == ExtObj {
			k.Outside = append(k.Outside, b.Name)
			continue
		}
		lists = append(lists, slices.Clone(p.linearize(ClassRef(b.ID), state)))
		direct = append(direct, ClassRef(b.ID))
		for _, name := range p.Classes[b.ID].Outside {
			if !slices.Contains(k.Outside, name) {
				k.Outside = append(k.Outside, name)
			}
		}
	}
	k.MRO = append([]ClassRef{c}, mergeC3(append(lists, direct))...)
	return k.MRO
}

// mergeC3 is the merge step of the C3 linearisation (Barrett et al., 1996).
func mergeC3(lists [][]ClassRef) []ClassRef {
	var out []ClassRef
	for {
		lists = slices.DeleteFunc(lists, func(l []ClassRef) bool { return len(l) == 0 })
		if len(lists) == 0 {
			return out
		}
		head := lists[0][0]
		for _, l := range lists {
			inTail := slices.ContainsFunc(lists, func(o []ClassRef) bool { return slices.Contains(o[1:], l[0]) })
			if !inTail {
				head = l[0]
				break
			}
		}
		if !slices.Contains(out, head) {
			out = append(out, head)
		}
		for i := range lists {
			lists[i] = slices.DeleteFunc(lists[i], func(c ClassRef) bool { return c == head })
		}
	}
}

// Method finds a method by name in the resolution order of c.
func (p *Program) Method(c ClassRef, name string) FuncRef {
	for _, k := range p.Classes[c].MRO {
		if f, ok := p.Classes[k].Methods[name]; ok {
			return f
		}
	}
	return NoFunc
}

// Overrides lists the methods called name that subclasses of c define themselves,
// in program order, at most limit of them.
func (p *Program) Overrides(c ClassRef, name string, limit int) []FuncRef {
	if len(p.Classes[c].Subs) == 0 {
		return nil
	}
	var out []FuncRef
	seen := map[ClassRef]bool{c: true}
	work := slices.Clone(p.Classes[c].Subs)
	for len(work) > 0 && len(out) < limit && len(seen) < 256 {
		k := work[0]
		work = work[1:]
		if seen[k] {
			continue
		}
		seen[k] = true
		if f, ok := p.Classes[k].Methods[name]; ok {
			out = append(out, f)
		}
		work = append(work, p.Classes[k].Subs...)
	}
	return out
}

// FieldOwner returns the class that a field of an instance of c belongs to: the
// last class in the resolution order whose code assigns it, so that base and
// subclass agree. It returns c itself if none does.
func (p *Program) FieldOwner(c ClassRef, name string) ClassRef {
	mro := p.Classes[c].MRO
	for i := len(mro) - 1; i >= 0; i-- {
		if _, ok := p.Classes[mro[i]].Fields[name]; ok {
			return mro[i]
		}
	}
	return c
}

// FieldOf returns the field of an instance of c, or nil.
func (p *Program) FieldOf(c ClassRef, name string) *Field {
	for _, k := range p.Classes[c].MRO {
		if f, ok := p.Classes[k].Fields[name]; ok {
			return f
		}
	}
	return nil
}

// Derives says whether c is or inherits from a class with one of the given
// qualified names, inside or outside of the program.
func (p *Program) Derives(c ClassRef, names ...string) bool {
	for _, k := range p.Classes[c].MRO {
		if slices.Contains(names, p.canonClass(k)) {
			return true
		}
	}
	return slices.ContainsFunc(p.Classes[c].Outside, func(n string) bool { return slices.Contains(names, n) })
}

// NamedInBody lists the methods of a class that its body reads, such as to put them into a
// table.
func (p *Program) NamedInBody(c ClassRef) (out []FuncRef) {
	mod := &p.Modules[p.Classes[c].Mod]
	for i := range mod.IR.Funcs {
		f := mod.first + FuncRef(i)
		if k := mod.IR.Funcs[i].Class; p.IR(f).Kind != ir.ClassBody || k == 0 || p.classRef(p.Classes[c].Mod, k) != c {
			continue
		}
		body := p.Body(f, nil)
		for n := range body.Ops {
			if x := &body.Ops[n]; x.Code == ir.Read && x.N == 0 {
				if g, ok := p.Classes[c].Methods[mod.IR.Str(mod.IR.Paths[x.X].Name)]; ok {
					out = append(out, g)
				}
			}
		}
	}
	return out
}
