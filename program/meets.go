package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Meets looks for signs that another function may come in while f is suspended, on the
// same object, although nothing starts both: it runs when an event comes (a callback
// that is registered, a method that a protocol or a task calls), or it ends the
// object's life, which others than the user of f decide about. It says less than
// Interferes, so that a rule should have signs of its own that f relies on the state.
func (p *Program) Meets(f FuncRef, mine *Access, w Writer) (why string, ok bool) {
	f, w.Func = p.Original(f), p.Original(w.Func)
	if mine.Loc.Kind != OfInstance || !mine.Self || !w.Access.Self || p.Trial(f) || p.Trial(w.Func) ||
		!p.related(f, w.Func, ClassRef(mine.Loc.Owner)) || w.Func == f || p.overrides(f, w.Func) || p.neverOne(f, w.Func) {
		return "", false
	}
	theirs := p.roots(w.Func)
	active := p.active(p.classAround(f))
	ours := p.roots(f)
	for _, mine := range ours {
		for _, root := range theirs {
			if slices.Contains(ours, root) || p.neverOne(f, root) {
				continue
			}
			if why, ok := p.comesAnytime(root); ok {
				return why, true
			}
			if active && p.ends(root) && !p.ends(mine) && !p.begins(mine) && !p.comesFrom(mine, root) {
				return fmt.Sprintf("%s may be called at any time", p.Name(root)), true
			}
		}
	}
	return "", false
}

// overrides says whether two methods have one name, so that an object has one of them.
func (p *Program) overrides(f, g FuncRef) bool {
	return p.Funcs[f].Class != p.Funcs[g].Class && p.Module(f).Str(p.IR(f).Name) == p.Module(g).Str(p.IR(g).Name)
}

// neverOne says whether two methods never run on one object, although one's class inherits
// from the other's: it has a method of its own in place of the other one, and none of it
// calls up to that.
func (p *Program) neverOne(f, g FuncRef) bool {
	return p.hidden(f, p.classAround(g)) || p.hidden(g, p.classAround(f))
}

// hidden says whether objects of class c have another method in place of f.
func (p *Program) hidden(f FuncRef, c ClassRef) bool {
	d := p.Funcs[f].Class
	if c == NoClass || d == NoClass || c == d || !slices.Contains(p.Classes[c].MRO, d) {
		return false
	}
	name := p.Module(f).Str(p.IR(f).Name)
	if own := p.Method(c, name); own == f || own == NoFunc {
		return false
	}
	return !slices.ContainsFunc(p.Funcs[f].callers, func(g FuncRef) bool {
		k := p.classAround(g)
		return k != NoClass && slices.Contains(p.Classes[c].MRO, k) && slices.ContainsFunc(p.Funcs[g].Calls, func(s CallSite) bool {
			return s.Up && slices.Contains(s.Targets, f)
		})
	})
}

// comesAnytime says whether a function runs when an event comes.
func (p *Program) comesAnytime(f FuncRef) (why string, ok bool) {
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if e.Func == f && e.atExit() {
			return "", false
		}
		if e.Func == f && e.OnLoop() && e.Self {
			return fmt.Sprintf("%s is started as a %s on the same object", p.Name(f), e.As), true
		}
	}
	if p.Funcs[f].flags&isHandedOut != 0 {
		return fmt.Sprintf("%s is registered as a callback", p.Name(f)), true
	}
	if c := p.Funcs[f].Class; c != NoClass && protocolCalls[p.Module(f).Str(p.IR(f).Name)] &&
		p.Derives(c, "asyncio.BaseProtocol", "asyncio.Protocol", "asyncio.DatagramProtocol", "asyncio.SubprocessProtocol", "asyncio.BufferedProtocol") {
		return fmt.Sprintf("the loop calls %s when an event comes", p.Name(f)), true
	}
	return "", false
}

// atExit says whether an entry runs when the interpreter ends: the loops have stopped, and
// no task goes on after it.
func (e *Entry) atExit() bool {
	return len(e.starts) > 0 && !slices.ContainsFunc(e.starts, func(s *Spawn) bool { return s.Row.Call != "atexit.register" })
}

var protocolCalls = map[string]bool{
	"connection_lost": true, "data_received": true, "eof_received": true, "datagram_received": true,
	"error_received": true, "pipe_data_received": true, "process_exited": true, "pipe_connection_lost": true,
	"pause_writing": true, "resume_writing": true, "buffer_updated": true,
}

// active says whether the objects of a class live on more than their callers' time: they
// register callbacks, start tasks on themselves, or own a lock for tasks.
func (p *Program) active(c ClassRef) bool {
	return c != NoClass && slices.ContainsFunc(p.Classes[c].MRO, func(k ClassRef) bool { return p.lively[k] })
}

// findLively fills in which classes have code that runs on its own, or a lock for tasks.
func (p *Program) findLively() {
	p.lively = make([]bool, len(p.Classes))
	for f := range p.Funcs[:p.plain] {
		if c := p.classAround(FuncRef(f)); c != NoClass && p.Funcs[f].flags&isHandedOut != 0 {
			p.lively[c] = true
		}
	}
	for i := range p.strands {
		e := &p.strands[i]
		if c := p.classAround(e.Func); c != NoClass && e.OnLoop() && e.Self {
			p.lively[c] = true
		}
	}
	for c := range p.Classes {
		if _, ok := p.taskLock(ClassRef(c)); ok {
			p.lively[c] = true
		}
	}
}

// maxRoots bounds how many functions are looked at on the way to those that begin it.
const maxRoots = 24

// roots lists the functions with which a call of f on an object begins: public methods,
// callbacks, and what strands start; methods lead to those of the same object that call them.
func (p *Program) roots(f FuncRef) (out []FuncRef) {
	f = p.Original(f)
	seen := []FuncRef{f}
	for i := 0; i < len(seen) && i < maxRoots; i++ {
		g := seen[i]
		begins := !p.Private(g)
		if _, ok := p.comesAnytime(g); ok {
			begins = true
		}
		if begins {
			out = append(out, g)
		}
		for _, c := range p.Funcs[g].callers {
			if !slices.Contains(seen, c) && p.callsOnSelf(c, g) {
				seen = append(seen, c)
			}
		}
		if up := p.Parent(g); up != NoFunc && p.IR(g).Kind == ir.Function && p.Funcs[g].Class == NoClass && !slices.Contains(seen, up) {
			seen = append(seen, up)
		}
	}
	return out
}

// callsOnSelf says whether a method calls another one on its own receiver.
func (p *Program) callsOnSelf(f, target FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Calls, func(c CallSite) bool {
		return c.Self && !c.Spawned && slices.Contains(c.Targets, target)
	})
}

// comesFrom says whether one function calls another one, directly or through a few others.
func (p *Program) comesFrom(f, caller FuncRef) bool { return p.CallPath(caller, f, 3) != nil }

var enders = map[string]bool{
	"close": true, "aclose": true, "disconnect": true, "stop": true, "shutdown": true, "terminate": true, "kill": true,
	"abort": true, "quit": true, "logout": true, "destroy": true,
}

var beginners = map[string]bool{
	"connect": true, "open": true, "start": true, "setup": true, "init": true, "initialize": true, "enter": true,
	"aenter": true, "login": true, "prepare": true, "run": true, "main": true, "boot": true, "launch": true, "startup": true,
	"reconnect": true, "restart": true,
}

// ends says whether a function's name says that it ends what its object does.
func (p *Program) ends(f FuncRef) bool { return enders[firstWord(p.Module(f).Str(p.IR(f).Name))] }

func (p *Program) begins(f FuncRef) bool { return Begins(p.Module(f).Str(p.IR(f).Name)) }

// Starts says whether a function's name says that it brings an object into use for the
// first time, rather than once more.
func (p *Program) Starts(f FuncRef) bool {
	switch firstWord(p.Module(f).Str(p.IR(f).Name)) {
	case "start", "activate", "setup", "init", "initialize", "open", "enter", "aenter", "prepare", "boot", "startup", "launch":
		return true
	}
	return false
}

// Begins says whether a function's name says that it brings its object into use.
func Begins(name string) bool { return beginners[firstWord(name)] }

// firstWord returns the first word of a function's name, with async_ and do_ left out.
func firstWord(name string) string {
	name = strings.Trim(name, "_")
	for _, prefix := range []string{"async_", "do_", "on_", "force_", "handle_"} {
		name = strings.TrimLeft(strings.TrimPrefix(name, prefix), "_")
	}
	first, _, _ := strings.Cut(name, "_")
	return first
}

// LifeCycle says whether a method brings its object into use or out of it, as its name
// says, and whether others than one caller of the same object may call it. Such a method
// belongs to an object, not to a call, so that whoever has the object may call it.
func (p *Program) LifeCycle(f FuncRef) bool {
	if p.Funcs[f].Class == NoClass || !p.Async(f) || p.Trial(f) || !p.begins(f) && !p.ends(f) || p.dunder(f) || strings.HasSuffix(p.Name(f), "run") {
		return false
	}
	return !p.Private(f) || len(p.roots(f)) > 1
}

// Ensured says whether a life-cycle method is called by what the object is used for, each
// time that it is: operations that make sure of a connection first. Several of them may be
// under way. What only the owner calls, or methods that begin or end it as a whole, has an
// order.
func (p *Program) Ensured(f FuncRef) bool {
	return p.Private(f) || slices.ContainsFunc(p.roots(f), func(root FuncRef) bool {
		return root != f && !p.begins(root) && !p.ends(root) && !p.dunder(root)
	})
}

// dunder says whether Python itself calls a function, as part of a statement.
func (p *Program) dunder(f FuncRef) bool {
	name := p.Module(f).Str(p.IR(f).Name)
	return strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__")
}

var openers = map[string]bool{
	"connect": true, "open": true, "create": true, "login": true, "authenticate": true, "start": true, "dial": true,
	"spawn": true, "subscribe": true, "listen": true, "serve": true, "establish": true, "launch": true, "init": true,
}

// Opens says whether a function's name says that it opens something that lives on.
func Opens(name string) bool { return openers[firstWord(name)] }

// StartedOnSelf says whether a method of an object starts f as a task on the same object.
func (p *Program) StartedOnSelf(f FuncRef) bool {
	f = p.Original(f)
	return slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool {
		e := &p.strands[r.entry]
		return e.Func == f && e.As == model.Task && e.Self
	})
}

// SetForTask finds where a function sets a location of its receiver before it starts f
// as a task on the same receiver.
func (p *Program) SetForTask(f FuncRef, loc Location) (Site, bool) {
	f = p.Original(f)
	for _, r := range p.Funcs[f].runs {
		e := &p.strands[r.entry]
		if e.Func != f || e.As != model.Task || !e.Self {
			continue
		}
		for _, s := range e.Sites {
			for i := range p.Funcs[s.Func].Access {
				a := &p.Funcs[s.Func].Access[i]
				if a.Loc != loc || a.Kind != Writing || !a.Self || a.Op > s.Op {
					continue
				}
				if text, constant := p.ConstantWrite(Writer{s.Func, a}); !constant || text != string(rune('0'+ir.ConstNone)) {
					return Site{s.Func, a.Op}, true
				}
			}
		}
	}
	return Site{}, false
}

var fetchers = map[string]bool{
	"get": true, "fetch": true, "parse": true, "find": true, "search": true, "query": true,
	"resolve": true, "lookup": true, "detect": true, "determine": true, "infer": true,
	"match": true, "group": true, "fromtimestamp": true, "calculate": true, "compute": true, "list": true, "count": true,
}

// Fetches says whether a function's name says that it only asks for something, so that
// asking twice gives the same.
func Fetches(name string) bool {
	first := firstWord(name)
	return fetchers[first] || fetchers[strings.TrimPrefix(first, "a")]
}
