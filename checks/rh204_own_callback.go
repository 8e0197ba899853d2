package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// maxCallbackPath bounds the calls from where a strand begins to where it calls code that
// its users have handed in.
const maxCallbackPath = 9

// fromCallback reports a public method that waits for the end of a strand of its object,
// where that strand calls code of the object's users: what ends a connection is called,
// often enough, by what is told that something came in, and then the strand waits for
// itself.
func (pass *Pass) fromCallback(f *Func, op int32, v ir.Value, as model.Strand) {
	class := f.P.Funcs[f.Ref].Class
	if class == program.NoClass || f.Graph.BlockOf(op) < 0 || f.Body.Ops[v].Code != ir.Read || f.P.Has(f.Ref, program.KnowsItself) {
		return
	}
	entry, ok := f.endedBy(op)
	if !ok {
		return
	}
	for _, t := range f.strandsOf(v, as) {
		if f.P.ClassAround(t) != class || f.P.Has(t, program.KnowsItself) {
			continue
		}
		if chain, o, ok := callsBack(f.P, t, as); ok && !f.givenUpBefore(op, v) {
			pass.callsEnd(f, op, v, t, chain, o, entry)
			return
		}
	}
}

// strandsOf lists what the strands run whose handle a value is.
func (f *Func) strandsOf(v ir.Value, as model.Strand) (out []program.FuncRef) {
	if as == model.Thread {
		return f.joined(v)
	}
	for _, loc := range f.keptAt(v) {
		out = append(out, f.P.RunsAt(loc, as)...)
	}
	return out
}

// endedBy finds the public method that is there to end the object and comes to an op of f:
// f itself, or one that calls it on the same object, without a look at which strand it is.
func (f *Func) endedBy(op int32) (program.FuncRef, bool) {
	asks := func(g *Func, op int32) bool {
		return slices.ContainsFunc(g.Deciders(op), func(d facts.Decider) bool { return asksOwner(g.Func, d) || asksCaller(g.Func, d.Value) })
	}
	if asks(f, op) {
		return f.Ref, false
	}
	if f.ends(f.Ref) {
		return f.Ref, true
	}
	for _, h := range f.P.Callers(f.Ref) {
		if f.P.Funcs[h].Class != f.P.Funcs[f.Ref].Class || !f.ends(h) || f.P.Has(h, program.KnowsItself) {
			continue
		}
		g := &Func{Func: f.P.Facts(h, nil), P: f.P, Ref: h}
		for i := range f.P.Funcs[h].Calls {
			if c := &f.P.Funcs[h].Calls[i]; c.Self && slices.Contains(c.Targets, f.Ref) && !asks(g, c.Op) {
				return h, true
			}
		}
	}
	return f.Ref, false
}

// ends says whether a function is a public method that ends its object by its name.
func (f *Func) ends(g program.FuncRef) bool {
	name := f.P.Module(g).Str(f.P.IR(g).Name)
	return name != "" && name[0] != '_' && (endsSomething(name) || endsLast(name))
}

// callsBack finds a call of its users' code that a strand comes to by calls of methods of
// its own object: of what they have stored in a field, or of a method that does nothing
// and is there to be overridden. A task is only in danger if it awaits what is called.
func callsBack(p *program.Program, t program.FuncRef, as model.Strand) ([]program.Site, callOut, bool) {
	type step struct {
		f   program.FuncRef
		via []program.Site
	}
	seen := map[program.FuncRef]bool{t: true}
	queue := []step{{f: t}}
	for i := 0; i < len(queue) && i < 128; i++ {
		at := queue[i]
		g := &Func{Func: p.Facts(at.f, nil), P: p, Ref: at.f}
		for n := range p.Funcs[at.f].Calls {
			c := &p.Funcs[at.f].Calls[n]
			if c.Spawned || c.Makes || g.Body.Ops[c.Op].Code != ir.Call || g.Graph.BlockOf(c.Op) < 0 {
				continue
			}
			here := program.Site{Func: at.f, Op: c.Op}
			if o, ok := g.usersCode(c); ok && (as == model.Thread || o.awaited) {
				o.at = here
				return at.via, o, true
			}
			if len(at.via) >= maxCallbackPath {
				continue
			}
			targets := c.Targets
			if !c.Self {
				targets = g.onItself(c)
			}
			for _, next := range targets {
				if !seen[next] && p.IR(next).Flags&ir.Generator == 0 && !p.Has(next, program.KnowsItself) {
					seen[next] = true
					queue = append(queue, step{next, append(slices.Clip(at.via), here)})
				}
			}
		}
	}
	return nil, callOut{}, false
}

// onItself lists what a call may run that hands the function's own receiver to a function of
// its class: one that comes out of a table of handlers in the class's body, as a rule.
func (f *Func) onItself(c *program.CallSite) []program.FuncRef {
	x, class := &f.Body.Ops[c.Op], f.P.Funcs[f.Ref].Class
	if len(c.Targets) == 0 || f.Body.NumArgs(x) == 0 || !f.isReceiver(f.Body.CallArg(x, 0).Value) ||
		slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return f.P.Funcs[t].Class != class }) {
		return nil
	}
	return append(slices.Clone(c.Targets), f.P.NamedInBody(class)...)
}

// usersCode says whether a call is one of code that users of the object have handed in to
// be told of something: it is given the object, or its name says so.
func (f *Func) usersCode(c *program.CallSite) (callOut, bool) {
	o := callOut{awaited: f.done(c.Op) != c.Op}
	x := &f.Body.Ops[c.Op]
	tells := false
	for _, a := range f.Body.CallArgs(x) {
		tells = tells || f.isReceiver(a.Value)
	}
	if c.Self {
		for _, t := range c.Targets {
			if toldOf(c.Method) && emptyHook(f.P, t) && f.dropped(f.done(c.Op)) && !f.P.Trial(t) {
				o.what, o.how = f.P.Name(t), f.P.Name(t)+" does nothing and is there to be overridden"
				return o, true
			}
		}
	}
	if !f.dropped(f.done(c.Op)) {
		return o, false
	}
	if p, ok := f.registered(c, o); ok && (tells || toldOf(p.what[strings.LastIndexByte(p.what, '.')+1:])) {
		return p, true
	}
	read := &f.Body.Ops[f.Body.Callee(x)]
	if read.Code != ir.Read || f.Module.Paths[read.X].Sel != ir.Attr || !tells && !toldOf(c.Method) {
		return o, false
	}
	if !f.isReceiver(f.Body.Base(read)) {
		return o, false
	}
	field := f.P.PropertyField(f.P.Funcs[f.Ref].Class, c.Method)
	return f.heldBy(&holder{field: field}, false, o)
}

// toldOf says whether a name is one that people give to what is told of events.
func toldOf(name string) bool {
	name = strings.ToLower(strings.Trim(name, "_"))
	for _, word := range []string{"callback", "handler", "hook", "listener", "observer", "subscriber", "_cb", "notify"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "cb" || strings.HasPrefix(name, "on_") || strings.HasPrefix(name, "handle_")
}

// givenUpBefore says whether the function takes the handle out of its place before it waits,
// as who does not want to wait for himself may do, too: t, self.task = self.task, None.
func (f *Func) givenUpBefore(op int32, v ir.Value) bool {
	for _, loc := range f.keptAt(v) {
		for _, a := range f.P.Funcs[f.Ref].Access {
			if a.Loc == loc && a.Kind == program.Writing && a.Op < op && f.Precedes(a.Op, op) {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) callsEnd(f *Func, op int32, v ir.Value, t program.FuncRef, chain []program.Site, o callOut, entry program.FuncRef) {
	kind, harm := "Thread", "a thread that joins itself gets a RuntimeError"
	if f.Body.Ops[op].Code == ir.Await {
		kind, harm = "Task", "a task that awaits itself gets a RuntimeError, or no further"
	}
	end := f.step(op, rule.Waits, "waits for itself")
	if entry != f.Ref {
		end.Text = "waits for itself, called by " + f.P.Name(entry)
	}
	pass.Report(op, rule.Finding{
		Level: rule.Warning, Subject: f.P.Name(t),
		Message: fmt.Sprintf("%s calls [%s](1): if that calls %s, what runs this is %s itself, and %s",
			f.P.Name(t), o.what, f.P.Name(entry), f.text(v), harm),
		Evidence: o.how,
		Related:  append([]rule.Related{{Loc: place(f.P, o.at.Func, o.at.Op), Text: "code of the users is called here"}}, o.related...),
		Witness: rule.Witness{
			Actors: []string{kind + " A (" + f.P.Name(t) + ")"},
			Steps: []rule.Step{
				{Loc: place(f.P, o.at.Func, o.at.Op), Action: rule.Calls, Text: "calls " + o.what + ", which calls " + f.P.Name(entry), Calls: frames(f.P, chain)},
				end,
			},
		},
		Fix: "Do not wait if this is the strand itself: compare with threading.current_thread() or asyncio.current_task().",
	})
}

// endsLast says whether the last word of a method's name says that it ends something.
func endsLast(name string) bool {
	last := name[strings.LastIndexByte(name, '_')+1:]
	return closers[last] || last == "cancel" || last == "quit"
}
