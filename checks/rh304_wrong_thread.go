package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/program"
)

var wrongThread = &Check{
	Info: rule.Info{
		ID: "RH304", Name: "loop-touched-from-another-thread", Level: rule.Error, Precision: rule.High,
		CWE: []int{662, 362}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a thread calls what only the event loop's own thread may call",
			Why: "Event loops and their futures, events, queues and transports are not thread-safe. A call from " +
				"another thread changes their state in the middle of the loop's work, and does not wake the " +
				"loop: waiters sleep on until something else happens.",
			Bad: `
import asyncio
import threading

class Reader:
    def __init__(self):
        self.items = asyncio.Queue()

    def start(self):
        threading.Thread(target=self._read).start()

    def _read(self):
        for line in open("/dev/ttyS0"):
            self.items.put_nowait(line)
`,
			Good: `
import asyncio
import threading

class Reader:
    def __init__(self, loop):
        self.loop = loop
        self.items = asyncio.Queue()

    def start(self):
        threading.Thread(target=self._read).start()

    def _read(self):
        for line in open("/dev/ttyS0"):
            self.loop.call_soon_threadsafe(self.items.put_nowait, line)
`,
			Fix: "Hand the call to the loop with `loop.call_soon_threadsafe`, a coroutine with " +
				"`asyncio.run_coroutine_threadsafe`.",
			Silent: "The thread runs a loop of its own, the code looks which thread it is on, or it runs before the loop's thread " +
				"starts or after it has been joined.",
			Misses: "Objects whose type is not known, and threads that code outside of the program starts.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.StartsThread(f) || p.LaunchesThread(f) || p.Funcs[f].Class != program.NoClass && (p.Has(f, program.TouchesLoop) || p.Has(f, program.StopsSomething) || p.Has(f, program.HandsOver))
	},
	Func: func(pass *Pass, f *Func) {
		pass.handedLoops(f)
		if f.P.StartsThread(f.Ref) {
			pass.foreignCalls(f)
		}
		pass.fromOtherSide(f)
		pass.besideHandover(f)
	},
}

// foreignCalls reports what the threads that begin at a function do to a loop.
func (pass *Pass) foreignCalls(f *Func) {
	seen := map[program.Site]bool{}
	for _, x := range f.P.ForeignCalls(f.Ref) {
		pass.foreign(f, &x, seen)
	}
}

// foreign reports at the deepest place on the way that threads alone come to: what lies
// below serves the loop, too, and is not to blame.
func (pass *Pass) foreign(f *Func, x *program.ForeignCall, seen map[program.Site]bool) {
	last := x.Path[len(x.Path)-1]
	at := 0
	for at+1 < len(x.Path) && f.P.OnlyThreads(x.Path[at+1].Func) {
		at++
	}
	if seen[x.Path[at]] {
		return // one helper that makes several such calls
	}
	seen[x.Path[at]] = true
	name := x.Call.Method
	if op := &f.P.Body(last.Func, nil).Ops[last.Op]; op.Path() != 0 {
		name = f.P.Module(last.Func).PathString(op.Path())
	}
	thread := f.P.Name(x.Entry.Func)
	w := rule.Witness{Actors: []string{"Thread A (" + thread + ")", "The event loop's thread"}}
	var related []rule.Related
	if len(x.Entry.Sites) > 0 {
		start := place(f.P, x.Entry.Sites[0].Func, x.Entry.Sites[0].Op)
		w.Steps = append(w.Steps, rule.Step{Actor: 1, Loc: start, Action: rule.Spawns, Text: "starts a thread that runs " + thread})
		related = append(related, rule.Related{Loc: start, Text: thread + " is started as a thread here"})
	}
	call := place(f.P, last.Func, last.Op)
	w.Steps = append(w.Steps,
		rule.Step{Loc: call, Action: rule.Calls, Text: "calls " + name + "() without the loop knowing", Calls: frames(f.P, x.Path[:len(x.Path)-1])},
		rule.Step{Actor: 1, Loc: call, Action: rule.Waits, Text: "may be in the middle of changing the same object, and is not woken"})
	message := fmt.Sprintf("%s() is called in the thread that runs %s, but only the event loop's own thread may call it", name, thread)
	if at < len(x.Path)-1 {
		message = fmt.Sprintf("%s(), reached from here in the thread that runs %s, may only be called in the event loop's own thread", name, thread)
	}
	pass.ReportAt(x.Path[at], rule.Finding{
		Level: rule.Error, Pedantic: f.P.InTests(f.Ref) || f.startedByTests(x.Entry), Subject: name, Message: message,
		Evidence: thread + " runs as a thread", Witness: w, Related: related,
		Fix: "Use " + x.Instead + " to hand the call to the loop's thread.",
	})
}

// startedByTests says whether only tests start a thread.
func (f *Func) startedByTests(e *program.Entry) bool {
	return len(e.Sites) > 0 && !slices.ContainsFunc(e.Sites, func(s program.Site) bool { return !f.P.InTests(s.Func) })
}
