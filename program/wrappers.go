package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// passer is a function that hands one of its parameters to what runs it as a thread or task.
type passer struct {
	f     FuncRef
	param int
	as    model.Strand
}

// learnWrappers finds the program's own wrappers of executors, threads and tasks, and adds
// what their callers give them to the spawns of the callers: self.run_blocking(self._load),
// self.spawn(self._pump()).
func (p *Program) learnWrappers() {
	var work []passer
	known := map[passer]bool{}
	learn := func(f FuncRef, v ir.Value, body *ir.Body, as model.Strand) {
		if k := p.paramAt(f, v, body); k >= 0 && !known[passer{f, k, as}] {
			known[passer{f, k, as}] = true
			work = append(work, passer{f, k, as})
		}
	}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Spawns {
			s := &p.Funcs[f].Spawns[i]
			if s.Arg < 0 || s.Row.As == model.Thread && len(s.Targets) > 0 {
				continue
			}
			if s.Row.As == model.Thread || s.IsHandle() && !s.Joined && p.IR(FuncRef(f)).Flags&(ir.Async|ir.Generator) == 0 {
				learn(FuncRef(f), ir.Value(s.Arg), p.Body(FuncRef(f), nil), s.Row.As)
			}
		}
	}
	r := newResolver(p)
	for len(work) > 0 {
		w := work[0]
		work = work[1:]
		for _, g := range p.Funcs[w.f].callers {
			r.prepare(g)
			fn := &p.Funcs[g]
			for i := range fn.Calls {
				c := &fn.Calls[i]
				v := r.given(c, w)
				if v < 0 {
					continue
				}
				if w.as == model.Task && fn.handleAt(c.Op) {
					continue // a spawner of a library that is part of the program
				}
				s := Spawn{Op: c.Op, Arg: int32(v), InLoop: r.inLoop(int(c.Op)), Joined: r.awaitedAt(int(c.Op)), Wrapped: true,
					Row: model.Spawn{Call: p.QualName(w.f), As: w.as, Result: model.Owned}}
				if w.as == model.Task && p.paramAt(g, v, &r.body) >= 0 {
					learn(g, v, &r.body, w.as)
					continue // its callers know what runs
				}
				r.runs(v, &s)
				if w.as == model.Task { // a plain function that goes to a wrapper of tasks and threads alike
					s.Targets = slices.DeleteFunc(s.Targets, func(t FuncRef) bool { return !p.Async(t) })
				}
				if len(s.Targets) > 0 {
					fn.Spawns = append(fn.Spawns, s)
					p.startedElsewhere(w.f, s.Targets)
					if made := fn.CallAt(int32(v)); made != nil && w.as == model.Task {
						made.Spawned = true
					}
				} else {
					learn(g, v, &r.body, w.as)
				}
			}
		}
	}
}

// startedElsewhere takes away from the spawns of a wrapper what its callers are now known
// to start through it, so that each task has one place where it starts.
func (p *Program) startedElsewhere(f FuncRef, targets []FuncRef) {
	for i := range p.Funcs[f].Spawns {
		if s := &p.Funcs[f].Spawns[i]; s.IsHandle() {
			s.Targets = slices.DeleteFunc(s.Targets, func(t FuncRef) bool { return slices.Contains(targets, t) })
		}
	}
}

// paramAt returns the position of the parameter that a value is, directly or within a
// functools.partial, or -1.
func (p *Program) paramAt(f FuncRef, v ir.Value, body *ir.Body) int {
	m := p.Module(f)
	x := &body.Ops[v]
	if x.Code == ir.Call && x.X != 0 && m.Str(m.Paths[x.X].Name) == "partial" {
		if v = body.Positional(x, 0); v < 0 {
			return -1
		}
		x = &body.Ops[v]
	}
	if x.Code != ir.Read || m.Paths[x.X].Sel != ir.RootLocal {
		return -1
	}
	return slices.IndexFunc(p.IR(f).Params, func(q ir.Param) bool { return q.Name == m.Paths[x.X].Name && q.Kind <= ir.KwOnly })
}

// given returns the argument that a call passes for the parameter of a passer, or
// NoValue if it does not call that.
func (r *resolver) given(c *CallSite, w passer) ir.Value {
	x := &r.body.Ops[c.Op]
	if x.Code != ir.Call || !slices.Contains(c.Targets, w.f) {
		return ir.NoValue
	}
	param := r.p.IR(w.f).Params[w.param]
	if v := r.mod.KeywordArg(&r.body, x, r.p.Module(w.f).Str(param.Name)); v != ir.NoValue {
		return v
	}
	at := w.param
	if r.p.selfObj(w.f) != nil {
		at--
	}
	if at < 0 {
		return ir.NoValue
	}
	return r.body.Positional(x, at)
}
