package checks

import (
	"slices"

	"github.com/racehunt/racehunt/program"
)

// findBareMethods reports calls of methods that change a part of an object without the lock
// under which others call methods that change the same part, be there few of those: a lock
// that is taken around a call of such a method is taken for the sake of it.
func (pass *Pass) findBareMethods(g *program.Guard) {
	p := pass.run.p
	for i := range g.Bare {
		b := &g.Bare[i]
		if !b.Calls || b.Kind != program.Changing || casual(p, b) {
			continue
		}
		k := slices.IndexFunc(g.Under, func(u program.GuardUse) bool {
			return forItsSake(p, g, &u) && u.Calls && u.Kind == program.Changing && u.Func != b.Func && !sameStrand(p, b, &u) && commonPart(p, b, &u)
		})
		if k >= 0 {
			u := &g.Under[k]
			pass.reportBare(g, b, conflict{u, u, false})
			return
		}
	}
}

// forItsSake says whether the function of a use takes the lock itself, and for nothing else
// that it sets: a lock that callers hold, or that orders other fields, is there for those.
func forItsSake(p *program.Program, g *program.Guard, u *program.GuardUse) bool {
	locks, _ := p.HeldHere(u.Func, u.Access.Op)
	return slices.ContainsFunc(locks, g.Lock.Same) && !slices.ContainsFunc(p.Funcs[u.Func].Access, func(a program.Access) bool {
		held, _ := p.HeldHere(u.Func, a.Op)
		return a.Self && a.Kind.Writes() && a.Kind != program.Changing && a.Loc.Root() != g.Loc.Root() && slices.ContainsFunc(held, g.Lock.Same)
	})
}

// commonPart says whether what two uses call changes one field of the object.
func commonPart(p *program.Program, a, b *program.GuardUse) bool {
	parts := changedParts(p, a)
	return slices.ContainsFunc(changedParts(p, b), func(l program.Location) bool { return slices.Contains(parts, l) })
}

// changedParts lists the fields of its object that the method changes which a use calls.
func changedParts(p *program.Program, u *program.GuardUse) (out []program.Location) {
	c := p.Funcs[u.Func].CallAt(u.Op)
	if c == nil || len(c.Targets) != 1 {
		return nil
	}
	for i := range p.Funcs[c.Targets[0]].Access {
		if a := &p.Funcs[c.Targets[0]].Access[i]; a.Self && a.Kind.Writes() && !a.Own {
			out = append(out, a.Loc.Root())
		}
	}
	return out
}
