package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// FutureWait is an await of a future that a cancellation of the waiting task cancels.
type FutureWait struct {
	Func  FuncRef // the function that awaits
	Op    int32
	Timed bool // by wait_for, which cancels it when the time is out, too
	Tidy  bool // an except or finally clause takes the future away from where it is kept
	Given bool // Func returns the future instead, to callers who await it
}

// AwaitsNewFuture says whether a write stores a future that its function makes, and the
// function then awaits that future without a shield, or returns it to one that does.
func (p *Program) AwaitsNewFuture(w Writer) (FutureWait, bool) {
	ff := p.Facts(w.Func, nil)
	made := p.newFutures(w.Func, ff, storedBy(ff.Body, w.Access.Op))
	if len(made) == 0 {
		return FutureWait{}, false
	}
	if p.IR(w.Func).Flags&(ir.Async|ir.Awaits) == 0 {
		if x, ok := p.awaitsReturned(w.Func, ff, made); ok {
			return x, true
		}
		return p.awaitedByHelper(w, ff, made)
	}
	for i := range ff.Body.Ops {
		x := &ff.Body.Ops[i]
		if x.Code != ir.Await || !ff.Suspends(int32(i)) {
			continue
		}
		v, timed := ff.Body.Args(x)[0], false
		if c := p.Funcs[w.Func].CallAt(int32(v)); c != nil {
			if c.Name != "asyncio.wait_for" && c.Name != "asyncio.wait" {
				continue
			}
			v, timed = ff.Body.Positional(&ff.Body.Ops[v], 0), true
			if v >= 0 && ff.Body.Ops[v].Code == ir.Build && len(ff.Body.Args(&ff.Body.Ops[v])) == 1 {
				v = ff.Body.Args(&ff.Body.Ops[v])[0] // asyncio.wait([future], timeout=1)
			}
		}
		if v < 0 || !sharesOp(made, p.newFutures(w.Func, ff, v)) && !p.sameField(w, ff, v) {
			continue
		}
		return FutureWait{Func: w.Func, Op: int32(i), Timed: timed, Tidy: p.tidies(w, ff)}, true
	}
	return p.awaitedByHelper(w, ff, made)
}

// EndsFuture finds an await, without a shield, of the future that is kept at a location,
// or a public function that returns it: those who get it may cancel it.
func (p *Program) EndsFuture(loc Location) (FutureWait, bool) {
	given, found := FutureWait{}, false
	for _, g := range p.Around(loc) {
		if p.Trial(g) {
			continue
		}
		ff := p.Facts(g, nil)
		keeps := func(v ir.Value, at int) bool {
			return v >= 0 && (p.readAt(g, ff, v, loc) || p.keptThere(g, ff, v, loc, int32(at)))
		}
		tidy := slices.ContainsFunc(p.Funcs[g].Access, func(a Access) bool { return a.Kind.Writes() && a.Loc.Root() == loc && ff.InHandler(a.Op) })
		for i := range ff.Body.Ops {
			x := &ff.Body.Ops[i]
			switch {
			case x.Code == ir.Await && ff.Suspends(int32(i)):
				if v, timed := p.waitedFor(g, ff, ff.Body.Args(x)[0]); keeps(v, i) {
					return FutureWait{Func: g, Op: int32(i), Timed: timed, Tidy: tidy}, true
				}
			case x.Code == ir.Return && x.N > 0 && !found && p.IR(g).Kind == ir.Function && len(p.IR(g).Decorators) == 0 && !strings.HasPrefix(p.Module(g).Str(p.IR(g).Name), "_"):
				if v := ff.Body.Args(x)[0]; ff.Body.Ops[v].Code == ir.Read && (p.readsAt(g, int32(v), loc) || p.keptThere(g, ff, v, loc, int32(i))) && p.awaitedByCallers(g) {
					given, found = FutureWait{Func: g, Op: int32(i), Tidy: tidy, Given: true}, true
				}
			}
		}
	}
	return given, found
}

// awaitedByCallers says whether known callers of a function await what it returns or
// return it in their turn, or whether none is known.
func (p *Program) awaitedByCallers(f FuncRef) bool {
	known := false
	for _, g := range p.Funcs[f].callers {
		if p.Trial(g) {
			continue
		}
		known = true
		body := p.Body(g, nil)
		for i := range body.Ops {
			x := &body.Ops[i]
			if x.Code != ir.Await && x.Code != ir.YieldFrom && x.Code != ir.Return || x.N == 0 {
				continue
			}
			if c := p.Funcs[g].CallAt(int32(body.Args(x)[0])); c != nil && slices.Contains(c.Targets, f) {
				return true
			}
		}
	}
	return !known
}

// waitedFor returns what an await waits for and cancels with its task: the value itself,
// or what wait_for is given.
func (p *Program) waitedFor(f FuncRef, ff *facts.Func, v ir.Value) (ir.Value, bool) {
	x := &ff.Body.Ops[v]
	c := p.Funcs[f].CallAt(int32(v))
	if x.Code != ir.Call || c == nil {
		return v, false
	}
	if c.Name == "asyncio.wait_for" {
		return ff.Body.Positional(x, 0), true
	}
	return ir.NoValue, false
}

// readAt says whether a value is read from a location, or from the container there.
func (p *Program) readAt(f FuncRef, ff *facts.Func, v ir.Value, loc Location) (yes bool) {
	ff.Sources(v, func(s facts.Source) {
		yes = yes || s.Op >= 0 && !s.Calls && slices.ContainsFunc(p.Funcs[f].Access, func(a Access) bool {
			return a.Op == s.Op && a.Kind == Reading && a.Loc.Root() == loc
		})
	})
	return yes
}

// keptThere says whether a value is a new future that the function has stored at a
// location when it comes to an op.
func (p *Program) keptThere(f FuncRef, ff *facts.Func, v ir.Value, loc Location, at int32) bool {
	made := p.newFutures(f, ff, v)
	return len(made) > 0 && slices.ContainsFunc(p.writers[loc], func(w Writer) bool {
		return w.Func == f && ff.Reaches(w.Access.Op, at, nil) && sharesOp(made, p.newFutures(f, ff, storedBy(ff.Body, w.Access.Op)))
	})
}

// awaitsReturned finds a caller that awaits the future that a plain function has made
// and returns.
func (p *Program) awaitsReturned(f FuncRef, ff *facts.Func, made []int32) (FutureWait, bool) {
	returned := false
	for i := range ff.Body.Ops {
		if x := &ff.Body.Ops[i]; x.Code == ir.Return && x.N > 0 {
			returned = returned || sharesOp(made, p.newFutures(f, ff, ff.Body.Args(x)[0]))
		}
	}
	if !returned {
		return FutureWait{}, false
	}
	for _, g := range p.Callers(f) {
		if p.IR(g).Flags&ir.Async == 0 {
			continue
		}
		body := p.Body(g, nil)
		for i := range body.Ops {
			if body.Ops[i].Code != ir.Await {
				continue
			}
			if c := p.Funcs[g].CallAt(int32(body.Args(&body.Ops[i])[0])); c != nil && slices.Contains(c.Targets, f) {
				return FutureWait{Func: g, Op: int32(i)}, true
			}
		}
	}
	return FutureWait{}, false
}

// ReturnsFuture says whether a plain function returns a future.
func (p *Program) ReturnsFuture(f FuncRef) bool {
	return p.IR(f).Flags&ir.Async == 0 && slices.ContainsFunc(p.Funcs[f].returns, func(o Obj) bool {
		return o.Kind == ExtInst && o.Name == "asyncio.Future"
	})
}

// storedBy returns what a write stores, or an adding method call adds.
func storedBy(b *ir.Body, op int32) ir.Value {
	switch x := &b.Ops[op]; x.Code {
	case ir.Write:
		return b.Stored(x)
	case ir.Call:
		if n := b.NumArgs(x); n > 0 {
			return b.CallArg(x, n-1).Value
		}
	}
	return ir.NoValue
}

// newFutures lists the calls that make futures among what a value comes from.
func (p *Program) newFutures(f FuncRef, ff *facts.Func, v ir.Value) (out []int32) {
	if v < 0 {
		return nil
	}
	ff.Sources(v, func(s facts.Source) {
		if s.Op < 0 || s.Calls {
			return
		}
		if c := p.Funcs[f].CallAt(s.Op); c != nil && (c.Method == "create_future" || c.Name == "asyncio.Future") {
			out = append(out, s.Op)
		}
	})
	return out
}

// sameField says whether a value is read from the very location that was written.
func (p *Program) sameField(w Writer, ff *facts.Func, v ir.Value) bool {
	if ff.Body.Ops[v].Code != ir.Read {
		return false
	}
	for i := range p.Funcs[w.Func].Access {
		if a := &p.Funcs[w.Func].Access[i]; a.Op == int32(v) && a.Loc == w.Access.Loc && a.Kind == Reading && w.Access.Kind == Writing {
			return true
		}
	}
	return false
}

// tidies says whether the function of a writer changes the location in an except or
// finally clause.
func (p *Program) tidies(w Writer, ff *facts.Func) bool {
	for i := range p.Funcs[w.Func].Access {
		a := &p.Funcs[w.Func].Access[i]
		if a.Op != w.Access.Op && a.Kind.Writes() && a.Loc.Root() == w.Access.Loc.Root() && ff.InHandler(a.Op) {
			return true
		}
	}
	return false
}

func sharesOp(a, b []int32) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// TestsFlag says whether the value that op reads decides a branch of f.
func (p *Program) TestsFlag(f FuncRef, op int32) bool {
	ff := p.Facts(f, nil)
	for _, u := range ff.Uses(op) {
		switch ff.Body.Ops[u].Code {
		case ir.Branch:
			return true
		case ir.Unary, ir.Compare, ir.Merge:
			for _, v := range ff.Uses(u) {
				if ff.Body.Ops[v].Code == ir.Branch {
					return true
				}
			}
		}
	}
	return false
}

// Reads returns the accesses that read exactly this location, in program order; only
// for locations that a coroutine, or a function that starts tasks, assigns or adds to.
func (p *Program) Reads(l Location) []Writer {
	p.readsOnce.Do(p.indexReads)
	return p.reads[l]
}

func (p *Program) indexReads() {
	p.reads = map[Location][]Writer{}
	for f := range p.Funcs[:p.plain] {
		if p.IR(FuncRef(f)).Flags&ir.Async == 0 && len(p.Funcs[f].Spawns) == 0 {
			continue
		}
		for i := range p.Funcs[f].Access {
			switch a := &p.Funcs[f].Access[i]; a.Kind {
			case Writing:
				p.reads[a.Loc] = nil
			case Storing, Growing:
				p.reads[a.Loc.Root()] = nil
			}
		}
	}
	for f := range p.Funcs[:p.plain] {
		for i := range p.Funcs[f].Access {
			a := &p.Funcs[f].Access[i]
			if a.Kind != Reading {
				continue
			}
			if list, wanted := p.reads[a.Loc]; wanted {
				p.reads[a.Loc] = append(list, Writer{FuncRef(f), a})
			}
		}
	}
}

// SpawnAt returns what a writer stores if that is the handle of a task that it starts.
func (p *Program) SpawnAt(w Writer) (*Spawn, bool) {
	fn := &p.Funcs[w.Func]
	if len(fn.Spawns) == 0 {
		return nil, false
	}
	body := p.Body(w.Func, nil)
	v := storedBy(body, w.Access.Op)
	for i := range fn.Spawns {
		if s := &fn.Spawns[i]; s.kept() && int32(v) == s.Op {
			return s, true
		}
	}
	if v < 0 || body.Ops[v].Code != ir.Read || w.Access.Kind != Growing && w.Access.Kind != Storing && w.Access.Kind != Writing {
		return nil, false
	}
	var found *Spawn // through a local
	p.Facts(w.Func, nil).Sources(v, func(s facts.Source) {
		for i := range fn.Spawns {
			if !s.Calls && fn.Spawns[i].Op == s.Op && fn.Spawns[i].kept() {
				found = &fn.Spawns[i]
			}
		}
	})
	return found, found != nil
}

// kept says whether what a spawn returns may stand for the task that it starts.
func (s *Spawn) kept() bool { return s.IsHandle() || s.Wrapped && s.Row.As == model.Task }

// Touches says whether a function accesses a location, itself or through its callees.
func (p *Program) Touches(f FuncRef, loc Location) bool {
	accept := func(_ FuncRef, a *Access) bool { return a.Loc.Root() == loc }
	for i := range p.Funcs[f].Access {
		if accept(f, &p.Funcs[f].Access[i]) {
			return true
		}
	}
	for i := range p.Funcs[f].Calls {
		if _, ok := p.Reach(f, &p.Funcs[f].Calls[i], accept); ok {
			return true
		}
	}
	return false
}

// StoresNewFuture says whether a write stores a future that its function makes.
func (p *Program) StoresNewFuture(w Writer) bool {
	ff := p.Facts(w.Func, nil)
	return len(p.newFutures(w.Func, ff, storedBy(ff.Body, w.Access.Op))) > 0
}

// Cancels says whether some function that reads a location cancels something that comes
// out of it.
func (p *Program) Cancels(loc Location) bool {
	for _, r := range p.Reads(loc) {
		if !p.Has(r.Func, CancelsTask) {
			continue
		}
		ff := p.Facts(r.Func, nil)
		for i := range p.Funcs[r.Func].Calls {
			c := &p.Funcs[r.Func].Calls[i]
			x := &ff.Body.Ops[c.Op]
			if c.Method != "cancel" || x.Code != ir.Call {
				continue
			}
			callee := &ff.Body.Ops[ff.Body.Callee(x)]
			if callee.Code != ir.Read || ff.Body.Base(callee) < 0 {
				continue
			}
			found := false
			ff.Sources(ff.Body.Base(callee), func(s facts.Source) { found = found || s.Op == r.Access.Op })
			if found {
				return true
			}
		}
	}
	return false
}
