package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// Drain is a function that deals with all that a location holds, at one stroke: it goes
// through a container, empties or replaces it, or ends the object in a slot.
type Drain struct {
	Func FuncRef // a method that sets something else of the same object, too
	At   Site    // where it does so: in it, or in what it calls on the same object
}

// Drains lists the functions that deal with all that a location holds.
func (p *Program) Drains(l Location) []Drain {
	p.drainsOnce.Do(p.findDrains)
	return p.drains[l]
}

func (p *Program) findDrains() {
	p.drains = map[Location][]Drain{}
	for g := range p.Funcs[:p.plain] {
		fn := &p.Funcs[g]
		if fn.Class == NoClass || p.Setup(FuncRef(g)) || p.Trial(FuncRef(g)) || !slices.ContainsFunc(fn.Access, setsOfSelf) {
			continue
		}
		seen := map[Location]bool{}
		note := func(in FuncRef) {
			for i := range p.Funcs[in].Access {
				if loc, ok := p.drained(in, i); ok && !seen[loc] {
					seen[loc] = true
					p.drains[loc] = append(p.drains[loc], Drain{FuncRef(g), Site{in, p.Funcs[in].Access[i].Op}})
				}
			}
		}
		note(FuncRef(g))
		for i := range fn.Calls {
			if c := &fn.Calls[i]; c.Self && !c.Spawned && len(c.Targets) == 1 && c.Targets[0] != FuncRef(g) {
				note(c.Targets[0])
			}
		}
	}
}

func setsOfSelf(a Access) bool {
	return a.Kind == Writing && a.Self && !a.Own && a.Loc.Kind == OfInstance && !strings.ContainsAny(a.Loc.Path, ".[")
}

// copies take all elements of their argument.
var copies = map[string]bool{
	"builtins.list": true, "builtins.tuple": true, "builtins.set": true, "builtins.sorted": true, "asyncio.gather": true, "asyncio.wait": true,
}

// drained says which location an access deals with as a whole.
func (p *Program) drained(f FuncRef, i int) (Location, bool) {
	fn := &p.Funcs[f]
	a := &fn.Access[i]
	if !a.Self || a.Own || a.Loc.Kind != OfInstance {
		return Location{}, false
	}
	loc := a.Loc
	switch a.Kind {
	case Iterating:
	case Shrinking:
		if c := fn.CallAt(a.Op); c == nil || c.Method != "clear" && c.Method != "popleft" && c.Method != "popitem" {
			return Location{}, false
		}
	case Writing: // connection, self.connection = self.connection, None
		if !p.ends(f) || !slices.ContainsFunc(fn.Access[:i], func(b Access) bool { return b.Kind == Reading && b.Loc == a.Loc }) {
			return Location{}, false
		}
		if text, ok := p.ConstantWrite(Writer{f, a}); !ok || text != string(rune('0'+ir.ConstNone)) {
			return Location{}, false
		}
	case Reading:
		base, method, found := strings.Cut(a.Loc.Path, ".")
		switch {
		case found: // self.transport.close()
			if !enders[firstWord(method)] && method != "cancel" && method != "join" && method != "values" && method != "items" {
				return Location{}, false
			}
			loc.Path = base
		default: // list(self.connections)
			if c := fn.CallAt(a.Op + 1); c == nil || !copies[c.Name] {
				return Location{}, false
			}
		}
	default:
		return Location{}, false
	}
	return loc, !strings.ContainsAny(loc.Path, ".[")
}
