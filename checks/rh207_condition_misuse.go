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

var conditionMisuse = &Check{
	Info: rule.Info{
		ID: "RH207", Name: "condition-or-event-misuse", Level: rule.Error, Precision: rule.High,
		CWE: []int{833, 362}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a wake-up is lost, or somebody who was woken takes for granted what may have changed again",
			Why: "A notification wakes whoever waits at that moment and is forgotten. Who tests first and waits " +
				"later, without the lock, sleeps through it; who is woken and does not test again finds that " +
				"another one was faster; who is woken and cancelled keeps the wake-up from the next in line.",
			Bad: `
import threading

class Mailbox:
    def __init__(self):
        self.ready = threading.Condition()
        self.mail = []

    def put(self, letter):
        with self.ready:
            self.mail.append(letter)
            self.ready.notify_all()

    def get(self):
        with self.ready:
            if not self.mail:
                self.ready.wait()
            return self.mail.pop()
`,
			Good: `
import threading

class Mailbox:
    def __init__(self):
        self.ready = threading.Condition()
        self.mail = []

    def put(self, letter):
        with self.ready:
            self.mail.append(letter)
            self.ready.notify_all()

    def get(self):
        with self.ready:
            while not self.mail:
                self.ready.wait()
            return self.mail.pop()
`,
			Fix: "Wait in a loop that tests the predicate under the condition's lock (`wait_for` does), clear an event " +
				"before looking at what it announces, and give each waiter a future of its own.",
			Silent: "The test is repeated after the wait, the wait has a time limit after which the test is made anew " +
				"by the caller's loop, or the wake-up is passed on.",
			Misses: "Predicates that are computed from what other objects hold.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.Signals) || p.Has(f, program.MakesWaiter) && p.IR(f).Flags&(ir.Async|ir.Generator) != 0
	},
	Func: findConditionMisuse,
}

func findConditionMisuse(pass *Pass, f *Func) {
	if f.P.InTests(f.Ref) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		switch c.Name {
		case "threading.Condition.wait", "asyncio.Condition.wait":
			pass.waitsOnce(f, c)
			pass.testedOutside(f, c)
		case "threading.Event.clear", "asyncio.Event.clear":
			pass.pulses(f, c)
		case "threading.Condition.notify", "threading.Condition.notify_all", "asyncio.Condition.notify", "asyncio.Condition.notify_all":
			pass.notifiesUnlocked(f, c)
		}
	}
	if f.IR.Flags&(ir.Async|ir.Generator) != 0 {
		pass.singleSlot(f)
		pass.keepsWakeUp(f)
		pass.claimsUntested(f)
	}
	pass.clearsLate(f)
	pass.clearsStop(f)
}

// timed says whether a wait is given a time limit.
func (f *Func) timed(call int32) bool {
	x := &f.Body.Ops[call]
	for i, a := range f.Body.CallArgs(x) {
		if k := a.Keyword(); (i == 0 && a.Tag == ir.TagPositional || k != 0 && f.Module.Str(k) == "timeout") && !f.none(a.Value) {
			return true
		}
	}
	for _, u := range f.Uses(call) {
		if c := f.P.Funcs[f.Ref].CallAt(u); c != nil && c.Method == "wait_for" {
			return true
		}
	}
	return false
}

// waitsOnce reports a wait on a condition that is not in a loop.
func (pass *Pass) waitsOnce(f *Func, c *program.CallSite) {
	if f.OnLoop(c.Op) || f.timed(c.Op) || strings.Contains(f.Module.Str(f.IR.Name), "wait") || f.calledInLoop() {
		return
	}
	tested, ok := f.testedFor(c.Op)
	name := f.receiverText(c.Op)
	fd := rule.Finding{Level: rule.Warning, Subject: name}
	w := rule.Witness{Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Strand B (who notifies)", "Strand C (another one)"}}
	wait := f.step(c.Op, rule.Waits, "waits for "+name+" and gives up its lock")
	if !ok {
		if !f.notified(c.Op) {
			return
		}
		fd.Message = fmt.Sprintf("%s.wait() without a test of what it waits for: a notification that came before is lost, and this waits for ever", name)
		w.Actors = w.Actors[:2]
		w.Steps = []rule.Step{{Actor: 1, Loc: f.At(c.Op), Action: rule.Writes, Text: "notifies " + name + " while nobody waits"}, wait}
	} else {
		fd.Level = rule.Error
		fd.Message = fmt.Sprintf("%s is tested once, before %s.wait(): after the wait it may have changed again", f.name(tested.Loc, tested.Op), name)
		w.Steps = []rule.Step{
			f.step(tested.Op, rule.Checks, "tests "+f.name(tested.Loc, tested.Op)), wait,
			{Actor: 1, Loc: f.At(c.Op), Action: rule.Writes, Text: "changes it and notifies"},
			{Actor: 2, Loc: f.At(c.Op), Action: rule.Writes, Text: "gets the lock first and changes it back"},
			f.step(c.Op, rule.Resumes, "goes on without looking again"),
		}
		if f.retestedAfter(c.Op, tested.Loc) {
			return
		}
	}
	fd.Witness = w
	pass.Report(c.Op, fd)
}

// notified says whether some function notifies the condition of a call.
func (f *Func) notified(call int32) bool {
	v := f.receiver(call)
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return false
	}
	loc := f.location(v)
	return len(f.P.Signalled(loc, "notify"))+len(f.P.Signalled(loc, "notify_all")) > 0
}

// calledInLoop says whether all callers call the function in loops, where they test anew.
func (f *Func) calledInLoop() bool {
	callers := f.P.Callers(f.Ref)
	return len(callers) > 0 && !slices.ContainsFunc(callers, func(g program.FuncRef) bool {
		fs := f.P.Facts(g, nil)
		return slices.ContainsFunc(f.P.Funcs[g].Calls, func(c program.CallSite) bool {
			return slices.Contains(c.Targets, f.Ref) && !fs.OnLoop(c.Op)
		})
	})
}

// testedFor returns the shared location whose test decides whether an op runs.
func (f *Func) testedFor(op int32) (*program.Access, bool) {
	for _, d := range f.Deciders(op) {
		if a := f.readOf(d.Value); a != nil {
			return a, true
		}
	}
	return nil, false
}

// readOf returns the first read of a shared location that takes part in a value.
func (f *Func) readOf(v ir.Value) (found *program.Access) {
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 || found != nil {
			return
		}
		access := f.P.Funcs[f.Ref].Access
		for i := range access {
			a := &access[i]
			if a.Op == s.Op && a.Kind == program.Reading && (a.Loc.Kind == program.OfInstance || a.Loc.Kind == program.OfModule || a.Loc.Kind == program.OfFunction) &&
				!f.P.HoldsLockAt(a.Loc) {
				found = a
				return
			}
		}
	})
	return found
}

// retestedAfter says whether a location is tested again behind an op.
func (f *Func) retestedAfter(op int32, loc program.Location) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if a := &access[i]; a.Op > op && a.Kind == program.Reading && a.Loc == loc && f.feedsTest(a.Op) && !f.asserted(a.Op) && f.Reaches(op, a.Op, nil) {
			return true
		}
	}
	return false
}

// asserted says whether a read feeds an assertion, which expects one outcome.
func (f *Func) asserted(op int32) bool {
	for _, u := range f.Uses(op) {
		switch x := &f.Body.Ops[u]; x.Code {
		case ir.Branch:
			return f.assertion(u)
		case ir.Compare, ir.Unary, ir.Merge, ir.Call:
			if f.asserted(u) {
				return true
			}
		}
	}
	return false
}

// assertion says whether a branch is part of the test of an assert statement.
func (f *Func) assertion(branch int32) bool {
	for _, x := range f.Body.Ops[branch:] {
		switch x.Code {
		case ir.Raise:
			return x.Flags&ir.Assertion != 0
		case ir.Branch, ir.Read, ir.Compare, ir.Unary, ir.Const, ir.Call, ir.Merge, ir.Label:
		default:
			return false
		}
	}
	return false
}

// notifiesUnlocked reports a notification by a function that does not hold the
// condition's lock, and whose callers do not either.
func (pass *Pass) notifiesUnlocked(f *Func, c *program.CallSite) {
	loc, ok := f.lockless(c.Op)
	if !ok || f.Tolerates(c.Op, "RuntimeError") {
		return
	}
	for _, g := range f.P.Callers(f.Ref) {
		for _, d := range f.P.Funcs[g].Calls {
			if slices.Contains(d.Targets, f.Ref) && len(f.P.Held(g, d.Op)) > 0 {
				return // a helper for those who hold a lock
			}
		}
	}
	if f.P.Private(f.Ref) && len(f.P.Callers(f.Ref)) == 0 {
		return
	}
	name := f.receiverText(c.Op)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Error, Subject: f.P.Describe(loc),
		Message:  fmt.Sprintf("%s.%s() without holding %s: it raises RuntimeError, and nobody is woken", name, c.Method, name),
		Evidence: "one strand does it, so it needs no other",
		Witness: rule.Witness{Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{f.step(c.Op, rule.Calls, "notifies without the lock of "+name)}},
	})
}

// lockless returns where the condition of a call is kept, if the function takes no lock at
// all before it and neither do its callers.
func (f *Func) lockless(call int32) (program.Location, bool) {
	v := f.receiver(call)
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return program.Location{}, false
	}
	loc := f.location(v)
	if loc.Kind != program.OfInstance && loc.Kind != program.OfModule {
		return loc, false
	}
	return loc, len(f.P.Funcs[f.Ref].LockSites) == 0 && len(f.P.Inherited(f.Ref)) == 0 && f.IR.Flags&ir.Enters == 0
}

// testedOutside reports a caller that tests what is notified without the lock, and then
// calls a function that waits: the notification may come in between.
func (pass *Pass) testedOutside(f *Func, c *program.CallSite) {
	v := f.receiver(c.Op)
	if v < 0 || f.Body.Ops[v].Code != ir.Read || f.OnLoop(c.Op) {
		return
	}
	if _, ok := f.testedFor(c.Op); ok {
		return // it tests by itself
	}
	cond := f.location(v)
	if cond.Kind != program.OfInstance && cond.Kind != program.OfModule {
		return
	}
	notifiers := append(slices.Clone(f.P.Signalled(cond, "notify_all")), f.P.Signalled(cond, "notify")...)
	if len(notifiers) == 0 {
		return
	}
	for _, g := range f.P.Callers(f.Ref) {
		if f.P.InTests(g) {
			continue
		}
		fg := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
		for i := range f.P.Funcs[g].Calls {
			d := &f.P.Funcs[g].Calls[i]
			if !slices.Contains(d.Targets, f.Ref) || len(f.P.Held(g, d.Op)) > 0 || fg.Graph.BlockOf(d.Op) < 0 {
				continue
			}
			if a, writer, ok := fg.announced(d.Op, notifiers); ok {
				pass.sleepsThrough(f, fg, c, d, a, writer)
				break
			}
		}
	}
}

// announced finds a test without locks that decides a call, of a location that a function
// changes and then notifies of.
func (f *Func) announced(call int32, notifiers []program.Site) (*program.Access, program.Writer, bool) {
	for _, d := range f.Deciders(call) {
		a := f.readOf(d.Value)
		if a == nil || len(f.P.Held(f.Ref, a.Op)) > 0 {
			continue
		}
		for _, w := range f.P.Writers(a.Loc) {
			if f.P.Setup(w.Func) || w.Func == f.Ref {
				continue
			}
			for _, n := range notifiers {
				if n.Func == w.Func || f.P.CallPath(w.Func, n.Func, 3) != nil {
					return a, w, true
				}
			}
		}
	}
	return nil, program.Writer{}, false
}

func (pass *Pass) sleepsThrough(f, caller *Func, c, d *program.CallSite, a *program.Access, writer program.Writer) {
	name := caller.name(a.Loc, a.Op)
	pass.ReportAt(program.Site{Func: caller.Ref, Op: d.Op}, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s is tested before the lock is taken under which %s waits: a notification in between is lost", name, f.P.Name(f.Ref)),
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(caller.Ref) + ")", "Strand B (" + f.P.Name(writer.Func) + ")"},
			Steps: []rule.Step{
				caller.step(a.Op, rule.Checks, "tests "+name+" without the lock"),
				{Actor: 1, Loc: place(f.P, writer.Func, writer.Access.Op), Action: rule.Writes, Text: "changes it and notifies; nobody waits yet"},
				{Actor: 0, Loc: f.At(c.Op), Action: rule.Waits, Text: "waits for a notification that has come and gone",
					Calls: frames(f.P, []program.Site{{Func: caller.Ref, Op: d.Op}})},
			},
		},
	})
}
