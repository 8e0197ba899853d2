package facts

import (
	"slices"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// Decided says which outcome of a branch op runs on: control comes there over the True
// edge only, or over the False edge only. ok is false if both lead there, or neither.
func (f *Func) Decided(branch, op int32) (outcome cfg.EdgeKind, ok bool) {
	for _, b := range f.Graph.BlocksOf(branch) {
		var leads [2]bool
		for _, e := range f.Graph.Blocks[b].Succs {
			switch e.Kind {
			case cfg.True:
				leads[0] = leads[0] || f.leadsTo(e.To, b, op)
			case cfg.False:
				leads[1] = leads[1] || f.leadsTo(e.To, b, op)
			}
		}
		switch leads {
		case [2]bool{true, false}:
			return cfg.True, true
		case [2]bool{false, true}:
			return cfg.False, true
		}
	}
	return 0, false
}

// Way finds a way from just after op from to op to that passes none of the ops that stop
// accepts, whether or not it suspends, and on which the fewest locks are held all the
// way. It is Between for threads, which interfere anywhere; Suspends is -1 if nothing on
// the way found suspends.
func (f *Func) Way(from, to int32, stop func(op int32) bool) (Gap, bool) {
	s := search{f: f, to: to, from: from, stop: stop, seen: map[place]bool{}, anyway: true}
	return s.run()
}

// ClaimsLocked is Claims for threads: a lock is held from the test to the write.
func (f *Func) ClaimsLocked(test, w, at int32) bool {
	if !f.Precedes(test, w) || !f.Precedes(w, at) {
		return false
	}
	if way, ok := f.Way(test, w, nil); !ok || way.Held == 0 {
		return false
	}
	return slices.ContainsFunc(f.Graph.BlocksOf(test), func(b cfg.BlockID) bool { return f.decides(b, w) })
}

// Handled calls yield with the except clauses whose try body contains op, innermost
// first, until yield returns false.
func (f *Func) Handled(op int32, yield func(*ir.Handler) bool) {
	var open []uint32
	for i := range f.Body.Ops[:op] {
		switch x := &f.Body.Ops[i]; x.Code {
		case ir.Try:
			open = append(open, x.X)
		case ir.TryElse:
			open = slices.DeleteFunc(open, func(r uint32) bool { return r == x.X })
		}
	}
	for _, region := range slices.Backward(open) {
		for i := range f.Body.Handlers {
			if f.Body.Handlers[i].Region == region && !yield(&f.Body.Handlers[i]) {
				return
			}
		}
	}
}

// ComesBack says whether control that takes an outcome of a branch can come to the branch again.
func (f *Func) ComesBack(branch int32, outcome cfg.EdgeKind) bool {
	for _, b := range f.Graph.BlocksOf(branch) {
		for _, e := range f.Graph.Blocks[b].Succs {
			if e.Kind == outcome && f.leadsTo(e.To, -1, branch) {
				return true
			}
		}
	}
	return false
}
