package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

// loopLocks reports functions that take one lock for each element of a collection, keep
// them all, and go through the elements in the order in which the caller has them.
func (pass *Pass) loopLocks() {
	p := pass.program()
	for ref := range p.Plain() {
		r := program.FuncRef(ref)
		if p.InTests(r) || p.Trial(r) || !takesByCall(&p.Funcs[ref]) {
			continue
		}
		f := &Func{Func: p.Facts(r, nil), P: p, Ref: r}
		for i := range p.Funcs[ref].Calls {
			if x, ok := f.takesEach(&p.Funcs[ref].Calls[i]); ok {
				pass.loopLock(f, x)
				break // one such loop in a function: the others repeat it, as a rule
			}
		}
	}
}

func takesByCall(fn *program.Func) bool {
	return slices.ContainsFunc(fn.Calls, func(c program.CallSite) bool { return takesLock[c.Method] })
}

// takesLock are the methods that take a lock and keep it beyond the statement.
var takesLock = map[string]bool{"acquire": true, "enter_context": true, "enter_async_context": true}

// eachLock is a call in a loop that takes a lock of the element at hand.
type eachLock struct {
	op     int32
	name   string
	chosen int32 // the parameter that has the elements in the caller's order
}

// takesEach says whether a call takes a lock in every turn of a loop over what the caller
// gave, and none of them is released before the next one is taken.
func (f *Func) takesEach(c *program.CallSite) (x eachLock, ok bool) {
	if !takesLock[c.Method] || f.Graph.BlockOf(c.Op) < 0 {
		return x, false
	}
	op := &f.Body.Ops[c.Op]
	v := f.Body.Positional(op, 0)
	if c.Method == "acquire" {
		if f.Body.NumArgs(op) > 0 {
			return x, false // an attempt
		}
		v = f.Body.Base(&f.Body.Ops[f.Body.Callee(op)])
	}
	if v < 0 {
		return x, false
	}
	x.op = c.Op
	if x.name, ok = f.lockText(c.Op, v); !ok {
		return x, false
	}
	if x.chosen, ok = f.elementOf(v, 0); !ok {
		return x, false
	}
	lets := func(at int32) bool {
		o := &f.Body.Ops[at]
		if s := f.P.Funcs[f.Ref].CallAt(at); s != nil {
			return s.Method == "release" || s.Method == "close" || s.Method == "aclose"
		}
		return o.Code == ir.Exit
	}
	return x, f.Reaches(c.Op, c.Op, lets) && !f.callersSort(x.chosen)
}

// lockText names what a call takes if it is a lock: by its type, or by what the lock or
// the collection that it comes from is called.
func (f *Func) lockText(op int32, v ir.Value) (string, bool) {
	for _, s := range f.P.Funcs[f.Ref].LockSites {
		if s.Op == op && s.Acquires {
			return f.P.Funcs[f.Ref].Locks[s.Lock].Name, true
		}
	}
	name := ""
	switch o := &f.Body.Ops[f.Origin(v)]; o.Code {
	case ir.Read, ir.Call:
		if o.Path() != 0 {
			name = f.Module.PathString(o.Path())
		}
	}
	if f.IR.Flags&ir.Async == 0 && !f.P.PackageUsesThreads(f.P.Funcs[f.Ref].Mod) {
		return "", false // a name alone is no lock
	}
	if local := f.LocalOf(int32(v)); name == "" || local != 0 && f.releases(local) {
		return f.Module.Str(local), f.releases(local)
	}
	return name, program.LockNamed(strings.TrimSuffix(strings.TrimSuffix(name, "[*]"), "s"))
}

// releases says whether the function calls release on a local.
func (f *Func) releases(local ir.StrID) bool {
	return local != 0 && slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if c.Method != "release" || f.Body.Ops[c.Op].Code != ir.Call {
			return false
		}
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(&f.Body.Ops[c.Op])])
		return base >= 0 && f.LocalOf(int32(base)) == local
	})
}

// maxDerived bounds the steps from a lock back to the collection that it belongs to.
const maxDerived = 6

// elementOf says whether a value belongs to the element of a loop over what a parameter
// holds, in the order in which the caller put it there, and which parameter that is.
func (f *Func) elementOf(v ir.Value, depth int) (param int32, ok bool) {
	if depth > maxDerived {
		return -1, false
	}
	f.Mentions(v, func(read int32) {
		if ok {
			return
		}
		if f.LocalOf(read) == 0 {
			if key := f.Body.Key(&f.Body.Ops[read]); key >= 0 {
				param, ok = f.elementOf(key, depth+1)
			}
			return
		}
		for _, def := range f.Defs(read) {
			if def == facts.Param {
				return
			}
			stored := f.Body.Stored(&f.Body.Ops[def])
			for f.Body.Ops[stored].Code == ir.Elem {
				stored = f.Body.Args(&f.Body.Ops[stored])[0]
			}
			if x := &f.Body.Ops[stored]; x.Code == ir.Next {
				param, ok = f.chosenBy(f.Body.Args(&f.Body.Ops[f.Body.Args(x)[0]])[0], depth+1)
			} else {
				param, ok = f.elementOf(stored, depth+1)
			}
		}
	})
	return param, ok
}

// keepsOrder are the functions that hand on what they are given in its own order, or in
// none that others could rely on.
var keepsOrder = map[string]bool{
	"builtins.set": true, "builtins.frozenset": true, "builtins.list": true, "builtins.tuple": true, "builtins.iter": true,
	"builtins.enumerate": true, "builtins.reversed": true, "builtins.zip": true, "dict.fromkeys": true, "builtins.dict.fromkeys": true,
}

// chosenBy says whether a collection has its elements in the order of a parameter.
func (f *Func) chosenBy(v ir.Value, depth int) (param int32, ok bool) {
	if depth > maxDerived {
		return -1, false
	}
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		name := f.LocalOf(int32(v))
		if name == 0 || f.sortedInPlace(name) {
			return -1, false
		}
		for _, def := range f.Defs(int32(v)) {
			if def == facts.Param {
				param = int32(slices.IndexFunc(f.IR.Params, func(p ir.Param) bool { return p.Name == name }))
				ok = param >= 0 && (param > 0 || f.P.Funcs[f.Ref].Class == program.NoClass)
			} else if param, ok = f.chosenBy(f.Body.Stored(&f.Body.Ops[def]), depth+1); !ok {
				return -1, false
			}
		}
		return param, ok
	case ir.Call:
		c := f.P.Funcs[f.Ref].CallAt(int32(v))
		switch {
		case c == nil:
		case keepsOrder[c.Name]:
			if arg := f.Body.Positional(x, 0); arg >= 0 {
				return f.chosenBy(arg, depth+1)
			}
		case c.Method == "items" || c.Method == "keys" || c.Method == "values":
			return f.chosenBy(f.Body.Base(&f.Body.Ops[f.Body.Callee(x)]), depth+1)
		}
	case ir.Build:
		for i := range f.Body.Ops {
			if add := &f.Body.Ops[i]; add.Code == ir.CompAdd && f.Body.Args(add)[0] == v {
				args := f.Body.Args(add)
				return f.elementOf(args[len(args)-1], depth+1)
			}
		}
	}
	return -1, false
}

// sortedInPlace says whether a local is a list that the function sorts.
func (f *Func) sortedInPlace(name ir.StrID) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if c.Method != "sort" {
			return false
		}
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(&f.Body.Ops[c.Op])])
		return base >= 0 && f.LocalOf(int32(base)) == name
	})
}

// callersSort says whether all known callers give a parameter something that they have
// sorted, or that has an order of its own: one field or module variable for all calls.
func (f *Func) callersSort(param int32) bool {
	callers := f.P.Callers(f.Ref)
	for _, g := range callers {
		h := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
		for _, b := range f.P.Tracer().Bindings(g, func(t program.FuncRef) bool { return t == f.Ref }) {
			arg := h.argumentFor(b.Op, f, param)
			if arg < 0 || !h.ordered(arg) {
				return false
			}
		}
	}
	return len(callers) > 0
}

// argumentFor returns what a call gives a parameter of a function by its place or name.
func (f *Func) argumentFor(call int32, target *Func, param int32) ir.Value {
	op := &f.Body.Ops[call]
	if op.Code != ir.Call {
		return ir.NoValue
	}
	name := target.Module.Str(target.IR.Params[param].Name)
	if v := f.Module.KeywordArg(f.Body, op, name); v >= 0 {
		return v
	}
	if target.P.Funcs[target.Ref].Class != program.NoClass {
		param--
	}
	return f.Body.Positional(op, int(param))
}

// ordered says whether a value comes in the same order whoever asks.
func (f *Func) ordered(v ir.Value) bool {
	x := &f.Body.Ops[f.Origin(v)]
	switch x.Code {
	case ir.Call:
		c := f.P.Funcs[f.Ref].CallAt(int32(f.Origin(v)))
		return c != nil && c.Name == "builtins.sorted"
	case ir.Read:
		if name := f.LocalOf(int32(f.Origin(v))); name != 0 {
			return f.sortedInPlace(name)
		}
		return true
	}
	return false
}

// loopLock reports a loop that takes the locks of its elements.
func (pass *Pass) loopLock(f *Func, x eachLock) {
	w := pass.run
	at := lockgraph.Witness{Frame: f.Ref, Outer: x.op, Inner: program.Site{Func: f.Ref, Op: x.op}}
	cast, proved := w.cast([]lockgraph.Witness{at, at})
	from := f.Module.Str(f.IR.Params[x.chosen].Name)
	out := rule.Finding{
		Level: rule.Warning, Subject: x.name, Evidence: "taking locks says that several strands are expected here",
		Message: fmt.Sprintf("this loop takes one lock after the other and keeps them, in the order of %s: "+
			"two calls of %s that get the same in another order can wait for each other for ever", from, f.P.Name(f.Ref)),
		Fix: "Go through the elements in one order everywhere: sorted(" + from + "), with key=id where they cannot be compared.",
	}
	if proved {
		out.Evidence = w.says(cast, proved, nil)
		if !w.onlyTried(cast) {
			out.Level = rule.Error
		}
	}
	objects := [2]string{"the first element", "the second element"}
	for i, c := range cast {
		out.Witness.Actors = append(out.Witness.Actors, w.actor(i, c))
	}
	for i, c := range cast {
		out.Witness.Steps = append(out.Witness.Steps, w.takes(i, c, "the lock of "+objects[i]))
	}
	for i, c := range cast {
		out.Witness.Steps = append(out.Witness.Steps, w.waits(i, c, "the lock of "+objects[i], "the lock of "+objects[1-i]))
	}
	pass.ReportAt(at.Inner, out)
}
