package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// Release says how a function gives up what an object holds.
type Release uint8

const (
	Kept   Release = iota
	Closed         // closed or dropped: who uses it after that gets an error
	Freed          // a number that the system gives to others next: os.close(fd)
)

// Releases says how f, or a method of the same receiver that it calls, gives up what a
// location of the receiver holds: self.sock.close(), os.close(self.fd), self.sock = None.
func (p *Program) Releases(f FuncRef, loc Location) Release {
	how := p.releasesHere(f, loc)
	for i := range p.Funcs[f].Calls {
		c := &p.Funcs[f].Calls[i]
		if !c.Self && !c.Up || c.Spawned {
			continue
		}
		for _, t := range c.Targets {
			if t != f {
				how = max(how, p.releasesHere(t, loc))
			}
		}
	}
	return how
}

func (p *Program) releasesHere(f FuncRef, loc Location) (how Release) {
	fn := &p.Funcs[f]
	var reads []int32
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Loc != loc || !a.Self {
			continue
		}
		switch a.Kind {
		case Deleting:
			how = Closed
		case Writing:
			if text, constant := p.ConstantWrite(Writer{f, a}); constant && text == string(rune('0'+ir.ConstNone)) {
				how = Closed
			}
		case Reading:
			reads = append(reads, a.Op)
		}
	}
	if len(reads) == 0 {
		return how
	}
	body := p.Body(f, nil)
	for _, c := range fn.Calls {
		x := &body.Ops[c.Op]
		if x.Code != ir.Call {
			continue
		}
		switch c.Method {
		case "close", "shutdown", "stop", "terminate", "kill", "cancel", "release", "detach", "aclose":
		default:
			continue
		}
		if base := body.Base(&body.Ops[body.Callee(x)]); base >= 0 && slices.Contains(reads, int32(base)) {
			how = max(how, Closed)
		}
		if first := body.Positional(x, 0); first >= 0 && slices.Contains(reads, int32(first)) && c.Name == "os.close" {
			how = Freed
		}
	}
	return how
}

// KeepsLocks says whether the elements of a container at a location are locks that admit
// one holder.
func (p *Program) KeepsLocks(l Location) bool {
	var elems Objs
	switch l.Kind {
	case OfInstance, OfClass:
		if f := p.FieldOf(ClassRef(l.Owner), l.Path); f != nil {
			elems = f.Elems
		}
	case OfModule:
		elems = p.Modules[l.Owner].elems[l.Path]
	}
	return len(elems) > 0 && !slices.ContainsFunc(elems, func(o Obj) bool {
		row, lock := p.lockRow(o)
		return !lock || row.Counting
	})
}

// JoinsThread says whether a call waits for the end of a thread, see CallSite.Joins.
func (p *Program) JoinsThread(_ FuncRef, c *CallSite) bool { return c.Joins }

// joins says whether a call waits for the end of a thread: t.join(), t.join(5), but not
// ", ".join(parts) or os.path.join(a, b).
func (r *resolver) joins(call *ir.Op) bool {
	for _, a := range r.body.CallArgs(call) {
		v := &r.body.Ops[a.Value]
		named := v.Code == ir.Read && strings.Contains(r.mod.Str(r.mod.Paths[v.Path()].Name), "timeout")
		if a.Keyword() == 0 && !named && (v.Code != ir.Const || v.Aux != ir.ConstInt && v.Aux != ir.ConstFloat && v.Aux != ir.ConstNone) {
			return false
		}
	}
	return true
}
