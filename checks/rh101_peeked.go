package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findPeeked reports an element that is taken because of a look at the one that stood
// there, if another thread takes elements, too.
//
//	if self.queue[0].due > now: return
//	self.expire(self.queue.popleft())    # may be another element by now, or none
func findPeeked(pass *Pass, f *Func) {
	if !f.P.Threaded(f.Ref) || f.P.Trial(f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Shrinking || a.Own || !f.takesOne(a.Op) {
			continue
		}
		peek, ok := f.peekedBefore(a)
		if !ok {
			continue
		}
		gap, ok := f.Way(peek, a.Op, nil)
		if !ok {
			continue
		}
		others := f.threadRivals(a, a.Loc, gap, func(w program.Writer) bool {
			return empties(w) && (w.Func != f.Ref || w.Access.Op != a.Op)
		})
		if len(others) > 0 && !f.stops(others[0]) {
			pass.peeked(f, a, peek, others[0])
			return
		}
	}
}

// peekedBefore finds the look at the end of a container that decides whether an element
// is taken from that end.
func (f *Func) peekedBefore(take *program.Access) (peek int32, found bool) {
	locked := false // looked at under the lock under which it is taken
	x := &f.Body.Ops[take.Op]
	first := f.P.Funcs[f.Ref].CallAt(take.Op).Method == "popleft" || f.Body.NumArgs(x) == 1
	for i := range f.Body.Ops {
		br := &f.Body.Ops[i]
		if br.Code != ir.Branch {
			continue
		}
		if _, ok := f.Decided(int32(i), take.Op); !ok {
			continue
		}
		f.Sources(f.Body.Args(br)[0], func(s facts.Source) {
			for op := ir.Value(s.Op); op >= 0 && f.Body.Ops[op].Code == ir.Read; op = f.Body.Base(&f.Body.Ops[op]) {
				if !f.endOf(&f.Body.Ops[op], first) || f.baseLocation(&f.Body.Ops[op]) != take.Loc {
					continue
				}
				peek, found = int32(op), true
				if gap, ok := f.Way(peek, take.Op, nil); ok && len(threadLocks(f.over(gap))) > 0 {
					locked = true
				}
				return
			}
		})
	}
	return peek, found && !locked
}

// endOf says whether an op reads the first element of a container, or the last one.
func (f *Func) endOf(x *ir.Op, first bool) bool {
	key := f.Body.Key(x)
	if key < 0 {
		return false
	}
	if first {
		return f.isInt(key, "0")
	}
	k := &f.Body.Ops[key]
	return k.Code == ir.Unary && k.Aux == ir.OpUSub && f.isInt(f.Body.Args(k)[0], "1") || f.isInt(key, "-1")
}

func (pass *Pass) peeked(f *Func, take *program.Access, peek int32, r rival) {
	name := f.name(take.Loc, f.containerOp(take.Op))
	why, related := f.explain(r.Evidence)
	pass.Report(take.Op, rule.Finding{
		Level: level(r.Evidence), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("what this takes from %s may be another element than the one looked at, or none: another thread takes elements, too", name),
		Witness: f.interleaving(r,
			[]rule.Step{f.step(peek, rule.Checks, "looks at an end of "+name)},
			[]rule.Step{f.step(take.Op, rule.Writes, "takes what stands there now")}, "takes an element of "+name),
		Fix: "Take the element first and put it back if it is not due, or hold a lock over both.",
	})
}

// containerOp returns the op that reads the container that a method is called on.
func (f *Func) containerOp(call int32) int32 {
	return int32(f.Body.Base(&f.Body.Ops[f.Body.Callee(&f.Body.Ops[call])]))
}
