package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// maxOwnPath bounds the calls from where a strand begins to where it meets itself.
const maxOwnPath = 6

// ownStrand reports a function that cancels, awaits or joins the very strand that may run
// it: the read loop that closes the connection, whose close() cancels the read loop.
func (pass *Pass) ownStrand(f *Func) {
	if f.P.Has(f.Ref, program.KnowsItself) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		switch {
		case c.Method == "join":
			pass.joinsItself(f, c)
			if v := f.receiver(c.Op); v >= 0 {
				pass.fromCallback(f, c.Op, v, model.Thread)
			}
		case c.Method == "cancel":
			pass.cancelsItself(f, c)
		}
	}
	if f.IR.Flags&ir.Async == 0 {
		return
	}
	for i := range f.Body.Ops {
		if x := &f.Body.Ops[i]; x.Code == ir.Await && f.Graph.BlockOf(int32(i)) >= 0 {
			pass.awaitsItself(f, int32(i))
			pass.awaitsUnset(f, int32(i))
			pass.awaitsUnderLock(f, int32(i))
			pass.fromCallback(f, int32(i), f.Body.Args(x)[0], model.Task)
		}
	}
}

// joinsItself reports a join of the thread that may run the function.
func (pass *Pass) joinsItself(f *Func, c *program.CallSite) {
	v := f.receiver(c.Op)
	if v < 0 {
		return
	}
	for _, loc := range f.keptAt(v) {
		for _, t := range f.P.RunsAt(loc, model.Thread) {
			if path, ok := f.reachedFrom(t, c.Op, loc); ok {
				pass.meetsItself(f, c.Op, t, path, "Thread", "joins itself", rule.Error,
					fmt.Sprintf("%s may be the thread that runs this: joining it raises RuntimeError, or never returns", f.text(v)))
				return
			}
		}
	}
	cls := f.P.Funcs[f.Ref].Class
	if !c.Self || cls == program.NoClass || !f.P.Derives(cls, "threading.Thread") {
		return
	}
	run := f.P.Method(cls, "run")
	if run == program.NoFunc {
		return
	}
	if path, ok := f.reachedFrom(run, c.Op, program.Location{}); ok {
		pass.meetsItself(f, c.Op, run, path, "Thread", "joins itself", rule.Error,
			fmt.Sprintf("the thread itself comes here from %s: joining itself raises RuntimeError, or never returns", f.P.Name(run)))
	}
}

// cancelsItself reports a cancel of the task that may run the function, where that task
// has something to await after it.
func (pass *Pass) cancelsItself(f *Func, c *program.CallSite) {
	v := f.receiver(c.Op)
	if v < 0 || f.IR.Flags&ir.Async == 0 {
		return
	}
	s, ok := f.struckAfter(c.Op)
	if !ok {
		return
	}
	for _, loc := range f.keptAt(v) {
		for _, t := range f.P.RunsAt(loc, model.Task) {
			path, ok := f.reachedFrom(t, c.Op, loc)
			if !ok {
				continue
			}
			name := f.text(v)
			fd := rule.Finding{
				Level: rule.Warning, Subject: name,
				Message: fmt.Sprintf("%s may be the task that runs this: it cancels itself, and what follows its next await is never done", name),
			}
			fd.Witness = f.ownWitness(c.Op, t, path, "Task", "cancels itself")
			fd.Witness.Steps = append(fd.Witness.Steps, f.step(s, rule.Ends, "is cancelled here and does not get further"))
			pass.Report(c.Op, fd)
			return
		}
	}
}

// struckAfter finds the first suspension after an op from which a cancellation leaves the
// function.
func (f *Func) struckAfter(op int32) (int32, bool) {
	for _, s := range f.SuspendsIn(op+1, int32(len(f.Body.Ops))) {
		first := f.Reaches(op, s, func(x int32) bool { return x != s && f.Suspends(x) })
		if first && f.CancelEscapes(s, func(int32) bool { return false }) && !f.Shielded(s) {
			return s, true
		}
	}
	return 0, false
}

// awaitsItself reports an await of the task that may run the function.
func (pass *Pass) awaitsItself(f *Func, await int32) {
	v := f.Body.Args(&f.Body.Ops[await])[0]
	if c := f.P.Funcs[f.Ref].CallAt(int32(v)); c != nil {
		switch c.Name {
		case "asyncio.shield", "asyncio.gather":
			if v = f.Body.Positional(&f.Body.Ops[v], 0); v < 0 {
				return
			}
		}
	}
	if f.Body.Ops[v].Code != ir.Read {
		return
	}
	for _, loc := range f.keptAt(v) {
		for _, t := range f.P.RunsAt(loc, model.Task) {
			if path, ok := f.reachedFrom(t, await, loc); ok && !f.Tolerates(await, "RuntimeError") {
				name := f.text(v)
				pass.meetsItself(f, await, t, path, "Task", "awaits itself", rule.Error,
					fmt.Sprintf("%s may be the task that runs this: a task that awaits itself gets no further", name))
				return
			}
		}
	}
}

// keptAt lists the locations that a value is read from, through locals and loops over
// containers, but not through calls.
func (f *Func) keptAt(v ir.Value) (out []program.Location) {
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 || s.Calls && f.Body.Ops[s.Op].Code == ir.Call {
			return
		}
		access := f.P.Funcs[f.Ref].Access
		for i := range access {
			if access[i].Op == s.Op && (access[i].Kind == program.Reading || access[i].Kind == program.Iterating) {
				out = append(out, access[i].Loc.Root())
			}
		}
	})
	return out
}

// text writes a value as the code does.
func (f *Func) text(v ir.Value) string {
	if p := f.Body.Ops[v].Path(); p != 0 {
		return f.Module.PathString(p)
	}
	return "it"
}

// reachedFrom says whether a strand that begins at t comes to op on the same object: by
// calls of which none is left to the caller's choice, past functions that ask which
// strand they are on, and before which the handle at loc is not given up.
func (f *Func) reachedFrom(t program.FuncRef, op int32, loc program.Location) ([]program.Site, bool) {
	knows := func(g program.FuncRef) bool { return f.P.Has(g, program.KnowsItself) }
	if knows(t) {
		return nil, false
	}
	path := f.P.OwnPath(t, f.Ref, maxOwnPath, knows)
	if path == nil {
		return nil, false
	}
	sites := append(append([]program.Site{}, path...), program.Site{Func: f.Ref, Op: op})
	for i, s := range sites {
		fs := f.Func
		if s.Func != f.Ref {
			fs = f.P.Facts(s.Func, nil)
		}
		for _, d := range fs.Deciders(s.Op) {
			if i > 0 && asksCaller(fs, d.Value) || asksOwner(fs, d) {
				return nil, false
			}
		}
		for _, a := range f.P.Funcs[s.Func].Access {
			if loc.Kind != program.NoOwner && a.Loc == loc && a.Kind == program.Writing && a.Op < s.Op && fs.Precedes(a.Op, s.Op) {
				return nil, false // it has let go of its own handle
			}
		}
	}
	return path, true
}

// meetsItself reports a strand that waits for itself.
func (pass *Pass) meetsItself(f *Func, op int32, start program.FuncRef, path []program.Site, kind, does string, lev rule.Level, message string) {
	pass.Report(op, rule.Finding{
		Level: lev, Subject: f.P.Name(start), Message: message,
		Evidence: "one strand does both, so it needs no other",
		Witness:  f.ownWitness(op, start, path, kind, does),
	})
}

func (f *Func) ownWitness(op int32, start program.FuncRef, path []program.Site, kind, does string) rule.Witness {
	s := f.step(op, rule.Waits, does)
	s.Calls = frames(f.P, path)
	return rule.Witness{
		Actors: []string{kind + " A (" + f.P.Name(start) + ")"},
		Steps: []rule.Step{
			{Loc: placeOf(f.P, start, f.P.IR(start).NameSpan), Action: rule.Resumes, Text: f.P.Name(start) + " begins"}, s,
		},
	}
}
