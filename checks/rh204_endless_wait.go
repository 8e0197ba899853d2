package checks

import (
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var endlessWait = &Check{
	Info: rule.Info{
		ID: "RH204", Name: "wait-that-cannot-finish", Level: rule.Error, Precision: rule.High,
		CWE: []int{833, 667}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a strand waits for something that only it, or nobody any more, can bring about",
			Why: "A task that awaits itself, a thread that joins itself, a wait under a lock that the other side " +
				"needs, a queue that is joined although some item is never marked done: the wait has no end. The " +
				"program hangs, as a rule when it is shut down or when an error takes the rare path.",
			Bad: `
import asyncio

class Link:
    def __init__(self, reader):
        self.reader = reader

    async def start(self):
        self.task = asyncio.create_task(self._read())

    async def _read(self):
        while True:
            line = await self.reader.readline()
            if not line:
                await self.stop()
                return

    async def stop(self):
        self.task.cancel()
        await self.task
`,
			Good: `
import asyncio

class Link:
    def __init__(self, reader):
        self.reader = reader

    async def start(self):
        self.task = asyncio.create_task(self._read())

    async def _read(self):
        while True:
            line = await self.reader.readline()
            if not line:
                await self.stop()
                return

    async def stop(self):
        if self.task is not asyncio.current_task():
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
`,
			Fix: "Ask which strand this is before waiting for one, wait outside of locks, mark every item of a queue " +
				"done in a `finally` clause, and give waits across threads a time limit.",
			Silent: "The code asks which task or thread it is on, the wait has a time limit where that ends it, or " +
				"the other side is woken before.",
			Misses: "Waits through objects that are handed around in containers, and wake-ups in other processes.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.CancelsTask) || p.Has(f, program.Waits) ||
			p.HoldsLocks(f) && slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool { return c.Method == "shutdown" || c.Method == "join" }) ||
			p.Funcs[f].Class != program.NoClass && p.Async(f) && p.IR(f).Flags&ir.Awaits != 0
	},
	Func: findEndlessWaits,
}

func findEndlessWaits(pass *Pass, f *Func) {
	if f.P.InTests(f.Ref) {
		return
	}
	pass.ownStrand(f)
	pass.unmarked(f)
	if f.P.Has(f.Ref, program.MakesWaiter) {
		pass.leftWaiting(f)
	}
	calls := f.P.Funcs[f.Ref].Calls
	if f.P.HoldsLocks(f.Ref) {
		for i := range calls {
			if c := &calls[i]; f.Body.Ops[c.Op].Code == ir.Call && f.Graph.BlockOf(c.Op) >= 0 {
				pass.endsWorkers(f, c)
			}
		}
	}
	if !f.P.Has(f.Ref, program.Waits) {
		return
	}
	for i := range calls {
		c := &calls[i]
		if f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		if c.Name == "asyncio.Queue.put" || c.Name == "queue.Queue.put" {
			pass.fullOnStop(f, c)
		}
		pass.joinsEverybody(f, c)
		pass.stopConsumed(f, c)
		pass.loopMayStop(f, c)
		pass.ownService(f, c)
		pass.underNeededLock(f, c)
		pass.joinsSleeper(f, c)
		pass.neverSet(f, c)
		pass.ownLoop(f, c)
		pass.waitsForOwnPool(f, c)
		pass.givenUnderLock(f, c)
	}
}
