package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// maxHandover bounds how many calls deep an argument is followed to a thread.
const maxHandover = 2

// HandsToThread says whether a call gives one of its arguments to a thread that nobody
// waits for there, itself or in what it calls, and where the thread begins.
func (p *Program) HandsToThread(f FuncRef, c *CallSite, arg ir.Value) (Site, bool) {
	return p.handsToThread(f, p.Body(f, nil), c, arg, 0)
}

func (p *Program) handsToThread(f FuncRef, body *ir.Body, c *CallSite, arg ir.Value, depth int) (Site, bool) {
	spawns := p.Funcs[f].Spawns
	for i := range spawns {
		if s := &spawns[i]; s.Op == c.Op && s.Row.As == model.Thread && s.Arg != int32(arg) && !s.Joined {
			return Site{f, c.Op}, true
		}
	}
	if depth == maxHandover || c.Spawned {
		return Site{}, false
	}
	for _, t := range c.Targets {
		if p.IR(t).Flags&(ir.Async|ir.Generator) != 0 {
			continue
		}
		name, ok := p.paramFor(f, body, c, arg, t)
		if !ok {
			continue
		}
		inner, m := p.Body(t, nil), p.Module(t)
		for i := range p.Funcs[t].Calls {
			d := &p.Funcs[t].Calls[i]
			x := &inner.Ops[d.Op]
			if x.Code != ir.Call {
				continue
			}
			for _, a := range inner.CallArgs(x) {
				y := &inner.Ops[a.Value]
				if y.Code != ir.Read || m.Paths[y.X].Sel != ir.RootLocal || m.Str(m.Paths[y.X].Name) != name {
					continue
				}
				if at, ok := p.handsToThread(t, inner, d, a.Value, depth+1); ok {
					return at, true
				}
			}
		}
	}
	return Site{}, false
}

// paramFor returns the name of the parameter of a target that gets an argument of a call.
func (p *Program) paramFor(f FuncRef, body *ir.Body, c *CallSite, arg ir.Value, target FuncRef) (string, bool) {
	m, params := p.Module(target), p.IR(target).Params
	at := 0
	if p.selfObj(target) != nil {
		at = 1
	}
	for _, a := range body.CallArgs(&body.Ops[c.Op]) {
		switch {
		case a.Tag == ir.TagPositional:
			if a.Value == arg && at < len(params) && params[at].Kind <= ir.PosOrKw {
				return m.Str(params[at].Name), true
			}
			at++
		case a.Keyword() != 0:
			name := p.Module(f).Str(a.Keyword())
			if a.Value == arg && slices.ContainsFunc(params, func(q ir.Param) bool { return m.Str(q.Name) == name }) {
				return name, true
			}
		default:
			return "", false
		}
	}
	return "", false
}
