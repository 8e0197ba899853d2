package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// starts says, from tables alone, whether a method may start a strand on its object.
func starts(p *program.Program, f program.FuncRef) bool {
	return p.Funcs[f].Class != program.NoClass && !p.Setup(f) && !p.Trial(f) && (p.Launching(f) || p.KeepsThreads(f))
}

// findStartedTwice reports starts of a strand unless it runs already, if only the strand
// itself says that it runs: until it has come so far, everybody starts another one. A
// lock over test and start does not help.
//
//	if not self.running:
//	    Thread(target=self.run).start()    # run() sets self.running, some time later
func findStartedTwice(pass *Pass, f *Func) {
	if !starts(f.P, f.Ref) {
		return
	}
	for _, l := range append(f.P.Launches(f.Ref), f.P.KeptStarts(f.Ref)...) {
		if l.On == program.NoClass || l.By != nil || l.Known || l.As != model.Thread && l.As != model.Task {
			continue
		}
		for i := range f.sharedTests() {
			t := &f.conditions[i]
			w, ok := f.leftToStrand(t, &l)
			if ok && f.bare(&l) && !f.marksStart(&l) && !f.waitsAfter(l.Op) && !f.P.Trial(f.Ref) {
				pass.startedTwice(f, t, &l, w)
				return
			}
		}
	}
}

// leftToStrand finds the write of a strand that says what a test before its start asks,
// if nobody else writes that on the way.
func (f *Func) leftToStrand(t *test, l *program.Launch) (found program.Writer, ok bool) {
	if t.access == nil || !t.access.Self || t.access.Loc.Kind != program.OfInstance || t.sized || t.kind == isMember || t.read > l.Op {
		return program.Writer{}, false
	}
	side, decided := f.Decided(t.branch, l.Op)
	if !decided || t.kind != isConst && side != t.absent || !f.ofReceiver(t.read) {
		return program.Writer{}, false
	}
	for _, w := range f.writers(t.access.Loc) {
		if w.Access.Op < 0 || f.P.Setup(w.Func) || f.P.Trial(w.Func) {
			continue
		}
		if f.setsBeside(t.branch, side, w) {
			return program.Writer{}, false // the starter says it, too
		}
		if ok || w.Access.Kind != program.Writing || w.Func != l.Runs && f.P.CallPath(l.Runs, w.Func, 3) == nil {
			continue
		}
		if !f.contradicts(t, side == t.absent, w) && !f.setter(w) {
			continue
		}
		found, ok = w, !f.asksFirst(t, w.Func, w, l) && !f.asksFirst(t, l.Runs, w, l)
	}
	return found, ok
}

// setsBeside says whether the function makes a write, by itself or through callees, on a
// side of a branch or where that does not matter.
func (f *Func) setsBeside(branch int32, side cfg.EdgeKind, w program.Writer) bool {
	may := func(op int32) bool {
		on, ok := f.Decided(branch, op)
		return !ok || on == side
	}
	if w.Func == f.Ref {
		return may(w.Access.Op)
	}
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return !c.Spawned && may(c.Op) && slices.ContainsFunc(c.Targets, func(g program.FuncRef) bool { return f.P.CallPath(g, w.Func, 2) != nil })
	})
}

// asksFirst says whether the strand itself looks whether another one runs, before it says
// that it does; in a thread, under a lock.
func (f *Func) asksFirst(t *test, in program.FuncRef, w program.Writer, l *program.Launch) bool {
	if l.As == model.Thread && len(f.P.Held(w.Func, w.Access.Op)) == 0 {
		return false
	}
	g := &Func{Func: f.P.Facts(in, nil), P: f.P, Ref: in}
	return slices.ContainsFunc(g.sharedTests(), func(u test) bool {
		return (in != w.Func || u.read < w.Access.Op) && g.sameQuestion(&u, t)
	})
}

// setter says whether a write stores what its function is given.
func (f *Func) setter(w program.Writer) bool {
	g := &Func{Func: f.P.Facts(w.Func, nil), P: f.P, Ref: w.Func}
	x := &g.Body.Ops[w.Access.Op]
	if x.Code != ir.Write || g.Body.Stored(x) < 0 {
		return false
	}
	v := &g.Body.Ops[g.Body.Stored(x)]
	return v.Code == ir.Read && g.LocalOf(int32(g.Body.Stored(x))) != 0 && g.given(g.Body.Stored(x))
}

// ofReceiver says whether what a test reads is an attribute of the function's own receiver,
// or a predicate of it.
func (f *Func) ofReceiver(read int32) bool {
	if c := f.P.Funcs[f.Ref].CallAt(read); c != nil {
		return c.Self
	}
	x := &f.Body.Ops[read]
	return x.Code == ir.Read && f.isReceiver(f.Body.Base(x))
}

// bare says whether a start stands alone: the function that makes it, if that is a callee,
// asks nothing before, and what it starts does not begin to run at once.
func (f *Func) bare(l *program.Launch) bool {
	if c := f.P.Funcs[l.Start.Func].CallAt(l.Start.Op); c == nil || strings.HasPrefix(c.Name, "twisted.") {
		return false
	}
	alive := func(c program.CallSite) bool { return c.Method == "is_alive" || c.Method == "done" }
	if slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, alive) {
		return false
	}
	if len(l.Path) == 0 {
		return true
	}
	g := f.P.Facts(l.Start.Func, nil)
	return len(l.Path) == 1 && len(g.Deciders(l.Start.Op)) == 0
}

// marksStart says whether the starter keeps a second start out in another way: it tests
// something else and sets that, or a callee does.
func (f *Func) marksStart(l *program.Launch) bool {
	for i := range f.sharedTests() {
		u := &f.conditions[i]
		side, ok := f.Decided(u.branch, l.Op)
		if !ok {
			continue
		}
		if u.access == nil {
			return true
		}
		for _, w := range f.writers(u.access.Loc) {
			if !f.P.Setup(w.Func) && f.setsBeside(u.branch, side, w) {
				return true
			}
		}
	}
	return false
}

// waitsAfter says whether the starter goes on only when the strand has come somewhere.
func (f *Func) waitsAfter(start int32) bool {
	after := func(op int32) bool { return op > start && f.Reaches(start, op, func(int32) bool { return false }) }
	if slices.ContainsFunc(f.P.Suspensions(f.Ref), after) {
		return true
	}
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if !after(c.Op) || f.Body.Ops[c.Op].Code != ir.Call {
			return false
		}
		switch c.Method {
		case "wait", "wait_for", "acquire", "get", "result", "join", "sleep", "run_until_complete", "recv":
			return true
		}
		return false
	})
}

func (pass *Pass) startedTwice(f *Func, t *test, l *program.Launch, w program.Writer) {
	flag, runs := f.P.Describe(t.access.Loc), f.P.Name(l.Runs)
	kind := l.As.String()
	e := program.Evidence{Proof: program.Intended, Why: fmt.Sprintf("%s tests %s first, so a second call of it is expected", f.P.Name(f.Ref), flag)}
	if why, ok := f.P.Concurrent(f.Ref, false); ok {
		e.Why = why
	}
	set := rule.Step{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Writes, Text: "only the " + kind + " sets " + flag + ", when it gets that far"}
	if w.Func != l.Runs {
		set.Calls = frames(f.P, f.P.CallPath(l.Runs, w.Func, 3))
	}
	name := map[bool]string{true: "Thread", false: "Task"}[l.As == model.Thread]
	pass.Report(l.Op, rule.Finding{
		Level: rule.Warning, Subject: flag, Evidence: e.Why,
		Message: fmt.Sprintf("only the %s started here sets %s, some time later; until then another call of %s starts a second one", kind, flag, f.P.Name(f.Ref)),
		Witness: rule.Witness{
			Actors: []string{"Caller (" + f.P.Name(f.Ref) + ")", name + " (" + runs + ")"},
			Steps: []rule.Step{
				f.step(t.read, rule.Checks, "a first call looks at "+flag),
				f.step(l.Op, rule.Writes, "and starts "+runs),
				f.step(t.read, rule.Checks, "a second call finds "+flag+" unchanged"),
				f.step(l.Op, rule.Writes, "and starts "+runs+" again"),
				set,
			},
		},
		Fix: "Set the flag before the start, in the same step as the test (under one lock if threads call this).",
	})
}
