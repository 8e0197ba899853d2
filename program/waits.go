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
	if from == to {
		return []Site{}
	}
	type step struct {
		f    FuncRef
		prev int
		op   int32
	}
	seen := map[FuncRef]bool{from: true}
	queue := []step{{f: from, prev: -1}}
	for i, depthEnd, depth := 0, 1, 0; i < len(queue) && depth < limit; i++ {
		f := queue[i].f
		for k := range p.Funcs[f].Calls {
			c := &p.Funcs[f].Calls[k]
			if c.Spawned {
				continue
			}
			for _, t := range c.Targets {
				if seen[t] || !c.Self && p.Parent(t) != f || skip != nil && skip(t) {
					continue
				}
				seen[t] = true
				queue = append(queue, step{t, i, c.Op})
				if t != to {
					continue
				}
				var path []Site
				for n := len(queue) - 1; queue[n].prev >= 0; n = queue[n].prev {
					path = append(path, Site{queue[queue[n].prev].f, queue[n].op})
				}
				slices.Reverse(path)
				return path
			}
		}
		if i+1 == depthEnd {
			depthEnd, depth = len(queue), depth+1
		}
	}
	return nil
}

// signals are the methods by which strands wait for each other.
var signals = map[string]bool{
	"join": true, "task_done": true, "put": true, "put_nowait": true, "get": true, "get_nowait": true, "wait": true, "wait_for": true,
	"set": true, "clear": true, "is_set": true, "notify": true, "notify_all": true, "set_result": true, "set_exception": true,
	"cancel": true, "shutdown": true, "stop": true, "submit": true, "release": true, "popleft": true, "pop": true, "popitem": true,
}

// Signalled returns the places that read a method, such as put or set, of what is kept at
// a location, as a rule to call it; in program order.
func (p *Program) Signalled(loc Location, method string) []Site {
	p.signalOnce.Do(p.indexSignals)
	return p.signalled[loc.Extend("."+method)]
}

func (p *Program) indexSignals() {
	p.signalled = map[Location][]Site{}
	for f := range p.Funcs {
		for i := range p.Funcs[f].Access {
			a := &p.Funcs[f].Access[i]
			if k := strings.LastIndexByte(a.Loc.Path, '.'); a.Kind == Reading && k > 0 && signals[a.Loc.Path[k+1:]] {
				p.signalled[a.Loc] = append(p.signalled[a.Loc], Site{FuncRef(f), a.Op})
			}
		}
	}
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

// PutsMark says whether a call puts a mark into a queue rather than an item: None, or a
// name such as STOP or self._sentinel.
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
		return markName(m.Str(m.Paths[v.X].Name))
	}
	return false
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
