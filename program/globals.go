package program

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// fragile are the variables of modules and classes that hold what threads must not share;
// found when first asked for.
type fragile struct {
	once sync.Once
	what map[Location]string
}

// Fragile returns what a variable of a module or class holds, in words, if threads must not
// use it at once: an object that its library says so of, or a mapping of the program that
// does several things when an item is set or looked up.
func (p *Program) Fragile(l Location) (string, bool) {
	p.fragile.once.Do(func() { p.fragile.what = p.findFragile() })
	what, ok := p.fragile.what[l]
	return what, ok
}

func (p *Program) findFragile() map[Location]string {
	out := map[Location]string{}
	for m := range p.Modules {
		for name, objs := range p.Modules[m].vars {
			if what, ok := p.fragileObject(objs); ok {
				out[Location{OfModule, int32(m), name}] = what
			}
		}
	}
	for c := range p.Classes {
		for name, f := range p.Classes[c].Fields {
			if !f.Static || p.perInstance(ClassRef(c), name) {
				continue
			}
			if what, ok := p.fragileObject(f.Types); ok && p.madeInBody(ClassRef(c), name) {
				out[Location{OfClass, int32(c), name}] = what
				out[Location{OfInstance, int32(c), name}] = what
			}
		}
	}
	return out
}

// madeInBody says whether the class body makes what a field holds by calling something that
// the program defines or the model knows, rather than declaring it for each instance.
func (p *Program) madeInBody(c ClassRef, name string) bool {
	f := p.Ref(p.Classes[c].Mod, p.IRClass(c).Body)
	body := p.Body(f, nil)
	for i := range body.Ops {
		x := &body.Ops[i]
		if x.Code != ir.Write || p.Module(f).PathString(x.Path()) != name {
			continue
		}
		if call := p.Funcs[f].CallAt(int32(body.Stored(x))); call != nil {
			_, unsafe := p.model.Unsafe(call.Name)
			return call.Makes || unsafe
		}
	}
	return false
}

// KnownUnsafe says whether a fragile object is one that its library says so of.
func (p *Program) KnownUnsafe(l Location) bool {
	return slices.ContainsFunc(p.stored(l), func(o Obj) bool { return o.Kind == ExtInst })
}

// fragileObject says what the objects are that a variable holds, if it is one kind of them.
func (p *Program) fragileObject(objs Objs) (string, bool) {
	if len(objs) != 1 {
		return "", false
	}
	switch o := objs[0]; o.Kind {
	case ExtInst:
		return p.model.Unsafe(p.model.Canon(o.Name))
	case InstObj:
		if p.compoundMapping(ClassRef(o.ID)) && !p.ownsLock(ClassRef(o.ID), 0) {
			return p.ClassName(ClassRef(o.ID)), true
		}
	}
	return "", false
}

// compoundMapping says whether the class is a mapping whose own way to set or look up an
// item also evicts or reorders items.
func (p *Program) compoundMapping(c ClassRef) bool {
	for _, name := range []string{"__setitem__", "__getitem__"} {
		f := p.Method(c, name)
		if f == NoFunc {
			continue
		}
		if slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool {
			return a.Self && (a.Kind == Shrinking || a.Kind == Removing || a.Kind == Changing)
		}) || slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
			return c.OnSelf && (c.Method == "popitem" || c.Method == "move_to_end")
		}) {
			return true
		}
	}
	return false
}

// ThreadsReach says why several threads may run f: the program starts one that comes there,
// or the module works with threads. weak: it is only known that the program has threads.
func (p *Program) ThreadsReach(f FuncRef) (e Evidence, weak bool) {
	for _, r := range p.Funcs[f].runs {
		x := &p.strands[r.entry]
		if p.isThread(x) && !p.onlyTrial(x) && p.near(x, f) {
			why := fmt.Sprintf("%s runs as a thread", p.Name(x.Func))
			if x.Many && (!p.allJoined(x) || p.waitersAtOnce(x, x)) {
				return Evidence{Proof: Proved, A: x, B: x, Why: why + ", several at once"}, false
			}
			return Evidence{Proof: Intended, Why: why}, false
		}
	}
	if p.Async(f) || p.script(f) || p.runsOnLoops(f) {
		return Evidence{}, true
	}
	if p.UsesThreads(p.Funcs[f].Mod) {
		return Evidence{Proof: Intended, Why: "the module works with threads"}, false
	}
	if p.HasThreads() && p.threadPackages[p.Modules[p.Funcs[f].Mod].topName()] {
		return Evidence{Proof: Intended, Why: "the program starts threads"}, true
	}
	return Evidence{}, true
}

// script says whether the body of the module calls f, as scripts do.
func (p *Program) script(f FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].callers, func(g FuncRef) bool { return p.Startup(g) && p.Funcs[g].Mod == p.Funcs[f].Mod })
}

// ProcessWide returns what a call site changes for the whole process.
func (p *Program) ProcessWide(c *CallSite) (model.ProcessState, bool) {
	return p.model.ProcessWide(c.Name)
}

// ContextManager says whether f is a generator that a with statement runs around its body.
func (p *Program) ContextManager(f FuncRef) bool {
	return p.Funcs[f].flags&isCtxManager != 0 && p.IR(f).Flags&ir.Generator != 0
}

// Startup says whether f runs only when a program starts: it is a module's body, or called
// `main`.
func (p *Program) Startup(f FuncRef) bool {
	name := p.Module(f).Str(p.IR(f).Name)
	return p.IR(f).Kind != ir.Function || strings.Trim(name, "_") == "main"
}

// Inner returns what a call does to what its receiver holds: the kind of the accesses of
// the method to its own fields.
func (p *Program) Inner(c *CallSite) (grows, shrinks bool) {
	for _, t := range c.Targets {
		for i := range p.Funcs[t].Access {
			if a := &p.Funcs[t].Access[i]; a.Self && !p.Setup(t) {
				grows = grows || a.Kind == Growing
				shrinks = shrinks || a.Kind == Shrinking
			}
		}
	}
	return grows, shrinks
}

// perInstance says whether a field is assigned on instances, too, so that each has its own.
func (p *Program) perInstance(c ClassRef, name string) bool {
	return slices.ContainsFunc(p.writers[Location{OfInstance, int32(c), name}], func(w Writer) bool { return w.Access.Kind == Writing })
}

// loopBound are objects that belong to one event loop.
var loopBound = map[string]bool{
	"asyncio.TimerHandle": true, "asyncio.Handle": true, "asyncio.Task": true, "asyncio.Future": true,
	"asyncio.Lock": true, "asyncio.Event": true, "asyncio.Condition": true, "asyncio.Semaphore": true, "asyncio.Queue": true,
}

// LoopTable is a dict that a class has once for all instances, although what is in it
// belongs to an event loop.
type LoopTable struct {
	Def    int32  // the op of the class body that makes it
	Name   string // of the field
	Holds  string // what is in it: asyncio.Future
	Stores []Writer
}

// LoopTables lists such dicts of the class whose body f is, in the order of the text. One
// whose keys are loops is none.
func (p *Program) LoopTables(f FuncRef) (out []LoopTable) {
	if p.IR(f).Kind != ir.ClassBody || p.Trial(f) {
		return nil
	}
	c := p.classRef(p.Funcs[f].Mod, p.IR(f).Class)
	shared := false
	for _, field := range p.Classes[c].Fields {
		shared = shared || field.Static && len(field.Elems) > 0
	}
	if !shared {
		return nil
	}
	var body *ir.Body
	for _, name := range sortedKeys(p.Classes[c].Fields) {
		field := p.Classes[c].Fields[name]
		if !field.Static || p.perInstance(c, name) {
			continue
		}
		i := slices.IndexFunc(field.Elems, func(o Obj) bool { return o.Kind == ExtInst && loopBound[p.model.Canon(o.Name)] })
		if kind, _ := p.containerOf(field.Types); i < 0 || kind != DictKind {
			continue
		}
		t := LoopTable{Def: -1, Name: name, Holds: p.model.Canon(field.Elems[i].Name)}
		for _, kind := range []OwnerKind{OfInstance, OfClass} {
			for _, w := range p.writers[Location{kind, int32(c), name}] {
				if w.Access.Kind == Storing && !p.Trial(w.Func) {
					t.Stores = append(t.Stores, w)
				}
			}
		}
		if len(t.Stores) == 0 || slices.ContainsFunc(t.Stores, p.keyedByLoop) || !p.looksUp(p.Funcs[f].Mod, c, name) {
			continue
		}
		if body == nil {
			body = p.Body(f, nil)
		}
		for i := range body.Ops {
			if x := &body.Ops[i]; x.Code == ir.Write && p.Module(f).PathString(x.Path()) == name && p.makesContainer(f, body, body.Stored(x)) {
				t.Def = int32(i)
			}
		}
		if t.Def >= 0 {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b LoopTable) int { return int(a.Def - b.Def) })
	return out
}

// makesContainer says whether a value is a dict made on the spot, rather than what stands
// for one that each instance gets, as dataclasses have it.
func (p *Program) makesContainer(f FuncRef, body *ir.Body, v ir.Value) bool {
	if slices.ContainsFunc(p.Classes[p.classRef(p.Funcs[f].Mod, p.IR(f).Class)].Outside, func(base string) bool {
		return strings.HasSuffix(base, "BaseModel")
	}) {
		return false // models copy their defaults
	}
	if body.Ops[v].Code == ir.Build {
		return true
	}
	c := p.Funcs[f].CallAt(int32(v))
	if c == nil {
		return false
	}
	_, ok := containerKinds[c.Name]
	return ok
}

// looksUp says whether code of a module looks up items of a field of a class: else it only
// keeps them alive.
func (p *Program) looksUp(m ModRef, c ClassRef, name string) bool {
	for f := range p.Modules[m].IR.Funcs {
		if slices.ContainsFunc(p.Funcs[p.Ref(m, ir.FuncID(f))].Access, func(a Access) bool {
			return a.Kind == Reading && (a.Loc.Kind == OfInstance || a.Loc.Kind == OfClass) && ClassRef(a.Loc.Owner) == c && strings.HasPrefix(a.Loc.Path, name+"[")
		}) {
			return true
		}
	}
	return false
}

// keyedByLoop says whether the key of an item that is set is called a loop, or is what a
// call returns that gets one.
func (p *Program) keyedByLoop(w Writer) bool {
	body, m := p.Body(w.Func, nil), p.Module(w.Func)
	key := body.Key(&body.Ops[w.Access.Op])
	if key < 0 {
		return false
	}
	loop := false
	named := func(s ir.StrID) bool { return strings.Contains(strings.ToLower(m.Str(s)), "loop") }
	p.Facts(w.Func, nil).Sources(key, func(s facts.Source) {
		loop = loop || s.Op < 0 && named(s.Local) || s.Op >= 0 && body.Ops[s.Op].Path() != 0 && named(m.Paths[body.Ops[s.Op].Path()].Name)
	})
	return loop
}

// FreeThreaded says whether the program runs without the global interpreter lock.
func (p *Program) FreeThreaded() bool { return p.freeThreaded }

// Atomic returns what is promised of a method of a built-in container.
func (p *Program) Atomic(c *CallSite) (model.Atomicity, bool) { return p.model.Atomic(c.Name) }

// Resizing says whether f calls a method that changes a container which others may have.
func (p *Program) Resizing(f FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool {
		return !a.Own && a.Kind >= Growing && a.Kind <= Changing
	})
}
