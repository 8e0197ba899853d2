package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// A callback that is called from its attribute and then removed may have
// put the next one there, which is lost.
//
//	self.on_reply(reply)       # asks the next question: self.on_reply = next
//	self.on_reply = None

// clearsCallback says, from tables alone, whether a function sets an attribute that it has
// read before.
func clearsCallback(p *program.Program, f program.FuncRef) bool {
	if p.Trial(f) || p.Setup(f) || p.Funcs[f].Class == program.NoClass {
		return false
	}
	fn := &p.Funcs[f]
	for i := range fn.Access {
		w := &fn.Access[i]
		if w.Kind == program.Writing && w.Self && !w.Own && w.Loc.Kind == program.OfInstance {
			for k := range fn.Access[:i] {
				if fn.Access[k].Loc == w.Loc && !fn.Access[k].Kind.Writes() {
					return true
				}
			}
		}
	}
	return false
}

// findCalledThenCleared reports such removals.
func findCalledThenCleared(pass *Pass, f *Func) {
	if !clearsCallback(f.P, f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing || !w.Self || w.Own || w.Loc.Kind != program.OfInstance || strings.ContainsAny(w.Loc.Path, ".[") ||
			f.Body.Ops[w.Op].Code != ir.Write || !f.setsNothing(w.Op) {
			continue
		}
		call, ok := f.calledFrom(w)
		if !ok {
			continue
		}
		if g, ok := f.registers(w); ok {
			pass.calledThenCleared(f, call, w, g)
			return
		}
	}
}

// calledFrom finds a call of what stands at the location of w, before w.
func (f *Func) calledFrom(w *program.Access) (int32, bool) {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || c.Spawned || c.Op > w.Op {
			continue
		}
		callee := f.Body.Callee(x)
		a := f.accessAt(int32(callee), program.Reading)
		found := a != nil && a.Loc == w.Loc && a.Self && len(c.Targets) == 0
		again := func(op int32) bool { // sets it anew, or asks whether it is the same
			return op != w.Op && f.touchesSlot(op, w) && op > c.Op
		}
		if found && f.Reaches(c.Op, w.Op, again) {
			return c.Op, true
		}
	}
	return 0, false
}

// touchesSlot says whether an op sets the location of w, or tests it.
func (f *Func) touchesSlot(op int32, w *program.Access) bool {
	for i := range f.P.Funcs[f.Ref].Access {
		if a := &f.P.Funcs[f.Ref].Access[i]; a.Op == op && a.Loc == w.Loc && (a.Kind == program.Writing || a.Kind == program.Reading && f.feedsTest(op)) {
			return true
		}
	}
	return false
}

// registers finds a public method of the object that puts there what it is given.
func (f *Func) registers(w *program.Access) (program.Writer, bool) {
	for _, o := range f.writers(w.Loc) {
		if o.Func == f.Ref || !o.Access.Self || f.P.Setup(o.Func) || f.P.Private(o.Func) || f.P.Trial(o.Func) {
			continue
		}
		g := f.sibling(o.Func)
		if x := &g.Body.Ops[o.Access.Op]; o.Access.Kind == program.Writing && x.Code == ir.Write && g.given(g.Body.Stored(x)) {
			return o, true
		}
	}
	return program.Writer{}, false
}

func (pass *Pass) calledThenCleared(f *Func, call int32, w *program.Access, g program.Writer) {
	name := f.P.Describe(w.Loc)
	again := f.P.Name(g.Func)
	pass.Report(w.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Evidence: "the callback is code of the object's users, who may call " + again + " from there",
		Message:  fmt.Sprintf("what the [callback](1) itself registers by %s is lost: %s is cleared only after the call", again, name),
		Related:  []rule.Related{{Loc: f.At(call), Text: "the callback runs here"}},
		Witness: rule.Witness{
			Actors: []string{f.P.Name(f.Ref), "Callback"},
			Steps: []rule.Step{
				f.step(call, rule.Reads, "calls the callback from "+name),
				{Actor: 1, Loc: place(f.P, g.Func, g.Access.Op), Action: rule.Writes, Text: "registers the next one"},
				f.step(w.Op, rule.Writes, "clears "+name+", the new one with it"),
			},
		},
		Fix: "Take the callback into a local variable and clear the attribute first, then call it.",
	})
}
