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
	for f := range p.Funcs {
		ref := program.FuncRef(f)
		switch {
		case p.IR(ref).Kind != ir.Function:
		case p.Funcs[f].Class != program.NoClass && p.Module(ref).Str(p.IR(ref).Name) == "__del__":
			all = append(all, interruption{ref, model.Finaliser, true})
		case takesSignal(p, ref) && !slices.ContainsFunc(all, func(x interruption) bool { return x.entry == ref }):
			all = append(all, interruption{entry: ref, as: model.Signal})
		}
	}
	for _, x := range all {
		if !p.Trial(x.entry) {
			pass.interrupts(x)
		}
	}
}

// takesSignal says whether a function that nobody calls has the parameters of a signal
// handler.
func takesSignal(p *program.Program, f program.FuncRef) bool {
	params, m := p.IR(f).Params, p.Module(f)
	if p.Funcs[f].Class != program.NoClass && len(params) == 3 {
		params = params[1:]
	}
	if len(params) != 2 || len(p.Callers(f)) > 0 || p.IR(f).Flags&(ir.Async|ir.Generator) != 0 {
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
func (pass *Pass) interrupts(x interruption) {
	p := pass.run.p
	queue := []reachState{{f: x.entry, dying: x.dying, known: true}}
	seen := map[program.FuncRef]bool{x.entry: true}
	done := map[int32]bool{} // ops of the handler
	logged := false
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
				pass.interrupted(x, s, at, op, k.Name, "takes "+k.Name, pass.ordinary(x, k), s.once || firstTime(p, s.f, op))
			}
		})
		for i := range p.Funcs[s.f].Calls {
			c := &p.Funcs[s.f].Calls[i]
			at := first(c.Op)
			if what, ok := pass.lockedInside(x, s, c); ok && !done[at] && !(strings.HasPrefix(what, "logging") && logged) {
				done[at] = true
				logged = logged || strings.HasPrefix(what, "logging")
				pass.interrupted(x, s, at, c.Op, what, what, program.Site{Func: program.NoFunc}, false)
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
		if s.dying && !pass.lockHandedIn(s.f, k) {
			return false // nobody is in there any more
		}
	default:
		return false
	}
	return pass.ordinary(x, k).Func != program.NoFunc
}

// lockHandedIn says whether the lock of an object was given to it.
func (pass *Pass) lockHandedIn(f program.FuncRef, k program.Lock) bool {
	p := pass.run.p
	_, ok := filled(p, p.Funcs[f].Class, p.Funcs[f].Mod, holder{field: k.Loc.Path, itself: true})
	return ok
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

// lockedInside says whether a call takes a lock inside of the standard library that the
// interrupted code may hold: of a queue that others use, or of the log's handlers.
func (pass *Pass) lockedInside(x interruption, s reachState, c *program.CallSite) (string, bool) {
	p := pass.run.p
	switch {
	case len(c.Targets) > 0:
	case lockedQueue[c.Name]:
		if s.dying && c.OnSelf && !pass.sharedField(s.f, c.Op) {
			return "", false
		}
		return c.Name + "() takes the queue's lock", true
	case x.as == model.Signal && len(s.path) <= 2:
		g := &Func{Func: p.Facts(s.f, nil), P: p, Ref: s.f}
		if g.Body.Ops[c.Op].Code == ir.Call && g.logs(c) {
			return "logging writes to the handlers' streams", true
		}
	}
	return "", false
}

// lockedQueue are the methods that take the lock of a queue.
var lockedQueue = map[string]bool{
	"queue.Queue.put": true, "queue.Queue.get": true, "queue.Queue.put_nowait": true, "queue.Queue.get_nowait": true,
	"queue.LifoQueue.put": true, "queue.PriorityQueue.put": true, "queue.PriorityQueue.put_nowait": true, "queue.LifoQueue.put_nowait": true,
}

func (pass *Pass) interrupted(x interruption, s reachState, at, op int32, subject, what string, user program.Site, once bool) {
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
	harm, level := "the thread waits for itself", rule.Error
	if strings.HasPrefix(what, "logging") {
		level = rule.Note
		harm = "writing to the same stream again fails or waits for ever, and the rest of the handler does not run"
	}
	if user.Func == program.NoFunc && level == rule.Error {
		level = rule.Warning // of a queue; who holds its lock is not seen
	}
	fd := rule.Finding{
		Level: level, Pedantic: p.InTests(x.entry) || once && x.as == model.Finaliser, Subject: subject,
		Message:  fmt.Sprintf("%s runs as %s, and %s%s: %s is in the middle of that, %s", name, kind, what, where, when, harm),
		Evidence: name + " is " + kind,
	}
	fd.Witness.Actors = []string{"Ordinary code", strings.ToUpper(kind[2:3]) + kind[3:] + " (" + name + ")"}
	inner := place(p, s.f, op)
	if user.Func != program.NoFunc {
		fd.Related = []rule.Related{{Loc: place(p, user.Func, user.Op), Text: "ordinary code takes it here"}}
		fd.Evidence += ", and " + p.Name(user.Func) + " takes the same lock"
		fd.Witness.Steps = append(fd.Witness.Steps, rule.Step{Loc: place(p, user.Func, user.Op), Action: rule.Acquires, Text: "holds it and is interrupted"})
	}
	fd.Witness.Steps = append(fd.Witness.Steps, rule.Step{Actor: 1, Loc: inner, Action: rule.Waits, Text: what + ", in the same thread", Calls: frames(p, s.path)})
	pass.ReportAt(program.Site{Func: x.entry, Op: at}, fd)
}
