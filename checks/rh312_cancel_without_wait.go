package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var cancelWithoutWait = &Check{
	Info: rule.Info{
		ID: "RH312", Name: "cancel-without-wait", Level: rule.Warning, Precision: rule.Medium,
		CWE: []int{662, 672}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a task is cancelled and what it uses is closed before it has ended",
			Why: "`cancel()` only asks. The task runs on until its next await raises, and its own clean-up after " +
				"that; if the owner closes the connection meanwhile, the clean-up works on what is closed. Who waits " +
				"with a bare await gets the CancelledError of the task, and takes it for a cancellation of its own.",
			Bad: `
import asyncio

class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            while True:
                print(await self.conn.recv())
        finally:
            await self.conn.send("bye")

    async def stop(self):
        self.reader.cancel()
        await self.conn.close()
`,
			Good: `
import asyncio

class Link:
    def __init__(self, conn):
        self.conn = conn

    async def start(self):
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            while True:
                print(await self.conn.recv())
        finally:
            await self.conn.send("bye")

    async def stop(self):
        self.reader.cancel()
        await asyncio.gather(self.reader, return_exceptions=True)
        await self.conn.close()
`,
			Fix:    "Await the task after `cancel()`, with its `CancelledError` suppressed, before closing what it uses.",
			Silent: "The task is awaited or gathered first, or it has no clean-up that uses what is closed.",
			Misses: "Tasks in containers, and owners that close through a callee.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.CancelsTask) && p.IR(f).Flags&ir.Async != 0
	},
	Func: findCancelWithoutWait,
}

// closers are methods that end a resource.
var closers = map[string]bool{
	"close": true, "aclose": true, "disconnect": true, "shutdown": true, "stop": true, "terminate": true, "abort": true,
	"wait_closed": true, "release": true, "close_connection": true,
}

func findCancelWithoutWait(pass *Pass, f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Method != "cancel" || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		task := f.receiver(c.Op)
		if task < 0 || f.Body.Ops[task].Code != ir.Read {
			continue
		}
		pass.awaitsCancelled(f, c, task)
		loc := f.location(task)
		targets := f.P.RunsIn(loc)
		if len(targets) == 0 {
			continue
		}
		for k := range calls {
			d := &calls[k]
			if d.Op <= c.Op || !closers[d.Method] || f.Body.Ops[d.Op].Code != ir.Call {
				continue
			}
			if res, cleansUp, ok := f.closedUnder(d, targets, loc); ok && f.Reaches(c.Op, d.Op, func(op int32) bool { return f.waitsFor(op, loc) }) {
				pass.cancelled(f, c, d, task, res, targets[0], !cleansUp)
				break
			}
		}
	}
}

// closedUnder says whether a call closes something that a task uses, and whether the
// clean-up of the task does, which runs after the cancellation.
func (f *Func) closedUnder(d *program.CallSite, targets []program.FuncRef, task program.Location) (name string, cleansUp, ok bool) {
	v := f.receiver(d.Op)
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return "", false, false
	}
	res := f.location(v)
	if res.Kind != program.OfInstance || res == task {
		return "", false, false
	}
	for _, t := range targets {
		ok = ok || f.P.Touches(t, res)
		cleansUp = cleansUp || f.P.CleansUpWith(t, res)
	}
	return f.Module.PathString(f.Body.Ops[v].Path()), cleansUp, ok
}

// waitsFor says whether an op awaits what is kept at a location, or hands it on.
func (f *Func) waitsFor(op int32, loc program.Location) bool {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Await, ir.Build, ir.Iter:
		v := f.Body.Args(x)
		return len(v) > 0 && f.location(v[0]) == loc
	case ir.Call:
		for _, a := range f.Body.CallArgs(x) {
			if f.location(a.Value) == loc {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) cancelled(f *Func, c, d *program.CallSite, task ir.Value, res string, target program.FuncRef, pedantic bool) {
	name := f.Module.PathString(f.Body.Ops[task].Path())
	uses := "the clean-up of " + f.P.Name(target)
	if pedantic {
		uses = f.P.Name(target)
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: pedantic, Subject: name,
		Message: fmt.Sprintf("%s is cancelled but not awaited before %s is closed, which %s still uses", name, res, uses),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(target) + ")"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "asks "+name+" to stop"),
				f.step(d.Op, rule.Ends, "closes "+res),
				{Actor: 1, Loc: placeOf(f.P, target, f.P.IR(target).NameSpan), Action: rule.Resumes, Text: "runs on until its next await, and then its clean-up"},
			},
		},
	})
}
