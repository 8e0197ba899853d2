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

// sleep is a wait without a limit that a strand comes to, turn after turn.
type sleep struct {
	via  []program.Site // the calls from where the strand begins
	at   program.Site
	loc  program.Location // of the queue, event or condition
	wake []string         // the methods that end the wait
}

// wakers are the methods that end a wait, by the canonical name of the wait.
var wakers = map[string][]string{
	"queue.Queue.get": {"put", "put_nowait", "shutdown"}, "queue.SimpleQueue.get": {"put", "put_nowait"},
	"queue.LifoQueue.get": {"put", "put_nowait", "shutdown"}, "queue.PriorityQueue.get": {"put", "put_nowait", "shutdown"},
	"asyncio.Queue.get": {"put", "put_nowait", "shutdown"}, "asyncio.PriorityQueue.get": {"put", "put_nowait", "shutdown"},
	"threading.Event.wait": {"set"}, "asyncio.Event.wait": {"set"},
	"threading.Condition.wait": {"notify", "notify_all", "notifyAll"}, "asyncio.Condition.wait": {"notify", "notify_all"},
	"threading.Condition.wait_for": {"notify", "notify_all", "notifyAll"},
}

// joinsSleeper reports who ends a thread by a flag, or by closing something, and joins it
// without a limit, although the thread may be asleep in a wait that nothing on this way
// ends: it never comes to look at the flag.
func (pass *Pass) joinsSleeper(f *Func, c *program.CallSite) {
	if c.Method != "join" || f.limitedJoin(c.Op) || f.IR.Kind == ir.ModuleBody || f.receiver(c.Op) < 0 {
		return
	}
	for _, t := range f.joined(f.receiver(c.Op)) {
		if t == f.Ref || f.P.Async(t) {
			continue
		}
		if f.P.ComesTo(t, maxOwnPath)[f.Ref] {
			continue
		}
		for _, s := range sleeps(f.P, t) {
			if f.wakesUp(s, c.Op, t) {
				continue
			}
			if how := f.tellsToEnd(s, c.Op, t); how != "" {
				pass.asleep(f, c, t, s, how)
				return
			}
		}
	}
}

// joined lists what the threads run that a value may be: of a Thread made here or kept
// somewhere, or of an object that is a thread itself.
func (f *Func) joined(v ir.Value) (out []program.FuncRef) {
	f.Sources(v, func(s facts.Source) {
		for i := range f.P.Funcs[f.Ref].Spawns {
			if p := &f.P.Funcs[f.Ref].Spawns[i]; p.Op == s.Op && p.Row.As == model.Thread {
				out = append(out, p.Targets...)
			}
		}
	})
	for _, loc := range f.keptAt(v) {
		out = append(out, f.P.RunsAt(loc, model.Thread)...)
	}
	own := f.P.Funcs[f.Ref].Class
	if f.isReceiver(v) && own != program.NoClass && f.P.Derives(own, "threading.Thread") {
		if run := f.P.Method(own, "run"); run != program.NoFunc {
			out = append(out, run)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sleeps lists the waits without a limit that a strand comes to again and again, on
// objects that are kept where others find them.
func sleeps(p *program.Program, t program.FuncRef) (out []sleep) {
	type step struct {
		f    program.FuncRef
		via  []program.Site
		loop bool
	}
	seen := map[program.FuncRef]bool{t: true}
	queue := []step{{f: t}}
	for i := 0; i < len(queue) && i < 64; i++ {
		at := queue[i]
		if !p.Has(at.f, program.Waits) && len(at.via) >= maxSleepPath {
			continue
		}
		var g *Func
		for n := range p.Funcs[at.f].Calls {
			c := &p.Funcs[at.f].Calls[n]
			if c.Spawned || c.Makes || wakers[c.Name] == nil && (len(c.Targets) == 0 || len(c.Targets) > maxSleepTargets || len(at.via) >= maxSleepPath) {
				continue
			}
			if g == nil {
				g = &Func{Func: p.Facts(at.f, nil), P: p, Ref: at.f}
			}
			if g.Body.Ops[c.Op].Code != ir.Call || g.Graph.BlockOf(c.Op) < 0 {
				continue
			}
			loop := at.loop || g.OnLoop(c.Op)
			if wake := wakers[c.Name]; wake != nil {
				v := g.receiver(c.Op)
				if !loop || v < 0 || g.Body.Ops[v].Code != ir.Read || g.timedWait(c) {
					continue
				}
				if loc := g.location(v); loc.Kind == program.OfInstance || loc.Kind == program.OfModule || loc.Kind == program.OfClass {
					out = append(out, sleep{at.via, program.Site{Func: at.f, Op: c.Op}, loc, wake})
				}
				continue
			}
			for _, next := range c.Targets {
				if !seen[next] && p.IR(next).Flags&(ir.Async|ir.Generator) == 0 {
					seen[next] = true
					queue = append(queue, step{next, append(slices.Clip(at.via), program.Site{Func: at.f, Op: c.Op}), loop})
				}
			}
		}
	}
	return out
}

// maxSleepPath bounds the calls from where a strand begins to where it waits.
const maxSleepPath = 3

// maxSleepTargets bounds the overrides of a method among which the wait may be.
const maxSleepTargets = 3

// timedWait says whether a wait has a limit, or does not wait at all: get(False).
func (f *Func) timedWait(c *program.CallSite) bool {
	x := &f.Body.Ops[c.Op]
	if c.Method == "wait_for" || c.Method == "put" {
		return f.Body.NumArgs(x) > 1
	}
	for _, a := range f.Body.CallArgs(x) {
		if a.Tag == ir.TagPositional && c.Method == "get" || a.Keyword() != 0 && f.Module.Str(a.Keyword()) == "block" {
			if v := &f.Body.Ops[a.Value]; v.Code == ir.Const && v.Aux == ir.ConstTrue && f.Body.NumArgs(x) == 1 {
				return false
			}
			return true
		}
	}
	return f.timed(c.Op)
}

// wakesUp says whether who joins ends the wait before, or another method of its class does
// that is there to end things.
func (f *Func) wakesUp(s sleep, join int32, t program.FuncRef) bool {
	near := f.P.ComesTo(f.Ref, maxSleepPath)
	for _, g := range f.P.Callers(f.Ref) {
		for h := range f.P.ComesTo(g, 2) {
			near[h] = true
		}
	}
	known := false
	for _, method := range s.wake {
		for _, w := range f.P.Signalled(s.loc, method) {
			if f.P.Trial(w.Func) {
				continue
			}
			alone := w.Func == t || onlyFrom(f.P, w.Func, t, 0)
			if !alone {
				known = true
			}
			switch {
			case near[w.Func] && (w.Func != f.Ref || f.Reaches(w.Op, join, nil)) && !alone:
				return true
			case alone:
			case f.P.ClassAround(w.Func) == f.P.ClassAround(f.Ref) && endsSomething(f.P.Module(w.Func).Str(f.P.IR(w.Func).Name)):
				return true
			}
			if d := f.P.CalledAt(w); d == nil || f.P.PutsMark(w.Func, d.Op) && s.wake[0] == "put" {
				return true // it is handed on, or tells the reader to end
			}
		}
	}
	return !known
}

// onlyFrom says whether a function is called by nobody but a strand, directly or through
// functions of which that is true, too.
func onlyFrom(p *program.Program, g, strand program.FuncRef, depth int) bool {
	callers := p.Callers(g)
	return len(callers) > 0 && depth < maxOwnPath && !slices.ContainsFunc(callers, func(h program.FuncRef) bool {
		return h != strand && h != g && !onlyFrom(p, h, strand, depth+1)
	})
}

// tellsToEnd says how a function tells the thread that it joins to come to its end: by a
// flag that the thread tests, or by a call that closes something; "" if it does not.
func (f *Func) tellsToEnd(s sleep, join int32, t program.FuncRef) string {
	tested := map[program.Location]bool{}
	for _, at := range append(slices.Clone(s.via), s.at) {
		for i := range f.P.Funcs[at.Func].Access {
			if a := &f.P.Funcs[at.Func].Access[i]; a.Kind == program.Reading {
				tested[a.Loc] = true
			}
		}
	}
	for i := range f.P.Funcs[f.Ref].Access {
		a := &f.P.Funcs[f.Ref].Access[i]
		if a.Kind == program.Writing && tested[a.Loc] && f.Body.Ops[a.Op].Code == ir.Write && f.Reaches(a.Op, join, nil) {
			switch f.flagValue(a.Op) {
			case ir.ConstTrue, ir.ConstFalse:
				return "sets " + f.P.Describe(a.Loc)
			}
		}
	}
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if f.Body.Ops[c.Op].Code != ir.Call || !f.Reaches(c.Op, join, nil) {
			continue
		}
		if v := f.receiver(c.Op); c.Method == "set" && v >= 0 && tested[f.location(v)] {
			return "sets " + f.receiverText(c.Op)
		}
		if c.Self && c.Method != f.Module.Str(f.IR.Name) && endsSomething(c.Method) && !strings.HasPrefix(c.Method, "__") {
			return "calls " + c.Method + "()"
		}
	}
	return ""
}

func (pass *Pass) asleep(f *Func, c *program.CallSite, t program.FuncRef, s sleep, how string) {
	g := &Func{Func: f.P.Facts(s.at.Func, nil), P: f.P, Ref: s.at.Func}
	name := g.receiverText(s.at.Op)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s %s and joins %s, which may be waiting for %s at that time: nothing wakes it, so it does not come to its end, and neither does this",
			f.P.Name(f.Ref), how, f.P.Name(t), name),
		Evidence: fmt.Sprintf("%s waits in %s without a limit, and nothing that %s does ends that wait", f.P.Name(t), f.P.Name(s.at.Func), f.P.Name(f.Ref)),
		Related:  []rule.Related{{Loc: place(f.P, s.at.Func, s.at.Op), Text: "the thread waits here"}},
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Thread B (" + f.P.Name(t) + ")"},
			Steps: []rule.Step{
				{Actor: 1, Loc: place(f.P, s.at.Func, s.at.Op), Action: rule.Waits, Text: "waits for " + name, Calls: frames(f.P, s.via)},
				f.step(c.Op, rule.Waits, how+" and waits for B"),
			},
		},
		Fix: "Wake the thread before the join: put a mark into the queue, set the event or notify the condition.",
	})
}
