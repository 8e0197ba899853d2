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

// loopMayStop reports a thread that waits without limit for a coroutine on another
// thread's loop, where the program stops that loop: what has not ended by then never
// will, and the future is never resolved.
func (pass *Pass) loopMayStop(f *Func, c *program.CallSite) {
	if c.Method != "result" || f.Body.NumArgs(&f.Body.Ops[c.Op]) > 0 || f.IR.Flags&ir.Async != 0 {
		return
	}
	v := f.receiver(c.Op)
	if v < 0 {
		return
	}
	submit := f.Origin(v)
	s := f.P.Funcs[f.Ref].CallAt(int32(submit))
	if s == nil || s.Name != "asyncio.run_coroutine_threadsafe" || f.Body.Ops[submit].Code != ir.Call {
		return
	}
	loop := f.Body.Positional(&f.Body.Ops[submit], 1)
	if loop < 0 {
		loop = f.Module.KeywordArg(f.Body, &f.Body.Ops[submit], "loop")
	}
	if loop < 0 || f.Body.Ops[loop].Code != ir.Read {
		return
	}
	loc := f.location(loop)
	if loc.Kind != program.OfInstance && loc.Kind != program.OfModule {
		return
	}
	stop, ok := f.P.StopsLoopAt(loc)
	if !ok || f.P.CancelsAll(stop.Func, 3) || f.leadsThere(stop.Func) {
		return
	}
	name := f.Module.PathString(f.Body.Ops[loop].Path())
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("waits without limit for what runs on %s, which %s stops: a coroutine that has not ended by then never does, and neither does this wait",
			name, f.P.Name(stop.Func)),
		Related: []rule.Related{{Loc: place(f.P, stop.Func, stop.Op), Text: "the loop is stopped here"}},
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "Thread B (" + f.P.Name(stop.Func) + ")", "Loop"},
			Steps: []rule.Step{
				f.step(int32(submit), rule.Spawns, "hands a coroutine to the loop"),
				{Actor: 1, Loc: place(f.P, stop.Func, stop.Op), Action: rule.Ends, Text: "stops the loop"},
				{Actor: 2, Loc: f.At(int32(submit)), Action: rule.Ends, Text: "leaves the coroutine where it is"},
				f.step(c.Op, rule.Waits, "waits for a result that nobody sets"),
			},
		},
		Fix: "Give result() a time limit, or cancel what is left before the loop stops.",
	})
}

// leadsThere says whether the function is the one that stops the loop, or calls it: it
// waits first.
func (f *Func) leadsThere(stop program.FuncRef) bool {
	return f.Ref == stop || f.P.CallPath(f.Ref, stop, 3) != nil || f.P.CallPath(stop, f.Ref, 2) != nil || slices.ContainsFunc(f.P.Callers(f.Ref), func(g program.FuncRef) bool {
		return g == stop
	})
}

// ownService reports a method that has another thread set an event and waits for it,
// where that thread may come to call the method itself: a stream or log handler is called
// from wherever something is written, also from that thread.
func (pass *Pass) ownService(f *Func, c *program.CallSite) {
	cls := f.P.Funcs[f.Ref].Class
	if c.Name != "threading.Event.wait" || cls == program.NoClass || f.P.Has(f.Ref, program.KnowsItself) || f.asksIdent() || !f.P.Derives(cls, calledAnywhere...) {
		return
	}
	v := f.receiver(c.Op)
	if v < 0 {
		return
	}
	made := f.Origin(v)
	if d := f.P.Funcs[f.Ref].CallAt(int32(made)); d == nil || d.Name != "threading.Event" {
		return
	}
	post := f.postsSet(int32(made), c.Op)
	if post < 0 {
		return
	}
	name := f.receiverText(post)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: f.P.Name(f.Ref),
		Message:  fmt.Sprintf("the thread of %s is to set what this waits for; if it comes here itself, as when it logs or prints, it waits for itself", name),
		Evidence: fmt.Sprintf("%s is a stream or log handler, which any thread calls", f.P.ClassName(cls)),
		Witness: rule.Witness{
			Actors: []string{"Thread of " + name},
			Steps: []rule.Step{
				f.step(post, rule.Calls, "asks itself to set the event later"),
				f.step(c.Op, rule.Waits, "waits for the event, and does not come to set it"),
			},
		},
		Fix: "Look whether this is that thread, and do the work at once if so.",
	})
}

// calledAnywhere are classes whose methods the interpreter and libraries call from
// whatever thread writes or logs something.
var calledAnywhere = []string{
	"io.TextIOBase", "io.IOBase", "io.RawIOBase", "io.BufferedIOBase", "io.TextIOWrapper", "io.StringIO", "logging.Handler",
	"logging.StreamHandler", "typing.TextIO", "typing.IO",
}

// asksIdent says whether the function compares thread identities.
func (f *Func) asksIdent() bool {
	for i := range f.Body.Ops {
		if x := &f.Body.Ops[i]; x.Code == ir.Read && f.Module.Str(f.Module.Paths[x.X].Name) == "ident" {
			return true
		}
	}
	return false
}

// postsSet returns a call before a wait that is given the set method of the event made at
// an op, for another thread to call.
func (f *Func) postsSet(made, wait int32) int32 {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if c.Op >= wait || f.Body.Ops[c.Op].Code != ir.Call || f.receiver(c.Op) < 0 {
			continue
		}
		for _, a := range f.Body.CallArgs(&f.Body.Ops[c.Op]) {
			x := &f.Body.Ops[a.Value]
			if x.Code != ir.Read || f.Body.Base(x) < 0 || f.Module.Str(f.Module.Paths[x.X].Name) != "set" {
				continue
			}
			if int32(f.Origin(f.Body.Base(x))) == made {
				return c.Op
			}
		}
	}
	return -1
}

// underNeededLock reports a wait for a thread, job or coroutine under a lock that it
// takes itself.
func (pass *Pass) underNeededLock(f *Func, c *program.CallSite) {
	held := threadLocks(f.P.Held(f.Ref, c.Op))
	if len(held) == 0 || f.IR.Flags&ir.Async != 0 {
		return
	}
	for _, t := range f.waitedTargets(c) {
		for _, k := range held {
			if k.Loc.Kind == program.NoOwner || k.Row.Counting || !f.sameOwner(t, k) {
				continue
			}
			if chain, ok := f.P.NeedsLock(t, k, 5); ok {
				pass.locksOut(f, c, t, k, chain)
				return
			}
		}
	}
}

// waitedTargets lists what the strands run that a call waits for without limit.
func (f *Func) waitedTargets(c *program.CallSite) (out []program.FuncRef) {
	x := &f.Body.Ops[c.Op]
	v := f.receiver(c.Op)
	if x.Code != ir.Call || v < 0 {
		return nil
	}
	args := f.Body.NumArgs(x)
	switch {
	case c.Method == "join" && args == 0, c.Method == "result" && args == 0:
		f.Sources(v, func(s facts.Source) {
			for i := range f.P.Funcs[f.Ref].Spawns {
				if p := &f.P.Funcs[f.Ref].Spawns[i]; p.Op == s.Op {
					out = append(out, p.Targets...)
				}
			}
		})
		for _, loc := range f.keptAt(v) {
			out = append(out, f.P.RunsAt(loc, model.Thread)...)
		}
	case c.Method == "shutdown" && strings.Contains(c.Name, "Executor") && !f.told(x):
		for _, loc := range f.keptAt(v) {
			for _, s := range append(slices.Clone(f.P.Signalled(loc, "submit")), f.P.Signalled(loc, "map")...) {
				d := f.P.CalledAt(s)
				for i := range f.P.Funcs[s.Func].Spawns {
					if p := &f.P.Funcs[s.Func].Spawns[i]; d != nil && p.Op == d.Op {
						out = append(out, p.Targets...)
					}
				}
			}
		}
	}
	return out
}

// told says whether shutdown is told not to wait.
func (f *Func) told(call *ir.Op) bool {
	v := f.Module.KeywordArg(f.Body, call, "wait")
	if v == ir.NoValue {
		v = f.Body.Positional(call, 0)
	}
	return v >= 0 && f.Body.Ops[v].Code == ir.Const && f.Body.Ops[v].Aux == ir.ConstFalse
}

// sameOwner says whether what a strand runs works on the object that owns a lock, as far
// as classes show.
func (f *Func) sameOwner(t program.FuncRef, k program.Lock) bool {
	if k.Loc.Kind != program.OfInstance {
		return true
	}
	return f.P.ClassAround(t) == f.P.ClassAround(f.Ref) && f.P.ClassAround(t) != program.NoClass
}

func (pass *Pass) locksOut(f *Func, c *program.CallSite, t program.FuncRef, k program.Lock, chain []program.Site) {
	last := chain[len(chain)-1]
	pass.Report(c.Op, rule.Finding{
		Level: rule.Error, Subject: k.Name,
		Message:  fmt.Sprintf("waits for %s while holding %s, which %s needs to get to its end: neither goes on", f.P.Name(t), k.Name, f.P.Name(last.Func)),
		Evidence: f.P.Name(t) + " is started by this program, and takes the lock that is held here",
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Thread B (" + f.P.Name(t) + ")"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Waits, "waits for B, holding "+k.Name),
				{Actor: 1, Loc: place(f.P, last.Func, last.Op), Action: rule.Waits, Text: "waits for " + k.Name, Calls: frames(f.P, chain[:len(chain)-1])},
			},
		},
		Fix: "Let go of the lock before waiting.",
	})
}
