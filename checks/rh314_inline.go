package checks

import "github.com/racehunt/racehunt/ir"

// waitsForCoroutine finds a wait() of an event or condition that asyncio.wait itself makes a
// task of: no variable holds that task, so only the pending set can be used to end it.
func (f *Func) waitsForCoroutine(wait int32) (int32, bool) {
	if f.looksAtPending(wait) {
		return 0, false
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || c.Op >= wait || c.Spawned || c.Method != "wait" || f.Body.NumArgs(x) > 0 || f.receiver(c.Op) < 0 || f.receiverText(c.Op) == "" {
			continue
		}
		if len(c.Targets) > 0 && !f.P.MakesCoroutine(c) {
			continue // it may give a future that others hold
		}
		if f.goesInto(c.Op, wait, 0) && !f.careFor(c.Op, 0) {
			return c.Op, true
		}
	}
	return 0, false
}

// addsTo says whether a call puts its argument into a local collection that a wait is given.
func (f *Func) addsTo(call, wait int32, depth int) bool {
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || c.Method != "append" && c.Method != "add" {
		return false
	}
	v := f.receiver(call)
	return v >= 0 && f.localGoesInto(f.LocalOf(int32(v)), wait, depth)
}
