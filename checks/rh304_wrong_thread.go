package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
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
			Silent: "The thread runs a loop of its own, or the code looks which thread it is on.",
			Misses: "Objects whose type is not known, and threads that code outside of the program starts.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.TouchesLoop) && p.IR(f).Flags&ir.Async == 0
	},
	Func: findForeignLoopCalls,
}

func findForeignLoopCalls(pass *Pass, f *Func) {
	e, path, ok := f.P.ThreadPath(f.Ref)
	if !ok {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		instead, bound := f.P.LoopBound(c)
		if !bound || c.Fresh || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		pass.foreign(f, c, e, path, instead)
	}
}

func (pass *Pass) foreign(f *Func, c *program.CallSite, e *program.Entry, path []program.Site, instead string) {
	name := c.Method
	if x := &f.Body.Ops[c.Op]; x.Path() != 0 {
		name = f.Module.PathString(x.Path())
	}
	thread := "Thread A (" + f.P.Name(e.Func) + ")"
	w := rule.Witness{Actors: []string{thread, "The event loop's thread"}}
	var related []rule.Related
	if len(e.Sites) > 0 {
		at := e.Sites[0]
		w.Steps = append(w.Steps, rule.Step{Actor: 1, Loc: place(f.P, at.Func, at.Op), Action: rule.Spawns, Text: "starts a thread that runs " + f.P.Name(e.Func)})
		related = append(related, rule.Related{Loc: place(f.P, at.Func, at.Op), Text: f.P.Name(e.Func) + " is started as a thread here"})
	}
	s := f.step(c.Op, rule.Calls, "calls "+name+"() without the loop knowing")
	s.Calls = frames(f.P, path)
	w.Steps = append(w.Steps, s, rule.Step{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "may be in the middle of changing the same object, and is not woken"})
	pass.Report(c.Op, rule.Finding{
		Level: rule.Error, Subject: name,
		Message:  fmt.Sprintf("%s() is called in the thread that runs %s, but only the event loop's own thread may call it", name, f.P.Name(e.Func)),
		Evidence: f.P.Name(e.Func) + " runs as a thread", Witness: w, Related: related,
		Fix: "Use " + instead + " to hand the call to the loop's thread.",
	})
}
