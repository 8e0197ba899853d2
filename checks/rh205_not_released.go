package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var notReleased = &Check{
	Info: rule.Info{
		ID: "RH205", Name: "lock-not-released", Level: rule.Error, Precision: rule.High,
		CWE: []int{772, 667}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a way out of the function leaves what it acquired unreleased",
			Why: "An exception between `acquire()` and `release()`, an early return, or the cancellation of the " +
				"task at an await leaves the lock taken by nobody. Everybody who comes after waits for ever; a " +
				"semaphore or a pool loses one place each time.",
			Bad: `
class Printer:
    def __init__(self, lock, device):
        self.lock = lock
        self.device = device

    def show(self, text):
        self.lock.acquire()
        self.device.write_line(text)
        self.lock.release()
`,
			Good: `
class Printer:
    def __init__(self, lock, device):
        self.lock = lock
        self.device = device

    def show(self, text):
        with self.lock:
            self.device.write_line(text)
`,
			Fix: "Use a `with` statement, or put everything after `acquire()` into a `try` whose `finally` releases.",
			Silent: "A `finally` clause, a handler or a callback releases, nothing in between is likely to fail, or the " +
				"function is there to leave the lock held.",
			Misses: "Locks that are released in another function under a name of its own.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		if p.Trial(f) || p.Setup(f) {
			return false
		}
		ends := len(p.IR(f).Writes) > 0 && p.Funcs[f].Class != program.NoClass
		return slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool {
			return acquires(c.Method) || takesBack[c.Method] != nil || ends && cleanups[c.Method]
		})
	},
	Func: findUnreleased,
}

func acquires(method string) bool { return method == "acquire" || method == "acquire_nowait" }

// releases are the methods that give back.
func releases(method string) bool {
	return method == "release" || method == "release_lock" || method == "__exit__"
}

// taken is an acquisition by hand.
type taken struct {
	call    int32
	from    int32        // the op after which it is held: the call, its await, or the branch that found it out
	base    ir.PathID    // what was acquired, as written
	failed  cfg.EdgeKind // from is a branch, and this its edge for an attempt that failed
	leave   bool         // the function is there to leave it held
	handed  bool         // only a callback or another strand releases
	again   bool         // it was released before: a caller holds it
	flagged bool         // an attribute says whether it is held
}

// wayOut is a way on which something taken is lost.
type wayOut struct {
	op     int32
	cancel bool
	sure   bool // the code says so itself: return, raise
	text   string
}

func findUnreleased(pass *Pass, f *Func) {
	findLostSlots(pass, f)
	findLent(pass, f)
	var found []leak
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if !acquires(c.Method) || f.Body.Ops[c.Op].Code != ir.Call {
			continue
		}
		t, ok := f.takenByHand(c)
		if !ok {
			continue
		}
		gives := f.giveOps(&t)
		t.leave = !slices.Contains(gives, true)
		t.handed = t.handed && !t.leave
		if t.leave && !f.leavesHeld(t) && !f.leavesToCaller(t) || t.again {
			continue
		}
		e, ok := f.lost(t, func(op int32) bool { return gives[op] })
		if !ok {
			continue
		}
		if n := len(found) - 1; n >= 0 && found[n].wayOut == e && found[n].base == t.base {
			found = found[:n] // the acquisition nearest to the way out
		}
		found = append(found, leak{t, e})
	}
	for _, x := range found {
		pass.unreleased(f, x.taken, x.wayOut)
	}
}

// leak is an acquisition and a way on which it is lost.
type leak struct {
	taken
	wayOut
}

// giveOps marks the ops that give back what was taken, and the branches that decide
// whether they do by what decided whether it was taken.
func (f *Func) giveOps(t *taken) []bool {
	out := make([]bool, len(f.Body.Ops))
	var asked []string // what decides whether it is taken at all, and the flags that are set with it
	for _, d := range f.Deciders(t.call) {
		asked = append(asked, f.textOf(d.Value))
	}
	for i := t.call; int(i) < len(f.Body.Ops); i++ {
		if x := &f.Body.Ops[i]; x.Code == ir.Write {
			if v := &f.Body.Ops[f.Body.Stored(x)]; v.Code == ir.Const && v.Aux == ir.ConstTrue || int32(f.Body.Stored(x)) == t.from {
				asked = append(asked, f.Module.PathString(x.Path()))
			}
		}
	}
	var branches []int32
	t.handed = true
	for i := range f.Body.Ops {
		op := int32(i)
		if !f.givesUp(op, *t) {
			continue
		}
		out[op] = true
		t.handed = t.handed && f.runsLater(op)
		t.again = t.again || op < t.call && f.Precedes(op, t.call)
		for _, d := range f.Deciders(op) {
			if text := f.textOf(d.Value); text != "" && d.Branch > t.call && slices.Contains(asked, text) {
				branches = append(branches, d.Branch)
				t.flagged = t.flagged || strings.Contains(text, ".")
			}
		}
	}
	for _, b := range branches {
		out[b] = true
	}
	return out
}

// runsLater says whether an op gives back only in that it hands over what will: a closure,
// or a method as an argument.
func (f *Func) runsLater(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code != ir.Call {
		return x.Code == ir.MakeFunc
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	return c != nil && !c.Self && !releases(c.Method)
}

// textOf writes what a branch tests as the source does: a path, or a comparison of one
// with a constant.
func (f *Func) textOf(v ir.Value) string {
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		return f.Module.PathString(x.Path())
	case ir.Compare:
		args := f.Body.Args(x)
		if l, r := &f.Body.Ops[args[0]], &f.Body.Ops[args[1]]; l.Code == ir.Read && r.Code == ir.Const {
			return f.Module.PathString(l.Path())
		}
	}
	return ""
}

// takenByHand describes an acquisition, if it is clear when it has succeeded.
func (f *Func) takenByHand(c *program.CallSite) (t taken, ok bool) {
	x := &f.Body.Ops[c.Op]
	base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
	if base < 0 || f.Body.Ops[base].Path() == 0 || f.Body.Ops[base].Code != ir.Read {
		return t, false
	}
	t = taken{call: c.Op, from: c.Op, base: f.Body.Ops[base].Path()}
	v := c.Op
	for range 3 { // await x.acquire(), await wait_for(x.acquire(), t), yield x.acquire()
		uses := f.Uses(v)
		if len(uses) != 1 {
			break
		}
		u := &f.Body.Ops[uses[0]]
		if u.Code != ir.Await && u.Code != ir.YieldFrom && u.Code != ir.Yield && u.Code != ir.Call {
			break
		}
		v = uses[0]
		t.from = v
	}
	if f.IR.Flags&ir.Async != 0 && t.from == c.Op && f.spawnsOrDrops(c) {
		return t, false
	}
	// An attempt has succeeded where its result was found to be true.
	for _, u := range f.Uses(t.from) {
		t.failed = cfg.False
		if y := &f.Body.Ops[u]; y.Code == ir.Unary && y.Aux == ir.OpNot && len(f.Uses(u)) == 1 {
			t.failed, u = cfg.True, f.Uses(u)[0]
		}
		if f.Body.Ops[u].Code == ir.Branch {
			t.from = u
			return t, true
		}
	}
	t.failed = cfg.Normal
	return t, f.Body.NumArgs(x) == 0 || c.Method == "acquire_nowait" || f.alwaysBlocks(x) || t.from != c.Op && f.acquiresFor(x)
}

// acquiresFor says whether the only argument of an acquisition that is waited for says who or
// what it is for, rather than how long to wait: await slots.acquire(request).
func (f *Func) acquiresFor(x *ir.Op) bool {
	if f.Body.NumArgs(x) != 1 || f.Body.CallArg(x, 0).Tag != ir.TagPositional {
		return false
	}
	v := &f.Body.Ops[f.Body.CallArg(x, 0).Value]
	return v.Code == ir.Read && !strings.Contains(strings.ToLower(f.Module.Str(f.Module.Paths[v.X].Name)), "time")
}

// spawnsOrDrops says whether an acquisition in a coroutine is one of an asynchronous lock
// that is not waited for here.
func (f *Func) spawnsOrDrops(c *program.CallSite) bool {
	return strings.HasPrefix(c.Name, "asyncio.") || c.Spawned
}

// alwaysBlocks says whether the only argument of acquire is True.
func (f *Func) alwaysBlocks(x *ir.Op) bool {
	if f.Body.NumArgs(x) != 1 {
		return false
	}
	a := f.Body.CallArg(x, 0)
	v := &f.Body.Ops[a.Value]
	return (a.Tag == ir.TagPositional || a.Keyword() != 0 && f.Module.Str(a.Keyword()) == "blocking") && v.Code == ir.Const && v.Aux == ir.ConstTrue
}

// givesUp says whether an op gives back what was taken, or sees to it that somebody will:
// release is called or handed on, here or in a helper of the object, or what was taken is
// itself handed to somebody.
func (f *Func) givesUp(op int32, t taken) bool {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Exit:
		return f.Body.Ops[f.Body.Args(x)[0]].Path() == t.base
	case ir.Read: // lock.release as a value
		n := f.Module.Paths[x.X]
		return n.Sel == ir.Attr && releases(f.Module.Str(n.Name)) && n.Base == t.base
	case ir.MakeFunc:
		inner := f.P.Ref(f.P.Funcs[f.Ref].Mod, ir.FuncID(x.X))
		return slices.ContainsFunc(f.P.Funcs[inner].Calls, func(c program.CallSite) bool { return releases(c.Method) })
	case ir.Call:
		c := f.P.Funcs[f.Ref].CallAt(op)
		if c == nil || op == t.call {
			return false
		}
		for _, a := range f.Body.CallArgs(x) {
			if y := &f.Body.Ops[a.Value]; y.Code == ir.Read && y.Path() == t.base && !f.isReceiver(a.Value) {
				return true
			}
			for _, o := range f.types().Objects(a.Value) { // a method that releases is to run later
				if o.Kind == program.BoundObj && f.releasedBy(program.FuncRef(o.ID), t.base, 0) {
					return true
				}
			}
		}
		return c.Self && slices.ContainsFunc(c.Targets, func(g program.FuncRef) bool { return f.releasedBy(g, t.base, 0) })
	}
	return false
}

// releasedBy says whether a method of the same object releases what is written the same
// way in it.
func (f *Func) releasedBy(g program.FuncRef, base ir.PathID, depth int) bool {
	path, m := f.Module.PathString(base), f.P.Module(g)
	body := f.P.Body(g, nil)
	for i := range f.P.Funcs[g].Calls {
		c := &f.P.Funcs[g].Calls[i]
		if releases(c.Method) && body.Ops[c.Op].Code == ir.Call {
			if b := body.Base(&body.Ops[body.Callee(&body.Ops[c.Op])]); b >= 0 && body.Ops[b].Path() != 0 && m.PathString(body.Ops[b].Path()) == path {
				return true
			}
		}
		if c.Self && depth < 2 && slices.ContainsFunc(c.Targets, func(h program.FuncRef) bool { return h != g && f.releasedBy(h, base, depth+1) }) {
			return true
		}
	}
	return false
}

// leavesHeld says whether a function that does not release is there to leave the lock held:
// its name says so, and the class has the other half.
func (f *Func) leavesHeld(t taken) bool {
	name := f.Module.Str(f.IR.Name)
	other, ok := map[string]string{"__enter__": "__exit__", "__aenter__": "__aexit__", "acquire": "release", "lock": "unlock", "acquire_lock": "release_lock"}[name]
	c := f.P.Funcs[f.Ref].Class
	if !ok || c == program.NoClass || len(f.IR.Params) == 0 {
		return false
	}
	g := f.P.Method(c, other)
	return g != program.NoFunc && (f.releasedBy(g, t.base, 0) || f.Module.PathString(t.base) == f.Module.Str(f.IR.Params[0].Name))
}

// leavesToCaller says whether a function that does not release is one step of several, of
// which a later one does: it is called where nobody releases if it fails.
func (f *Func) leavesToCaller(t taken) bool {
	name := f.Module.Str(f.Module.Paths[t.base].Name)
	if f.IR.Flags&ir.Async == 0 || t.from == t.call || f.Module.Paths[t.base].Sel != ir.Attr || strings.Contains(f.Module.Str(f.IR.Name), "acquire") {
		return false
	}
	gives := func(g program.FuncRef) func(op int32) bool {
		m, body := f.P.Module(g), f.P.Body(g, nil)
		return func(op int32) bool {
			c := f.P.Funcs[g].CallAt(op)
			if c == nil || !releases(c.Method) || body.Ops[op].Code != ir.Call {
				return false
			}
			b := body.Base(&body.Ops[body.Callee(&body.Ops[op])])
			return b >= 0 && body.Ops[b].Path() != 0 && m.Str(m.Paths[body.Ops[b].Path()].Name) == name
		}
	}
	paired := false
	in := f.P.Module(f.Ref)
	for i := range in.Funcs {
		g := f.P.Ref(f.P.Funcs[f.Ref].Mod, ir.FuncID(i))
		give := gives(g)
		paired = paired || g != f.Ref && slices.ContainsFunc(f.P.Funcs[g].Calls, func(c program.CallSite) bool { return give(c.Op) })
	}
	callers := f.P.Callers(f.Ref)
	if !paired || len(callers) == 0 {
		return false
	}
	return !slices.ContainsFunc(callers, func(h program.FuncRef) bool {
		g := &Func{Func: f.P.Facts(h, nil), P: f.P, Ref: h}
		give := gives(h)
		stop := func(op int32) bool {
			c := f.P.Funcs[h].CallAt(op)
			return give(op) || c != nil && slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool {
				in := gives(t)
				return slices.ContainsFunc(f.P.Funcs[t].Calls, func(d program.CallSite) bool { return in(d.Op) })
			})
		}
		return slices.ContainsFunc(f.P.Funcs[h].Calls, func(c program.CallSite) bool {
			return slices.Contains(c.Targets, f.Ref) && (c.Spawned || !g.ErrorEscapes(g.done(c.Op), stop))
		})
	})
}

// lost finds a way out of the function that is taken while something is held.
func (f *Func) lost(t taken, gives func(int32) bool) (wayOut, bool) {
	own := func(op int32) bool { return gives(op) || op == t.call }
	held := f.heldWhere(t, own)
	var out wayOut
	found := false
	for i := range f.Body.Ops {
		op := int32(i)
		switch f.Body.Ops[op].Code {
		case ir.Raise, ir.Return, ir.Call, ir.Yield, ir.Await, ir.Next, ir.Enter, ir.Exit:
		default:
			continue
		}
		if op == t.from || op == t.call || gives(op) || !held[op] {
			continue
		}
		e, ok := f.fails(op, t, own)
		if ok && (!found || e.sure && !out.sure) {
			out, found = e, true
		}
	}
	return out, found
}

// heldWhere finds the ops that may run after an acquisition has succeeded, and before
// anybody gives back what was taken.
func (f *Func) heldWhere(t taken, stop func(int32) bool) []bool {
	out := make([]bool, len(f.Body.Ops))
	seen := make([]bool, len(f.Graph.Blocks))
	var work []cfg.BlockID
	walk := func(b cfg.BlockID, first int32, start bool) {
		blk := &f.Graph.Blocks[b]
		for i := first; i < blk.End; i++ {
			if stop(i) {
				return
			}
			out[i] = true
		}
		for _, e := range blk.Succs {
			if start && (e.Kind.Abrupt() || t.failed != 0 && e.Kind == t.failed) {
				continue // it was not acquired
			}
			if !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
	}
	for _, b := range f.Graph.BlocksOf(t.from) {
		walk(b, t.from+1, f.Graph.Last(b) == t.from)
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		walk(b, f.Graph.Blocks[b].First, false)
	}
	return out
}

// fails says whether the function may end at an op, by an exception, a cancellation or a
// return, before anybody gives back what was taken.
func (f *Func) fails(op int32, t taken, stop func(int32) bool) (wayOut, bool) {
	x := &f.Body.Ops[op]
	switch {
	case x.Code == ir.Raise && x.N > 0 && x.Flags&ir.Assertion == 0 && f.ErrorEscapes(op, stop):
		return wayOut{op: op, sure: true, text: "raises"}, true
	case x.Code == ir.Return && x.Flags&ir.Implicit == 0 && !t.leave && !t.flagged && !f.handsOverHere(t) && f.returnsHeld(op, stop):
		return wayOut{op: op, sure: true, text: "returns"}, true
	case f.Suspends(op) && !f.Shielded(op) && !f.trioShield(op) && f.CancelEscapes(op, stop):
		return wayOut{op: op, cancel: true, text: "is cancelled"}, true
	case x.Code == ir.Yield && f.P.ContextManager(f.Ref) && f.ErrorEscapes(op, stop):
		return wayOut{op: op, sure: true, text: "gets the exception of the with statement's body"}, true
	case x.Code == ir.Call && !t.handed && f.risky(op, 0) && !f.InHandler(op) && f.FirstErrorEscapes(op, stop):
		return wayOut{op: op, text: "gets an exception"}, true
	}
	return wayOut{}, false
}

// trioShield says whether an op awaits what trio does not cancel.
func (f *Func) trioShield(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code != ir.Await {
		return false
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(x)[0]))
	return c != nil && strings.HasPrefix(c.Name, "trio.") && strings.Contains(c.Name, "shield")
}

// returnsHeld says whether a return leaves with the lock: no finally clause gives it back.
func (f *Func) returnsHeld(op int32, stop func(int32) bool) bool {
	for _, b := range f.Graph.BlocksOf(op) {
		for _, e := range f.Graph.Blocks[b].Succs {
			if e.To == f.Graph.Exit || !e.Kind.Abrupt() && f.leavesFrom(e.To, stop) {
				return true
			}
		}
	}
	return false
}

func (f *Func) leavesFrom(b cfg.BlockID, stop func(int32) bool) bool {
	seen := map[cfg.BlockID]bool{}
	work := []cfg.BlockID{b}
next:
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == f.Graph.Exit {
			return true
		}
		if seen[b] {
			continue
		}
		seen[b] = true
		blk := &f.Graph.Blocks[b]
		for i := blk.First; i < blk.End; i++ {
			if stop(i) {
				continue next
			}
		}
		for _, e := range blk.Succs {
			if !e.Kind.Abrupt() {
				work = append(work, e.To)
			}
		}
	}
	return false
}

// handsOverHere says whether other functions release what is written the same way: then a
// return with the lock held may be what the function is for.
func (f *Func) handsOverHere(t taken) bool {
	path := f.Module.PathString(t.base)
	for _, g := range f.P.CodeOf(f.P.Funcs[f.Ref].Class, f.P.Funcs[f.Ref].Mod) {
		if g == f.Ref {
			continue
		}
		m, body := f.P.Module(g), f.P.Body(g, nil)
		takes, gives := false, false
		for i := range f.P.Funcs[g].Calls {
			c := &f.P.Funcs[g].Calls[i]
			if x := &body.Ops[c.Op]; x.Code == ir.Call && (acquires(c.Method) || releases(c.Method)) {
				if b := body.Base(&body.Ops[body.Callee(x)]); b >= 0 && body.Ops[b].Path() != 0 && m.PathString(body.Ops[b].Path()) == path {
					takes = takes || acquires(c.Method)
					gives = gives || releases(c.Method)
				}
			}
		}
		if gives && !takes {
			return true
		}
	}
	name := strings.ToLower(f.Module.Str(f.IR.Name))
	return strings.Contains(name, "acquire") || strings.Contains(name, "lock") || strings.Contains(name, "enter")
}

// risky says whether a call may well fail: it is not one of a few that hardly ever do.
func (f *Func) risky(op int32, depth int) bool {
	if uses := f.Uses(op); len(uses) == 1 && f.Body.Ops[uses[0]].Code == ir.Await {
		return false // it is the await that may fail
	}
	return riskyCall(f.P, f.Ref, f.P.Funcs[f.Ref].CallAt(op), depth)
}

// maxRisk bounds the calls that are followed to see whether something in them may fail.
const maxRisk = 2

func riskyCall(p *program.Program, f program.FuncRef, c *program.CallSite, depth int) bool {
	if c == nil || c.Spawned || depth > maxRisk {
		return false
	}
	if strings.HasPrefix(c.Method, "get_current") || strings.HasPrefix(c.Method, "current_") {
		return false
	}
	if hardlyFails(c.Name) {
		return false // also where the library is part of the program
	}
	if len(c.Targets) > 0 {
		for _, t := range c.Targets {
			if p.IR(t).Flags&(ir.Async|ir.Generator) != 0 {
				continue // nothing runs yet
			}
			body := p.Body(t, nil)
			for i := range body.Ops {
				if x := &body.Ops[i]; x.Code == ir.Raise && x.Flags&ir.Assertion == 0 {
					return true
				}
			}
			for i := range p.Funcs[t].Calls {
				if riskyCall(p, t, &p.Funcs[t].Calls[i], depth+1) {
					return true
				}
			}
		}
		return false
	}
	if last := c.Name[strings.LastIndexByte(c.Name, '.')+1:]; c.Makes || last != "" && 'A' <= last[0] && last[0] <= 'Z' {
		return false
	}
	if quietMethod(p, c.Method) || strings.HasPrefix(c.Method, "get_") || strings.HasPrefix(c.Method, "is_") || strings.HasPrefix(c.Method, "has_") || safeCalls[c.Name] || safeMethods[c.Method] {
		return false
	}
	return true
}

// hardlyFails says whether a function belongs to a module of the standard library whose
// functions seldom raise.
func hardlyFails(name string) bool {
	module, _, ok := strings.Cut(name, ".")
	switch module {
	case "builtins", "logging", "time", "threading", "collections", "datetime", "weakref", "traceback", "asyncio", "itertools":
		return ok && name != "builtins.open" && name != "builtins.next" && name != "builtins.__import__"
	}
	return false
}

// safeCalls hardly ever fail.
var safeCalls = map[string]bool{
	"os.getpid": true, "sys.exc_info": true, "functools.partial": true, "copy.copy": true, "random.random": true, "gc.collect": true,
	"os._exit": true, "sys.exit": true, "sys.getsizeof": true, "os.environ.get": true,
}

// safeMethods hardly ever fail, whatever they are called on.
var safeMethods = map[string]bool{
	"spawn": true, "spawn_n": true, "msg": true, "err": true, "debug": true, "info": true, "warning": true, "warn": true, "error": true, "exception": true, "critical": true, "log": true,
	"locked": true, "is_set": true, "done": true, "cancelled": true, "notify": true, "wait_for": true, "empty": true, "full": true,
	"qsize": true, "startswith": true, "endswith": true, "isoformat": true, "union": true, "keys": true, "time": true, "release": true,
	"acquire_nowait": true, "is_alive": true, "get_name": true, "get_ident": true, "add_done_callback": true, "split": true, "strip": true,
	"create_task": true, "ensure_future": true, "call_soon": true, "call_soon_threadsafe": true, "submit": true,
	"join": true, "count": true, "popleft": true, "index": true, "total_seconds": true,
}

func (pass *Pass) unreleased(f *Func, t taken, e wayOut) {
	name := f.Module.PathString(t.base)
	level := rule.Warning
	if e.sure {
		level = rule.Error
	}
	who := "the function "
	if e.cancel {
		who = "the task "
	}
	subject, shown := name, name
	if t.leave {
		shown = "the lock"
	}
	how := fmt.Sprintf("%s is acquired here, but if %s%s [here](1), nobody releases it: whoever wants it next waits for ever", shown, who, e.text)
	if t.leave {
		how = fmt.Sprintf("the lock is acquired here, but if %s%s [here](1), the caller never learns that he holds it, and nobody releases it", who, e.text)
	}
	pass.Report(t.call, rule.Finding{
		Level: level, Pedantic: f.P.InTests(f.Ref), Subject: subject,
		Message:  how,
		Evidence: "there is a way from the acquisition out of " + f.P.Name(f.Ref) + " without a release",
		Related:  []rule.Related{{Loc: f.At(e.op), Text: who + e.text}},
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Strand B"},
			Steps: []rule.Step{
				f.step(t.call, rule.Acquires, "acquires "+shown),
				f.step(e.op, rule.Ends, e.text+" and leaves with "+shown+" still taken"),
				{Actor: 1, Loc: f.At(t.call), Action: rule.Waits, Text: "waits for " + shown + ", which nobody will release"},
			},
		},
	})
}
