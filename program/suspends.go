package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// solveSuspends finds which functions may suspend: those with a sure suspension, and
// those that wait for one that may. It is the least fixpoint over the call graph,
// found with a worklist from the sure ones.
func (p *Program) solveSuspends() {
	waiting := map[FuncRef][]FuncRef{} // function to those that wait for it
	var work []FuncRef
	mark := func(f FuncRef) {
		if !p.Funcs[f].suspends {
			p.Funcs[f].suspends = true
			work = append(work, f)
		}
	}
	for f := range p.Funcs[:p.plain] {
		if p.abstract(FuncRef(f)) {
			mark(FuncRef(f)) // what will implement it is not known
			continue
		}
		for _, s := range p.suspensions[f] {
			if s.Sure {
				mark(FuncRef(f))
				break
			}
			for _, on := range s.On {
				waiting[on] = append(waiting[on], FuncRef(f))
			}
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range waiting[f] {
			mark(g)
		}
	}
}

// abstract says whether an async function has no code of its own: it raises
// NotImplementedError or has an empty body and is meant to be overridden.
func (p *Program) abstract(f FuncRef) bool {
	fn := p.IR(f)
	if fn.Flags&ir.Async == 0 || fn.Flags&ir.Awaits != 0 || len(fn.Writes) > 0 {
		return false
	}
	for _, d := range fn.Decorators {
		if d.Path != 0 && p.Module(f).Str(p.Module(f).Paths[d.Path].Name) == "abstractmethod" {
			return true
		}
	}
	if p.Funcs[f].Class == NoClass {
		return false
	}
	for _, c := range fn.Calls {
		x := p.Module(f)
		if x.Paths[c].Sel != ir.RootGlobal || x.Str(x.Paths[c].Name) != "NotImplementedError" {
			return false
		}
	}
	body := p.Body(f, nil)
	return slices.ContainsFunc(body.Ops, func(op ir.Op) bool { return op.Code == ir.Raise })
}

// MaySuspend says whether awaiting f may hand control to the loop.
func (p *Program) MaySuspend(f FuncRef) bool { return p.Funcs[f].suspends }

// Suspensions returns the suspension points of f that are real: op indices, sorted.
func (p *Program) Suspensions(f FuncRef) []int32 {
	var out []int32
	for _, s := range p.suspensions[f] {
		if s.Sure || slices.ContainsFunc(s.On, p.MaySuspend) {
			out = append(out, s.Op)
		}
	}
	return out
}

// linkCallers fills in who calls whom, in reverse.
func (p *Program) linkCallers() {
	for f := range p.Funcs[:p.plain] {
		for _, c := range p.Funcs[f].Calls {
			if c.Spawned {
				continue
			}
			for _, t := range c.Targets {
				list := p.Funcs[t].callers
				if len(list) == 0 || list[len(list)-1] != FuncRef(f) {
					p.Funcs[t].callers = append(list, FuncRef(f))
				}
			}
		}
	}
}

// Callers returns the functions that call f in their own strand, sorted.
func (p *Program) Callers(f FuncRef) []FuncRef { return p.Funcs[f].callers }

// suspension says whether an op is a suspension point.
func (r *resolver) suspension(i int, op *ir.Op) (Suspension, bool) {
	s := Suspension{Op: int32(i)}
	flags := r.fn.Flags
	switch op.Code {
	case ir.Yield:
		s.Sure = flags&ir.Async != 0 || r.p.Funcs[r.f].flags&isCoroutine != 0
		return s, s.Sure
	case ir.YieldFrom:
		if r.p.Funcs[r.f].flags&isCoroutine == 0 {
			return s, false
		}
		r.waitsOn(r.body.Args(op)[0], "", &s)
	case ir.Await:
		r.waitsOn(r.body.Args(op)[0], "__await__", &s)
	case ir.Next:
		r.waitsOn(r.body.Args(op)[0], "__anext__", &s)
	case ir.Enter:
		if !r.ready("enter ", r.body.Args(op)[0]) {
			r.waitsOn(r.body.Args(op)[0], "__aenter__", &s)
		}
	case ir.Exit:
		if !r.ready("exit ", r.body.Args(op)[0]) {
			r.waitsOn(r.body.Args(op)[0], "__aexit__", &s)
		}
	}
	return s, s.Sure || len(s.On) > 0
}

// ready says whether entering or leaving a context manager never suspends: letting go
// of a lock does not, nor does starting a timeout.
func (r *resolver) ready(what string, v ir.Value) bool {
	if _, ok := r.lockOf(v); ok && what == "exit " {
		return true
	}
	for _, o := range r.vals[v] {
		name := r.p.nameOf(o)
		if o.Kind == ExtInst {
			name = r.p.model.Canon(o.Name)
		}
		if !r.p.model.Ready[what+name] {
			return false
		}
	}
	return len(r.vals[v]) > 0
}

// waitsOn adds what awaiting value v may wait for.
func (r *resolver) waitsOn(v ir.Value, method string, s *Suspension) {
	objs := r.vals[v]
	if len(objs) == 0 {
		s.Sure = true
	}
	for _, o := range objs {
		switch o.Kind {
		case CoroObj, GenObj:
			s.On = append(s.On, FuncRef(o.ID))
			if r.body.Ops[v].Code == ir.Call {
				if callee := r.body.Args(&r.body.Ops[v])[0]; method == "__await__" {
					for _, c := range r.vals[callee] {
						s.On = r.targets(c, "", s.On)
					}
				}
			}
		case InstObj:
			f := r.p.Method(ClassRef(o.ID), method)
			if f == NoFunc {
				s.Sure = true
			} else {
				s.On = append(s.On, f)
			}
		case ExtInst:
			if !r.p.model.Ready[r.p.model.Canon(o.Name)] {
				s.Sure = true
			}
		default:
			s.Sure = true
		}
	}
	slices.Sort(s.On)
	s.On = slices.Compact(s.On)
}
