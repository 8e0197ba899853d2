package program

import (
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
)

// awaitedByHelper finds a function of the program that awaits the future that a writer
// has made and hands to it.
func (p *Program) awaitedByHelper(w Writer, ff *facts.Func, made []int32) (FutureWait, bool) {
	for i := range p.Funcs[w.Func].Calls {
		c := &p.Funcs[w.Func].Calls[i]
		x := &ff.Body.Ops[c.Op]
		if x.Code != ir.Call || c.Op < w.Access.Op && !ff.Reaches(w.Access.Op, c.Op, nil) {
			continue
		}
		for _, a := range ff.Body.CallArgs(x) {
			if !sharesOp(made, p.newFutures(w.Func, ff, a.Value)) {
				continue
			}
			for _, t := range c.Targets {
				if param := p.paramOf(t, ff, c.Op, a.Value); param != 0 {
					if s, timed, ok := p.awaitsParam(t, param); ok {
						return FutureWait{Func: t, Op: s, Timed: timed, Tidy: p.tidies(w, ff)}, true
					}
				}
			}
		}
	}
	return FutureWait{}, false
}

// awaitsParam finds an await, without a shield, of the future that a function is given, or
// a wait_for of it that a plain function returns to who awaits that, and says whether its
// time is limited.
func (p *Program) awaitsParam(t FuncRef, param ir.StrID) (at int32, timed, ok bool) {
	if p.Trial(t) || p.IR(t).Flags&ir.Generator != 0 {
		return 0, false, false
	}
	ff := p.Facts(t, nil)
	for i := range ff.Body.Ops {
		x := &ff.Body.Ops[i]
		await := x.Code == ir.Await && ff.Suspends(int32(i))
		if !await && (x.Code != ir.Return || x.N == 0 || p.Async(t)) {
			continue
		}
		v, limited := p.waitedFor(t, ff, ff.Body.Args(x)[0])
		if !await && !limited {
			continue // a plain function that returns the future itself hands it on
		}
		if v < 0 || ff.Body.Ops[v].Code != ir.Read || ff.LocalOf(int32(v)) != param {
			continue
		}
		if defs := ff.Defs(int32(v)); len(defs) == 1 && defs[0] == facts.Param {
			return int32(i), limited, true
		}
	}
	return 0, false, false
}
