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

var unlockedSingleton = &Check{
	Info: rule.Info{
		ID: "RH106", Name: "unlocked-singleton", Level: rule.Error, Precision: rule.High,
		CWE: []int{362, 543, 609}, Security: "5.9", Since: "0.1",
		Doc: rule.Doc{
			Summary: "the single instance of a class or module is created on first use without a lock, in code that threads run",
			Why: "Two threads both find the slot empty, both create an instance, and go on with different " +
				"ones. What the first thread has registered, opened or counted in its instance is lost.",
			Bad: `
import threading

class Service:
    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

def main():
    for _ in range(4):
        threading.Thread(target=Service.get).start()
`,
			Good: `
import threading

class Service:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = cls()
        return cls._instance

def main():
    for _ in range(4):
        threading.Thread(target=Service.get).start()
`,
			Fix: "Create the instance at import time, or hold a lock and test again inside it.",
			Silent: "A lock is held over the last test and the assignment, by the function or by all of " +
				"its callers; the instance is created at import; or nothing has to do with threads.",
			Misses: "Slots reached through `globals()`, or `setattr` with a computed name.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		k := p.IR(f).Kind
		return k == ir.Function && (p.HasThreads() || p.PackageUsesThreads(p.Funcs[f].Mod)) && fillsSlot(p, f)
	},
	Func:   findUnlockedSingletons,
	Across: true,
}

// fillsSlot says whether a function sets a variable of a class, a module or an enclosing
// function that it has looked at before.
func fillsSlot(p *program.Program, f program.FuncRef) bool {
	access := p.Funcs[f].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing || w.Own || w.Loc.Kind == program.OfParameter || w.Loc.Kind == program.OfInstance && !(w.Self && p.ClassWide(w.Loc)) {
			continue
		}
		root := w.Loc.Root()
		for k := range access[:i] {
			if r := &access[k]; r.Op < w.Op && r.Kind == program.Reading && (r.Loc == w.Loc || r.Loc == root) {
				return true
			}
		}
		if slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool { return c.Op < w.Op && c.Name == "builtins.hasattr" }) {
			return true
		}
	}
	return false
}

// findUnlockedSingletons reports each slot that is filled because it was found empty,
// with no lock over both.
func findUnlockedSingletons(pass *Pass, f *Func) {
	seen := map[program.Location]bool{}
	for _, x := range f.fillings() {
		if seen[x.write.Loc] || x.flag || f.setOnce(&x) || f.takesUnseen(x.write.Op) || f.P.ThreadLocal(x.write.Loc) || !x.slot(f) && !f.decoratorSlot(&x) {
			continue
		}
		stop := func(op int32) bool { return op != x.write.Op && f.validates(op, x.test) }
		gap, ok := f.Way(x.read, x.write.Op, stop)
		if !ok || len(threadLocks(f.over(gap))) > 0 || f.claimedLocked(x.write.Op) {
			continue
		}
		e, weak := f.threadsMeet(&x)
		if e.Proof == program.None {
			continue
		}
		seen[x.write.Loc] = true
		weak = weak && !f.ownInstances(&x) || e.Proof != program.Proved && f.makesForTasks(&x)
		keyed := f.Body.Key(&f.Body.Ops[x.write.Op]) >= 0 && x.write.Loc.Kind == program.OfModule && !f.keyedByClass(&x)
		pass.secondInstance(f, &x, e, weak || keyed || f.harmless(&x) && !f.decoratorSlot(&x) && !f.keepsOpened(&x))
	}
}

// decoratorSlot says whether what is filled is a variable of an enclosing function that
// keeps what calling a captured class gives, as singleton decorators do. A cache by the
// arguments is no singleton.
func (f *Func) decoratorSlot(x *filling) (yes bool) {
	if x.write.Loc.Kind != program.OfFunction || f.P.Parent(f.Ref) != program.FuncRef(x.write.Loc.Owner) {
		return false
	}
	if !f.P.HandsOutFunc(program.FuncRef(x.write.Loc.Owner), f.Ref) {
		return false
	}
	f.Sources(f.Body.Stored(&f.Body.Ops[x.write.Op]), func(s facts.Source) {
		if s.Op >= 0 && f.Body.Ops[s.Op].Code == ir.Call {
			callee := &f.Body.Ops[f.Body.Callee(&f.Body.Ops[s.Op])]
			captured := callee.Code == ir.Read && f.Module.Paths[callee.Path()].Sel == ir.RootFree
			key := f.Body.Key(&f.Body.Ops[x.write.Op])
			yes = yes || captured && (key < 0 || f.Body.Ops[key].Path() == callee.Path())
		}
	})
	return yes
}

// ownInstances says whether a class method keeps instances of its own class by key, for
// everybody who asks for the same key to get the same one.
func (f *Func) ownInstances(x *filling) (yes bool) {
	class := f.P.Funcs[f.Ref].Class
	if class == program.NoClass || x.write.Loc.Kind == program.OfModule || !x.write.Self || f.P.ForTasks(class) {
		return false
	}
	f.Sources(f.Body.Stored(&f.Body.Ops[x.write.Op]), func(s facts.Source) {
		if s.Op >= 0 && f.Body.Ops[s.Op].Code == ir.Call {
			yes = yes || f.P.MakesInstance(f.Ref, s.Op, class)
		}
	})
	return yes
}

// keyedByClass says whether a class method keeps its instance in a table of the module
// under the class itself.
func (f *Func) keyedByClass(x *filling) (yes bool) {
	if f.P.Funcs[f.Ref].Class == program.NoClass || len(f.IR.Params) == 0 {
		return false
	}
	if key := f.Body.Key(&f.Body.Ops[x.write.Op]); f.LocalOf(int32(key)) != f.IR.Params[0].Name {
		return false
	}
	f.Sources(f.Body.Stored(&f.Body.Ops[x.write.Op]), func(s facts.Source) {
		if s.Op >= 0 && f.Body.Ops[s.Op].Code == ir.Call {
			yes = yes || f.LocalOf(int32(f.Body.Callee(&f.Body.Ops[s.Op]))) == f.IR.Params[0].Name
		}
	})
	return yes
}

// makesForTasks says whether what is stored is an instance of a class with asynchronous
// methods: the tasks of one loop use it, whatever else the module does in threads.
func (f *Func) makesForTasks(x *filling) (yes bool) {
	f.Sources(f.Body.Stored(&f.Body.Ops[x.write.Op]), func(s facts.Source) {
		if s.Op >= 0 && f.Body.Ops[s.Op].Code == ir.Call {
			yes = yes || slices.ContainsFunc(f.types().Objects(ir.Value(s.Op)), func(o program.Obj) bool {
				return o.Kind == program.InstObj && f.P.ForTasks(program.ClassRef(o.ID))
			})
		}
	})
	return yes
}

// keepsOpened says whether what a class keeps by key was opened, or made to be kept open:
// a connection, a session, an engine. Who makes it a second time loses the first one.
func (f *Func) keepsOpened(x *filling) (yes bool) {
	if x.write.Loc.Kind == program.OfModule || f.Body.Key(&f.Body.Ops[x.write.Op]) < 0 {
		return false
	}
	f.Sources(f.Body.Stored(&f.Body.Ops[x.write.Op]), func(s facts.Source) {
		if s.Op >= 0 && f.Body.Ops[s.Op].Code == ir.Call {
			c := f.P.Funcs[f.Ref].CallAt(s.Op)
			yes = yes || c != nil && (program.GivesResource(c.Method) || f.P.ReturnsResource(c))
		}
	})
	return yes
}

// takesUnseen says whether a function calls something before op that acquires in its
// name, such as a function of the project around a lock.
func (f *Func) takesUnseen(op int32) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return c.Op < op && strings.Contains(strings.ToLower(c.Method), "acquire")
	})
}

// threadsMeet says why two threads may run a function at once; weak if all that is known
// is that the program has threads somewhere.
func (f *Func) threadsMeet(x *filling) (e program.Evidence, weak bool) {
	e = f.P.InterferesThread(f.Ref, x.write, program.Writer{Func: f.Ref, Access: x.write})
	switch {
	case e.Proof == program.Proved:
	case f.P.Trial(f.Ref) || f.IR.Flags&ir.Async != 0:
		e = program.Evidence{}
	case f.P.UsesThreads(f.P.Funcs[f.Ref].Mod):
		e = program.Evidence{Proof: program.Intended, Why: "the module works with threads"}
	case f.P.PackageUsesThreads(f.P.Funcs[f.Ref].Mod):
		e, weak = program.Evidence{Proof: program.Intended, Why: "the package works with threads"}, true
	default:
		e, weak = program.Evidence{Proof: program.Intended, Why: "the program starts threads"}, true
	}
	return e, weak
}

func (pass *Pass) secondInstance(f *Func, x *filling, e program.Evidence, weak bool) {
	name := f.Module.PathString(f.Body.Ops[x.write.Op].Path())
	why, related := f.explain(e)
	r := rival{program.Writer{Func: f.Ref, Access: x.write}, e, true}
	pass.Report(x.write.Op, rule.Finding{
		Level: level(e), Pedantic: weak, Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf("two threads may both find %s empty and create an instance each", name),
		Witness: f.interleaving(r,
			[]rule.Step{f.step(x.read, rule.Checks, "finds "+name+" empty")},
			[]rule.Step{f.step(x.write.Op, rule.Writes, "creates a second instance and replaces the first")},
			"finds it empty, too, and sets it"),
	})
}
