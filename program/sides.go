package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// TwoSides says whether two methods of an object that has to do with threads are called
// from different sides: one by a thread of the object, or by those to whom it was handed
// as a callback, the other one by the object's users. It says less than InterferesThread,
// so that a rule should have signs of its own that one relies on what the other changes.
func (p *Program) TwoSides(f, g FuncRef) (why string, ok bool) {
	c, d := p.classAround(f), p.classAround(g)
	if c == NoClass || d == NoClass || f == g || p.Trial(f) || p.Trial(g) || !p.relatedClasses(c, d) || !p.ThreadAware(f) && !p.ThreadAware(g) || p.usesLoop(c) || p.usesLoop(d) {
		return "", false
	}
	for _, s := range [][2]FuncRef{{f, g}, {g, f}} {
		if p.foreign(s[0]) && p.forUsers(s[1]) {
			return fmt.Sprintf("%s runs on another thread than the one that calls %s", p.Name(s[0]), p.Name(s[1])), true
		}
	}
	return "", false
}

// foreign says whether only a thread of the object calls a method, or whoever it was
// given to.
func (p *Program) foreign(f FuncRef) bool {
	return p.OwnThreadOnly(f) || p.GivenAway(f)
}

// GivenAway says whether no code calls a private method by its name, so that it must go
// somewhere as a value.
func (p *Program) GivenAway(f FuncRef) bool {
	c := p.Funcs[f].Class
	if _, hook := p.ForkHook(f); hook || strings.Contains(p.Module(f).Str(p.IR(f).Name), "fork") {
		return false // it runs where there are no other threads
	}
	return c != NoClass && p.Private(f) && !p.dunder(f) && p.IR(f).Kind == ir.Function && p.namedOnce(f) &&
		!slices.ContainsFunc(p.CallsOf(f), func(s Site) bool { return p.Funcs[s.Func].CallAt(s.Op).Method == p.Module(f).Str(p.IR(f).Name) })
}

// EndsLife says whether a method ends the life of its object, as the name of a public
// method that leads to it says.
func (p *Program) EndsLife(f FuncRef) bool {
	return slices.ContainsFunc(p.roots(f), func(g FuncRef) bool { return p.ends(g) && !p.Private(g) })
}

// namedOnce says whether no other class on the line of descent has a method of f's name:
// what nobody calls and nobody overrides is given away as a value.
func (p *Program) namedOnce(f FuncRef) bool {
	c := p.Funcs[f].Class
	if c == NoClass {
		return false
	}
	name := p.Module(f).Str(p.IR(f).Name)
	return len(p.Overrides(c, name, maxTargets)) == 0 && !slices.ContainsFunc(p.Classes[c].MRO, func(k ClassRef) bool {
		g := p.Method(k, name)
		return k != c && g != NoFunc
	})
}

// forUsers says whether users of the object call a method, once it is in use.
func (p *Program) forUsers(f FuncRef) bool {
	return slices.ContainsFunc(p.roots(f), func(g FuncRef) bool {
		return !p.Private(g) && !p.dunder(g) && !p.begins(g) && p.Funcs[g].flags&isHandedOut == 0 && !p.OwnThreadOnly(g)
	})
}

// usesLoop says whether a class has coroutines, or is called by a loop as its name or
// that of its module says: its callbacks run on the thread of its users.
func (p *Program) usesLoop(c ClassRef) bool {
	return slices.ContainsFunc(p.Classes[c].MRO, func(k ClassRef) bool {
		if slices.ContainsFunc(p.OwnMethods(k), p.Async) {
			return true
		}
		imports := p.Modules[p.Classes[k].Mod].IR
		for i := range imports.Imports {
			name := imports.Str(imports.Imports[i].Module)
			if top, _, _ := strings.Cut(name, "."); top == "asyncio" || top == "tornado" || top == "twisted" || top == "trio" || top == "anyio" || top == "gevent" {
				return true
			}
		}
		return false
	})
}
