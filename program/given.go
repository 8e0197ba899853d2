package program

import (
	"github.com/racehunt/racehunt/ir"
)

// Several objects that are constructed with one and the same thing share it:
//
//	workers = [Worker(cache) for _ in range(4)]
//
// Each worker has a field of its own, but they all hold one cache.

// given says that a constructor's argument is the same object every time.
type given struct {
	param int       // position among the parameters, the receiver not counted; -1 for a keyword
	name  ir.StrID  // of the keyword
	path  ir.PathID // what is given, as written
}

// givenAlike lists the arguments of a constructor call that every turn of the loops around
// it, or every call in the function, finds the same.
func (r *resolver) givenAlike(op *ir.Op) (out []given) {
	position := 0
	for _, a := range r.body.CallArgs(op) {
		g := given{param: -1, name: a.Keyword()}
		if a.Tag == ir.TagPositional {
			g.param = position
			position++
		} else if g.name == 0 {
			return out // *args
		}
		if x := &r.body.Ops[a.Value]; x.Code == ir.Read && r.stable(a.Value) && !r.isCode(int(a.Value)) {
			g.path = x.Path()
			out = append(out, g)
		}
	}
	return out
}

// findShared finds the fields that hold one object in several instances of their class.
func (p *Program) findShared() {
	p.shared = map[Location]bool{}
	type argument struct {
		class ClassRef
		given
	}
	for f := range p.Funcs {
		var before map[argument]bool
		for _, m := range p.Funcs[f].makes {
			for _, g := range m.given {
				a := argument{m.class, g}
				if m.inLoop || before[a] {
					p.shareField(m.class, FuncRef(f), g)
				}
				if before == nil {
					before = map[argument]bool{}
				}
				before[a] = true
			}
		}
	}
}

// shareField notes the field in which the constructor of a class keeps an argument.
func (p *Program) shareField(c ClassRef, by FuncRef, g given) {
	init := p.Method(c, "__init__")
	if init == NoFunc {
		return
	}
	params := p.IR(init).Params
	name := ""
	if g.param >= 0 && g.param+1 < len(params) && params[g.param+1].Kind <= ir.PosOrKw {
		name = p.Module(init).Str(params[g.param+1].Name)
	} else if g.param < 0 {
		name = p.Module(by).Str(g.name)
	}
	body, m := p.Body(init, nil), p.Module(init)
	for i := range p.Funcs[init].Access {
		a := &p.Funcs[init].Access[i]
		if a.Kind != Writing || !a.Self || a.Loc.Root() != a.Loc || body.Ops[a.Op].Code != ir.Write {
			continue
		}
		x := &body.Ops[body.Stored(&body.Ops[a.Op])]
		if x.Code == ir.Read && m.Paths[x.X].Sel == ir.RootLocal && m.Str(m.Paths[x.X].Name) == name {
			p.shared[a.Loc] = true
		}
	}
}

// sharedThrough says whether an access is about what a field holds that several instances
// share, rather than about the field itself, which nobody sets later on.
func (p *Program) sharedThrough(a *Access) bool {
	root := a.Loc.Root()
	if a.Loc.Kind != OfInstance || !p.shared[root] {
		return false
	}
	for _, w := range p.writers[root] {
		if (w.Access.Kind == Writing || w.Access.Kind == Deleting) && !p.Setup(w.Func) {
			return false
		}
	}
	return true
}
