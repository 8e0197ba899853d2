package checks

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// holder is where a value comes from: a parameter, an attribute of the receiver or a
// module variable, or an element of what those hold.
type holder struct {
	param   ir.StrID // a parameter, 0 if it is none
	field   string   // else the attribute or variable
	global  bool     // it is a module variable
	element bool     // an element of what is there, perhaps of an element again
	key     bool     // and of a dict, the key if it is one
	value   bool     // of a dict, the value
	entry   bool     // an attribute of an element
	itself  bool     // and what callers hand over must be there itself, not something made of it
}

// containerCalls hand out elements of what they are called on, or a copy of it.
var containerCalls = map[string]bool{
	"get": true, "pop": true, "popleft": true, "popitem": true, "setdefault": true, "copy": true,
	"values": true, "items": true, "keys": true,
}

// copyCalls give their first argument's elements.
var copyCalls = map[string]bool{
	"builtins.list": true, "builtins.tuple": true, "builtins.set": true, "builtins.frozenset": true, "builtins.sorted": true,
	"builtins.reversed": true, "builtins.enumerate": true, "builtins.zip": true, "builtins.iter": true, "builtins.next": true,
	"builtins.dict": true, "copy.copy": true, "itertools.chain": true,
	"six.itervalues": true, "six.iteritems": true, "six.iterkeys": true,
}

// sourcesOf calls yield for the places that a value may have been taken from.
func (f *Func) sourcesOf(v ir.Value, yield func(holder)) {
	f.follow(v, holder{}, map[ir.Value]bool{}, yield)
}

func (f *Func) follow(v ir.Value, s holder, seen map[ir.Value]bool, yield func(holder)) {
	if v < 0 || seen[v] || len(seen) > 200 {
		return
	}
	seen[v] = true
	x := &f.Body.Ops[v]
	args := f.Body.Args(x)
	switch x.Code {
	case ir.Read:
		f.followRead(v, s, seen, yield)
	case ir.Next, ir.Iter, ir.Elem, ir.Spread, ir.Await:
		if x.Code == ir.Next {
			s.key = !s.element
			s.element = true
		}
		if x.Code == ir.Elem { // for key, value in d.items()
			s.element = true
			if x.X == 1 {
				s.value = true
			}
		}
		f.follow(args[0], s, seen, yield)
	case ir.Merge, ir.Build:
		for _, a := range args {
			f.follow(a, s, seen, yield)
		}
	case ir.Call:
		c := f.P.Funcs[f.Ref].CallAt(int32(v))
		base := f.Body.Base(&f.Body.Ops[args[0]])
		switch {
		case c == nil || len(c.Targets) > 0:
		case containerCalls[c.Method] && base >= 0:
			s.value = s.value || c.Method == "values"
			s.element = s.element || c.Method == "get" || c.Method == "setdefault" || len(c.Method) >= 3 && c.Method[:3] == "pop"
			f.follow(base, s, seen, yield)
		case copyCalls[c.Name]:
			f.follow(f.Body.Positional(x, 0), s, seen, yield)
		case f.Body.NumArgs(x) == 0 && base < 0: // a weak reference is called to get at what it refers to
			f.follow(args[0], s, seen, yield)
		}
	}
}

func (f *Func) followRead(v ir.Value, s holder, seen map[ir.Value]bool, yield func(holder)) {
	x := &f.Body.Ops[v]
	n := f.Module.Paths[x.X]
	base := f.Body.Base(x)
	switch n.Sel {
	case ir.RootLocal:
		for _, def := range f.Defs(int32(v)) {
			if def != facts.Param {
				f.follow(f.Body.Stored(&f.Body.Ops[def]), s, seen, yield)
				continue
			}
			s := s
			s.param = n.Name
			yield(s)
		}
	case ir.RootGlobal:
		s.field, s.global = f.Module.Str(n.Name), true
		yield(s)
	case ir.Item, ir.AnyItem:
		s.element = true
		f.follow(base, s, seen, yield)
	case ir.Attr:
		if f.isReceiver(base) {
			s.field = f.Module.Str(n.Name)
			yield(s)
			return
		}
		s.entry = true
		f.follow(base, s, seen, yield)
	}
}

// isReceiver says whether a value is the first parameter of the method at hand.
func (f *Func) isReceiver(v ir.Value) bool {
	if v < 0 || f.P.Funcs[f.Ref].Class == program.NoClass || len(f.IR.Params) == 0 {
		return false
	}
	x := &f.Body.Ops[v]
	return x.Code == ir.Read && x.N == 0 && f.Module.Paths[x.X].Sel == ir.RootLocal && f.Module.Paths[x.X].Name == f.IR.Params[0].Name
}

// registration is how callers put objects of theirs into a field.
type registration struct {
	add, remove program.Site // public ones if there are any; remove.Func is NoFunc if nothing takes one out again
}

// adders are methods of containers that put an argument in.
var adders = map[string]bool{
	"append": true, "appendleft": true, "add": true, "insert": true, "setdefault": true, "extend": true, "update": true,
}

// removers take out what an argument says.
var removers = map[string]bool{"remove": true, "discard": true, "pop": true, "__delitem__": true}

// filled finds where callers put objects of theirs into a field of a class, or into a
// variable of a module: a parameter is stored there, or added to the container there.
func filled(p *program.Program, c program.ClassRef, m program.ModRef, s holder) (out registration, ok bool) {
	out.remove.Func = program.NoFunc
	for _, g := range p.CodeOf(c, m) {
		if p.Trial(g) {
			continue
		}
		f := &Func{Func: p.Facts(g, nil), P: p, Ref: g}
		for i := range f.Body.Ops {
			put, taken := f.puts(int32(i), s)
			if put && (!ok || !f.offered(out.add.Func, 0) && f.offered(g, 0)) {
				out.add, ok = program.Site{Func: g, Op: int32(i)}, true
			}
			if taken && (out.remove.Func == program.NoFunc || !f.offered(out.remove.Func, 0)) {
				out.remove = program.Site{Func: g, Op: int32(i)}
			}
		}
	}
	return out, ok
}

// puts says whether an op puts an argument of the function into a field, or takes out
// what an argument says.
func (f *Func) puts(op int32, s holder) (put, taken bool) {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Write:
		if x.N > 0 && f.targets(ir.Value(op), s) {
			return f.theirs(f.Body.Stored(x), s) || s.key && !s.value && f.Body.Key(x) >= 0 && f.theirs(f.Body.Key(x), s), false
		}
	case ir.Delete:
		return false, s.element && f.targets(ir.Value(op), s) && f.Body.Key(x) >= 0 && f.given(f.Body.Key(x))
	case ir.Call:
		c := f.P.Funcs[f.Ref].CallAt(op)
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
		if c == nil || base < 0 || !adders[c.Method] && !removers[c.Method] || !f.comesFrom(base, s) {
			return false, false
		}
		for i, a := range f.Body.CallArgs(x) {
			if (i > 0 || c.Method != "setdefault") && (f.theirs(a.Value, s) || removers[c.Method] && f.given(a.Value)) {
				return adders[c.Method], removers[c.Method]
			}
		}
	}
	return false, false
}

// targets says whether a Write or Delete is to a field, or to an element of it.
func (f *Func) targets(op ir.Value, s holder) bool {
	x := &f.Body.Ops[op]
	n := f.Module.Paths[x.X]
	switch n.Sel {
	case ir.RootGlobal:
		return s.global && !s.element && f.Module.Str(n.Name) == s.field
	case ir.Attr:
		return !s.global && f.Module.Str(n.Name) == s.field && f.isReceiver(f.Body.Base(x))
	case ir.Item, ir.AnyItem:
		return s.element && f.comesFrom(f.Body.Base(x), s)
	}
	return false
}

// comesFrom says whether a value is what a field holds, or an element of it.
func (f *Func) comesFrom(v ir.Value, s holder) (found bool) {
	f.sourcesOf(v, func(o holder) {
		found = found || o.param == 0 && o.field == s.field && o.global == s.global && !o.entry
	})
	return found
}

// theirs says whether a value is an argument of the function, itself where that matters.
func (f *Func) theirs(v ir.Value, s holder) bool {
	if !s.itself {
		return f.given(v)
	}
	found := false
	f.sourcesOf(v, func(h holder) {
		found = found || h.param != 0 && !h.entry && !(f.IR.Class != 0 && h.param == f.IR.Params[0].Name)
	})
	return found
}

// given says whether a value is an argument of the function, or is made of one.
func (f *Func) given(v ir.Value) (found bool) {
	f.Sources(v, func(s facts.Source) {
		found = found || s.Op == facts.Param && !(f.IR.Class != 0 && s.Local == f.IR.Params[0].Name)
	})
	return found
}

// dropped says whether the result of a call is not used, or only waited for.
func (f *Func) dropped(call int32) bool {
	return !slices.ContainsFunc(f.Uses(call), func(u int32) bool {
		return f.Body.Ops[u].Code != ir.Await || len(f.Uses(u)) > 0
	})
}
