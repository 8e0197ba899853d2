package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// RunsAt lists what the strands of a sort run whose handles are kept at a location or in
// the container there: a task that create_task returns, a Thread object.
func (p *Program) RunsAt(loc Location, as model.Strand) []FuncRef {
	out := p.runsAt(loc, as, 0)
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *Program) runsAt(loc Location, as model.Strand, depth int) (out []FuncRef) {
	if loc.Kind == NoOwner || depth > 1 {
		return nil
	}
	for _, w := range p.Writers(loc) {
		if w.Access.Kind != Writing && w.Access.Kind != Storing && w.Access.Kind != Growing {
			continue
		}
		v := int32(storedBy(p.Body(w.Func, nil), w.Access.Op))
		for _, a := range p.Funcs[w.Func].Access {
			if a.Op == v && a.Kind == Reading && a.Loc != loc {
				out = append(out, p.runsAt(a.Loc, as, depth+1)...) // kept in two places
			}
		}
		for i := range p.Funcs[w.Func].Spawns {
			s := &p.Funcs[w.Func].Spawns[i]
			if s.Row.As != as || as == model.Task && !s.IsHandle() {
				continue
			}
			if v == s.Op || v >= 0 && p.holds(w.Func, v, s.Op) {
				out = append(out, s.Targets...)
			}
		}
	}
	return out
}

// holds says whether a value that is stored comes from an op through locals alone.
func (p *Program) holds(f FuncRef, v, op int32) bool {
	ff := p.Facts(f, nil)
	for n := 0; n < 4 && v >= 0; n++ {
		if v == op {
			return true
		}
		w := ff.LastWrite(v)
		if w < 0 {
			return false
		}
		v = int32(storedBy(ff.Body, w))
	}
	return v == op
}

// OwnPath returns the calls by which a strand that begins at one method comes to another
// one on the same object, each caller calling a method of its own receiver or a function
// of its own; nil if there are none, or more than limit. Functions that skip accepts are
// not passed.
func (p *Program) OwnPath(from, to FuncRef, limit int, skip func(FuncRef) bool) []Site {
	return p.callPath(from, to, limit, func(f FuncRef, c *CallSite, t FuncRef) bool {
		return (c.Self || p.Parent(t) == f) && (skip == nil || !skip(t))
	})
}

// signals are the methods by which strands wait for each other.
var signals = map[string]bool{
	"join": true, "task_done": true, "put": true, "put_nowait": true, "get": true, "get_nowait": true, "wait": true, "wait_for": true,
	"set": true, "clear": true, "is_set": true, "notify": true, "notify_all": true, "set_result": true, "set_exception": true,
	"cancel": true, "shutdown": true, "stop": true, "submit": true, "release": true, "popleft": true, "pop": true, "popitem": true,
	"notifyAll": true, "close": true,
}

// Signalled returns the places that read a method, such as put or set, of what is kept at
// a location, as a rule to call it; in program order.
func (p *Program) Signalled(loc Location, method string) []Site {
	p.signalOnce.Do(p.indexSignals)
	return p.signalled[loc.Extend("."+method)]
}

func (p *Program) indexSignals() {
	p.signalled = map[Location][]Site{}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Access {
			a := &p.Funcs[f].Access[i]
			if k := strings.LastIndexByte(a.Loc.Path, '.'); a.Kind == Reading && k > 0 && signals[a.Loc.Path[k+1:]] {
				p.signalled[a.Loc] = append(p.signalled[a.Loc], Site{FuncRef(f), a.Op})
			}
		}
		if len(p.IR(FuncRef(f)).Params) > 0 && p.Funcs[f].marks&(HandsOver|StopsSomething) != 0 && p.stopsParam(FuncRef(f)) {
			p.stopping = append(p.stopping, FuncRef(f))
		}
	}
}

// stopsParam says whether a function reads the stop method of a parameter.
func (p *Program) stopsParam(f FuncRef) bool {
	body, m, fn := p.Body(f, nil), p.Module(f), p.IR(f)
	return slices.ContainsFunc(body.Ops, func(x ir.Op) bool {
		if x.Code != ir.Read || body.Base(&x) < 0 || m.Str(m.Paths[x.X].Name) != "stop" {
			return false
		}
		base := &body.Ops[body.Base(&x)]
		return base.Code == ir.Read && m.Paths[base.X].Sel == ir.RootLocal && slices.ContainsFunc(fn.Params, func(param ir.Param) bool {
			return param.Name == m.Paths[base.X].Name
		})
	})
}

// CalledAt returns the call whose callee an op reads, or nil.
func (p *Program) CalledAt(s Site) *CallSite {
	body := p.Body(s.Func, nil)
	for i := range p.Funcs[s.Func].Calls {
		c := &p.Funcs[s.Func].Calls[i]
		if x := &body.Ops[c.Op]; x.Code == ir.Call && int32(body.Callee(x)) == s.Op {
			return c
		}
	}
	return nil
}

// PutsMark says whether a call puts a mark into a queue rather than an item: None, what a
// class or module keeps for all, or a name such as STOP or self._sentinel.
func (p *Program) PutsMark(f FuncRef, call int32) bool {
	body, m := p.Body(f, nil), p.Module(f)
	x := &body.Ops[call]
	if x.Code != ir.Call || body.NumArgs(x) == 0 {
		return false
	}
	v := &body.Ops[body.CallArg(x, 0).Value]
	switch v.Code {
	case ir.Const:
		return v.Aux == ir.ConstNone || v.Aux == ir.ConstEllipsis
	case ir.Read:
		return markName(m.Str(m.Paths[v.X].Name)) || slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool {
			return a.Op == int32(body.CallArg(x, 0).Value) && (a.Loc.Kind == OfClass || a.Loc.Kind == OfModule || a.Loc.Kind == OfInstance && p.staticField(a.Loc))
		})
	}
	return false
}

// staticField says whether only the class body assigns an attribute.
func (p *Program) staticField(l Location) bool {
	f := p.FieldOf(ClassRef(l.Owner), l.Path)
	return f != nil && f.Static && !f.Inst
}

// markName says whether a name is one that people give to what ends a consumer.
func markName(name string) bool {
	if name == "" {
		return false
	}
	low := strings.ToLower(name)
	return name == strings.ToUpper(name) || slices.ContainsFunc([]string{"stop", "sentinel", "shutdown", "quit", "terminat", "exit"},
		func(word string) bool { return strings.Contains(low, word) })
}

// HoldsLockAt says whether a lock, a condition or an event may be kept at a location, or a
// method of one is read there.
func (p *Program) HoldsLockAt(l Location) bool {
	return slices.ContainsFunc(p.stored(l), func(o Obj) bool {
		return p.IsLock(o) || o.Kind == ExtInst && (o.Name == "threading.Event" || o.Name == "asyncio.Event")
	})
}

// Bounded says whether all queues that are kept at a location are made with a size.
func (p *Program) Bounded(loc Location) bool {
	any := false
	for _, w := range p.Writers(loc) {
		if w.Access.Kind != Writing {
			continue
		}
		body, m := p.Body(w.Func, nil), p.Module(w.Func)
		v := storedBy(body, w.Access.Op)
		if v < 0 {
			return false
		}
		x := &body.Ops[v]
		c := p.Funcs[w.Func].CallAt(int32(v))
		if x.Code == ir.Const {
			continue
		}
		if c == nil || !strings.HasSuffix(c.Name, "Queue") {
			return false
		}
		size := m.KeywordArg(body, x, "maxsize")
		if size == ir.NoValue {
			size = body.Positional(x, 0)
		}
		if size < 0 {
			return false
		}
		if s := &body.Ops[size]; s.Code != ir.Const || s.Aux != ir.ConstInt || m.Str(ir.StrID(s.X)) == "0" {
			return false
		}
		any = true
	}
	return any
}

// StopsLoopAt finds where the event loop that is kept at a location is stopped: by its
// stop method, also if that is handed on to be called, or by a function that it is given
// to.
func (p *Program) StopsLoopAt(loc Location) (Site, bool) {
	for _, s := range p.Signalled(loc, "stop") {
		if !p.Trial(s.Func) {
			return s, true
		}
	}
	for _, r := range p.stoppers() {
		for _, g := range p.Callers(r) {
			if p.Trial(g) {
				continue
			}
			body := p.Body(g, nil)
			for i := range p.Funcs[g].Calls {
				c := &p.Funcs[g].Calls[i]
				if !slices.Contains(c.Targets, r) || body.Ops[c.Op].Code != ir.Call {
					continue
				}
				for _, a := range body.CallArgs(&body.Ops[c.Op]) {
					for _, acc := range p.Funcs[g].Access {
						if acc.Op == int32(a.Value) && acc.Kind == Reading && acc.Loc == loc {
							return Site{g, c.Op}, true
						}
					}
				}
			}
		}
	}
	return Site{}, false
}

// stoppers lists the functions that read the stop method of a parameter.
func (p *Program) stoppers() []FuncRef {
	p.signalOnce.Do(p.indexSignals)
	return p.stopping
}

// NeedsLock finds an acquisition of a lock that a strand which begins at f comes to, at
// most limit calls away.
func (p *Program) NeedsLock(f FuncRef, k Lock, limit int) ([]Site, bool) {
	type step struct {
		f     FuncRef
		chain []Site
	}
	seen := map[FuncRef]bool{f: true}
	queue := []step{{f, nil}}
	for i := 0; i < len(queue) && i < 512; i++ {
		at := queue[i]
		found := int32(-1)
		p.Acquisitions(at.f, func(op int32, l Lock) {
			if found < 0 && l.Loc == k.Loc {
				found = op
			}
		})
		if found >= 0 {
			return append(slices.Clone(at.chain), Site{at.f, found}), true
		}
		if len(at.chain) >= limit {
			continue
		}
		for n := range p.Funcs[at.f].Calls {
			c := &p.Funcs[at.f].Calls[n]
			if c.Spawned || !c.Self && k.Loc.Kind == OfInstance {
				continue
			}
			for _, t := range c.Targets {
				if !seen[t] {
					seen[t] = true
					queue = append(queue, step{t, append(slices.Clone(at.chain), Site{at.f, c.Op})})
				}
			}
		}
	}
	return nil, false
}

// ComesTo returns the functions that calling f comes to, itself included, at most limit calls
// away; not those that it has other strands run.
func (p *Program) ComesTo(f FuncRef, limit int) map[FuncRef]bool {
	seen := map[FuncRef]bool{f: true}
	level := []FuncRef{f}
	for range limit {
		var next []FuncRef
		for _, g := range level {
			for i := range p.Funcs[g].Calls {
				c := &p.Funcs[g].Calls[i]
				if c.Spawned {
					continue
				}
				for _, t := range c.Targets {
					if !seen[t] && len(seen) < maxComesTo {
						seen[t] = true
						next = append(next, t)
					}
				}
			}
		}
		level = next
	}
	return seen
}

// maxComesTo bounds how many functions ComesTo lists.
const maxComesTo = 512

// ClassAround returns the class whose method a function is or stands in, or NoClass.
func (p *Program) ClassAround(f FuncRef) ClassRef { return p.classAround(f) }

// CancelsAll says whether calling f comes to a function that lists the tasks of a loop and
// cancels tasks, at most limit calls away.
func (p *Program) CancelsAll(f FuncRef, limit int) bool {
	seen := map[FuncRef]bool{f: true}
	level := []FuncRef{f}
	for range limit + 1 {
		var next []FuncRef
		for _, g := range level {
			calls := p.Funcs[g].Calls
			if p.Has(g, CancelsTask) && slices.ContainsFunc(calls, func(c CallSite) bool { return c.Method == "all_tasks" }) {
				return true
			}
			for i := range calls {
				for _, t := range calls[i].Targets {
					if !seen[t] && len(seen) < 512 {
						seen[t] = true
						next = append(next, t)
					}
				}
			}
		}
		level = next
	}
	return false
}

// RunsTwice says whether f runs the event loop that is kept at a location for some work and
// then, without a test of anything that its object holds, for good; and where.
func (p *Program) RunsTwice(f FuncRef, loop Location) (first, second int32, ok bool) {
	ff := p.Facts(f, nil)
	on := func(c *CallSite) bool {
		body := ff.Body
		callee := &body.Ops[body.Callee(&body.Ops[c.Op])]
		if callee.Code != ir.Read || body.Base(callee) < 0 {
			return false
		}
		return slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool { return a.Op == int32(body.Base(callee)) && a.Kind == Reading && a.Loc == loop })
	}
	first = -1
	for i := range p.Funcs[f].Calls {
		c := &p.Funcs[f].Calls[i]
		if ff.Body.Ops[c.Op].Code != ir.Call || !on(c) {
			continue
		}
		switch c.Method {
		case "run_sync", "run_until_complete":
			if first < 0 {
				first = c.Op
			}
		case "start", "run_forever":
			if first >= 0 && ff.Reaches(first, c.Op, nil) && len(ff.Deciders(c.Op)) == 0 {
				return first, c.Op, true
			}
		}
	}
	return 0, 0, false
}
