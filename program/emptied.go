package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// DoneCallback says whether a function runs as a callback on a loop and nobody calls it.
func (p *Program) DoneCallback(f FuncRef) bool {
	return len(p.Funcs[f].callers) == 0 && slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool {
		e := &p.strands[r.entry]
		return e.Func == f && e.As == model.Callback && slices.ContainsFunc(e.Sites, func(s Site) bool {
			c := p.Funcs[s.Func].CallAt(s.Op)
			return c != nil && c.Method == "add_done_callback"
		})
	})
}

// EmptiesAll says whether a write takes all elements out of a container at once: clear(),
// or a new empty container in its place.
func (p *Program) EmptiesAll(w Writer) bool {
	body := p.Body(w.Func, nil)
	x := &body.Ops[w.Access.Op]
	switch w.Access.Kind {
	case Shrinking:
		c := p.Funcs[w.Func].CallAt(w.Access.Op)
		return c != nil && c.Method == "clear"
	case Writing:
		if x.Code != ir.Write {
			return false
		}
		v := body.Stored(x)
		made := &body.Ops[v]
		if made.Code == ir.Elem { // old, self.items = self.items, []
			from := &body.Ops[body.Args(made)[0]]
			if from.Code != ir.Build || made.X >= from.N {
				return false
			}
			v = body.Args(from)[made.X]
			made = &body.Ops[v]
		}
		if made.Code == ir.Build {
			return made.N == 0 && made.Aux < ir.BuildCompList
		}
		c := p.Funcs[w.Func].CallAt(int32(v))
		return made.Code == ir.Call && c != nil && body.NumArgs(made) == 0 && emptyMakers[c.Name]
	}
	return false
}

var emptyMakers = map[string]bool{
	"builtins.set": true, "builtins.dict": true, "builtins.list": true, "collections.deque": true,
	"collections.OrderedDict": true, "weakref.WeakSet": true,
}

// AwaitsAllBefore says whether the function of a write waits, before it, for several
// tasks at once: what it empties then belongs to nobody any more.
func (p *Program) AwaitsAllBefore(w Writer) bool {
	return slices.ContainsFunc(p.Funcs[w.Func].Calls, func(c CallSite) bool {
		return c.Op < w.Access.Op && (c.Name == "asyncio.gather" || c.Name == "asyncio.wait" || c.Method == "join" || c.Method == "wait")
	})
}
