package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/program"
)

var inconsistentGuard = &Check{
	Info: rule.Info{
		ID: "RH107", Name: "inconsistent-guard", Level: rule.Error, Precision: rule.High,
		CWE: []int{820, 662, 362}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "state that most accesses touch under a lock is changed, or iterated over, without it",
			Why: "A lock keeps strands apart only if all of them take it. What one access does without it " +
				"happens in the middle of what the others do under it: between their test and their act, " +
				"between their read and their write, under their iterator.",
			Bad: `
import threading

class Pool:
    def __init__(self):
        self._lock = threading.Lock()
        self._idle = {}

    def take(self, key):
        with self._lock:
            if key in self._idle:
                return self._idle.pop(key)
            return None

    def give(self, key, conn):
        with self._lock:
            self._idle[key] = conn

    def drop(self, key):
        self._idle.pop(key, None)
`,
			Good: `
import threading

class Pool:
    def __init__(self):
        self._lock = threading.Lock()
        self._idle = {}

    def take(self, key):
        with self._lock:
            if key in self._idle:
                return self._idle.pop(key)
            return None

    def give(self, key, conn):
        with self._lock:
            self._idle[key] = conn

    def drop(self, key):
        with self._lock:
            self._idle.pop(key, None)
`,
			Fix: "Take the lock here, too; or, if all callers hold it, take it there and say so in the name.",
			Silent: "Nobody else has the object yet or any more, all callers hold the lock, the state does not " +
				"change after it was set up, the access is a single read or sets a flag, or no access under the " +
				"lock relies on what this one changes. A comment `# guarded-by: self._lock` where the state is first set " +
				"states the guard: then every access without it is reported, reads included.",
			Misses: "Fields that fewer than half of the accesses guard; single reads, which may be stale but not " +
				"torn; locks that are kept in another object than what they guard.",
		},
	},
	Program: findInconsistentGuards,
}

// findInconsistentGuards reports, for every function and lock, the first use of guarded
// state that does without the lock and breaks what another function does under it.
func findInconsistentGuards(pass *Pass) {
	p := pass.run.p
	type pair struct {
		f    program.FuncRef
		lock program.Location
	}
	reported := map[pair]bool{}
	guards := p.Guards()
	for i := range guards {
		g := &guards[i]
		pass.findReleasedTooEarly(g)
		if g.Declared {
			for k := range g.Bare {
				if key := (pair{g.Bare[k].Func, g.Loc}); !reported[key] {
					reported[key] = true
					pass.undeclared(g, &g.Bare[k])
				}
			}
			continue
		}
		if !p.ForThreads(g.Lock, g.Under) {
			continue // locks of tasks leave gaps, which other rules look at
		}
		if len(g.Under) < 2 || len(g.Under) <= len(g.Bare) {
			pass.findBareMethods(g)
			continue
		}
		secs := sections(p, g)
		kind := p.ContainerAt(g.Loc)
		for k := range g.Bare {
			b := &g.Bare[k]
			if key := (pair{b.Func, g.Lock.Loc}); !reported[key] {
				reported[key] = pass.unguarded(g, secs, b, kind)
			}
		}
	}
}

// unguarded reports a use without the lock if it does harm, or suffers it.
func (pass *Pass) unguarded(g *program.Guard, secs []section, b *program.GuardUse, kind program.ContainerKind) bool {
	p := pass.run.p
	c, ok := findConflict(p, g, secs, b, kind)
	if ok {
		pass.reportBare(g, b, c)
	}
	return ok
}

// reportBare reports a use without the lock, and what goes wrong with it.
func (pass *Pass) reportBare(g *program.Guard, b *program.GuardUse, c conflict) {
	p := pass.run.p
	e := p.InterferesThread(b.Func, b.Access, program.Writer{Func: c.first.Func, Access: c.first.Access})
	name, lock := p.Describe(g.Loc), g.Lock.Name
	why := fmt.Sprintf("%d of %d accesses hold %s, so %s is meant for several threads", len(g.Under), len(g.Under)+len(g.Bare), lock, name)
	if e.Proof == program.Proved {
		why = fmt.Sprintf("%s runs as a %s, %s as a %s; %s", p.Name(e.A.Func), e.A.As, p.Name(e.B.Func), e.B.As, why)
	}
	pass.ReportAt(program.Site{Func: b.Func, Op: b.Op}, rule.Finding{
		Level: level(e), Pedantic: casual(p, b), Subject: name, Evidence: why,
		Message: fmt.Sprintf("%s is %s without %s, which %d of %d accesses hold; %s [relies on it](1)",
			name, done(b), lock, len(g.Under), len(g.Under)+len(g.Bare), p.Name(c.first.Func)),
		Related: []rule.Related{{Loc: place(p, c.first.Func, c.first.Op), Text: name + " is used under " + lock + " here"}},
		Witness: c.witness(p, g, name, b),
	})
}

// undeclared reports a use without the lock that a comment names.
func (pass *Pass) undeclared(g *program.Guard, b *program.GuardUse) {
	p := pass.run.p
	name, lock := p.Describe(g.Loc), g.Lock.Name
	pass.ReportAt(program.Site{Func: b.Func, Op: b.Op}, rule.Finding{
		Level: rule.Warning, Subject: name, Evidence: "a comment says that " + lock + " guards " + name,
		Message: fmt.Sprintf("%s is %s without %s, which guards it by its declaration", name, done(b), lock),
		Witness: rule.Witness{
			Actors: []string{"A (" + p.Name(b.Func) + ")"},
			Steps:  []rule.Step{{Loc: place(p, b.Func, b.Op), Action: actionOf(b), Text: verb(b) + " " + name + " without " + lock, Locks: lockNames(p.Held(b.Func, b.Access.Op))}},
		},
	})
}

// done says in a word what a use does.
func done(u *program.GuardUse) string {
	switch {
	case u.Calls:
		return "changed by a call"
	case u.Kind == program.Iterating:
		return "iterated over"
	case u.Kind == program.Writing || u.Kind == program.Deleting:
		return "replaced"
	case u.Kind == program.Reading:
		return "read"
	}
	return "changed"
}

// casual says whether a use is likely to happen when nobody else is about: in a function
// that closes or resets and does not wait for a thread's end afterwards, sets many fields at once, or is called from nowhere in the
// program although its name says that it is not for others.
func casual(p *program.Program, u *program.GuardUse) bool {
	name := strings.Trim(p.Module(u.Func).Str(p.IR(u.Func).Name), "_")
	switch name {
	case "close", "shutdown", "terminate", "clear", "reset", "cleanup", "teardown", "disconnect", "destroy", "exit", "aexit", "enter", "aenter":
		return !joinsLater(p, u)
	}
	return u.Kind.Writes() && p.Resets(u.Func) || p.Private(u.Func) && !p.Called(u.Func)
}

// joinsLater says whether a thread of the receiver still runs at a use, as the function
// waits for its end only afterwards.
func joinsLater(p *program.Program, u *program.GuardUse) bool {
	return slices.ContainsFunc(p.Funcs[u.Func].Calls, func(c program.CallSite) bool {
		return c.Method == "join" && c.Op > u.Op && (c.Name == "threading.Thread.join" || c.OnSelf && len(c.Targets) == 0)
	})
}
