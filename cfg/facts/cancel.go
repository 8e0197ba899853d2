package facts

import (
	"slices"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// CancelHandler is a place where a cancellation of the function's task ends up: an
// except clause, or a with statement that suppresses it.
type CancelHandler struct {
	Op         int32   // the Catch, or the Enter of the with statement
	Bind       int32   // the Write of the exception's name, or -1
	End        int32   // the op behind the handler's body, or the Exit
	Suspends   []int32 // suspension points from which a cancellation comes here
	Suppressed bool    // a with statement
}

// CancelHandlers lists the except clauses that a cancellation reaches, in order.
func (f *Func) CancelHandlers() (out []CancelHandler) {
	var at map[int32][]int32 // by Catch
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code != ir.Catch {
			continue
		}
		if at == nil {
			at = f.caught()
		}
		h := CancelHandler{Op: int32(i), Bind: -1, End: f.HandlerEnd(int32(i)), Suspends: at[int32(i)]}
		if next := i + 1; next < len(f.Body.Ops) && f.Body.Ops[next].Code == ir.Write && int32(f.Body.Stored(&f.Body.Ops[next])) == int32(i) {
			h.Bind = int32(next)
		}
		if len(h.Suspends) > 0 {
			out = append(out, h)
		}
	}
	return out
}

// caught lists, by except clause, the suspension points from which a cancellation comes
// to it, through the exits of with statements and finally clauses on the way.
func (f *Func) caught() map[int32][]int32 {
	out := map[int32][]int32{}
	for i := range f.Body.Ops {
		s := int32(i)
		if !f.Suspends(s) || f.Graph.BlockOf(s) < 0 {
			continue
		}
		seen := map[cfg.BlockID]bool{}
		work := slices.Clone(f.Graph.BlocksOf(s))
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			for _, e := range f.Graph.Blocks[b].Succs {
				if e.Kind != cfg.Cancel || seen[e.To] {
					continue
				}
				seen[e.To] = true
				if op := f.Graph.Blocks[e.To].First; int(op) < len(f.Body.Ops) && f.Body.Ops[op].Code == ir.Catch {
					out[op] = insert(out[op], s)
				} else {
					work = append(work, f.exitsFrom(e.To)...)
				}
			}
		}
	}
	return out
}

// exitsFrom lists the blocks at the ends of the clean-up code that starts at a block.
func (f *Func) exitsFrom(b cfg.BlockID) (out []cfg.BlockID) {
	seen := map[cfg.BlockID]bool{b: true}
	for work := []cfg.BlockID{b}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		blk := &f.Graph.Blocks[b]
		if blk.Resumes {
			out = append(out, b)
			continue
		}
		for _, e := range blk.Succs {
			if !e.Kind.Abrupt() && !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
	}
	return out
}

// HandlerEnd returns the op behind the body of an except clause.
func (f *Func) HandlerEnd(catch int32) int32 {
	region := f.Body.Handlers[f.Body.Ops[catch].X].Region
	for i := int(catch) + 1; i < len(f.Body.Ops); i++ {
		switch x := &f.Body.Ops[i]; x.Code {
		case ir.Catch:
			if f.Body.Handlers[x.X].Region == region {
				return int32(i)
			}
		case ir.Finally, ir.EndTry:
			if x.X == region {
				return int32(i)
			}
		}
	}
	return int32(len(f.Body.Ops))
}

// Region returns the ops between the entry and the exit of a with statement.
func (f *Func) Region(enter int32) (from, to int32) {
	for i := int(enter) + 1; i < len(f.Body.Ops); i++ {
		if x := &f.Body.Ops[i]; x.Code == ir.Exit && x.X == f.Body.Ops[enter].X {
			return enter + 1, int32(i)
		}
	}
	return enter + 1, int32(len(f.Body.Ops))
}

// SuspendsIn lists the suspension points among the ops [from, to).
func (f *Func) SuspendsIn(from, to int32) (out []int32) {
	for i := from; i < to; i++ {
		if f.Suspends(i) && f.Graph.BlockOf(i) >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// Repeats says whether control can come back to op from just after it without an exception.
func (f *Func) Repeats(op int32) (found bool) {
	f.forward(op, cfg.EdgeKind.Abrupt, func(at int32) bool {
		found = found || at == op
		return !found
	})
	return found
}

// OnLoop says whether control can come back to op from just after it.
func (f *Func) OnLoop(op int32) bool {
	return slices.ContainsFunc(f.Graph.BlocksOf(op), func(b cfg.BlockID) bool { return f.Graph.Reaches(b, b) })
}

// CancelEscapes says whether a cancellation at suspension point s can leave the
// function without passing an op that stop accepts.
func (f *Func) CancelEscapes(s int32, stop func(op int32) bool) bool {
	return f.escapes(s, cfg.Cancel, f.Graph.Cancelled, stop, true)
}

// ErrorEscapes says whether an exception at op s can leave the function without passing
// an op that stop accepts.
func (f *Func) ErrorEscapes(s int32, stop func(op int32) bool) bool {
	return f.escapes(s, cfg.Exceptional, f.Graph.Raise, stop, false)
}

// FirstErrorEscapes is ErrorEscapes for an exception that is the only one: handlers on its
// way do not fail in their turn.
func (f *Func) FirstErrorEscapes(s int32, stop func(op int32) bool) bool {
	return f.escapes(s, cfg.Exceptional, f.Graph.Raise, stop, true)
}

func (f *Func) escapes(s int32, kind cfg.EdgeKind, out cfg.BlockID, stop func(op int32) bool, only bool) bool {
	seen := make([]bool, len(f.Graph.Blocks))
	var work []cfg.BlockID
	push := func(b cfg.BlockID) {
		if !seen[b] {
			seen[b] = true
			work = append(work, b)
		}
	}
	for _, b := range f.Graph.BlocksOf(s) {
		for _, e := range f.Graph.Blocks[b].Succs {
			if e.Kind == kind {
				push(e.To)
			}
		}
	}
next:
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == out {
			return true
		}
		blk := &f.Graph.Blocks[b]
		for i := blk.First; i < blk.End; i++ {
			if stop(i) {
				continue next
			}
		}
		for _, e := range blk.Succs {
			if !e.Kind.Abrupt() || e.Kind == kind && (blk.Resumes || !only) || e.Kind == kind && f.raises(b) {
				push(e.To)
			}
		}
	}
	return false
}

// raises says whether a block ends in a raise.
func (f *Func) raises(b cfg.BlockID) bool {
	last := f.Graph.Last(b)
	return last >= 0 && f.Body.Ops[last].Code == ir.Raise
}

// InHandler says whether an op stands in an except clause or in a finally clause.
func (f *Func) InHandler(op int32) bool {
	for i := int32(0); i < op; i++ {
		switch x := &f.Body.Ops[i]; x.Code {
		case ir.Catch:
			if op < f.HandlerEnd(i) {
				return true
			}
		case ir.Finally:
			for k := i; int(k) < len(f.Body.Ops); k++ {
				if y := &f.Body.Ops[k]; y.Code == ir.EndTry && y.X == x.X {
					if op < k {
						return true
					}
					break
				}
			}
		}
	}
	return false
}

// TryBody returns the ops of the protected body of a try statement.
func (f *Func) TryBody(region uint32) (from, to int32) {
	for i := range f.Body.Ops {
		switch x := &f.Body.Ops[i]; {
		case x.X != region:
		case x.Code == ir.Try:
			from = int32(i) + 1
		case x.Code == ir.TryElse:
			return from, int32(i)
		}
	}
	return from, int32(len(f.Body.Ops))
}

// Leaves says whether control can go from just after op to the normal end of the
// function without passing an op that stop accepts.
func (f *Func) Leaves(op int32, stop func(op int32) bool) bool {
	return f.reachesExit(f.Graph.BlocksOf(op), op+1, stop)
}

// reachesExit says whether control can go to the normal end of the function from op
// first of one of the blocks, without passing an op that stop accepts.
func (f *Func) reachesExit(blocks []cfg.BlockID, first int32, stop func(op int32) bool) bool {
	seen := make([]bool, len(f.Graph.Blocks))
	var work []cfg.BlockID
	walk := func(b cfg.BlockID, first int32) bool {
		if b == f.Graph.Exit {
			return true
		}
		blk := &f.Graph.Blocks[b]
		for i := first; i < blk.End; i++ {
			if stop(i) {
				return false
			}
		}
		for _, e := range blk.Succs {
			if !e.Kind.Abrupt() && !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
		return false
	}
	for _, b := range blocks {
		if walk(b, first) {
			return true
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if walk(b, f.Graph.Blocks[b].First) {
			return true
		}
	}
	return false
}

// FinallyOf returns the ops of the finally clause of a try statement, if it has one.
func (f *Func) FinallyOf(region uint32) (from, to int32, ok bool) {
	for i := range f.Body.Ops {
		switch x := &f.Body.Ops[i]; {
		case x.X != region:
		case x.Code == ir.Finally:
			from, ok = int32(i)+1, true
		case x.Code == ir.EndTry && ok:
			return from, int32(i), true
		}
	}
	return 0, 0, false
}

// InFinally says whether an op stands in the finally clause of a try statement.
func (f *Func) InFinally(op int32, region uint32) bool {
	for i := op; i >= 0; i-- {
		switch x := &f.Body.Ops[i]; {
		case x.X != region:
		case x.Code == ir.Finally:
			return true
		case x.Code == ir.Try, x.Code == ir.EndTry:
			return false
		}
	}
	return false
}
