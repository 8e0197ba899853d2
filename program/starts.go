package program

import "github.com/racehunt/racehunt/ir"

// started is a call of start: of a thread that was made at op made, or of the receiver
// itself, a subclass of Thread (made is -1).
type started struct {
	op, made int32
}

// findStart notes calls of start on threads made here and on the receiver.
func (r *resolver) findStart(i int, op *ir.Op, c *CallSite, fn *Func) {
	if c.Method != "start" || r.body.NumArgs(op) > 0 {
		return
	}
	base := r.body.Base(&r.body.Ops[r.body.Callee(op)])
	switch {
	case base < 0:
	case r.itself(base):
		if k := r.p.classAround(r.f); k != NoClass && r.p.Derives(k, "threading.Thread") {
			fn.own().starts = append(fn.starts, started{int32(i), -1})
		}
	default:
		if made := r.madeAt(base, i); made >= 0 && fn.spawnsAt(int32(made)) {
			fn.own().starts = append(fn.starts, started{int32(i), int32(made)})
		}
	}
}

// madeAt returns the call that made what a value read before op at holds: through a
// local, an attribute that the function has just set, or an element of a list of its own.
func (r *resolver) madeAt(v ir.Value, at int) ir.Value {
	for range 4 {
		op := &r.body.Ops[v]
		switch op.Code {
		case ir.Call:
			return v
		case ir.Next: // for t in threads
			list := r.body.Args(&r.body.Ops[r.body.Args(op)[0]])[0]
			if made := r.made(list); made >= 0 {
				return made
			}
			return r.appended(list)
		case ir.Read:
		default:
			return ir.NoValue
		}
		n := r.mod.Paths[op.X]
		next := ir.NoValue
		if n.Sel == ir.RootLocal {
			if next = r.holds(n.Name, v); next < 0 {
				next = r.justSet(op, int(v), true)
			}
		} else {
			next = r.justSet(op, at, false)
		}
		if next < 0 {
			return ir.NoValue
		}
		v = next
	}
	return ir.NoValue
}

// justSet returns what the last write before op at puts where a read finds it; if straight,
// no branch lies in between.
func (r *resolver) justSet(read *ir.Op, at int, straight bool) ir.Value {
	for k := at - 1; k >= 0; k-- {
		switch w := &r.body.Ops[k]; w.Code {
		case ir.Write:
			if w.X == read.X {
				return r.body.Stored(w)
			}
		case ir.Label, ir.Jump, ir.Branch:
			if straight {
				return ir.NoValue
			}
		}
	}
	return ir.NoValue
}

// appended returns the call that makes what is appended to a local list, or NoValue.
func (r *resolver) appended(list ir.Value) ir.Value {
	of := &r.body.Ops[list]
	if of.Code != ir.Read {
		return ir.NoValue
	}
	for i := range r.body.Ops {
		op := &r.body.Ops[i]
		if op.Code != ir.Call || r.body.NumArgs(op) != 1 {
			continue
		}
		callee := &r.body.Ops[r.body.Callee(op)]
		if callee.Code != ir.Read || r.mod.Str(r.mod.Paths[callee.X].Name) != "append" {
			continue
		}
		base, arg := r.body.Base(callee), r.body.Positional(op, 0)
		if base < 0 || arg < 0 || r.body.Ops[base].Code != ir.Read || r.body.Ops[base].X != of.X {
			continue
		}
		if x := &r.body.Ops[arg]; x.Code == ir.Read && r.mod.Paths[x.X].Sel == ir.RootLocal {
			if arg = r.holds(r.mod.Paths[x.X].Name, arg); arg < 0 {
				arg = r.justSet(x, i, true)
			}
		}
		if arg >= 0 && r.body.Ops[arg].Code == ir.Call {
			return arg
		}
	}
	return ir.NoValue
}
