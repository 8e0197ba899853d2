package scope

import (
	"cmp"
	"slices"
)

// resolve decides what every name means. Scopes are visited as they stand in the
// text, outer before inner, so that an inner name finds its outer one decided.
func (t *Table) resolve() {
	c := &t.c
	c.growTop(t.Syms())
	clear(c.top)
	cur := ID(0)
	for id := 1; id < len(t.Scopes); id++ {
		for cur != t.Scopes[id].Parent {
			t.leave(cur)
			cur = t.Scopes[cur].Parent
		}
		cur = ID(id)
		for n := t.Scopes[id].first; n != 0; n = t.Names[n].next {
			name := &t.Names[n]
			name.link = c.top[name.Sym]
			c.top[name.Sym] = n
			t.decide(n)
		}
	}
}

func (t *Table) leave(scope ID) {
	for n := t.Scopes[scope].first; n != 0; n = t.Names[n].next {
		t.c.top[t.Names[n].Sym] = t.Names[n].link
	}
}

// decide sets Where and Var of a name, whose outer names are decided already.
func (t *Table) decide(n NameID) {
	name := &t.Names[n]
	scope := &t.Scopes[name.Scope]
	name.Var, name.Where = n, Global
	switch {
	case name.flags&declaredGlobal != 0:
	case name.flags&declaredNonlocal == 0 && name.flags&(bound|classCell) != 0:
		if scope.Kind == Module {
			return
		}
		name.Where = Local
		if scope.Unit != name.Scope && t.unitHas(name, scope.Unit) {
			name.flags |= crowded
		}
	default:
		if outer := t.outer(name, scope); outer != 0 && t.Names[outer].Where != Global {
			t.capture(name, t.Names[outer].Var)
		}
	}
}

// unitHas reports whether the unit around a comprehension has a name of that symbol.
func (t *Table) unitHas(name *Name, unit ID) bool {
	for o := name.link; o != 0 && t.Names[o].Scope >= unit; o = t.Names[o].link {
		if t.Names[o].Scope == unit {
			return true
		}
	}
	return false
}

// outer finds the name that an unbound name refers to. Inner functions do not see
// the variables of a class, except for __class__; type parameters in a class do.
func (t *Table) outer(name *Name, scope *Scope) NameID {
	for o := name.link; o != 0; o = t.Names[o].link {
		outer := &t.Names[o]
		s := &t.Scopes[outer.Scope]
		switch {
		case s.Kind == Class:
			direct := scope.Kind == TypeParams && scope.Parent == outer.Scope
			if direct && outer.flags&bound != 0 || outer.flags&classCell != 0 {
				return o
			}
		case s.Kind == TypeParams && t.Scopes[t.Names[outer.Var].Scope].Kind == Class:
			// Only the type parameters themselves saw the class variable.
		default:
			return o
		}
	}
	return 0
}

// capture makes name stand for variable v of an outer scope, and notes it for all
// units in between.
func (t *Table) capture(name *Name, v NameID) {
	name.Var = v
	owner := t.Unit(v)
	unit := t.Scopes[name.Scope].Unit
	if unit == owner {
		name.Where = Local
		return
	}
	name.Where = Free
	t.Names[v].flags |= cell
	for ; unit != owner && unit != 0; unit = t.Scopes[t.Scopes[unit].Parent].Unit {
		t.frees = append(t.frees, free{unit, v})
	}
}

// number lists the variables and free names of every unit and numbers those of
// comprehensions that would clash in it.
func (t *Table) number() {
	slices.SortFunc(t.frees, func(a, b free) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.v, b.v))
	})
	t.frees = slices.Compact(t.frees)
	at := uint32(0)
	for id := range t.Scopes {
		s := &t.Scopes[id]
		s.firstFree = at
		for int(at) < len(t.frees) && t.frees[at].unit == ID(id) {
			at++
		}
		s.freeStop = at
	}
	// Outer scopes first, so that the numbers of captured variables are known.
	for id := 1; id < len(t.Scopes); id++ {
		for n := t.Scopes[id].first; n != 0; n = t.Names[n].next {
			name := &t.Names[n]
			if name.Where == Local && name.Var == n {
				t.addVar(n, name)
			}
		}
	}
}

func (t *Table) addVar(n NameID, name *Name) {
	scope := &t.Scopes[name.Scope]
	unit := &t.Scopes[scope.Unit]
	name.link = 0
	if unit.lastVar == 0 {
		unit.firstVar = n
	} else {
		t.Names[unit.lastVar].link = n
	}
	unit.lastVar = n
	if scope.Unit == name.Scope {
		return
	}
	key := unitSym{scope.Unit, name.Sym}
	number, again := t.counts[key]
	if !again {
		if name.flags&crowded != 0 {
			number = 1
		}
		for _, f := range t.frees[unit.firstFree:unit.freeStop] {
			if outer := &t.Names[f.v]; outer.Sym == name.Sym {
				number = max(number, outer.Number+1)
			}
		}
	}
	name.Number = number
	t.counts[key] = number + 1
}
