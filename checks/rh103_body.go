package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// change is an op that changes a container in place.
type change struct {
	op     int32
	kind   program.AccessKind
	base   ir.Value
	keys   []ir.Value // the keys that are set, or the elements that are added; nil if not known
	method string     // "" for a subscript, "|=" for operators
}

// verdict says what a change means to an iterator of the container.
type verdict uint8

const (
	harmless verdict = iota
	workList         // a list grows at its end
	breaks
)

// inBody looks for a change of the container in the same function while the iterator
// is live.
func (s *iterations) inBody(it *iteration) bool {
	f := s.f
	for _, c := range s.changes() {
		if !s.changesIt(it, c.base) || !f.IterLive(it.start, it.iter, c.op) || !f.Reaches(it.start, c.op, nil) {
			continue
		}
		v := verdictOf(s.kindOf(it), it.backward, c.kind, c.method)
		if v == harmless || s.exists(it, c) || it.kind == program.ListKind && s.movedForward(c) {
			continue
		}
		out := rule.Finding{
			Level: rule.Error, Subject: it.name, Pedantic: v == workList || c.kind == program.Storing && s.namedByElement(it, c.keys[0]),
			Message: fmt.Sprintf("%s is changed while the loop iterates over it", it.name) + s.effect(it),
			Witness: rule.Witness{
				Actors: []string{"Loop"},
				Steps: []rule.Step{
					f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
					f.step(c.op, rule.Writes, "changes "+it.name+" while the iterator is live"),
				},
			},
		}
		switch {
		case v == workList:
			out.Level = rule.Note
			out.Message = fmt.Sprintf("%s grows while the loop iterates over it", it.name)
		case it.kind == program.UnknownKind || c.kind == program.Storing && !s.computed(c.keys[0]):
			out.Level = rule.Warning
		}
		s.Report(c.op, out)
		if v == breaks {
			return true
		}
	}
	return false
}

// movedForward says whether a change is one half of taking an element of a list out and
// putting it in again at the front: `xs.insert(0, xs.pop(i))` moves what has been visited
// by one place, and what is still to come not at all.
func (s *iterations) movedForward(c change) bool {
	f := s.f
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		call := f.P.Funcs[f.Ref].CallAt(int32(i))
		if x.Code != ir.Call || call == nil || call.Method != "insert" || f.Body.NumArgs(x) != 2 || f.Body.Positional(x, 1) < 0 || f.Body.Ops[f.Body.Positional(x, 1)].Code != ir.Call {
			continue
		}
		v := f.Body.Positional(x, 1)
		taken := f.P.Funcs[f.Ref].CallAt(int32(v))
		if taken == nil || taken.Method != "pop" || f.Body.NumArgs(&f.Body.Ops[v]) != 1 || int32(i) != c.op && int32(v) != c.op {
			continue
		}
		if f.isInt(f.Body.Positional(x, 0), "0") && s.same(s.receiver(x), s.receiver(&f.Body.Ops[v])) {
			return true
		}
	}
	return false
}

// namedByElement says whether a key is an attribute of what the loop gives, which mostly
// leads back to one that is there: `result.owner` among the results by owner.
func (s *iterations) namedByElement(it *iteration, key ir.Value) bool {
	f := s.f
	x := &f.Body.Ops[f.Origin(key)]
	if x.Code != ir.Read || f.Module.Paths[x.X].Sel != ir.Attr {
		return false
	}
	next, _ := s.elementOf(f.Body.Base(x))
	return next >= 0 && int32(f.Body.Args(&f.Body.Ops[next])[0]) == it.iter
}

// computed says whether a key is made by an operator or a call, so that it is hardly one
// of those that are there; one that is only looked up somewhere may well be.
func (s *iterations) computed(key ir.Value) bool {
	switch s.f.Body.Ops[s.f.Origin(key)].Code {
	case ir.Binary, ir.Call, ir.Build, ir.Const:
		return true
	}
	next, _ := s.elementOf(key)
	return next >= 0 // another part of what the loop gives
}

// effect says what the next step of the iterator does.
func (s *iterations) effect(it *iteration) string {
	switch it.kind {
	case program.DictKind, program.SetKind, program.DequeKind:
		return ": its next step raises RuntimeError"
	case program.ListKind:
		return ": it skips or repeats elements"
	}
	return ""
}

// verdictOf says whether a change breaks an iterator over such a container. Of an
// unknown one it is only taken to be wrong what is wrong for all that have the method.
func verdictOf(kind program.ContainerKind, backward bool, access program.AccessKind, method string) verdict {
	removes := access == program.Removing || access == program.Shrinking
	switch kind {
	case program.NotContainer:
		return harmless
	case program.DictKind, program.SetKind:
		if access.Resizes() {
			return breaks
		}
	case program.DequeKind:
		if removes || access == program.Growing {
			return breaks
		}
	case program.ListKind:
		switch {
		case backward || access == program.Storing:
			return harmless // backwards, the elements that move have been visited
		case removes || method == "insert":
			return breaks
		case access == program.Growing:
			return workList
		}
	case program.UnknownKind:
		switch {
		case backward || method == "|=":
			return harmless
		case removes, method == "add", method == "setdefault":
			return breaks
		}
	}
	return harmless
}

// changes lists the ops of the function that change a container in place.
func (s *iterations) changes() []change {
	if s.scanned {
		return s.changed
	}
	s.scanned = true
	for i := range s.f.Body.Ops {
		if c, ok := s.changeAt(int32(i)); ok && s.f.Graph.BlockOf(int32(i)) >= 0 {
			s.changed = append(s.changed, c)
		}
	}
	return s.changed
}

func (s *iterations) changeAt(op int32) (change, bool) {
	f := s.f
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Write, ir.Delete:
		sel := f.Module.Paths[x.X].Sel
		if sel != ir.Item && sel != ir.AnyItem {
			return change{}, false
		}
		c := change{op: op, kind: program.Storing, base: f.Body.Base(x), keys: []ir.Value{f.Body.Key(x)}}
		if x.Code == ir.Delete {
			c.kind = program.Removing
		}
		return c, true
	case ir.Binary:
		if x.Flags&ir.InPlace == 0 {
			return change{}, false
		}
		return s.augmented(op, x)
	case ir.Call:
		base := s.receiver(x)
		if base < 0 {
			return change{}, false
		}
		c := f.P.Funcs[f.Ref].CallAt(op)
		if c == nil || len(c.Targets) > 0 || !f.P.Mutates(c.Method).Resizes {
			return change{}, false
		}
		out := change{op: op, kind: program.Growing, base: base, method: c.Method}
		if f.P.Mutates(c.Method).Removes {
			out.kind = program.Shrinking
		} else {
			out.keys = s.added(x, c.Method)
		}
		return out, true
	}
	return change{}, false
}

// added lists the keys or elements that a call adds, nil if they are not known.
func (s *iterations) added(call *ir.Op, method string) []ir.Value {
	f := s.f
	arg := f.Body.Positional(call, 0)
	if arg < 0 {
		return nil
	}
	switch method {
	case "setdefault", "add":
		return []ir.Value{arg}
	case "update":
		x := &f.Body.Ops[arg]
		if x.Code != ir.Build || x.Aux != ir.BuildDict {
			return nil
		}
		var keys []ir.Value
		for k := 0; k+1 < int(x.N); k += 2 {
			if f.Body.Args(x)[k] < 0 {
				return nil
			}
			keys = append(keys, f.Body.Args(x)[k])
		}
		return keys
	}
	return nil
}

// augmented recognises s |= t and the like. They mean the same container only if the
// type is known; numbers have these operators, too.
func (s *iterations) augmented(op int32, x *ir.Op) (change, bool) {
	base := s.f.Body.Args(x)[0]
	out := change{op: op, kind: program.Growing, base: base, method: "|="}
	switch x.Aux {
	case ir.OpBitOr, ir.OpAdd:
	case ir.OpSub, ir.OpBitAnd, ir.OpBitXor:
		out.kind = program.Shrinking
	default:
		return out, false
	}
	return out, s.f.Body.Ops[base].Code == ir.Read
}

// same says whether two values are certainly one object: reads of one path, through
// locals that stand for it, with nothing rebound on the way from one to the other.
func (s *iterations) same(a, b ir.Value) bool {
	f := s.f
	if f.Body.Ops[a].Code == ir.Read && f.Body.Ops[b].Code == ir.Read && f.LocalOf(int32(a)) != 0 && f.LocalOf(int32(a)) == f.LocalOf(int32(b)) {
		return s.unbound(a, b)
	}
	a, b = f.Origin(a), f.Origin(b)
	if a == b {
		return true
	}
	x, y := &f.Body.Ops[a], &f.Body.Ops[b]
	if x.Code != ir.Read || y.Code != ir.Read {
		return false
	}
	if s.getter(int32(a)) != nil || s.getter(int32(b)) != nil {
		t, ok := s.trailOf(a)
		u, ok2 := s.trailOf(b)
		return ok && ok2 && t == u
	}
	return f.sameObject(int32(a), int32(b)) && s.unbound(a, b)
}

// unbound says whether some way leads from one read of a path to the other on which
// the path is not bound anew.
func (s *iterations) unbound(a, b ir.Value) bool {
	return s.standsAt(a, int32(b)) || s.standsAt(b, int32(a))
}

// standsAt says whether some way leads from the read of a path to an op on which the
// path is not bound anew, so that it stands for the same object there.
func (s *iterations) standsAt(read ir.Value, at int32) bool {
	f := s.f
	var paths []ir.PathID
	for p := f.Body.Ops[read].Path(); p != 0; p = f.Module.Paths[p].Base {
		paths = append(paths, p)
	}
	return f.Reaches(int32(read), at, func(op int32) bool {
		x := &f.Body.Ops[op]
		return (x.Code == ir.Write || x.Code == ir.Delete) && x.Flags&ir.InPlace == 0 && slices.Contains(paths, x.Path())
	})
}

// exists says whether a change sets keys, or adds elements, that are certainly there,
// or deletes behind the place that the iterator has come to.
func (s *iterations) exists(it *iteration, c change) bool {
	if c.kind == program.Removing && it.kind == program.ListKind {
		return s.ahead(it, c.keys[0])
	}
	if len(c.keys) == 0 || c.kind != program.Storing && c.kind != program.Growing {
		return false
	}
	for _, key := range c.keys {
		if !s.isElement(it, key) && !s.equalsElement(it, key, c.op) && !s.isNumber(it, key) && !s.holds(c.op, c.base, key, !it.inserts) {
			return false
		}
	}
	return true
}

// isNumber says whether a key is the number that enumerate gives beside the elements:
// then the container is a list, or like one, and the element at hand is replaced.
func (s *iterations) isNumber(it *iteration, key ir.Value) bool {
	next, path := s.elementOf(key)
	return next >= 0 && int32(s.f.Body.Args(&s.f.Body.Ops[next])[0]) == it.iter &&
		len(path) == 1 && path[0] == 0 && len(it.path) > 0 && it.path[0] == 1
}

// equalsElement says whether the key has been compared with the key that the loop is at.
func (s *iterations) equalsElement(it *iteration, key ir.Value, at int32) bool {
	f := s.f
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Compare || x.Aux != ir.OpEq {
			continue
		}
		args := f.Body.Args(x)
		for k, side := range args {
			if f.sameValue(side, key) && s.isElement(it, args[1-k]) && f.When(int32(i), true, at) {
				return true
			}
		}
	}
	return false
}

// ahead says whether a subscript lies behind the number of the current element, as j
// does in `for j in range(i + 1, len(d))`: nothing that is still to come gets skipped.
func (s *iterations) ahead(it *iteration, key ir.Value) bool {
	f := s.f
	next, path := s.elementOf(key)
	if next < 0 || len(path) > 0 {
		return false
	}
	loop := f.Body.Args(&f.Body.Ops[next])[0]
	call := f.Body.Args(&f.Body.Ops[loop])[0]
	x := &f.Body.Ops[call]
	c := f.P.Funcs[f.Ref].CallAt(int32(call))
	if x.Code != ir.Call || c == nil || c.Name != "builtins.range" || f.Body.NumArgs(x) < 2 {
		return false
	}
	from := f.Body.Positional(x, 0)
	if sum := &f.Body.Ops[from]; sum.Code == ir.Binary && sum.Aux == ir.OpAdd {
		from = f.Body.Args(sum)[0]
		return s.isNumber(it, from)
	}
	return false
}

// holds says whether the container base holds the key at op: it has been tested, or
// read, or comes from the container itself.
func (s *iterations) holds(at int32, base, key ir.Value, reading bool) bool {
	f := s.f
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		op := int32(i)
		switch {
		case x.Code == ir.Compare && (x.Aux == ir.OpIn || x.Aux == ir.OpNotIn):
			args := f.Body.Args(x)
			if f.sameValue(args[0], key) && s.same(args[1], base) && f.When(op, x.Aux == ir.OpIn, at) {
				return true
			}
		case x.Code == ir.Read && reading && op != at && f.Body.Key(x) >= 0:
			if f.sameValue(f.Body.Key(x), key) && s.same(f.Body.Base(x), base) && f.Before(op, at) {
				return true
			}
		}
	}
	return s.fromCopy(base, key)
}

// isElement says whether a value is a key, or an element, of the container that the
// iterator has given.
func (s *iterations) isElement(it *iteration, v ir.Value) bool {
	next, path := s.elementOf(v)
	if next < 0 || int32(s.f.Body.Args(&s.f.Body.Ops[next])[0]) != it.iter {
		return false
	}
	if it.noPath {
		return it.start != it.iter && !it.view // a generator expression may well yield keys
	}
	return slices.Equal(path, it.path)
}

// elementOf follows a value to the Next op that it was unpacked from, and says how.
func (s *iterations) elementOf(v ir.Value) (next int32, path []int) {
	f := s.f
	for range 8 {
		switch x := &f.Body.Ops[v]; x.Code {
		case ir.Next:
			slices.Reverse(path)
			return int32(v), path
		case ir.Elem:
			path = append(path, int(x.X))
			v = f.Body.Args(x)[0]
		case ir.Read:
			def := f.LastWrite(int32(v))
			if def < 0 {
				return -1, nil
			}
			v = f.Body.Stored(&f.Body.Ops[def])
		default:
			return -1, nil
		}
	}
	return -1, nil
}

// fromCopy says whether a key is given by a loop over the container or a copy of it.
func (s *iterations) fromCopy(base, key ir.Value) bool {
	next, path := s.elementOf(key)
	if next < 0 {
		return false
	}
	f := s.f
	iter := f.Body.Args(&f.Body.Ops[next])[0]
	saved := s.found
	s.found = nil
	defer func() { s.found = saved }()
	v := f.Origin(f.Body.Args(&f.Body.Ops[iter])[0])
	if x := &f.Body.Ops[v]; x.Code == ir.Call && f.Body.NumArgs(x) == 1 {
		if c := f.P.Funcs[f.Ref].CallAt(int32(v)); c != nil && copiers[c.Name] {
			v = f.Body.Positional(x, 0)
		}
	}
	if v < 0 {
		return false
	}
	s.over(v, iteration{iter: int32(iter), start: int32(iter)}, 0)
	return slices.ContainsFunc(s.found, func(it iteration) bool {
		return !it.noPath && slices.Equal(it.path, path) && s.same(it.source, base)
	})
}

// copiers are calls that give the elements of their argument.
var copiers = map[string]bool{
	"builtins.list": true, "builtins.tuple": true, "builtins.sorted": true, "builtins.set": true,
	"builtins.frozenset": true, "builtins.dict": true,
}

// sameValueOf says whether two values are reads of one path and certainly equal.
func (f *Func) sameValueOf(a, b ir.Value) bool {
	return f.Body.Ops[a].Path() == f.Body.Ops[b].Path() && f.sameValue(a, b)
}
