package program

import (
	"slices"
	"strings"
	"sync"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// whichLoop is what is known of the program's event loops, found when first asked for.
type whichLoop struct {
	oldOnce, severalOnce sync.Once

	old        bool // meant for Python before 3.10
	several    Site // where a second loop runs
	severalWhy string
}

// OldLoops says whether the program is meant to run on Python before 3.10, where asyncio
// primitives take their event loop when they are made: it compares the version with an
// older one, or gives a loop to one of the calls that no longer take any.
func (p *Program) OldLoops() bool {
	p.whichLoop.oldOnce.Do(func() {
		for m := range p.Modules {
			if mod := &p.Modules[m]; !mod.trial && slices.Contains(mod.IR.Strings, "version_info") && p.comparesOld(ModRef(m)) {
				p.whichLoop.old = true
				return
			}
		}
		for f := range p.Funcs[:p.plain] {
			if p.Funcs[f].marks&GivesLoop != 0 && !p.Trial(FuncRef(f)) {
				p.whichLoop.old = true
				return
			}
		}
	})
	return p.whichLoop.old
}

// comparesOld says whether code of a module compares sys.version_info with a version
// before 3.10.
func (p *Program) comparesOld(m ModRef) bool {
	mod := p.Modules[m].IR
	for i := range mod.Funcs {
		body := mod.Body(ir.FuncID(i), nil)
		for k := range body.Ops {
			x := &body.Ops[k]
			if x.Code != ir.Compare {
				continue
			}
			args := body.Args(x)
			if isVersionInfo(mod, body, args[0]) && oldVersion(mod, body, args[1]) {
				return true
			}
		}
	}
	return false
}

func isVersionInfo(m *ir.Module, b *ir.Body, v ir.Value) bool {
	for range 3 {
		x := &b.Ops[v]
		if x.Code != ir.Read {
			return false
		}
		if m.Str(m.Paths[x.X].Name) == "version_info" {
			return strings.HasPrefix(m.PathString(x.Path()), "sys.") || m.Paths[x.X].Sel != ir.Attr
		}
		if b.Base(x) < 0 {
			return false
		}
		v = b.Base(x)
	}
	return false
}

// oldVersion says whether a tuple names Python 3.0 to 3.9: tests for 3.10 often stay when
// older versions are given up.
func oldVersion(m *ir.Module, b *ir.Body, v ir.Value) bool {
	x := &b.Ops[v]
	if x.Code != ir.Build || x.N < 2 {
		return false
	}
	digit := func(v ir.Value) string {
		if c := &b.Ops[v]; c.Code == ir.Const && c.Aux == ir.ConstInt {
			return m.Str(ir.StrID(c.X))
		}
		return ""
	}
	minor := digit(b.Args(x)[1])
	return digit(b.Args(x)[0]) == "3" && len(minor) == 1
}

// SeveralLoops finds a place that shows that a run of the program has more than one
// event loop: a thread that runs its own, a loop that runs asyncio.run, a plain method
// that runs a coroutine in a loop of its own each time that it is called.
func (p *Program) SeveralLoops() (at Site, why string, ok bool) {
	p.whichLoop.severalOnce.Do(func() {
		for f := range p.Funcs[:p.plain] {
			fn := &p.Funcs[f]
			if fn.marks&MakesLoop == 0 || p.Trial(FuncRef(f)) || p.IR(FuncRef(f)).Flags&ir.Async != 0 || p.IR(FuncRef(f)).Kind != ir.Function {
				continue
			}
			for i := range fn.Calls {
				c := &fn.Calls[i]
				if c.Name != "asyncio.run" && c.Name != "asyncio.new_event_loop" {
					continue
				}
				why := ""
				switch {
				case slices.ContainsFunc(fn.runs, func(r run) bool { e := &p.strands[r.entry]; return e.As == model.Thread && !p.onlyTrial(e) }):
					why = " runs in a thread and has an event loop of its own there"
				case c.Name == "asyncio.run" && fn.Class != NoClass && p.open(FuncRef(f), 0):
					why = " runs an event loop of its own each time that it is called"
				default:
					continue
				}
				p.whichLoop.several, p.whichLoop.severalWhy = Site{FuncRef(f), c.Op}, p.Name(FuncRef(f))+why
				return
			}
		}
	})
	return p.whichLoop.several, p.whichLoop.severalWhy, p.whichLoop.severalWhy != ""
}

// MadeOutside finds a place that makes objects of class c in plain code that may run
// before, or beside, the event loop that uses them: a constructor or factory that anybody
// may call, of a class with a synchronous face if facing is asked for.
func (p *Program) MadeOutside(c ClassRef, facing bool) (Site, string, bool) {
	init := p.Method(c, "__init__")
	if init == NoFunc {
		return Site{}, "", false
	}
	for _, g := range p.Funcs[init].callers {
		if p.Trial(g) || p.IR(g).Flags&ir.Async != 0 || p.IR(g).Kind == ir.Lambda {
			continue
		}
		i := slices.IndexFunc(p.Funcs[g].Calls, func(s CallSite) bool { return s.Makes && slices.Contains(s.Targets, init) })
		if i < 0 {
			continue
		}
		at := Site{g, p.Funcs[g].Calls[i].Op}
		made := p.Module(g).Str(p.IR(g).Name) == "__init__"
		if !facing {
			if (made || p.Funcs[g].Class == NoClass) && p.open(g, 0) && !slices.ContainsFunc(p.Funcs[g].runs, func(r run) bool { e := &p.strands[r.entry]; return e.OnLoop() && !p.onlyTrial(e) }) {
				return at, p.Name(g) + " makes it in plain code", true
			}
			continue
		}
		work := []ClassRef{p.Funcs[g].Class}
		for n := 0; n < len(work) && n < 16; n++ {
			if work[n] == NoClass || !made {
				continue
			}
			if _, why, ok := p.OtherSide(work[n]); ok {
				return at, why, true
			}
			work = append(work, p.Classes[work[n]].Subs...)
		}
	}
	return Site{}, "", false
}

// MadeByUsers says whether objects of a class are there for the users of the program to
// make: it has a public name and no subclasses, nothing in the program makes one except
// its own class methods, and its constructor does not need a loop that runs.
func (p *Program) MadeByUsers(c ClassRef) bool {
	init := p.Method(c, "__init__")
	if init == NoFunc || p.Trial(init) || strings.HasPrefix(p.ClassName(c), "_") || len(p.Classes[c].Subs) > 0 {
		return false
	}
	for i := range p.Funcs[init].Calls {
		switch p.Funcs[init].Calls[i].Method {
		case "get_running_loop", "create_task", "ensure_future", "current_task", "start_soon":
			return false
		}
	}
	return !slices.ContainsFunc(p.Funcs[init].callers, func(g FuncRef) bool {
		return !p.Trial(g) && p.Funcs[g].flags&isClassMethod == 0 && slices.ContainsFunc(p.Funcs[g].Calls, func(s CallSite) bool {
			return s.Makes && slices.Contains(s.Targets, init)
		})
	})
}

// BodyOf returns the class whose body f is, or NoClass.
func (p *Program) BodyOf(f FuncRef) ClassRef {
	if c := p.IR(f).Class; p.IR(f).Kind == ir.ClassBody && c != 0 {
		return p.classRef(p.Funcs[f].Mod, c)
	}
	return NoClass
}
