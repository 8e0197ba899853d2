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
