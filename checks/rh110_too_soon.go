package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// findAskedTooSoon reports a test, or a use, of what a task or callback that was started a
// moment ago sets in its first step: it cannot have run, so that it finds what was there
// before.
//
//	asyncio.create_task(self.run())   # sets self.supported as its first step
//	if self.supported: …              # as if it had done so
func findAskedTooSoon(pass *Pass, f *Func) {
	if f.P.Trial(f.Ref) {
		return
	}
	for _, s := range f.P.Beginnings(f.Ref) {
		for _, w := range f.firstStep(s.Targets[0]) {
			if read, ok := f.asksTooSoon(&s, w); ok {
				pass.askedTooSoon(f, &s, w, read)
				return
			}
		}
	}
}

// firstStep lists the fields of its receiver that a function alone sets, constructors aside,
// before it first suspends.
func (f *Func) firstStep(g program.FuncRef) (out []program.Writer) {
	fn := &f.P.Funcs[g]
	if g == f.Ref || fn.Class == program.NoClass {
		return nil
	}
	var in *Func
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Kind != program.Writing || !a.Self || a.Own || a.Loc.Kind != program.OfInstance || strings.ContainsAny(a.Loc.Path, ".[") {
			continue
		}
		if slices.ContainsFunc(f.P.Writers(a.Loc), func(w program.Writer) bool { return w.Func != g && !f.P.Setup(w.Func) }) {
			continue
		}
		if in == nil {
			in = &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
		}
		if in.Since(a.Op, in.Suspends) {
			out = append(out, program.Writer{Func: g, Access: a})
		}
	}
	return out
}

// asksTooSoon finds the place that relies on what w sets before the new strand can run: in
// the function itself, or in a method of the same object that it calls.
func (f *Func) asksTooSoon(s *program.Spawn, w program.Writer) (program.Site, bool) {
	fn := &f.P.Funcs[f.Ref]
	comesTo := func(op int32) bool {
		return op > s.Op && f.Reaches(s.Op, op, func(at int32) bool { return at != op && f.Suspends(at) })
	}
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Kind == program.Reading && a.Loc == w.Access.Loc && f.onStarted(s, f.Body.Base(&f.Body.Ops[a.Op])) && f.reliesOnce(a) && comesTo(a.Op) {
			return program.Site{Func: f.Ref, Op: a.Op}, true
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		x := &f.Body.Ops[c.Op]
		if c.Spawned || len(c.Targets) != 1 || c.Targets[0] == w.Func || x.Code != ir.Call || c.Op < s.Op || !runsNow(f, c.Op, c.Targets[0]) {
			continue
		}
		callee := &f.Body.Ops[f.Body.Callee(x)]
		if callee.Code != ir.Read || !f.onStarted(s, f.Body.Base(callee)) || !comesTo(c.Op) {
			continue
		}
		g := c.Targets[0]
		access := f.P.Funcs[g].Access
		for k := range access {
			a := &access[k]
			if a.Kind != program.Reading || a.Loc != w.Access.Loc || !a.Self {
				continue
			}
			in := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
			if in.reliesOnce(a) && in.Since(a.Op, func(at int32) bool { return at != a.Op && in.Suspends(at) }) {
				return program.Site{Func: g, Op: a.Op}, true
			}
		}
	}
	return program.Site{}, false
}

// onStarted says whether a value is the object on which a strand was started.
func (f *Func) onStarted(s *program.Spawn, base ir.Value) bool {
	return base >= 0 && s.Recv != 0 && f.Body.Ops[base].Code == ir.Read && f.Body.Ops[base].Path() == s.Recv
}

// reliesOnce says whether a read decides something, or is worked on, and the function does
// not look again later.
func (f *Func) reliesOnce(a *program.Access) bool {
	for i := range f.P.Funcs[f.Ref].Access {
		if b := &f.P.Funcs[f.Ref].Access[i]; b.Loc == a.Loc && b.Op != a.Op {
			return false
		}
	}
	if f.dereferences(a.Op) {
		return true
	}
	return slices.ContainsFunc(f.sharedTests(), func(t test) bool {
		return t.read == a.Op && t.kind == isTrue && !f.ComesBack(t.branch, t.absent) && !f.ComesBack(t.branch, t.present())
	})
}

func (pass *Pass) askedTooSoon(f *Func, s *program.Spawn, w program.Writer, read program.Site) {
	name, runs := f.P.Describe(w.Access.Loc), f.P.Name(w.Func)
	kind := "task"
	if s.Row.As == model.Callback {
		kind = "callback"
	}
	asks := rule.Step{Loc: place(f.P, read.Func, read.Op), Action: rule.Checks, Text: "relies on " + name + ", which nothing has set yet"}
	pass.ReportAt(read, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s is looked at before %s, which [sets it](1) in its first step, can have run: it was [started](2) without a wait in between", name, runs),
		Related: []rule.Related{
			{Loc: place(f.P, w.Func, w.Access.Op), Text: "set here"},
			{Loc: f.At(s.Op), Text: "started here as a " + kind},
		},
		Evidence: fmt.Sprintf("%s runs as a %s started by %s, and nobody else sets %s", runs, kind, f.P.Name(f.Ref), name),
		Fix:      "Wait for an event that the new " + kind + " sets when the answer is there.",
		Witness: rule.Witness{
			Actors: []string{"Starter (" + f.P.Name(f.Ref) + ")", "New " + kind + " (" + runs + ")"},
			Steps: []rule.Step{
				f.step(s.Op, rule.Spawns, "starts "+runs+", which does not run before the next wait"),
				asks,
				{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Writes, Text: "sets " + name + ", too late"},
			},
		},
	})
}
