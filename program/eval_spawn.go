package program

import (
	"github.com/racehunt/racehunt/ir"
)

// passToThread contributes the arguments that a thread's function is started with:
// Thread(target=f, args=(a, b)), pool.submit(f, a, b).
func (e *evaluator) passToThread(o Obj, call *ir.Op) {
	if e.emit == nil || o.Kind != ExtObj {
		return
	}
	row := e.outsider(o.Name).thread
	if row == nil {
		return
	}
	target := ir.NoValue
	if row.Key != "" {
		target = e.mod.KeywordArg(&e.body, call, row.Key)
	}
	if target < 0 && row.Runs >= 0 {
		target = e.body.Positional(call, row.Runs)
	}
	if target < 0 {
		return
	}
	given := []ir.Value{target}
	if row.Key != "" {
		tuple := e.mod.KeywordArg(&e.body, call, "args")
		if tuple < 0 || e.body.Ops[tuple].Code != ir.Build {
			return
		}
		given = append(given, e.withTags(e.body.Args(&e.body.Ops[tuple]))...)
	} else {
		seen := false
		for _, a := range e.body.CallArgs(call) {
			if seen && a.Tag == ir.TagPositional {
				given = append(given, a.Value, ir.TagPositional)
			}
			seen = seen || a.Value == target
		}
	}
	for _, f := range e.vals[target] {
		e.passArgs(f, given)
	}
}

// withTags makes the elements of a tuple look like the arguments of a call.
func (e *evaluator) withTags(values []ir.Value) []ir.Value {
	out := make([]ir.Value, 0, 2*len(values))
	for _, v := range values {
		out = append(out, v, ir.TagPositional)
	}
	return out
}
