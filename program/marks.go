package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// Mark says that a function has something that a rule looks for. Marks are set while
// the calls are resolved, so that asking for them costs nothing.
type Mark uint32

const (
	MakesCoroutine Mark = 1 << iota // calls a coroutine function and does not await the result on the spot
	CatchesCancel                   // an async function with a handler or suppress() for cancellation
	TouchesLoop                     // a call that only the event loop's thread may make
	MakesLoop                       // gets, makes, runs or closes an event loop
	Resolves                        // set_result or set_exception, or a callback for later, which may be one
	CancelsTask                     // a call of cancel
	WaitsForSome                    // asyncio.wait, wait_for, shield
	KnowsThread                     // asks which thread or whether a loop is running
	Gathers                         // gather
	Waits                           // join, wait, result and other calls that wait for another strand
	KnowsItself                     // asks which task or thread this is
	HandsOver                       // call_soon_threadsafe, run_coroutine_threadsafe, add_callback
	StopsSomething                  // a call of stop
	DefinesAsync                    // an async function of its own, without decorators
	Signals                         // waits for, notifies, sets or clears a condition or event
	MakesWaiter                     // makes an event or future
	Forks                           // os.fork and its kin
	AsksOutcome                     // a call of exception or result
	AsksProcess                     // os.getpid
	MakesPrimitive                  // makes a lock, event, queue or future of asyncio, or a task
	GivesLoop                       // passes loop= to a call that takes none since Python 3.10
	SetsTimer                       // call_later, threading.Timer and their kin
	ChangesProcess                  // a call that changes state of the whole process for a while
	SetsTrue                        // stores True in what outlives a call
)

// Has says whether a function has all of the marks.
func (p *Program) Has(f FuncRef, m Mark) bool { return p.Funcs[f].marks&m == m }

var marksByName = map[string]Mark{
	"asyncio.get_event_loop": MakesLoop, "asyncio.new_event_loop": MakesLoop, "asyncio.run": MakesLoop,
	"asyncio.AbstractEventLoop.run_until_complete": MakesLoop, "asyncio.AbstractEventLoop.run_forever": MakesLoop,
	"asyncio.Runner.run": MakesLoop, "asyncio.set_event_loop": MakesLoop,
	"asyncio.wait": WaitsForSome, "asyncio.wait_for": WaitsForSome, "asyncio.shield": WaitsForSome,
	"asyncio.gather":           Gathers,
	"threading.Timer":          SetsTimer,
	"asyncio.get_running_loop": KnowsThread, "asyncio._get_running_loop": KnowsThread,
	"asyncio.AbstractEventLoop.is_running": KnowsThread, "asyncio.current_task": KnowsThread | KnowsItself,
	"threading.current_thread": KnowsThread | KnowsItself, "threading.get_ident": KnowsThread | KnowsItself, "threading.main_thread": KnowsThread,
	"threading.get_native_id": KnowsThread, "sniffio.current_async_library": KnowsThread,
	"multiprocessing.Process.start": Forks, "multiprocessing.get_context.Process.start": Forks, "multiprocessing.Pool": Forks,
	"multiprocessing.get_context.Pool": Forks, "concurrent.futures.ProcessPoolExecutor.submit": Forks, "concurrent.futures.ProcessPoolExecutor.map": Forks,
	"os.getpid": AsksProcess, "os.fork": KnowsThread | Forks, "os.forkpty": Forks, "pty.fork": Forks, "contextlib.suppress": CatchesCancel,
	"threading.Condition.notify": Signals, "threading.Condition.notify_all": Signals,
	"asyncio.Condition.notify": Signals, "asyncio.Condition.notify_all": Signals,
	"threading.Event.clear": Signals, "asyncio.Event.clear": Signals,
	"threading.Thread.join": Waits, "threading.Event.wait": Waits | Signals, "threading.Condition.wait": Waits | Signals,
	"queue.Queue.get": Waits, "queue.Queue.put": Waits, "queue.Queue.join": Waits, "asyncio.Condition.wait": Waits | Signals,
	"asyncio.Queue.put": Waits, "asyncio.Queue.get": Waits, "asyncio.Queue.join": Waits, "asyncio.Event.wait": Waits | Signals,
	"concurrent.futures.Future.result": Waits, "concurrent.futures.ThreadPoolExecutor.shutdown": Waits,
	"concurrent.futures.Executor.shutdown": Waits, "threading.enumerate": Waits,
}

var marksByMethod = map[string]Mark{
	"task_done": Waits, "create_future": MakesWaiter, "Event": MakesWaiter, "Future": MakesWaiter,
	"set_result": Resolves, "set_exception": Resolves, "cancel": CancelsTask, "call_soon_threadsafe": Resolves | HandsOver,
	"is_running": KnowsThread, "in_event_loop": KnowsThread, "get_running_loop": KnowsThread,
	"current_thread": KnowsThread | KnowsItself, "get_ident": KnowsThread | KnowsItself, "currentThread": KnowsThread | KnowsItself,
	"current_task": KnowsItself, "getcurrent": KnowsItself,
	"call_later": SetsTimer | Resolves, "call_at": SetsTimer | Resolves, "callLater": SetsTimer, "add_timeout": SetsTimer,
	"stop": StopsSomething, "exception": AsksOutcome, "result": AsksOutcome, "run_coroutine_threadsafe": HandsOver, "add_callback": HandsOver, "sync": HandsOver,
}

// mark notes what a call is worth to the rules.
func (r *resolver) mark(i int, op *ir.Op, c *CallSite, fn *Func) {
	fn.marks |= marksByMethod[c.Method]
	if known := r.known; known != nil {
		fn.marks |= known.marks
		if known.primitive && op.Code == ir.Call && r.mod.KeywordArg(&r.body, op, "loop") != ir.NoValue {
			fn.marks |= GivesLoop
		}
		if known.blocks && !r.immediate(op) && !r.told(known.block.Call, op) {
			fn.own().blocks = append(fn.blocks, Blocking{Op: int32(i), Row: known.block, Rare: r.inHandler(i)})
		}
	}
	if fn.marks&MakesCoroutine == 0 && !r.awaitedAt(i) && r.p.MakesCoroutine(c) {
		fn.marks |= MakesCoroutine
	}
}

// markFlag notes a Write that stores True at a shared location.
func (r *resolver) markFlag(i int, op *ir.Op, fn *Func) {
	if r.locs[i].Kind == NoOwner {
		return
	}
	v := r.body.Stored(op)
	switch x := &r.body.Ops[v]; {
	case x.Code == ir.Const && x.Aux == ir.ConstTrue:
		fn.marks |= SetsTrue
	case x.Code == ir.Elem:
		if text, ok := ConstantText(r.mod, &r.body, v); ok && text == trueText {
			fn.marks |= SetsTrue
		}
	}
}

// markInner notes an async function that a function defines for itself.
func (r *resolver) markInner(op *ir.Op, fn *Func) {
	inner := &r.mod.Funcs[op.X]
	if inner.Flags&ir.Async != 0 && len(inner.Decorators) == 0 && r.fn.Kind == ir.Function {
		fn.marks |= DefinesAsync
	}
}

// Primitive says whether a name is a constructor of an asyncio object that belongs to one
// event loop: from its making before Python 3.10, from its first wait since.
func Primitive(name string) bool {
	switch name {
	case "asyncio.Lock", "asyncio.Event", "asyncio.Condition", "asyncio.Semaphore", "asyncio.BoundedSemaphore",
		"asyncio.Queue", "asyncio.LifoQueue", "asyncio.PriorityQueue":
		return true
	}
	return false
}

// immediate says whether the arguments of a call ask it not to wait: acquire(False),
// get(block=False), result(timeout=0), shutdown(wait=False), sleep(0).
func (r *resolver) immediate(op *ir.Op) bool {
	for i, a := range r.body.CallArgs(op) {
		v := &r.body.Ops[a.Value]
		no := v.Code == ir.Const && (v.Aux == ir.ConstFalse || v.Aux == ir.ConstInt && r.mod.Str(ir.StrID(v.X)) == "0")
		if !no {
			continue
		}
		if i == 0 && a.Tag == ir.TagPositional {
			return true
		}
		if k := a.Keyword(); k != 0 {
			switch r.mod.Str(k) {
			case "block", "blocking", "timeout", "wait":
				return true
			}
		}
	}
	return false
}

// inHandler says whether op i stands in an except clause.
func (r *resolver) inHandler(i int) bool {
	var open []uint32 // regions whose handlers are being read
	for k := range r.body.Ops[:i] {
		switch x := &r.body.Ops[k]; x.Code {
		case ir.Catch:
			if region := r.body.Handlers[x.X].Region; !slices.Contains(open, region) {
				open = append(open, region)
			}
		case ir.Finally, ir.EndTry:
			open = slices.DeleteFunc(open, func(region uint32) bool { return region == x.X })
		}
	}
	return len(open) > 0
}

// told says whether flags ask a call not to wait: waitpid(pid, WNOHANG), and
// getaddrinfo(…, flags=AI_NUMERICHOST), which are given for that as a rule.
func (r *resolver) told(name string, op *ir.Op) bool {
	switch name {
	case "socket.getaddrinfo":
		return r.body.NumArgs(op) >= 6 || r.mod.KeywordArg(&r.body, op, "flags") != ir.NoValue
	case "os.waitpid", "os.wait3", "os.wait4":
		for _, a := range r.body.CallArgs(op) {
			if v := &r.body.Ops[a.Value]; v.Path() != 0 && r.mod.Str(r.mod.Paths[v.Path()].Name) == "WNOHANG" {
				return true
			}
		}
	}
	return false
}

// markHandler notes a handler that may catch cancellation.
func (r *resolver) markHandler(op *ir.Op, fn *Func) {
	if r.fn.Flags&(ir.Async|ir.Awaits) == 0 {
		return
	}
	h := &r.body.Handlers[op.X]
	if len(h.Types) == 0 || slices.ContainsFunc(h.Types, func(t ir.PathID) bool { return cancelled(r.mod, t) }) {
		fn.marks |= CatchesCancel
	}
}

// cancelled says whether an exception type is or covers that of a cancellation.
func cancelled(m *ir.Module, t ir.PathID) bool {
	if t == 0 {
		return false
	}
	switch m.Str(m.Paths[t].Name) {
	case "BaseException", "CancelledError", "Cancelled":
		return true
	}
	return false
}

// MakesCoroutine says whether a call certainly returns a coroutine, which does nothing
// until it is awaited: all that it may reach are plain async functions, or it is a
// coroutine function that the model knows.
func (p *Program) MakesCoroutine(c *CallSite) bool {
	if len(c.Targets) == 0 {
		return p.model.Coroutines[c.Name]
	}
	return c.Sure && !slices.ContainsFunc(c.Targets, func(t FuncRef) bool { return !p.coroutineFunc(t) })
}

// coroutineFunc says whether calling f gives a coroutine, its decorators included. A
// protocol only says what others are like, so that its word counts less.
func (p *Program) coroutineFunc(f FuncRef) bool {
	c := p.Funcs[f].Class
	return p.Async(f) && !p.wrapped(f) && (c == NoClass || !p.Derives(c, "typing.Protocol", "typing_extensions.Protocol"))
}

// Imports says whether the module of f imports a top-level package.
func (p *Program) Imports(f FuncRef, name string) bool {
	m := p.Module(f)
	return slices.ContainsFunc(m.Imports, func(i ir.Import) bool {
		module := m.Str(i.Module)
		return i.Level == 0 && (module == name || strings.HasPrefix(module, name+"."))
	})
}
