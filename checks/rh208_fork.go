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

var forkWithThreads = &Check{
	Info: rule.Info{
		ID: "RH208", Name: "fork-with-threads", Level: rule.Warning, Precision: rule.Medium,
		CWE: []int{833, 667}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a process is forked while threads of it run or hold locks",
			Why: "A forked child has one thread, the one that forked. The others are gone, with their work half " +
				"done; the locks that they held are locked in the child for ever, and a worker thread or pool " +
				"that looks alive does nothing any more.",
			Bad: `
import os
import threading

class Server:
    def __init__(self, serve, report):
        self.serve = serve
        self.report = report

    def start(self):
        self.reporter = threading.Thread(target=self.report, daemon=True)
        self.reporter.start()

    def spawn(self):
        pid = os.fork()
        if pid == 0:
            self.serve()
        return pid
`,
			Good: `
import os
import threading

class Server:
    def __init__(self, serve, report):
        self.serve = serve
        self.report = report

    def start(self):
        self.reporter = threading.Thread(target=self.report, daemon=True)
        self.reporter.start()

    def spawn(self):
        self.reporter.join()
        pid = os.fork()
        if pid == 0:
            self.serve()
        return pid
`,
			Fix: "Fork before threads are started or stop them first, use the spawn or forkserver start method, or " +
				"make locks and threads anew in a function given to `os.register_at_fork(after_in_child=…)`.",
			Silent: "The child runs another program at once, the threads are joined before, or a hook renews the object.",
			Misses: "Libraries that start threads of their own, and packages that nothing shows to be forked. Where nothing " +
				"says how processes of multiprocessing start, only a thread of the same function counts, and the finding is a note.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.Forks) || p.Has(f, program.AsksProcess) || p.Funcs[f].Class != program.NoClass && p.UsesThreads(p.Funcs[f].Mod) &&
			p.Module(f).Str(p.IR(f).Name) == "__init__"
	},
	Func: findForks,
}

func findForks(pass *Pass, f *Func) {
	if f.P.InTests(f.Ref) || f.P.Trial(f.Ref) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		switch c.Name {
		case "os.fork", "os.forkpty", "pty.fork":
			if f.Graph.BlockOf(c.Op) >= 0 {
				pass.forks(f, c)
			}
		default:
			if f.Graph.BlockOf(c.Op) >= 0 && startsProcess[c.Name] {
				pass.startsProcess(f, c)
			}
		}
	}
	pass.asksUnderLock(f)
	if f.Module.Str(f.IR.Name) == "__init__" {
		pass.unpreparedClass(f)
	}
}

// forks reports a fork in an object or function that has started a thread.
func (pass *Pass) forks(f *Func, c *program.CallSite) {
	if f.P.LeadsTo(f.Ref, 1, runsProgram) || f.endsThreads(c.Op) {
		return
	}
	if s := f.startedBefore(c.Op); s >= 0 {
		pass.forksWith(f, c, []program.Site{{Func: f.Ref, Op: s}}, false)
		return
	}
	cls := f.P.Funcs[f.Ref].Class
	if cls == program.NoClass {
		return
	}
	for _, m := range f.P.OwnMethods(cls) {
		if m == f.Ref || f.P.InTests(m) || f.calledAfter(c.Op, m) {
			continue
		}
		if chain, ok := f.P.StartsThreadIn(m, 2); ok && !f.P.ForkHookIn(f.P.Funcs[chain[len(chain)-1].Func].Mod) {
			pass.forksWith(f, c, chain, false)
			return
		}
	}
}

// runsProgram says whether a call replaces the child by another program.
func runsProgram(c *program.CallSite) bool {
	return strings.HasPrefix(c.Name, "os.exec") || strings.HasPrefix(c.Name, "os.spawn") || strings.HasPrefix(c.Method, "execv") || strings.HasPrefix(c.Method, "execl")
}

// endsThreads says whether a call before the fork waits for a thread, or stops one.
func (f *Func) endsThreads(fork int32) bool {
	ends := func(c *program.CallSite) bool {
		return c.Name == "threading.Thread.join" || c.Method == "join" && c.Name == ""
	}
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if c.Op >= fork || !f.Precedes(c.Op, fork) {
			return false
		}
		return ends(&c) || slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return f.P.LeadsTo(t, 2, ends) })
	})
}

// startedBefore returns a spawn of a thread that the function makes before the fork, or -1.
func (f *Func) startedBefore(fork int32) int32 {
	for i := range f.P.Funcs[f.Ref].Spawns {
		s := &f.P.Funcs[f.Ref].Spawns[i]
		if s.Row.As == model.Thread && !s.Joined && s.Op < fork && f.Reaches(s.Op, fork, nil) {
			return s.Op
		}
	}
	return -1
}

// calledAfter says whether the function calls a method only behind the fork, as the child
// does.
func (f *Func) calledAfter(fork int32, m program.FuncRef) bool {
	after := false
	for _, c := range f.P.Funcs[f.Ref].Calls {
		if slices.Contains(c.Targets, m) {
			if c.Op < fork {
				return false
			}
			after = true
		}
	}
	return after
}

func (pass *Pass) forksWith(f *Func, c *program.CallSite, chain []program.Site, byDefault bool) {
	last := chain[len(chain)-1]
	level, when := rule.Warning, ""
	if byDefault {
		level, when = rule.Note, ", if processes start by fork, as on Linux before Python 3.14"
	}
	pass.Report(c.Op, rule.Finding{
		Level: level, Subject: c.Name,
		Message: fmt.Sprintf("%s() while the thread that %s starts may run: the locks that it holds at this moment stay locked in the child for ever%s", c.Name, f.P.Name(last.Func), when),
		Related: []rule.Related{{Loc: place(f.P, last.Func, last.Op), Text: "the thread is started here"}},
		Witness: rule.Witness{
			Actors: []string{"Parent (" + f.P.Name(f.Ref) + ")", "Thread B (started by " + f.P.Name(last.Func) + ")", "Child"},
			Steps: []rule.Step{
				{Actor: 0, Loc: place(f.P, last.Func, last.Op), Action: rule.Spawns, Text: "starts a thread", Calls: frames(f.P, chain[:len(chain)-1])},
				{Actor: 1, Loc: place(f.P, last.Func, last.Op), Action: rule.Acquires, Text: "holds a lock, such as one of logging or of its event loop"},
				f.step(c.Op, rule.Spawns, "copies the process, with the lock as it is and without the thread"),
				{Actor: 2, Loc: f.At(c.Op), Action: rule.Waits, Text: "waits for the lock, which nobody can release"},
			},
		},
	})
}

// asksUnderLock reports a method that looks whether it has been forked and takes a lock of
// its object, too: the child may have got that lock locked.
func (pass *Pass) asksUnderLock(f *Func) {
	cls := f.P.Funcs[f.Ref].Class
	if cls == program.NoClass || f.P.ForkHookIn(f.P.Funcs[f.Ref].Mod) ||
		slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool { return c.Self && c.Method == "__init__" }) {
		return // or it makes itself anew
	}
	for _, c := range f.P.Funcs[f.Ref].Calls {
		if c.Name != "os.getpid" || f.Graph.BlockOf(c.Op) < 0 || !f.feedsTest(c.Op) && !f.testedLater(c.Op) {
			continue
		}
		var found bool
		f.P.Acquisitions(f.Ref, func(op int32, k program.Lock) {
			if found || k.Row.Scope != model.Thread || k.Loc.Kind != program.OfInstance || f.renewed(k.Loc) {
				return
			}
			if !f.Reaches(op, c.Op, nil) && !f.Reaches(c.Op, op, nil) {
				return
			}
			if made, ok := f.madeAt(k.Loc); ok && !f.madeByHelper(made) {
				found = true
				pass.lockedInChild(f, made, k, op, c.Op)
			}
		})
		if found {
			return
		}
	}
}

// testedLater says whether a value goes to a local that feeds a test.
func (f *Func) testedLater(op int32) bool {
	for _, w := range f.Uses(op) {
		if f.Body.Ops[w].Code != ir.Write || f.LocalOf(w) == 0 {
			continue
		}
		for i := range f.Body.Ops {
			if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == f.LocalOf(w) && f.feedsTest(int32(i)) && slices.Contains(f.Defs(int32(i)), w) {
				return true
			}
		}
	}
	return false
}

// madeAt returns where the constructor makes a lock.
func (f *Func) madeAt(lock program.Location) (program.Site, bool) {
	for _, w := range f.P.Writers(lock) {
		if w.Access.Kind == program.Writing && f.P.Module(w.Func).Str(f.P.IR(w.Func).Name) == "__init__" {
			return program.Site{Func: w.Func, Op: w.Access.Op}, true
		}
	}
	return program.Site{}, false
}

// madeByHelper says whether a function of the program makes the lock, in a package that
// knows about forks: it has ways to free the locks that it has handed out.
func (f *Func) madeByHelper(made program.Site) bool {
	if _, knows := f.P.ForkHook(made.Func); !knows {
		return false
	}
	g := &Func{Func: f.P.Facts(made.Func, nil), P: f.P, Ref: made.Func}
	c := f.P.Funcs[made.Func].CallAt(int32(g.Body.Stored(&g.Body.Ops[made.Op])))
	return c != nil && len(c.Targets) > 0
}

// renewed says whether anything but constructors makes what is kept at a location.
func (f *Func) renewed(loc program.Location) bool {
	for _, w := range f.P.Writers(loc) {
		if w.Access.Kind == program.Writing && f.P.Module(w.Func).Str(f.P.IR(w.Func).Name) != "__init__" {
			return true
		}
	}
	return false
}

func (pass *Pass) lockedInChild(f *Func, made program.Site, k program.Lock, taken, asks int32) {
	pass.ReportAt(made, rule.Finding{
		Level: rule.Warning, Subject: k.Name,
		Message: fmt.Sprintf("%s expects to be forked, but takes %s to find out: if another thread holds it at the fork, the child waits for ever", f.P.Name(f.Ref), k.Name),
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "Parent", "Child (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				f.step(taken, rule.Acquires, "takes "+k.Name),
				{Actor: 1, Loc: f.At(taken), Action: rule.Spawns, Text: "forks; the child gets " + k.Name + " locked"},
				{Actor: 2, Loc: f.At(taken), Action: rule.Waits, Text: "waits for " + k.Name + ", which nobody can release, and never comes to the test of its process"},
				{Actor: 2, Loc: f.At(asks), Action: rule.Checks, Text: "would see that it is another process"},
			},
		},
		Fix: "Make the lock anew in the child: os.register_at_fork(after_in_child=…).",
	})
}

// unpreparedClass reports a class that makes a lock and a thread or pool of its own in a
// package that prepares other objects for forks, but not these.
func (pass *Pass) unpreparedClass(f *Func) {
	cls := f.P.Funcs[f.Ref].Class
	hook, ok := f.P.ForkHook(f.Ref)
	if !ok || f.P.ForkHookIn(f.P.Funcs[f.Ref].Mod) || f.knowsProcess(cls) {
		return
	}
	worker, what := f.makesWorker()
	if worker < 0 || !f.hasLock(cls) {
		return
	}
	pass.Report(worker, rule.Finding{
		Level: rule.Warning, Subject: f.P.ClassName(cls),
		Message: fmt.Sprintf("%s is not ready for a fork: the child has its lock and its queue, but no %s; %s prepares others for that",
			f.P.ClassName(cls), what, f.P.Name(hook.Func)),
		Related: []rule.Related{{Loc: place(f.P, hook.Func, hook.Op), Text: "this package registers what to do after a fork"}},
		Witness: rule.Witness{
			Actors: []string{"Parent (" + f.P.Name(f.Ref) + ")", "Child"},
			Steps: []rule.Step{
				f.step(worker, rule.Spawns, "makes a "+what),
				{Actor: 0, Loc: f.At(worker), Action: rule.Spawns, Text: "forks"},
				{Actor: 1, Loc: f.At(worker), Action: rule.Waits, Text: "hands over work and waits for a " + what + " that is not there"},
			},
		},
		Fix: "Make the lock and the " + what + " anew in the child: os.register_at_fork(after_in_child=…).",
	})
}

// knowsProcess says whether code of a class asks which process it is in, or renews itself.
func (f *Func) knowsProcess(cls program.ClassRef) bool {
	return slices.ContainsFunc(f.P.OwnMethods(cls), func(m program.FuncRef) bool {
		name := f.P.Module(m).Str(f.P.IR(m).Name)
		return f.P.Has(m, program.AsksProcess) || strings.Contains(name, "fork")
	})
}

// makesWorker returns where the constructor makes a thread or a pool that it keeps.
func (f *Func) makesWorker() (int32, string) {
	for i := range f.P.Funcs[f.Ref].Spawns {
		s := &f.P.Funcs[f.Ref].Spawns[i]
		if s.Row.As == model.Thread && s.Self && f.keeps(s.Op) && f.P.RunsEndlessly(s.Targets) {
			return s.Op, "thread"
		}
	}
	for _, c := range f.P.Funcs[f.Ref].Calls {
		if c.Name == "concurrent.futures.ThreadPoolExecutor" && f.keeps(c.Op) {
			return c.Op, "threads in its pool"
		}
	}
	return -1, ""
}

// keeps says whether the result of a call is stored in an attribute.
func (f *Func) keeps(call int32) bool {
	return slices.ContainsFunc(f.Uses(call), func(u int32) bool {
		x := &f.Body.Ops[u]
		return x.Code == ir.Write && f.Module.Paths[x.X].Sel == ir.Attr
	})
}

// hasLock says whether methods of a class take a thread lock of its own.
func (f *Func) hasLock(cls program.ClassRef) bool {
	return slices.ContainsFunc(f.P.OwnMethods(cls), func(m program.FuncRef) bool {
		return slices.ContainsFunc(f.P.Funcs[m].Locks, func(k program.Lock) bool {
			return k.Row.Scope == model.Thread && k.Loc.Kind == program.OfInstance
		})
	})
}
