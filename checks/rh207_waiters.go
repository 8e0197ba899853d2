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

// singleSlot reports a future that an async method stores in an attribute and awaits,
// although a second caller would put its own in the same place: the first one is never
// woken.
func (pass *Pass) singleSlot(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Writing || !a.Self || a.Own || a.Loc.Kind != program.OfInstance || strings.ContainsAny(a.Loc.Path, ".[") || f.Graph.BlockOf(a.Op) < 0 {
			continue
		}
		wait, ok := f.P.AwaitsNewFuture(program.Writer{Func: f.Ref, Access: a})
		if !ok || len(f.locksAt(wait.Op)) > 0 || len(f.locksAt(a.Op)) > 0 || !f.resolvedElsewhere(a.Loc) {
			continue
		}
		trips, guarded := f.occupied(a)
		if guarded || f.claimed(a.Op) {
			continue
		}
		why, ok := f.severalCallers()
		e := f.P.Interferes(f.Ref, a, program.Writer{Func: f.Ref, Access: a})
		if e.Proof == program.Proved {
			why, _ = f.explain(e)
		} else if !ok {
			continue
		}
		// An assertion, a second function that uses the slot, or signs of concurrent use show
		// that it is more than a request that one task makes at a time.
		sure := trips >= 0 || f.sharedSlot(a) || e.Proof != program.None
		pass.overwrites(f, a, wait.Op, trips, why, !sure)
	}
}

// occupied says whether the function looks whether the slot is taken before it writes:
// guarded, or only in an assertion, which a second caller trips.
func (f *Func) occupied(a *program.Access) (trips int32, guarded bool) {
	trips = -1
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		r := &access[i]
		if r.Kind != program.Reading || r.Loc != a.Loc || r.Op >= a.Op || !f.Precedes(r.Op, a.Op) {
			continue
		}
		if f.asserted(r.Op) || f.assertedLocal(r.Op) {
			trips = r.Op
		} else {
			guarded = true
		}
	}
	return trips, guarded
}

// assertedLocal says whether a value goes to a local that only assertions test.
func (f *Func) assertedLocal(op int32) bool {
	for _, u := range f.Uses(op) {
		name := f.LocalOf(u)
		if f.Body.Ops[u].Code != ir.Write || name == 0 {
			continue
		}
		found := false
		for i := range f.Body.Ops {
			if f.Body.Ops[i].Code == ir.Read && f.LocalOf(int32(i)) == name && slices.Contains(f.Defs(int32(i)), u) {
				if f.feedsTest(int32(i)) && !f.asserted(int32(i)) {
					return false
				}
				found = found || f.asserted(int32(i))
			}
		}
		return found
	}
	return false
}

// resolvedElsewhere says whether another function resolves what is kept at a location.
func (f *Func) resolvedElsewhere(loc program.Location) bool {
	for _, r := range f.P.Reads(loc) {
		if r.Func != f.Ref && (f.P.Has(r.Func, program.Resolves) || f.P.ResolvedBy(r)) {
			return true
		}
	}
	return false
}

// severalCallers says why tasks may run the function at the same time on one object. What
// ends an object, enters or leaves it, or steps through it, belongs to one task as a rule,
// and so does what is started as a task on itself.
func (f *Func) severalCallers() (string, bool) {
	name := f.Module.Str(f.IR.Name)
	if strings.HasPrefix(name, "__") || closers[name] {
		return "", false
	}
	if slices.ContainsFunc(f.P.Runs(f.Ref), func(e *program.Entry) bool { return e.Func == f.Ref && len(f.P.Callers(f.Ref)) == 0 }) {
		return "", false
	}
	if _, single := f.P.SingleStrand(f.Ref); single {
		return "", false
	}
	if !f.P.Private(f.Ref) {
		return f.P.Name(f.Ref) + " is there for any task to call", true
	}
	for _, g := range f.P.Callers(f.Ref) {
		name := f.P.Module(g).Str(f.P.IR(g).Name)
		if f.P.Async(g) && !f.P.Private(g) && !f.P.InTests(g) && !strings.HasPrefix(name, "__") && !closers[name] {
			return f.P.Name(g) + " calls it, which is there for any task", true
		}
	}
	return "", false
}

// sharedSlot says whether another async function puts a future of its own there, too.
func (f *Func) sharedSlot(a *program.Access) bool {
	return slices.ContainsFunc(f.P.Writers(a.Loc), func(w program.Writer) bool {
		_, ok := f.P.AwaitsNewFuture(w)
		return ok && w.Func != f.Ref
	})
}

func (pass *Pass) overwrites(f *Func, a *program.Access, wait, trips int32, why string, pedantic bool) {
	name := f.name(a.Loc, a.Op)
	fd := rule.Finding{
		Level: rule.Warning, Pedantic: pedantic, Subject: name, Evidence: why,
		Message: fmt.Sprintf("%s has room for one waiter: a second task that comes here puts its future in the place of the first one's, which nobody resolves any more", name),
	}
	second := rule.Step{Actor: 1, Loc: f.At(a.Op), Action: rule.Writes, Text: "replaces the future in " + name}
	if trips >= 0 {
		fd.Message = fmt.Sprintf("%s has room for one waiter: a second task that comes here while the first one waits trips the assertion", name)
		second = rule.Step{Actor: 1, Loc: f.At(trips), Action: rule.Checks, Text: "finds " + name + " taken and fails"}
	}
	fd.Witness = rule.Witness{
		Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(f.Ref) + ")"},
		Steps:  []rule.Step{f.step(a.Op, rule.Writes, "stores its future in "+name), f.step(wait, rule.Suspends, "awaits it"), second},
	}
	pass.Report(a.Op, fd)
}

// keepsWakeUp reports a waiter that puts an event or future of its own into a queue of
// waiters and awaits it with nothing around: cancelled after it has been woken and taken
// out of the queue, it does not pass the wake-up on, and the next one sleeps although there
// is room.
func (pass *Pass) keepsWakeUp(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Storing && a.Kind != program.Growing || a.Own || f.Graph.BlockOf(a.Op) < 0 {
			continue
		}
		made := f.waitersIn(a)
		if len(made) == 0 {
			continue
		}
		s, event := f.awaitsWaiter(made, a.Op)
		if s < 0 || f.Shielded(s) || f.tried(s) {
			continue // what a clean-up loses is for the rule on cancellation
		}
		if !event && !f.waitsForRoom(a) {
			continue
		}
		if waker, pop, ok := f.wakesOneOf(a.Loc); ok {
			pass.losesWakeUp(f, a, s, waker, pop)
			return
		}
	}
}

// waitersIn lists the calls that make the events or futures that an access adds.
func (f *Func) waitersIn(a *program.Access) (made []int32) {
	v := ir.NoValue
	switch x := &f.Body.Ops[a.Op]; x.Code {
	case ir.Write:
		v = f.Body.Stored(x)
	case ir.Call:
		if n := f.Body.NumArgs(x); n > 0 {
			v = f.Body.CallArg(x, n-1).Value
		}
	}
	if v < 0 {
		return nil
	}
	f.Sources(v, func(s facts.Source) {
		if s.Op < 0 {
			return
		}
		if c := f.P.Funcs[f.Ref].CallAt(s.Op); c != nil && (makesFuture(c) || makesEvent(c)) {
			made = append(made, s.Op)
		}
	})
	return made
}

func makesFuture(c *program.CallSite) bool {
	return c.Method == "create_future" || c.Name == "asyncio.Future"
}

func makesEvent(c *program.CallSite) bool {
	switch c.Name {
	case "asyncio.Event", "anyio.Event", "trio.Event", "tornado.locks.Event":
		return true
	}
	return c.Method == "Event" && c.Name != "threading.Event" && c.Name != "multiprocessing.Event"
}

// awaitsWaiter returns the suspension behind an op at which the function waits for what it
// made, and whether that is an event.
func (f *Func) awaitsWaiter(made []int32, after int32) (int32, bool) {
	from := func(v ir.Value) (hit bool) {
		f.Sources(v, func(s facts.Source) { hit = hit || !s.Calls && slices.Contains(made, s.Op) })
		return hit
	}
	for s := after; int(s) < len(f.Body.Ops); s++ {
		x := &f.Body.Ops[s]
		if x.Code != ir.Await && x.Code != ir.Yield || x.N == 0 || f.Graph.BlockOf(s) < 0 {
			continue
		}
		v := f.Body.Args(x)[0]
		c := f.P.Funcs[f.Ref].CallAt(int32(v))
		if c != nil && c.Method == "wait_for" && f.Body.NumArgs(&f.Body.Ops[v]) > 0 {
			v = f.Body.CallArg(&f.Body.Ops[v], 0).Value
			c = f.P.Funcs[f.Ref].CallAt(int32(v))
		}
		switch {
		case c != nil && c.Method == "wait" && f.receiver(c.Op) >= 0:
			if from(f.receiver(c.Op)) {
				return s, true
			}
		case c == nil && from(v):
			return s, false
		}
	}
	return -1, false
}

// tried says whether an op stands in a try statement.
func (f *Func) tried(op int32) bool {
	return slices.ContainsFunc(f.Enclosing(op), func(a facts.Around) bool { return f.Body.Ops[a.Op].Code == ir.Try })
}

// waitsForRoom says whether a test of shared state decides whether the function waits: what
// a wake-up gives is then room for anybody, not the answer to this caller.
func (f *Func) waitsForRoom(a *program.Access) bool {
	for _, d := range f.Deciders(a.Op) {
		if t := f.readOf(d.Value); t != nil && t.Loc.Root() != a.Loc.Root() {
			return true
		}
	}
	return false
}

// wakesOneOf finds a function that takes one waiter out of a queue and wakes it, rather than
// all of them.
func (f *Func) wakesOneOf(waiters program.Location) (program.FuncRef, int32, bool) {
	for _, w := range f.P.Writers(waiters.Root()) {
		if w.Func == f.Ref || w.Access.Kind != program.Shrinking && w.Access.Kind != program.Removing {
			continue
		}
		fs := f.P.Facts(w.Func, nil)
		if fs.Body.Ops[w.Access.Op].Code != ir.Call {
			continue
		}
		for i := range f.P.Funcs[w.Func].Calls {
			c := &f.P.Funcs[w.Func].Calls[i]
			if c.Method != "set" && !(c.Method == "set_result" && givesNothing(fs, c.Op)) || fs.Body.Ops[c.Op].Code != ir.Call {
				continue
			}
			if !fs.Reaches(w.Access.Op, c.Op, nil) || !takenBy(fs, c.Op, w.Access.Op) || fs.Reaches(c.Op, w.Access.Op, nil) && !counted(fs, f.P, w.Func, w.Access.Op) {
				continue
			}
			return w.Func, w.Access.Op, true
		}
	}
	return 0, 0, false
}

// givesNothing says whether set_result hands over no more than the wake-up itself.
func givesNothing(fs *facts.Func, call int32) bool {
	v := fs.Body.Positional(&fs.Body.Ops[call], 0)
	return v >= 0 && fs.Body.Ops[v].Code == ir.Const
}

// takenBy says whether the receiver of a call comes out of what an op takes.
func takenBy(fs *facts.Func, call, take int32) (yes bool) {
	callee := &fs.Body.Ops[fs.Body.Callee(&fs.Body.Ops[call])]
	if callee.Code != ir.Read || fs.Body.Base(callee) < 0 {
		return false
	}
	fs.Sources(fs.Body.Base(callee), func(s facts.Source) { yes = yes || s.Op == take })
	return yes
}

// counted says whether the loop around an op is one over range(n): it wakes so many, and
// not all.
func counted(fs *facts.Func, p *program.Program, f program.FuncRef, op int32) bool {
	for i := range fs.Body.Ops[:op] {
		x := &fs.Body.Ops[i]
		if x.Code != ir.Iter {
			continue
		}
		if c := p.Funcs[f].CallAt(int32(fs.Body.Args(x)[0])); c != nil && c.Method == "range" && fs.Reaches(op, int32(i)+1, nil) {
			return true
		}
	}
	return false
}

func (pass *Pass) losesWakeUp(f *Func, a *program.Access, s int32, waker program.FuncRef, pop int32) {
	name := f.name(a.Loc.Root(), a.Op)
	if name == "" {
		name = f.P.Describe(a.Loc.Root())
	}
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: f.P.Describe(a.Loc.Root()),
		Message: fmt.Sprintf("a task that %s has woken and that is cancelled before it runs keeps the wake-up to itself: the next one in %s sleeps on",
			f.P.Name(waker), f.P.Describe(a.Loc.Root())),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (" + f.P.Name(waker) + ")", "Canceller", "Task C (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				f.step(a.Op, rule.Writes, "queues up in "+f.P.Describe(a.Loc.Root())),
				f.step(s, rule.Suspends, "waits"),
				{Actor: 1, Loc: place(f.P, waker, pop), Action: rule.Writes, Text: "takes A out of the queue and wakes it"},
				{Actor: 2, Loc: f.At(s), Action: rule.Ends, Text: "cancels A before it runs"},
				f.step(s, rule.Ends, "is cancelled and does not wake the next one"),
				{Actor: 3, Loc: f.At(s), Action: rule.Waits, Text: "waits for ever, although there is room"},
			},
		},
	})
}

// claimsUntested reports a task that waits until something is free and then takes it
// without testing again: another one may have taken it between the wake-up and here.
func (pass *Pass) claimsUntested(f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for _, s := range f.SuspendsIn(0, int32(len(f.Body.Ops))) {
		signals := f.signalsOf(s)
		if len(signals) == 0 {
			continue
		}
		t, branch := f.testBefore(s)
		if t == nil || f.Reaches(s, branch, nil) || len(f.locksAt(s)) > 0 || f.retestedAfter(s, t.Loc) {
			continue
		}
		for i := range access {
			w := &access[i]
			if w.Loc != t.Loc && w.Kind != program.Storing && w.Kind != program.Growing || w.Loc.Root() != t.Loc.Root() ||
				w.Kind != program.Writing && w.Kind != program.Storing && w.Kind != program.Growing || f.gives(w.Op) || !f.Reaches(s, w.Op, nil) || f.InHandler(w.Op) || !f.freed(t.Loc.Root(), signals) {
				continue
			}
			pass.claims(f, t, s, w)
			return
		}
	}
}

// gives says whether a write stores a constant that stands for nothing: it releases.
func (f *Func) gives(write int32) bool {
	switch f.flagValue(write) {
	case ir.ConstNone:
		x := &f.Body.Ops[write]
		return x.Code == ir.Write && f.none(f.Body.Stored(x))
	case ir.ConstFalse:
		return true
	}
	return false
}

// testBefore returns the test of shared state that decides whether a wait happens.
func (f *Func) testBefore(s int32) (*program.Access, int32) {
	for _, d := range f.Deciders(s) {
		if a := f.readOf(d.Value); a != nil {
			return a, d.Branch
		}
	}
	return nil, 0
}

// signalsOf lists where the events and futures are kept that a suspension waits for, so
// that others can wake it.
func (f *Func) signalsOf(s int32) (out []program.Location) {
	x := &f.Body.Ops[s]
	if x.Code != ir.Await && x.Code != ir.Yield || x.N == 0 {
		return nil
	}
	var made []int32
	f.Sources(f.Body.Args(x)[0], func(src facts.Source) {
		if src.Op < 0 {
			return
		}
		c := f.P.Funcs[f.Ref].CallAt(src.Op)
		switch {
		case c == nil:
		case makesFuture(c) || makesEvent(c):
			made = append(made, c.Op)
		case c.Method == "wait" && (strings.HasSuffix(c.Name, ".Event.wait") || strings.HasSuffix(c.Name, ".Condition.wait")):
			v := f.receiver(c.Op)
			out = append(out, f.keptAt(v)...)
			f.Sources(v, func(from facts.Source) { made = append(made, from.Op) })
		}
	})
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		if a := &access[i]; a.Kind == program.Writing || a.Kind == program.Storing || a.Kind == program.Growing {
			for _, m := range f.waitersIn(a) {
				if slices.Contains(made, m) {
					out = append(out, a.Loc.Root())
				}
			}
		}
	}
	return out
}

// freed says whether another function changes what is kept at a location and looks at one
// of the signals: it wakes who waits.
func (f *Func) freed(loc program.Location, signals []program.Location) bool {
	for _, w := range f.P.Writers(loc) {
		if w.Func != f.Ref && !f.P.Setup(w.Func) && slices.ContainsFunc(f.P.Funcs[w.Func].Access, func(a program.Access) bool {
			return slices.Contains(signals, a.Loc.Root())
		}) {
			return true
		}
	}
	return false
}

func (pass *Pass) claims(f *Func, t *program.Access, s int32, w *program.Access) {
	name := f.name(t.Loc, t.Op)
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("%s is not tested again after the wait: another task may take it between the wake-up and here", name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Task B (who wakes it)", "Task C (" + f.P.Name(f.Ref) + ")"},
			Steps: []rule.Step{
				f.step(t.Op, rule.Checks, "finds "+name+" taken"),
				f.step(s, rule.Suspends, "waits"),
				{Actor: 1, Loc: f.At(s), Action: rule.Writes, Text: "frees it and wakes A, which does not run yet"},
				{Actor: 2, Loc: f.At(w.Op), Action: rule.Writes, Text: "finds it free and takes it"},
				f.step(w.Op, rule.Writes, "takes it, too, without looking"),
			},
		},
	})
}
