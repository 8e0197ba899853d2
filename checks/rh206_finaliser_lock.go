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

var finaliserLock = &Check{
	Info: rule.Info{
		ID: "RH206", Name: "lock-in-finaliser-or-signal-handler", Level: rule.Error, Precision: rule.High,
		CWE: []int{479, 828, 833}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a finaliser or signal handler takes a lock that the code which it interrupts may hold",
			Why: "`__del__`, weak reference callbacks and signal handlers run in the middle of whatever their " +
				"thread is doing, also of a locked section: any allocation may start the garbage collector. The " +
				"thread then waits for a lock that it holds itself, and cannot go on to release it.",
			Bad: `
import signal
import threading

class Stats:
    def __init__(self):
        self.lock = threading.Lock()
        self.hits = 0
        signal.signal(signal.SIGUSR1, self.show)

    def hit(self):
        with self.lock:
            self.hits += 1

    def show(self, number, frame):
        with self.lock:
            print(self.hits)
`,
			Good: `
import signal
import threading

class Stats:
    def __init__(self):
        self.lock = threading.Lock()
        self.hits = 0
        self.wanted = False
        signal.signal(signal.SIGUSR1, self.want)

    def hit(self):
        with self.lock:
            self.hits += 1
            if self.wanted:
                self.wanted = False
                print(self.hits)

    def want(self, number, frame):
        self.wanted = True
`,
			Fix: "Let the handler only set a flag, write to a pipe, or append to a `deque`, and do the work in ordinary " +
				"code; give objects a `close()` that does not depend on the garbage collector.",
			Silent: "The lock is reentrant or only tried, it belongs to the object that is being destroyed, which nobody " +
				"uses any more, or the handler belongs to an event loop, which calls it like any callback. `atexit` " +
				"functions run in ordinary context, too.",
			Misses: "Locks inside of libraries other than queues and logging.",
		},
	},
	Program: findFinaliserLocks,
}

// interruption is a function that runs in the middle of other code.
type interruption struct {
	entry program.FuncRef
	as    model.Strand
	dying bool // its receiver is the object that is being destroyed
}

func findFinaliserLocks(pass *Pass) {
	p := pass.run.p
	var all []interruption
	for _, e := range p.Entries() {
		if (e.As == model.Signal || e.As == model.Finaliser) && !e.OnlyTrials() && p.IR(e.Func).Flags&(ir.Async|ir.Generator) == 0 {
			all = append(all, interruption{entry: e.Func, as: e.As})
		}
	}
	for f := range p.Plain() {
		ref := program.FuncRef(f)
		switch {
		case p.IR(ref).Kind != ir.Function:
		case p.Funcs[f].Class != program.NoClass && p.Module(ref).Str(p.IR(ref).Name) == "__del__":
			all = append(all, interruption{ref, model.Finaliser, true})
		case takesSignal(p, ref) && !slices.ContainsFunc(all, func(x interruption) bool { return x.entry == ref }):
			all = append(all, interruption{entry: ref, as: model.Signal})
		}
	}
	told := map[program.Site]bool{}
	for _, x := range all {
		if !p.Trial(x.entry) {
			pass.interrupts(x, told)
		}
	}
}

// takesSignal says whether a function that nobody calls has the parameters of a signal
// handler, or is called one and takes whatever it is given.
func takesSignal(p *program.Program, f program.FuncRef) bool {
	params, m := p.IR(f).Params, p.Module(f)
	if len(p.Callers(f)) > 0 || p.IR(f).Flags&(ir.Async|ir.Generator) != 0 {
		return false
	}
	if p.Funcs[f].Class != program.NoClass && len(params) > 1 {
		params = params[1:]
	}
	if len(params) > 0 && params[0].Kind == ir.VarPos && calledSignalHandler(m.Str(p.IR(f).Name)) {
		return len(p.Runs(f)) == 0 // whoever registers it elsewhere knows what it is
	}
	if len(params) != 2 {
		return false
	}
	switch m.Str(params[0].Name) {
	case "signum", "signo", "signalnum", "sig", "signal_number", "sig_num", "_signum", "_signo":
	default:
		return false
	}
	switch m.Str(params[1].Name) {
	case "frame", "_", "_frame", "stack", "frm", "unused_frame", "stack_frame":
		return true
	}
	return false
}

// calledSignalHandler says whether a function's name ends in what it is for.
func calledSignalHandler(name string) bool {
	return strings.HasSuffix(name, "sig_handler") || strings.HasSuffix(name, "signal_handler") || strings.HasSuffix(name, "sighandler")
}

// reachState is a function that an interruption comes to.
type reachState struct {
	f     program.FuncRef
	path  []program.Site
	dying bool // its receiver belongs to the object that is being destroyed
	known bool // its receiver is the entry's, or something that others have, too
	once  bool // it comes here only as long as something is not there yet
}

// maxInterrupts bounds the calls that are followed from the handler.
const maxInterrupts = 5

// interrupts follows the calls of a finaliser or handler to the locks that it takes, and
// reports one for each call that the handler itself makes.
func (pass *Pass) interrupts(x interruption, told map[program.Site]bool) {
	p := pass.run.p
	queue := []reachState{{f: x.entry, dying: x.dying, known: true}}
	seen := map[program.FuncRef]bool{x.entry: true}
	done := map[int32]bool{} // ops of the handler
	report := func(s reachState, op int32, k string, what hazard, user program.Site) {
		at := program.Site{Func: s.f, Op: op}
		if what.above && len(s.path) > 0 {
			at = s.path[0]
		}
		if !told[at] {
			told[at] = true
			pass.interrupted(x, s, op, at, k, what, user)
		}
	}
	written := false
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		first := func(op int32) int32 {
			if len(s.path) > 0 {
				return s.path[0].Op
			}
			return op
		}
		p.Acquisitions(s.f, func(op int32, k program.Lock) {
			if at := first(op); !done[at] && pass.dangerous(x, s, k) {
				done[at] = true
				report(s, op, k.Name, hazard{what: "takes " + k.Name, level: rule.Error, once: s.once || firstTime(p, s.f, op)}, pass.ordinary(x, k))
			}
		})
		for i := range p.Funcs[s.f].Calls {
			c := &p.Funcs[s.f].Calls[i]
			at := first(c.Op)
			if what, ok := pass.lockedInside(x, s, c); ok && !done[at] && !(what.stream && written) {
				done[at] = true
				written = written || what.stream
				report(s, c.Op, what.what, what, program.Site{Func: program.NoFunc})
			}
			if c.Spawned || len(c.Targets) != 1 || len(s.path) >= maxInterrupts || c.Makes {
				continue
			}
			if t := c.Targets[0]; !seen[t] && p.IR(t).Flags&(ir.Async|ir.Generator) == 0 {
				seen[t] = true
				dying, known := pass.receiverAfter(s, c)
				queue = append(queue, reachState{t, append(slices.Clip(s.path), program.Site{Func: s.f, Op: c.Op}), dying, known, s.once || firstTime(p, s.f, c.Op)})
			}
		}
	}
}

// firstTime says whether an op is run only until something has been made: in the handler of
// a lookup that failed, or where a shared variable is still None. By the time that there is
// something to destroy, it has been, as a rule.
func firstTime(p *program.Program, f program.FuncRef, op int32) bool {
	g := &Func{Func: p.Facts(f, nil), P: p, Ref: f}
	for i := int32(0); i < op; i++ {
		if x := &g.Body.Ops[i]; x.Code == ir.Catch && op < g.HandlerEnd(i) && g.catchesMiss(&g.Body.Handlers[x.X]) {
			return true
		}
	}
	return slices.ContainsFunc(g.Deciders(op), func(d facts.Decider) bool {
		x, absent := &g.Body.Ops[g.Body.Args(&g.Body.Ops[d.Branch])[0]], !d.Truth
		for x.Code == ir.Unary && x.Aux == ir.OpNot {
			x = &g.Body.Ops[g.Body.Args(x)[0]]
		}
		if x.Code != ir.Compare || x.Aux != ir.OpIs && x.Aux != ir.OpIsNot || !absent || !g.none(g.Body.Args(x)[1]) {
			return false
		}
		return slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool {
			return a.Op == int32(g.Body.Args(x)[0]) && a.Kind == program.Reading &&
				slices.ContainsFunc(p.Writers(a.Loc), func(w program.Writer) bool {
					return p.IR(w.Func).Kind == ir.Function && p.Module(w.Func).Str(p.IR(w.Func).Name) != "__init__"
				})
		})
	})
}

// receiverAfter says what the receiver of a callee is.
func (pass *Pass) receiverAfter(s reachState, c *program.CallSite) (dying, known bool) {
	switch {
	case c.Self:
		return s.dying, s.known
	case c.Global:
		return false, true
	case c.OnSelf:
		if !s.dying {
			return false, s.known
		}
		return !pass.sharedField(s.f, c.Op), true
	}
	return false, false
}

// sharedField says whether what a method is called on, self.x, was handed to the object,
// so that others have it, too.
func (pass *Pass) sharedField(f program.FuncRef, call int32) bool {
	p := pass.run.p
	g := &Func{Func: p.Facts(f, nil), P: p, Ref: f}
	x := &g.Body.Ops[call]
	if x.Code != ir.Call {
		return false
	}
	shared := false
	g.sourcesOf(g.Body.Base(&g.Body.Ops[g.Body.Callee(x)]), func(h holder) {
		if h.field != "" && !h.global {
			h.itself, h.entry, h.element = true, false, false
			if _, ok := filled(p, p.Funcs[f].Class, p.Funcs[f].Mod, h); ok {
				shared = true
			}
		}
	})
	return shared
}

// dangerous says whether the code that is interrupted may hold a lock.
func (pass *Pass) dangerous(x interruption, s reachState, k program.Lock) bool {
	if k.Row.Ctor == "" || k.Row.Reentrant || k.Row.Scope != model.Thread {
		return false
	}
	switch k.Loc.Kind {
	case program.OfModule, program.OfClass:
	case program.OfInstance:
		if !s.known || !k.Ref.Receiver() {
			return false
		}
		if s.dying && !pass.lockHandedIn(s.f, k) && !pass.lockHandedOut(s.f, k) {
			return false // nobody is in there any more
		}
	default:
		return false
	}
	return pass.ordinary(x, k).Func != program.NoFunc
}

// lockHandedIn says whether the lock of an object was given to it, or belongs to another
// object that was.
func (pass *Pass) lockHandedIn(f program.FuncRef, k program.Lock) bool {
	p := pass.run.p
	field := k.Loc.Path
	if head, rest, ok := strings.Cut(strings.TrimPrefix(k.Ref.Path, "."), "."); ok && rest == k.Loc.Path {
		field = head
	}
	_, ok := filled(p, p.Funcs[f].Class, p.Funcs[f].Mod, holder{field: field, itself: true})
	return ok
}

// lockHandedOut says whether an object gives its lock to others that it makes for its
// callers, which use the lock when it is gone.
func (pass *Pass) lockHandedOut(f program.FuncRef, k program.Lock) bool {
	p := pass.run.p
	return slices.ContainsFunc(p.CodeOf(p.Funcs[f].Class, p.Funcs[f].Mod), func(g program.FuncRef) bool {
		h := &Func{Func: p.Facts(g, nil), P: p, Ref: g}
		for i := range h.Body.Ops {
			if x := &h.Body.Ops[i]; x.Code == ir.Return && x.N > 0 && h.makesAround(h.Body.Args(x)[0], k.Loc.Path) {
				return true
			}
		}
		return false
	})
}

// makesAround says whether a value is a new object of the program that is given a field
// of the receiver, and not the receiver itself.
func (f *Func) makesAround(v ir.Value, field string) bool {
	x := &f.Body.Ops[v]
	if x.Code != ir.Call {
		return false
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(v))
	if c == nil || !c.Makes || len(c.Targets) == 0 {
		return false
	}
	given := false
	for _, a := range f.Body.CallArgs(x) {
		read := &f.Body.Ops[a.Value]
		switch {
		case f.isReceiver(a.Value):
			return false
		case read.Code == ir.Read && f.Module.Paths[read.X].Sel == ir.Attr:
			given = given || f.Module.Str(f.Module.Paths[read.X].Name) == field && f.isReceiver(f.Body.Base(read))
		}
	}
	return given
}

// ordinary finds an acquisition of a lock by code that no finaliser or handler alone runs.
func (pass *Pass) ordinary(x interruption, k program.Lock) program.Site {
	p := pass.run.p
	for _, u := range p.LockUsers(k.Loc) {
		if u.Func == x.entry || p.Trial(u.Func) || p.Setup(u.Func) {
			continue
		}
		if x.as == model.Signal && !pass.onMainThread(u.Func) {
			continue // the handler waits for another thread, which goes on
		}
		callers := p.Callers(u.Func)
		if len(callers) == 1 && callers[0] == x.entry {
			continue
		}
		return u
	}
	return program.Site{Func: program.NoFunc}
}

// onMainThread says whether the main thread may run a function, as far as is known.
func (pass *Pass) onMainThread(f program.FuncRef) bool {
	return pass.run.origins()[f] != 0 || !slices.ContainsFunc(pass.run.p.Runs(f), func(e *program.Entry) bool { return e.As == model.Thread })
}

// hazard is what an interruption does that the interrupted code may be in the middle of.
type hazard struct {
	what   string
	harm   string
	level  rule.Level
	stream bool // it writes to a buffered stream
	once   bool // only where it is done for the first time
	above  bool // the call is right for everybody but the handler: the handler's own call is at fault
}

// lockedInside says whether a call takes a lock inside of the standard library that the
// interrupted code may hold: of a queue that others use, of the log's handlers, of a
// buffered stream; or changes the plans of an event loop.
func (pass *Pass) lockedInside(x interruption, s reachState, c *program.CallSite) (hazard, bool) {
	p := pass.run.p
	if len(c.Targets) > 0 {
		return hazard{}, false
	}
	if lockedQueue[c.Name] {
		if s.dying && c.OnSelf && !pass.sharedField(s.f, c.Op) {
			return hazard{}, false
		}
		return hazard{what: c.Name + "() takes the queue's lock", level: rule.Warning}, true // who holds it is not seen
	}
	if x.as != model.Signal || len(s.path) > 2 {
		return hazard{}, false
	}
	const again = "writing to the same stream again fails or waits for ever, and the rest of the handler does not run"
	g := &Func{Func: p.Facts(s.f, nil), P: p, Ref: s.f}
	switch {
	case g.Body.Ops[c.Op].Code != ir.Call:
	case g.logs(c):
		return hazard{"logging writes to the handlers' streams", again, rule.Note, true, false, true}, true
	case c.Name == "builtins.print":
		return hazard{"print() writes to a buffered stream", again, rule.Note, true, false, false}, true
	case schedulers[c.Method] && g.Body.Base(&g.Body.Ops[g.Body.Callee(&g.Body.Ops[c.Op])]) >= 0:
		return hazard{c.Method + "() changes the plans of the event loop", "its list of calls may be half changed, and the loop does not wake up for the new one", rule.Warning, false, false, true}, true
	}
	return hazard{}, false
}

// schedulers are the methods of event loops that only the loop's own callbacks may call.
var schedulers = map[string]bool{"call_soon": true, "call_later": true, "call_at": true, "callLater": true}

// lockedQueue are the methods that take the lock of a queue.
var lockedQueue = map[string]bool{
	"queue.Queue.put": true, "queue.Queue.get": true, "queue.Queue.put_nowait": true, "queue.Queue.get_nowait": true,
	"queue.LifoQueue.put": true, "queue.PriorityQueue.put": true, "queue.PriorityQueue.put_nowait": true, "queue.LifoQueue.put_nowait": true,
}

func (pass *Pass) interrupted(x interruption, s reachState, op int32, at program.Site, subject string, h hazard, user program.Site) {
	p := pass.run.p
	name := p.Name(x.entry)
	kind, when := "a signal handler", "when the signal comes while the main thread"
	if x.as == model.Finaliser {
		kind, when = "a finaliser", "when the garbage collector starts while a thread"
	}
	where := ""
	if len(s.path) > 0 {
		where = ", in " + p.Name(s.f)
	}
	harm := h.harm
	if harm == "" {
		harm = "the thread waits for itself"
	}
	fd := rule.Finding{
		Level: h.level, Pedantic: p.InTests(x.entry) || h.once && x.as == model.Finaliser, Subject: subject,
		Message:  fmt.Sprintf("%s runs as %s, and %s%s: %s is in the middle of that, %s", name, kind, h.what, where, when, harm),
		Evidence: name + " is " + kind,
	}
	fd.Witness.Actors = []string{"Ordinary code", strings.ToUpper(kind[2:3]) + kind[3:] + " (" + name + ")"}
	inner := place(p, s.f, op)
	if len(s.path) > 0 && at != s.path[0] {
		fd.Related = append(fd.Related, rule.Related{Loc: place(p, s.path[0].Func, s.path[0].Op), Text: name + " comes here"})
	}
	if user.Func != program.NoFunc {
		fd.Related = append(fd.Related, rule.Related{Loc: place(p, user.Func, user.Op), Text: "ordinary code takes it here"})
		fd.Evidence += ", and " + p.Name(user.Func) + " takes the same lock"
		fd.Witness.Steps = append(fd.Witness.Steps, rule.Step{Loc: place(p, user.Func, user.Op), Action: rule.Acquires, Text: "holds it and is interrupted"})
	}
	fd.Witness.Steps = append(fd.Witness.Steps, rule.Step{Actor: 1, Loc: inner, Action: rule.Waits, Text: h.what + ", in the same thread", Calls: frames(p, s.path)})
	pass.ReportAt(at, fd)
}
