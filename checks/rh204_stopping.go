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

// fullOnStop reports a mark for the end that is put into a bounded queue by waiting for
// room, although nobody in the program takes items out of it on his own: whoever asks for
// the end has stopped reading, and a full queue stays full.
func (pass *Pass) fullOnStop(f *Func, c *program.CallSite) {
	if !endsSomething(f.Module.Str(f.IR.Name)) {
		return
	}
	if f.timed(c.Op) && c.Name == "asyncio.Queue.put" && f.underLimit(c.Op) || !f.P.PutsMark(f.Ref, c.Op) || f.Tolerates(c.Op, "Full") {
		return
	}
	if k := f.Module.KeywordArg(f.Body, &f.Body.Ops[c.Op], "timeout"); k != ir.NoValue || f.Body.NumArgs(&f.Body.Ops[c.Op]) > 1 {
		return
	}
	v := f.receiver(c.Op)
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return
	}
	loc := f.location(v)
	if loc.Kind != program.OfInstance || !f.P.Bounded(loc) {
		return
	}
	gets := append(slices.Clone(f.P.Signalled(loc, "get")), f.P.Signalled(loc, "get_nowait")...)
	if len(gets) == 0 || slices.ContainsFunc(gets, func(s program.Site) bool { return s.Func == f.Ref || len(f.P.Runs(s.Func)) > 0 }) {
		return
	}
	name := f.receiverText(c.Op)
	reader := gets[0]
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s waits for room in %s, which is bounded, to tell its reader to end; but who asks for the end reads no more: if it is full, this waits for ever",
			f.P.Name(f.Ref), name),
		Evidence: fmt.Sprintf("only callers of %s take items out of it", f.P.Name(reader.Func)),
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Strand B (who fills " + name + ")"},
			Steps: []rule.Step{
				{Actor: 0, Loc: place(f.P, reader.Func, reader.Op), Action: rule.Reads, Text: "has stopped reading"},
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Writes, Text: "has filled " + name},
				f.step(c.Op, rule.Waits, "waits for room"),
			},
		},
		Fix: "Use put_nowait() and make room by dropping an item if the queue is full.",
	})
}

// endsSomething says whether a method's name is one of those that end an object.
func endsSomething(name string) bool {
	name = strings.Trim(name, "_")
	return closers[name] || name == "aexit" || name == "exit" || name == "cancel" || strings.HasPrefix(name, "stop") || strings.HasPrefix(name, "close") || strings.HasPrefix(name, "shutdown")
}

// underLimit says whether a call stands in a with statement that limits its time.
func (f *Func) underLimit(op int32) bool {
	return slices.ContainsFunc(f.Enclosing(op), func(a facts.Around) bool { return f.Body.Ops[a.Op].Code == ir.Enter && f.limits(a.Op) })
}

// limits says whether a with statement limits the time of what is inside.
func (f *Func) limits(enter int32) bool {
	m := &f.Body.Ops[f.Body.Args(&f.Body.Ops[enter])[0]]
	if m.Code != ir.Call || m.Path() == 0 {
		return false
	}
	name := f.Module.Str(f.Module.Paths[m.Path()].Name)
	return strings.Contains(name, "timeout") || strings.HasPrefix(name, "fail_a") || strings.HasPrefix(name, "move_on_a")
}

// joinsEverybody reports a loop that joins all threads of the process: the main thread is
// among them, and waits for the caller.
func (pass *Pass) joinsEverybody(f *Func, c *program.CallSite) {
	if c.Method != "join" || f.IR.Kind == ir.ModuleBody || f.limitedJoin(c.Op) {
		return
	}
	v := f.receiver(c.Op)
	if v < 0 {
		return
	}
	everybody := int32(-1)
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 {
			return
		}
		if d := f.P.Funcs[f.Ref].CallAt(s.Op); d != nil && d.Name == "threading.enumerate" {
			everybody = s.Op
		}
	})
	if everybody < 0 {
		return
	}
	for i := range f.Body.Ops {
		if x := &f.Body.Ops[i]; x.Code == ir.Read {
			if low := strings.ToLower(f.Module.Str(f.Module.Paths[x.X].Name)); strings.Contains(low, "main") && strings.Contains(low, "thread") || low == "name" {
				return
			}
		}
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: "threading.enumerate",
		Message: fmt.Sprintf("%s joins all threads, the main thread among them: called from another thread, it waits for one that may wait for it", f.P.Name(f.Ref)),
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "Main thread"},
			Steps: []rule.Step{
				f.step(everybody, rule.Reads, "takes all threads"),
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "waits for A to end"},
				f.step(c.Op, rule.Waits, "waits for the main thread to end"),
			},
		},
		Fix: "Leave out threading.main_thread(), or join only the threads that this code has started.",
	})
}

// limitedJoin says whether a join has a time limit.
func (f *Func) limitedJoin(call int32) bool { return f.Body.NumArgs(&f.Body.Ops[call]) > 0 }

// stopConsumed reports a join of a thread whose event loop is asked to stop, where the
// thread runs that loop twice: the first run may consume the request, the second one then
// never ends.
func (pass *Pass) stopConsumed(f *Func, c *program.CallSite) {
	if c.Method != "join" || f.limitedJoin(c.Op) {
		return
	}
	v := f.receiver(c.Op)
	if v < 0 {
		return
	}
	for i := range f.P.Funcs[f.Ref].Access {
		a := &f.P.Funcs[f.Ref].Access[i]
		name, found := strings.CutSuffix(a.Loc.Path, ".stop")
		if !found || a.Kind != program.Reading || a.Op > c.Op || a.Loc.Kind != program.OfInstance {
			continue
		}
		loop := a.Loc
		loop.Path = name
		for _, loc := range f.keptAt(v) {
			for _, t := range f.P.RunsAt(loc, model.Thread) {
				if first, second, ok := f.P.RunsTwice(t, loop); ok {
					pass.consumed(f, c, a, t, first, second)
					return
				}
			}
		}
	}
}

func (pass *Pass) consumed(f *Func, c *program.CallSite, stop *program.Access, t program.FuncRef, first, second int32) {
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: f.P.Name(t),
		Message: fmt.Sprintf("%s runs its loop twice: if the first run consumes the request to stop, the second one goes on, and this join never returns", f.P.Name(t)),
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Thread B (" + f.P.Name(t) + ")"},
			Steps: []rule.Step{
				{Actor: 1, Loc: place(f.P, t, first), Action: rule.Calls, Text: "runs the loop for a first piece of work"},
				f.step(stop.Op, rule.Calls, "asks the loop to stop"),
				{Actor: 1, Loc: place(f.P, t, first), Action: rule.Resumes, Text: "stops, and does not remember why"},
				{Actor: 1, Loc: place(f.P, t, second), Action: rule.Calls, Text: "runs the loop again"},
				f.step(c.Op, rule.Waits, "waits for the thread to end"),
			},
		},
		Fix: "Set a flag before asking, test it before the loop runs again, and give the join a time limit.",
	})
}
