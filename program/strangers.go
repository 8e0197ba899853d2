package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// Stranger is a change of a container that is kept in an attribute of an object of which
// only the name of that attribute is known: loop.on_tick.add(f).
type Stranger struct {
	Site
	Kind AccessKind
}

// Strangers lists the changes of a container that stand outside of tests and that only the
// attribute's name ties to it; none if objects of several families have such an attribute.
func (p *Program) Strangers(l Location) []Stranger {
	if l.Kind != OfInstance {
		return nil
	}
	p.strangersOnce.Do(p.findStrangers)
	if list := p.strangers[l.Path]; len(list) > 0 && p.onlyOwner(l) {
		return list
	}
	return nil
}

// onlyOwner says whether no class but the owner of a location, its ancestors and
// descendants has an attribute of that name.
func (p *Program) onlyOwner(l Location) bool {
	for c := range p.Classes {
		if _, ok := p.Classes[c].Fields[l.Path]; ok && !p.relatedClasses(ClassRef(c), ClassRef(l.Owner)) && !p.Modules[p.Classes[c].Mod].trial {
			return false
		}
	}
	return true
}

func (p *Program) findStrangers() {
	p.strangers = map[string][]Stranger{}
	for f := range p.Funcs[:p.plain] {
		m := p.Module(FuncRef(f))
		if p.Trial(FuncRef(f)) || !slices.ContainsFunc(p.IR(FuncRef(f)).Calls, func(path ir.PathID) bool { return p.changesAttribute(m, path) }) {
			continue
		}
		body := p.Body(FuncRef(f), nil)
		for i := range p.Funcs[f].Calls {
			c := &p.Funcs[f].Calls[i]
			x := &body.Ops[c.Op]
			if x.Code != ir.Call || len(c.Targets) > 0 || p.Funcs[f].accessesAt(c.Op) {
				continue
			}
			callee := &body.Ops[body.Callee(x)]
			if callee.Code != ir.Read || !p.changesAttribute(m, callee.Path()) {
				continue
			}
			kind := Growing
			if p.Mutates(c.Method).Removes {
				kind = Shrinking
			}
			name := m.Str(m.Paths[m.Paths[callee.X].Base].Name)
			p.strangers[name] = append(p.strangers[name], Stranger{Site{FuncRef(f), c.Op}, kind})
		}
	}
}

// changesAttribute says whether a path is a method that resizes a container in an attribute.
func (p *Program) changesAttribute(m *ir.Module, path ir.PathID) bool {
	n := m.Paths[path]
	if n.Sel != ir.Attr || !p.Mutates(m.Str(n.Name)).Resizes {
		return false
	}
	of := m.Paths[n.Base]
	return of.Sel == ir.Attr && m.Paths[of.Base].Sel != ir.RootGlobal
}

// accessesAt says whether an op is an access to what belongs to a known class or module.
func (fn *Func) accessesAt(op int32) bool {
	return slices.ContainsFunc(fn.Access, func(a Access) bool {
		return a.Op == op && a.Loc.Kind != OfParameter && a.Loc.Kind != OfFunction
	})
}
