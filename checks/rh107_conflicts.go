package checks

import (
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// section is what one function does to a location between taking and releasing a lock.
type section struct {
	f     program.FuncRef
	taken int32 // the op that takes the lock, -1 if the callers do
	uses  []program.GuardUse
}

// sections groups the uses of a location under its lock.
func sections(p *program.Program, g *program.Guard) (out []section) {
	for _, u := range g.Under {
		taken := int32(-1)
		locks, ops := p.HeldHere(u.Func, u.Access.Op)
		for i, k := range locks {
			if k.Same(g.Lock) {
				taken = ops[i]
			}
		}
		if n := len(out); n > 0 && out[n-1].f == u.Func && out[n-1].taken == taken {
			out[n-1].uses = append(out[n-1].uses, u)
			continue
		}
		out = append(out, section{u.Func, taken, []program.GuardUse{u}})
	}
	return out
}

// conflict is what a use without the lock gets between.
type conflict struct {
	first, second *program.GuardUse // under the lock; the same for a single one
	suffers       bool              // the use under the lock gets into the one without it
}

// findConflict looks for something under the lock that a use without it breaks, or that
// breaks the use.
func findConflict(p *program.Program, g *program.Guard, secs []section, b *program.GuardUse, kind program.ContainerKind) (conflict, bool) {
	if b.Kind == program.Iterating {
		for i := range g.Under {
			u := &g.Under[i]
			if u.With != (program.Location{}) && kind == program.DictKind {
				return conflict{u, u, true}, true // who is given the lock, too, is there to change it
			}
			if u.Kind.Resizes() && (kind != program.ListKind || u.Kind == program.Shrinking || u.Kind == program.Removing) && !sameStrand(p, b, u) {
				return conflict{u, u, true}, true
			}
		}
		return conflict{}, false
	}
	if b.Kind == program.Reading {
		return emptied(p, g, b)
	}
	if !b.Kind.Writes() || flag(p, b) {
		return conflict{}, false
	}
	for i := range secs {
		if c, ok := broken(p, &secs[i], b, kind); ok && !sameStrand(p, b, c.first) {
			return c, true
		}
	}
	return conflict{}, false
}

// emptied finds a use under the lock that sets to None what b relies on without the lock:
// b calls a method of it or takes it apart.
func emptied(p *program.Program, g *program.Guard, b *program.GuardUse) (conflict, bool) {
	for i := range g.Under {
		u := &g.Under[i]
		if u.Func == b.Func || !stores(p, u, ir.ConstNone) || sameStrand(p, b, u) {
			continue
		}
		f := &Func{Func: p.Facts(b.Func, nil), P: p, Ref: b.Func}
		again := slices.ContainsFunc(g.Bare, func(other program.GuardUse) bool { return other.Func == b.Func && other.Op != b.Op })
		if again || b.Access.Loc == g.Loc && f.workedOn(b.Access) < 0 || f.handled(b.Op, []string{"AttributeError", "TypeError"}) {
			return conflict{}, false
		}
		return conflict{u, u, true}, true
	}
	return conflict{}, false
}

// broken finds the two uses of a section between which a use without the lock does harm:
// the section relies on nothing happening there.
func broken(p *program.Program, s *section, b *program.GuardUse, kind program.ContainerKind) (conflict, bool) {
	for i := range s.uses {
		u := &s.uses[i]
		if u.Kind == program.Iterating && b.Kind.Resizes() && (kind != program.ListKind || b.Kind != program.Growing) {
			return conflict{u, u, false}, true
		}
		if b.Calls && b.Kind == program.Changing && u.Calls && u.Kind == program.Changing {
			return conflict{u, u, false}, true // both run methods that change the object
		}
	}
	if b.Calls {
		return conflict{}, false
	}
	for i := range s.uses {
		if s.uses[i].Kind != program.Reading && s.uses[i].Kind != program.Iterating {
			continue
		}
		for k := i + 1; k < len(s.uses); k++ {
			if outdated(p, &s.uses[k], b) && !(b.Kind == program.Writing && throughCopy(p, &s.uses[k])) {
				return conflict{&s.uses[i], &s.uses[k], false}, true
			}
		}
	}
	return conflict{}, false
}

// throughCopy says whether a use goes through a local that the object was stored in before:
// then it does not matter that another one has taken its place.
func throughCopy(p *program.Program, u *program.GuardUse) bool {
	f := &Func{Func: p.Facts(u.Func, nil), P: p, Ref: u.Func}
	x := &f.Body.Ops[u.Op]
	base := ir.NoValue
	switch x.Code {
	case ir.Write, ir.Delete, ir.Read:
		base = f.Body.Base(x)
	case ir.Call:
		base = f.receiver(u.Op)
	}
	return base >= 0 && f.LocalOf(int32(base)) != 0 && f.Body.Ops[f.Origin(base)].Code == ir.Read && f.Origin(base) != base
}

// outdated says whether a use that follows a reading is wrong if b happens in between.
func outdated(p *program.Program, after, b *program.GuardUse) bool {
	c := p.Funcs[after.Func].CallAt(after.Op)
	empties := after.Kind == program.Writing || after.Kind == program.Shrinking && c != nil && c.Method == "clear"
	switch b.Kind {
	case program.Writing:
		return after.Kind == program.Writing || after.Kind == program.Reading && stores(p, b, ir.ConstNone) || needsKey(p, after)
	case program.Deleting:
		return true
	case program.Growing:
		return empties // what is added in between is lost
	case program.Storing:
		return empties || after.Kind == program.Storing
	case program.Shrinking, program.Removing:
		return after.Kind == program.Reading || after.Kind == program.Removing || after.Kind == program.Shrinking
	}
	return false
}

// needsKey says whether a use fails if the container lacks a key, as a new one does:
// `del d[k]`, `d.pop(k)`.
func needsKey(p *program.Program, u *program.GuardUse) bool {
	body := p.Body(u.Func, nil)
	x := &body.Ops[u.Op]
	f := &Func{Func: p.Facts(u.Func, nil), P: p, Ref: u.Func}
	if f.handled(u.Op, []string{"KeyError", "IndexError", "ValueError"}) {
		return false
	}
	c := p.Funcs[u.Func].CallAt(u.Op)
	return x.Code == ir.Delete && u.Kind == program.Removing ||
		x.Code == ir.Call && c != nil && (c.Method == "pop" || c.Method == "remove") && body.NumArgs(x) == 1
}

// flag says whether a use sets a constant truth value: it tells others something, and they
// look at it when they get to it.
func flag(p *program.Program, u *program.GuardUse) bool {
	return stores(p, u, ir.ConstTrue) || stores(p, u, ir.ConstFalse)
}

// stores says whether a use writes a constant of a kind.
func stores(p *program.Program, u *program.GuardUse, kind ir.ConstKind) bool {
	body := p.Body(u.Func, nil)
	x := &body.Ops[u.Op]
	if x.Code != ir.Write {
		return false
	}
	v := &body.Ops[body.Stored(x)]
	return v.Code == ir.Const && v.Aux == kind
}

// sameStrand says whether one and the same strand makes both uses, so that neither can
// come between the other's.
func sameStrand(p *program.Program, a, b *program.GuardUse) bool {
	x, one := p.SingleStrand(a.Func)
	y, two := p.SingleStrand(b.Func)
	return one && two && x == y
}

// witness tells in which order the uses go wrong; the use without the lock is b.
func (c *conflict) witness(p *program.Program, g *program.Guard, name string, b *program.GuardUse) rule.Witness {
	w := rule.Witness{Actors: []string{"Thread A (" + p.Name(b.Func) + ")", "Thread B (" + p.Name(c.first.Func) + ")"}}
	step := func(actor int, u *program.GuardUse, text string) {
		w.Steps = append(w.Steps, rule.Step{
			Actor: actor, Loc: place(p, u.Func, u.Op), Action: actionOf(u), Text: text,
			Locks: lockNames(p.Held(u.Func, u.Access.Op)),
		})
	}
	if c.suffers && b.Kind == program.Reading {
		step(1, c.first, "sets "+name+" to None")
		step(0, b, "uses "+name+": AttributeError")
		return w
	}
	if c.suffers && c.first.With == g.Lock.Loc {
		step(1, c.first, "hands "+name+" over to others with its lock")
		step(0, b, "takes an iterator of "+name)
		step(0, b, "advances the iterator while those others change "+name+" under the lock: RuntimeError")
		return w
	}
	if c.suffers {
		step(0, b, "takes an iterator of "+name)
		step(1, c.first, "resizes "+name)
		step(0, b, "advances the iterator: RuntimeError, or elements are skipped")
		return w
	}
	step(1, c.first, verb(c.first)+" "+name)
	step(0, b, verb(b)+" "+name+" without the lock")
	if c.second != c.first {
		step(1, c.second, verb(c.second)+" "+name+" as if nothing had happened")
	} else {
		step(1, c.second, "goes on with "+name+" half way")
	}
	return w
}

func actionOf(u *program.GuardUse) rule.Action {
	switch {
	case u.Calls:
		return rule.Calls
	case u.Kind == program.Reading:
		return rule.Reads
	case u.Kind == program.Iterating:
		return rule.Iterates
	}
	return rule.Writes
}

// verb says what a use does to what it is about.
func verb(u *program.GuardUse) string {
	switch {
	case u.Calls:
		return "changes"
	case u.Kind == program.Reading:
		return "reads"
	case u.Kind == program.Iterating:
		return "iterates over"
	case u.Kind == program.Writing:
		return "sets"
	case u.Kind == program.Deleting:
		return "deletes"
	}
	return "changes"
}
