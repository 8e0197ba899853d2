package program

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
)

// RunsIn returns what the tasks that are kept at a location run.
func (p *Program) RunsIn(loc Location) (out []FuncRef) {
	if loc.Kind == NoOwner {
		return nil
	}
	for _, w := range p.Writers(loc) {
		if s, ok := p.SpawnAt(w); ok {
			out = append(out, s.Targets...)
		}
	}
	return out
}

// CleansUpWith says whether an except or finally clause of f uses a location.
func (p *Program) CleansUpWith(f FuncRef, loc Location) bool {
	if p.IR(f).Flags&ir.Tries == 0 {
		return false
	}
	ff := p.Facts(f, nil)
	return slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool {
		return a.Loc.Root() == loc && ff.InHandler(a.Op)
	})
}

// HandlesErrors says whether functions that tasks run see to their errors themselves:
// they have a handler for all exceptions, or do nothing that is likely to raise.
func (p *Program) HandlesErrors(fs []FuncRef) bool {
	return slices.ContainsFunc(fs, func(f FuncRef) bool {
		if p.wrapped(f) || p.Async(f) && !p.mayFail(f) {
			return true
		}
		if p.IR(f).Flags&ir.Tries == 0 {
			return false
		}
		m := p.Module(f)
		return slices.ContainsFunc(p.Body(f, nil).Handlers, func(h ir.Handler) bool {
			return len(h.Types) == 0 || slices.ContainsFunc(h.Types, func(t ir.PathID) bool {
				name := ""
				if t != 0 {
					name = m.Str(m.Paths[t].Name)
				}
				return name == "Exception" || name == "BaseException"
			})
		})
	})
}

// mayFail says whether a coroutine awaits more than the clock.
func (p *Program) mayFail(f FuncRef) bool {
	body := p.Body(f, nil)
	for i := range body.Ops {
		x := &body.Ops[i]
		switch x.Code {
		case ir.Next:
			if x.Flags&ir.IsAsync != 0 {
				return true
			}
		case ir.Await:
			c := p.Funcs[f].CallAt(int32(body.Args(x)[0]))
			if c == nil || c.Name != "asyncio.sleep" && c.Name != "asyncio.Event.wait" && c.Method != "sleep" {
				return true
			}
		}
	}
	return false
}

// IsLock says whether an object is a lock of any kind.
func (p *Program) IsLock(o Obj) bool {
	_, ok := p.lockRow(o)
	return ok
}

// LockName says whether a name is one that people give to locks.
func LockName(name string) bool { return name != "" && lockName(name) }

// EndsQuietly says whether a coroutine may end without CancelledError when its task is
// cancelled: it catches that itself, or its decorators may.
func (p *Program) EndsQuietly(f FuncRef) bool {
	return !p.Async(f) || p.wrapped(f) || p.Has(f, CatchesCancel)
}

// HandsOutTaken says whether the function of a writer returns what it takes out of a
// container.
func (p *Program) HandsOutTaken(w Writer) bool {
	ff := p.Facts(w.Func, nil)
	for i := range ff.Body.Ops {
		x := &ff.Body.Ops[i]
		if x.Code != ir.Return || x.N == 0 {
			continue
		}
		found := false
		ff.Sources(ff.Body.Args(x)[0], func(s facts.Source) { found = found || s.Op == w.Access.Op })
		if found {
			return true
		}
	}
	return false
}

// OnlyJoined says whether the tasks that run f, if any, end before the function that
// starts them goes on, as those of a gather do that is awaited on the spot.
func (p *Program) OnlyJoined(f FuncRef) bool {
	found := false
	for _, e := range p.Runs(f) {
		if e.Func != f {
			continue
		}
		for _, site := range e.Sites {
			for i := range p.Funcs[site.Func].Spawns {
				if s := &p.Funcs[site.Func].Spawns[i]; s.Op == site.Op {
					if !s.Joined {
						return false
					}
					found = true
				}
			}
		}
	}
	return found
}

// KeepsWhatItReturns says whether a method returns something out of a container of its
// object that it also fills: a cache of connections.
func (p *Program) KeepsWhatItReturns(f FuncRef) bool {
	ff := p.Facts(f, nil)
	filled := map[Location]bool{}
	for _, a := range p.Funcs[f].Access {
		if a.Kind == Storing || a.Kind == Growing {
			filled[a.Loc.Root()] = true
		}
	}
	for i := range ff.Body.Ops {
		x := &ff.Body.Ops[i]
		if x.Code != ir.Return || x.N == 0 || len(filled) == 0 {
			continue
		}
		found := false
		ff.Sources(ff.Body.Args(x)[0], func(s facts.Source) {
			for k := range p.Funcs[f].Access {
				a := &p.Funcs[f].Access[k]
				found = found || a.Op == s.Op && a.Kind == Reading && filled[a.Loc.Root()]
			}
		})
		if found {
			return true
		}
	}
	return false
}
