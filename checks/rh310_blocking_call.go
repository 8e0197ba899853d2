package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

var blockingCall = &Check{
	Info: rule.Info{
		ID: "RH310", Name: "blocking-call-in-coroutine", Level: rule.Warning, Precision: rule.High,
		CWE: []int{833, 662}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a coroutine calls what blocks the event loop's thread",
			Why: "All tasks of an event loop share one thread. While one of them sleeps, waits for a reply, a " +
				"process or another thread in a plain call, none of the others runs: timeouts pass, heartbeats " +
				"are missed, and if what it waits for needs the loop, it waits for ever.",
			Bad: `
import time

def backoff(attempt):
    time.sleep(2 ** attempt)

async def fetch(client, url):
    for attempt in range(3):
        reply = await client.get(url)
        if reply.ok:
            return reply
        backoff(attempt)
`,
			Good: `
import asyncio

async def fetch(client, url):
    for attempt in range(3):
        reply = await client.get(url)
        if reply.ok:
            return reply
        await asyncio.sleep(2 ** attempt)
`,
			Fix: "Use the asynchronous counterpart, or run the call in a thread with `asyncio.to_thread` or " +
				"`loop.run_in_executor`.",
			Silent: "The call is handed to a thread or executor, asked not to wait (`timeout=0`, `block=False`), or stands " +
				"in a function that looks whether a loop runs. Files of this machine are a note, one a function.",
			Misses: "Long computations, calls on objects of unknown type, and locks that a plain callee takes for a moment.",
		},
	},
	Wants: (*program.Program).WantsBlocking,
	Func:  findBlockingCalls,
}

func findBlockingCalls(pass *Pass, f *Func) {
	if f.P.Has(f.Ref, program.KnowsThread) && f.asksForLoop() {
		return
	}
	direct := map[int32]bool{}
	filed := f.oneOff() // of the files that a function touches, one is enough to say
	for i := range f.P.Blocks(f.Ref) {
		b := &f.P.Blocks(f.Ref)[i]
		direct[b.Op] = true
		if !f.blocksHere(b) {
			continue
		}
		again := b.Row.Pain == model.Local && filed
		filed = filed || b.Row.Pain == model.Local
		pass.blocking(f, b.Op, nil, b.Row, again)
	}
	seen := map[program.FuncRef]bool{}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if direct[c.Op] || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		if next := f.P.BlockedBy(c); next != program.NoFunc && !seen[next] {
			seen[next] = true
			chain, row := f.P.BlockChain(next)
			pass.blocking(f, c.Op, chain, row, false)
		}
	}
}

// asksForLoop says whether a coroutine, which always has a loop, asks for its thread
// all the same: it then does something special about threads.
func (f *Func) asksForLoop() bool {
	for i := range f.P.Funcs[f.Ref].Calls {
		if n := f.P.Funcs[f.Ref].Calls[i].Name; strings.HasPrefix(n, "threading.") && f.Graph.BlockOf(f.P.Funcs[f.Ref].Calls[i].Op) >= 0 {
			switch n {
			case "threading.current_thread", "threading.get_ident", "threading.main_thread":
				return true
			}
		}
	}
	return false
}

// blocksHere says whether a direct call of the model blocks as it is used here.
func (f *Func) blocksHere(b *program.Blocking) bool {
	c := f.P.Funcs[f.Ref].CallAt(b.Op)
	if f.Graph.BlockOf(b.Op) < 0 || b.Row.Socket && !f.P.BlockingSockets(f.Ref) || f.awaited(b.Op) {
		return false
	}
	switch c.Method {
	case "result", "exception": // of a future that is done
		return !f.callsMethod(c.Op, "done") && !f.calls("concurrent.futures.as_completed", "concurrent.futures.wait", "asyncio.wait", "asyncio.wait_for", "asyncio.wrap_future")
	case "get": // of a queue that is not empty
		return !f.callsMethod(c.Op, "empty") && !f.callsMethod(c.Op, "qsize")
	case "wait", "communicate", "join": // of what has ended
		return !f.callsMethod(c.Op, "is_set") && !f.callsMethod(c.Op, "poll") && !f.callsMethod(c.Op, "is_alive")
	case "acquire":
		return !f.callsMethod(c.Op, "locked")
	}
	return true
}

// awaited says whether the result of a call is awaited: then it is no blocking call
// after all, whatever the object seemed to be.
func (f *Func) awaited(op int32) bool {
	for _, u := range f.Uses(op) {
		switch f.Body.Ops[u].Code {
		case ir.Await:
			return true
		case ir.Enter:
			if f.Body.Ops[u].Flags&ir.IsAsync != 0 {
				return true
			}
		}
	}
	return false
}

// callsMethod says whether the function calls a method of the object that the call at
// op is made on.
func (f *Func) callsMethod(op int32, method string) bool {
	on := f.receiverText(op)
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		if calls[i].Method == method && f.receiverText(calls[i].Op) == on {
			return true
		}
	}
	return false
}

// receiverText writes the object that a call is made on, "" if it is not a path.
func (f *Func) receiverText(call int32) string {
	x := &f.Body.Ops[call]
	if x.Code != ir.Call {
		return ""
	}
	callee := &f.Body.Ops[f.Body.Callee(x)]
	if callee.Code != ir.Read {
		return ""
	}
	if base := f.Body.Base(callee); base >= 0 && f.Body.Ops[base].Code == ir.Read {
		return f.Module.PathString(f.Body.Ops[base].Path())
	}
	return ""
}

// calls says whether the function calls one of the names.
func (f *Func) calls(names ...string) bool {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		for _, n := range names {
			if calls[i].Name == n {
				return true
			}
		}
	}
	return false
}

// oneOff says whether the function runs while nothing else waits for the loop: it is the
// program's main function, or belongs to a command, a script, an example or a test.
func (f *Func) oneOff() bool {
	if f.P.Trial(f.Ref) || f.P.InTests(f.Ref) || f.P.Final(f.Ref) {
		return true
	}
	for _, part := range strings.Split(strings.TrimSuffix(f.P.Modules[f.P.File(f.Ref)].Path, ".py"), "/") {
		switch part {
		case "cli", "commands", "management", "scripts", "script", "tools", "__main__", "setup", "examples", "docs", "benchmarks", "migrations", "devel":
			return true
		}
	}
	return false
}

func (pass *Pass) blocking(f *Func, op int32, chain []program.Site, row model.Block, minor bool) {
	name := strings.TrimPrefix(row.Call, "builtins.")
	if c := f.P.Funcs[f.Ref].CallAt(op); len(chain) == 0 && c != nil {
		name = strings.TrimPrefix(c.Name, "builtins.")
	}
	message := fmt.Sprintf("%s() %s on the event loop's thread: no other task runs meanwhile", name, row.Does)
	lev, pedantic := rule.Warning, minor
	if f.P.InTests(f.Ref) || len(chain) > 0 && !f.P.Stalls(program.Site{Func: f.Ref, Op: op}) {
		pedantic = true
	}
	if row.Pain == model.Local {
		lev = rule.Note
		message = fmt.Sprintf("%s() %s on the event loop's thread", name, row.Does)
	}
	w := rule.Witness{Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Other tasks of the loop"}}
	subject := name
	if len(chain) == 0 {
		w.Steps = append(w.Steps, f.step(op, rule.Waits, row.Does))
	} else {
		first := f.P.Name(chain[0].Func)
		subject = first
		message = fmt.Sprintf("%s() leads to %s(), which %s on the event loop's thread: no other task runs meanwhile", first, name, row.Does)
		w.Steps = append(w.Steps, f.step(op, rule.Calls, "calls "+first))
		last := chain[len(chain)-1]
		w.Steps = append(w.Steps, rule.Step{
			Loc: place(f.P, last.Func, last.Op), Action: rule.Waits, Text: row.Does,
			Calls: frames(f.P, append([]program.Site{{Func: f.Ref, Op: op}}, chain[:len(chain)-1]...)),
		})
	}
	w.Steps = append(w.Steps, rule.Step{Actor: 1, Loc: f.At(op), Action: rule.Waits, Text: "cannot run until the call returns"})
	pass.Report(op, rule.Finding{Level: lev, Pedantic: pedantic, Subject: subject, Message: message, Witness: w, Fix: advice(row)})
}

// advice says what to do instead of a blocking call.
func advice(row model.Block) string {
	if row.Instead == "" {
		return ""
	}
	return strings.ToUpper(row.Instead[:1]) + row.Instead[1:] + ", or run the call in a thread with `asyncio.to_thread`."
}
