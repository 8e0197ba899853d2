package facts

import (
	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// Decider is a branch that decides whether an op runs: it comes before the op on every
// way, and only one of its sides leads there without passing the branch again.
type Decider struct {
	Branch int32
	Value  ir.Value // what must be true, or false, for the op to run; "not" is taken off
	Truth  bool
}

// Deciders returns the branches that decide whether an op runs, nearest first.
func (f *Func) Deciders(op int32) (out []Decider) {
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
				d := Decider{last, f.Body.Args(&f.Body.Ops[last])[0], e.Kind == cfg.True}
				f.plain(&d)
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// plain takes "not" and comparisons with None off what a branch tests, so that `not x` and
// `x is None` are both x being false.
func (f *Func) plain(d *Decider) {
	for {
		x := &f.Body.Ops[d.Value]
		args := f.Body.Args(x)
		switch {
		case x.Code == ir.Unary && x.Aux == ir.OpNot:
			d.Truth = !d.Truth
		case x.Code == ir.Compare && f.Body.Ops[args[1]].Code == ir.Const && f.Body.Ops[args[1]].Aux == ir.ConstNone:
			if x.Aux == ir.OpIs || x.Aux == ir.OpEq {
				d.Truth = !d.Truth
			}
		default:
			return
		}
		d.Value = args[0]
	}
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
