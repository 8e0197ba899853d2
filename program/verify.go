package program

import (
	"fmt"
	"slices"
)

// Verify checks what every linked program must fulfil: references are in range, tables
// are sorted by op, resolution orders start with the class itself, the strands that
// run a function exist, and callers and calls agree.
func Verify(p *Program) error {
	for c := range p.Classes {
		mro := p.Classes[c].MRO
		if len(mro) == 0 || mro[0] != ClassRef(c) {
			return fmt.Errorf("class %s: resolution order does not start with itself", p.ClassName(ClassRef(c)))
		}
		if seen := slices.Clone(mro); len(slices.Compact(slices.Sorted(slices.Values(seen)))) != len(mro) {
			return fmt.Errorf("class %s: repeated in its resolution order", p.ClassName(ClassRef(c)))
		}
	}
	for f := range p.Funcs[:p.plain] {
		if err := p.verifyFunc(FuncRef(f)); err != nil {
			return fmt.Errorf("%s: %w", p.QualName(FuncRef(f)), err)
		}
	}
	for i := range p.strands {
		if e := &p.strands[i]; len(e.Sites) != len(e.starts) || len(e.Sites) != len(e.trial) || e.Same && !e.Many {
			return fmt.Errorf("strand of %s is inconsistent", p.QualName(e.Func))
		}
	}
	return nil
}

func (p *Program) verifyFunc(f FuncRef) error {
	fn := &p.Funcs[f]
	ops := int32(len(p.Body(f, nil).Ops))
	last := int32(-1)
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Op <= last || c.Op >= ops {
			return fmt.Errorf("call at op %d is out of order or range", c.Op)
		}
		last = c.Op
		for _, t := range c.Targets {
			if t < 0 || int(t) >= len(p.Funcs) {
				return fmt.Errorf("call at op %d: target out of range", c.Op)
			}
			if !c.Spawned && !slices.Contains(p.Funcs[t].callers, f) {
				return fmt.Errorf("call at op %d: %s does not know its caller", c.Op, p.Name(t))
			}
		}
	}
	for i := range fn.Access {
		if a := &fn.Access[i]; a.Op < 0 || a.Op >= ops || a.Loc.Kind == NoOwner || i > 0 && a.Op < fn.Access[i-1].Op {
			return fmt.Errorf("access at op %d is out of order or range, or has no location", a.Op)
		}
	}
	for i, s := range fn.LockSites {
		if s.Lock < 0 || s.Lock >= len(fn.Locks) || i > 0 && s.Op < fn.LockSites[i-1].Op {
			return fmt.Errorf("lock site at op %d is out of order or range", s.Op)
		}
	}
	for _, r := range fn.runs {
		if r.entry < 0 || int(r.entry) >= len(p.strands) {
			return fmt.Errorf("runs in a strand that does not exist")
		}
	}
	return nil
}
