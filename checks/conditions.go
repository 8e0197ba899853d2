package checks

import (
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// testKind says what a test asks of a location.
type testKind uint8

const (
	isNone   testKind = iota // x is None, or x is another fixed object
	isTrue                   // plain truth, also of len(x) and not x.empty()
	isMember                 // key in x
	hasAttr                  // hasattr(base, "name"), getattr(base, "name", None)
	isConst                  // x == CLOSING, x in (CLOSING, CLOSED)
)

// test is a branch that looks at a shared location, or at a local copy of it.
type test struct {
	branch int32
	read   int32           // op that looks: a Read, a call of get or hasattr, a Compare
	access *program.Access // of the location, by that op; nil for hasAttr
	kind   testKind
	absent cfg.EdgeKind // the outcome that says there is nothing
	base   ir.Value     // isMember: the container; hasAttr: the object
	key    ir.Value     // isMember
	attr   string       // hasAttr
	copied bool         // it is a local that is tested
	sized  bool         // asks whether a container is empty
	values []string     // isConst: the constants, as text
}

// present is the outcome that says there is something.
func (t *test) present() cfg.EdgeKind {
	if t.absent == cfg.True {
		return cfg.False
	}
	return cfg.True
}

// sharedTests lists the tests of shared locations in a function, in order.
func (f *Func) sharedTests() []test {
	if f.tested {
		return f.conditions
	}
	f.tested = true
	for i := range f.Body.Ops {
		if x := &f.Body.Ops[i]; x.Code == ir.Branch && x.Flags&ir.Assertion == 0 {
			if t, ok := f.testOf(f.Body.Args(x)[0], cfg.False, 0); ok {
				t.branch = int32(i)
				f.conditions = append(f.conditions, t)
			}
		}
	}
	return f.conditions
}

func flip(e cfg.EdgeKind) cfg.EdgeKind {
	if e == cfg.True {
		return cfg.False
	}
	return cfg.True
}

// testOf finds what a tested value asks; absent is the outcome that says "nothing there"
// if the value itself is the location's.
func (f *Func) testOf(v ir.Value, absent cfg.EdgeKind, depth int) (test, bool) {
	x := &f.Body.Ops[v]
	switch {
	case depth > 4:
	case x.Code == ir.Unary && x.Aux == ir.OpNot:
		return f.testOf(f.Body.Args(x)[0], flip(absent), depth+1)
	case x.Code == ir.Compare:
		return f.comparison(int32(v), absent)
	case x.Code == ir.Merge:
		return f.joinedTest(v, absent, depth)
	case x.Code == ir.Call:
		if t, ok := f.calledTest(int32(v), absent); ok {
			return t, true
		}
		fallthrough
	case x.Code == ir.Read:
		if made := f.onceAssigned(int32(v)); made != nil && (made.Code == ir.Compare || made.Code == ir.Unary) {
			return f.testOf(f.Body.Stored(&f.Body.Ops[f.Defs(int32(v))[0]]), absent, depth+1)
		}
		if t, ok := f.asks(int32(v), absent); ok {
			return t, true
		}
		if t, ok := f.looksAt(int32(v), 0); ok {
			t.absent = absent
			if t.kind != hasAttr {
				t.kind = isTrue
			}
			return t, true
		}
	}
	return test{}, false
}

// joinedTest finds the test that one side of `a and b`, or `a or b`, as a value settles:
// who finds a and b true knows that each of them is.
func (f *Func) joinedTest(v ir.Value, absent cfg.EdgeKind, depth int) (test, bool) {
	for _, a := range f.Body.Args(&f.Body.Ops[v]) {
		if t, ok := f.testOf(a, absent, depth+1); ok && t.access != nil {
			return t, true
		}
	}
	return test{}, false
}

// onceAssigned returns the op that makes what a local holds, if it is set in one place.
func (f *Func) onceAssigned(read int32) *ir.Op {
	if f.LocalOf(read) == 0 {
		return nil
	}
	if defs := f.Defs(read); len(defs) == 1 && defs[0] >= 0 {
		return &f.Body.Ops[f.Body.Stored(&f.Body.Ops[defs[0]])]
	}
	return nil
}

// asks finds the test in a predicate of the receiver that a call or a property asks:
// a function that returns `self.socket is not None`, or `self.state in (NEW, DONE)`.
func (f *Func) asks(op int32, absent cfg.EdgeKind) (test, bool) {
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || !c.Self || len(c.Targets) != 1 || c.Targets[0] == f.Ref {
		return test{}, false
	}
	a, negated, ok := f.P.Predicate(c.Targets[0])
	t := test{read: op, access: a, kind: isTrue, absent: absent}
	if !ok {
		if t.access, t.values, negated, ok = f.P.StatePredicate(c.Targets[0]); !ok {
			return test{}, false
		}
		t.kind = isConst
	}
	if negated {
		t.absent = flip(absent)
	}
	return t, true
}

// keysOf returns d for d.keys(), else the value itself.
func (f *Func) keysOf(v ir.Value) ir.Value {
	if c := f.P.Funcs[f.Ref].CallAt(int32(v)); c != nil && c.Method == "keys" && f.Body.Ops[v].Code == ir.Call && f.Body.NumArgs(&f.Body.Ops[v]) == 0 {
		if base := f.receiver(int32(v)); base >= 0 {
			return base
		}
	}
	return v
}

// comparison handles is, ==, in and their negations, and lengths.
func (f *Func) comparison(op int32, absent cfg.EdgeKind) (test, bool) {
	x := &f.Body.Ops[op]
	args := f.Body.Args(x)
	right := &f.Body.Ops[args[1]]
	switch x.Aux {
	case ir.OpIn, ir.OpNotIn:
		if right.Code == ir.Build {
			return f.constantTest(args[0], f.Body.Args(right), absent, x.Aux == ir.OpNotIn)
		}
		in := f.keysOf(args[1])
		t, ok := f.looksAt(int32(in), 0)
		if !ok || t.access == nil {
			return t, false
		}
		t.kind, t.base, t.key, t.absent = isMember, in, args[0], absent
		t.read = op // an alias may have been made long before
		if x.Aux == ir.OpNotIn {
			t.absent = flip(absent)
		}
		return t, true
	case ir.OpIs, ir.OpIsNot, ir.OpEq, ir.OpNotEq:
		if right.Code == ir.Const && (right.Aux == ir.ConstTrue || right.Aux == ir.ConstFalse) && f.Body.Ops[args[0]].Code == ir.Compare {
			if (right.Aux == ir.ConstFalse) != (x.Aux == ir.OpIsNot || x.Aux == ir.OpNotEq) {
				absent = flip(absent)
			}
			return f.comparison(int32(args[0]), absent)
		}
		if length := f.lengthOf(args[0]); length >= 0 && f.isInt(args[1], "0") {
			t, ok := f.looksAt(int32(length), 0)
			t.kind, t.sized, t.absent = isTrue, true, flip(absent)
			if x.Aux == ir.OpNotEq || x.Aux == ir.OpIsNot {
				t.absent = absent
			}
			return t, ok && t.access != nil
		}
		if !f.nothing(right, x.Aux) {
			return f.constantTest(args[0], args[1:2], absent, x.Aux == ir.OpIsNot || x.Aux == ir.OpNotEq)
		}
		t, ok := f.looksAt(int32(args[0]), 0)
		t.absent = flip(absent)
		if x.Aux == ir.OpIsNot || x.Aux == ir.OpNotEq {
			t.absent = absent
		}
		return t, ok
	case ir.OpGt, ir.OpGtE, ir.OpLt:
		length := f.lengthOf(args[0])
		if length < 0 || !f.isInt(args[1], "0") && !f.isInt(args[1], "1") {
			return test{}, false
		}
		t, ok := f.looksAt(int32(length), 0)
		t.kind, t.sized, t.absent = isTrue, true, absent
		if x.Aux == ir.OpLt {
			t.absent = flip(absent)
		}
		return t, ok && t.access != nil
	}
	return test{}, false
}

// constantTest handles the comparison of a location with constants.
func (f *Func) constantTest(v ir.Value, with []ir.Value, absent cfg.EdgeKind, negated bool) (test, bool) {
	t, ok := f.looksAt(int32(v), 0)
	if !ok || t.access == nil {
		return t, false
	}
	t.kind, t.absent = isConst, absent
	if negated {
		t.absent = flip(absent)
	}
	for _, c := range with {
		text, constant := f.constant(c)
		if !constant {
			return t, false
		}
		t.values = append(t.values, text)
	}
	return t, true
}

// nothing says whether a value stands for "not there yet": None, or for is a fixed
// object such as _MISSING.
func (f *Func) nothing(x *ir.Op, operator uint16) bool {
	if x.Code == ir.Const {
		return x.Aux == ir.ConstNone
	}
	if x.Code != ir.Read || operator != ir.OpIs && operator != ir.OpIsNot {
		return false
	}
	n := f.Module.Paths[x.Path()]
	name := f.Module.Str(n.Name)
	return n.Sel == ir.RootGlobal || n.Sel == ir.Attr && name == strings.ToUpper(name) && name != strings.ToLower(name)
}

func (f *Func) isInt(v ir.Value, digits string) bool {
	x := &f.Body.Ops[v]
	return x.Code == ir.Const && x.Aux == ir.ConstInt && f.Module.Str(ir.StrID(x.X)) == digits
}

// lengthOf returns the value whose length a call len(x) or x.qsize() asks, else NoValue.
func (f *Func) lengthOf(v ir.Value) ir.Value {
	x := &f.Body.Ops[v]
	if x.Code != ir.Call {
		return ir.NoValue
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(v))
	switch {
	case c == nil || len(c.Targets) > 0:
	case c.Name == "builtins.len" && f.Body.NumArgs(x) == 1:
		return f.Body.CallArg(x, 0).Value
	case c.Method == "qsize":
		return f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
	}
	return ir.NoValue
}

// calledTest handles len(x), x.empty() and hasattr(x, "name") as truth values.
func (f *Func) calledTest(call int32, absent cfg.EdgeKind) (test, bool) {
	x := &f.Body.Ops[call]
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || len(c.Targets) > 0 {
		return test{}, false
	}
	if length := f.lengthOf(ir.Value(call)); length >= 0 {
		t, ok := f.looksAt(int32(length), 0)
		t.kind, t.sized, t.absent = isTrue, true, absent
		return t, ok && t.access != nil
	}
	switch {
	case c.Method == "empty" && f.Body.NumArgs(x) == 0:
		if base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)]); base >= 0 {
			t, ok := f.looksAt(int32(base), 0)
			t.kind, t.sized, t.absent = isTrue, true, flip(absent)
			return t, ok && t.access != nil
		}
	case c.Name == "builtins.hasattr" && f.Body.NumArgs(x) == 2:
		return f.attributeTest(call, absent)
	}
	return test{}, false
}

func (f *Func) attributeTest(call int32, absent cfg.EdgeKind) (test, bool) {
	x := &f.Body.Ops[call]
	name := &f.Body.Ops[f.Body.CallArg(x, 1).Value]
	if name.Code != ir.Const || name.Aux != ir.ConstStr {
		return test{}, false
	}
	return test{read: call, kind: hasAttr, base: f.Body.CallArg(x, 0).Value, attr: f.Module.Str(ir.StrID(name.X)), absent: absent}, true
}

// looksAt finds the shared location that a value was read from: directly, through a
// local that is set once, by d.get(k), getattr with a default, or a getter.
func (f *Func) looksAt(op int32, depth int) (test, bool) {
	x := &f.Body.Ops[op]
	if name := f.LocalOf(op); name != 0 {
		if x.Code != ir.Read || depth > 3 {
			return test{}, false
		}
		if a := f.accessAt(op, program.Reading); a != nil && a.Loc.Kind == program.OfFunction {
			return test{read: op, access: a}, true
		}
		defs := f.Defs(op)
		if len(defs) != 1 || defs[0] < 0 {
			return test{}, false
		}
		t, ok := f.looksAt(int32(f.Body.Stored(&f.Body.Ops[defs[0]])), depth+1)
		t.copied = true
		return t, ok
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c != nil && c.Self && len(c.Targets) == 1 {
		if target := &f.P.Funcs[c.Targets[0]]; len(target.Access) == 1 && f.P.Getter(c.Targets[0], target.Access[0].Loc) {
			return test{read: op, access: &target.Access[0]}, true
		}
	}
	if a := f.accessAt(op, program.Reading); a != nil {
		return test{read: op, access: a}, true
	}
	switch {
	case c == nil:
	case c.Name == "builtins.getattr" && x.Code == ir.Call && f.Body.NumArgs(x) == 3:
		return f.attributeTest(op, cfg.False)
	}
	return test{}, false
}

// accessAt returns the access of a kind that an op makes, or nil.
func (f *Func) accessAt(op int32, kind program.AccessKind) *program.Access {
	access := f.P.Funcs[f.Ref].Access
	lo, hi := 0, len(access)
	for lo < hi {
		if mid := (lo + hi) / 2; access[mid].Op < op {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for ; lo < len(access) && access[lo].Op == op; lo++ {
		if access[lo].Kind == kind {
			return &access[lo]
		}
	}
	return nil
}

// writesWhat says whether a write sets just what the test looked at.
func (f *Func) writesWhat(t *test, w *program.Access) bool {
	x := &f.Body.Ops[w.Op]
	if x.Code != ir.Write {
		return false
	}
	switch t.kind {
	case isMember:
		base, key := f.Body.Base(x), f.Body.Key(x)
		return base >= 0 && key >= 0 && f.sameValueOf(t.base, base) && f.sameValue(t.key, key)
	case hasAttr:
		n := f.Module.Paths[x.Path()]
		return n.Sel == ir.Attr && f.Module.Str(n.Name) == t.attr && f.sameValueOf(t.base, f.Body.Base(x))
	}
	return t.access.Loc == w.Loc && f.readsSame(t.read, w)
}

// validates says whether an op looks at the location of a test anew, or sets it.
func (f *Func) validates(op int32, t *test) bool {
	for i := range f.sharedTests() {
		if u := &f.sharedTests()[i]; u.read == op && op != t.read && f.sameQuestion(t, u) {
			return true
		}
	}
	if f.Body.Ops[op].Code == ir.Branch && op != t.branch && t.branch >= 0 && f.retests(op, t) {
		return true
	}
	w := f.accessAt(op, program.Writing)
	return w != nil && f.writesWhat(t, w) && !f.setsNothing(op)
}

// retests says whether a branch belongs to a condition of several parts, a and b and c,
// of which a later part looks at the location of a test anew: all parts jump to one place.
func (f *Func) retests(branch int32, t *test) bool {
	to := f.Body.Ops[branch].X
	for i := range f.sharedTests() {
		u := &f.sharedTests()[i]
		if u.branch > branch && f.Body.Ops[u.branch].X == to && to != f.Body.Ops[t.branch].X && f.sameQuestion(t, u) {
			return true
		}
	}
	return false
}

// sameQuestion says whether two tests look at one location.
func (f *Func) sameQuestion(t, u *test) bool {
	if t.access == nil || u.access == nil {
		return t.access == u.access && t.attr == u.attr
	}
	if t.access.Loc == u.access.Loc {
		return true
	}
	// d.get(k) asks what k in d asks
	return t.access.Loc.Extend("[*]") == u.access.Loc || u.access.Loc.Extend("[*]") == t.access.Loc
}

// setsNothing says whether a write stores None or another value that tests false.
func (f *Func) setsNothing(op int32) bool {
	text, constant := f.constant(f.Body.Stored(&f.Body.Ops[op]))
	return constant && emptyConstant(text)
}

// emptyConstant says whether a constant, as text, is None or False.
func emptyConstant(text string) bool {
	return text == string(rune('0'+ir.ConstNone)) || text == string(rune('0'+ir.ConstFalse))
}
