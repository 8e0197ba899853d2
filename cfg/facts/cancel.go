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
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code != ir.Catch {
			continue
		}
		h := CancelHandler{Op: int32(i), Bind: -1, End: f.handlerEnd(int32(i))}
		for _, b := range f.Graph.BlocksOf(int32(i)) {
			if f.Graph.Blocks[b].First != int32(i) {
				continue
			}
			for _, e := range f.Graph.Blocks[b].Preds {
				if op := f.Graph.Last(e.To); e.Kind == cfg.Cancel && op >= 0 && f.Suspends(op) {
					h.Suspends = insert(h.Suspends, op)
				}
			}
		}
		if next := i + 1; next < len(f.Body.Ops) && f.Body.Ops[next].Code == ir.Write && int32(f.Body.Stored(&f.Body.Ops[next])) == int32(i) {
			h.Bind = int32(next)
		}
		if len(h.Suspends) > 0 {
			out = append(out, h)
		}
	}
	return out
}

// handlerEnd returns the op behind the body of an except clause.
func (f *Func) handlerEnd(catch int32) int32 {
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

// OnLoop says whether control can come back to op from just after it.
func (f *Func) OnLoop(op int32) bool {
	return slices.ContainsFunc(f.Graph.BlocksOf(op), func(b cfg.BlockID) bool { return f.Graph.Reaches(b, b) })
}
