package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// givesSomething says, from tables alone, whether a function may give away something that it
// changes afterwards.
func givesSomething(p *program.Program, f program.FuncRef) bool {
	fn := p.IR(f)
	return len(fn.Params) > 0 && slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool {
		return program.Gives(c.Method)
	})
}

// findChangedAfterGiven reports an object that a function goes on to change after it has put
// it into a queue or back into a pool, from where another thread may have it by then.
//
//	self.pool.release(conn)
//	conn.transaction = None       # of whom has it now
func findChangedAfterGiven(pass *Pass, f *Func) {
	if !givesSomething(f.P, f.Ref) || f.P.Trial(f.Ref) || f.P.Setup(f.Ref) || f.IR.Flags&ir.Async != 0 {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || !program.Gives(c.Method) || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		for _, a := range f.Body.CallArgs(x) {
			name := f.LocalOf(int32(a.Value))
			if name == 0 {
				continue
			}
			change := f.changedAfter(c.Op, name, a.Value)
			if change < 0 {
				continue
			}
			if at, ok := f.P.GivesAway(f.Ref, c, a.Value); ok {
				pass.changedAfterGiven(f, c, at, f.Module.Str(name), change)
				return
			}
		}
	}
}

// changedAfter returns an op that changes what a local holds after op at, before the local
// is bound to something else, or -1.
func (f *Func) changedAfter(at int32, name ir.StrID, given ir.Value) int32 {
	rebinds := func(op int32) bool {
		x := &f.Body.Ops[op]
		if x.Code == ir.Call && op != at {
			c := f.P.Funcs[f.Ref].CallAt(op)
			if c != nil && (c.Method == "join" || c.Method == "wait" || c.Method == "result" || c.Method == "get" && len(c.Targets) == 0) {
				return true // it has come back
			}
		}
		return x.Code == ir.Write && f.Module.Paths[x.X] == (ir.Path{Sel: ir.RootLocal, Name: name})
	}
	for i := range f.Body.Ops {
		op := int32(i)
		if op != at && f.changesLocal(op, name, given) && f.Reaches(at, op, rebinds) {
			return op
		}
	}
	return -1
}

// changesLocal says whether an op sets an attribute or element of what a local holds, or
// calls a method of a container there that changes it.
func (f *Func) changesLocal(op int32, name ir.StrID, given ir.Value) bool {
	x := &f.Body.Ops[op]
	is := func(v ir.Value) bool { return v >= 0 && f.LocalOf(int32(v)) == name }
	switch x.Code {
	case ir.Write, ir.Delete:
		return is(f.Body.Base(x))
	case ir.Call:
		callee := &f.Body.Ops[f.Body.Callee(x)]
		c := f.P.Funcs[f.Ref].CallAt(op)
		if callee.Code != ir.Read || c == nil || len(c.Targets) > 0 || !is(f.Body.Base(callee)) || !f.P.Mutates(c.Method).Resizes {
			return false
		}
		kind, _ := f.types().Container(given)
		return kind != program.UnknownKind && kind != program.NotContainer
	}
	return false
}

func (pass *Pass) changedAfterGiven(f *Func, c *program.CallSite, at program.Site, name string, change int32) {
	what := f.Module.PathString(f.Body.Ops[change].Path())
	if what == "" {
		what = name
	}
	give := f.step(c.Op, rule.Calls, "gives "+name+" away")
	if at.Func != f.Ref {
		give.Calls = frames(f.P, []program.Site{{Func: f.Ref, Op: c.Op}})
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s is given away here, where another thread may [take it](1) at once, and [changed](2) after that", name),
		Related: []rule.Related{
			{Loc: place(f.P, at.Func, at.Op), Text: "others take it from here"},
			{Loc: f.At(change), Text: "changed here"},
		},
		Evidence: "a queue, or a container that a lock guards and that others pop from, hands objects from one thread to another",
		Fix:      "Make all changes before the object is given away, or give away a copy.",
		Witness: rule.Witness{
			Actors: []string{"Giver (" + f.P.Name(f.Ref) + ")", "Taker"},
			Steps: []rule.Step{
				give,
				{Actor: 1, Loc: place(f.P, at.Func, at.Op), Action: rule.Reads, Text: "takes the object and works with it"},
				f.step(change, rule.Writes, "changes "+what+" of an object that is no longer its own"),
			},
		},
	})
}
