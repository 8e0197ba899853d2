package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

var lockAcrossAwait = &Check{
	Info: rule.Info{
		ID: "RH203", Name: "thread-lock-across-await", Level: rule.Error, Precision: rule.High,
		CWE: []int{833, 667}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a lock for threads is held while a coroutine is suspended",
			Why: "While the coroutine is suspended, other tasks run on the same thread. The first of them that " +
				"wants the lock blocks that thread, and with it the event loop, so the holder never comes back " +
				"to release it. A reentrant lock is worse in another way: it lets every task of the thread in.",
			Bad: `
import threading

class Session:
    def __init__(self, link):
        self.lock = threading.Lock()
        self.link = link

    async def send(self, data):
        with self.lock:
            await self.link.write(data)
`,
			Good: `
import asyncio

class Session:
    def __init__(self, link):
        self.lock = asyncio.Lock()
        self.link = link

    async def send(self, data):
        async with self.lock:
            await self.link.write(data)
`,
			Fix:    "Use an `asyncio.Lock`, or release the lock before the await. Where threads need the lock, too, copy what the await needs under it.",
			Silent: "The lock is made in the function and nobody else has it, or nothing that is awaited suspends.",
			Misses: "Locks of unknown type that are not entered by a `with` statement, or whose name does not say that they are locks.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.IR(f).Flags&ir.Async != 0 && p.HoldsLocks(f)
	},
	Func: findLocksAcrossAwait,
}

func findLocksAcrossAwait(pass *Pass, f *Func) {
	done := map[int32]bool{} // acquisitions
	for i := range f.Body.Ops {
		s := int32(i)
		if !f.Suspends(s) || f.Graph.BlockOf(s) < 0 {
			continue
		}
		held := f.Held(s)
		for n, k := range f.P.Funcs[f.Ref].Locks {
			if n >= facts.MaxLocks || !held.Has(n) {
				continue
			}
			at := f.takenBefore(s, n)
			if at < 0 || done[at] || !f.blocksThread(k, at) || f.ownLock(k) {
				continue
			}
			done[at] = true
			pass.acrossAwait(f, k, at, s)
		}
	}
}

// takenBefore returns the op that took lock n last before an op, or -1.
func (f *Func) takenBefore(op int32, n int) int32 {
	at := int32(-1)
	for _, s := range f.P.Funcs[f.Ref].LockSites {
		if s.Op < op && s.Acquires && !s.Waits && s.Lock == n {
			at = s.Op
		}
	}
	return at
}

// blocksThread says whether whoever waits for a lock keeps his thread: it is one for
// threads or processes, or a plain with statement enters what is called a lock.
func (f *Func) blocksThread(k program.Lock, at int32) bool {
	if k.Row.Ctor != "" {
		return k.Row.Scope != model.Task
	}
	x := &f.Body.Ops[at]
	return x.Code == ir.Enter && x.Flags&ir.IsAsync == 0 && program.LockNamed(k.Name)
}

// ownLock says whether a lock was made by this very call and nobody else takes it.
func (f *Func) ownLock(k program.Lock) bool {
	if k.Loc.Kind != program.OfFunction || program.FuncRef(k.Loc.Owner) != f.Ref {
		return false
	}
	for _, u := range f.P.LockUsers(k.Loc) {
		if u.Func != f.Ref {
			return false
		}
	}
	return true
}

func (pass *Pass) acrossAwait(f *Func, k program.Lock, at, s int32) {
	other, a, b, proved := f.contender(k)
	level, why := rule.Warning, "every task that comes here takes "+k.Name
	if proved {
		level = rule.Error
		why = fmt.Sprintf("%s runs as a %s and %s runs as a %s on the same loop", f.P.Name(a.Func), a.As, f.P.Name(b.Func), b.As)
		if a == b {
			why = fmt.Sprintf("%s runs as a %s, several at once", f.P.Name(a.Func), a.As)
		}
	} else if other.Func != f.Ref {
		why = f.P.Name(other.Func) + " takes " + k.Name + ", too"
	}
	message := fmt.Sprintf("%s is held while this suspends: a task that wants it blocks the event loop's thread, and nobody can release it any more", k.Name)
	harm := "waits for " + k.Name + " and so stops the thread on which the first task would release it"
	if k.Row.Reentrant {
		level = rule.Warning
		message = fmt.Sprintf("%s is held while this suspends: being reentrant, it lets every other task of the thread in", k.Name)
		harm = "enters, too: to the lock, it is the same thread"
	}
	pass.Report(s, rule.Finding{
		Level: level, Pedantic: f.P.InTests(f.Ref), Subject: k.Name, Message: message, Evidence: why,
		Related: []rule.Related{{Loc: f.At(at), Text: k.Name + " is acquired here"}},
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(other.Func) + ")"},
			Steps: []rule.Step{
				f.step(at, rule.Acquires, "acquires "+k.Name),
				f.step(s, rule.Suspends, "suspends and keeps "+k.Name),
				{Actor: 1, Loc: place(f.P, other.Func, other.Op), Action: rule.Waits, Text: harm},
			},
		},
	})
}

// contender finds an acquisition of the lock by another task of the loop: by this
// function again, if no other one is known.
func (f *Func) contender(k program.Lock) (at program.Site, a, b *program.Entry, proved bool) {
	users := f.P.LockUsers(k.Loc)
	at = program.Site{Func: f.Ref, Op: f.firstTaken(k)}
	for _, x := range f.P.Runs(f.Ref) {
		if !x.OnLoop() || x.OnlyTrials() {
			continue
		}
		for _, u := range users {
			for _, y := range f.P.Runs(u.Func) {
				if y.OnLoop() && !y.OnlyTrials() && f.P.Parallel(x, y) {
					return u, x, y, true
				}
			}
		}
	}
	for _, u := range users {
		if u.Func != f.Ref && f.P.IR(u.Func).Flags&ir.Async != 0 {
			return u, nil, nil, false
		}
	}
	return at, nil, nil, false
}

func (f *Func) firstTaken(k program.Lock) int32 {
	fn := &f.P.Funcs[f.Ref]
	for _, s := range fn.LockSites {
		if s.Acquires && fn.Locks[s.Lock] == k {
			return s.Op
		}
	}
	return 0
}
