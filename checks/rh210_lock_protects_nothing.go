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

var lockProtectsNothing = &Check{
	Info: rule.Info{
		ID: "RH210", Name: "lock-protects-nothing", Level: rule.Error, Precision: rule.High,
		CWE: []int{662, 667, 820}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a lock is made by the very call that takes it, or is taken by those only who need none",
			Why: "A lock keeps strands apart only if all of them take the same object. One that a function " +
				"makes, takes and forgets is free whenever it is taken: the code in it runs as if there were no lock. " +
				"The same is true of one that only readers take, while those who change the state do without.",
			Bad: `
import threading

class Log:
    def __init__(self):
        self.entries = []
        self.next = 0

    def add(self, entry):
        lock = threading.Lock()
        with lock:
            self.entries.append((self.next, entry))
            self.next += 1
`,
			Good: `
import threading

class Log:
    def __init__(self):
        self.entries = []
        self.next = 0
        self.lock = threading.Lock()

    def add(self, entry):
        with self.lock:
            self.entries.append((self.next, entry))
            self.next += 1
`,
			Fix: "Make the lock once, where the state that it protects is made, and take that one.",
			Silent: "The lock is kept in an attribute, a container or a variable that inner functions use, is given " +
				"to a call or returned, or comes from somewhere else on one of the ways.",
			Misses: "Locks that a factory of another library makes anew; a lock for each object where the state " +
				"belongs to the class.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		if p.IR(f).Flags&ir.Enters == 0 && len(p.Funcs[f].LockSites) == 0 {
			return false
		}
		if p.HoldsLocks(f) && !p.Trial(f) {
			return true
		}
		return p.IR(f).Kind == ir.Function && slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool {
			_, makes := p.MakesLock(&c)
			return makes
		})
	},
	Func: findPrivateLocks,
}

// findPrivateLocks reports each acquisition of a lock that nobody but this call has.
func findPrivateLocks(pass *Pass, f *Func) {
	if f.P.HoldsLocks(f.Ref) && !f.P.Trial(f.Ref) && !f.P.InTests(f.Ref) {
		pass.readersOnly(f)
	}
	type taking struct{ op, made int32 }
	var found []taking
	times := map[int32]int{}
	for i := range f.Body.Ops {
		v := f.acquired(int32(i))
		if v < 0 || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		made, local := f.madeHere(v)
		if len(made) == 0 || !f.takes(int32(i), made[0]) || slices.ContainsFunc(made, f.lockEscapes) || local != 0 && f.nameEscapes(local) {
			continue
		}
		if times[made[0]]++; times[made[0]] == 1 {
			found = append(found, taking{int32(i), made[0]})
		}
	}
	for _, x := range found {
		if times[x.made] == 1 { // who takes it again tries out the lock itself
			pass.privateLock(f, x.op, x.made, f.acquired(x.op))
		}
	}
}

// acquired returns what an op takes, if it is a lock: the manager of a with statement, or
// the receiver of a call of acquire.
func (f *Func) acquired(op int32) ir.Value {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Enter:
		return f.Body.Args(x)[0]
	case ir.Call:
		if c := f.P.Funcs[f.Ref].CallAt(op); c != nil && c.Method == "acquire" {
			return f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
		}
	}
	return ir.NoValue
}

// takes says whether an op takes a lock of this make: a lock for tasks is awaited.
func (f *Func) takes(op, made int32) bool {
	row, _ := f.P.MakesLock(f.P.Funcs[f.Ref].CallAt(made))
	if row.Scope != model.Task {
		return true
	}
	return f.Body.Ops[op].Flags&ir.IsAsync != 0 ||
		slices.ContainsFunc(f.Uses(op), func(u int32) bool { return f.Body.Ops[u].Code == ir.Await })
}

// madeHere returns the calls that make a lock for this call of the function alone, if
// nothing else can have made it; and the local that it is kept in, if any.
func (f *Func) madeHere(v ir.Value) (made []int32, local ir.StrID) {
	if f.makesLock(v) {
		return []int32{int32(v)}, 0
	}
	local = f.LocalOf(int32(v))
	if local == 0 {
		return nil, 0
	}
	for _, def := range f.Defs(int32(v)) {
		if def == facts.Param {
			return nil, 0
		}
		stored := f.Body.Stored(&f.Body.Ops[def])
		if !f.makesLock(stored) {
			return nil, 0
		}
		made = append(made, int32(stored))
	}
	return made, local
}

// makesLock says whether a value is a lock fresh from its constructor, or from a function
// of the program that does nothing but make one.
func (f *Func) makesLock(v ir.Value) bool {
	if f.Body.Ops[v].Code != ir.Call {
		return false
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(v))
	if c == nil {
		return false
	}
	_, makes := f.P.MakesLock(c)
	return makes
}

// lockEscapes says whether a lock, given by the call that makes it, is used for more than
// taking and releasing it.
func (f *Func) lockEscapes(made int32) bool {
	return slices.ContainsFunc(f.Uses(made), func(u int32) bool {
		x := &f.Body.Ops[u]
		return !f.plainLockUse(u) && (x.Code != ir.Write || f.LocalOf(u) == 0)
	})
}

// nameEscapes says the same of the local that it is kept in.
func (f *Func) nameEscapes(local ir.StrID) bool {
	if f.IR.Flags&ir.UsesLocals != 0 || slices.ContainsFunc(f.IR.Locals, func(l ir.Local) bool { return l.Name == local && l.Cell }) {
		return true
	}
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == local &&
			slices.ContainsFunc(f.Uses(int32(i)), func(u int32) bool { return !f.plainLockUse(u) }) {
			return true
		}
	}
	return false
}

// plainLockUse says whether an op takes, releases or looks at a lock.
func (f *Func) plainLockUse(op int32) bool {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Enter, ir.Exit:
		return true
	case ir.Read:
		switch f.Module.Str(f.Module.Paths[x.Path()].Name) {
		case "acquire", "release", "locked":
			return true
		}
	}
	return false
}

func (pass *Pass) privateLock(f *Func, op, made int32, v ir.Value) {
	name := "the lock"
	if path := f.Body.Ops[v].Path(); path != 0 {
		name = f.Module.PathString(path)
		if f.Body.Ops[v].Code == ir.Call {
			name += "()"
		}
	}
	why, concurrent := f.P.Concurrent(f.Ref, true)
	level := rule.Error
	if !concurrent {
		why, level = "taking a lock says that several strands are expected here", rule.Warning
	}
	who := "Thread"
	if row, _ := f.P.MakesLock(f.P.Funcs[f.Ref].CallAt(made)); row.Scope == model.Task {
		who = "Task"
	}
	caller := f.P.Name(f.Ref)
	message := fmt.Sprintf("%s is made anew by every call of %s, so taking it keeps nobody out", name, caller)
	if c := f.P.Funcs[f.Ref].CallAt(made); len(c.Targets) > 0 {
		message = fmt.Sprintf("%s makes a lock anew for every caller, so taking it keeps nobody out", name)
	}
	pass.Report(op, rule.Finding{
		Level: level, Pedantic: f.P.Trial(f.Ref) || !f.protects(op), Subject: strings.TrimSuffix(name, "()"), Evidence: why,
		Message: message,
		Witness: rule.Witness{
			Actors: []string{fmt.Sprintf("%s A (%s)", who, caller), fmt.Sprintf("%s B (%s)", who, caller)},
			Steps: []rule.Step{
				f.step(made, rule.Calls, "makes a lock"),
				{Actor: 0, Loc: f.At(op), Action: rule.Acquires, Text: "takes it"},
				{Actor: 1, Loc: f.At(made), Action: rule.Calls, Text: "makes another lock"},
				{Actor: 1, Loc: f.At(op), Action: rule.Acquires, Text: "takes that one, and is in the same code at the same time"},
			},
		},
	})
}

// protects says whether there is anything to protect after a lock is taken: state that
// others can reach, or a call that may lead to some.
func (f *Func) protects(op int32) bool {
	from, to := op, int32(len(f.Body.Ops))
	if f.Body.Ops[op].Code == ir.Enter {
		from, to = f.Region(op)
	}
	for i := range f.P.Funcs[f.Ref].Access {
		if a := &f.P.Funcs[f.Ref].Access[i]; from < a.Op && a.Op < to && !a.Own {
			return true
		}
	}
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return from < c.Op && c.Op < to && c.Method != "release" && c.Method != "acquire"
	})
}
