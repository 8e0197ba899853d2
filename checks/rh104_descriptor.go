package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// cachesInDict says, from tables alone, whether a function is the __get__ of a descriptor,
// in a package that has to do with threads.
func cachesInDict(p *program.Program, f program.FuncRef) bool {
	return p.Funcs[f].Class != program.NoClass && p.Module(f).Str(p.IR(f).Name) == "__get__" && len(p.IR(f).Params) > 1 &&
		!p.Trial(f) && p.PackageUsesThreads(p.Funcs[f].Mod)
}

// findDescriptorCaches reports descriptors that keep what a function gives in the
// __dict__ of the object, on first use and without a lock.
func findDescriptorCaches(pass *Pass, f *Func) {
	if !cachesInDict(f.P, f.Ref) {
		return
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Write || f.Body.Key(x) < 0 || !f.isObjectDict(f.Body.Base(x)) || len(threadLocks(f.locksAt(int32(i)))) > 0 {
			continue
		}
		if made := f.madeByOwn(f.Body.Stored(x)); made >= 0 {
			pass.descriptorCache(f, int32(i), made)
			return
		}
	}
}

// isObjectDict says whether a value is the __dict__ of the object that a descriptor is
// looked up on.
func (f *Func) isObjectDict(v ir.Value) bool {
	for range 3 {
		x := &f.Body.Ops[v]
		if x.Code != ir.Read {
			return false
		}
		if f.LocalOf(int32(v)) != 0 {
			defs := f.Defs(int32(v))
			if len(defs) != 1 || defs[0] < 0 {
				return false
			}
			v = f.Body.Stored(&f.Body.Ops[defs[0]])
			continue
		}
		base := f.Body.Base(x)
		return base >= 0 && f.Module.Str(f.Module.Paths[x.Path()].Name) == "__dict__" && f.LocalOf(int32(base)) == f.IR.Params[1].Name
	}
	return false
}

// madeByOwn returns the call of something that the descriptor holds which makes a value, or -1.
func (f *Func) madeByOwn(v ir.Value) int32 {
	made := int32(-1)
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 || f.Body.Ops[s.Op].Code != ir.Call {
			return
		}
		callee := &f.Body.Ops[f.Body.Callee(&f.Body.Ops[s.Op])]
		if callee.Code != ir.Read || f.Body.Base(callee) < 0 {
			return
		}
		if f.LocalOf(int32(f.Body.Base(callee))) == f.IR.Params[0].Name {
			made = s.Op
		}
	})
	return made
}

func (pass *Pass) descriptorCache(f *Func, w, made int32) {
	class := f.P.ClassName(f.P.Funcs[f.Ref].Class)
	me := f.P.Name(f.Ref)
	actor := func(n int, s rule.Step) rule.Step { s.Actor = n; return s }
	pass.Report(w, rule.Finding{
		Level: rule.Note, Subject: class,
		Message:  fmt.Sprintf("two threads that look up a %s for the first time both make a value, and go on with different ones; the second replaces the first", class),
		Evidence: "the package works with threads",
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + me + ")", "Thread B (" + me + ")"},
			Steps: []rule.Step{
				actor(0, f.step(made, rule.Calls, "finds nothing kept and makes a value")),
				actor(1, f.step(made, rule.Calls, "finds nothing kept, either, and makes another value")),
				actor(1, f.step(w, rule.Writes, "keeps its value and goes on with it")),
				actor(0, f.step(w, rule.Writes, "replaces it with its own")),
			},
		},
		Fix: "Hold a lock over test, call and assignment, or keep the value with `obj.__dict__.setdefault(name, value)` and return what that returns.",
	})
}
