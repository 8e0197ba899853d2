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

// setsTimer says whether a call starts a timer, or makes one, and returns its handle.
func setsTimer(c *program.CallSite) bool {
	switch c.Method {
	case "call_later", "call_at", "callLater", "add_timeout":
		return true
	}
	return c.Name == "threading.Timer"
}

// forgottenTimers reports a timer whose handle takes the place of an earlier one that may
// be pending: nothing can cancel that one any more. That it may be pending shows where
// other code, in the middle of its work, cancels what is kept there.
func (pass *Pass) forgottenTimers(f *Func) {
	if !f.P.Has(f.Ref, program.SetsTimer) || f.P.Trial(f.Ref) || f.P.Setup(f.Ref) || opens(f.P, f.Ref) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if !setsTimer(c) || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		if a := f.storedAt(c.Op); a != nil && (a.Loc.Kind != program.OfInstance || a.Self) {
			pass.forgottenTimer(f, c, a)
		}
	}
}

func (pass *Pass) forgottenTimer(f *Func, c *program.CallSite, a *program.Access) {
	t := timer{f.P, a.Loc.Root(), map[program.FuncRef]bool{}}
	if t.looksBefore(f.Func, f.Ref, a.Op) || t.prepared(f.Ref, f.runBySpawn(c.Op)) {
		return
	}
	by, ok := t.cancelled(f.Ref)
	if !ok {
		return
	}
	name := f.name(a.Loc, a.Op)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s gets a new timer while an earlier one may be pending; %s cancels that first, %s does not, so it still fires and nothing can stop it",
			name, f.P.Name(by.Func), f.P.Name(f.Ref)),
		Evidence: fmt.Sprintf("%s cancels the timer in the middle of its work", f.P.Name(by.Func)),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Callback B (the earlier timer)"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "starts a timer"),
				f.step(a.Op, rule.Writes, "keeps it in "+name+", where a pending one may be, and forgets that"),
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Resumes, Text: "fires on behalf of what is over"},
			},
		},
		Related: []rule.Related{{Loc: place(f.P, by.Func, by.Op), Text: f.P.Name(by.Func) + " cancels it here"}},
		Fix:     "Cancel the handle that is kept before storing the new one.",
	})
}

// storedAt returns the access that stores the result of an op where it outlives the function.
func (f *Func) storedAt(v int32) *program.Access {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing && a.Kind != program.Storing || a.Own || f.Body.Ops[a.Op].Code != ir.Write ||
			a.Loc.Kind != program.OfInstance && a.Loc.Kind != program.OfClass && a.Loc.Kind != program.OfModule {
			continue
		}
		found := false
		f.Sources(f.Body.Stored(&f.Body.Ops[a.Op]), func(s facts.Source) { found = found || s.Op == v && !s.Calls })
		if found {
			return a
		}
	}
	return nil
}

// runBySpawn returns what a spawn runs.
func (f *Func) runBySpawn(op int32) (out []program.FuncRef) {
	for i := range f.P.Funcs[f.Ref].Spawns {
		if s := &f.P.Funcs[f.Ref].Spawns[i]; s.Op == op {
			out = append(out, s.Targets...)
		}
	}
	return out
}

// opens says whether a function is called once in the life of its object, by its name.
func opens(p *program.Program, g program.FuncRef) bool {
	switch strings.TrimLeft(p.Module(g).Str(p.IR(g).Name), "_") {
	case "start", "open", "connect", "connection_made", "run", "begin", "main", "setup", "initialize", "aenter__", "enter__":
		return true
	}
	return false
}

// timer is a place where the handle of a timer is kept.
type timer struct {
	p    *program.Program
	loc  program.Location
	seen map[program.FuncRef]bool
}

// looksBefore says whether a function looks at the place, itself or through a callee,
// before it comes to an op.
func (t *timer) looksBefore(ff *facts.Func, f program.FuncRef, op int32) bool {
	fn := &t.p.Funcs[f]
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Op < op && a.Loc.Root() == t.loc && !slices.Contains(ff.Uses(a.Op), op) && ff.Reaches(a.Op, op, nil) {
			return true
		}
	}
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Op >= op || len(c.Targets) == 0 {
			continue
		}
		if _, ok := t.p.Reach(f, c, t.touches); ok && ff.Reaches(c.Op, op, nil) {
			return true
		}
	}
	return false
}

func (t *timer) touches(_ program.FuncRef, a *program.Access) bool { return a.Loc.Root() == t.loc }

// prepared says whether all that is known to call a function looks at the place first,
// or is the timer itself, which is no longer pending then.
func (t *timer) prepared(f program.FuncRef, fires []program.FuncRef) bool {
	if t.seen[f] {
		return true
	}
	t.seen[f] = true
	callers := t.p.Callers(f)
	if len(callers) == 0 {
		if slices.Contains(fires, f) {
			return true
		}
		up := t.p.Parent(f) // an inner function runs on behalf of the one around it
		return up != program.NoFunc && t.p.IR(up).Kind == ir.Function &&
			(t.looksBefore(t.p.Facts(up, nil), up, t.made(up, f)) || t.prepared(up, fires))
	}
	return !slices.ContainsFunc(callers, func(g program.FuncRef) bool {
		if g == f || t.p.Setup(g) || opens(t.p, g) || slices.Contains(fires, g) || t.p.Trial(g) {
			return false
		}
		ff := t.p.Facts(g, nil)
		for i := range t.p.Funcs[g].Calls {
			c := &t.p.Funcs[g].Calls[i]
			if slices.Contains(c.Targets, f) && !t.looksBefore(ff, g, c.Op) {
				return !t.prepared(g, fires)
			}
		}
		return false
	})
}

// made returns the op at which a function makes one of its inner functions.
func (t *timer) made(f, inner program.FuncRef) int32 {
	body := t.p.Body(f, nil)
	for i := range body.Ops {
		if x := &body.Ops[i]; x.Code == ir.MakeFunc && ir.FuncID(x.X) == t.p.Funcs[inner].ID {
			return int32(i)
		}
	}
	return 0
}

// cancelled finds a function that cancels what is kept at the place and goes on with its
// work: one that shuts things down shows nothing about other times.
func (t *timer) cancelled(except program.FuncRef) (program.Site, bool) {
	for _, g := range t.p.Around(t.loc) {
		if g == except || !t.p.Has(g, program.CancelsTask) || t.p.Setup(g) || t.p.Trial(g) {
			continue
		}
		op, ok := t.cancels(g)
		if !ok {
			continue
		}
		if !t.shutsDown(g) {
			return program.Site{Func: g, Op: op}, true
		}
		name := t.p.Module(g).Str(t.p.IR(g).Name)
		for _, h := range t.p.Callers(g) { // a helper that only cancels
			if strings.Contains(name, "cancel") && h != except && !t.shutsDown(h) && !t.p.Setup(h) && !t.p.Trial(h) {
				return program.Site{Func: g, Op: op}, true
			}
		}
	}
	return program.Site{}, false
}

// cancels finds the call of cancel in g on what is kept at the place.
func (t *timer) cancels(g program.FuncRef) (int32, bool) {
	f := &Func{Func: t.p.Facts(g, nil), P: t.p, Ref: g}
	for i := range t.p.Funcs[g].Calls {
		c := &t.p.Funcs[g].Calls[i]
		if c.Method != "cancel" || f.Body.Ops[c.Op].Code != ir.Call {
			continue
		}
		if v := f.receiver(c.Op); v >= 0 && slices.Contains(f.origins(v), t.loc) {
			return c.Op, true
		}
	}
	return 0, false
}

// shutsDown says whether a function ends the work of its object, by its name.
func (t *timer) shutsDown(g program.FuncRef) bool {
	name := strings.ToLower(t.p.Module(g).Str(t.p.IR(g).Name))
	return slices.ContainsFunc([]string{"close", "stop", "shutdown", "disconnect", "cancel", "clean", "teardown", "lost", "disable",
		"abort", "finish", "unload", "remove", "exit", "__del__", "terminate", "dispose", "clear", "end", "done", "destroy", "pause"},
		func(s string) bool { return strings.Contains(name, s) })
}
