package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

var slowWait = &Check{
	Info: rule.Info{
		ID: "RH209", Name: "lock-across-slow-wait", Level: rule.Note, Precision: rule.Medium,
		CWE: []int{667, 413}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a lock is held over a wait without end, and others want it for a moment only",
			Why: "A task or thread that holds the lock while it waits for the next message, event or item holds up everybody " +
				"else who needs the lock, for as long as nothing comes: closing, asking for the state, sending. The same goes " +
				"for an entry that is taken out of a registry and shut down with the lock over all entries still held.",
			Bad: `
import asyncio

class Link:
    def __init__(self, reader):
        self.lock = asyncio.Lock()
        self.reader = reader
        self.closed = False

    async def receive(self):
        async with self.lock:
            return await self.reader.readline()

    async def close(self):
        async with self.lock:
            self.closed = True
`,
			Good: `
import asyncio

class Link:
    def __init__(self, reader):
        self.lock = asyncio.Lock()
        self.reader = reader
        self.closed = False

    async def receive(self):
        line = await self.reader.readline()
        async with self.lock:
            return None if self.closed else line

    async def close(self):
        async with self.lock:
            self.closed = True
`,
			Fix:    "Wait first and take the lock for what follows, give the wait a timeout, or use one lock for each direction.",
			Silent: "The wait has a timeout, nobody else takes the lock, or everybody who does waits as long. Sleeps and requests under a lock are reported on request.",
			Misses: "Waits inside of callees.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.HoldsLocks(f) && !p.Trial(f)
	},
	Func: findSlowWaits,
}

func findSlowWaits(pass *Pass, f *Func) {
	if f.IR.Flags&ir.Async == 0 {
		pass.blockedHolders(f)
		return
	}
	pass.closesRemoved(f)
	done := map[int32]bool{}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Await {
			continue
		}
		call := int32(f.Body.Args(x)[0])
		c := f.P.Funcs[f.Ref].CallAt(call)
		if c == nil || f.Body.Ops[call].Code != ir.Call {
			continue
		}
		endless, slow := f.waitsForOthers(c), slowCall(c)
		if !endless && !slow || endless && f.underTimeout(int32(i)) {
			continue
		}
		locks, taken := f.P.HeldHere(f.Ref, call)
		for n, k := range locks {
			if taken[n] < 0 || done[taken[n]] || k.Row.Scope != model.Task || k.Row.Ctor == "" || f.ownLock(k) {
				continue
			}
			if u, ok := f.takenBriefly(k); ok {
				done[taken[n]] = true
				pass.slowWait(f, k, taken[n], int32(i), c, u, !endless)
			}
		}
	}
}

// waitsForOthers says whether a call waits until somebody else does something.
func (f *Func) waitsForOthers(c *program.CallSite) bool {
	switch c.Name {
	case "asyncio.Queue.get", "asyncio.Queue.join", "asyncio.Event.wait", "asyncio.PriorityQueue.get", "asyncio.LifoQueue.get":
		return true
	}
	if len(c.Targets) > 0 || f.Body.NumArgs(&f.Body.Ops[c.Op]) > 1 {
		return false
	}
	switch c.Method {
	case "recv", "receive", "readline", "readexactly", "readuntil", "receive_json", "receive_text", "receive_bytes":
		return true
	}
	return false
}

// slowCall says whether a call sleeps or asks somebody over the network.
func slowCall(c *program.CallSite) bool {
	if len(c.Targets) > 0 {
		return false
	}
	return c.Name == "asyncio.sleep" || strings.HasPrefix(c.Name, "aiohttp.") || strings.HasPrefix(c.Name, "httpx.")
}

// underTimeout says whether a wait stands in a with statement that limits its time.
func (f *Func) underTimeout(op int32) bool {
	for _, a := range f.Enclosing(op) {
		if x := &f.Body.Ops[a.Op]; x.Code == ir.Enter {
			if c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(x)[0])); c != nil && (strings.Contains(c.Method, "timeout") || strings.Contains(c.Method, "fail_after") || strings.Contains(c.Method, "move_on")) {
				return true
			}
		}
	}
	return false
}

// takenBriefly finds another public function that takes the lock and does not wait for anything
// while it holds it.
func (f *Func) takenBriefly(k program.Lock) (program.Site, bool) {
	for _, u := range f.P.LockUsers(k.Loc) {
		if u.Func == f.Ref || f.P.Trial(u.Func) || f.P.Private(u.Func) {
			continue
		}
		g := &Func{Func: f.P.Facts(u.Func, nil), P: f.P, Ref: u.Func}
		if g.Body.Ops[u.Op].Code != ir.Enter {
			continue
		}
		from, to := g.Region(u.Op)
		if len(g.SuspendsIn(from, to)) == 0 {
			return u, true
		}
	}
	return program.Site{}, false
}

func (pass *Pass) slowWait(f *Func, k program.Lock, taken, wait int32, c *program.CallSite, other program.Site, pedantic bool) {
	name := f.Module.PathString(f.Body.Ops[c.Op].Path())
	if f.Body.Ops[c.Op].Path() == 0 {
		name = c.Method
	}
	pass.Report(wait, rule.Finding{
		Level: rule.Note, Pedantic: pedantic, Subject: k.Name,
		Message: fmt.Sprintf("%s is held while %s() waits for as long as it takes: [%s](1), which wants it for a moment, waits as long",
			k.Name, name, f.P.Name(other.Func)),
		Evidence: f.P.Name(other.Func) + " takes " + k.Name + " and waits for nothing while it holds it",
		Related:  []rule.Related{{Loc: place(f.P, other.Func, other.Op), Text: "taken for a moment here"}},
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(other.Func) + ")"},
			Steps: []rule.Step{
				f.step(taken, rule.Acquires, "acquires "+k.Name),
				f.step(wait, rule.Suspends, "waits with the lock held"),
				{Actor: 1, Loc: place(f.P, other.Func, other.Op), Action: rule.Waits, Text: "waits for " + k.Name},
			},
		},
	})
}
