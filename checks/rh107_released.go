package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// closing is a function that sets a flag under a lock and then takes apart what others use
// only while the flag is not set.
type closing struct {
	f     program.FuncRef
	flag  int32                      // the op that sets it
	parts map[program.Location]int32 // what is closed, each with the op that does
}

// findReleasedTooEarly reports a call on something that another function closes after it
// set a flag under the lock: the caller has looked at the flag under the lock, but makes
// the call when it has released it.
func (pass *Pass) findReleasedTooEarly(g *program.Guard) {
	p := pass.run.p
	if g.Lock.Row.Scope != model.Thread {
		return
	}
	for i := range g.Under {
		u := &g.Under[i]
		if !stores(p, u, ir.ConstTrue) {
			continue
		}
		c := closing{f: u.Func, flag: u.Op, parts: closedAfter(p, u.Func, u.Op)}
		if len(c.parts) == 0 {
			continue
		}
		done := map[program.FuncRef]bool{u.Func: true}
		for k := range g.Under {
			if r := &g.Under[k]; r.Kind == program.Reading && !done[r.Func] && !sameStrand(p, u, r) {
				done[r.Func] = true
				pass.releasedTooEarly(g, &c, r)
			}
		}
	}
}

// closedAfter lists the fields of the receiver that a function closes or sets to None after
// an op.
func closedAfter(p *program.Program, f program.FuncRef, from int32) map[program.Location]int32 {
	out := map[program.Location]int32{}
	body := p.Body(f, nil)
	access := p.Funcs[f].Access
	for i := range p.Funcs[f].Calls {
		c := &p.Funcs[f].Calls[i]
		x := &body.Ops[c.Op]
		if c.Op < from || x.Code != ir.Call || !c.OnSelf || c.Self || !closers[c.Method] {
			continue
		}
		base := body.Base(&body.Ops[body.Callee(x)])
		for k := range access {
			if a := &access[k]; ir.Value(a.Op) == base && a.Kind == program.Reading && a.Self && a.Loc.Root() == a.Loc {
				out[a.Loc] = c.Op
			}
		}
	}
	return out
}

// releasedTooEarly looks for the call, after a reading of the flag under the lock.
func (pass *Pass) releasedTooEarly(g *program.Guard, c *closing, r *program.GuardUse) {
	p := pass.run.p
	f := &Func{Func: p.Facts(r.Func, nil), P: p, Ref: r.Func}
	if !f.feedsTest(r.Access.Op) {
		return
	}
	access := p.Funcs[r.Func].Access
	for i := range access {
		a := &access[i]
		end, closed := c.parts[a.Loc]
		if !closed || a.Op < r.Op || a.Kind != program.Reading || !a.Self {
			continue
		}
		call := f.workedOn(a)
		if call < 0 || slices.ContainsFunc(f.locksAt(call), g.Lock.Same) || f.handled(call, []string{"OSError", "ValueError", "RuntimeError"}) {
			continue
		}
		again := func(op int32) bool {
			return op != r.Access.Op && slices.ContainsFunc(access, func(b program.Access) bool { return b.Op == op && b.Kind == program.Reading && b.Loc == g.Loc })
		}
		if !f.Reaches(r.Access.Op, call, again) {
			continue
		}
		part, flag, lock := p.Describe(a.Loc), p.Describe(g.Loc), g.Lock.Name
		pass.ReportAt(program.Site{Func: r.Func, Op: a.Op}, rule.Finding{
			Level: rule.Warning, Subject: part, Evidence: lock + " guards " + flag + ", so it is meant for several threads",
			Message: fmt.Sprintf("%s may be closed by now: %s was looked at under %s, which is released here, and %s [closes it](1)", part, flag, lock, p.Name(c.f)),
			Related: []rule.Related{{Loc: place(p, c.f, end), Text: part + " is closed here"}},
			Witness: rule.Witness{
				Actors: []string{"Thread A (" + p.Name(r.Func) + ")", "Thread B (" + p.Name(c.f) + ")"},
				Steps: []rule.Step{
					f.step(r.Access.Op, rule.Checks, "finds "+flag+" not set"),
					{Actor: 1, Loc: place(p, c.f, c.flag), Action: rule.Writes, Text: "sets " + flag, Locks: lockNames(p.Held(c.f, c.flag))},
					{Actor: 1, Loc: place(p, c.f, end), Action: rule.Calls, Text: "closes " + part},
					f.step(call, rule.Calls, "uses "+part),
				},
			},
		})
		return
	}
}
