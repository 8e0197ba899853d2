package checks

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// supplied says whether somebody outside of the program may decide what the parameter
// that is put in at a place is: nobody in the program calls the function, or a caller
// passes on what he does not know himself.
func supplied(p *program.Program, at program.Site, depth int) bool {
	g := &Func{Func: p.Facts(at.Func, nil), P: p, Ref: at.Func}
	params := g.paramsPut(at.Op)
	called := false
	for _, h := range p.Callers(at.Func) {
		if p.Trial(h) {
			continue
		}
		f := &Func{Func: p.Facts(h, nil), P: p, Ref: h}
		for i := range p.Funcs[h].Calls {
			c := &p.Funcs[h].Calls[i]
			if !slices.Contains(c.Targets, at.Func) || f.Body.Ops[c.Op].Code != ir.Call {
				continue
			}
			for _, n := range params {
				v, known := f.argument(c.Op, at.Func, n)
				if !known {
					return true
				}
				if called = called || v >= 0; v >= 0 && f.unknownCode(v, depth) {
					return true
				}
			}
		}
	}
	return !called
}

// paramsPut lists the parameters that an op stores, by position.
func (f *Func) paramsPut(op int32) (out []int) {
	x := &f.Body.Ops[op]
	values := f.Body.Args(x)
	if x.Code == ir.Call {
		values = nil
		for _, a := range f.Body.CallArgs(x) {
			values = append(values, a.Value)
		}
	}
	for _, v := range values {
		if v < 0 {
			continue
		}
		f.Sources(v, func(s facts.Source) {
			if s.Op == facts.Param {
				i := slices.IndexFunc(f.IR.Params, func(p ir.Param) bool { return p.Name == s.Local })
				if i > 0 || i == 0 && f.IR.Class == 0 {
					out = append(out, i)
				}
			}
		})
	}
	return out
}

// argument returns what a call passes for a parameter: NoValue for the default, and not
// known if the call unpacks its arguments.
func (f *Func) argument(call int32, target program.FuncRef, param int) (v ir.Value, known bool) {
	x := &f.Body.Ops[call]
	m, fn := f.P.Module(target), f.P.IR(target)
	at := param
	if f.P.Funcs[target].Class != program.NoClass {
		at--
	}
	n := 0
	for _, a := range f.Body.CallArgs(x) {
		switch {
		case a.Tag == ir.TagPositional:
			if n == at {
				return a.Value, true
			}
			n++
		case a.Keyword() != 0:
			if f.Module.Str(a.Keyword()) == m.Str(fn.Params[param].Name) {
				return a.Value, true
			}
		default:
			return ir.NoValue, false
		}
	}
	return ir.NoValue, true
}

// unknownCode says whether a value that is called later may be code that the program does
// not determine: an argument, or a function that calls such code itself.
func (f *Func) unknownCode(v ir.Value, depth int) bool {
	if depth > 2 || f.given(v) {
		return true
	}
	x := &f.Body.Ops[v]
	if x.Code == ir.MakeFunc {
		return callsUnknown(f.P, f.P.Ref(f.P.Funcs[f.Ref].Mod, ir.FuncID(x.X)), depth)
	}
	for _, o := range f.types().Objects(v) {
		if o.Kind == program.FuncObj || o.Kind == program.BoundObj || o.Kind == program.PartialObj {
			if callsUnknown(f.P, program.FuncRef(o.ID), depth+1) {
				return true
			}
		}
	}
	return false
}

// callsUnknown says whether a function leads to code that the program does not determine:
// a call of something of which nothing is known, or a method that is there to be overridden.
func callsUnknown(p *program.Program, g program.FuncRef, depth int) bool {
	if depth > 3 {
		return false
	}
	for i := range p.Funcs[g].Calls {
		c := &p.Funcs[g].Calls[i]
		switch {
		case c.Spawned:
		case len(c.Targets) == 0 && c.Name == "" && !quietMethod(p, c.Method):
			return true
		}
		for _, t := range c.Targets {
			if emptyHook(p, t) || callsUnknown(p, t, depth+1) {
				return true
			}
		}
	}
	return false
}

// emptyHook says whether a method of a public class does nothing: it is there to be overridden.
func emptyHook(p *program.Program, t program.FuncRef) bool {
	fn := &p.Funcs[t]
	if fn.Class == program.NoClass || strings.HasPrefix(p.ClassName(fn.Class), "_") || len(fn.Calls) > 1 {
		return false
	}
	body := p.Body(t, nil)
	for i := range body.Ops {
		switch x := &body.Ops[i]; x.Code {
		case ir.Const, ir.Raise:
		case ir.Return:
			if x.N > 0 && body.Ops[body.Args(x)[0]].Code != ir.Const {
				return false
			}
		case ir.Read, ir.Call:
			if !slices.ContainsFunc(body.Ops, func(y ir.Op) bool { return y.Code == ir.Raise }) {
				return false // it raises NotImplementedError(…)
			}
		default:
			return false
		}
	}
	return true
}
