package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir/model"
)

// KeptStarts lists the threads that f starts which have been made elsewhere and are kept
// in an attribute of its receiver: self.thread.start().
func (p *Program) KeptStarts(f FuncRef) (out []Launch) {
	fn := &p.Funcs[f]
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Method != "start" || len(c.Targets) > 0 {
			continue
		}
		for k := range fn.Access {
			a := &fn.Access[k]
			field, _, method := strings.Cut(a.Loc.Path, ".")
			if a.Op != c.Op-1 || a.Kind != Reading || !a.Self || !method || a.Loc.Kind != OfInstance {
				continue
			}
			loc := a.Loc
			loc.Path = field
			for _, w := range p.writers[loc] {
				if t, ok := p.threadStored(w); ok && w.Func != f {
					out = append(out, Launch{Op: c.Op, Start: Site{f, c.Op}, Runs: t, As: model.Thread, On: fn.Class})
				}
			}
		}
	}
	return out
}

// threadStored returns what a thread runs that a write puts in its place, if that is a
// method of the same object.
func (p *Program) threadStored(w Writer) (FuncRef, bool) {
	for i := range p.Funcs[w.Func].Spawns {
		s := &p.Funcs[w.Func].Spawns[i]
		if s.Row.As != model.Thread || len(s.Targets) != 1 || !s.Self {
			continue
		}
		if body := p.Body(w.Func, nil); int32(body.Stored(&body.Ops[w.Access.Op])) == s.Op {
			return s.Targets[0], true
		}
	}
	return NoFunc, false
}

// KeepsThreads says, from tables alone, whether f may start a thread that is kept in an
// attribute.
func (p *Program) KeepsThreads(f FuncRef) bool {
	if p.Funcs[f].Class == NoClass {
		return false
	}
	for i := range p.Funcs[f].Calls {
		if c := &p.Funcs[f].Calls[i]; c.Name == "threading.Thread.start" {
			return true
		}
	}
	return false
}

// Beginnings lists the tasks and callbacks that f starts without waiting for them there.
func (p *Program) Beginnings(f FuncRef) (out []Spawn) {
	for _, s := range p.Funcs[f].Spawns {
		if begins(s) && (s.Row.As == model.Task || s.Row.As == model.Callback) && len(s.Targets) == 1 {
			out = append(out, s)
		}
	}
	return out
}
