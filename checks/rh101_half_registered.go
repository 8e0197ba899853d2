package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findHalfRegistered reports a lookup by who comes second, where the first one enters
// its claim in one locked section and what it claims in a later one.
//
//	known = self._register(name)     # the claim, under a lock
//	if known:
//	    with self.lock: return self.items[name]    # not there yet
//	item = Item(name)
//	with self.lock: self.items[name] = item
func findHalfRegistered(pass *Pass, f *Func) {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Branch {
			continue
		}
		c := f.askedCall(f.Body.Args(x)[0])
		if c == nil || !c.Self {
			continue
		}
		claim, ok := f.claimBehind(c)
		if !ok {
			continue
		}
		if lookup, store, ok := f.lookupBeforeStore(int32(i), c.Op); ok {
			pass.halfRegistered(f, c, claim, lookup, store)
			return
		}
	}
}

// askedCall returns the call whose result, or an attribute of it, a value is; or nil.
func (f *Func) askedCall(v ir.Value) *program.CallSite {
	for range 8 {
		x := &f.Body.Ops[v]
		switch {
		case x.Code == ir.Call:
			return f.P.Funcs[f.Ref].CallAt(int32(v))
		case x.Code == ir.Unary || x.Code == ir.Elem:
			v = f.Body.Args(x)[0]
		case x.Code == ir.Read && f.LocalOf(int32(v)) != 0:
			defs := f.Defs(int32(v))
			if len(defs) != 1 || defs[0] < 0 {
				return nil
			}
			v = f.Body.Stored(&f.Body.Ops[defs[0]])
		case x.Code == ir.Read && f.Body.Base(x) >= 0 && f.Module.Paths[x.Path()].Sel == ir.Attr:
			v = f.Body.Base(x)
		default:
			return nil
		}
	}
	return nil
}

// claimBehind finds what a method of the receiver adds to its object under a lock of its own.
func (f *Func) claimBehind(c *program.CallSite) (program.Reached, bool) {
	return f.P.Reach(f.Ref, c, func(g program.FuncRef, a *program.Access) bool {
		return a.Self && (a.Kind == program.Growing || a.Kind == program.Storing) && len(threadLocks(f.P.Held(g, a.Op))) > 0
	})
}

// lookupBeforeStore finds a lookup that needs its key on one side of a branch, and the
// assignment of an item of the same container on the other side, with no lock held from
// the claim to it.
func (f *Func) lookupBeforeStore(branch, claim int32) (lookup, store *program.Access, ok bool) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Storing || !w.Self || len(threadLocks(f.locksAt(w.Op))) == 0 {
			continue
		}
		side, decided := f.Decided(branch, w.Op)
		gap, way := f.Way(claim, w.Op, nil)
		if !decided || !way || len(threadLocks(f.over(gap))) > 0 {
			continue
		}
		for k := range access {
			r := &access[k]
			x := &f.Body.Ops[r.Op]
			if r.Kind != program.Reading || x.Code != ir.Read || f.Body.Key(x) < 0 || f.baseLocation(x) != w.Loc || f.handled(r.Op, []string{"KeyError"}) {
				continue
			}
			if other, decided := f.Decided(branch, r.Op); decided && other != side {
				return r, w, true
			}
		}
	}
	return nil, nil, false
}

// baseLocation returns the location of the container that an item is read from.
func (f *Func) baseLocation(x *ir.Op) program.Location {
	if a := f.accessAt(int32(f.Body.Base(x)), program.Reading); a != nil {
		return a.Loc
	}
	return program.Location{}
}

func (pass *Pass) halfRegistered(f *Func, c *program.CallSite, claim program.Reached, lookup, store *program.Access) {
	name := f.Module.PathString(f.Body.Ops[f.Body.Base(&f.Body.Ops[lookup.Op])].Path())
	callee := f.P.Name(claim.Func)
	locks := threadLocks(f.P.Held(claim.Func, claim.Access.Op))
	second := f.step(lookup.Op, rule.Reads, "looks it up in "+name+", where it is not yet")
	asks := f.step(c.Op, rule.Checks, "hears that it is registered already")
	asks.Actor, second.Actor = 1, 1
	claims := rule.Step{Loc: place(f.P, claim.Func, claim.Access.Op), Action: rule.Writes, Text: "enters the claim", Locks: lockNames(locks), Calls: frames(f.P, claim.Path)}
	me := f.P.Name(f.Ref)
	pass.Report(lookup.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message:  fmt.Sprintf("%s lets a second thread come here as soon as the claim is entered, but %s gets its item only [later](1): the key may be missing", callee, name),
		Related:  []rule.Related{{Loc: f.At(store.Op), Text: "the item is stored here"}},
		Evidence: fmt.Sprintf("%s takes %s, so several threads are meant", callee, locks[0].Name),
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + me + ")", "Thread B (" + me + ")"},
			Steps:  slices.Concat([]rule.Step{claims, asks, second}, []rule.Step{f.step(store.Op, rule.Writes, "stores the item, too late")}),
		},
		Fix: "Hold one lock from the claim to the store.",
	})
}
