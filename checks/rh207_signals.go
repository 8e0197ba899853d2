package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// clearsLate reports an event that is cleared after what it announces has been looked at:
// what comes in between sets the event, and the clear wipes that out.
func (pass *Pass) clearsLate(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "threading.Event.clear" && c.Name != "asyncio.Event.clear" || f.Graph.BlockOf(c.Op) < 0 || !f.OnLoop(c.Op) {
			continue
		}
		loc, wait := f.waitedFor(c.Op)
		if wait < 0 || f.timed(wait) {
			continue // or it looks again when the time is up
		}
		if r, set, w, ok := f.consumedBefore(loc, wait, c); ok {
			pass.wipesOut(f, c.Op, wait, r, set, w)
		}
	}
}

// waitedFor returns where the event of a clear is kept, and the wait for it before.
func (f *Func) waitedFor(clear int32) (program.Location, int32) {
	v := f.receiver(clear)
	if v < 0 || f.Body.Ops[v].Code != ir.Read {
		return program.Location{}, -1
	}
	loc := f.location(v)
	if loc.Kind == program.NoOwner || loc.Kind == program.OfParameter {
		return loc, -1
	}
	for _, d := range f.P.Funcs[f.Ref].Calls {
		if d.Method != "wait" || f.Body.Ops[d.Op].Code != ir.Call || d.Op > clear {
			continue
		}
		if r := f.receiver(d.Op); r >= 0 && f.location(r) == loc && f.Precedes(d.Op, clear) {
			return loc, d.Op
		}
	}
	return loc, -1
}

// consumedBefore finds a read of shared state between the wait and the clear that a
// function changes before it sets the event, and that may change in between.
func (f *Func) consumedBefore(event program.Location, wait int32, clear *program.CallSite) (r *program.Access, set program.Site, w program.Writer, ok bool) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op <= wait || a.Op >= clear.Op || a.Loc.Root() == event || a.Loc.Kind == program.OfParameter || !f.Precedes(wait, a.Op) || !f.Reaches(a.Op, clear.Op, nil) {
			continue
		}
		gap, over := f.Way(a.Op, clear.Op, nil)
		if clear.Name == "asyncio.Event.clear" {
			gap, over = f.Between(a.Op, clear.Op, nil)
		}
		if !over || !f.Reaches(clear.Op, wait, func(op int32) bool { return f.looksIn(op, a.Loc.Root()) }) {
			continue
		}
		for _, s := range f.P.Signalled(event, "set") {
			if s.Func == f.Ref || f.P.InTests(s.Func) {
				continue
			}
			for k := range f.P.Funcs[s.Func].Access {
				b := &f.P.Funcs[s.Func].Access[k]
				if b.Kind.Writes() && b.Loc.Root() == a.Loc.Root() && b.Op < s.Op && !program.SharesLock(f.over(gap), f.P.Held(s.Func, b.Op)) {
					return a, s, program.Writer{Func: s.Func, Access: b}, true
				}
			}
		}
	}
	return nil, program.Site{}, program.Writer{}, false
}

// looksIn says whether an op accesses what is kept at a location or in it.
func (f *Func) looksIn(op int32, loc program.Location) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool { return a.Op == op && a.Loc.Root() == loc })
}

func (pass *Pass) wipesOut(f *Func, clear, wait int32, r *program.Access, set program.Site, w program.Writer) {
	event := f.receiverText(clear)
	name := f.name(r.Loc, r.Op)
	pass.Report(clear, rule.Finding{
		Level: rule.Warning, Subject: event,
		Message: fmt.Sprintf("%s is cleared after %s has been looked at: what comes in between sets it, and this wipes that out", event, name),
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Strand B (" + f.P.Name(set.Func) + ")"},
			Steps: []rule.Step{
				f.step(wait, rule.Waits, "is woken"),
				f.step(r.Op, rule.Reads, "looks at "+name),
				{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Writes, Text: "changes it"},
				{Actor: 1, Loc: place(f.P, set.Func, set.Op), Action: rule.Writes, Text: "sets " + event},
				f.step(clear, rule.Writes, "clears "+event),
				f.step(wait, rule.Waits, "waits, although there is something to do"),
			},
		},
		Fix: "Clear the event right after the wait, before looking.",
	})
}

// pulses reports an event that is set and cleared at once: only those who wait at that
// moment are woken, and who comes a moment later waits for ever.
func (pass *Pass) pulses(f *Func, c *program.CallSite) {
	set := int32(-1)
	for i := range f.P.Funcs[f.Ref].Calls {
		d := &f.P.Funcs[f.Ref].Calls[i]
		if d.Op >= c.Op || f.Body.Ops[d.Op].Code != ir.Call {
			continue
		}
		set = -1 // some other call comes in between
		if d.Method == "set" && f.receiverText(d.Op) == f.receiverText(c.Op) && f.receiverText(c.Op) != "" {
			set = d.Op
		}
	}
	if set < 0 || !f.Precedes(set, c.Op) || f.Graph.BlockOf(c.Op) < 0 {
		return
	}
	for _, x := range f.Body.Ops[set:c.Op] {
		if x.Code == ir.Await || x.Code == ir.Yield || x.Code == ir.Enter || x.Code == ir.Exit || x.Code == ir.Label {
			return
		}
	}
	wait, ok := f.waitsElsewhere(c.Op)
	if !ok {
		return
	}
	event, waiter := f.receiverText(c.Op), "who waits for it"
	// Waits for an attribute that are not in sight may have a limit, or test what it means.
	unseen := wait.Func == program.NoFunc && f.location(f.receiver(c.Op)).Kind == program.OfInstance
	if wait.Func != program.NoFunc {
		waiter = f.P.Name(wait.Func)
	} else {
		wait = program.Site{Func: f.Ref, Op: c.Op}
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: unseen, Subject: event,
		Message: fmt.Sprintf("%s is set and cleared at once: who is not waiting at this moment misses it, and %s may wait for ever", event, waiter),
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Strand B (" + waiter + ")"},
			Steps: []rule.Step{
				f.step(set, rule.Writes, "sets "+event),
				f.step(c.Op, rule.Writes, "clears it again"),
				{Actor: 1, Loc: place(f.P, wait.Func, wait.Op), Action: rule.Waits, Text: "comes to wait only now"},
			},
		},
		Fix: "Leave the event set, or use a condition with a predicate.",
	})
}

// waitsElsewhere finds a wait without time limit for the event of a call in another
// function, which does not come back to it in a loop. If nobody in the program waits for an
// event that others can see, somebody outside does, at NoFunc.
func (f *Func) waitsElsewhere(call int32) (program.Site, bool) {
	v := f.receiver(call)
	if v < 0 {
		return program.Site{}, false
	}
	seen := false
	locs := f.keptAt(v)
	for _, loc := range locs {
		for _, s := range f.P.Signalled(loc, "wait") {
			c := f.P.CalledAt(s)
			seen = true
			if c == nil || s.Func == f.Ref || f.P.Facts(s.Func, nil).OnLoop(c.Op) || f.P.Body(s.Func, nil).NumArgs(&f.P.Body(s.Func, nil).Ops[c.Op]) > 0 {
				continue
			}
			return s, true
		}
	}
	return program.Site{Func: program.NoFunc}, !seen && len(locs) > 0
}

// clearsStop reports a start that takes back the stop signal which a thread or task that
// was started before may not have seen yet: then two of them run.
func (pass *Pass) clearsStop(f *Func) {
	if len(f.P.Funcs[f.Ref].Spawns) == 0 || f.P.Setup(f.Ref) {
		return
	}
	calls := f.P.Funcs[f.Ref].Calls
	if slices.ContainsFunc(calls, func(c program.CallSite) bool {
		return c.Method == "join" && len(c.Name) > 0 || c.Method == "is_alive" || c.Method == "isAlive" || c.Method == "done" || c.Method == "cancel" || c.Method == "is_set"
	}) {
		return
	}
	for i := range f.P.Funcs[f.Ref].Spawns {
		s := &f.P.Funcs[f.Ref].Spawns[i]
		if s.Row.As != model.Thread && s.Row.As != model.Task || s.Joined || !s.Self && s.Row.As == model.Task {
			continue
		}
		for k := range calls {
			c := &calls[k]
			if c.Method != "clear" || c.Name != "threading.Event.clear" && c.Name != "asyncio.Event.clear" || c.Op > s.Op || f.Graph.BlockOf(c.Op) < 0 {
				continue
			}
			v := f.receiver(c.Op)
			if v < 0 || f.Body.Ops[v].Code != ir.Read {
				continue
			}
			loc := f.location(v)
			if loc.Kind != program.OfInstance && loc.Kind != program.OfModule {
				continue
			}
			if poll, stop, ok := f.pollsAndStops(s, loc); ok {
				pass.revives(f, c.Op, s, poll, stop)
				return
			}
		}
	}
}

// pollsAndStops finds where what a spawn runs looks at an event now and then, and where
// another function sets it without waiting for the end.
func (f *Func) pollsAndStops(s *program.Spawn, event program.Location) (poll, stop program.Site, ok bool) {
	for _, t := range s.Targets {
		for _, p := range f.P.Signalled(event, "is_set") {
			if p.Func != t && f.P.OwnPath(t, p.Func, 3, nil) == nil {
				continue
			}
			if fs := f.P.Facts(p.Func, nil); !fs.OnLoop(p.Op) {
				continue
			}
			for _, w := range f.P.Signalled(event, "set") {
				if w.Func == f.Ref || f.P.InTests(w.Func) || w.Func == t {
					continue
				}
				if !slices.ContainsFunc(f.P.Funcs[w.Func].Calls, func(c program.CallSite) bool {
					return c.Method == "join" || c.Method == "cancel" || c.Method == "shutdown"
				}) {
					return p, w, true
				}
			}
		}
	}
	return program.Site{}, program.Site{}, false
}

func (pass *Pass) revives(f *Func, clear int32, s *program.Spawn, poll, stop program.Site) {
	event := f.receiverText(clear)
	kind := s.Row.As.String()
	pass.Report(clear, rule.Finding{
		Level: rule.Warning, Subject: event,
		Message: fmt.Sprintf("%s is cleared for a new %s although an old one may not have seen it yet: it runs on, and then there are two", event, kind),
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(stop.Func) + ", " + f.P.Name(f.Ref) + ")", "Old " + kind + " (" + f.P.Name(poll.Func) + ")"},
			Steps: []rule.Step{
				{Actor: 0, Loc: place(f.P, stop.Func, stop.Op), Action: rule.Writes, Text: "sets " + event + " and does not wait for the " + kind},
				f.step(clear, rule.Writes, "clears "+event+" again"),
				f.step(s.Op, rule.Spawns, "starts another "+kind),
				{Actor: 1, Loc: place(f.P, poll.Func, poll.Op), Action: rule.Checks, Text: "looks at " + event + " only now, and runs on"},
			},
		},
		Fix: "Give each " + kind + " an event of its own, or wait for the old one to end.",
	})
}
