package program

import (
	"slices"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
)

// Const is what the text shows of an argument: None, a truth value, a number or a string.
// The zero Const says nothing.
type Const struct {
	Known bool
	Kind  ir.ConstKind
	Text  string
}

// truth says whether the constant counts as true in a test.
func (c Const) truth() bool {
	switch c.Kind {
	case ir.ConstNone, ir.ConstFalse:
		return false
	case ir.ConstInt, ir.ConstFloat:
		return c.Text != "0" && c.Text != "0.0"
	case ir.ConstStr, ir.ConstBytes:
		return len(c.Text) > 2 // the quotes
	}
	return true
}

// constOf reads a constant off an op of a body.
func constOf(m *ir.Module, op *ir.Op) Const {
	switch {
	case op.Code != ir.Const:
		return Const{}
	case op.Aux == ir.ConstInt || op.Aux == ir.ConstFloat || op.Aux == ir.ConstStr || op.Aux == ir.ConstBytes:
		return Const{true, op.Aux, m.Str(ir.StrID(op.X))}
	}
	return Const{true, op.Aux, ""}
}

// Variable is a parameter of a function, which the function itself and those inside of it
// may test. The zero Variable is none: function 0 is the body of a module.
type Variable struct {
	Owner FuncRef
	Param int32
}

// Known says whether the Variable is one.
func (v Variable) Known() bool { return v.Owner > 0 }

// Tests are the branches of one function on parameters that keep what the caller gave.
type Tests struct {
	fs       *facts.Func
	branches map[int32]Variable // by op
	vars     []Variable
	p        *Program
	f        FuncRef
	cut      map[cutKey][]bool // blocks that control comes to
}

type cutKey struct {
	v Variable
	c Const
}

// Tests returns the branches of f on parameters, nil if it has none.
func (p *Program) Tests(f FuncRef) *Tests {
	if p.IR(f).Kind == ir.ClassBody || p.IR(f).Kind == ir.ModuleBody {
		return nil
	}
	t := &Tests{p: p, f: f, branches: map[int32]Variable{}, cut: map[cutKey][]bool{}}
	body := p.Body(f, nil)
	for i := range body.Ops {
		if op := &body.Ops[i]; op.Code == ir.Branch {
			if v, ok := t.tested(body, body.Args(op)[0], 0); ok {
				t.branches[int32(i)] = v
				if !slices.Contains(t.vars, v) {
					t.vars = append(t.vars, v)
				}
			}
		}
	}
	if len(t.vars) == 0 {
		return nil
	}
	t.fs = p.Facts(f, nil)
	return t
}

// tested returns the parameter that alone decides a value, if one does.
func (t *Tests) tested(body *ir.Body, v ir.Value, depth int) (Variable, bool) {
	x := &body.Ops[v]
	args := body.Args(x)
	switch {
	case depth > 4:
	case x.Code == ir.Read && x.N == 0:
		return t.p.parameter(t.f, x.Path())
	case x.Code == ir.Unary && x.Aux == ir.OpNot:
		return t.tested(body, args[0], depth+1)
	case x.Code == ir.Compare && body.Ops[args[1]].Code == ir.Const:
		switch x.Aux {
		case ir.OpIs, ir.OpIsNot, ir.OpEq, ir.OpNotEq:
			return t.tested(body, args[0], depth+1)
		}
	}
	return Variable{}, false
}

// parameter finds the parameter of f, or of a function around it, that a name stands for
// and that nothing else is ever assigned to.
func (p *Program) parameter(f FuncRef, path ir.PathID) (Variable, bool) {
	m := p.Module(f)
	n := m.Paths[path]
	owner := f
	switch n.Sel {
	case ir.RootLocal:
	case ir.RootFree:
		for owner = p.Parent(f); owner != NoFunc && !p.owns(owner, n.Name); {
			owner = p.Parent(owner)
		}
	default:
		return Variable{}, false
	}
	if owner == NoFunc {
		return Variable{}, false
	}
	i := slices.IndexFunc(p.IR(owner).Params, func(q ir.Param) bool {
		return q.Name == n.Name && q.Kind != ir.VarPos && q.Kind != ir.VarKw
	})
	if i < 0 || p.assigns(owner, n.Name) {
		return Variable{}, false
	}
	return Variable{owner, int32(i)}, true
}

// assigns says whether a function gives a local another value. Inner functions that do so
// with nonlocal are as good as unknown, and rare.
func (p *Program) assigns(f FuncRef, name ir.StrID) bool {
	m, body := p.Module(f), p.Body(f, nil)
	return slices.ContainsFunc(body.Ops, func(op ir.Op) bool {
		return (op.Code == ir.Write || op.Code == ir.Delete) && m.Paths[op.X].Sel == ir.RootLocal && m.Paths[op.X].Name == name
	})
}

// Deciding lists the parameters that decide whether an op runs.
func (t *Tests) Deciding(op int32) (out []Variable) {
	if t == nil {
		return nil
	}
	for _, v := range t.vars {
		for _, c := range t.candidates(v) {
			if t.Excludes(v, c, op) {
				out = append(out, v)
				break
			}
		}
	}
	return out
}

// candidates are constants among which every test of a parameter comes out both ways.
func (t *Tests) candidates(v Variable) []Const {
	out := []Const{{true, ir.ConstNone, ""}, {true, ir.ConstFalse, ""}, {true, ir.ConstTrue, ""}}
	body := t.fs.Body
	for i := range body.Ops {
		x := &body.Ops[i]
		if x.Code == ir.Compare {
			if c := constOf(t.fs.Module, &body.Ops[body.Args(x)[1]]); c.Known && !slices.Contains(out, c) {
				if tv, ok := t.tested(body, body.Args(x)[0], 0); ok && tv == v {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// Excludes says whether an op does not run if a parameter has a constant value.
func (t *Tests) Excludes(v Variable, c Const, op int32) bool {
	if t == nil || !c.Known {
		return false
	}
	reached := t.reached(v, c)
	blocks := t.fs.Graph.BlocksOf(op)
	return len(blocks) > 0 && !slices.ContainsFunc(blocks, func(b cfg.BlockID) bool { return reached[b] })
}

// reached marks the blocks that control comes to while a parameter has a value.
func (t *Tests) reached(v Variable, c Const) []bool {
	key := cutKey{v, c}
	if r, ok := t.cut[key]; ok {
		return r
	}
	g := t.fs.Graph
	r := make([]bool, len(g.Blocks))
	work := []cfg.BlockID{g.Entry}
	r[g.Entry] = true
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		last := g.Last(b)
		tested, ok := t.branches[last]
		var outcome bool
		if ok = ok && last >= 0 && tested == v; ok {
			outcome = t.comesOut(t.fs.Body.Args(&t.fs.Body.Ops[last])[0], c)
		}
		for _, e := range g.Blocks[b].Succs {
			if ok && (e.Kind == cfg.True && !outcome || e.Kind == cfg.False && outcome) || r[e.To] {
				continue
			}
			r[e.To] = true
			work = append(work, e.To)
		}
	}
	t.cut[key] = r
	return r
}

// comesOut evaluates a test of the parameter.
func (t *Tests) comesOut(v ir.Value, c Const) bool {
	x := &t.fs.Body.Ops[v]
	args := t.fs.Body.Args(x)
	switch x.Code {
	case ir.Unary:
		return !t.comesOut(args[0], c)
	case ir.Compare:
		if with := &t.fs.Body.Ops[args[1]]; with.Code == ir.Const {
			equal := constOf(t.fs.Module, with) == c
			if t.fs.Body.Ops[args[0]].Code != ir.Read {
				break
			}
			return equal == (x.Aux == ir.OpIs || x.Aux == ir.OpEq)
		}
	}
	return c.truth()
}

// defaults returns what the parameters of f are if a call does not give them, as far as
// the text shows.
func (p *Program) defaults(f FuncRef) []Const {
	parent := p.Parent(f)
	if parent == NoFunc || !slices.ContainsFunc(p.IR(f).Params, func(q ir.Param) bool { return q.HasDefault }) {
		return nil
	}
	m, body := p.Module(parent), p.Body(parent, nil)
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code != ir.MakeFunc || p.Ref(p.Funcs[f].Mod, ir.FuncID(op.X)) != f {
			continue
		}
		args := body.Args(op)
		out := make([]Const, len(p.IR(f).Params))
		for k, q := range p.IR(f).Params {
			if q.HasDefault && len(args) > 0 {
				out[k] = constOf(m, &body.Ops[args[0]])
				args = args[1:]
			}
		}
		return out
	}
	return nil
}
