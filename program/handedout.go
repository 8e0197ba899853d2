package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// register notes the functions that an op gives away to be called later: a bound method
// or an inner function that is stored in an attribute or a container, or that goes to a
// call whose name says that it registers something.
func (r *resolver) register(op *ir.Op, fn *Func) {
	switch op.Code {
	case ir.Write:
		if r.mod.Paths[op.X].Sel != ir.RootLocal && r.mod.Paths[op.X].Sel != ir.RootGlobal && r.fn.Kind == ir.Function {
			r.giveAway(r.body.Stored(op), fn)
		}
	case ir.Call:
		if r.fn.Kind != ir.Function {
			return
		}
		callee := &r.body.Ops[r.body.Args(op)[0]]
		if callee.Code != ir.Read {
			return
		}
		name := r.mod.Str(r.mod.Paths[callee.X].Name)
		for _, a := range r.body.CallArgs(op) {
			if registering(name) || a.Keyword() != 0 && registering(r.mod.Str(a.Keyword())) {
				r.giveAway(a.Value, fn)
			}
		}
	}
}

// giveAway notes the functions that a value may be.
func (r *resolver) giveAway(v ir.Value, fn *Func) {
	if v < 0 {
		return
	}
	for _, o := range r.vals[v] {
		if o.Kind == BoundObj || o.Kind == PartialObj || o.Kind == FuncObj && r.p.Parent(FuncRef(o.ID)) == r.f {
			fn.own().hands = append(fn.hands, FuncRef(o.ID))
		}
	}
}

// registering says whether a name, of a function or a keyword, says that what it gets is
// called when an event comes.
func registering(name string) bool {
	name = strings.ToLower(name)
	for part := range strings.SplitSeq(name, "_") {
		switch part {
		case "add", "on", "register", "subscribe", "callback", "callbacks", "listen", "listener", "handler", "set", "hook", "signal", "watch",
			"observe", "attach", "bind", "notify", "cb", "listeners", "handlers", "callbackify", "track", "schedule", "append":
			return true
		}
	}
	return strings.HasSuffix(name, "callback") || strings.HasSuffix(name, "handler") || strings.HasSuffix(name, "listener")
}

// markHandedOut turns what the functions register into flags of those registered.
func (p *Program) markHandedOut() {
	for f := range p.Funcs[:p.plain] {
		for _, g := range p.Funcs[f].hands {
			p.Funcs[g].flags |= isHandedOut
			if c := p.Funcs[g].Class; c != NoClass {
				for _, o := range p.Overrides(c, p.Module(g).Str(p.IR(g).Name), maxTargets) {
					p.Funcs[o].flags |= isHandedOut
				}
			}
		}
		if len(p.Funcs[f].hands) > 0 {
			p.Funcs[f].hands = nil
		}
	}
}
