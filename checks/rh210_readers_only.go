package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// readersOnly reports a lock that only those take who read: it keeps readers apart from
// each other, which nobody needs, and not from those who change what they read.
func (pass *Pass) readersOnly(f *Func) {
	seen := map[program.Location]bool{}
	f.P.Acquisitions(f.Ref, func(op int32, k program.Lock) {
		if seen[k.Loc] || k.Row.Ctor == "" || k.Row.Over || k.Row.Scope == model.Process || k.Loc.Kind == program.NoOwner ||
			k.Loc.Kind == program.OfFunction || k.Loc.Kind == program.OfFile || f.Body.Ops[op].Code != ir.Enter {
			return
		}
		seen[k.Loc] = true
		users := f.P.LockUsers(k.Loc)
		if users[0] != (program.Site{Func: f.Ref, Op: op}) || f.P.Signals()[k.Loc] || f.P.LockLeaks(k.Loc) {
			return // the first of them speaks for all
		}
		var read []reading
		for _, u := range users {
			r, only := onlyReads(f.P, u)
			if !only {
				return
			}
			read = append(read, r...)
		}
		pass.neverTaken(f, k, read)
	})
}

// reading is a use of shared state in a locked section.
type reading struct {
	at     program.Site
	taken  int32
	access *program.Access
	many   bool // the section reads several things that belong together
}

// onlyReads lists what the section under a lock reads, if it does nothing but read, and
// compute something of it.
func onlyReads(p *program.Program, u program.Site) (out []reading, only bool) {
	g := &Func{Func: p.Facts(u.Func, nil), P: p, Ref: u.Func}
	if g.Body.Ops[u.Op].Code != ir.Enter {
		return nil, false
	}
	from, to := g.Region(u.Op)
	if len(g.SuspendsIn(from, to)) > 0 {
		return nil, false
	}
	for i := range p.Funcs[u.Func].Calls {
		c := &p.Funcs[u.Func].Calls[i]
		if from <= c.Op && c.Op < to && !p.Pure(u.Func, c) {
			return nil, false
		}
	}
	for i := from; i < to; i++ {
		switch g.Body.Ops[i].Code {
		case ir.Yield, ir.YieldFrom, ir.Delete:
			return nil, false
		}
	}
	seen := map[program.Location]bool{}
	many, iterates := false, false
	for i := range p.Funcs[u.Func].Access {
		a := &p.Funcs[u.Func].Access[i]
		if a.Op < from || a.Op >= to {
			continue
		}
		if a.Kind != program.Reading && a.Kind != program.Iterating {
			return nil, false
		}
		many = many || len(seen) > 0 && !seen[a.Loc.Root()]
		iterates = iterates || a.Kind == program.Iterating
		seen[a.Loc.Root()] = true
		out = append(out, reading{at: program.Site{Func: u.Func, Op: a.Op}, taken: u.Op, access: a})
	}
	for i := range out {
		out[i].many = many && !iterates // RH107 speaks of the change in the loop
	}
	return out, true
}

// neverTaken reports the lock if something that it is read under changes elsewhere.
func (pass *Pass) neverTaken(f *Func, k program.Lock, read []reading) {
	for _, r := range read {
		if r.access.Loc.Owner != k.Loc.Owner || r.access.Own {
			continue
		}
		var writers []program.Writer
		for _, l := range [2]program.Location{r.access.Loc, r.access.Loc.Root()} {
			for _, w := range f.P.Writers(l) {
				if !f.P.Setup(w.Func) && !f.P.Trial(w.Func) && !f.P.InTests(w.Func) {
					writers = append(writers, w)
				}
			}
		}
		if len(writers) == 0 || slices.ContainsFunc(writers, func(w program.Writer) bool {
			return slices.ContainsFunc(f.P.Held(w.Func, w.Access.Op), func(h program.Lock) bool { return h.Row.Ctor != "" || h.Same(k) })
		}) {
			continue
		}
		pass.readersLock(f, k, r, writers[0])
		return
	}
}

func (pass *Pass) readersLock(f *Func, k program.Lock, r reading, w program.Writer) {
	what := f.P.Module(r.at.Func).PathString(f.P.Body(r.at.Func, nil).Ops[r.at.Op].Path())
	if what == "" {
		what = r.access.Loc.Path
	}
	who := "Thread"
	if k.Row.Scope == model.Task {
		who = "Task"
	}
	reader := &Func{Func: f.P.Facts(r.at.Func, nil), P: f.P, Ref: r.at.Func}
	pass.ReportAt(program.Site{Func: r.at.Func, Op: r.taken}, rule.Finding{
		Level: rule.Warning, Pedantic: !r.many || k.Row.Scope == model.Task, Subject: k.Name,
		Message: fmt.Sprintf("only those who read %s take %s: [%s](1) changes it without, so the lock keeps nobody out",
			what, k.Name, f.P.Name(w.Func)),
		Evidence: "every section under " + k.Name + " only reads",
		Related:  []rule.Related{{Loc: place(f.P, w.Func, w.Access.Op), Text: "changed here, without the lock"}},
		Fix:      "Take the lock where " + what + " is changed, too.",
		Witness: rule.Witness{
			Actors: []string{who + " A (" + f.P.Name(r.at.Func) + ")", who + " B (" + f.P.Name(w.Func) + ")"},
			Steps: []rule.Step{
				reader.step(r.taken, rule.Acquires, "takes "+k.Name),
				reader.step(r.at.Op, rule.Reads, "reads "+what),
				{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Writes, Text: "changes it meanwhile, without the lock"},
			},
		},
	})
}
