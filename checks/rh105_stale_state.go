package checks

import (
	"fmt"
	"slices"
	"strings"

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
			Misses: "Values that are set by one method and used by another, unless one function calls both.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		if makesFile(p, f) || clearsCallback(p, f) {
			return true
		}
		if len(p.Suspensions(f)) == 0 {
			return p.DoneCallback(f) && changesShared(p, f) || clearedInThreads(p, f)
		}
		return !p.Setup(f) && (changesShared(p, f) || usesAgain(p, f) || p.StartedOnSelf(f) || exchanges(p, f))
	},
	Func:   findStaleState,
	Across: true,
}

// changesShared says whether a function, or a method that it calls on its receiver,
// may change a shared location.
func changesShared(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	return slices.ContainsFunc(fn.Access, func(a program.Access) bool { return a.Kind.Writes() && !a.Own }) ||
		slices.ContainsFunc(fn.Calls, func(c program.CallSite) bool { return c.Self && len(c.Targets) == 1 })
}

// usesAgain says whether a function reads an attribute that somebody else may set to
// None more than once.
func usesAgain(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Kind != program.Reading || !a.Self || a.Loc.Kind != program.OfInstance {
			continue
		}
		for k := range fn.Access[:i] {
			if b := &fn.Access[k]; b.Loc == a.Loc && slices.ContainsFunc(p.Writers(a.Loc), func(w program.Writer) bool {
				return w.Func != f && w.Access.Kind == program.Writing && !p.Setup(w.Func)
			}) {
				return true
			}
		}
	}
	return false
}

// findStaleState looks for: a write to a shared location, a suspension, and a use that
// takes for granted that the location still holds what was written.
func findStaleState(pass *Pass, f *Func) {
	findSharedPositions(pass, f)
	findCalledThenCleared(pass, f)
	findClearedByThread(pass, f)
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		w := &access[i]
		if w.Kind == program.Writing && !w.Own && !f.empties(w) && (!f.inlined() || f.callData(f.Body.Stored(&f.Body.Ops[w.Op]))) {
			pass.staleAfter(f, &use{op: w.Op, Access: w, by: f})
		}
		if !f.inlined() { // other functions read and empty it for reasons of their own
			pass.clearedUnseen(f, w)
			pass.refilled(f, w)
		}
	}
	if !f.inlined() {
		findCleared(pass, f)
	}
	findAwaitedAgain(pass, f)
	findGoneElements(pass, f)
	findWokenTakers(pass, f)
	findMixedReplies(pass, f)
	for _, w := range f.helperUses(program.Writing, nil, -1) {
		if by := w.by; by.callData(by.Body.Stored(&by.Body.Ops[w.Op])) {
			pass.staleAfter(f, &w)
		}
	}
}

// use is an access to a location of the receiver, made by an op of the function itself
// or, within a call, by a method that does not suspend.
type use struct {
	*program.Access
	op int32 // in the function under analysis
	by *Func // whose code makes the access
}

// helperUses lists the accesses of one kind, and of one location unless that is nil, that
// methods of the same object make when the function calls them behind an op.
func (f *Func) helperUses(kind program.AccessKind, of *program.Location, behind int32) (out []use) {
	fn := &f.P.Funcs[f.Ref]
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Op <= behind || !c.Self || c.Spawned || len(c.Targets) != 1 || c.Targets[0] == f.Ref || f.P.MaySuspend(c.Targets[0]) || f.P.Setup(c.Targets[0]) {
			continue
		}
		var by *Func
		helper := &f.P.Funcs[c.Targets[0]]
		for k := range helper.Access {
			a := &helper.Access[k]
			if a.Kind != kind || !a.Self || of != nil && a.Loc != *of || strings.ContainsAny(a.Loc.Path, ".[") {
				continue
			}
			if by == nil {
				by = &Func{Func: f.P.Facts(c.Targets[0], nil), P: f.P, Ref: c.Targets[0]}
			}
			if by.Body.Ops[a.Op].Code == ir.Read || by.Body.Ops[a.Op].Code == ir.Write {
				out = append(out, use{a, c.Op, by})
			}
		}
	}
	return out
}

// staleAfter reports the first use that relies on what w wrote across a gap.
func (pass *Pass) staleAfter(f *Func, w *use) {
	access := f.P.Funcs[f.Ref].Access
	for k := range access {
		r := &access[k]
		if r.Kind != program.Reading || r.Loc != w.Loc || r.Op < w.op || !f.relies(r.Op) || f.updates(r) || w.by == f && !f.sameObject(w.Op, r.Op) {
			continue
		}
		if pass.staleAt(f, w, r.Op, nil) {
			return
		}
	}
	if _, constant := w.by.constant(w.by.Body.Stored(&w.by.Body.Ops[w.Op])); !w.Self || constant {
		return // a state rather than data
	}
	for _, r := range f.helperUses(program.Reading, &w.Loc, w.op) {
		if r.by.relies(r.Op) && (len(f.Uses(r.op)) == 0 || !f.tests(r.op)) && pass.staleAt(f, w, r.op, &r) {
			return
		}
	}
}

// staleAt reports op if it uses, across a gap, what w wrote; within is the access that
// a method makes for it.
func (pass *Pass) staleAt(f *Func, w *use, op int32, within *use) bool {
	gap, ok := f.Between(w.op, op, func(op int32) bool { return f.refreshes(op, w.Access) })
	if !ok {
		return false
	}
	others := f.replacers(w, gap)
	if f.P.Frame(f.Ref, w.op) != 0 && f.P.Frame(f.Ref, op) != 0 { // one helper tells another one what has come to pass
		others = slices.DeleteFunc(others, func(r rival) bool { return r.Func != f.Ref })
	}
	if len(others) > 0 {
		pass.stale(f, w, gap, others[0], within)
	}
	return len(others) > 0
}

// replacers lists what may put something else where w wrote: a second call of the
// function, or another one. What only the class's intent speaks for must concern data
// of the single call, or there is nothing to lose.
func (f *Func) replacers(w *use, gap facts.Gap) []rival {
	value := w.by.Body.Stored(&w.by.Body.Ops[w.Op])
	mine, constant := w.by.constant(value)
	perCall := w.by.callData(value)
	item := strings.HasSuffix(w.Loc.Path, "[*]")
	others := f.rivals(w.Access, w.Loc, gap, func(other program.Writer) bool {
		if other.Func == w.by.Ref {
			return other.Access.Op == w.Op && !constant && !item
		}
		if other.Access.Kind != program.Writing && other.Access.Kind != program.Deleting {
			return false
		}
		if theirs, ok := f.P.ConstantWrite(other); ok && constant {
			return theirs != mine
		}
		return !item
	})
	if item {
		parent := w.Loc
		parent.Path = strings.TrimSuffix(parent.Path, "[*]")
		others = append(others, f.rivals(w.Access, parent, gap, func(other program.Writer) bool {
			return other.Func != f.Ref && (other.Access.Kind == program.Removing || other.Access.Kind == program.Shrinking) && !cleansUp(f.P, other)
		})...)
	}
	others = slices.DeleteFunc(others, func(r rival) bool {
		if w.by != f && r.Func == w.by.Ref && program.SharesLock(f.over(gap), f.P.Held(f.Ref, w.op)) {
			return true // the helper is called under the lock
		}
		return r.Proof != program.Proved && !(perCall && r.Func == w.by.Ref)
	})
	if len(others) == 0 && perCall && !constant && !item && w.by == f {
		others = f.orUnproved(w.Access, gap, func(other program.Writer) bool { return other.Func == f.Ref && other.Access.Op == w.Op })
	}
	return others
}

// cleansUp says whether a write takes out of a container what the call around it has put
// there, under the key that it was given for that: an inner function to be called at the end.
func cleansUp(p *program.Program, w program.Writer) bool {
	if up := p.Parent(w.Func); up == program.NoFunc || p.IR(up).Kind != ir.Function {
		return false
	}
	g := &Func{Func: p.Facts(w.Func, nil), P: p, Ref: w.Func}
	x := &g.Body.Ops[w.Access.Op]
	key := g.Body.Key(x)
	if x.Code == ir.Call {
		key = g.Body.Positional(x, 0)
	}
	return key >= 0 && (g.given(key) || g.Body.Ops[key].Code == ir.Read && g.Module.Paths[g.Body.Ops[key].Path()].Sel == ir.RootFree)
}

// constant returns a constant value as text.
func (f *Func) constant(v ir.Value) (string, bool) {
	return program.ConstantText(f.Module, f.Body, v)
}

// callData says whether a value belongs to one call: it comes from an argument other
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

// relies says whether a read uses what it finds, rather than testing it again or
// updating it.
func (f *Func) relies(read int32) bool {
	return f.Body.Ops[read].Flags&ir.InPlace == 0 && !f.tests(read)
}

// updates says whether a read serves to compute the next value of its own location.
func (f *Func) updates(r *program.Access) (yes bool) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if access[i].Kind == program.Writing && access[i].Loc == r.Loc && access[i].Op > r.Op {
			f.Sources(f.Body.Stored(&f.Body.Ops[access[i].Op]), func(s facts.Source) { yes = yes || s.Op == r.Op && !s.Calls })
		}
	}
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
			return a.Kind == program.Writing || a.Kind == program.Deleting || a.Kind == program.Reading && f.feedsTest(op)
		}
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	return c != nil && c.Self && len(c.Targets) == 1 && slices.ContainsFunc(f.P.Funcs[c.Targets[0]].Access, func(a program.Access) bool {
		return a.Loc == w.Loc && a.Self && a.Kind == program.Writing
	})
}

// clearedUnseen reports a location that is emptied after an await by what was seen of
// it before: what came in between is lost.
func (pass *Pass) clearedUnseen(f *Func, w *program.Access) {
	if w.Own || !f.empties(w) {
		return
	}
	for _, copied := range f.copies(w) {
		gap, ok := f.Between(copied, w.Op, func(op int32) bool { return op != copied && op != w.Op && f.touches(op, w.Loc) })
		if !ok {
			continue
		}
		others := f.rivals(w, w.Loc, gap, func(other program.Writer) bool {
			return other.Func != f.Ref && (other.Access.Kind == program.Growing || other.Access.Kind == program.Storing)
		})
		if len(others) > 0 {
			pass.cleared(f, w, gap, others[0])
			return
		}
	}
}

// copies lists the ops before w that copy all that is at its location: reads whose
// whole value goes into a call, and calls of methods that go through all of it.
func (f *Func) copies(w *program.Access) (out []int32) {
	fn := &f.P.Funcs[f.Ref]
	for k := range fn.Access {
		r := &fn.Access[k]
		if r.Loc == w.Loc && r.Kind == program.Reading && !f.tests(r.Op) && f.copied(r.Op) {
			out = append(out, r.Op)
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if !c.Self || c.Spawned || c.Op > w.Op {
			continue
		}
		_, ok := f.P.Reach(f.Ref, c, func(_ program.FuncRef, a *program.Access) bool {
			return a.Loc == w.Loc && a.Self && a.Kind == program.Iterating
		})
		if ok {
			out = append(out, c.Op)
		}
	}
	return out
}

// empties says whether an access empties the container at its location.
func (f *Func) empties(w *program.Access) bool {
	x := &f.Body.Ops[w.Op]
	switch w.Kind {
	case program.Shrinking:
		c := f.P.Funcs[f.Ref].CallAt(w.Op)
		return c != nil && c.Method == "clear"
	case program.Writing:
		made := &f.Body.Ops[f.Body.Stored(x)]
		return made.Code == ir.Build && made.N == 0 && made.Aux < ir.BuildCompList && x.N >= 2
	}
	return false
}

// copied says whether the whole value of a read goes into a call: a copy of the
// container, or the act that is done with all of it.
func (f *Func) copied(read int32) bool {
	return slices.ContainsFunc(f.Uses(read), func(u int32) bool {
		x := &f.Body.Ops[u]
		if x.Code == ir.Read {
			switch f.Module.Str(f.Module.Paths[x.X].Name) {
			case "copy", "values", "items", "keys":
				return true
			}
			return false
		}
		return x.Code == ir.Call && f.Body.Args(x)[0] != ir.Value(read)
	})
}

// touches says whether an op changes a location or copies what it holds.
func (f *Func) touches(op int32, loc program.Location) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		return a.Op == op && a.Loc == loc && (a.Kind.Writes() || f.copied(op))
	})
}

func (pass *Pass) cleared(f *Func, w *program.Access, gap facts.Gap, r rival) {
	name := f.P.Describe(w.Loc)
	why, related := f.explain(r.Evidence)
	pass.Report(w.Op, rule.Finding{
		Level: level(r.Evidence), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s is emptied after an await for what was seen of it before; what came in between is lost", name),
		Witness: f.interleaving(r,
			[]rule.Step{
				f.step(gap.From, rule.Reads, "copies "+name),
				f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
			},
			[]rule.Step{f.step(w.Op, rule.Writes, "empties "+name+", the new element with it")},
			"adds to "+name),
	})
}

func (pass *Pass) stale(f *Func, w *use, gap facts.Gap, r rival, within *use) {
	if at := f.At(gap.To); slices.ContainsFunc(pass.findings, func(x rule.Finding) bool { return x.Loc == at }) {
		return // a property and the field that it stands for
	}
	name := w.by.Module.PathString(w.by.Body.Ops[w.Op].Path())
	why, related := f.explain(r.Evidence)
	what := "sets " + name + " to something else"
	if r.Func == w.by.Ref {
		what = "sets " + name + " for another call"
	}
	last := f.step(gap.To, rule.Reads, "uses "+name+" as if it were still its own")
	if within != nil {
		last.Calls = []rule.Frame{{Func: f.P.Name(f.Ref), Loc: f.At(gap.To)}}
		last.Loc = within.by.At(within.Op)
	}
	pass.Report(gap.To, rule.Finding{
		Level: level(r.Evidence), Pedantic: r.Proof == program.None, Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("%s was set before an await and may hold another task's value by now", name),
		Witness: f.interleaving(r,
			[]rule.Step{
				f.step(gap.From, rule.Writes, "sets "+name),
				f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"),
			},
			[]rule.Step{last}, what),
	})
}
