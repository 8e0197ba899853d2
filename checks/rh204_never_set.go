package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// resolvers are the methods that end a wait for what somebody sets once.
var resolvers = map[string][]string{
	"threading.Event.wait": {"set"}, "asyncio.Event.wait": {"set"},
	"concurrent.futures.Future.result": {"set_result", "set_exception", "cancel"},
	"asyncio.Future":                   {"set_result", "set_exception", "cancel"},
}

// neverSet reports a wait without a limit for an event or future that one other strand
// sets, where that strand may fail before it comes to do so: nobody is left to set it.
func (pass *Pass) neverSet(f *Func, c *program.CallSite) {
	methods := resolvers[c.Name]
	if methods == nil || f.timed(c.Op) || f.receiver(c.Op) < 0 || strings.HasPrefix(c.Name, "asyncio.") && f.done(c.Op) == c.Op {
		return
	}
	v := f.receiver(c.Op)
	if f.Body.Ops[v].Code != ir.Read {
		return
	}
	pass.neverResolved(f, c.Op, v, methods)
}

// awaitsUnset does the same for a future that a coroutine awaits.
func (pass *Pass) awaitsUnset(f *Func, await int32) {
	v := f.Body.Args(&f.Body.Ops[await])[0]
	if v < 0 || f.Body.Ops[v].Code != ir.Read || !f.isA(v, "asyncio.Future") {
		return
	}
	pass.neverResolved(f, await, v, resolvers["asyncio.Future"])
}

func (pass *Pass) neverResolved(f *Func, wait int32, v ir.Value, methods []string) {
	loc := f.location(v)
	switch loc.Kind {
	case program.OfInstance, program.OfModule, program.OfFunction:
	default:
		return
	}
	var sites []program.Site
	for _, m := range methods {
		for _, s := range f.P.Signalled(loc, m) {
			if f.P.InTests(s.Func) {
				continue
			}
			if d := f.P.CalledAt(s); d != nil {
				s.Op = d.Op
			}
			sites = append(sites, s)
		}
	}
	if len(sites) == 0 {
		return
	}
	g := sites[0].Func
	if g == f.Ref || slices.ContainsFunc(sites, func(s program.Site) bool { return s.Func != g }) {
		return
	}
	e := f.soleStrand(g)
	if e == nil || !f.startedHere(e) {
		return
	}
	fg := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
	if bad := fg.failsBefore(sites); bad >= 0 && fg.leadsOut(e.Func) {
		pass.neverComes(f, wait, f.text(v), fg, bad, sites[0].Op, e)
	} else if cancel := f.cancelsBefore(wait, e); cancel >= 0 && e.As == model.Task && !f.asksStarted(cancel) {
		pass.neverBegins(f, wait, f.text(v), cancel, sites[0], e)
	}
}

// cancelsBefore returns a call before an op that cancels the task of an entry; -1 if there
// is none.
func (f *Func) cancelsBefore(op int32, e *program.Entry) int32 {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if c.Method != "cancel" || f.Body.Ops[c.Op].Code != ir.Call || f.receiver(c.Op) < 0 || !f.Precedes(c.Op, op) {
			continue
		}
		for _, loc := range f.keptAt(f.receiver(c.Op)) {
			if slices.Contains(f.P.RunsAt(loc, model.Task), e.Func) {
				return c.Op
			}
		}
	}
	return -1
}

// asksStarted says whether the function waits for something before an op: the task may have
// told that it runs.
func (f *Func) asksStarted(op int32) bool {
	return slices.ContainsFunc(f.SuspendsIn(0, op), func(s int32) bool { return f.Reaches(s, op, nil) })
}

// neverBegins reports a wait for what a task sets at its end, behind the task's
// cancellation: a task that is cancelled before its first step runs none of its code.
func (pass *Pass) neverBegins(f *Func, wait int32, name string, cancel int32, set program.Site, e *program.Entry) {
	pass.Report(wait, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("waits without a limit for %s, which only the task %s sets: [cancelled](1) before its first step, the task runs none of its code, not even a finally clause",
			name, f.P.Name(e.Func)),
		Evidence: f.P.Name(e.Func) + " may have been started a moment ago",
		Related:  []rule.Related{{Loc: f.At(cancel), Text: "the task is cancelled here"}, {Loc: place(f.P, set.Func, set.Op), Text: "it is set here"}},
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(e.Func) + ")"},
			Steps: []rule.Step{
				f.step(cancel, rule.Calls, "cancels B, which has not begun"),
				{Actor: 1, Loc: placeOf(f.P, e.Func, f.P.IR(e.Func).NameSpan), Action: rule.Ends, Text: "is cancelled before its first step"},
				f.step(wait, rule.Waits, "waits for "+name),
			},
		},
		Fix: "Wait for the task itself, or for a sign that it has begun, before.",
	})
}

// soleStrand returns the entry of the strands that alone come to g; nil if others may, too.
func (f *Func) soleStrand(g program.FuncRef) (sole *program.Entry) {
	for _, e := range f.P.Runs(g) {
		if e.OnlyTrials() || sole != nil {
			return nil
		}
		sole = e
	}
	if sole == nil || len(sole.Sites) == 0 || !(sole.As == model.Thread || sole.As == model.Task || sole.As == model.Callback && f.soon(sole)) {
		return nil
	}
	if t := sole.Func; len(f.P.Callers(t)) > 0 || g != t && !onlyFrom(f.P, g, t, 0) || f.P.ComesTo(t, maxOwnPath)[f.Ref] {
		return nil
	}
	return sole
}

// startedHere says whether a strand is started by the function, or by another one of its
// class: who starts it counts on it.
func (f *Func) startedHere(e *program.Entry) bool {
	class := f.P.ClassAround(f.Ref)
	return slices.ContainsFunc(e.Sites, func(s program.Site) bool {
		return f.P.Within(s.Func, f.Ref) || f.P.Within(f.Ref, s.Func) || class != program.NoClass && f.P.ClassAround(s.Func) == class
	})
}

// soon says whether a callback is one that the loop is asked to make once.
func (f *Func) soon(e *program.Entry) bool {
	return !slices.ContainsFunc(e.Sites, func(s program.Site) bool {
		c := f.P.Funcs[s.Func].CallAt(s.Op)
		if c == nil {
			return true
		}
		switch c.Method {
		case "call_soon", "call_soon_threadsafe", "call_later", "add_callback", "callFromThread":
			return false
		}
		return true
	})
}

// failsBefore returns a call that may well raise before a function sets what others wait
// for, in a way that it does not set it after all; -1 if there is none.
func (f *Func) failsBefore(sites []program.Site) int32 {
	sets := func(op int32) bool {
		return slices.ContainsFunc(sites, func(s program.Site) bool { return s.Op == op })
	}
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if slices.ContainsFunc(sites, func(s program.Site) bool { return s.Op == c.Op }) || !f.mayRaise(c, 0) {
			continue
		}
		if at := f.done(c.Op); f.precedesAll(at, sites) && f.FirstErrorEscapes(at, sets) {
			return at
		}
	}
	return -1
}

// done returns the op at which a call is over: the call itself, or the await of it.
func (f *Func) done(call int32) int32 {
	if uses := f.Uses(call); len(uses) == 1 && f.Body.Ops[uses[0]].Code == ir.Await {
		return uses[0]
	}
	return call
}

// mayRaise says whether a call may well fail for a reason from outside: it is, or leads to,
// one of code that is not known here and that is none of those that hardly ever do.
func (f *Func) mayRaise(c *program.CallSite, depth int) bool {
	if f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 || f.InHandler(c.Op) || c.Spawned {
		return false
	}
	if len(c.Targets) == 0 {
		return riskyCall(f.P, f.Ref, c, maxRisk) || connects[c.Method] && c.Name != "" || f.done(c.Op) != c.Op && !hardlyFails(c.Name) && c.Method != "wait" && c.Method != "sleep"
	}
	if depth >= maxRisk || len(c.Targets) > 1 {
		return false
	}
	t := c.Targets[0]
	if flags := f.P.IR(t).Flags; flags&ir.Generator != 0 || flags&ir.Async != 0 && f.done(c.Op) == c.Op {
		return false
	}
	g := &Func{Func: f.P.Facts(t, nil), P: f.P, Ref: t}
	for i := range f.P.Funcs[t].Calls {
		if d := &f.P.Funcs[t].Calls[i]; g.mayRaise(d, depth+1) && g.FirstErrorEscapes(g.done(d.Op), func(int32) bool { return false }) {
			return true
		}
	}
	return false
}

// connects are calls of the standard library that fail when the other side is not there.
var connects = map[string]bool{"open_connection": true, "open_unix_connection": true, "start_server": true, "create_connection": true, "create_server": true, "create_subprocess_exec": true}

// precedesAll says whether control comes from an op to each of the sites, and from none of
// them to the op: it stands before them all.
func (f *Func) precedesAll(op int32, sites []program.Site) bool {
	return !slices.ContainsFunc(sites, func(s program.Site) bool {
		return !f.Reaches(op, s.Op, nil) || f.Reaches(s.Op, op, nil)
	})
}

// leadsOut says whether an exception that leaves the function also ends the strand that
// runs it: none of the callers on the way catches it.
func (f *Func) leadsOut(strand program.FuncRef) bool {
	g := f.Ref
	for range maxOwnPath {
		if g == strand {
			return true
		}
		callers := f.P.Callers(g)
		if len(callers) != 1 {
			return false
		}
		h := &Func{Func: f.P.Facts(callers[0], nil), P: f.P, Ref: callers[0]}
		for i := range f.P.Funcs[callers[0]].Calls {
			c := &f.P.Funcs[callers[0]].Calls[i]
			if slices.Contains(c.Targets, g) && !h.FirstErrorEscapes(h.done(c.Op), func(int32) bool { return false }) {
				return false
			}
		}
		g = callers[0]
	}
	return false
}

func (pass *Pass) neverComes(f *Func, wait int32, name string, g *Func, bad, set int32, e *program.Entry) {
	kind := "Thread"
	if e.As != model.Thread {
		kind = "Task"
	}
	pass.Report(wait, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("waits without a limit for %s, which only %s sets; if that fails [before](1), nobody does, and this waits for ever",
			name, f.P.Name(g.Ref)),
		Evidence: f.P.Name(e.Func) + " runs as a strand of its own, whose exceptions nobody here learns of",
		Related:  []rule.Related{{Loc: g.At(bad), Text: "an exception here ends the strand"}, {Loc: g.At(set), Text: "it is set here"}},
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", kind + " B (" + f.P.Name(e.Func) + ")"},
			Steps: []rule.Step{
				f.step(wait, rule.Waits, "waits for "+name),
				{Actor: 1, Loc: g.At(bad), Action: rule.Ends, Text: "raises an exception and ends, with " + name + " not set"},
			},
		},
		Fix: "Set it in a finally clause, hand the exception over, or give the wait a time limit and look whether the other side is alive.",
	})
}
