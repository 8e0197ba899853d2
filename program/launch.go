package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Launch is a place in a function at which a strand begins to run that can use what the
// function has at hand.
type Launch struct {
	Op    int32   // in the function: the start, or the call that leads to it
	Path  []Site  // the calls to the start, if it stands in a callee
	Start Site    // the start itself
	Runs  FuncRef // what the strand runs
	As    model.Strand
	On    ClassRef // class of the function's receiver, if the strand runs on it; else NoClass
	By    *Entry   // the thread that calls Runs, if the function only makes its receiver known to it
	Known bool     // the receiver is made known to something outside, which may call Runs in any thread
}

// callsUp says whether a call runs a method of an ancestor on the function's own
// receiver: super().f(), Base.f(self).
func (r *resolver) callsUp(callee ir.Value, op *ir.Op) bool {
	x := &r.body.Ops[callee]
	if x.Code != ir.Read || r.mod.Paths[x.X].Sel != ir.Attr || r.p.classAround(r.f) == NoClass {
		return false
	}
	base := r.body.Base(x)
	if r.superCall(base) {
		return true
	}
	first := r.body.Positional(op, 0)
	return first >= 0 && r.itself(first) && slices.ContainsFunc(r.vals[base], func(o Obj) bool { return o.Kind == ClassObj })
}

// solveLaunches finds the functions that start strands, themselves or through methods of
// their own receiver.
func (p *Program) solveLaunches() {
	p.launches = make([]bool, len(p.Funcs))
	var work []FuncRef
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		if len(fn.starts) > 0 || slices.ContainsFunc(fn.Spawns, begins) || p.Setup(FuncRef(f)) && fn.Class != NoClass && slices.ContainsFunc(fn.Calls, func(c CallSite) bool {
			return p.registersWith(&c)
		}) {
			p.launches[f] = true
			work = append(work, FuncRef(f))
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range p.Funcs[f].callers {
			if !p.launches[g] && slices.ContainsFunc(p.Funcs[g].Calls, func(c CallSite) bool {
				return (c.Self || c.Up || c.Makes && p.Setup(f)) && slices.Contains(c.Targets, f)
			}) {
				p.launches[g] = true
				work = append(work, g)
			}
		}
	}
}

// begins says whether a spawn lets its strand run from the call on, or from the next
// suspension on: no start follows, no time passes, nobody waits for it on the spot.
func begins(s Spawn) bool {
	switch s.Row.Call {
	case "threading.Thread", "threading.Timer", "asyncio.AbstractEventLoop.call_later", "asyncio.AbstractEventLoop.call_at",
		"weakref.ref", "weakref.finalize", "atexit.register", "signal.signal":
		return false
	}
	switch s.Row.As {
	case model.Thread, model.Task, model.Callback, model.Handler:
		return len(s.Targets) > 0 && !s.Row.Blocks && !s.Joined && s.Row.Runs != model.All
	}
	return false
}

// Launching says, from tables alone, whether a function starts strands, itself or through
// methods of its own receiver.
func (p *Program) Launching(f FuncRef) bool { return p.launches[f] }

// maxLaunch bounds how many calls deep starts are looked for.
const maxLaunch = 3

// Launches lists the strands that f starts, in order of the places in f.
func (p *Program) Launches(f FuncRef) []Launch {
	return p.launchesOf(f, p.classAround(f), 0)
}

func (p *Program) launchesOf(f FuncRef, class ClassRef, depth int) (out []Launch) {
	fn := &p.Funcs[f]
	for _, s := range fn.starts {
		if s.made < 0 {
			if t := p.Method(class, "run"); t != NoFunc {
				out = append(out, Launch{Op: s.op, Start: Site{f, s.op}, Runs: t, As: model.Thread, On: class})
			}
			continue
		}
		for i := range fn.Spawns {
			if x := &fn.Spawns[i]; x.Op == s.made && x.Row.Call == "threading.Thread" {
				out = p.launchOf(f, class, x, s.op, out)
			}
		}
	}
	for i := range fn.Spawns {
		if x := &fn.Spawns[i]; begins(*x) {
			out = p.launchOf(f, class, x, x.Op, out)
		}
	}
	if depth == maxLaunch || class == NoClass {
		return out
	}
	out = p.registrations(f, class, out)
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Spawned {
			continue
		}
		for _, t := range p.onReceiver(f, class, c) {
			if !p.launches[t] || t == f || p.IR(t).Flags&(ir.Async|ir.Generator) != 0 {
				continue
			}
			for _, l := range p.launchesOf(t, class, depth+1) {
				if l.On != NoClass {
					l.Op, l.Path = c.Op, append([]Site{{f, c.Op}}, l.Path...)
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// registrations adds the places at which f makes its receiver known to a registry, from
// where a thread calls a method of it: server.add_listener(self).
func (p *Program) registrations(f FuncRef, class ClassRef, out []Launch) []Launch {
	if !p.Setup(f) {
		return out
	}
	var body *ir.Body
	for i := range p.Funcs[f].Calls {
		c := &p.Funcs[f].Calls[i]
		if !p.registersWith(c) && !p.makesStarter(c) {
			continue
		}
		if body == nil {
			body = p.Body(f, nil)
		}
		x := &body.Ops[c.Op]
		if x.Code != ir.Call || !p.givesItself(f, body, x) {
			continue
		}
		for _, k := range p.Classes[class].MRO {
			for _, name := range sortedKeys(p.Classes[k].Methods) {
				t := p.Classes[k].Methods[name]
				if p.Method(class, name) != t || p.Setup(t) {
					continue
				}
				l := Launch{Op: c.Op, Start: Site{f, c.Op}, Runs: t, As: model.Thread, On: class, By: p.foreignThread(t, class)}
				if c.Makes {
					if l.By != nil && !p.startedByMaking(l.By, c, f) {
						l.By = nil
					}
				} else if l.By == nil {
					l.Known = !p.Private(t) && p.threadAware(class) && (len(c.Targets) == 0 || p.callsBack(c.Targets, name))
				}
				if l.By != nil || l.Known {
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// registersWith says whether a call hands something to another object, to keep it.
func (p *Program) registersWith(c *CallSite) bool {
	if len(c.Targets) > 0 || c.Makes {
		return !c.Self && !c.Up && !c.Makes && slices.ContainsFunc(c.Targets, p.keepsArgument) && !slices.ContainsFunc(c.Targets, p.weak)
	}
	verb, what, _ := strings.Cut(c.Method, "_")
	switch what {
	case "", "listener", "observer", "handler", "callback", "client", "subscriber", "watcher", "consumer":
		return verb == "register" || verb == "subscribe" || what != "" && (verb == "add" || verb == "set")
	}
	return false
}

// weak says whether a function is a method of a container of weak references, which only
// watches over what it is given.
func (p *Program) weak(f FuncRef) bool {
	c := p.Funcs[f].Class
	return c != NoClass && strings.HasPrefix(p.ClassName(c), "Weak")
}

// callsBack says whether the class of a method calls a method of a name on something else.
func (p *Program) callsBack(fs []FuncRef, name string) bool {
	for _, f := range fs {
		if c := p.Funcs[f].Class; c != NoClass {
			for _, g := range p.Classes[c].Methods {
				if slices.ContainsFunc(p.Funcs[g].Calls, func(c CallSite) bool { return c.Method == name && !c.Self }) {
					return true
				}
			}
		}
	}
	return false
}

// threadAware says whether a class has to do with threads: it is one, or owns a lock for them.
func (p *Program) threadAware(c ClassRef) bool {
	if p.Derives(c, "threading.Thread") {
		return true
	}
	return slices.ContainsFunc(p.Classes[c].MRO, func(k ClassRef) bool {
		for _, field := range p.Classes[k].Fields {
			if slices.ContainsFunc(field.Types, func(o Obj) bool {
				row, ok := p.lockRow(o)
				return ok && row.Scope == model.Thread
			}) {
				return true
			}
		}
		return false
	})
}

// makesStarter says whether a call makes an object that starts a strand of its own.
func (p *Program) makesStarter(c *CallSite) bool {
	return c.Makes && slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return p.Setup(t) && p.launches[t] })
}

// startedByMaking says whether a thread is started by the constructor that a call runs.
func (p *Program) startedByMaking(e *Entry, c *CallSite, f FuncRef) bool {
	return slices.ContainsFunc(e.Sites, func(s Site) bool {
		return slices.Contains(c.Targets, s.Func) || s == Site{f, c.Op} && slices.ContainsFunc(c.Targets, func(t FuncRef) bool {
			return slices.ContainsFunc(p.Funcs[t].starts, func(x started) bool { return x.made < 0 })
		})
	})
}

// givesItself says whether an argument of a call is the receiver of f.
func (p *Program) givesItself(f FuncRef, body *ir.Body, call *ir.Op) bool {
	for _, a := range body.CallArgs(call) {
		if p.isReceiver(f, body, a.Value) {
			return true
		}
	}
	return false
}

// keepsArgument says whether a method of a class adds something to a container of its object.
func (p *Program) keepsArgument(f FuncRef) bool {
	fn := &p.Funcs[f]
	return fn.Class != NoClass && !p.Setup(f) && slices.ContainsFunc(fn.Access, func(a Access) bool {
		return a.Self && (a.Kind == Growing || a.Kind == Storing)
	})
}

// isReceiver says whether a value is the receiver of f.
func (p *Program) isReceiver(f FuncRef, body *ir.Body, v ir.Value) bool {
	x := &body.Ops[v]
	params := p.IR(f).Params
	return x.Code == ir.Read && x.N == 0 && len(params) > 0 && p.Module(f).Paths[x.X].Name == params[0].Name
}

// foreignThread returns a thread of another class that runs a method, or nil.
func (p *Program) foreignThread(f FuncRef, class ClassRef) *Entry {
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if p.isThread(e) && e.Func != f && !p.onlyTrial(e) && !p.relatedClasses(p.classAround(e.Func), class) && p.near(e, f) {
			return e
		}
	}
	return nil
}

// launchOf adds what a spawn runs. A method of the receiver is looked up in the class at
// hand, so that a base class's thread runs a subclass's method.
func (p *Program) launchOf(f FuncRef, class ClassRef, s *Spawn, op int32, out []Launch) []Launch {
	own := p.spawnsOwnMethod(f, s)
	seen := []FuncRef{}
	for _, t := range s.Targets {
		on := NoClass
		switch c := p.Funcs[t].Class; {
		case own && class != NoClass && c != NoClass:
			on = class
			if visible := p.Method(class, p.Module(t).Str(p.IR(t).Name)); visible != NoFunc && !slices.Contains(p.Classes[c].MRO, class) {
				t = visible
			} else if slices.Contains(p.Classes[c].MRO, class) {
				on = c
			}
		case p.Within(t, f) && t != f:
			on = class
		}
		if !slices.Contains(seen, t) {
			seen = append(seen, t)
			out = append(out, Launch{Op: op, Start: Site{f, op}, Runs: t, As: s.Row.As, On: on})
		}
	}
	return out
}

// spawnsOwnMethod says whether what a spawn runs is a method of the function's own
// receiver itself, not of something that it holds.
func (p *Program) spawnsOwnMethod(f FuncRef, s *Spawn) bool {
	if s.Arg < 0 {
		return false
	}
	body, m := p.Body(f, nil), p.Module(f)
	v := ir.Value(s.Arg)
	for range 3 {
		x := &body.Ops[v]
		if x.Code == ir.Call {
			if callee := body.Callee(x); m.Str(m.Paths[x.X].Name) == "partial" && body.Positional(x, 0) >= 0 {
				v = body.Positional(x, 0)
			} else {
				v = callee
			}
			continue
		}
		return x.Code == ir.Read && m.Paths[x.X].Sel == ir.Attr && p.ofReceiver(f, body, v)
	}
	return false
}

// ofReceiver says whether an op reads or writes an attribute of the receiver of f, or of
// the method around f, and not of something that it holds.
func (p *Program) ofReceiver(f FuncRef, body *ir.Body, op ir.Value) bool {
	base := body.Base(&body.Ops[op])
	if base < 0 || body.Ops[base].Code != ir.Read {
		return false
	}
	n := p.Module(f).Paths[body.Ops[base].X]
	for g := f; g != NoFunc; g = p.Parent(g) {
		if p.Funcs[g].Class == NoClass {
			continue
		}
		params := p.IR(g).Params
		return len(params) > 0 && params[0].Name == n.Name && p.Funcs[g].flags&isStatic == 0 &&
			(n.Sel == ir.RootLocal && g == f || n.Sel == ir.RootFree && g != f)
	}
	return false
}

// onReceiver lists what a call runs on the receiver of f, an instance of class: its
// methods as that class sees them, those of ancestors, and functions defined in f.
func (p *Program) onReceiver(f FuncRef, class ClassRef, c *CallSite) []FuncRef {
	if c.Up { // overrides do not count
		up := p.classAround(f)
		return slices.DeleteFunc(slices.Clone(c.Targets), func(t FuncRef) bool {
			return up == NoClass || !slices.Contains(p.Classes[up].MRO[1:], p.Funcs[t].Class)
		})
	}
	if len(c.Targets) == 0 {
		return nil
	}
	if c.Self && class != NoClass {
		if t := p.Method(class, c.Method); t != NoFunc {
			return []FuncRef{t}
		}
		return nil
	}
	if slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return !p.Within(t, f) || p.Funcs[t].Class != NoClass }) {
		return nil
	}
	return c.Targets
}

// Use is an access that a strand comes to.
type Use struct {
	Path   []Site // the calls from the strand's function
	Func   FuncRef
	Access *Access
}

// maxUse bounds how many calls deep a strand's code is read.
const maxUse = 4

// Uses calls yield with the accesses to variables and to the receiver, an instance of
// class, that a strand which begins at f comes to, nearest first, until yield returns
// false. It does not go where the strand comes only after a wait.
func (p *Program) Uses(f FuncRef, class ClassRef, yield func(Use) bool) {
	type step struct {
		f    FuncRef
		path []Site
	}
	seen := map[FuncRef]bool{f: true}
	queue := []step{{f, nil}}
	for len(queue) > 0 && len(seen) < 256 {
		at := queue[0]
		queue = queue[1:]
		fn := &p.Funcs[at.f]
		waits := p.firstWait(at.f)
		for i := range fn.Access {
			if fn.Access[i].Op < waits && !yield(Use{at.path, at.f, &fn.Access[i]}) {
				return
			}
		}
		follow := func(t FuncRef, op int32) {
			if !seen[t] && op <= waits && len(at.path) < maxUse {
				seen[t] = true
				queue = append(queue, step{t, append(slices.Clip(at.path), Site{at.f, op})})
			}
		}
		for i := range fn.Calls {
			c := &fn.Calls[i]
			if c.Spawned {
				continue
			}
			for _, t := range p.onReceiver(at.f, class, c) {
				follow(t, c.Op)
			}
		}
		p.makesFuncs(at.f, follow)
	}
}

// makesFuncs calls yield with the functions and lambdas that f makes, to call them later
// or to have them called, and with where it makes them.
func (p *Program) makesFuncs(f FuncRef, yield func(t FuncRef, op int32)) {
	m := p.Modules[p.Funcs[f].Mod].IR
	id := p.Funcs[f].ID
	if int(id)+1 >= len(m.Funcs) || m.Funcs[id+1].Parent != id {
		return // what stands in a function follows it
	}
	body := p.Body(f, nil)
	for i := range body.Ops {
		if x := &body.Ops[i]; x.Code == ir.MakeFunc {
			if k := m.Funcs[x.X].Kind; k == ir.Function || k == ir.Lambda {
				yield(p.Ref(p.Funcs[f].Mod, ir.FuncID(x.X)), int32(i))
			}
		}
	}
}

// firstWait returns the first op of f at which it waits for somebody else of the program,
// or pauses: who waits comes late, and mostly when told to.
func (p *Program) firstWait(f FuncRef) int32 {
	for i := range p.Funcs[f].Calls {
		c := &p.Funcs[f].Calls[i]
		switch c.Method {
		case "wait", "sleep", "wait_for":
			return c.Op
		case "join":
			if p.JoinsThread(f, c) {
				return c.Op
			}
		case "get", "acquire", "result":
			if body := p.Body(f, nil); body.Ops[c.Op].Code == ir.Call && body.Positional(&body.Ops[c.Op], 0) < 0 {
				return c.Op
			}
		}
	}
	return int32(1) << 30
}

// OfReceiver says whether an access is one of an attribute of the receiver itself.
func (p *Program) OfReceiver(f FuncRef, a *Access) bool {
	return a.Loc.Kind == OfInstance && p.ofReceiver(f, p.Body(f, nil), ir.Value(a.Op))
}

// StaticField says whether a class or an ancestor sets an attribute in its body.
func (p *Program) StaticField(c ClassRef, name string) bool {
	return slices.ContainsFunc(p.Classes[c].MRO, func(k ClassRef) bool {
		f, ok := p.Classes[k].Fields[name]
		return ok && f.Static
	})
}

// EventAt says for which strands what is stored at a location is an event: threads,
// tasks, or none if it is no event.
func (p *Program) EventAt(l Location) model.Strand {
	for _, o := range p.stored(l) {
		name := p.nameOf(o)
		switch {
		case o.Kind == ExtInst:
			name = p.model.Canon(o.Name)
		case o.Kind == InstObj:
			name = p.canonClass(ClassRef(o.ID))
		}
		switch name {
		case "threading.Event":
			return model.Thread
		case "asyncio.Event", "anyio.Event", "trio.Event":
			return model.Task
		}
	}
	return model.NoStrand
}

// Beside lists the functions that see the same variables as f: those of its class with
// what it inherits, or else of its module, in order.
func (p *Program) Beside(f FuncRef) (out []FuncRef) {
	c := p.classAround(f)
	if c == NoClass {
		m := &p.Modules[p.Funcs[f].Mod]
		for i := range m.IR.Funcs {
			out = append(out, m.first+FuncRef(i))
		}
		return out
	}
	for _, k := range p.Classes[c].MRO {
		for _, name := range sortedKeys(p.Classes[k].Methods) {
			out = append(out, p.Classes[k].Methods[name])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
