package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir/model"
)

// RunsAt lists what the strands of a sort run whose handles are kept at a location or in
// the container there: a task that create_task returns, a Thread object.
func (p *Program) RunsAt(loc Location, as model.Strand) []FuncRef {
	out := p.runsAt(loc, as, 0)
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *Program) runsAt(loc Location, as model.Strand, depth int) (out []FuncRef) {
	if loc.Kind == NoOwner || depth > 1 {
		return nil
	}
	for _, w := range p.Writers(loc) {
		if w.Access.Kind != Writing && w.Access.Kind != Storing && w.Access.Kind != Growing {
			continue
		}
		v := int32(storedBy(p.Body(w.Func, nil), w.Access.Op))
		for _, a := range p.Funcs[w.Func].Access {
			if a.Op == v && a.Kind == Reading && a.Loc != loc {
				out = append(out, p.runsAt(a.Loc, as, depth+1)...) // kept in two places
			}
		}
		for i := range p.Funcs[w.Func].Spawns {
			s := &p.Funcs[w.Func].Spawns[i]
			if s.Row.As != as || as == model.Task && !s.IsHandle() {
				continue
			}
			if v == s.Op || v >= 0 && p.holds(w.Func, v, s.Op) {
				out = append(out, s.Targets...)
			}
		}
	}
	return out
}

// holds says whether a value that is stored comes from an op through locals alone.
func (p *Program) holds(f FuncRef, v, op int32) bool {
	ff := p.Facts(f, nil)
	for n := 0; n < 4 && v >= 0; n++ {
		if v == op {
			return true
		}
		w := ff.LastWrite(v)
		if w < 0 {
			return false
		}
		v = int32(storedBy(ff.Body, w))
	}
	return v == op
}

// OwnPath returns the calls by which a strand that begins at one method comes to another
// one on the same object, each caller calling a method of its own receiver or a function
// of its own; nil if there are none, or more than limit. Functions that skip accepts are
// not passed.
func (p *Program) OwnPath(from, to FuncRef, limit int, skip func(FuncRef) bool) []Site {
	if from == to {
		return []Site{}
	}
	type step struct {
		f    FuncRef
		prev int
		op   int32
	}
	seen := map[FuncRef]bool{from: true}
	queue := []step{{f: from, prev: -1}}
	for i, depthEnd, depth := 0, 1, 0; i < len(queue) && depth < limit; i++ {
		f := queue[i].f
		for k := range p.Funcs[f].Calls {
			c := &p.Funcs[f].Calls[k]
			if c.Spawned {
				continue
			}
			for _, t := range c.Targets {
				if seen[t] || !c.Self && p.Parent(t) != f || skip != nil && skip(t) {
					continue
				}
				seen[t] = true
				queue = append(queue, step{t, i, c.Op})
				if t != to {
					continue
				}
				var path []Site
				for n := len(queue) - 1; queue[n].prev >= 0; n = queue[n].prev {
					path = append(path, Site{queue[queue[n].prev].f, queue[n].op})
				}
				slices.Reverse(path)
				return path
			}
		}
		if i+1 == depthEnd {
			depthEnd, depth = len(queue), depth+1
		}
	}
	return nil
}
