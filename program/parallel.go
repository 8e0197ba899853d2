package program

import (
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Origin says where strands come from that no Entry stands for.
type Origin uint8

const (
	FromMain    Origin = 1 << iota // the body of a module leads here: the main thread
	FromOutside                    // a function leads here that nobody in the program calls
)

// Origins finds, for every function, which strands may run it beside those of Runs.
func (p *Program) Origins() []Origin {
	out := make([]Origin, len(p.Funcs))
	spread := func(origin Origin, starts func(FuncRef) bool) {
		var work []FuncRef
		reach := func(f FuncRef) {
			if out[f]&origin == 0 {
				out[f] |= origin
				work = append(work, f)
			}
		}
		for f := range p.Funcs[:p.plain] {
			if starts(FuncRef(f)) {
				reach(FuncRef(f))
			}
		}
		for len(work) > 0 {
			f := work[len(work)-1]
			work = work[:len(work)-1]
			for _, c := range p.Funcs[f].Calls {
				if c.Spawned {
					continue
				}
				for _, t := range c.Targets {
					reach(t)
				}
			}
		}
	}
	spread(FromMain, func(f FuncRef) bool { k := p.IR(f).Kind; return k == ir.ModuleBody || k == ir.ClassBody })
	spread(FromOutside, func(f FuncRef) bool {
		return p.IR(f).Kind == ir.Function && len(p.Funcs[f].callers) == 0 && !p.startsStrand(f)
	})
	return out
}

// Parallel says whether strands of two entries, threads or tasks, may run at the same
// time: one entry if it runs several times at once; tasks of a loop unless one is
// awaited before the other starts; threads unless one is joined before.
func (p *Program) Parallel(a, b *Entry) bool {
	switch {
	case a.As == model.Process || b.As == model.Process || a != b && !p.oneProgram(a, b):
		return false // they share no memory, or are of different programs
	case a == b:
		return a.Many
	case a.OnLoop() && b.OnLoop():
		return p.parallelEntries(a, b)
	}
	return !p.sequenced(a, b)
}

// sequenced says whether every thread of one entry is joined before one of the other
// starts, or the other way round.
func (p *Program) sequenced(a, b *Entry) bool {
	if a.Many || b.Many || len(a.Sites) == 0 || len(b.Sites) == 0 {
		return false
	}
	for _, s := range a.Sites {
		for _, t := range b.Sites {
			if s.Func != t.Func || !p.joined(s, t.Op) && !p.joined(t, s.Op) {
				return false
			}
		}
	}
	return true
}

// joined says whether the thread made at a site, and kept in a local, is joined before
// op runs.
func (p *Program) joined(s Site, op int32) bool {
	if s.Op > op {
		return false
	}
	body, m := p.Body(s.Func, nil), p.Module(s.Func)
	local := ir.StrID(0)
	for i := range body.Ops[:op] {
		x := &body.Ops[i]
		switch x.Code {
		case ir.Write:
			if n := m.Paths[x.X]; n.Sel == ir.RootLocal && int32(body.Stored(x)) == s.Op {
				local = n.Name
			}
		case ir.Call:
			callee := &body.Ops[body.Callee(x)]
			if local == 0 || callee.Code != ir.Read || x.N != 1 || m.Str(m.Paths[callee.X].Name) != "join" {
				continue
			}
			if base := body.Base(callee); base >= 0 && body.Ops[base].Code == ir.Read {
				if n := m.Paths[body.Ops[base].X]; n.Sel == ir.RootLocal && n.Name == local {
					return true
				}
			}
		}
	}
	return false
}
