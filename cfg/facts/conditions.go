package facts

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// conditionsAt returns the tests that have certainly come out one way when op is
// reached, by their text, so that a second test of the same is known, too.
func (f *Func) conditionsAt(op int32) map[string]bool {
	out := map[string]bool{}
	g := f.Graph
	at := g.BlockOf(op)
	for d := at; d >= 0; d = g.Idom(d) {
		last := g.Last(d)
		if d == at || last < 0 || f.Body.Ops[last].Code != ir.Branch {
			continue
		}
		text, negated := f.condition(f.Body.Args(&f.Body.Ops[last])[0])
		if text == "" {
			continue
		}
		for _, e := range g.Blocks[d].Succs {
			if (e.Kind == cfg.True || e.Kind == cfg.False) && len(g.Blocks[e.To].Preds) == 1 && g.Dominates(e.To, at) {
				if _, known := out[text]; !known {
					out[text] = (e.Kind == cfg.True) != negated
				}
			}
		}
	}
	return out
}

// condition returns a text that equal tests share, and whether the value negates it.
func (f *Func) condition(v ir.Value) (text string, negated bool) {
	x := &f.Body.Ops[v]
	switch {
	case x.Code == ir.Unary && x.Aux == ir.OpNot:
		text, negated = f.condition(f.Body.Args(x)[0])
		return text, !negated
	case x.Code == ir.Compare:
		args := f.Body.Args(x)
		left, right := f.operand(args[0]), f.operand(args[1])
		if left == "" || right == "" {
			return "", false
		}
		op := x.Aux
		switch op {
		case ir.OpIsNot, ir.OpNotEq, ir.OpNotIn:
			op, negated = op-1, true
		}
		if op == ir.OpIs && right == "None" { // "is not None" and plain truth are taken for the same
			return left, !negated
		}
		return fmt.Sprintf("%s %s %s", left, ir.OperatorString(op), right), negated
	}
	return f.operand(v), false
}

func (f *Func) operand(v ir.Value) string {
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		return f.Module.PathString(ir.PathID(x.X))
	case ir.Const:
		if x.Aux == ir.ConstNone {
			return "None"
		}
		return fmt.Sprintf("%d:%q", x.Aux, f.Module.Str(ir.StrID(x.X)))
	case ir.Call:
		parts := []string{f.operand(f.Body.Callee(x))}
		for _, a := range f.Body.CallArgs(x) {
			parts = append(parts, f.operand(a.Value))
		}
		return strings.Join(parts, "(")
	}
	return ""
}

// possible says whether control may take an edge of a branch while the holders hold
// the handle: a handle is true, not None, and once it is done nothing can be lost.
func (w *walk) possible(branch int32, edge cfg.EdgeKind, held holders) bool {
	x := &w.f.Body.Ops[branch]
	if x.Code != ir.Branch || edge != cfg.True && edge != cfg.False {
		return true
	}
	v := w.f.Body.Args(x)[0]
	if value, known := w.truth(v, held, 0); known {
		return value == (edge == cfg.True)
	}
	if text, negated := w.f.condition(v); text != "" {
		if value, known := w.conditions[text]; known {
			return (value != negated) == (edge == cfg.True)
		}
	}
	return true
}

// truth returns what a test of the handle yields where it matters. done() counts as
// false: the other way is no concern any more.
func (w *walk) truth(v ir.Value, held holders, depth int) (value, known bool) {
	x := &w.f.Body.Ops[v]
	args := w.f.Body.Args(x)
	switch {
	case depth > 4:
		return false, false
	case w.isHandle(v, held):
		return true, true
	case x.Code == ir.Unary && x.Aux == ir.OpNot:
		value, known = w.truth(args[0], held, depth+1)
		return !value, known
	case x.Code == ir.Compare && (x.Aux == ir.OpIs || x.Aux == ir.OpIsNot):
		right := &w.f.Body.Ops[args[1]]
		if w.isHandle(args[0], held) && right.Code == ir.Const && right.Aux == ir.ConstNone {
			return x.Aux == ir.OpIsNot, true
		}
	case x.Code == ir.Call:
		callee := &w.f.Body.Ops[args[0]]
		if callee.Code == ir.Read && w.f.Module.Paths[callee.X].Sel == ir.Attr && w.isHandle(w.f.Body.Base(callee), held) {
			switch w.f.Module.Str(w.f.Module.Paths[callee.X].Name) {
			case "done", "cancelled":
				return false, true
			}
		}
	}
	return false, false
}

func (w *walk) isHandle(v ir.Value, held holders) bool {
	if v < 0 {
		return false
	}
	if int32(v) == w.start {
		return held.flying || held.direct != 0
	}
	if w.f.Body.Ops[v].Code != ir.Read {
		return false
	}
	bit, ok := w.bits[w.f.LocalOf(int32(v))]
	return ok && w.f.LocalOf(int32(v)) != 0 && (held.direct|held.inside)&(1<<bit) != 0
}
