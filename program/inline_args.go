package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// givesShared says whether a call hands over something of the state in question.
func (fr *frame) givesShared(c *CallSite) bool {
	op := &fr.body.Ops[c.Op]
	if op.Code != ir.Call {
		return false
	}
	for _, a := range fr.body.CallArgs(op) {
		if slices.ContainsFunc(fr.in.s.p.Funcs[fr.f].Access, func(x Access) bool {
			return x.Op == int32(a.Value) && fr.in.shared[x.Loc.Root()]
		}) {
			return true
		}
	}
	return false
}

// arguments pairs the parameters of g with values of the inlined body. A parameter that
// the caller leaves to its default has none.
func (fr *frame) arguments(c *CallSite, g FuncRef) (map[ir.StrID]ir.Value, bool) {
	p := fr.in.s.p
	params, op := p.IR(g).Params, &fr.body.Ops[c.Op]
	out := map[ir.StrID]ir.Value{}
	if c.Form == partialForm {
		return fr.partialArguments(c, g)
	}
	next := 0
	give := func(v ir.Value) bool {
		if next >= len(params) {
			return false
		}
		out[params[next].Name] = v
		next++
		return true
	}
	if c.Form == boundForm {
		self, ok := fr.receiver(c, op)
		if !ok || !give(self) {
			return nil, false
		}
	}
	switch op.Code {
	case ir.Read:
		return out, next == len(params)
	case ir.Write:
		return out, give(fr.vals[fr.body.Stored(op)]) && next == len(params)
	}
	m := p.Module(g)
	for _, a := range fr.body.CallArgs(op) {
		switch {
		case a.Tag == ir.TagPositional:
			if !give(fr.vals[a.Value]) || params[next-1].Kind == ir.KwOnly {
				return nil, false
			}
		case a.Keyword() != 0:
			name := fr.mod.Str(a.Keyword())
			k := slices.IndexFunc(params, func(x ir.Param) bool { return m.Str(x.Name) == name })
			if k < 0 {
				return nil, false
			}
			out[params[k].Name] = fr.vals[a.Value]
		default:
			return nil, false
		}
	}
	for _, x := range params {
		if _, given := out[x.Name]; !given && !x.HasDefault {
			return nil, false
		}
	}
	return out, true
}

// partialArguments does the same for a call of what functools.partial has made in the
// same function, which gives the arguments that stand there first.
func (fr *frame) partialArguments(c *CallSite, g FuncRef) (map[ir.StrID]ir.Value, bool) {
	op := &fr.body.Ops[c.Op]
	if op.Code != ir.Call {
		return nil, false
	}
	made := fr.body.Callee(op)
	if x := &fr.body.Ops[made]; x.Code == ir.Read && fr.body.Base(x) < 0 && fr.mod.Paths[x.X].Sel == ir.RootLocal {
		if made = fr.onlyValue(fr.mod.Paths[x.X].Name, int32(made)); made < 0 {
			return nil, false
		}
	}
	x := &fr.body.Ops[made]
	if x.Code != ir.Call || fr.body.NumArgs(x) == 0 {
		return nil, false
	}
	var given []ir.Value
	if inner := &fr.body.Ops[fr.body.CallArg(x, 0).Value]; fr.in.s.p.Funcs[g].Class != NoClass && fr.in.s.p.Funcs[g].flags&isStatic == 0 {
		if inner.Code != ir.Read || fr.mod.Paths[inner.X].Sel != ir.Attr {
			return nil, false
		}
		given = append(given, fr.vals[fr.body.Base(inner)])
	}
	for i := 1; i < fr.body.NumArgs(x); i++ {
		if a := fr.body.CallArg(x, i); a.Tag == ir.TagPositional {
			given = append(given, fr.vals[a.Value])
		} else {
			return nil, false
		}
	}
	for _, a := range fr.body.CallArgs(op) {
		if a.Tag != ir.TagPositional {
			return nil, false
		}
		given = append(given, fr.vals[a.Value])
	}
	params, out := fr.in.s.p.IR(g).Params, map[ir.StrID]ir.Value{}
	if len(given) != len(params) {
		return nil, false
	}
	for i, v := range given {
		out[params[i].Name] = v
	}
	return out, true
}

// receiver returns the value that a bound method is called on.
func (fr *frame) receiver(c *CallSite, op *ir.Op) (ir.Value, bool) {
	if op.Code != ir.Call {
		return fr.vals[fr.body.Base(op)], true
	}
	callee := fr.body.Callee(op)
	x := &fr.body.Ops[callee]
	if x.Code == ir.Read && fr.body.Base(x) < 0 && fr.mod.Paths[x.X].Sel == ir.RootLocal { // has = self.has
		if callee = fr.onlyValue(fr.mod.Paths[x.X].Name, int32(callee)); callee < 0 {
			return 0, false
		}
		x = &fr.body.Ops[callee]
	}
	if x.Code != ir.Read || fr.mod.Paths[x.X].Sel != ir.Attr {
		return 0, false
	}
	base := fr.body.Base(x)
	if b := &fr.body.Ops[base]; b.Code == ir.Call { // super().has(k)
		if inner := fr.in.s.p.Funcs[fr.f].CallAt(int32(base)); !c.Up || inner == nil || inner.Name != "builtins.super" || len(fr.in.s.p.IR(fr.f).Params) == 0 {
			return fr.vals[base], !c.Up
		}
		first := fr.in.s.p.IR(fr.f).Params[0].Name
		if v, ok := fr.bound[first]; ok {
			return v, true
		}
		if fr.outer != nil {
			return 0, false
		}
		return fr.emit(int32(base), ir.Op{Code: ir.Read, Span: b.Span, X: uint32(fr.in.path(ir.Path{Sel: ir.RootLocal, Name: first}))}), true
	}
	return fr.vals[base], true
}

// onlyValue returns the value that a local gets in one place, before op at; else NoValue.
func (fr *frame) onlyValue(name ir.StrID, at int32) ir.Value {
	found := ir.NoValue
	for i := range fr.body.Ops {
		if op := &fr.body.Ops[i]; op.Code == ir.Write && fr.body.Base(op) < 0 && fr.mod.Paths[op.X].Name == name && fr.mod.Paths[op.X].Sel == ir.RootLocal {
			if found >= 0 || int32(i) > at {
				return ir.NoValue
			}
			found = fr.body.Stored(op)
		}
	}
	return found
}
