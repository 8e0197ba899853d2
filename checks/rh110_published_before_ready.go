package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

var publishedBeforeReady = &Check{
	Info: rule.Info{
		ID: "RH110", Name: "published-before-ready", Level: rule.Error, Precision: rule.High,
		CWE: []int{362, 908}, Security: "5.9", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a strand that uses an object is started, or told to go on, before what it uses is set",
			Why: "A new thread may run before the next line of the one that starts it. It finds an attribute " +
				"missing, or still `None`, and fails; a subclass whose constructor sets attributes after " +
				"`super().__init__()` has started the thread is the same bug over two classes. Who waits for " +
				"an event that is set before the result reads the old result, and so does who polls a flag. " +
				"An object that was put into a queue or back into a pool belongs to whom takes it: changes after that " +
				"hit its new owner. And a task that was started a moment ago has done nothing yet: what it sets in its " +
				"first step is not there before the next wait.",
			Bad: `
import threading

class Reader:
    def __init__(self, sock):
        self.sock = sock
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.messages = []

    def run(self):
        for line in self.sock:
            self.messages.append(line)
`,
			Good: `
import threading

class Reader:
    def __init__(self, sock):
        self.sock = sock
        self.messages = []
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        for line in self.sock:
            self.messages.append(line)
`,
			Fix: "Start the thread, and set the event, as the last step; let callers start an object whose class " +
				"has subclasses; or make the strand wait for an event that is set when all is ready.",
			Silent: "Everything that the strand uses is set before, the strand waits first, both hold one lock, or " +
				"(for tasks) nothing suspends between the start and the assignment.",
			Misses: "Listeners and registries whose callers are not part of the program; use of another " +
				"object's attributes.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.IR(f).Kind != ir.ClassBody && (p.Launching(f) && slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool {
			return a.Kind == program.Writing
		}) || announces(p, f) || raisesFlag(p, f) || givesSomething(p, f) || len(p.Beginnings(f)) > 0)
	},
	Func: findPublishedBeforeReady,
}

// readiness says what a variable holds when a strand that uses it starts.
type readiness uint8

const (
	missing readiness = iota // nothing: reading it fails
	empty                    // None or False
	ready
)

// findPublishedBeforeReady reports each start of a strand that is followed by the
// assignment of something that the strand uses.
func findPublishedBeforeReady(pass *Pass, f *Func) {
	findEarlyAnnouncements(pass, f)
	findEarlyFlags(pass, f)
	findChangedAfterGiven(pass, f)
	findAskedTooSoon(pass, f)
	if !f.P.Launching(f.Ref) {
		return
	}
	reported := map[int32]bool{}
	for _, l := range f.P.Launches(f.Ref) {
		if reported[l.Op] {
			continue
		}
		access := f.P.Funcs[f.Ref].Access
		for i := range access {
			if w := &access[i]; w.Kind == program.Writing && pass.setTooLate(f, &l, w) {
				reported[l.Op] = true
				break
			}
		}
	}
}

// setTooLate reports a start if what w sets after it is used by the strand.
func (pass *Pass) setTooLate(f *Func, l *program.Launch, w *program.Access) bool {
	if !f.visible(l, w) {
		return false
	}
	gap, ok := f.after(l, w)
	if !ok {
		return false
	}
	before := f.before(l, w)
	if before == ready {
		return false
	}
	var use program.Use
	found := false
	over := f.over(gap)
	f.P.Uses(l.Runs, l.On, func(u program.Use) bool {
		if !f.sameVariable(u, w) {
			return true
		}
		if u.Access.Kind == program.Writing {
			return false // the strand sets it itself
		}
		if u.Access.Kind == program.Reading && !program.SharesLock(over, f.P.Held(u.Func, u.Access.Op)) && f.hurtBy(u, w, before) {
			use, found = u, true
			return false
		}
		return true
	})
	if found {
		pass.tooEarly(f, l, w, gap, before, use)
	}
	return found
}

// visible says whether the strand of a launch can see the variable that w sets.
func (f *Func) visible(l *program.Launch, w *program.Access) bool {
	switch w.Loc.Kind {
	case program.OfInstance:
		return l.On != program.NoClass && f.P.OfReceiver(f.Ref, w) && !f.P.StaticField(l.On, w.Loc.Path)
	case program.OfFunction:
		return program.FuncRef(w.Loc.Owner) == f.Ref && f.P.Within(l.Runs, f.Ref)
	case program.OfModule:
		return l.Path == nil
	}
	return false
}

// after finds a way from a start to a write on which the strand may run: for tasks it
// must suspend. Nobody waits for the strand's end on it, and nothing else sets the variable.
func (f *Func) after(l *program.Launch, w *program.Access) (facts.Gap, bool) {
	stop := func(op int32) bool {
		if op == w.Op || op == l.Op {
			return false
		}
		if a := f.accessAt(op, program.Writing); a != nil && a.Loc == w.Loc {
			return true
		}
		c := f.P.Funcs[f.Ref].CallAt(op)
		if c != nil && len(c.Targets) == 0 {
			switch c.Method {
			case "join":
				return f.P.JoinsThread(f.Ref, c)
			case "result", "gather", "wait", "wait_for", "as_completed", "shutdown":
				return true
			}
		}
		return f.Body.Ops[op].Code == ir.Await && f.awaitsStarted(op, l.Op)
	}
	if l.As == model.Thread {
		return f.Way(l.Op, w.Op, stop)
	}
	return f.Between(l.Op, w.Op, stop)
}

// awaitsStarted says whether an await waits for what a call has started.
func (f *Func) awaitsStarted(await, call int32) (yes bool) {
	f.Sources(f.Body.Args(&f.Body.Ops[await])[0], func(s facts.Source) { yes = yes || s.Op == call })
	return yes
}

// before says what a variable holds before a launch.
func (f *Func) before(l *program.Launch, w *program.Access) (state readiness) {
	if f.Precedes(w.Op, l.Op) {
		return ready // in the turn of the loop before
	}
	setup := f.P.Setup(f.Ref)
	for _, o := range f.P.Writers(w.Loc) {
		if o.Access.Op == w.Op && o.Func == f.Ref || f.P.Within(o.Func, l.Runs) {
			continue
		}
		if o.Func == f.Ref && !f.Reaches(o.Access.Op, l.Op, nil) || o.Access.Kind != program.Writing && o.Access.Kind != program.Storing {
			continue
		}
		if o.Func != f.Ref && setup && !f.P.Setup(o.Func) && !f.calledBefore(o.Func, l.Op) && w.Loc.Kind == program.OfInstance {
			continue // nobody can call other methods yet
		}
		value := ready
		if text, constant := f.P.ConstantWrite(o); constant && emptyConstant(text) {
			value = empty
		}
		state = max(state, value)
	}
	return state
}

// calledBefore says whether the function calls g, or what calls g, before an op.
func (f *Func) calledBefore(g program.FuncRef, op int32) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return c.Op <= op && slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool {
			return t == g || f.P.CallPath(t, g, 2) != nil
		})
	})
}

// sameVariable says whether a strand's access is one of the variable that w sets.
func (f *Func) sameVariable(u program.Use, w *program.Access) bool {
	if u.Access.Loc.Kind != w.Loc.Kind || u.Access.Loc.Path != w.Loc.Path {
		return false
	}
	if w.Loc.Kind != program.OfInstance {
		return u.Access.Loc == w.Loc
	}
	return f.P.OfReceiver(u.Func, u.Access) // whichever class its owner is taken to be
}

// hurtBy says whether a strand that reads a variable before it is set comes to harm.
func (f *Func) hurtBy(u program.Use, w *program.Access, before readiness) bool {
	g := &Func{Func: f.P.Facts(u.Func, nil), P: f.P, Ref: u.Func}
	op := u.Access.Op
	if g.Body.Ops[op].Code != ir.Read || g.handled(op, []string{"AttributeError", "NameError", "TypeError", "UnboundLocalError"}) {
		return false
	}
	if before == missing {
		return !g.askedBefore(op)
	}
	text, constant := f.constant(f.Body.Stored(&f.Body.Ops[w.Op]))
	if constant { // a flag that lets the strand work
		return text == string(rune('0'+ir.ConstTrue)) && len(u.Path) == 0 && g.stopsWithout(op)
	}
	return g.dereferences(op) && !slices.ContainsFunc(g.sharedTests(), func(t test) bool {
		return t.access != nil && t.access.Loc == u.Access.Loc && t.read <= op
	})
}

// stopsWithout says whether the function leaves a loop if the flag that op reads is not set.
func (f *Func) stopsWithout(op int32) bool {
	return slices.ContainsFunc(f.sharedTests(), func(t test) bool {
		return t.read == op && t.kind == isTrue && f.ComesBack(t.branch, t.present()) && !f.ComesBack(t.branch, t.absent)
	})
}

// askedBefore says whether the function asks if the receiver has an attribute at all.
func (f *Func) askedBefore(op int32) bool {
	return slices.ContainsFunc(f.sharedTests(), func(t test) bool { return t.kind == hasAttr && t.read < op })
}

func (pass *Pass) tooEarly(f *Func, l *program.Launch, w *program.Access, gap facts.Gap, before readiness, u program.Use) {
	name := f.Module.PathString(f.Body.Ops[w.Op].Path())
	runs := f.P.Name(l.Runs)
	reader := f.P.Name(u.Func)
	kind := l.As.String()
	starts := fmt.Sprintf("starts %s as a %s", runs, kind)
	actor, evidence := "New "+kind+" ("+runs+")", fmt.Sprintf("%s runs as a %s started here, on what this function has at hand", runs, kind)
	message := fmt.Sprintf("this %s, which reads %s in [%s](1), before %s is [set](2)", starts, name, reader, name)
	if l.By != nil {
		by := f.P.Name(l.By.Func)
		starts = "makes the object known"
		actor, evidence = "Thread ("+by+")", fmt.Sprintf("%s runs as a thread and calls %s", by, runs)
		message = fmt.Sprintf("the thread %s may call %s from here on, which reads %s in [%s](1), before %s is [set](2)", by, runs, name, reader, name)
	}
	state := "is not there yet"
	grade := rule.Error
	if before == empty {
		state, grade = "is still what it was before", rule.Warning
	}
	if l.Known {
		starts = "makes the object known"
		actor, evidence = "Thread ("+runs+")", "the class has to do with threads, and whom it is made known to may call "+runs+" in any of them"
		message = fmt.Sprintf("the object is known from here on, and %s reads %s, before it is [set](2)", reader, name)
	}
	if l.As != model.Thread || l.Known || l.By != nil || len(u.Path) > 2 || f.P.Trial(f.Ref) {
		grade = rule.Warning
	}
	steps := []rule.Step{f.step(l.Op, rule.Spawns, starts)}
	steps[0].Calls = frames(f.P, l.Path)
	if gap.Suspends >= 0 && l.As != model.Thread {
		steps = append(steps, f.step(gap.Suspends, rule.Suspends, "suspends; the new "+kind+" runs"))
	}
	steps = append(steps,
		rule.Step{Actor: 1, Loc: place(f.P, u.Func, u.Access.Op), Action: rule.Reads, Text: "reads " + name + ", which " + state,
			Locks: lockNames(f.P.Held(u.Func, u.Access.Op)), Calls: frames(f.P, u.Path)},
		f.step(w.Op, rule.Writes, "sets "+name+", too late"))
	pass.Report(l.Op, rule.Finding{
		Level: grade, Pedantic: f.P.Trial(f.Ref), Subject: name,
		Message: message,
		Related: []rule.Related{
			{Loc: place(f.P, u.Func, u.Access.Op), Text: "read here by the other strand"},
			{Loc: f.At(w.Op), Text: "set here"},
		},
		Evidence: evidence,
		Witness: rule.Witness{
			Actors: []string{"Starter (" + f.P.Name(f.Ref) + ")", actor},
			Steps:  steps,
		},
	})
}
