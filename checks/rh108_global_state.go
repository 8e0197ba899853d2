package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var globalState = &Check{
	Info: rule.Info{
		ID: "RH108", Name: "unsynchronised-global-state", Level: rule.Error, Precision: rule.High,
		CWE: []int{362, 820, 567}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "state of a module, a class or the whole process is changed in several steps by code that threads run",
			Why: "What a module or class holds is there once, for all threads. Two of them use one compressor or " +
				"cache whose library says that it must not be shared, push to and pop from one stack, or change " +
				"the working directory for each other; what one has set up, the other one tears down.",
			Bad: `
import threading
import zstandard

compressor = zstandard.ZstdCompressor()

def pack(data):
    return compressor.compress(data)

def main(parts):
    for part in parts:
        threading.Thread(target=pack, args=(part,)).start()
`,
			Good: `
import threading
import zstandard

def pack(data):
    return zstandard.ZstdCompressor().compress(data)

def main(parts):
    for part in parts:
        threading.Thread(target=pack, args=(part,)).start()
`,
			Fix: "Make the object for each call or thread, keep what belongs to one flow of control in a " +
				"`ContextVar`, or hold one lock over every use.",
			Silent: "A lock is held, the state is a `ContextVar`, `threading.local` or an instance's own, only the main " +
				"program uses it, or nothing has to do with threads. Single operations on lists and dicts are atomic " +
				"under the global interpreter lock; with `--gil off` those are reported that free-threaded builds do " +
				"not promise to be, such as `insert`, `pop(0)` and `sort`.",
			Misses: "Objects that several threads share by other ways than a variable of a module or class; " +
				"libraries that the table of objects which must not be shared does not know.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		if p.IR(f).Kind == ir.ClassBody {
			return len(p.LoopTables(f)) > 0
		}
		if p.Trial(f) || p.Startup(f) || p.DecoratedWithLock(f) {
			return false
		}
		return p.FreeThreaded() && p.Threaded(f) && p.Resizing(f) || p.Has(f, program.ChangesProcess) || p.ContextManager(f) || usesFragile(p, f)
	},
	Func: findGlobalState,
}

// usesFragile says whether a function reaches an object that threads must not share.
func usesFragile(p *program.Program, f program.FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool {
		switch a.Loc.Kind {
		case program.OfModule, program.OfClass:
		case program.OfInstance:
			if !a.Self {
				return false
			}
		default:
			return false
		}
		_, ok := p.Fragile(a.Loc)
		return ok
	})
}

func findGlobalState(pass *Pass, f *Func) {
	for _, t := range f.P.LoopTables(f.Ref) {
		pass.loopTable(f, &t)
	}
	pass.sharedObjects(f)
	pass.brokenUp(f)
	pass.processState(f)
	pass.dynamicScope(f)
}

// sharedObjects reports the first use of each object that threads must not share.
func (pass *Pass) sharedObjects(f *Func) {
	fn := &f.P.Funcs[f.Ref]
	seen := map[program.Location]bool{}
	for i := range fn.Access {
		a := &fn.Access[i]
		what, ok := f.P.Fragile(a.Loc)
		if !ok || seen[a.Loc] {
			continue
		}
		op := f.workedOn(a)
		if op < 0 || len(threadLocks(f.locksAt(op))) > 0 {
			continue
		}
		seen[a.Loc] = true
		pass.globalUse(f, op, fmt.Sprintf("%s is one %s for all threads, which must not use it at once", f.name(a.Loc, a.Op), what),
			f.P.Describe(a.Loc), "is in the middle of using it, too", f.P.KnownUnsafe(a.Loc))
	}
}

// workedOn returns the op that works on what an access reads: a call of one of its methods,
// or setting or looking up an item; -1 if it is only passed on.
func (f *Func) workedOn(a *program.Access) int32 {
	if a.Kind == program.Storing || a.Kind == program.Removing || a.Kind == program.Growing || a.Kind == program.Shrinking {
		return a.Op
	}
	if a.Kind != program.Reading {
		return -1
	}
	for _, u := range f.Uses(a.Op) {
		x := &f.Body.Ops[u]
		if x.Code != ir.Read || f.Body.Base(x) != ir.Value(a.Op) {
			continue
		}
		if f.Body.Key(x) >= 0 {
			return u
		}
		for _, call := range f.Uses(u) {
			if f.Body.Ops[call].Code == ir.Call && f.Body.Callee(&f.Body.Ops[call]) == ir.Value(u) {
				return call
			}
		}
	}
	return -1
}

// processState reports what a function changes for the whole process and sets back later:
// until then it holds for all threads.
func (pass *Pass) processState(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		s, ok := f.P.ProcessWide(c)
		if !ok || len(threadLocks(f.locksAt(c.Op))) > 0 {
			continue
		}
		if s.Block {
			if !slices.ContainsFunc(f.Uses(c.Op), func(u int32) bool { return f.Body.Ops[u].Code == ir.Enter }) {
				continue
			}
		} else if !slices.ContainsFunc(calls[i+1:], func(d program.CallSite) bool { return d.Name == c.Name && f.Reaches(c.Op, d.Op, nil) }) {
			continue
		}
		pass.globalUse(f, c.Op, s.What+" changes for all threads until it is set back here", s.What,
			"changes it, too, and sets it back in another order", false)
		return
	}
}

// dynamicScope reports a context manager that keeps its state in a variable of the module
// or a class while the body of the with statement runs.
func (pass *Pass) dynamicScope(f *Func) {
	if !f.P.ContextManager(f.Ref) {
		return
	}
	yield := int32(slices.IndexFunc(f.Body.Ops, func(x ir.Op) bool { return x.Code == ir.Yield }))
	if yield < 0 {
		return
	}
	for _, in := range f.scopeChanges() {
		if in.op > yield || !in.sets || len(threadLocks(f.locksAt(in.op))) > 0 || len(threadLocks(f.locksAt(yield))) > 0 {
			continue
		}
		for _, out := range f.scopeChanges() {
			if out.op > yield && out.resets && out.loc == in.loc && !f.P.ThreadLocal(in.loc) {
				pass.globalUse(f, in.op, f.P.Describe(in.loc)+" is one for all threads, but holds what the with statement of one of them has set",
					f.P.Describe(in.loc), "enters and leaves the same context in between", false)
				return
			}
		}
	}
}

// scopeChange is a change of a variable of a module or class.
type scopeChange struct {
	op           int32
	loc          program.Location
	sets, resets bool
}

// scopeChanges lists the changes that a function makes to variables of modules and classes:
// replacing them, pushing to a list there and popping from it, by itself or through methods
// of the object there.
func (f *Func) scopeChanges() (out []scopeChange) {
	fn := &f.P.Funcs[f.Ref]
	wide := func(l program.Location) bool {
		return (l.Kind == program.OfModule || l.Kind == program.OfClass) && !strings.ContainsAny(l.Path, ".[")
	}
	for i := range fn.Access {
		a := &fn.Access[i]
		if !wide(a.Loc) {
			continue
		}
		switch a.Kind {
		case program.Writing:
			out = append(out, scopeChange{a.Op, a.Loc, true, true})
		case program.Growing:
			if f.methodAt(a.Op) == "append" {
				out = append(out, scopeChange{a.Op, a.Loc, true, false})
			}
		case program.Shrinking:
			if f.methodAt(a.Op) == "pop" {
				out = append(out, scopeChange{a.Op, a.Loc, false, true})
			}
		case program.Reading:
			if call := f.workedOn(a); call >= 0 {
				if c := fn.CallAt(call); c != nil && len(c.Targets) > 0 {
					grows, shrinks := f.P.Inner(c)
					out = append(out, scopeChange{call, a.Loc, grows && !shrinks, shrinks && !grows})
				}
			}
		}
	}
	return out
}

// methodAt returns the name of the method that a call calls.
func (f *Func) methodAt(op int32) string {
	if c := f.P.Funcs[f.Ref].CallAt(op); c != nil {
		return c.Method
	}
	return ""
}

func (pass *Pass) globalUse(f *Func, op int32, message, subject, other string, certain bool) {
	e, weak := f.P.ThreadsReach(f.Ref)
	if e.Proof == program.None {
		return
	}
	if subject == "sys.stdout" || subject == "sys.stderr" {
		weak = weak || e.Proof != program.Proved // who redirects these owns the process, as a rule
	}
	fn := f.P.Name(f.Ref)
	pass.Report(op, rule.Finding{
		Level: level(e), Pedantic: weak && !certain, Subject: subject, Evidence: e.Why, Message: message,
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + fn + ")", "Thread B (" + fn + ")"},
			Steps: []rule.Step{
				f.step(op, rule.Writes, "uses or changes "+subject),
				{Actor: 1, Loc: f.At(op), Action: rule.Writes, Text: other},
				f.step(op, rule.Reads, "goes on with what the other one has left"),
			},
		},
	})
}

// loopTable reports a dict of a class that keeps what belongs to an event loop for all
// loops: where it is made, or at the one place that fills it.
func (pass *Pass) loopTable(f *Func, t *program.LoopTable) {
	class := strings.TrimSuffix(f.P.Name(f.Ref), ".<body>")
	at := program.Site{Func: f.Ref, Op: t.Def}
	store := program.Site{Func: t.Stores[0].Func, Op: t.Stores[0].Access.Op}
	if !slices.ContainsFunc(t.Stores, func(w program.Writer) bool { return w.Func != store.Func }) {
		at = store
	}
	fn := f.P.Name(store.Func)
	pass.ReportAt(at, rule.Finding{
		Level: rule.Warning, Subject: class + "." + t.Name,
		Evidence: fmt.Sprintf("%s makes %s once, for the instances of all event loops and threads", class, t.Name),
		Message:  fmt.Sprintf("%s is one dict for all instances, but each %s in it belongs to the event loop that made it", t.Name, t.Holds),
		Related:  []rule.Related{{Loc: place(f.P, f.Ref, t.Def), Text: "the dict is made here"}},
		Witness: rule.Witness{
			Actors: []string{"Task A (" + fn + ", in one event loop)", "Task B (" + fn + ", in another one)"},
			Steps: []rule.Step{
				{Actor: 0, Loc: place(f.P, store.Func, store.Op), Action: rule.Writes, Text: "keeps its " + t.Holds + " in " + t.Name},
				{Actor: 1, Loc: place(f.P, store.Func, store.Op), Action: rule.Reads, Text: "finds it there, and works on the other loop's, or replaces it"},
			},
		},
	})
}
