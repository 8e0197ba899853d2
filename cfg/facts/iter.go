package facts

import (
	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// IterLive says whether an iterator may still be advanced by the loop of the Iter op
// iter after op at: then a change of the container at that point is seen by it. The
// iterator is made at op start, which is iter itself unless it was made before, as in
// `it = enumerate(d)`. If at is a change that fails with an exception nothing has
// changed, so that its own exceptional ways do not count.
func (f *Func) IterLive(start, iter, at int32) bool {
	return f.advanced(start, iter, at, true)
}

// IterLiveOver says the same of a suspension at op at, after which an exception that
// is handled in the loop leads on to the next turn, too.
func (f *Func) IterLiveOver(start, iter, at int32) bool {
	return f.advanced(start, iter, at, false)
}

func (f *Func) advanced(start, iter, at int32, calm bool) bool {
	seen := make([]bool, len(f.Graph.Blocks))
	var work []cfg.BlockID
	next := func(op int32) bool {
		x := &f.Body.Ops[op]
		return x.Code == ir.Next && int32(f.Body.Args(x)[0]) == iter
	}
	walk := func(b cfg.BlockID, first int32, calm bool) bool {
		blk := &f.Graph.Blocks[b]
		for i := first; i < blk.End; i++ {
			if next(i) {
				return true
			}
			if i == start {
				return false
			}
		}
		for _, e := range blk.Succs {
			if e.Kind != cfg.Cancel && !(calm && e.Kind == cfg.Exceptional) && !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
		return false
	}
	for _, b := range f.Graph.BlocksOf(at) {
		// Only the last op of a block may raise.
		if walk(b, at+1, calm && at == f.Graph.Last(b)) {
			return true
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if walk(b, f.Graph.Blocks[b].First, false) {
			return true
		}
	}
	return false
}

// Origin follows a value through locals that have a single definition, and through
// the unpacking of a tuple that is written out, to the op that yields it: a read of
// something else, a call, a display, or a read of a local that is a parameter or has
// several definitions.
func (f *Func) Origin(v ir.Value) ir.Value {
	for range 8 {
		x := &f.Body.Ops[v]
		switch {
		case x.Code == ir.Elem && x.Flags&(ir.Rest|ir.InTarget) == 0:
			tuple := &f.Body.Ops[f.Body.Args(x)[0]]
			if tuple.Code != ir.Build || tuple.Aux != ir.BuildTuple || x.X >= tuple.N {
				return v
			}
			v = f.Body.Args(tuple)[x.X]
		case x.Code == ir.Read && f.LocalOf(int32(v)) != 0:
			defs := f.Defs(int32(v))
			if len(defs) != 1 || defs[0] == Param {
				return v
			}
			v = f.Body.Stored(&f.Body.Ops[defs[0]])
		default:
			return v
		}
	}
	return v
}

// Since says whether control may come to op at from the entry on a way without an op
// that stop accepts.
func (f *Func) Since(at int32, stop func(op int32) bool) bool {
	seen := make([]bool, len(f.Graph.Blocks))
	work := []cfg.BlockID{f.Graph.Entry}
	seen[f.Graph.Entry] = true
	for len(work) > 0 {
		blk := &f.Graph.Blocks[work[len(work)-1]]
		work = work[:len(work)-1]
		stopped := false
		for i := blk.First; i < blk.End && !stopped; i++ {
			if i == at {
				return true
			}
			stopped = stop(i)
		}
		for _, e := range blk.Succs {
			if !stopped && !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
	}
	return false
}

// LastWrite returns the only write of a bare name that reaches a read of it, in a
// module body, too, where variables are no locals; -1 if there is none or several.
func (f *Func) LastWrite(read int32) int32 {
	if f.LocalOf(read) != 0 {
		if defs := f.Defs(read); len(defs) == 1 {
			return defs[0]
		}
		return -1
	}
	x := &f.Body.Ops[read]
	if x.Code != ir.Read || x.N > 0 || f.IR.Kind != ir.ModuleBody {
		return -1
	}
	found := int32(-1)
	binds := func(op int32) bool {
		w := &f.Body.Ops[op]
		return w.Code == ir.Write && w.Path() == x.Path()
	}
	for i := range f.Body.Ops {
		if op := int32(i); binds(op) && f.Reaches(op, read, binds) {
			if found >= 0 {
				return -1
			}
			found = op
		}
	}
	return found
}

// When says whether control comes to op at only with the given outcome of a test: the
// test is the operand of a branch, directly or negated.
func (f *Func) When(test int32, outcome bool, at int32) bool {
	for _, u := range f.Uses(test) {
		switch x := &f.Body.Ops[u]; {
		case x.Code == ir.Unary && x.Aux == ir.OpNot:
			if f.When(u, !outcome, at) {
				return true
			}
		case x.Code == ir.Branch:
			if f.branched(u, outcome, at) {
				return true
			}
		}
	}
	return false
}

func (f *Func) branched(branch int32, outcome bool, at int32) bool {
	kind := cfg.False
	if outcome {
		kind = cfg.True
	}
	for _, b := range f.Graph.BlocksOf(branch) {
		for _, e := range f.Graph.Blocks[b].Succs {
			if e.Kind != kind || len(f.Graph.Blocks[e.To].Preds) != 1 {
				continue
			}
			all := true
			for _, a := range f.Graph.BlocksOf(at) {
				all = all && f.Graph.Dominates(e.To, a)
			}
			if all {
				return true
			}
		}
	}
	return false
}

// Before says whether op a has run whenever op b runs.
func (f *Func) Before(a, b int32) bool {
	first := f.Graph.BlockOf(a)
	if first < 0 || len(f.Graph.BlocksOf(a)) != 1 {
		return false
	}
	for _, block := range f.Graph.BlocksOf(b) {
		if block == first && a > b || !f.Graph.Dominates(first, block) {
			return false
		}
	}
	return true
}
