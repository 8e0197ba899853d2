package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// maxGiveAway bounds how many calls deep an argument is followed to a queue or pool.
const maxGiveAway = 5

// GivesAway says whether a call puts a value where another thread may take it at once, for
// itself: into a queue, or under a lock into a container that others pop from; and where.
func (p *Program) GivesAway(f FuncRef, c *CallSite, v ir.Value) (Site, bool) {
	return p.givesAway(f, p.Body(f, nil), c, v, false, maxGiveAway)
}

func (p *Program) givesAway(f FuncRef, body *ir.Body, c *CallSite, v ir.Value, locked bool, depth int) (Site, bool) {
	if c.Spawned || depth == 0 {
		return Site{}, false
	}
	if p.putsIntoQueue(c) {
		return Site{f, c.Op}, body.Positional(&body.Ops[c.Op], 0) == v
	}
	locked = locked || slices.ContainsFunc(p.Held(f, c.Op), func(k Lock) bool { return k.Row.Scope == model.Thread })
	if mut := p.Mutates(c.Method); len(c.Targets) == 0 && locked && mut.Resizes && !mut.Removes {
		fn := &p.Funcs[f]
		i := slices.IndexFunc(fn.Access, func(a Access) bool { return a.Op == c.Op && a.Kind == Growing && a.Loc.Kind == OfInstance })
		return Site{f, c.Op}, i >= 0 && p.takenFrom(fn.Access[i].Loc)
	}
	for _, t := range p.targetsOrNamed(c) {
		if p.IR(t).Flags&(ir.Async|ir.Generator) != 0 {
			continue
		}
		name, ok := p.paramFor(f, body, c, v, t)
		if !ok {
			continue
		}
		if at, ok := p.passesAway(t, name, locked, depth-1); ok {
			return at, true
		}
	}
	return Site{}, false
}

// passesAway looks for the call by which a function gives its parameter away.
func (p *Program) passesAway(t FuncRef, param string, locked bool, depth int) (Site, bool) {
	body, m := p.Body(t, nil), p.Module(t)
	is := func(v ir.Value) bool {
		x := &body.Ops[v]
		return x.Code == ir.Read && m.Paths[x.X].Sel == ir.RootLocal && m.Str(m.Paths[x.X].Name) == param
	}
	for i := range p.Funcs[t].Calls {
		c := &p.Funcs[t].Calls[i]
		x := &body.Ops[c.Op]
		if x.Code != ir.Call {
			continue
		}
		for _, a := range body.CallArgs(x) {
			made := &body.Ops[a.Value]
			if !is(a.Value) && !(made.Code == ir.Build && slices.ContainsFunc(body.Args(made), func(v ir.Value) bool { return v >= 0 && is(v) })) {
				continue
			}
			if at, ok := p.givesAway(t, body, c, a.Value, locked, depth); ok {
				return at, true
			}
		}
	}
	return Site{}, false
}

// putsIntoQueue says whether a call puts something into a queue of threads or processes.
func (p *Program) putsIntoQueue(c *CallSite) bool {
	if c.Method != "put" && c.Method != "put_nowait" {
		return false
	}
	switch module, _, _ := cutLast(c.Name); module {
	case "queue.Queue", "queue.SimpleQueue", "queue.LifoQueue", "multiprocessing.Queue", "multiprocessing.SimpleQueue":
		return true
	}
	return false
}

// takenFrom says whether some function takes elements out of a container one by one.
func (p *Program) takenFrom(l Location) bool {
	return slices.ContainsFunc(p.writers[l], func(w Writer) bool {
		c := p.Funcs[w.Func].CallAt(w.Access.Op)
		return c != nil && (c.Method == "pop" || c.Method == "popleft" || c.Method == "popitem") && !p.Trial(w.Func)
	})
}

// targetsOrNamed returns what a call runs; for one on an object of unknown type, the method
// of that name if the program has a single one outside of tests.
func (p *Program) targetsOrNamed(c *CallSite) []FuncRef {
	if len(c.Targets) > 0 || c.Name != "" || len(c.Method) < 8 {
		return c.Targets
	}
	p.methodsOnce.Do(func() {
		p.methods = map[string]FuncRef{}
		for k := range p.Classes {
			for name, f := range p.Classes[k].Methods {
				if p.Trial(f) {
					continue
				}
				if _, twice := p.methods[name]; twice {
					f = NoFunc
				}
				p.methods[name] = f
			}
		}
	})
	if f, ok := p.methods[c.Method]; ok && f != NoFunc {
		return []FuncRef{f}
	}
	return nil
}

// givers are the first words of methods that give something back, or on.
var givers = map[string]bool{
	"put": true, "return": true, "release": true, "give": true, "checkin": true, "recycle": true, "repush": true,
	"push": true, "enqueue": true, "submit": true, "hand": true, "pass": true, "requeue": true, "unborrow": true,
}

// Gives says whether a method's name says that it gives its argument to somebody else.
func Gives(name string) bool {
	name = strings.TrimLeft(name, "_")
	end := strings.IndexFunc(name, func(r rune) bool { return r == '_' || 'A' <= r && r <= 'Z' })
	if end < 0 {
		end = len(name)
	}
	return givers[name[:end]]
}
