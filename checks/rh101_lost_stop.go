package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// joins says, from tables alone, whether a function waits for the end of a thread.
func joins(p *program.Program, f program.FuncRef) bool {
	return p.Funcs[f].Class != program.NoClass && !p.Trial(f) && !p.Setup(f) && slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool { return p.JoinsThread(f, &c) })
}

// findLostStops reports a stop that does nothing while the new thread has not yet set
// what the stop goes through, and then gives the thread up.
//
//	if self.loop:                    # the new thread sets it, a moment later
//	    self.loop.call_soon_threadsafe(self.loop.stop)
//	self.thread.join(2)              # for nothing: nobody has told it
func findLostStops(pass *Pass, f *Func) {
	if !joins(f.P, f.Ref) {
		return
	}
	tests := f.sharedTests()
	for i := range tests {
		t := &tests[i]
		if t.access == nil || !t.access.Self || t.access.Loc.Kind != program.OfInstance || t.kind != isNone && t.kind != isTrue || t.sized || f.waitsBefore(t.read) {
			continue
		}
		setter, e, ok := f.setByThread(t.access.Loc)
		if !ok {
			continue
		}
		if stop, join, ok := f.stopsThrough(t); ok {
			pass.lostStop(f, t, setter, e, stop, join)
			return
		}
	}
}

// waitsBefore says whether the function waits for something, such as a thread that tells
// that it is ready, before op.
func (f *Func) waitsBefore(op int32) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool { return c.Op < op && c.Method == "wait" })
}

// setByThread finds the thread of the object that alone sets an attribute, other than to
// nothing; nobody who starts it waits until it has done so.
func (f *Func) setByThread(loc program.Location) (program.Writer, *program.Entry, bool) {
	var setter program.Writer
	var by *program.Entry
	for _, w := range f.writers(loc) {
		if text, constant := f.P.ConstantWrite(w); w.Access.Kind != program.Writing || constant && emptyConstant(text) {
			continue
		}
		e := f.ownThread(w.Func, 2)
		if e == nil || w.Func == f.Ref || by != nil && by != e {
			return setter, nil, false
		}
		setter, by = w, e
	}
	if by == nil || slices.ContainsFunc(by.Sites, func(s program.Site) bool {
		return slices.ContainsFunc(f.P.Funcs[s.Func].Calls, func(c program.CallSite) bool {
			return c.Op > s.Op && (c.Method == "wait" || c.Method == "get" || c.Method == "result" || c.Method == "sleep" || c.Method == "acquire")
		})
	}) {
		return setter, nil, false
	}
	return setter, by, true
}

// ownThread returns the thread that an object starts on itself and that runs g, also
// through a loop that the thread runs; or nil.
func (f *Func) ownThread(g program.FuncRef, depth int) *program.Entry {
	for _, r := range f.P.Runs(g) {
		switch {
		case r.As == model.Thread && r.Self && f.P.StaysOnSelf(r.Func, g):
			return r
		case r.As == model.Task && r.Self && depth > 0 && len(r.Sites) == 1 && r.Sites[0].Func != g:
			if e := f.ownThread(r.Sites[0].Func, depth-1); e != nil {
				return e
			}
		}
	}
	return nil
}

// stopsThrough finds a call through what a test found, and a join of the thread behind
// the test whichever way it comes out.
func (f *Func) stopsThrough(t *test) (stop, join int32, ok bool) {
	stop, join = -1, -1
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || c.Op < t.branch {
			continue
		}
		if join < 0 && f.P.JoinsThread(f.Ref, c) && f.Reaches(t.branch, c.Op, nil) {
			if side, decided := f.Decided(t.branch, c.Op); !decided || side == t.absent {
				join = c.Op
			}
		}
		if side, decided := f.Decided(t.branch, c.Op); decided && side == t.present() && stop < 0 {
			if base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)]); base >= 0 {
				if a := f.accessAt(int32(base), program.Reading); a != nil && a.Loc == t.access.Loc {
					stop = c.Op
				}
			}
		}
	}
	return stop, join, stop >= 0 && join > stop
}

func (pass *Pass) lostStop(f *Func, t *test, setter program.Writer, e *program.Entry, stop, join int32) {
	name := f.P.Describe(t.access.Loc)
	thread := f.P.Name(e.Func)
	set := rule.Step{Actor: 1, Loc: place(f.P, setter.Func, setter.Access.Op), Action: rule.Writes, Text: "sets " + name + " only now, and goes on",
		Calls: frames(f.P, f.P.CallPath(e.Func, setter.Func, 8))}
	pass.Report(t.read, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message:  fmt.Sprintf("the new thread %s may not have set %s yet; then nobody [tells](1) it to stop, and the join waits for nothing", thread, name),
		Related:  []rule.Related{{Loc: f.At(stop), Text: "skipped while " + name + " is not set"}},
		Evidence: fmt.Sprintf("%s runs as a thread that the object starts on itself, and it alone sets %s", thread, name),
		Witness: rule.Witness{
			Actors: []string{"Caller (" + f.P.Name(f.Ref) + ")", "Thread (" + thread + ")"},
			Steps: []rule.Step{
				f.step(t.read, rule.Checks, "finds "+name+" not set and tells the thread nothing"),
				set,
				f.step(join, rule.Waits, "waits for a thread that does not know that it is to end"),
			},
		},
		Fix: "Let the thread set an event when it is ready, and wait for it before the test; or set a flag that the thread looks at.",
	})
}
