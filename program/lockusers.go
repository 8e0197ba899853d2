package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// LockUsers lists the functions that take the lock kept at a location for good, in order.
func (p *Program) LockUsers(l Location) []Site {
	p.usersOnce.Do(p.indexLockUsers)
	return p.lockUsers[l]
}

// indexLockUsers lists the acquisitions of every lock whose place is known.
func (p *Program) indexLockUsers() {
	p.lockUsers = map[Location][]Site{}
	for f := range p.Funcs[:p.plain] {
		fn := &p.Funcs[f]
		for _, s := range fn.LockSites {
			if l := fn.Locks[s.Lock].Loc; s.Acquires && !s.Waits && l.Kind != NoOwner {
				p.lockUsers[l] = append(p.lockUsers[l], Site{FuncRef(f), s.Op})
			}
		}
	}
}

// LockNamed says whether the last name of a path is one that people give to locks that
// exclude, rather than to conditions or semaphores.
func LockNamed(name string) bool { return lockName(name) && mutexName(name) }

// CodeOf lists the functions that may touch the attributes of a class through their own
// receiver, those of its ancestors included; for NoClass, the functions of a module.
func (p *Program) CodeOf(c ClassRef, m ModRef) (out []FuncRef) {
	if c == NoClass {
		mod := &p.Modules[m]
		for i := range mod.IR.Funcs {
			out = append(out, mod.first+FuncRef(i))
		}
		return out
	}
	for _, k := range p.Classes[c].MRO {
		for _, name := range sortedKeys(p.Classes[k].Methods) {
			out = append(out, p.Classes[k].Methods[name])
		}
		for _, name := range sortedKeys(p.Classes[k].Setters) {
			out = append(out, p.Classes[k].Setters[name])
		}
	}
	slices.Sort(out)
	return out
}

// LogHandlers says which functions run when the program logs: the methods of its own
// logging handlers and filters, and what those lead to.
func (p *Program) LogHandlers() []bool {
	p.loggingOnce.Do(func() {
		p.logging = make([]bool, len(p.Funcs))
		var work []FuncRef
		reach := func(f FuncRef) {
			if f != NoFunc && !p.logging[f] && !p.Trial(f) {
				p.logging[f] = true
				work = append(work, f)
			}
		}
		for c := range p.Classes {
			if name := p.Modules[p.Classes[c].Mod].Name; name == "logging" || strings.HasPrefix(name, "logging.") {
				continue // those pass records on to what they are given
			}
			if p.Derives(ClassRef(c), "logging.Handler", "logging.StreamHandler", "logging.Filter", "logging.handlers.QueueHandler") {
				for _, name := range []string{"emit", "handle", "filter", "prepare", "enqueue"} {
					if f, ok := p.Classes[c].Methods[name]; ok {
						reach(f)
					}
				}
			}
		}
		for len(work) > 0 {
			f := work[len(work)-1]
			work = work[:len(work)-1]
			for i := range p.Funcs[f].Calls {
				c := &p.Funcs[f].Calls[i]
				if c.Spawned || c.Makes || c.Fresh || len(c.Targets) > maxTargets/2 {
					continue // objects made on the way are others
				}
				for _, t := range c.Targets {
					reach(t)
				}
			}
		}
	})
	return p.logging
}

// LockLeaks says whether anything but taking and releasing it is done with a lock: others
// may take what they are given.
func (p *Program) LockLeaks(l Location) bool {
	p.leaksOnce.Do(func() {
		p.leaks = map[Location]bool{}
		body := &ir.Body{}
		for f := range p.Funcs[:p.plain] {
			fn := &p.Funcs[f]
			loaded := false
			for i := range fn.Access {
				a := &fn.Access[i]
				if a.Kind != Reading || a.Loc.Kind == NoOwner || len(p.LockUsers(a.Loc)) == 0 {
					continue
				}
				if !loaded {
					body, loaded = p.Body(FuncRef(f), body), true
				}
				if p.usedOtherwise(FuncRef(f), body, a.Op) {
					p.leaks[a.Loc] = true
				}
			}
		}
	})
	return p.leaks[l]
}

// usedOtherwise says whether a value is used for more than entering, leaving, acquire and
// release.
func (p *Program) usedOtherwise(f FuncRef, body *ir.Body, v int32) bool {
	m := p.Module(f)
	for i := int(v) + 1; i < len(body.Ops); i++ {
		op := &body.Ops[i]
		for n, a := range body.Args(op) {
			if int32(a) != v || op.Code == ir.Call && n > 0 && n%2 == 0 {
				continue
			}
			switch op.Code {
			case ir.Enter, ir.Exit:
			case ir.Read:
				switch m.Str(m.Paths[op.X].Name) {
				case "acquire", "release", "locked":
				default:
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

// Pure says whether a call only computes something of what it is given.
func (p *Program) Pure(f FuncRef, c *CallSite) bool {
	if len(c.Targets) > 0 {
		return false
	}
	return p.model.Pure[c.Name] || copiers[c.Name] || c.Name == "" && p.model.PureMethods[c.Method] || p.model.PureMethods[c.Method] && strings.HasPrefix(c.Name, "builtins.")
}
