package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// closesRemoved reports a coroutine that takes one entry out of a registry under the lock
// for all of them, and waits with the lock held until that entry has shut down: nobody can
// reach it any more, so the lock keeps only those out who want another one.
func (pass *Pass) closesRemoved(f *Func) {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Await || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		call := int32(f.Body.Args(x)[0])
		c := f.P.Funcs[f.Ref].CallAt(call)
		if c == nil || f.Body.Ops[call].Code != ir.Call || !endings[c.Method] || f.underTimeout(int32(i)) {
			continue
		}
		removed, registry := f.takenOut(f.Body.Base(&f.Body.Ops[f.Body.Callee(&f.Body.Ops[call])]))
		if removed < 0 {
			continue
		}
		locks, taken := f.P.HeldHere(f.Ref, call)
		for n, k := range locks {
			if taken[n] < 0 || taken[n] > removed || k.Row.Scope != model.Task || k.Row.Ctor == "" || f.ownLock(k) ||
				k.Loc.Kind == program.NoOwner || f.touchesAfter(int32(i), taken[n]) {
				continue
			}
			if u, ok := f.takenElsewhere(k, taken[n]); ok {
				pass.closesUnder(f, k, taken[n], removed, int32(i), registry, u)
				break
			}
		}
	}
}

// endings are methods that end an object's life and may take their time.
var endings = map[string]bool{
	"__aexit__": true, "aclose": true, "close": true, "shutdown": true, "stop": true, "disconnect": true, "wait_closed": true,
	"terminate": true, "cleanup": true, "teardown": true,
}

// takenOut returns the op that takes a value out of a dict under its key, and the dict.
func (f *Func) takenOut(v ir.Value) (op int32, registry string) {
	if v < 0 || f.LocalOf(int32(v)) == 0 {
		return -1, ""
	}
	from := int32(f.Origin(v))
	c := f.P.Funcs[f.Ref].CallAt(from)
	if c == nil || f.Body.Ops[from].Code != ir.Call || c.Method != "pop" || f.Body.NumArgs(&f.Body.Ops[from]) == 0 {
		return -1, ""
	}
	for _, a := range f.P.Funcs[f.Ref].Access {
		if a.Op == from && a.Kind == program.Shrinking && !a.Own {
			path := f.Module.PathString(f.Body.Ops[from].Path())
			return from, strings.TrimSuffix(path, ".pop")
		}
	}
	return -1, ""
}

// touchesAfter says whether the function uses shared state between an op and the release of
// the lock taken at enter: then it needs the lock until there.
func (f *Func) touchesAfter(op, enter int32) bool {
	if f.Body.Ops[enter].Code != ir.Enter {
		return true
	}
	_, end := f.Region(enter)
	for _, a := range f.P.Funcs[f.Ref].Access {
		if op < a.Op && a.Op < end && !a.Own && f.Reaches(op, a.Op, nil) {
			return true
		}
	}
	return false
}

// takenElsewhere finds another place that takes a lock.
func (f *Func) takenElsewhere(k program.Lock, here int32) (program.Site, bool) {
	for _, u := range f.P.LockUsers(k.Loc) {
		if (u.Func != f.Ref || u.Op != here) && !f.P.Trial(u.Func) {
			return u, true
		}
	}
	return program.Site{}, false
}

func (pass *Pass) closesUnder(f *Func, k program.Lock, taken, removed, wait int32, registry string, other program.Site) {
	pass.Report(wait, rule.Finding{
		Level: rule.Note, Subject: k.Name,
		Message: fmt.Sprintf("%s is held while one entry that is out of %s already shuts down: [%s](1), which may want another one, waits as long",
			k.Name, registry, f.P.Name(other.Func)),
		Evidence: "the entry is taken out of " + registry + " before, and nothing after the wait needs the lock",
		Related:  []rule.Related{{Loc: place(f.P, other.Func, other.Op), Text: "the lock is taken here, too"}},
		Fix:      "Take the entry out under the lock, leave the lock, and wait then.",
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(other.Func) + ")"},
			Steps: []rule.Step{
				f.step(taken, rule.Acquires, "acquires "+k.Name),
				f.step(removed, rule.Writes, "takes the entry out"),
				f.step(wait, rule.Suspends, "waits for its end with the lock held"),
				{Actor: 1, Loc: place(f.P, other.Func, other.Op), Action: rule.Waits, Text: "waits for " + k.Name},
			},
		},
	})
}
