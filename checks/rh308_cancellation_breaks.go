package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var cancellationBreaks = &Check{
	Info: rule.Info{
		ID: "RH308", Name: "cancellation-breaks-an-invariant", Level: rule.Error, Precision: rule.High,
		CWE: []int{772, 662}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a cancellation between two halves of a change leaves shared state half changed",
			Why: "Every await is a place where the task may end: `CancelledError` is raised there, and `except " +
				"Exception` does not catch it. A flag that was set before the await stays set, a connection that " +
				"was taken from the pool is not given back, a stream stays in the middle of a message.",
			Bad: `
class Pool:
    def __init__(self, connections):
        self.idle = list(connections)

    async def query(self, sql):
        conn = self.idle.pop()
        rows = await conn.fetch(sql)
        self.idle.append(conn)
        return rows
`,
			Good: `
class Pool:
    def __init__(self, connections):
        self.idle = list(connections)

    async def query(self, sql):
        conn = self.idle.pop()
        try:
            return await conn.fetch(sql)
        finally:
            self.idle.append(conn)
`,
			Fix:    "Put the second half into a `finally` clause, or catch `BaseException` where `Exception` cleans up.",
			Silent: "A finally clause, context manager or handler of the cancellation completes the change, or the await is shielded.",
			Misses: "Changes whose halves stand in different functions.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Async(f) && p.IR(f).Flags&ir.Awaits != 0 && p.MaySuspend(f) || p.ReturnsFuture(f)
	},
	Func: findBrokenInvariants,
}

func findBrokenInvariants(pass *Pass, f *Func) {
	if f.P.InTests(f.Ref) || f.P.Imports(f.Ref, "twisted") {
		return // Deferreds are not cancelled by the way
	}
	pass.sharedWaits(f)
	if !f.P.Async(f.Ref) {
		return
	}
	seen := map[string]bool{}
	f.findFlags(func(set, suspend, reset int32, name string) {
		if !seen[name] {
			seen[name] = true
			pass.halfDone(f, set, suspend, reset, name, name+" stays set: everybody who tests it is turned away for good",
				"sets "+name, "would reset it")
		}
	})
	f.findTaken(func(take, suspend, give int32, name string) {
		if !seen[name] {
			seen[name] = true
			pass.halfDone(f, take, suspend, give, name, "what was taken from "+name+" is never given back",
				"takes from "+name, "would give it back")
		}
	})
	f.findCounters(func(up, suspend, down int32, name string) {
		if !seen[name] {
			seen[name] = true
			pass.halfDone(f, up, suspend, down, name, name+" is never counted down again", "counts "+name+" up", "would count it down")
		}
	})
	pass.leftEntries(f)
	pass.occupiedSlots(f)
	pass.uncaughtCleanups(f)
	pass.lostHandOvers(f)
	pass.closingCutShort(f)
	pass.midMessage(f)
	pass.lateReturns(f)
	pass.halfHandled(f)
	pass.clearedLate(f)
}

// spanned finds a suspension between two ops from which a cancellation leaves the
// function without passing an op that stop accepts. stop must accept the second op.
func (f *Func) spanned(first, second int32, stop func(int32) bool) (int32, bool) {
	for _, s := range f.SuspendsIn(first+1, second) {
		if f.Shielded(s) || !f.Graph.Dominates(f.Graph.BlockOf(first), f.Graph.BlockOf(s)) ||
			!f.Reaches(first, s, stop) || !f.Reaches(s, second, nil) || f.Leaves(s, stop) {
			continue // the second half belongs to something else, or need not come
		}
		if f.CancelEscapes(s, stop) {
			return s, true
		}
	}
	return 0, false
}

// Shielded says whether a suspension awaits asyncio.shield, or stands in a shielded scope.
func (f *Func) Shielded(s int32) bool {
	x := &f.Body.Ops[s]
	if x.Code == ir.Await {
		if c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(x)[0])); c != nil && c.Name == "asyncio.shield" {
			return true
		}
	}
	for i := int32(0); i < s; i++ {
		if y := &f.Body.Ops[i]; y.Code == ir.Enter {
			m := &f.Body.Ops[f.Body.Args(y)[0]]
			if m.Code == ir.Call && f.Module.KeywordArg(f.Body, m, "shield") != ir.NoValue {
				if _, to := f.Region(i); s < to {
					return true
				}
			}
		}
	}
	return false
}

// findFlags yields the shared flags that are set to True before a suspension and to
// False after it, and that somebody tests.
func (f *Func) findFlags(yield func(set, suspend, reset int32, name string)) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing || a.Own || f.flagValue(a.Op) != ir.ConstTrue {
			continue
		}
		for k := range access {
			b := &access[k]
			if b.Kind != program.Writing || b.Loc != a.Loc || b.Op <= a.Op || f.flagValue(b.Op) != ir.ConstFalse || f.InHandler(b.Op) {
				continue
			}
			stop := func(op int32) bool { return f.writesTo(op, a.Loc) }
			if s, ok := f.spanned(a.Op, b.Op, stop); ok && f.turnsAway(a.Loc) {
				yield(a.Op, s, b.Op, f.name(a.Loc, a.Op))
			}
		}
	}
}

// flagValue returns the kind of the constant that a write stores, or a kind that no flag has.
func (f *Func) flagValue(write int32) ir.ConstKind {
	x := &f.Body.Ops[write]
	if x.Code != ir.Write {
		return ir.ConstBytes
	}
	if v := &f.Body.Ops[f.Body.Stored(x)]; v.Code == ir.Const {
		return v.Aux
	}
	return ir.ConstBytes
}

// writesTo says whether an op changes a location, itself or in a callee on the same object.
func (f *Func) writesTo(op int32, loc program.Location) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if access[i].Op == op && access[i].Kind.Writes() && access[i].Loc == loc {
			return true
		}
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || len(c.Targets) == 0 {
		return false
	}
	_, ok := f.P.Reach(f.Ref, c, func(_ program.FuncRef, a *program.Access) bool { return a.Kind.Writes() && a.Loc == loc })
	return ok
}

// turnsAway says whether one who finds the flag set leaves, waits, or does not do some of
// his work, so that one that stays set matters. What is done because it is set, as long as
// something runs, goes on as before.
func (f *Func) turnsAway(loc program.Location) bool {
	for _, r := range f.P.Reads(loc) {
		if !f.P.TestsFlag(r.Func, r.Access.Op) {
			continue
		}
		g := &Func{Func: f.P.Facts(r.Func, nil), P: f.P, Ref: r.Func}
		for i := range g.Body.Ops {
			x := &g.Body.Ops[i]
			leaves := (x.Code == ir.Return || x.Code == ir.Raise) && x.Flags&ir.Implicit == 0 || x.Code == ir.Await && g.Reaches(int32(i), r.Access.Op, nil)
			if (leaves || x.Code == ir.Call) && g.decidedBy(int32(i), r.Access.Op, leaves, x.Code != ir.Await && leaves) {
				return true
			}
		}
	}
	return false
}

// decidedBy says whether an op that a flag decides runs because it is set, or, for work,
// because it is not set. near asks for the flag to be what decides last.
func (f *Func) decidedBy(op, read int32, set, near bool) bool {
	for n, d := range f.Deciders(op) {
		if near && n > 0 {
			return false
		}
		if d.Branch < read || d.Branch > op {
			continue
		}
		found := false
		f.Mentions(d.Value, func(at int32) { found = found || at == read })
		if found {
			return d.Truth == set
		}
	}
	return false
}

// findTaken yields what is taken out of a shared container into a local, used over a
// suspension and put back.
func (f *Func) findTaken(yield func(take, suspend, give int32, name string)) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Shrinking || a.Own {
			continue
		}
		local, bound := f.boundTo(a.Op)
		if !bound {
			continue
		}
		for k := range access {
			b := &access[k]
			if b.Kind != program.Growing || b.Loc != a.Loc || b.Op <= a.Op || f.InHandler(b.Op) || !f.passes(b.Op, local) {
				continue
			}
			stop := func(op int32) bool { return f.seesTo(op, local, a.Loc) }
			if s, ok := f.spanned(a.Op, b.Op, stop); ok {
				yield(a.Op, s, b.Op, f.name(a.Loc, a.Op))
			}
		}
	}
}

// boundTo returns the local that the result of an op is assigned to.
func (f *Func) boundTo(op int32) (ir.StrID, bool) {
	for _, u := range f.Uses(op) {
		if name := f.LocalOf(u); f.Body.Ops[u].Code == ir.Write && name != 0 {
			return name, true
		}
	}
	return 0, false
}

// passes says whether a call has a local among its arguments.
func (f *Func) passes(call int32, local ir.StrID) bool {
	x := &f.Body.Ops[call]
	if x.Code != ir.Call {
		return false
	}
	for _, a := range f.Body.CallArgs(x) {
		if f.Body.Ops[a.Value].Code == ir.Read && f.LocalOf(int32(a.Value)) == local {
			return true
		}
	}
	return false
}

// seesTo says whether an op gives a local back, or closes it or hands it to somebody
// without waiting, so that it is not lost.
func (f *Func) seesTo(op int32, local ir.StrID, loc program.Location) bool {
	if f.writesTo(op, loc) || f.Body.Ops[op].Code == ir.Call && f.InHandler(op) && f.passes(op, local) {
		return true
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || f.Body.Ops[op].Code != ir.Call || !f.InHandler(op) {
		return false
	}
	v := f.receiver(op)
	return v >= 0 && f.Body.Ops[v].Code == ir.Read && f.LocalOf(int32(v)) == local
}

// findCounters yields shared counters that go up before a suspension and down after it.
func (f *Func) findCounters(yield func(up, suspend, down int32, name string)) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing || a.Own || f.augments(a.Op) != ir.OpAdd {
			continue
		}
		for k := range access {
			b := &access[k]
			if b.Kind != program.Writing || b.Loc != a.Loc || b.Op <= a.Op || f.augments(b.Op) != ir.OpSub || f.InHandler(b.Op) {
				continue
			}
			stop := func(op int32) bool { return f.writesTo(op, a.Loc) }
			if s, ok := f.spanned(a.Op, b.Op, stop); ok {
				yield(a.Op, s, b.Op, f.name(a.Loc, a.Op))
			}
		}
	}
}

// augments returns the operator of "x += 1" or "x -= 1", or OpNot for everything else.
func (f *Func) augments(write int32) uint16 {
	x := &f.Body.Ops[write]
	if x.Code != ir.Write || x.Flags&ir.InPlace == 0 {
		return ir.OpNot
	}
	v := &f.Body.Ops[f.Body.Stored(x)]
	if v.Code != ir.Binary || f.Body.Ops[f.Body.Args(v)[1]].Code != ir.Const {
		return ir.OpNot
	}
	return v.Aux
}

func (pass *Pass) halfDone(f *Func, first, suspend, second int32, name, harm, does, would string) {
	lev := rule.Warning
	if slices.ContainsFunc(f.P.Runs(f.Ref), func(e *program.Entry) bool { return e.OnLoop() && e.Many }) {
		lev = rule.Error // others meet the state that it leaves
	}
	pass.Report(suspend, rule.Finding{
		Level: lev, Subject: name,
		Message: fmt.Sprintf("if the task is cancelled here, %s", harm),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(first, rule.Writes, does),
				f.step(suspend, rule.Suspends, "waits here"),
				{Actor: 1, Loc: f.At(suspend), Action: rule.Ends, Text: "cancels the task, or its timeout does"},
				f.step(second, rule.Writes, would+", but is never reached"),
			},
		},
	})
}
