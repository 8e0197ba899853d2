package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
)

// overLock says that what is kept at cond was made over another lock, as a Condition
// is: to take one is to take the other.
type overLock struct {
	cond Location
	lock Lock
}

// conditionOver notes a Write that stores a new condition over a given lock.
func (r *resolver) conditionOver(i int, op *ir.Op, fn *Func) {
	v := r.body.Stored(op)
	made := &r.body.Ops[v]
	if r.locs[i].Kind == NoOwner || made.Code != ir.Call || made.N < 3 {
		return
	}
	if !slices.ContainsFunc(r.vals[v], func(o Obj) bool { row, ok := r.p.lockRow(o); return ok && row.Over }) {
		return
	}
	inner := r.body.Positional(made, 0)
	if inner < 0 {
		inner = r.mod.KeywordArg(&r.body, made, "lock")
	}
	if inner < 0 {
		return
	}
	if k, ok := r.lockOf(inner); ok && k.Row.Ctor != "" {
		fn.own().overs = append(fn.overs, overLock{r.locs[i], k})
	}
}

// unifyLocks replaces conditions by the locks that they were made over, so that both
// are one lock for everybody.
func (p *Program) unifyLocks() {
	over := map[Location]Lock{}
	p.over = over
	for f := range p.Funcs[:p.plain] {
		for _, o := range p.Funcs[f].overs {
			if _, again := over[o.cond]; !again && o.cond != o.lock.Loc {
				over[o.cond] = o.lock
			}
		}
	}
	if len(over) == 0 {
		return
	}
	for f := range p.Funcs[:p.plain] {
		if fn := &p.Funcs[f]; slices.ContainsFunc(fn.Locks, func(k Lock) bool { _, ok := over[k.Loc]; return ok }) {
			fn.unify(over)
		}
	}
}

func (fn *Func) unify(over map[Location]Lock) {
	locks, sites := fn.Locks, fn.LockSites
	fn.Locks, fn.LockSites = nil, nil
	for _, s := range sites {
		k := locks[s.Lock]
		if inner, ok := over[k.Loc]; ok {
			k = k.replaced(inner)
		}
		fn.addLock(s.Op, k, s.Acquires)
		fn.LockSites[len(fn.LockSites)-1].Waits = s.Waits
	}
}

// replaced returns the lock under a condition, as seen from where the condition is: its
// neighbour if both are attributes of one object.
func (k Lock) replaced(inner Lock) Lock {
	k.Row = inner.Row
	if inner.Loc.Kind == NoOwner { // made on the spot: the condition is the only way to it
		return k
	}
	ref := Ref{}
	if k.Loc.Kind == inner.Loc.Kind && k.Loc.Owner == inner.Loc.Owner {
		if head, ok := strings.CutSuffix(k.Ref.Path, k.Loc.Path); ok {
			ref = k.Ref
			ref.Path = head + inner.Loc.Path
		}
	}
	if inner.Ref.Root == FixedRoot {
		ref = inner.Ref
	}
	k.Ref, k.Loc = ref, inner.Loc
	return k
}

// handedOver returns the locks that a context manager of the program holds when the body of
// its with statement runs: at the first yield of a generator that holds any, or at such an
// end of an __enter__.
func (p *Program) handedOver(f FuncRef) (out []Lock) {
	fn := &p.Funcs[f]
	if !slices.ContainsFunc(fn.LockSites, func(s LockSite) bool { return s.Acquires }) {
		return nil
	}
	ends := ir.Return
	if p.IR(f).Flags&ir.Generator != 0 {
		ends = ir.Yield
	}
	sites := slices.Clone(fn.LockSites)
	slices.SortStableFunc(sites, func(a, b LockSite) int { return int(a.Op - b.Op) })
	fn.LockSites = sites
	fs := p.Facts(f, nil)
	for i := range fs.Body.Ops {
		if fs.Body.Ops[i].Code != ends || fs.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		held := fs.Held(int32(i))
		for k := range fn.Locks {
			if k < facts.MaxLocks && held.Has(k) && !(ends == ir.Return && fn.letsGoOnReturn(fs, int32(i), k)) {
				out = append(out, fn.Locks[k])
			}
		}
		if out != nil {
			break
		}
	}
	return out
}

// letsGoOnReturn says whether a return leaves a with statement over a lock, or passes a
// finally clause that releases it.
func (fn *Func) letsGoOnReturn(fs *facts.Func, ret int32, lock int) bool {
	for _, a := range fs.Enclosing(ret) {
		for _, s := range fn.LockSites {
			if s.Lock != lock {
				continue
			}
			if s.Op == a.Op && s.Acquires || !s.Acquires && s.Op > ret && fs.Body.Ops[a.Op].Code == ir.Try && fs.InFinally(s.Op, fs.Body.Ops[a.Op].X) {
				return true
			}
		}
	}
	return false
}

// throughTuple follows a local that takes its only value from a display of several:
// first, second = self.a, self.b.
func (r *resolver) throughTuple(v ir.Value) ir.Value {
	op := &r.body.Ops[v]
	if op.Code != ir.Read || r.mod.Paths[op.X].Sel != ir.RootLocal {
		return v
	}
	w, ok := r.alias(r.mod.Paths[op.X].Name)
	if !ok || w < 0 || ir.Value(w) >= v || r.body.Ops[w].Code != ir.Elem || r.body.Ops[w].Flags&ir.Rest != 0 || r.inLoop(int(w)) {
		return v
	}
	made := &r.body.Ops[r.body.Args(&r.body.Ops[w])[0]]
	if made.Code != ir.Build || made.Aux != ir.BuildTuple && made.Aux != ir.BuildList || r.body.Ops[w].X >= made.N {
		return v
	}
	parts := r.body.Args(made)
	if slices.ContainsFunc(parts, func(p ir.Value) bool { return r.body.Ops[p].Code == ir.Spread }) {
		return v
	}
	return parts[r.body.Ops[w].X]
}

// placed finds where a lock is kept that is known by an imported name: the variable of
// the module that defines it.
func (r *resolver) placed(v ir.Value) Location {
	op := &r.body.Ops[v]
	if op.Code != ir.Read {
		return Location{}
	}
	n := r.mod.Paths[op.X]
	switch n.Sel {
	case ir.RootGlobal:
		return r.p.variable(r.m, r.mod.Str(n.Name), 0)
	case ir.Attr:
		for _, o := range r.vals[r.body.Base(op)] {
			if o.Kind == ModObj {
				return r.p.variable(ModRef(o.ID), r.mod.Str(n.Name), 0)
			}
		}
	}
	return Location{}
}

// variable follows the imports of a name to the module variable that it is.
func (p *Program) variable(m ModRef, name string, hops int) Location {
	mod := &p.Modules[m]
	s, bound := mod.symbols[name]
	switch {
	case hops > maxHops:
	case !bound:
		for _, from := range mod.stars {
			if l := p.variable(from, name, hops+1); l.Kind != NoOwner {
				return l
			}
		}
	case s == (symbol{}):
		return Location{OfModule, int32(m), name}
	case s.imp > 0 && s.fn == 0 && s.class == 0:
		if r := &mod.imports[s.imp-1]; !r.whole && r.mod != NoMod {
			return p.variable(r.mod, mod.IR.Str(mod.IR.Imports[s.imp-1].Name), hops+1)
		}
	}
	return Location{}
}
