package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// refilled reports a container that is emptied and then filled again across awaits
// while others read it: in between they see nothing, or half of it.
func (pass *Pass) refilled(f *Func, w *program.Access) {
	if w.Own || !w.Self || !f.empties(w) || w.Loc.Kind != program.OfInstance {
		return
	}
	gap, fill, ok := f.fillAfter(w)
	if !ok {
		return
	}
	reader, evidence, ok := f.readerOf(w, fill.Func)
	if !ok {
		return
	}
	name := f.P.Describe(w.Loc)
	why, related := f.explain(evidence)
	seen := rule.Step{
		Actor: 1, Loc: place(f.P, reader.Func, reader.Access.Op), Action: rule.Reads,
		Text: "finds " + name + " empty or half filled",
	}
	last := rule.Step{Loc: place(f.P, fill.Func, fill.Access.Op), Action: rule.Writes, Text: "fills it again", Calls: frames(f.P, fill.Path)}
	pass.Report(w.Op, rule.Finding{
		Level: level(evidence), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s is emptied here and filled again across an await; %s sees it half filled meanwhile",
			name, f.P.Name(reader.Func)),
		Witness: rule.Witness{
			Actors: f.actors(evidence, reader.Func),
			Steps: []rule.Step{
				f.step(w.Op, rule.Writes, "empties "+name),
				f.step(gap, rule.Suspends, "suspends; other tasks run"),
				seen,
				last,
			},
		},
		Fix: "Build the new contents in a local variable and assign it when it is complete.",
	})
}

// fillAfter finds where the function, or what it calls or defines, adds to the
// container after a suspension behind w.
func (f *Func) fillAfter(w *program.Access) (suspends int32, fill program.Reached, ok bool) {
	fn := &f.P.Funcs[f.Ref]
	adds := func(_ program.FuncRef, a *program.Access) bool {
		return a.Loc == w.Loc && a.Self && (a.Kind == program.Storing || a.Kind == program.Growing)
	}
	for i := range fn.Access {
		a := &fn.Access[i]
		if !adds(f.Ref, a) || a.Op < w.Op {
			continue
		}
		if gap, ok := f.Between(w.Op, a.Op, func(op int32) bool { return op != w.Op && f.emptiesAt(op, w) }); ok && gap.Held == 0 {
			return gap.Suspends, program.Reached{Func: f.Ref, Access: a}, true
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if !c.Self || c.Op < w.Op || len(c.Targets) != 1 || !f.P.MaySuspend(c.Targets[0]) || f.Held(c.Op) != 0 || !f.Reaches(w.Op, c.Op, nil) {
			continue
		}
		if got, ok := f.P.Reach(f.Ref, c, adds); ok && f.P.SameReceiver(f.Ref, got.Path) {
			if at := f.awaitOf(c.Op); at >= 0 {
				return at, got, true
			}
		}
	}
	return f.fillInside(w)
}

// fillInside finds a function defined in this one, such as a task's coroutine, that
// fills the container while this one waits.
func (f *Func) fillInside(w *program.Access) (suspends int32, fill program.Reached, ok bool) {
	for _, a := range f.writers(w.Loc) {
		if a.Func == f.Ref || !a.Access.Self || a.Access.Kind != program.Storing && a.Access.Kind != program.Growing || !f.P.Within(a.Func, f.Ref) {
			continue
		}
		for _, s := range f.P.Suspensions(f.Ref) {
			if s > w.Op && f.Held(s) == 0 && f.Reaches(w.Op, s, nil) {
				return s, program.Reached{Func: a.Func, Access: a.Access}, true
			}
		}
	}
	return 0, fill, false
}

func (f *Func) emptiesAt(op int32, w *program.Access) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		return a.Op == op && a.Loc == w.Loc && f.empties(&a)
	})
}

// awaitOf returns the Await of a call's result, or -1.
func (f *Func) awaitOf(call int32) int32 {
	for _, u := range f.Uses(call) {
		if f.Body.Ops[u].Code == ir.Await && f.Suspends(u) {
			return u
		}
	}
	return -1
}

// readerOf finds a lookup in the container by a public function that does not belong to
// the refilling: one that is proved to run in another strand, or else one of another
// class, which shows that the container is there for others.
func (f *Func) readerOf(w *program.Access, filler program.FuncRef) (program.Writer, program.Evidence, bool) {
	var other *program.Writer
	for _, r := range f.P.Readers(w.Loc) {
		if r.Func == f.Ref || r.Func == filler || f.P.Setup(r.Func) || f.P.Private(r.Func) || f.P.Inside(r.Func, f.Ref) || f.P.Trial(r.Func) {
			continue
		}
		if a, b, ok := f.P.Overlap(f.Ref, w, r.Func, r.Access); ok {
			return r, program.Evidence{Proof: program.Proved, A: a, B: b}, true
		}
		if other == nil && f.P.Funcs[r.Func].Class != f.P.Funcs[f.Ref].Class {
			other = &r
		}
	}
	if other == nil {
		return program.Writer{}, program.Evidence{}, false
	}
	why := f.P.Name(other.Func) + " looks things up in it from outside of the class"
	return *other, program.Evidence{Proof: program.Intended, Why: why}, true
}
