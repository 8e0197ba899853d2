package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var wrongLoop = &Check{
	Info: rule.Info{
		ID: "RH305", Name: "primitive-bound-to-wrong-loop", Level: rule.Warning, Precision: rule.Medium,
		CWE: []int{662, 820}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "an asyncio object belongs to another event loop than the one that waits for it",
			Why: "Futures and tasks belong to the loop that made them; locks, events and queues to the loop of their " +
				"first wait, and before Python 3.10 to the one that was current when they were made. Kept where a " +
				"second loop finds them, they raise \"attached to a different loop\" there, or never wake up.",
			Bad: `
import asyncio

made = {}

async def context(verified, build):
    if verified not in made:
        made[verified] = asyncio.ensure_future(build(verified))
    return await made[verified]
`,
			Good: `
import asyncio

class Contexts:
    def __init__(self):
        self.made = {}

    async def context(self, verified, build):
        if verified not in self.made:
            self.made[verified] = asyncio.ensure_future(build(verified))
        return await self.made[verified]
`,
			Fix: "Make the object in a coroutine of the loop that uses it, keep it on an instance, or keep one for each " +
				"loop in a `WeakKeyDictionary`.",
			Silent: "The container has the loop or the thread in its key, each entry is taken away by who made it, the program " +
				"needs Python 3.10 and shows no second loop, or the object is made where its loop runs.",
			Misses: "Objects of other libraries that belong to a loop, and classes that hold such objects.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.MakesPrimitive) || p.Has(f, program.MakesWaiter) || p.StartsTasks(f) || takesLoop(p, f)
	},
	Func: findWrongLoops,
}

// takesLoop says whether f is a constructor with a parameter for an event loop, by name.
func takesLoop(p *program.Program, f program.FuncRef) bool {
	m := p.Module(f)
	return p.Funcs[f].Class != program.NoClass && m.Str(p.IR(f).Name) == "__init__" &&
		slices.ContainsFunc(p.IR(f).Params, func(q ir.Param) bool { return loopName(m.Str(q.Name)) })
}

func loopName(s string) bool {
	return s == "loop" || s == "event_loop" || s == "io_loop" || s == "_loop"
}

func findWrongLoops(pass *Pass, f *Func) {
	if f.P.Trial(f.Ref) {
		return
	}
	pass.futuresKept(f)
	switch f.IR.Kind {
	case ir.ModuleBody, ir.ClassBody:
		pass.madeAtImport(f)
	case ir.Function:
		if f.P.Setup(f.Ref) {
			pass.madeForOtherLoop(f)
		}
	}
}

// futuresKept reports futures and tasks that stay in a container of a module, where a
// later loop awaits them. Those of classes are RH108's, which looks at the class.
func (pass *Pass) futuresKept(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Storing || f.Body.Ops[a.Op].Code != ir.Write || a.Loc.Kind != program.OfModule || f.Graph.BlockOf(a.Op) < 0 {
			continue
		}
		x := &f.Body.Ops[a.Op]
		if !f.makesHandle(f.Body.Stored(x)) || f.knowsLoop(f.Body.Key(x)) || f.knowsLoop(f.Body.Base(x)) || strings.Contains(strings.ToLower(a.Loc.Path), "loop") {
			continue
		}
		loc := a.Loc.Root()
		wait, ok := f.awaitedFrom(loc)
		if !ok || f.takenAway(loc) {
			continue
		}
		name := f.name(a.Loc, a.Op)
		pass.Report(a.Op, rule.Finding{
			Level: rule.Warning, Subject: name,
			Message:  fmt.Sprintf("%s is shared by all event loops of the process, but the future that is put there belongs to one: another loop that awaits it raises RuntimeError or waits for ever", name),
			Evidence: name + " belongs to the module, and nothing takes the entry away",
			Witness: rule.Witness{
				Actors: []string{"Task A (" + f.P.Name(f.Ref) + ", first loop)", "Task B (" + f.P.Name(wait.Func) + ", second loop)"},
				Steps: []rule.Step{
					f.step(a.Op, rule.Writes, "keeps a future of its own loop in "+name),
					{Actor: 1, Loc: place(f.P, wait.Func, wait.Op), Action: rule.Waits, Text: "awaits it in another loop, in another thread or after a second asyncio.run"},
				},
			},
			Related: []rule.Related{{Loc: place(f.P, wait.Func, wait.Op), Text: "it is awaited here"}},
			Fix:     "Keep the container on the instance, or one for each loop.",
		})
	}
}

// makesHandle says whether a value is a future or task of asyncio that the function makes.
func (f *Func) makesHandle(v ir.Value) (yes bool) {
	if v < 0 {
		return false
	}
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 || s.Calls || f.Body.Ops[s.Op].Code != ir.Call {
			return
		}
		for _, o := range f.types().Objects(ir.Value(s.Op)) {
			yes = yes || o.Kind == program.ExtInst && (o.Name == "asyncio.Future" || o.Name == "asyncio.Task")
		}
		c := f.P.Funcs[f.Ref].CallAt(s.Op)
		yes = yes || c != nil && c.Method == "create_future"
	})
	return yes
}

// knowsLoop says whether a value is made from the loop or thread at hand.
func (f *Func) knowsLoop(v ir.Value) (yes bool) {
	if v < 0 {
		return false
	}
	for _, o := range f.types().Objects(v) {
		if o.Kind == program.ExtInst && strings.HasPrefix(o.Name, "weakref.WeakKey") {
			return true
		}
	}
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 {
			return
		}
		if c := f.P.Funcs[f.Ref].CallAt(s.Op); c != nil {
			switch c.Method {
			case "get_running_loop", "get_event_loop", "current_thread", "get_ident", "current_task":
				yes = true
			}
		}
		yes = yes || f.isA(ir.Value(s.Op), "asyncio.AbstractEventLoop")
	})
	return yes
}

// awaitedFrom finds an await of what is read from a location.
func (f *Func) awaitedFrom(loc program.Location) (program.Site, bool) {
	for _, g := range f.P.Around(loc) {
		if f.P.IR(g).Flags&ir.Async == 0 || !slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool { return a.Loc.Root() == loc && a.Kind == program.Reading }) {
			continue
		}
		ff := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
		for i := range ff.Body.Ops {
			if x := &ff.Body.Ops[i]; x.Code == ir.Await && slices.Contains(ff.origins(ff.Body.Args(x)[0]), loc) {
				return program.Site{Func: g, Op: int32(i)}, true
			}
		}
	}
	return program.Site{}, false
}

// takenAway says whether some code takes entries out of a container, other than by
// handling an error.
func (f *Func) takenAway(loc program.Location) bool {
	return slices.ContainsFunc(f.P.Around(loc), func(g program.FuncRef) bool {
		return slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool {
			if a.Loc.Root() != loc || a.Kind != program.Shrinking && a.Kind != program.Removing && a.Kind != program.Deleting {
				return false
			}
			return !inExcept(f.P.Facts(g, nil), a.Op)
		})
	})
}

// inExcept says whether an op stands in an except clause.
func inExcept(ff *facts.Func, op int32) bool {
	for i := int32(0); i < op; i++ {
		if ff.Body.Ops[i].Code == ir.Catch && op < ff.HandlerEnd(i) {
			return true
		}
	}
	return false
}

// madeAtImport reports locks, events and queues that a module or class body makes, where
// the program shows that they meet another loop.
func (pass *Pass) madeAtImport(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if !program.Primitive(c.Name) || f.Body.Ops[c.Op].Code != ir.Call {
			continue
		}
		loc, name := f.globalAt(c.Op)
		if loc.Kind == program.NoOwner || !f.usedInCoroutines(loc) {
			continue
		}
		fd := rule.Finding{Level: rule.Warning, Subject: name}
		switch at, why, several := f.P.SeveralLoops(); {
		case several:
			fd.Message = fmt.Sprintf("%s is made once for the process, but belongs to the event loop that waits for it first: %s", name, why)
			fd.Evidence, fd.Related = why, []rule.Related{{Loc: place(f.P, at.Func, at.Op), Text: "another event loop runs here"}}
		case f.P.OldLoops():
			fd.Message = fmt.Sprintf("%s is made at import: before Python 3.10 it belongs to the event loop that is current then, which is not the one that asyncio.run() makes", name)
			fd.Evidence = "the program supports Python before 3.10"
		default:
			fd.Message = fmt.Sprintf("%s is made at import and belongs to the event loop that waits for it first", name)
			fd.Pedantic = true
		}
		fd.Witness = rule.Witness{Actors: []string{"Import", "Task B (of another loop)"}, Steps: []rule.Step{
			f.step(c.Op, rule.Writes, "makes "+name+" for the whole process"),
			{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "waits for it in a loop that it does not belong to, and raises RuntimeError"},
		}}
		pass.Report(c.Op, fd)
	}
}

// globalAt returns the variable of the module or class in whose body a call makes its value.
func (f *Func) globalAt(call int32) (program.Location, string) {
	for _, u := range f.Uses(call) {
		x := &f.Body.Ops[u]
		if x.Code != ir.Write || x.N != 1 {
			continue
		}
		name := f.Module.Str(f.Module.Paths[x.X].Name)
		if c := f.P.BodyOf(f.Ref); c != program.NoClass {
			return program.Location{Kind: program.OfInstance, Owner: int32(f.P.FieldOwner(c, name)), Path: name}, name
		}
		return program.Location{Kind: program.OfModule, Owner: int32(f.P.Funcs[f.Ref].Mod), Path: name}, name
	}
	return program.Location{}, ""
}

// usedInCoroutines says whether coroutines read a location.
func (f *Func) usedInCoroutines(loc program.Location) bool {
	return slices.ContainsFunc(f.P.Around(loc), func(g program.FuncRef) bool {
		return f.P.IR(g).Flags&ir.Async != 0 && slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool {
			return a.Loc.Path == loc.Path && (a.Loc == loc || loc.Kind == program.OfInstance && a.Loc.Kind == program.OfClass && a.Loc.Owner == loc.Owner)
		})
	})
}

// madeForOtherLoop reports constructors that make asyncio objects for the loop that is
// current, although another one will use them: the one that they are given, the one of an
// asynchronous initialiser, the one in another thread that the maker waits for.
func (pass *Pass) madeForOtherLoop(f *Func) {
	class := f.P.Funcs[f.Ref].Class
	if class == program.NoClass || f.IR.Kind != ir.Function {
		return
	}
	given := f.givenLoop()
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 || f.Module.KeywordArg(f.Body, x, "loop") != ir.NoValue {
			continue
		}
		future := f.makesAnyFuture(c)
		if !future && (!program.Primitive(c.Name) || len(c.Targets) > 0) || f.storedAt(c.Op) == nil {
			continue // where the class is part of the program, it is the one of today's library
		}
		why, at := "", program.Site{Func: f.Ref, Op: c.Op}
		switch {
		case future && given:
			why = f.P.Name(f.Ref) + " is given the loop that it is for, and this one is for the current loop"
		case future || !f.P.OldLoops():
		case given:
			why = f.P.Name(f.Ref) + " is given the loop that it is for, and before Python 3.10 this one is for the current loop"
		default:
			if site, face, ok := f.P.MadeOutside(class, true); ok {
				at, why = site, "before Python 3.10 it belongs to the loop that is current in the thread that makes it, and "+face
			} else if start := f.initialiser(class); start != "" {
				if site, plain, ok := f.P.MadeOutside(class, false); ok {
					at, why = site, "before Python 3.10 it belongs to the loop that is current when it is made, and "+plain+" before "+start+" runs"
				} else if f.P.MadeByUsers(class) {
					why = "before Python 3.10 it belongs to the loop that is current when it is made, and " + f.P.ClassName(class) + " is made in plain code before " + start + " runs"
				}
			}
		}
		if why == "" {
			continue
		}
		what := c.Name
		if future {
			what = "the future"
		}
		pass.Report(c.Op, rule.Finding{
			Level: rule.Warning, Subject: what, Evidence: why,
			Message: fmt.Sprintf("%s is made in a plain constructor for whatever event loop is current there: %s", what, why),
			Witness: rule.Witness{
				Actors: []string{"Caller A (" + f.P.Name(f.Ref) + ")", "Task B (of the loop that uses it)"},
				Steps: []rule.Step{
					f.step(c.Op, rule.Writes, "makes "+what+" for the loop that is current"),
					{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "waits for it in another loop, and raises RuntimeError"},
				},
			},
			Related: []rule.Related{{Loc: place(f.P, at.Func, at.Op), Text: "the object is made here"}},
			Fix:     "Make it in the asynchronous initialiser, or with the loop's own create_future().",
		})
	}
}

// givenLoop says whether a constructor has a parameter for the loop and keeps that.
func (f *Func) givenLoop() (yes bool) {
	for i := range f.P.Funcs[f.Ref].Access {
		a := &f.P.Funcs[f.Ref].Access[i]
		if a.Kind != program.Writing || !a.Self || f.Body.Ops[a.Op].Code != ir.Write {
			continue
		}
		f.Sources(f.Body.Stored(&f.Body.Ops[a.Op]), func(s facts.Source) {
			if s.Op == facts.Param && !s.Calls {
				yes = yes || loopName(f.Module.Str(s.Local))
			}
		})
	}
	return yes
}

// makesAnyFuture says whether a call makes a future for the loop that is current: Future(),
// or a helper of the program that is not told which.
func (f *Func) makesAnyFuture(c *program.CallSite) bool {
	if c.Name == "asyncio.Future" {
		return true
	}
	if len(c.Targets) != 1 || c.Makes || f.Body.NumArgs(&f.Body.Ops[c.Op]) > 0 || f.P.Funcs[c.Targets[0]].Class != program.NoClass {
		return false
	}
	return slices.ContainsFunc(f.types().Objects(ir.Value(c.Op)), func(o program.Obj) bool { return o.Kind == program.ExtInst && o.Name == "asyncio.Future" })
}

// initialiser returns the name of an asynchronous method that completes the making of an
// object.
func (f *Func) initialiser(c program.ClassRef) string {
	for _, name := range []string{"__await__", "__aenter__", "start", "connect", "open", "initialize", "setup", "init"} {
		if m := f.P.Method(c, name); m != program.NoFunc && (f.P.Async(m) || name == "__await__") {
			return f.P.Name(m)
		}
	}
	return ""
}
