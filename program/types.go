package program

import (
	"github.com/racehunt/racehunt/ir"
)

// Types tells what the values of one function may be.
type Types struct{ r *resolver }

// Types evaluates a function anew.
func (p *Program) Types(f FuncRef) *Types {
	r := newResolver(p)
	r.prepare(f)
	return &Types{r}
}

// IterSource returns the value of the container that an Iter op iterates over, seen
// through views and enumerate, zip, reversed and the like.
func (t *Types) IterSource(iter int32) ir.Value {
	return t.r.iterSource(t.r.body.Args(&t.r.body.Ops[iter])[0])
}

// NotContainer is the answer for what is certainly no built-in container.
const NotContainer = "-"

// Container returns the type of the built-in container that a value holds, "" if it
// is not known what it holds, and NotContainer if it is something else.
func (t *Types) Container(v ir.Value) string {
	objs := t.r.vals[v]
	for _, o := range objs {
		if o.Kind == ExtInst && container(Objs{o}) {
			return o.Name
		}
	}
	if len(objs) == 0 {
		return ""
	}
	return NotContainer
}

// Mutation says which container a method call changes, and how; the kind is Reading
// if it changes none.
func (t *Types) Mutation(op int32) (kind AccessKind, base, key ir.Value) {
	args := t.r.body.Args(&t.r.body.Ops[op])
	mut, ok := t.r.mutates[t.r.methodOf(args[0])]
	if !ok || !mut.Resizes {
		return Reading, ir.NoValue, ir.NoValue
	}
	base = t.r.body.Base(&t.r.body.Ops[args[0]])
	if !container(t.r.vals[base]) {
		return Reading, ir.NoValue, ir.NoValue
	}
	if mut.Removes {
		return Shrinking, base, ir.NoValue
	}
	return Growing, base, ir.NoValue
}

// SetMethod says whether a call's method tells that its receiver is a set or dict.
func (t *Types) SetMethod(op int32) bool {
	switch t.r.methodOf(t.r.body.Args(&t.r.body.Ops[op])[0]) {
	case "add", "discard", "update", "setdefault":
		return true
	}
	return false
}

// Objects returns what a value may be.
func (t *Types) Objects(v ir.Value) Objs { return t.r.vals[v] }

// SameReceiver says whether every call of a chain is made on the caller's own receiver.
func (p *Program) SameReceiver(f FuncRef, chain []Site) bool {
	for _, s := range chain {
		same := false
		for i := range p.Funcs[s.Func].Calls {
			if c := &p.Funcs[s.Func].Calls[i]; c.Op == s.Op {
				same = c.Self || p.Funcs[s.Func].Class == NoClass
			}
		}
		if !same {
			return false
		}
	}
	return true
}

// HoldsContainer says whether all that is known to be stored at a location are
// built-in containers that change in place.
func (p *Program) HoldsContainer(l Location) bool {
	var objs Objs
	switch l.Kind {
	case OfInstance, OfClass:
		if f := p.FieldOf(ClassRef(l.Owner), l.Path); f != nil {
			objs = f.Types
		}
	case OfModule:
		objs = p.Modules[l.Owner].vars[l.Path]
	case OfFunction:
		objs = p.cells[cell{localCell, l.Owner, l.Path}]
	}
	for _, o := range objs {
		if o.Name == "builtins.tuple" || !container(Objs{o}) || o.Kind != ExtInst {
			return false
		}
	}
	return len(objs) > 0
}
