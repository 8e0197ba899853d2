package program

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// handles is what is known of the handles of tasks across functions.
type handles struct {
	handsOut map[FuncRef]Spawn // functions that return the handle of a task that they start and do not keep
	starters map[FuncRef]bool  // functions that hold a handle, or register what returns one
}

// IsHandle says whether a spawn returns the handle of a task.
func (s *Spawn) IsHandle() bool { return s.Row.Result == model.Handle && s.Row.As == model.Task }

// Drops says whether what a spawn runs has its result dropped: a callback of the loop,
// a signal handler.
func (s *Spawn) Drops() bool { return s.Row.As == model.Callback || s.Row.As == model.Signal }

// solveHandles finds the functions that hand out the task that they start, from the
// spawns on through wrappers of wrappers.
func (p *Program) solveHandles() {
	p.handles = handles{map[FuncRef]Spawn{}, map[FuncRef]bool{}}
	var work []FuncRef
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Spawns {
			s := &p.Funcs[f].Spawns[i]
			if !s.IsHandle() && !(s.Drops() && s.Arg >= 0) {
				continue
			}
			p.handles.starters[FuncRef(f)] = true
			if s.IsHandle() && p.returnsHandle(FuncRef(f), s.Op) {
				p.handles.handsOut[FuncRef(f)] = *s
				work = append(work, FuncRef(f))
			}
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range p.Funcs[f].callers {
			p.handles.starters[g] = true
			if _, ok := p.handles.handsOut[g]; ok {
				continue
			}
			for _, h := range p.HandedTo(g) {
				if p.returnsHandle(g, h.Op) {
					p.handles.handsOut[g] = h.Spawn
					work = append(work, g)
					break
				}
			}
		}
	}
}

// StartsTasks says whether a function gets a task's handle from a spawn or a callee, or
// registers a callback that may return one.
func (p *Program) StartsTasks(f FuncRef) bool { return p.handles.starters[f] }

// HandsOut says whether a function of the program returns the handle of a task that it
// starts and does not keep: then its caller must. What an async function returns is
// meant after the await.
func (p *Program) HandsOut(f FuncRef) (Spawn, bool) {
	s, ok := p.handles.handsOut[f]
	return s, ok
}

// Handed is a handle that a function gets from a callee.
type Handed struct {
	Op    int32 // the call, or the await of it
	Call  *CallSite
	Spawn Spawn // in the callee
}

// HandedTo lists the handles that callees hand to f, in order.
func (p *Program) HandedTo(f FuncRef) (out []Handed) {
	fn := &p.Funcs[f]
	var body *ir.Body
	for i := range fn.Calls {
		c := &fn.Calls[i]
		s, async, ok := p.handedBy(c)
		if !ok || c.Spawned || fn.spawnsAt(c.Op) {
			continue
		}
		op := c.Op
		if async {
			if body == nil {
				body = p.Body(f, nil)
			}
			if op = awaitOf(body, c.Op); op < 0 {
				continue
			}
		}
		out = append(out, Handed{op, c, s})
	}
	return out
}

// spawnsAt says whether a call is a spawn by itself, also where the program contains
// the library's own code.
func (fn *Func) spawnsAt(op int32) bool {
	return slices.ContainsFunc(fn.Spawns, func(s Spawn) bool { return s.Op == op && !s.Wrapped })
}

func (fn *Func) handleAt(op int32) bool {
	return slices.ContainsFunc(fn.Spawns, func(s Spawn) bool { return s.Op == op && s.IsHandle() })
}

// handedBy says whether everything that a call may reach hands out a task.
func (p *Program) handedBy(c *CallSite) (s Spawn, async, ok bool) {
	for i, t := range c.Targets {
		handed, hands := p.handles.handsOut[t]
		if !hands || i > 0 && async != p.Async(t) {
			return Spawn{}, false, false
		}
		s, async = handed, p.Async(t)
	}
	return s, async, len(c.Targets) > 0
}

// awaitOf returns the Await whose operand is the result of a call, or -1.
func awaitOf(body *ir.Body, call int32) int32 {
	for i := int(call) + 1; i < len(body.Ops); i++ {
		if op := &body.Ops[i]; op.Code == ir.Await && int32(body.Args(op)[0]) == call {
			return int32(i)
		}
	}
	return -1
}

// returnsHandle says whether the handle that op yields is returned and not seen to in
// any other way.
func (p *Program) returnsHandle(f FuncRef, op int32) bool {
	fn := p.IR(f)
	if fn.Flags&ir.Generator != 0 || fn.Kind != ir.Function && fn.Kind != ir.Lambda || p.wrapped(f) {
		return false
	}
	ff := p.Facts(f, nil)
	returned := false
	for _, kind := range ff.Fate(op, p.Keeper(f, ff)).Saw {
		returned = returned || kind == facts.Returns
		if kind > facts.Collects && kind != facts.Returns {
			return false
		}
	}
	return returned && p.returnsNothingElse(f, ff, op)
}

// returnsNothingElse says whether a function that returns a handle returns it, another
// task or None on every way. One that returns a thread on another way is left alone.
func (p *Program) returnsNothingElse(f FuncRef, ff *facts.Func, op int32) bool {
	for i := range ff.Body.Ops {
		x := &ff.Body.Ops[i]
		if x.Code != ir.Return || x.N == 0 {
			continue
		}
		task, other := false, false
		ff.Sources(ff.Body.Args(x)[0], func(s facts.Source) {
			switch {
			case s.Op < 0 || ff.Body.Ops[s.Op].Code == ir.Const:
			case s.Op == op || p.Funcs[f].handleAt(s.Op),
				ff.Body.Ops[op].Code == ir.Await && int32(ff.Body.Args(&ff.Body.Ops[op])[0]) == s.Op:
				task = true
			default:
				other = true
			}
		})
		if other && !task {
			return false
		}
	}
	return true
}

// wrapped says whether a decorator may do something with what the function returns.
func (p *Program) wrapped(f FuncRef) bool {
	m := p.Module(f)
	return slices.ContainsFunc(p.IR(f).Decorators, func(d ir.Decorator) bool {
		if d.Path == 0 {
			return true
		}
		switch m.Str(m.Paths[d.Path].Name) {
		case "staticmethod", "classmethod", "override", "final", "wraps", "callback", "abstractmethod", "overload":
			return false
		}
		return true
	})
}

// Keeper returns what following handles in f needs to know of the program.
func (p *Program) Keeper(f FuncRef, ff *facts.Func) facts.Keeper { return keeper{p, f, ff, 0} }

type keeper struct {
	p     *Program
	f     FuncRef
	ff    *facts.Func
	depth int
}

// onlyLook are outside functions that do not keep what they are given.
var onlyLook = map[string]bool{
	"builtins.print": true, "builtins.len": true, "builtins.repr": true, "builtins.str": true, "builtins.isinstance": true,
	"builtins.id": true, "builtins.bool": true, "builtins.type": true, "builtins.hash": true, "builtins.hasattr": true,
	"builtins.callable": true, "asyncio.isfuture": true, "inspect.isawaitable": true, "inspect.iscoroutine": true,
	"asyncio.iscoroutine": true, "weakref.WeakSet.add": true, "weakref.ref": true,
}

// Takes implements facts.Keeper: some built-in functions and loggers only look, and so
// may functions of the program.
func (k keeper) Takes(call int32, arg ir.Value) bool {
	c := k.p.Funcs[k.f].CallAt(call)
	switch {
	case c == nil:
		return true
	case onlyLook[c.Name]:
		return false
	case len(c.Targets) == 0:
		switch c.Method {
		case "debug", "info", "warning", "error", "exception", "critical":
			return false
		}
		return true
	}
	for _, t := range c.Targets {
		param := k.p.paramOf(t, k.ff, call, arg)
		if param == 0 || k.depth >= maxEndless || k.p.IR(t).Flags&(ir.Async|ir.Generator) != 0 || k.p.wrapped(t) {
			return true
		}
		ff := k.p.Facts(t, nil)
		if ff.TakesParam(param, keeper{k.p, t, ff, k.depth + 1}) {
			return true
		}
	}
	return false
}

// paramOf returns the parameter of f that an argument of a call is bound to, or 0 if it
// is not plain to see.
func (p *Program) paramOf(f FuncRef, at *facts.Func, call int32, arg ir.Value) ir.StrID {
	params, m := p.IR(f).Params, p.Module(f)
	next := 0
	if p.selfObj(f) != nil {
		next = 1
	}
	for _, a := range at.Body.CallArgs(&at.Body.Ops[call]) {
		switch {
		case a.Keyword() != 0:
			for _, param := range params {
				if a.Value == arg && param.Kind <= ir.KwOnly && m.Str(param.Name) == at.Module.Str(a.Keyword()) {
					return param.Name
				}
			}
		case a.Tag != ir.TagPositional:
			return 0
		case a.Value == arg && next < len(params) && params[next].Kind <= ir.PosOrKw:
			return params[next].Name
		default:
			next++
		}
	}
	return 0
}

// Final implements facts.Keeper: asyncio.run and the test runners cancel what is left
// when the coroutine that they run has ended.
func (k keeper) Final() bool { return k.p.Final(k.f) }

// Final says whether the event loop ends with a function: it is run by asyncio.run or
// run_until_complete, or it is a test.
func (p *Program) Final(f FuncRef) bool {
	name := p.Module(f).Str(p.IR(f).Name)
	if len(name) > 5 && name[:5] == "test_" {
		return true
	}
	for _, e := range p.Runs(f) {
		if e.Func == f && e.As == model.Task && p.ranToEnd(e) {
			return true
		}
	}
	return false
}

func (p *Program) ranToEnd(e *Entry) bool {
	for _, site := range e.Sites {
		for i := range p.Funcs[site.Func].Spawns {
			if s := &p.Funcs[site.Func].Spawns[i]; s.Op == site.Op {
				switch s.Row.Call {
				case "asyncio.run", "asyncio.AbstractEventLoop.run_until_complete", "anyio.run":
					return true
				}
			}
		}
	}
	return false
}

// SpawnsTask says whether a value is a function outside of the program that starts a
// task and returns its handle, such as asyncio.create_task itself.
func (p *Program) SpawnsTask(objs Objs) bool {
	for _, o := range objs {
		if row, ok := p.model.Spawns[p.nameOf(o)]; ok && row.Result == model.Handle && row.As == model.Task {
			return true
		}
	}
	return false
}
