package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// dropsLocks says, from tables alone, whether a function takes locks out of a table of locks.
func dropsLocks(p *program.Program, f program.FuncRef) bool {
	return !p.Trial(f) && slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool {
		return (a.Kind == program.Removing || a.Kind == program.Shrinking) && !a.Own && p.KeepsLocks(a.Loc)
	})
}

// findDroppedLocks reports a lock that is taken out of the table in which others find
// it, without regard for who holds it or waits for it: the next one gets a new lock, and
// two are in the section that it guards.
func findDroppedLocks(pass *Pass, f *Func) {
	if !dropsLocks(f.P, f.Ref) {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Removing && a.Kind != program.Shrinking || a.Own || !f.P.KeepsLocks(a.Loc) || !f.takesByKey(a.Op) || f.regardsHolders(a.Op) {
			continue
		}
		if maker, ok := f.lockMaker(a.Loc); ok {
			pass.droppedLock(f, a, maker)
			return
		}
	}
}

// takesByKey says whether an op takes one key out: del d[k], d.pop(k).
func (f *Func) takesByKey(op int32) bool {
	x := &f.Body.Ops[op]
	return x.Code == ir.Delete || x.Code == ir.Call && f.Body.NumArgs(x) > 0
}

// regardsHolders says whether the function looks before op whether somebody has the lock
// or waits for it: it tries to take it, or counts.
func (f *Func) regardsHolders(op int32) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		return c.Op < op && (c.Method == "locked" || c.Method == "acquire")
	}) || slices.ContainsFunc(f.Body.Ops[:op], func(x ir.Op) bool {
		if x.Code != ir.Compare {
			return false
		}
		switch x.Aux {
		case ir.OpIn, ir.OpNotIn, ir.OpIs, ir.OpIsNot:
			return false
		}
		return slices.ContainsFunc(f.Body.Args(&x), func(v ir.Value) bool { return f.Body.Ops[v].Code == ir.Const && f.Body.Ops[v].Aux == ir.ConstInt })
	})
}

// lockMaker finds where a lock is put into the table on demand.
func (f *Func) lockMaker(table program.Location) (program.Writer, bool) {
	for _, w := range f.writers(table) {
		if !f.P.Setup(w.Func) && !f.P.Trial(w.Func) && (w.Access.Kind == program.Storing || w.Access.Kind == program.Growing) {
			return w, true
		}
	}
	return program.Writer{}, false
}

func (pass *Pass) droppedLock(f *Func, a *program.Access, maker program.Writer) {
	name := f.P.Describe(a.Loc)
	who := f.P.Name(maker.Func)
	at := place(f.P, maker.Func, maker.Access.Op)
	pass.Report(a.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message:  fmt.Sprintf("a lock is taken out of %s while others may hold it or wait for it; who comes next gets a [new one](1), and two are in the section that it guards", name),
		Related:  []rule.Related{{Loc: at, Text: "makes a lock for a key that is not there"}},
		Evidence: name + " holds locks, so several strands are meant",
		Witness: rule.Witness{
			Actors: []string{"A (" + who + ")", "B (" + f.P.Name(f.Ref) + ")", "C (" + who + ")"},
			Steps: []rule.Step{
				{Actor: 0, Loc: at, Action: rule.Acquires, Text: "finds the lock in " + name + " and holds it, or waits for it"},
				{Actor: 1, Loc: f.At(a.Op), Action: rule.Writes, Text: "takes the lock out of " + name, Locks: lockNames(f.locksAt(a.Op))},
				{Actor: 2, Loc: at, Action: rule.Acquires, Text: "finds no lock, makes a new one and gets it at once"},
			},
		},
		Fix: "Take a lock out only while it is certain that nobody holds it or waits for it (try to acquire it, or count its users under one lock), or keep it.",
	})
}
