package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// RootKind says what a Ref starts from.
type RootKind uint8

const (
	NoRoot    RootKind = iota // nothing is known of the object
	ParamRoot                 // parameter ID of the function at hand
	CellRoot                  // variable of the function ID that inner functions use
	FixedRoot                 // module variable, class attribute, or local of one function: see Ref.Loc
)

// Ref names an object as the code of one function reaches it: a root and the selectors
// after it, such as parameter 0 and ".lock". Two equal Refs of one run of a function are
// one object; nothing is known of two that differ.
type Ref struct {
	Root RootKind
	ID   int32    // index of the parameter, or the function that owns the variable
	Loc  Location // of the root, for FixedRoot
	Path string   // after the root; for CellRoot it starts with the variable
}

// maxRefPath bounds the selectors of a Ref: what is deeper is unknown.
const maxRefPath = 80

func (r Ref) extend(selectors string) Ref {
	if r.Root == NoRoot || len(r.Path)+len(selectors) > maxRefPath {
		return Ref{}
	}
	r.Path += selectors
	return r
}

// Exact says whether the Ref names one object: it does not if a key is unknown.
func (r Ref) Exact() bool { return r.Root != NoRoot && !strings.Contains(r.Path, "[?") }

// Receiver says whether the Ref starts from the first parameter.
func (r Ref) Receiver() bool { return r.Root == ParamRoot && r.ID == 0 }

// ref names the object that a value is.
func (r *resolver) ref(v ir.Value) Ref {
	for range 16 {
		op := &r.body.Ops[v]
		switch op.Code {
		case ir.Call:
			return r.refOfCall(v, op)
		case ir.Read:
		default:
			return Ref{}
		}
		if loc := r.locs[v]; loc.Kind == OfClass || loc.Kind == OfModule {
			return r.keyed(v, Ref{Root: FixedRoot, Loc: loc})
		}
		n := r.mod.Paths[op.X]
		base := r.body.Base(op)
		switch n.Sel {
		case ir.RootLocal:
			if i := r.paramIndex(n.Name); i >= 0 {
				if r.reassigned(n.Name) {
					return Ref{}
				}
				if r.captures(n.Name) {
					return Ref{Root: CellRoot, ID: int32(r.f), Path: r.mod.Str(n.Name)}
				}
				return Ref{Root: ParamRoot, ID: int32(i)}
			}
			w, ok := r.alias(n.Name)
			if !ok || w < 0 || w >= int32(v) || r.inLoop(int(w)) {
				return Ref{}
			}
			if r.body.Ops[w].Code == ir.Call && r.makesLock(ir.Value(w)) {
				return Ref{Root: FixedRoot, Loc: Location{OfFunction, int32(r.f), r.mod.Str(n.Name)}}
			}
			v = ir.Value(w)
		case ir.RootFree:
			for f := r.p.Parent(r.f); f != NoFunc; f = r.p.Parent(f) {
				if r.p.owns(f, n.Name) {
					return r.freeRef(f, n.Name)
				}
			}
			return Ref{}
		case ir.Attr:
			return r.ref(base).extend("." + r.mod.Str(n.Name))
		case ir.Item, ir.AnyItem:
			return r.ref(base).extend(r.selector(op, n))
		default:
			return Ref{}
		}
	}
	return Ref{}
}

// freeRef names a variable of an enclosing function: a lock made there is a place of its
// own, as it is for that function.
func (r *resolver) freeRef(f FuncRef, name ir.StrID) Ref {
	text := r.mod.Str(name)
	for _, o := range r.p.locals[localOf(f, name)].objs {
		if _, lock := r.p.lockRow(o); lock && !slices.ContainsFunc(r.p.IR(f).Params, func(p ir.Param) bool { return p.Name == name }) {
			return Ref{Root: FixedRoot, Loc: Location{OfFunction, int32(f), text}}
		}
	}
	return Ref{Root: CellRoot, ID: int32(f), Path: text}
}

// keyed puts the unknown keys of a fixed place into the path, where Exact sees them.
func (r *resolver) keyed(v ir.Value, ref Ref) Ref {
	if strings.Contains(ref.Loc.Path, "[*]") {
		if op := &r.body.Ops[v]; r.mod.Paths[op.X].Sel == ir.AnyItem {
			ref.Path = r.selector(op, r.mod.Paths[op.X])
		} else {
			ref.Path = "[?]"
		}
	}
	return ref
}

// selector writes a subscript. A key that is a parameter, or a local with one value, is
// the same key for as long as the function runs; nobody else knows it.
func (r *resolver) selector(op *ir.Op, n ir.Path) string {
	if n.Sel == ir.Item {
		return "[" + r.mod.Str(n.Name) + "]"
	}
	if key := r.body.Key(op); key >= 0 && r.body.Ops[key].Code == ir.Read {
		if n := r.mod.Paths[r.body.Ops[key].X]; n.Sel == ir.RootLocal && r.single(n.Name) {
			return "[%" + r.mod.Str(n.Name) + "]"
		}
	}
	return "[?]"
}

// refOfCall names what a call returns: the element that d.get(k) and d.setdefault(k, v)
// hand out, or an instance's own field that a getter returns.
func (r *resolver) refOfCall(v ir.Value, op *ir.Op) Ref {
	args := r.body.Args(op)
	switch r.methodOf(args[0]) {
	case "get", "setdefault":
		base := r.body.Base(&r.body.Ops[args[0]])
		if r.elems[base] == nil || len(args) < 3 {
			return Ref{}
		}
		ref := r.ref(base)
		if key := &r.body.Ops[args[1]]; key.Code == ir.Read {
			if n := r.mod.Paths[key.X]; n.Sel == ir.RootLocal && r.single(n.Name) {
				return ref.extend("[%" + r.mod.Str(n.Name) + "]")
			}
		}
		return ref.extend("[?]")
	}
	return Ref{}
}

// makesLock says whether a call makes a new lock.
func (r *resolver) makesLock(v ir.Value) bool {
	for _, o := range r.vals[v] {
		if _, ok := r.p.lockRow(o); ok {
			for _, callee := range r.vals[r.body.Args(&r.body.Ops[v])[0]] {
				if callee.Kind == ClassObj || callee.Kind == ExtObj {
					return true
				}
			}
		}
	}
	return false
}

func (r *resolver) paramIndex(name ir.StrID) int {
	return slices.IndexFunc(r.fn.Params, func(p ir.Param) bool {
		return p.Name == name && p.Kind != ir.VarPos && p.Kind != ir.VarKw
	})
}

// single says whether a local has one value for as long as the function runs.
func (r *resolver) single(name ir.StrID) bool {
	if r.isParam(name) {
		return !r.reassigned(name)
	}
	w, ok := r.alias(name)
	return ok && w >= 0 && !r.inLoop(int(w))
}

// reassigned says whether the function gives one of its parameters another value.
func (r *resolver) reassigned(name ir.StrID) bool {
	for i := range r.body.Ops {
		if op := &r.body.Ops[i]; op.Code == ir.Write || op.Code == ir.Delete {
			if n := r.mod.Paths[op.X]; n.Sel == ir.RootLocal && n.Name == name {
				return true
			}
		}
	}
	return false
}
