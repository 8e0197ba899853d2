package program

import (
	"path"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// forkHooks are the calls that prepare a process for being forked.
func forkHook(c *CallSite) bool {
	return c.Method == "register_at_fork" || c.Method == "register_after_fork" || c.Name == "os.register_at_fork"
}

// ForkHook returns a place in the package of f, tests aside, that registers what is to be
// done after a fork: whoever wrote it expects the package to be forked.
func (p *Program) ForkHook(f FuncRef) (Site, bool) {
	p.forkOnce.Do(p.indexForks)
	for dir := path.Dir(p.Modules[p.Funcs[f].Mod].Path); packageDir(dir); dir = path.Dir(dir) {
		if s, ok := p.forkHooks[dir]; ok {
			return s, true
		}
	}
	return Site{}, false
}

// ForkHookIn says whether a module registers what is to be done after a fork.
func (p *Program) ForkHookIn(m ModRef) bool {
	p.forkOnce.Do(p.indexForks)
	return p.forkModules[m]
}

// AfterFork says whether a function is registered to run in the child after a fork, where
// no other thread has come along.
func (p *Program) AfterFork(f FuncRef) bool {
	p.forkOnce.Do(p.indexForks)
	return p.afterFork[f]
}

// noteChildHooks notes the functions that a call registers to run in a forked child.
func (p *Program) noteChildHooks(f FuncRef, c *CallSite) {
	body := p.Body(f, nil)
	call := &body.Ops[c.Op]
	if call.Code != ir.Call {
		return
	}
	types := p.Types(f)
	for _, arg := range body.CallArgs(call) {
		if arg.Tag != ir.TagPositional && p.Module(f).Str(arg.Keyword()) != "after_in_child" {
			continue
		}
		for _, o := range types.Objects(arg.Value) {
			if o.Kind == FuncObj || o.Kind == BoundObj {
				p.afterFork[FuncRef(o.ID)] = true
			}
		}
	}
}

// indexForks notes the places that register hooks by their folder and the one above it.
func (p *Program) indexForks() {
	p.forkHooks, p.forkModules, p.afterFork = map[string]Site{}, map[ModRef]bool{}, map[FuncRef]bool{}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Calls {
			c := &p.Funcs[f].Calls[i]
			if c.Name == "multiprocessing.set_start_method" {
				p.startMethods = append(p.startMethods, p.FirstText(FuncRef(f), c.Op))
			}
			if !forkHook(c) {
				continue
			}
			p.forkModules[p.Funcs[f].Mod] = true
			p.noteChildHooks(FuncRef(f), c)
			if p.Trial(FuncRef(f)) {
				continue
			}
			dir := path.Dir(p.Modules[p.Funcs[f].Mod].Path)
			for _, d := range []string{dir, path.Dir(dir)} {
				if _, known := p.forkHooks[d]; !known && packageDir(d) {
					p.forkHooks[d] = Site{FuncRef(f), c.Op}
				}
			}
		}
	}
}

// packageDir says whether a folder may be that of a package, and not one that holds many.
func packageDir(dir string) bool {
	switch path.Base(dir) {
	case ".", "/", "src", "lib", "libs", "python", "packages", "site-packages":
		return false
	}
	return true
}

// StartsThreadIn finds where calling f starts a thread, at most limit calls away.
func (p *Program) StartsThreadIn(f FuncRef, limit int) (chain []Site, ok bool) {
	type step struct {
		f     FuncRef
		chain []Site
	}
	seen := map[FuncRef]bool{f: true}
	queue := []step{{f, nil}}
	for i := 0; i < len(queue) && i < 256; i++ {
		at := queue[i]
		for k := range p.Funcs[at.f].Spawns {
			s := &p.Funcs[at.f].Spawns[k]
			if s.Row.As == model.Thread && !s.Joined {
				return append(slices.Clone(at.chain), Site{at.f, s.Op}), true
			}
		}
		if len(at.chain) == limit {
			continue
		}
		for k := range p.Funcs[at.f].Calls {
			c := &p.Funcs[at.f].Calls[k]
			if c.Spawned || !c.Sure {
				continue
			}
			for _, t := range c.Targets {
				if !seen[t] && p.IR(t).Flags&ir.Async == 0 {
					seen[t] = true
					queue = append(queue, step{t, append(slices.Clone(at.chain), Site{at.f, c.Op})})
				}
			}
		}
	}
	return nil, false
}

// LeadsTo says whether calling f comes to a call that accept takes, at most limit calls away.
func (p *Program) LeadsTo(f FuncRef, limit int, accept func(*CallSite) bool) bool {
	seen := map[FuncRef]bool{f: true}
	level := []FuncRef{f}
	for range limit + 1 {
		var next []FuncRef
		for _, g := range level {
			for i := range p.Funcs[g].Calls {
				c := &p.Funcs[g].Calls[i]
				if accept(c) {
					return true
				}
				for _, t := range c.Targets {
					if !seen[t] && len(seen) < 512 {
						seen[t] = true
						next = append(next, t)
					}
				}
			}
		}
		level = next
	}
	return false
}

// OwnMethods lists the functions that stand directly in a class or in one of its
// ancestors in the program, in order of the classes and of the text.
func (p *Program) OwnMethods(c ClassRef) (out []FuncRef) {
	for _, k := range p.Classes[c].MRO {
		from := len(out)
		for _, m := range p.Classes[k].Methods {
			out = append(out, m)
		}
		slices.Sort(out[from:])
	}
	return out
}

// RunsEndlessly says whether one of some functions has a loop that may go on for ever.
func (p *Program) RunsEndlessly(fs []FuncRef) bool {
	return slices.ContainsFunc(fs, func(f FuncRef) bool {
		ff := p.Facts(f, nil)
		for i := range ff.Body.Ops {
			if ff.Body.Ops[i].Code == ir.Jump && ff.OnLoop(int32(i)) {
				return true
			}
		}
		return false
	})
}

// StartMethods lists what the program sets the start method of its processes to, "" where
// the text does not show it.
func (p *Program) StartMethods() []string {
	p.forkOnce.Do(p.indexForks)
	return p.startMethods
}

// FirstText returns the first argument of a call if it is a string in the text, else "".
func (p *Program) FirstText(f FuncRef, call int32) string {
	body := p.Body(f, nil)
	op := &body.Ops[call]
	if op.Code != ir.Call {
		return ""
	}
	v := body.Positional(op, 0)
	if v < 0 {
		v = p.Module(f).KeywordArg(body, op, "method")
	}
	if v < 0 || body.Ops[v].Code != ir.Const || body.Ops[v].Aux != ir.ConstStr {
		return ""
	}
	return strings.Trim(p.Module(f).Str(ir.StrID(body.Ops[v].X)), `"'`)
}
