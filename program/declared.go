package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// declaredGuards finds the locks that comments name for what is set on their line:
//
//	self.jobs = {}  # guarded-by: self._lock
func (p *Program) declaredGuards() map[Location]Lock {
	out := map[Location]Lock{}
	for m := range p.Modules {
		for _, n := range p.Modules[m].IR.Notes {
			lock, ok := strings.CutPrefix(p.Modules[m].IR.Str(n.Text), "guarded-by ")
			if !ok {
				continue
			}
			for f := range p.Modules[m].IR.Funcs {
				ref := p.Ref(ModRef(m), ir.FuncID(f))
				if span := p.IR(ref).Span; f > 0 && (span.End <= n.Line.Start || n.Line.End <= span.Start) {
					continue
				}
				for _, loc := range p.setOn(ref, n.Line.Start, n.Line.End) {
					if k, ok := p.lockNamed(ref, loc, strings.TrimSpace(lock)); ok {
						out[loc] = k
					}
				}
			}
		}
	}
	return out
}

// setOn lists the fields and variables that f sets on a line.
func (p *Program) setOn(f FuncRef, from, to uint32) (out []Location) {
	body := p.Body(f, nil)
	on := func(op int32) bool { return from <= body.Ops[op].Span.Start && body.Ops[op].Span.Start < to }
	for i := range p.Funcs[f].Access {
		if a := &p.Funcs[f].Access[i]; a.Kind == Writing && on(a.Op) && !strings.ContainsAny(a.Loc.Path, ".[") {
			out = append(out, a.Loc)
		}
	}
	if p.IR(f).Kind == ir.ClassBody {
		c := p.classRef(p.Funcs[f].Mod, p.IR(f).Class)
		for i := range body.Ops {
			if x := &body.Ops[i]; x.Code == ir.Write && on(int32(i)) {
				name := p.Module(f).PathString(x.Path())
				out = append(out, Location{OfInstance, int32(p.FieldOwner(c, name)), name}, Location{OfClass, int32(p.FieldOwner(c, name)), name})
			}
		}
	}
	return out
}

// lockNamed finds the lock that a comment in f names: self._lock, cls._lock and C._lock are
// fields of the class that owns the location, a plain name is a variable of the module.
func (p *Program) lockNamed(f FuncRef, loc Location, text string) (Lock, bool) {
	text = strings.TrimSuffix(text, "()")
	_, name, dotted := strings.Cut(text, ".")
	k := Lock{Name: text}
	switch {
	case !dotted:
		k.Loc = p.variable(p.Funcs[f].Mod, text, 0)
	case loc.Kind == OfInstance || loc.Kind == OfClass:
		c := ClassRef(loc.Owner)
		if p.FieldOf(c, name) == nil {
			return k, false
		}
		k.Loc = Location{OfInstance, int32(p.FieldOwner(c, name)), name}
		if p.classWide(k.Loc) {
			k.Loc.Kind = OfClass
		}
	}
	if k.Loc.Kind == NoOwner {
		return k, false
	}
	for _, o := range p.stored(k.Loc) {
		if row, ok := p.lockRow(o); ok {
			k.Row = row
			break
		}
	}
	return p.Unified(k), true
}
