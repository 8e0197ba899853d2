package facts

import (
	"github.com/racehunt/racehunt/ir"
)

// Deciders returns the branches that decide whether an op runs: each comes before it on
// every way, and only one of its two sides leads to it without passing the branch again.
func (f *Func) Deciders(op int32) (out []int32) {
	g := f.Graph
	at := g.BlockOf(op)
	if at < 0 {
		return nil
	}
	for b := g.Idom(at); b >= 0; b = g.Idom(b) {
		last := g.Last(b)
		if last < 0 || f.Body.Ops[last].Code != ir.Branch {
			continue
		}
		for _, e := range g.Blocks[b].Succs {
			if len(g.Blocks[e.To].Preds) == 1 && g.Dominates(e.To, at) && !e.Kind.Abrupt() {
				out = append(out, last)
				break
			}
		}
	}
	return out
}

// Mentions calls yield for every read that takes part in computing a value without
// leaving the expression: names, members, arguments of calls in it.
func (f *Func) Mentions(v ir.Value, yield func(op int32)) {
	if v < 0 {
		return
	}
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		yield(int32(v))
		f.Mentions(f.Body.Base(x), yield)
	case ir.Call:
		f.Mentions(f.Body.Callee(x), yield)
		for _, a := range f.Body.CallArgs(x) {
			f.Mentions(a.Value, yield)
		}
	case ir.Unary, ir.Binary, ir.Compare, ir.Merge, ir.Await, ir.Build, ir.Elem:
		for _, a := range f.Body.Args(x) {
			f.Mentions(a, yield)
		}
	}
}
