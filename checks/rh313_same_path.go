package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// resolutions are the methods that end a future.
var resolutions = map[string]bool{"set_result": true, "set_exception": true}

// resolvedOnOnePath reports functions that resolve a future and then always resolve it
// again, as an except clause and the finally clause behind it do.
func (pass *Pass) resolvedOnOnePath(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		second := &calls[i]
		name := f.resolvedName(second)
		if name == "" || f.handlesError(second.Op) || f.suppressed(second.Op) || f.looksFirst(f.receiver(second.Op)) {
			continue
		}
		for k := range calls[:i] {
			if first := &calls[k]; f.resolvedName(first) == name && f.sameName(first.Op, second.Op) && f.alwaysFollows(first.Op, second.Op) {
				pass.resolvedBefore(f, first, second, name)
				break
			}
		}
	}
}

// resolvedName returns the name of the variable whose future a call resolves, "" if it
// resolves none, or one that is kept elsewhere.
func (f *Func) resolvedName(c *program.CallSite) string {
	if !resolutions[c.Method] || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
		return ""
	}
	fut := f.receiver(c.Op)
	if fut < 0 || f.Body.Ops[fut].Code != ir.Read || f.Body.Base(&f.Body.Ops[fut]) >= 0 {
		return ""
	}
	return f.receiverText(c.Op)
}

// sameName says whether a variable that two calls are made on is not assigned between
// them and, as far as the function assigns it, holds the same value at both.
func (f *Func) sameName(first, second int32) bool {
	v, w := int32(f.receiver(first)), int32(f.receiver(second))
	for i := first; i < second; i++ {
		if x := &f.Body.Ops[i]; x.Code == ir.Write && x.Path() == f.Body.Ops[v].Path() {
			return false
		}
	}
	return slices.Equal(f.Defs(v), f.Defs(w))
}

// alwaysFollows says whether control that gets past one op and leaves the function in
// good order comes to another one.
func (f *Func) alwaysFollows(first, second int32) bool {
	none := func(int32) bool { return false }
	return f.Leaves(first, none) && !f.Leaves(first, func(op int32) bool { return op == second })
}

func (pass *Pass) resolvedBefore(f *Func, first, second *program.CallSite, name string) {
	fn := f.P.Name(f.Ref)
	pass.Report(second.Op, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.InTests(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s is done already if %s got past %s before: %s then raises InvalidStateError", name, fn, first.Method, second.Method),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + fn + ")"},
			Steps: []rule.Step{
				f.step(first.Op, rule.Writes, first.Method+" ends the future"),
				f.step(second.Op, rule.Writes, second.Method+" on a future that is done raises InvalidStateError"),
			},
		},
		Fix: "Test done() here, or resolve it in an else clause.",
	})
}
