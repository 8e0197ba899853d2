package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var loopMisuse = &Check{
	Info: rule.Info{
		ID: "RH303", Name: "event-loop-misuse", Level: rule.Error, Precision: rule.High,
		CWE: []int{662, 772}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "an event loop is asked for, made or run where that cannot work",
			Why: "A thread has no event loop unless it sets one: `get_event_loop()` raises there, or hands out a " +
				"loop that never runs. A loop that runs cannot be run again from inside: `asyncio.run` raises in " +
				"a coroutine. A loop that is taken at import is not the one that runs later.",
			Bad: `
import asyncio
import threading

async def report(value):
    print(value)

def work():
    loop = asyncio.get_event_loop()
    loop.create_task(report(42))

threading.Thread(target=work).start()
`,
			Good: `
import asyncio
import threading

async def report(value):
    print(value)

def work():
    asyncio.run(report(42))

threading.Thread(target=work).start()
`,
			Fix: "Use `asyncio.get_running_loop()` in coroutines, `asyncio.run()` at the top of a thread or program, " +
				"and pass the loop to the threads that need it.",
			Silent: "The loop is set or closed, the function looks whether a loop runs, or errors of it are handled.",
			Misses: "Loops that are handed around in containers.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.MakesLoop) && !p.Has(f, program.KnowsThread)
	},
	Func: findLoopMisuse,
}

func findLoopMisuse(pass *Pass, f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	async := f.IR.Flags&ir.Async != 0
	for i := range calls {
		c := &calls[i]
		switch {
		case f.Graph.BlockOf(c.Op) < 0 || f.handlesError(c.Op):
		case async && f.P.RunsLoop(c):
			if !c.Fresh && !f.ownLoop(c.Op) {
				pass.nested(f, c, nil)
			}
		case async && len(f.P.LoopRunBy(c)) > 0:
			pass.nested(f, c, f.P.LoopRunBy(c))
		case c.Name == "asyncio.get_event_loop":
			pass.getsLoop(f, c, async)
		case c.Name == "asyncio.new_event_loop":
			pass.makesLoop(f, c)
		}
	}
}

// handlesError says whether the exception that a call may raise is caught here.
func (f *Func) handlesError(op int32) bool {
	b := f.Graph.BlockOf(op)
	if b < 0 || f.Graph.Last(b) != op {
		return false
	}
	for _, e := range f.Graph.Blocks[b].Succs {
		if !e.Kind.Abrupt() || e.To == f.Graph.Raise {
			continue
		}
		first := f.Graph.Blocks[e.To].First
		if int(first) < len(f.Body.Ops) && f.Body.Ops[first].Code == ir.Catch {
			return true
		}
	}
	return false
}

// ownLoop says whether a call runs a loop that the function has just made: it may run
// in another thread, or it raises all the same; either is seen at its thread.
func (f *Func) ownLoop(call int32) bool {
	callee := &f.Body.Ops[f.Body.Callee(&f.Body.Ops[call])]
	if callee.Code != ir.Read || f.Body.Base(callee) < 0 {
		return false
	}
	for _, o := range f.types().Objects(f.Body.Base(callee)) {
		if o.Kind != program.ExtObj && o.Kind != program.ModObj && o.Name != "asyncio.AbstractEventLoop" {
			return true // a runner or loop of another kind
		}
	}
	return false
}

// nested reports that a coroutine runs a loop.
func (pass *Pass) nested(f *Func, c *program.CallSite, chain []program.Site) {
	name := c.Name
	w := rule.Witness{Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")"}}
	if len(chain) == 0 {
		w.Steps = append(w.Steps, f.step(c.Op, rule.Calls, "runs an event loop while one runs in this thread"))
	} else {
		last := chain[len(chain)-1]
		if inner := f.P.Funcs[last.Func].CallAt(last.Op); inner != nil {
			name = inner.Name
		}
		w.Steps = append(w.Steps, f.step(c.Op, rule.Calls, "calls "+f.P.Name(chain[0].Func)), rule.Step{
			Loc: place(f.P, last.Func, last.Op), Action: rule.Calls, Text: "runs an event loop while one runs in this thread",
			Calls: frames(f.P, append([]program.Site{{Func: f.Ref, Op: c.Op}}, chain[:len(chain)-1]...)),
		})
	}
	message := fmt.Sprintf("%s() runs an event loop inside a coroutine, whose loop is running: it raises RuntimeError", name)
	if len(chain) > 0 {
		message = fmt.Sprintf("%s() leads to %s(), which runs an event loop inside a coroutine, whose loop is running: it raises RuntimeError",
			f.P.Name(chain[0].Func), name)
	}
	pass.Report(c.Op, rule.Finding{Level: rule.Error, Pedantic: f.P.InTests(f.Ref) || f.mayAvoid(chain), Subject: name, Message: message, Witness: w, Fix: "Await the coroutine instead."})
}

// mayAvoid says whether one of the functions on the way has a way past the call that
// leads on: it may know how to do without when a loop runs.
func (f *Func) mayAvoid(chain []program.Site) bool {
	return slices.ContainsFunc(chain, func(s program.Site) bool {
		return f.P.Facts(s.Func, nil).Finishes(func(op int32) bool { return op == s.Op })
	})
}

// getsLoop reports get_event_loop in a thread without one, and at import.
func (pass *Pass) getsLoop(f *Func, c *program.CallSite, async bool) {
	fd := rule.Finding{Subject: c.Name}
	actor := "Task A (" + f.P.Name(f.Ref) + ")"
	text := ""
	switch {
	case async:
		fd.Level, fd.Pedantic = rule.Note, true
		fd.Message = "get_event_loop() in a coroutine gives the loop that runs: get_running_loop() says so"
		text = "asks for the loop"
	case f.IR.Kind == ir.ModuleBody || f.IR.Kind == ir.ClassBody:
		if !f.keptAtImport(c.Op) {
			return
		}
		fd.Level = rule.Warning
		fd.Message = "the event loop is taken at import, before any loop runs: asyncio.run() and other threads use another one"
		actor, text = "Import", "takes the loop of the importing thread"
	default:
		e, path, ok := f.P.ThreadPath(f.Ref)
		if !ok || f.P.SetsPolicy(f.Ref) {
			return
		}
		fd.Level, fd.Pedantic = rule.Error, f.upToCaller(c.Op)
		fd.Message = fmt.Sprintf("get_event_loop() in the thread that runs %s finds no loop: only the main thread has one, so it raises RuntimeError", f.P.Name(e.Func))
		fd.Evidence = f.P.Name(e.Func) + " runs as a thread"
		fd.Witness = rule.Witness{Actors: []string{"Thread A (" + f.P.Name(e.Func) + ")"}}
		s := f.step(c.Op, rule.Calls, "asks for the loop of this thread, which has none")
		s.Calls = frames(f.P, path)
		if len(e.Sites) > 0 {
			fd.Related = []rule.Related{{Loc: place(f.P, e.Sites[0].Func, e.Sites[0].Op), Text: f.P.Name(e.Func) + " is started as a thread here"}}
		}
		fd.Witness.Steps = []rule.Step{s}
		pass.Report(c.Op, fd)
		return
	}
	fd.Witness = rule.Witness{Actors: []string{actor}, Steps: []rule.Step{f.step(c.Op, rule.Calls, text)}}
	pass.Report(c.Op, fd)
}

// upToCaller says whether an argument decides whether an op runs: the thread may be told
// to do without it.
func (f *Func) upToCaller(op int32) bool {
	for _, d := range f.Deciders(op) {
		found := false
		f.Mentions(d.Value, func(read int32) {
			name := f.LocalOf(read)
			found = found || name != 0 && name != f.selfName() && slices.Contains(f.Defs(read), facts.Param)
		})
		if found {
			return true
		}
	}
	return false
}

// keptAtImport says whether a module keeps the loop in a variable for later, rather
// than running it there and then as a script does.
func (f *Func) keptAtImport(op int32) bool {
	if f.calledMethod("run_until_complete") || f.calledMethod("run_forever") || f.calls("asyncio.run") {
		return false
	}
	for i := range f.Body.Ops[:op] { // if __name__ == "__main__":
		if x := &f.Body.Ops[i]; x.Code == ir.Read && f.Module.PathString(x.Path()) == "__name__" {
			return false
		}
	}
	for _, u := range f.Uses(op) {
		switch f.Body.Ops[u].Code {
		case ir.Write, ir.MakeFunc:
			return true
		}
	}
	return false
}

// makesLoop reports a new loop that only a local holds and nobody closes.
func (pass *Pass) makesLoop(f *Func, c *program.CallSite) {
	if f.IR.Kind == ir.ModuleBody || f.P.InTests(f.Ref) || f.calls("asyncio.set_event_loop") || !f.leaksLoop(c.Op, 0) {
		return
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: c.Name,
		Message: fmt.Sprintf("the event loop that %s makes is never closed: each call leaves its selector and sockets open", f.P.Name(f.Ref)),
		Witness: rule.Witness{Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")"}, Steps: []rule.Step{
			f.step(c.Op, rule.Calls, "makes an event loop"),
			f.step(c.Op, rule.Ends, "returns without closing it, and nothing else holds it"),
		}},
		Fix: "Use asyncio.run(), or close the loop in a finally clause.",
	})
}

// leaksLoop says whether a loop only goes to locals and is used there, but not closed,
// returned, stored or handed on.
func (f *Func) leaksLoop(v int32, depth int) bool {
	for _, u := range f.Uses(v) {
		x := &f.Body.Ops[u]
		switch x.Code {
		case ir.Write:
			name := f.LocalOf(u)
			if name == 0 || depth > 2 || f.captured(name) {
				return false
			}
			for i := range f.Body.Ops {
				if y := &f.Body.Ops[i]; y.Code == ir.Read && f.LocalOf(int32(i)) == name && !f.leaksLoop(int32(i), depth+1) {
					return false
				}
			}
		case ir.Read:
			switch f.Module.Str(f.Module.Paths[x.X].Name) {
			case "run_until_complete", "run_forever", "create_task", "is_closed":
			default:
				return false
			}
		default:
			return false
		}
	}
	return true
}

// captured says whether an inner function uses a local.
func (f *Func) captured(name ir.StrID) bool {
	for i := range f.IR.Locals {
		if f.IR.Locals[i].Name == name {
			return f.IR.Locals[i].Cell
		}
	}
	return true
}
