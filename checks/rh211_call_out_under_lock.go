package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

var callOutUnderLock = &Check{
	Info: rule.Info{
		ID: "RH211", Name: "call-out-under-lock", Level: rule.Warning, Precision: rule.High,
		CWE: []int{833, 764}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "code that the class does not know is called while a lock is held that this code can want",
			Why: "A listener may do anything, and what it does most often is to call the object that notifies " +
				"it. If that takes the lock which is held around the notification, the thread waits for itself. " +
				"If the listener takes a lock of its own, two threads can wait for each other.",
			Bad: `
import threading

class Signal:
    def __init__(self):
        self.lock = threading.Lock()
        self.listeners = []

    def connect(self, listener):
        with self.lock:
            self.listeners.append(listener)

    def send(self, value):
        with self.lock:
            for listener in self.listeners:
                listener(value)
`,
			Good: `
import threading

class Signal:
    def __init__(self):
        self.lock = threading.Lock()
        self.listeners = []

    def connect(self, listener):
        with self.lock:
            self.listeners.append(listener)

    def send(self, value):
        with self.lock:
            listeners = list(self.listeners)
        for listener in listeners:
            listener(value)
`,
			Fix: "Take what is to be called out of the shared state under the lock, and call it after the lock is " +
				"released. An `RLock` avoids the deadlock but shows the callback a half-done change.",
			Silent: "The lock is reentrant, the calls are made on a copy outside of it, or no public method takes it.",
			Misses: "Callables that reach the object through other objects, and results that callers need (factories, predicates) other than on request.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool { return p.HoldsLocks(f) && !p.Trial(f) },
	Func:  findCallOuts,
}

// callOut is a call of code that is not known here.
type callOut struct {
	at       program.Site
	what     string // in words: "listener, an element of self.listeners"
	how      string // how it got there
	related  []rule.Related
	awaited  bool
	pedantic bool
}

func findCallOuts(pass *Pass, f *Func) {
	if guardsItself(f.P, f.Ref) {
		return
	}
	seen := map[string]bool{}
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		locks, taken := f.P.HeldHere(f.Ref, c.Op)
		for n, k := range locks {
			if taken[n] < 0 || k.Row.Ctor == "" || k.Row.Reentrant || k.Row.Scope == model.Process {
				continue
			}
			entry, public := f.reentry(k)
			if !public && entry.Func == program.NoFunc {
				continue
			}
			f.outward(c, k, nil, func(chain []program.Site, o callOut) {
				if k.Row.Scope == model.Task && !o.awaited {
					return // a plain call cannot wait for it
				}
				key := fmt.Sprint(taken[n], " ", o.what)
				if !seen[key] {
					seen[key] = true
					o.pedantic = o.pedantic || !public
					pass.callOut(f, c, k, taken[n], entry, chain, o)
				}
			})
		}
	}
}

// reentry finds a function by which the code that is called can come to take the lock: a
// public method of the object that owns it. public is not set if it is f itself.
func (f *Func) reentry(k program.Lock) (at program.Site, public bool) {
	at.Func = program.NoFunc
	fixed := k.Ref.Root == program.FixedRoot
	if !fixed && !(k.Ref.Receiver() && strings.Count(k.Ref.Path, ".") == 1) {
		return at, false
	}
	for _, u := range f.P.LockUsers(k.Loc) {
		if f.P.Trial(u.Func) || !f.offered(u.Func, 0) || k.Row.Scope == model.Task && f.P.IR(u.Func).Flags&ir.Async == 0 {
			continue
		}
		if u.Func != f.Ref {
			return u, true
		}
		at = u
	}
	if at.Func != program.NoFunc {
		if by, ok := f.ledToBy(at.Func); ok {
			return by, true
		}
	}
	return at, false
}

// ledToBy finds a public method or property that does other things, too, and calls the
// function on the same object.
func (f *Func) ledToBy(g program.FuncRef) (program.Site, bool) {
	for _, h := range f.P.Callers(g) {
		if h == g || f.P.Funcs[h].Class != f.P.Funcs[g].Class || f.P.Trial(h) || f.P.Setup(h) || !f.offered(h, 0) {
			continue
		}
		for i := range f.P.Funcs[h].Calls {
			if c := &f.P.Funcs[h].Calls[i]; c.Self && !c.Spawned && slices.Contains(c.Targets, g) {
				return program.Site{Func: h, Op: c.Op}, true
			}
		}
	}
	return program.Site{}, false
}

// offered says whether others may call a function of the object: its name is public, or
// a public function of the same class or module calls it.
func (f *Func) offered(g program.FuncRef, depth int) bool {
	p := f.P
	if p.Setup(g) || p.IR(g).Kind != ir.Function || depth > 3 || guardsItself(p, g) {
		return false
	}
	name := p.Module(g).Str(p.IR(g).Name)
	switch name {
	case "__del__", "__enter__", "__aenter__", "__exit__", "__aexit__":
		return false
	}
	if !strings.HasPrefix(name, "_") || strings.HasSuffix(name, "__") {
		return true
	}
	return slices.ContainsFunc(p.Callers(g), func(h program.FuncRef) bool {
		return p.Funcs[h].Class == p.Funcs[g].Class && p.File(h) == p.File(g) && h != g && f.offered(h, depth+1)
	})
}

// guardsItself says whether a function turns its own thread away when that is in there
// already: it tests something that every thread has for itself.
func guardsItself(p *program.Program, g program.FuncRef) bool {
	body := p.Body(g, nil)
	f := &Func{Func: p.Facts(g, nil), P: p, Ref: g}
	for i := range body.Ops {
		if body.Ops[i].Code != ir.Branch {
			continue
		}
		local := false
		f.Sources(body.Args(&body.Ops[i])[0], func(s facts.Source) {
			if s.Op < 0 {
				return
			}
			for _, a := range p.Funcs[g].Access {
				local = local || a.Op == s.Op && p.ThreadLocal(a.Loc)
			}
		})
		if local {
			return true
		}
	}
	return false
}

// maxOutward bounds the calls on one object between the lock and the call of other code.
const maxOutward = 3

// outward finds the calls of unknown code that a call is or leads to.
func (f *Func) outward(c *program.CallSite, k program.Lock, chain []program.Site, yield func([]program.Site, callOut)) {
	here := program.Site{Func: f.Ref, Op: c.Op}
	if c.Spawned || f.Body.Ops[c.Op].Code != ir.Call {
		return
	}
	if o, ok := f.callsOut(c, k, chain); ok {
		o.at = here
		yield(chain, o)
		return
	}
	if !c.Self || len(chain) >= maxOutward {
		return
	}
	for _, t := range c.Targets {
		if f.P.IR(t).Flags&ir.Generator != 0 || f.P.Setup(t) || slices.ContainsFunc(chain, func(s program.Site) bool { return s.Func == t }) {
			continue
		}
		g := &Func{Func: f.P.Facts(t, nil), P: f.P, Ref: t}
		for i := range f.P.Funcs[t].Calls {
			d := &f.P.Funcs[t].Calls[i]
			if !g.letsGo(k, d.Op) {
				g.outward(d, k, append(slices.Clip(chain), here), yield)
			}
		}
	}
}

// letsGo says whether a function releases a lock of its callers before an op.
func (f *Func) letsGo(k program.Lock, op int32) (gone bool) {
	f.P.LetGo(f.Ref, op, func(o program.Lock) { gone = gone || o.Same(k) })
	return gone
}

// callsOut says whether a call is one of code that the program does not determine.
func (f *Func) callsOut(c *program.CallSite, k program.Lock, chain []program.Site) (callOut, bool) {
	o := callOut{awaited: slices.ContainsFunc(f.Uses(c.Op), func(u int32) bool { return f.Body.Ops[u].Code == ir.Await })}
	x := &f.Body.Ops[c.Op]
	switch {
	case resolvesFuture[c.Name]:
		o.what, o.how = "the callbacks of a future", "concurrent.futures runs the callbacks of a future in the thread that resolves it"
		return o, f.sharedFuture(f.Body.Base(&f.Body.Ops[f.Body.Callee(x)]))
	case f.logs(c):
		for _, u := range f.P.LockUsers(k.Loc) {
			if f.P.LogHandlers()[u.Func] {
				o.what, o.how = "the handlers of the log", f.P.Name(u.Func)+" runs when something is logged"
				o.related = []rule.Related{{Loc: place(f.P, u.Func, u.Op), Text: k.Name + " is acquired here when something is logged"}}
				return o, true
			}
		}
		return o, false
	}
	if o, ok := f.hooks(c, chain, o); ok {
		return o, true
	}
	if o, ok := f.signals(c, o); ok {
		return o, true
	}
	return f.registered(c, o)
}

// signals says whether a call sends a signal: the methods of an attribute that others connect
// themselves with run there and then.
func (f *Func) signals(c *program.CallSite, o callOut) (callOut, bool) {
	read := &f.Body.Ops[f.Body.Callee(&f.Body.Ops[c.Op])]
	if !sendsSignal[c.Method] || read.Code != ir.Read || f.Body.Base(read) < 0 || c.Self {
		return o, false
	}
	base := &f.Body.Ops[f.Body.Base(read)]
	if base.Code != ir.Read || f.Module.Paths[base.X].Sel != ir.Attr && f.Module.Paths[base.X].Sel != ir.RootGlobal {
		return o, false
	}
	for _, v := range f.types().Objects(f.Body.Base(read)) {
		known := v.Kind == program.ExtInst && strings.HasSuffix(v.Name, "Signal")
		if v.Kind == program.InstObj {
			for _, name := range []string{"connect", "subscribe", "add_listener", "add_receiver"} {
				known = known || f.P.Method(program.ClassRef(v.ID), name) != program.NoFunc
			}
		}
		if known {
			o.what = "what is connected with " + f.Module.PathString(base.Path())
			o.how = c.Method + "() runs whatever others have connected with the signal"
			return o, true
		}
	}
	return o, false
}

// sendsSignal are the methods of signals that run what is connected with them.
var sendsSignal = map[string]bool{"send": true, "send_robust": true, "emit": true, "fire": true, "dispatch": true, "trigger": true, "notify": true}

// hooks says whether a call runs a method of the object itself that does nothing and is
// there to be overridden, or a parameter.
func (f *Func) hooks(c *program.CallSite, chain []program.Site, o callOut) (callOut, bool) {
	x := &f.Body.Ops[c.Op]
	callee := f.Body.Callee(x)
	if c.Self && f.dropped(c.Op) {
		for _, t := range c.Targets {
			if f.P.Funcs[t].Class != program.NoClass && emptyHook(f.P, t) {
				o.what, o.how = f.P.Name(t), f.P.Name(t)+" does nothing and is there to be overridden"
				o.pedantic = true // to run under the lock is part of what it promises, as a rule
				return o, true
			}
		}
	}
	if len(c.Targets) == 0 && f.LocalOf(int32(callee)) != 0 && f.Body.Ops[callee].Code == ir.Read {
		if defs := f.Defs(int32(callee)); len(defs) == 1 && defs[0] == facts.Param {
			if o, ok := f.passedOn(c, chain, o); ok {
				return o, true
			}
			o.what, o.how = "the argument "+f.Module.PathString(f.Body.Ops[callee].Path()), "callers decide what it is"
			o.pedantic = true
			return o, true
		}
	}
	return o, false
}

// passedOn says whether a parameter that is called is what a caller, by one of the calls of
// the chain, took out of one of its fields.
func (f *Func) passedOn(c *program.CallSite, chain []program.Site, o callOut) (callOut, bool) {
	o.pedantic = !f.dropped(c.Op)
	at, name := f, f.LocalOf(int32(f.Body.Callee(&f.Body.Ops[c.Op])))
	element := false
	for _, s := range slices.Backward(chain) {
		param := slices.IndexFunc(at.IR.Params, func(p ir.Param) bool { return p.Name == name })
		caller := &Func{Func: f.P.Facts(s.Func, nil), P: f.P, Ref: s.Func}
		v, known := caller.argument(s.Op, at.Ref, param)
		if !known || v < 0 {
			return o, false
		}
		var found *holder
		caller.sourcesOf(v, func(h holder) {
			if found == nil && !h.entry {
				found = &h
			}
		})
		switch {
		case found == nil:
			return o, false
		case found.field != "":
			found.element = found.element || element
			return caller.heldBy(found, false, o)
		}
		element = element || found.element
		at, name = caller, found.param
	}
	return o, false
}

// resolvesFuture are the calls that run the callbacks of a future there and then.
var resolvesFuture = map[string]bool{
	"concurrent.futures.Future.set_result": true, "concurrent.futures.Future.set_exception": true,
	"concurrent.futures.Future.cancel": true, "concurrent.futures.Future.add_done_callback": true,
}

// sharedFuture says whether somebody else may have added a callback to a future: it is
// not one that this function has just made.
func (f *Func) sharedFuture(v ir.Value) (shared bool) {
	f.sourcesOf(v, func(h holder) { shared = shared || h.field != "" })
	return shared
}

// logs says whether a call writes to the log.
func (f *Func) logs(c *program.CallSite) bool {
	switch c.Method {
	case "debug", "info", "warning", "warn", "error", "exception", "critical", "log":
	default:
		return false
	}
	if strings.HasPrefix(c.Name, "logging.") {
		return true
	}
	return len(c.Targets) == 0 && strings.Contains(strings.ToLower(f.Module.PathString(f.Body.Ops[c.Op].Path())), "log")
}

// registered says whether a call runs what callers of the class have put into one of its
// fields: the field or an element of it is called, or a method of an element that is
// registered and unregistered.
func (f *Func) registered(c *program.CallSite, o callOut) (callOut, bool) {
	x := &f.Body.Ops[c.Op]
	callee := f.Body.Callee(x)
	read := &f.Body.Ops[callee]
	if read.Code != ir.Read {
		return o, false
	}
	var found *holder
	pick := func(v ir.Value) {
		f.sourcesOf(v, func(h holder) {
			if found == nil && h.field != "" {
				found = &h
			}
		})
	}
	method := false
	if f.Module.Paths[read.X].Sel == ir.Attr && !f.isReceiver(f.Body.Base(read)) {
		pick(f.Body.Base(read))
		method = found != nil && found.element && !found.entry
		if !method || len(c.Targets) > 0 && c.Sure || !f.dropped(c.Op) || quietMethod(f.P, c.Method) {
			return o, false
		}
		found.itself = true
	} else {
		if pick(callee); found == nil || len(c.Targets) > 0 && c.Sure || found.entry {
			return o, false
		}
		o.pedantic = !f.dropped(c.Op)
	}
	return f.heldBy(found, method, o)
}

// heldBy says whether callers of the class, or of the module, decide what a field holds.
func (f *Func) heldBy(found *holder, method bool, o callOut) (callOut, bool) {
	class := f.P.Funcs[f.Ref].Class
	if found.global {
		class = program.NoClass
	} else if class == program.NoClass {
		return o, false
	}
	reg, ok := filled(f.P, class, f.P.Funcs[f.Ref].Mod, *found)
	if !ok || method && (reg.remove.Func == program.NoFunc || reg.remove.Func == reg.add.Func || !f.offered(reg.add.Func, 0) || !f.offered(reg.remove.Func, 0)) {
		return o, false
	}
	if !supplied(f.P, reg.add, 0) {
		return o, false
	}
	name := "self." + found.field
	if found.global {
		name = found.field
	}
	o.what = name
	if found.element {
		o.what = "an element of " + name
	}
	o.how = fmt.Sprintf("callers of %s decide what it is", f.P.Name(reg.add.Func))
	o.related = []rule.Related{{Loc: place(f.P, reg.add.Func, reg.add.Op), Text: "callers hand it over here"}}
	return o, true
}

// quietMethod says whether a method is one of built-in objects and primitives, which call
// nobody.
func quietMethod(p *program.Program, name string) bool {
	switch name {
	case "set", "put", "put_nowait", "append", "add", "set_result", "set_exception", "cancel", "join", "start", "acquire",
		"release", "wait", "write", "notify_all", "extend", "get", "items", "keys", "values", "copy", "lower", "format":
		return true
	}
	m := p.Mutates(name)
	return m.Resizes || m.Removes || name == "sort" || name == "reverse"
}

func (pass *Pass) callOut(f *Func, c *program.CallSite, k program.Lock, taken int32, entry program.Site, chain []program.Site, o callOut) {
	where := ""
	if len(chain) > 0 {
		where = " in " + f.P.Name(o.at.Func)
	}
	steps := []rule.Step{
		f.step(taken, rule.Acquires, "acquires "+k.Name),
		{Loc: place(f.P, o.at.Func, o.at.Op), Action: rule.Calls, Text: "calls " + o.what, Locks: []string{k.Name}, Calls: frames(f.P, chain)},
		{Loc: place(f.P, entry.Func, entry.Op), Action: rule.Waits, Text: "waits for " + k.Name + ", which it holds itself", Locks: []string{k.Name}},
	}
	kind := "Thread"
	if k.Row.Scope == model.Task {
		kind = "Task"
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: o.pedantic, Subject: o.what + " under " + k.Name,
		Message: fmt.Sprintf("%s is called%s while %s is held: if it comes to call [%s](1), it waits for ever for the lock that it is called under",
			o.what, where, k.Name, f.P.Name(entry.Func)),
		Evidence: o.how,
		Related:  append([]rule.Related{{Loc: place(f.P, entry.Func, entry.Op), Text: k.Name + " is acquired here"}}, o.related...),
		Witness:  rule.Witness{Actors: []string{fmt.Sprintf("%s A (%s)", kind, f.P.Name(f.Ref))}, Steps: steps},
	})
}
