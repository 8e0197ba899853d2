package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// What one function takes out of a pool another one gives back. If the second one waits
// before it does, a cancellation there loses what it was about to give back.

// givers are methods that put something where the next one can take it.
var givers = map[string]bool{
	"put_nowait": true, "put": true, "append": true, "appendleft": true, "add": true, "insert": true,
	"release": true, "putconn": true, "reuse": true, "give_back": true, "release_connection": true, "return_connection": true,
}

// lateReturns reports functions that wait for something about an object that they were
// handed, or that the receiver holds, before they give it back.
func (pass *Pass) lateReturns(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if !givers[c.Method] || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 || f.InHandler(c.Op) {
			continue
		}
		for _, a := range f.Body.CallArgs(&f.Body.Ops[c.Op]) {
			thing := f.Module.PathString(f.Body.Ops[a.Value].Path())
			if thing == "" || !f.lentTo(a.Value) || !f.pooled(c) {
				continue
			}
			if s, ok := f.waitsAbout(thing, c.Op); ok {
				pass.lateReturn(f, s, c, thing)
				return
			}
		}
	}
}

// lentTo says whether a value is an argument of the function that it has not replaced.
func (f *Func) lentTo(v ir.Value) bool {
	x := &f.Body.Ops[v]
	if x.Code != ir.Read || f.LocalOf(int32(v)) == 0 {
		return false
	}
	for _, d := range f.Defs(int32(v)) {
		if d >= 0 {
			return false
		}
	}
	return f.LocalOf(int32(v)) != f.IR.Params[0].Name || f.IR.Class == 0
}

// pooled says whether a call gives something to a container of the receiver out of which
// another function takes, or to an object whose method says that it takes things back.
func (f *Func) pooled(c *program.CallSite) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op != c.Op || a.Kind != program.Growing || a.Own {
			continue
		}
		for _, w := range f.P.Writers(a.Loc) {
			if w.Access.Kind == program.Shrinking && w.Func != f.Ref && f.P.HandsOutTaken(w) {
				return true
			}
		}
		return false
	}
	switch c.Method {
	case "put_nowait", "put", "append", "appendleft", "add", "insert":
		return false
	}
	return true
}

// waitsAbout finds a suspension before the op at back in which the function waits for a
// method of the thing, and from which a cancellation leaves without seeing to it.
func (f *Func) waitsAbout(thing string, back int32) (int32, bool) {
	sees := func(op int32) bool {
		if f.Body.Ops[op].Code != ir.Call {
			return false
		}
		if op == back {
			return true
		}
		return f.InHandler(op) && f.mentions(op, thing)
	}
	for _, s := range f.SuspendsIn(0, back) {
		x := &f.Body.Ops[s]
		if x.Code != ir.Await || f.Shielded(s) || f.InHandler(s) || !f.Reaches(s, back, nil) || f.Leaves(s, sees) {
			continue
		}
		if call := int32(f.Body.Args(x)[0]); f.Body.Ops[call].Code == ir.Call && f.mentions(call, thing) && f.CancelEscapes(s, sees) {
			return s, true
		}
	}
	return 0, false
}

// mentions says whether a call is made on a thing, or has it among its arguments.
func (f *Func) mentions(call int32, thing string) bool {
	x := &f.Body.Ops[call]
	if on := f.receiverText(call); on == thing || strings.HasPrefix(on, thing+".") {
		return true
	}
	for _, a := range f.Body.CallArgs(x) {
		if p := f.Body.Ops[a.Value].Path(); p != 0 && f.Module.PathString(p) == thing {
			return true
		}
	}
	return false
}

func (pass *Pass) lateReturn(f *Func, s int32, back *program.CallSite, thing string) {
	to := f.receiverText(back.Op)
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: thing,
		Message: fmt.Sprintf("if the task is cancelled here, %s never goes back to %s: whoever waits for one waits in vain", thing, to),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(s, rule.Suspends, "waits before it gives "+thing+" back"),
				{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: "cancels the task, or its timeout does"},
				f.step(back.Op, rule.Writes, "would give "+thing+" back, but is never reached"),
			},
		},
		Fix: "Give it back in a finally clause, or run the whole under asyncio.shield.",
	})
}
