package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var mutationDuringIteration = &Check{
	Info: rule.Info{
		ID: "RH103", Name: "mutation-during-iteration", Level: rule.Error, Precision: rule.High,
		CWE: []int{662, 362}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a container is resized while it is being iterated over",
			Why: "A dict, set or deque that changes size under a live iterator raises " +
				"`RuntimeError`; a list silently skips or repeats elements. The change may stand in the " +
				"loop, in a function that the loop calls, or in another task that runs while the loop " +
				"body awaits.",
			Bad: `
def purge(data, expired):
    for key in data:
        if expired(key):
            del data[key]
`,
			Good: `
def purge(data, expired):
    for key in list(data):
        if expired(key):
            del data[key]
`,
			Fix:    "Iterate over a copy, `list(d)`, or collect the changes and apply them after the loop.",
			Silent: "The loop runs over a copy, leaves right after the change, or only replaces values of keys that exist.",
			Misses: "Containers that are reached under two names.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool { return p.IR(f).Flags&ir.Iterates != 0 },
	Func:  findMutations,
}

// loop is an iteration over a container.
type loop struct {
	iter      int32           // the Iter op
	source    ir.Value        // the container
	access    *program.Access // its access, if the container is shared
	name      string
	container string // builtins.dict, …; "" if not known
}

func findMutations(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	types := f.P.Types(f.Ref)
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code != ir.Iter || f.Body.Ops[i].Flags&ir.IsAsync != 0 || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		l := loop{iter: int32(i), source: types.IterSource(int32(i))}
		x := &f.Body.Ops[l.source]
		if x.Code != ir.Read {
			continue // a copy or a fresh value
		}
		l.container = types.Container(l.source)
		if l.container == program.NotContainer {
			continue
		}
		l.name = f.Module.PathString(x.Path())
		for k := range access {
			if access[k].Op == l.iter && access[k].Kind == program.Iterating {
				l.access = &access[k]
			}
		}
		if pass.mutatedInBody(f, l, types) || l.access == nil || l.access.Own {
			continue
		}
		if !pass.mutatedByCallee(f, l) {
			pass.mutatedByOthers(f, l)
		}
	}
}

// mutatedInBody looks for a change of the same container in the same function while
// the iterator is live.
func (pass *Pass) mutatedInBody(f *Func, l loop, types *program.Types) bool {
	for i := range f.Body.Ops {
		kind, base, key := f.mutates(int32(i), types)
		if kind == program.Reading || !f.sameContainer(l, base) || !f.IterLive(l.iter, int32(i)) || !f.Reaches(l.iter, int32(i), nil) {
			continue
		}
		if kind == program.Storing && (l.container != "builtins.dict" && l.container != "collections.defaultdict" || f.loopKey(l, key)) {
			continue
		}
		list := l.container == "builtins.list" || l.container == ""
		if kind == program.Growing && list {
			if l.container == "" && !types.SetMethod(int32(i)) {
				continue // a work-list, as far as one can tell
			}
			if l.container != "" {
				continue
			}
		}
		pass.Report(int32(i), rule.Finding{
			Level: rule.Error, Subject: l.name,
			Message: fmt.Sprintf("%s is changed while the loop iterates over it", l.name),
			Witness: rule.Witness{
				Actors: []string{"Loop"},
				Steps: []rule.Step{
					f.step(l.iter, rule.Iterates, "takes an iterator of "+l.name),
					f.step(int32(i), rule.Writes, "changes "+l.name+" while the iterator is live"),
				},
			},
		})
		return true
	}
	return false
}

// mutates says whether an op changes the size of a container, which value that is,
// and with which key.
func (f *Func) mutates(op int32, types *program.Types) (kind program.AccessKind, base, key ir.Value) {
	x := &f.Body.Ops[op]
	switch x.Code {
	case ir.Write, ir.Delete:
		sel := f.Module.Paths[x.X].Sel
		if sel != ir.Item && sel != ir.AnyItem {
			return program.Reading, ir.NoValue, ir.NoValue
		}
		kind = program.Storing
		if x.Code == ir.Delete {
			kind = program.Removing
		}
		return kind, f.Body.Base(x), f.Body.Key(x)
	case ir.Call:
		return types.Mutation(op)
	}
	return program.Reading, ir.NoValue, ir.NoValue
}

// sameContainer says whether value v is certainly the container of the loop.
func (f *Func) sameContainer(l loop, v ir.Value) bool {
	return v >= 0 && f.Body.Ops[v].Code == ir.Read && f.sameValueOf(l.source, v)
}

func (f *Func) sameValueOf(a, b ir.Value) bool {
	x, y := &f.Body.Ops[a], &f.Body.Ops[b]
	if x.Path() != y.Path() {
		return false
	}
	return f.sameValue(a, b)
}

// loopKey says whether a subscript is the key that the loop is at, so that storing
// under it only replaces a value.
func (f *Func) loopKey(l loop, key ir.Value) (yes bool) {
	if key < 0 {
		return false
	}
	f.Sources(key, func(s facts.Source) { yes = yes || s.Op >= 0 && s.Op == l.iter })
	return yes || f.fromIter(l.iter, key)
}

// fromIter says whether a value is an element that the iterator gave.
func (f *Func) fromIter(iter int32, v ir.Value) bool {
	for range 6 {
		x := &f.Body.Ops[v]
		switch x.Code {
		case ir.Next:
			return int32(f.Body.Args(x)[0]) == iter
		case ir.Elem:
			v = f.Body.Args(x)[0]
		case ir.Read:
			defs := f.Defs(int32(v))
			if len(defs) != 1 || defs[0] == facts.Param {
				return false
			}
			v = f.Body.Stored(&f.Body.Ops[defs[0]])
		default:
			return false
		}
	}
	return false
}

// mutatedByCallee looks for a call in the loop body that changes the container.
func (pass *Pass) mutatedByCallee(f *Func, l loop) bool {
	fn := &f.P.Funcs[f.Ref]
	if l.access.Loc.Kind == program.OfInstance && !l.access.Self {
		return false
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if l.access.Loc.Kind == program.OfInstance && !c.Self || c.Fresh || !f.IterLive(l.iter, c.Op) || !f.Reaches(l.iter, c.Op, nil) {
			continue
		}
		got, ok := f.P.Reach(f.Ref, c, func(g program.FuncRef, a *program.Access) bool {
			return a.Loc == l.access.Loc && changesSize(a.Kind, l.container) && !a.Own &&
				(a.Loc.Kind != program.OfInstance || a.Self)
		})
		if !ok || !f.P.SameReceiver(f.Ref, got.Path) {
			continue
		}
		last := rule.Step{
			Loc: place(f.P, got.Func, got.Access.Op), Action: rule.Writes,
			Text: "changes " + l.name + " while the iterator is live", Calls: frames(f.P, got.Path),
			Locks: lockNames(f.P.Held(got.Func, got.Access.Op)),
		}
		pass.Report(c.Op, rule.Finding{
			Level: rule.Warning, Subject: l.name,
			Message: fmt.Sprintf("%s is changed by %s while the loop iterates over it", l.name, f.P.Name(got.Func)),
			Related: []rule.Related{{Loc: last.Loc, Text: "changed here"}},
			Witness: rule.Witness{
				Actors: []string{"Loop"},
				Steps: []rule.Step{
					f.step(l.iter, rule.Iterates, "takes an iterator of "+l.name),
					f.step(c.Op, rule.Calls, "calls "+c.Method),
					last,
				},
			},
		})
		return true
	}
	return false
}

// changesSize says whether an access may invalidate an iterator.
func changesSize(k program.AccessKind, container string) bool {
	if container == "builtins.list" || container == "" {
		return k == program.Removing || k == program.Shrinking || k == program.Growing && container == ""
	}
	return k.Resizes()
}

// mutatedByOthers looks for a suspension in the loop body during which another strand
// changes the container.
func (pass *Pass) mutatedByOthers(f *Func, l loop) {
	for _, s := range f.P.Suspensions(f.Ref) {
		if s == l.iter || !f.IterLive(l.iter, s) || !f.Reaches(l.iter, s, nil) {
			continue
		}
		gap := facts.Gap{From: l.iter, To: s, Suspends: s, Held: f.Held(l.iter) & f.Held(s)}
		others := f.rivals(l.access.Loc, gap, func(w program.Writer) bool {
			return changesSize(w.Access.Kind, l.container) && (w.Func != f.Ref || !f.Reaches(l.iter, w.Access.Op, nil))
		})
		if len(others) == 0 {
			continue
		}
		r := others[0]
		why, related := f.explain(r.Evidence)
		pass.Report(l.iter, rule.Finding{
			Level: level(r.Evidence), Subject: l.name,
			Message:  fmt.Sprintf("%s may be resized by %s while this loop awaits", l.name, f.P.Name(r.Func)),
			Evidence: why, Related: related,
			Witness: f.interleaving(r,
				[]rule.Step{
					f.step(l.iter, rule.Iterates, "takes an iterator of "+l.name),
					f.step(s, rule.Suspends, "suspends with the iterator live"),
				},
				[]rule.Step{f.step(l.iter, rule.Resumes, "advances the iterator: RuntimeError, or elements are skipped")},
				"resizes "+l.name),
		})
		return
	}
}
