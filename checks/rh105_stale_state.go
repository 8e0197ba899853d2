package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var staleState = &Check{
	Info: rule.Info{
		ID: "RH105", Name: "stale-state-across-await", Level: rule.Error, Precision: rule.Medium,
		CWE: []int{362, 662}, Security: "5.9", Since: "0.1",
		Doc: rule.Doc{
			Summary: "shared state that a task has set is relied on after an await, although another task may have replaced it",
			Why: "An attribute that holds the data of one call is shared by all calls. While this " +
				"task waits, another one stores its own data there, and this task goes on with it.",
			Bad: `
import asyncio

class Worker:
    async def process(self, item):
        self.current = item
        await asyncio.sleep(1)
        return self.current.result

async def main(w: Worker, items):
    await asyncio.gather(*[w.process(i) for i in items])
`,
			Good: `
import asyncio

class Worker:
    async def process(self, item):
        current = item
        await asyncio.sleep(1)
        return current.result

async def main(w: Worker, items):
    await asyncio.gather(*[w.process(i) for i in items])
`,
			Fix: "Keep the value in a local variable or pass it on as an argument; or hold a lock " +
				"from the assignment to the last use.",
			Silent: "The value is passed by a local, set or tested again after the last await, the " +
				"same for all writers, or only one task can run the code.",
			Misses: "Values that are set by one method and used by another.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return len(p.Suspensions(f)) > 0 && writesShared(p, f)
	},
	Func: findStaleState,
}

// findStaleState looks for: write of call-specific data to a shared location, a
// suspension, and a use of the location that takes for granted that it still holds it.
func findStaleState(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing || w.Own || !f.callData(f.Body.Stored(&f.Body.Ops[w.Op])) {
			continue
		}
		for k := range access {
			r := &access[k]
			if r.Kind != program.Reading || r.Loc != w.Loc || !f.sameObject(w.Op, r.Op) || f.tests(r.Op) || f.Body.Ops[r.Op].Flags&ir.InPlace != 0 {
				continue
			}
			gap, ok := f.Between(w.Op, r.Op, func(op int32) bool { return f.refreshes(op, w) })
			if !ok {
				continue
			}
			others := f.rivals(w.Loc, gap, func(other program.Writer) bool { return f.replaces(w, other) })
			if len(others) == 0 {
				continue
			}
			pass.stale(f, w, gap, others[0])
			break
		}
	}
}

// callData says whether a value belongs to one call: it comes from an argument, other
// than the receiver, so that two calls would store different things.
func (f *Func) callData(v ir.Value) (yes bool) {
	self := ir.StrID(0)
	if f.P.Funcs[f.Ref].Class != program.NoClass && len(f.IR.Params) > 0 {
		self = f.IR.Params[0].Name
	}
	f.Sources(v, func(s facts.Source) {
		yes = yes || s.Op == facts.Param && s.Local != self
	})
	return yes
}

// tests says whether a read only feeds a test, which validates the state again
// rather than relying on it.
func (f *Func) tests(read int32) bool {
	uses := f.Uses(read)
	if len(uses) == 0 {
		return true
	}
	for _, u := range uses {
		switch x := &f.Body.Ops[u]; x.Code {
		case ir.Branch:
		case ir.Compare, ir.Unary:
			if !f.tests(u) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// refreshes says whether an op makes the state current again: it sets the location
// anew, or tests it.
func (f *Func) refreshes(op int32, w *program.Access) bool {
	for i := range f.P.Funcs[f.Ref].Access {
		a := &f.P.Funcs[f.Ref].Access[i]
		if a.Op == op && a.Loc == w.Loc {
			return a.Kind == program.Writing || a.Kind == program.Deleting || a.Kind == program.Reading && f.tests(op)
		}
	}
	return false
}

// replaces says whether another write would put something else there: itself in a
// second call, or any write of another function.
func (f *Func) replaces(w *program.Access, other program.Writer) bool {
	if other.Access.Kind != program.Writing && other.Access.Kind != program.Deleting {
		return false
	}
	return other.Func != f.Ref || other.Access.Op == w.Op
}

func (pass *Pass) stale(f *Func, w *program.Access, gap facts.Gap, r rival) {
	name := f.Module.PathString(f.Body.Ops[w.Op].Path())
	why, related := f.explain(r.Evidence)
	what := "sets " + name + " to something else"
	if r.Func == f.Ref {
		what = "sets " + name + " for another call"
	}
	pass.Report(gap.To, rule.Finding{
		Level:    level(r.Evidence),
		Subject:  name,
		Message:  fmt.Sprintf("%s was set before an await and may hold another task's value by now", name),
		Evidence: why,
		Related:  related,
		Witness: f.interleaving(r,
			[]rule.Step{
				f.step(gap.From, rule.Writes, "sets "+name),
				f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
			},
			[]rule.Step{f.step(gap.To, rule.Reads, "uses "+name+" as if it were still its own")},
			what),
	})
}
