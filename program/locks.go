package program

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Lock is one lock as a function sees it.
type Lock struct {
	Loc  Location // where it is kept; the zero Location if only Name is known
	Name string   // as messages write it: self._lock
	Row  model.Lock
	Ref  Ref // the lock object itself, as the function reaches it
}

// Same says whether two locks may be the same object: they are kept in one place, or,
// where that is not known, are written alike.
func (k Lock) Same(other Lock) bool {
	if k.Loc.Kind != NoOwner && other.Loc.Kind != NoOwner {
		return k.Loc == other.Loc
	}
	return k.Name == other.Name
}

// identical says whether two locks are one object, as far as the function shows: they
// may be, and it does not reach them on different ways.
func (k Lock) identical(other Lock) bool {
	return k.Same(other) && (k.Ref == other.Ref || !k.Ref.Exact() && !other.Ref.Exact())
}

// LockSite is an op that acquires or releases.
type LockSite struct {
	Op       int32
	Lock     int // index into Func.Locks
	Acquires bool
	Waits    bool // gives the lock up while it waits, and holds it again afterwards
}

// enterSite is a with statement over a context manager that the program defines.
type enterSite struct {
	op      int32
	manager FuncRef // its __enter__, or the generator function
	acquire bool
	binding Binding // what the manager's parameters are
}

// lockSites records what an op does to a lock, if anything.
func (r *resolver) lockSites(i int, op *ir.Op, fn *Func) {
	args := r.body.Args(op)
	switch op.Code {
	case ir.Enter, ir.Exit:
		if k, ok := r.lockOf(args[0]); ok {
			fn.addLock(int32(i), k, op.Code == ir.Enter)
			return
		}
		if op.Code == ir.Exit && r.closesLocked(i, args[0], fn) {
			return
		}
		if op.Code == ir.Exit && r.exitStack(args[0]) {
			for n := range r.stacked {
				fn.addLock(int32(i), r.stacked[n], false)
			}
			return
		}
		if f := r.manager(args[0], op.Flags&ir.IsAsync != 0); f != NoFunc {
			fn.own().enters = append(fn.enters, enterSite{int32(i), f, op.Code == ir.Enter, r.managerBinding(args[0], f)})
		}
	case ir.Call:
		name := r.methodOf(args[0])
		switch {
		case (name == "enter_context" || name == "enter_async_context") && len(args) > 1:
			if k, ok := r.lockOf(args[1]); ok {
				r.stacked = append(r.stacked, k)
				fn.addLock(int32(i), k, true)
			}
			return
		case name == "wait" || name == "wait_for":
			if k, ok := r.lockOf(r.body.Base(&r.body.Ops[args[0]])); ok {
				fn.addLock(int32(i), k, false)
				fn.LockSites[len(fn.LockSites)-1].Waits = !r.elsewhere(i, k) // or another task lets go of it
			}
			return
		}
		if name != "acquire" && name != "release" && name != "__enter__" && name != "__exit__" {
			r.lockedFile(i, op, fn)
			return
		}
		acquires := name == "acquire" || name == "__enter__"
		if acquires && r.mayFail(op) {
			if k, ok := r.lockOf(r.body.Base(&r.body.Ops[args[0]])); ok {
				fn.own().attempts = append(fn.attempts, k)
			}
			return
		}
		if k, ok := r.lockOf(r.body.Base(&r.body.Ops[args[0]])); ok && !(acquires && r.elsewhere(i, k)) {
			fn.addLock(int32(i), k, acquires)
		}
	}
}

// elsewhere says whether a method of a lock for tasks is not awaited where it is called:
// then another task runs it, or it may be given up.
func (r *resolver) elsewhere(call int, k Lock) bool {
	if k.Row.Scope != model.Task || r.awaitedAt(call) {
		return false
	}
	for i := call + 1; i < min(call+4, len(r.body.Ops)); i++ {
		if op := &r.body.Ops[i]; op.Code == ir.YieldFrom && r.body.Args(op)[0] == ir.Value(call) {
			return false
		}
	}
	return true
}

// mayFail says whether an acquire is a timed or non-blocking attempt.
func (r *resolver) mayFail(op *ir.Op) bool {
	for i, a := range r.body.CallArgs(op) {
		x := &r.body.Ops[a.Value]
		blocking := i == 0 && a.Tag == ir.TagPositional || a.Keyword() != 0 && r.mod.Str(a.Keyword()) == "blocking"
		if !blocking || x.Code != ir.Const || x.Aux != ir.ConstTrue {
			return true
		}
	}
	return false
}

// managerBinding says what the parameters of a context manager's function are: those
// of the call that made the manager, or the manager itself.
func (r *resolver) managerBinding(v ir.Value, f FuncRef) Binding {
	if r.body.Ops[v].Code == ir.Call && slices.ContainsFunc(r.vals[v], func(o Obj) bool { return o.Kind == GenObj }) {
		return Binding{Op: int32(v), Target: f, Params: r.bound(int32(v), f)}
	}
	return Binding{Op: int32(v), Target: f, Params: []Bound{r.hand(v)}}
}

func (fn *Func) addLock(op int32, k Lock, acquires bool) {
	n := slices.IndexFunc(fn.Locks, k.identical)
	if n < 0 {
		n = len(fn.Locks)
		fn.Locks = append(fn.Locks, k)
	}
	fn.LockSites = append(fn.LockSites, LockSite{Op: op, Lock: n, Acquires: acquires})
}

// exitStack says whether a context manager is an ExitStack, which lets go of what was
// entered through it.
func (r *resolver) exitStack(v ir.Value) bool {
	return slices.ContainsFunc(r.vals[v], func(o Obj) bool {
		return o.Kind == ExtInst && (o.Name == "contextlib.ExitStack" || o.Name == "contextlib.AsyncExitStack")
	})
}

// lockOf says whether a value is a lock, by what it was made by or, where nothing is
// known of it, by its name.
func (r *resolver) lockOf(v ir.Value) (Lock, bool) {
	v = r.throughTuple(v)
	k := Lock{Loc: r.locs[v], Name: r.text(v), Ref: r.ref(v)}
	if k.Loc.Kind == NoOwner && k.Ref.Root == FixedRoot && k.Ref.Path == "" {
		k.Loc = k.Ref.Loc // a local
	}
	if loc, ref := r.gotten(v); loc.Kind != NoOwner {
		k.Loc, k.Ref = loc, ref
	} else if loc := r.placed(v); k.Loc.Kind == NoOwner && loc.Kind != NoOwner {
		k.Loc, k.Ref = loc, Ref{Root: FixedRoot, Loc: loc}
	}
	if k.Loc.Kind == OfInstance && r.p.classWide(k.Loc) {
		k.Loc.Kind = OfClass
		k.Ref = r.keyed(v, Ref{Root: FixedRoot, Loc: k.Loc})
	}
	for _, o := range r.vals[v] {
		if row, ok := r.p.lockRow(o); ok {
			k.Row = row
			if row.Named {
				r.onSpot(v, &k)
			}
			return k, !row.Counting
		}
	}
	if len(r.vals[v]) > 0 && r.vals[v][0].Kind != ExtObj && r.vals[v][0].Kind != ExtInst || !lockName(k.Name) {
		return k, false
	}
	return k, true
}

// classWide says whether an attribute is that of the class itself, which all instances
// share: it is assigned in the class body and never on an instance.
func (p *Program) classWide(l Location) bool {
	f := p.FieldOf(ClassRef(l.Owner), l.Root().Path)
	return f != nil && f.Static && !f.Inst
}

// lockRow finds the model's row for a lock object.
func (p *Program) lockRow(o Obj) (model.Lock, bool) {
	switch o.Kind {
	case ExtInst:
		if name, one := strings.CutSuffix(o.Name, onePermit); one {
			row, ok := p.model.Locks[name]
			row.Counting = false
			return row, ok
		}
		row, ok := p.model.Locks[p.model.Canon(o.Name)]
		return row, ok
	case InstObj:
		for _, c := range p.Classes[o.ID].MRO {
			if row, ok := p.model.Locks[p.canonClass(c)]; ok {
				return row, true
			}
		}
		for _, base := range p.Classes[o.ID].Outside {
			if row, ok := p.model.Locks[p.model.Canon(base)]; ok {
				return row, true
			}
		}
	}
	return model.Lock{}, false
}

// onePermit marks the type of a semaphore that was made with a single permit.
const onePermit = "#1"

// lockName says whether a name is one that people give to locks.
func lockName(name string) bool {
	name = strings.ToLower(name)
	if i := strings.LastIndexByte(strings.TrimSuffix(name, "[*]"), '.'); i >= 0 {
		name = name[i+1:]
	}
	for _, word := range []string{"lock", "mutex", "semaphore", "_sem", "cond", "guard"} {
		if strings.Contains(name, word) && !strings.Contains(name, "block") && !strings.Contains(name, "clock") {
			return true
		}
	}
	return name == "sem" || name == "cv"
}

// mutexName says whether a lock's name says that it lets one in at a time.
func mutexName(name string) bool {
	name = strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	return strings.HasSuffix(strings.TrimSuffix(name, "()"), "lock") || strings.Contains(name, "mutex")
}

// text writes a value as the source does, as far as it is a path or a call of one.
func (r *resolver) text(v ir.Value) string {
	op := &r.body.Ops[v]
	switch op.Code {
	case ir.Read:
		return r.mod.PathString(ir.PathID(op.X))
	case ir.Call:
		if op.X != 0 {
			return r.mod.PathString(ir.PathID(op.X)) + "()"
		}
	}
	return ""
}

// manager returns the function of the program that entering value v runs.
func (r *resolver) manager(v ir.Value, async bool) FuncRef {
	name := "__enter__"
	if async {
		name = "__aenter__"
	}
	for _, o := range r.vals[v] {
		switch o.Kind {
		case GenObj:
			return FuncRef(o.ID)
		case InstObj:
			return r.p.Method(ClassRef(o.ID), name)
		}
	}
	return NoFunc
}

// solveLocks lets with statements over the program's own context managers hold what
// those acquire, and finds the locks that all callers of a function hold.
func (p *Program) solveLocks() {
	p.unifyLocks()
	for f := range p.Funcs[:p.plain] {
		p.enterManagers(&p.Funcs[f])
	}
	p.held = make([]map[int32][]Lock, len(p.Funcs))
	parallel(p, len(p.Funcs), func() *Scratch { return &Scratch{} }, func(i int, s *Scratch) {
		p.held[i] = p.heldInside(FuncRef(i), s)
	})
	p.inheritLocks()
}

// enterManagers adds the locks that the program's own context managers acquire to the
// functions that enter them.
func (p *Program) enterManagers(fn *Func) {
	for i := range fn.enters {
		e := &fn.enters[i]
		for _, k := range p.handedOver(e.manager) {
			k.Ref = p.Subst(k.Ref, &e.binding)
			fn.addLock(e.op, k, e.acquire)
		}
	}
	slices.SortStableFunc(fn.LockSites, func(a, b LockSite) int { return int(a.Op - b.Op) })
}

// heldInside computes the locks held at the calls and accesses of a function.
func (p *Program) heldInside(f FuncRef, s *Scratch) map[int32][]Lock {
	fn := &p.Funcs[f]
	if !slices.ContainsFunc(fn.LockSites, func(s LockSite) bool { return s.Acquires }) {
		return nil
	}
	fs := p.Facts(f, s)
	out := map[int32][]Lock{}
	note := func(op int32) {
		if locks := fn.lockSet(fs.Held(op)); locks != nil {
			out[op] = locks
		}
	}
	for i := range fn.Calls {
		note(fn.Calls[i].Op)
	}
	for i := range fn.Access {
		note(fn.Access[i].Op)
	}
	for i := range fn.LockSites {
		note(fn.LockSites[i].Op)
	}
	return out
}

func (fn *Func) lockSet(s facts.Set) (out []Lock) {
	for k := range fn.Locks {
		if k < facts.MaxLocks && s.Has(k) {
			out = append(out, fn.Locks[k])
		}
	}
	return out
}

// inheritLocks finds the locks that every known caller of a function holds: the
// greatest fixpoint, started from "all" (nil in todo) and narrowed by each caller.
func (p *Program) inheritLocks() {
	p.entered = make([][]Lock, len(p.Funcs))
	known := make([]bool, len(p.Funcs))
	var work []FuncRef
	for f := range p.Funcs[:p.plain] {
		if len(p.Funcs[f].callers) == 0 || p.startsStrand(FuncRef(f)) {
			known[f] = true
			work = append(work, FuncRef(f))
		}
	}
	for len(work) > 0 {
		f := work[0]
		work = work[1:]
		for i := range p.Funcs[f].Calls {
			c := &p.Funcs[f].Calls[i]
			if c.Spawned || c.Self && p.Setup(f) {
				continue // nobody else has the object yet
			}
			for _, t := range c.Targets {
				if p.startsStrand(t) || p.Trial(f) && p.Private(t) && slices.ContainsFunc(p.Funcs[t].callers, func(g FuncRef) bool { return !p.Trial(g) }) {
					continue // a test looks at what is not for its like
				}
				locks := p.Held(f, c.Op)
				if known[t] {
					locks = intersect(p.entered[t], locks)
					if len(locks) == len(p.entered[t]) {
						continue
					}
				}
				p.entered[t], known[t] = locks, true
				work = append(work, t)
			}
		}
	}
}

// startsStrand says whether f is itself the entry of a strand.
func (p *Program) startsStrand(f FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool { return p.strands[r.entry].Func == f })
}

func intersect(a, b []Lock) (out []Lock) {
	for _, k := range a {
		if slices.ContainsFunc(b, k.Same) {
			out = append(out, k)
		}
	}
	return out
}

// Held returns the locks held when a call or access of f runs: by f itself, and by
// all callers of f.
func (p *Program) Held(f FuncRef, op int32) []Lock {
	own := p.held[f][op]
	if len(p.entered) == 0 || len(p.entered[f]) == 0 {
		return own
	}
	return append(slices.Clip(own), p.entered[f]...)
}

// Inherited returns the locks that all callers of f hold.
func (p *Program) Inherited(f FuncRef) []Lock { return p.entered[f] }

// view answers the questions of cfg and cfg/facts about one function.
type view struct {
	p  *Program
	f  FuncRef
	fn *Func
}

// Suspends implements cfg.Callees.
func (v view) Suspends(op int32) bool {
	list := v.p.suspensions[v.f]
	i, ok := slices.BinarySearchFunc(list, op, func(s Suspension, op int32) int { return int(s.Op - op) })
	return ok && (list[i].Sure || slices.ContainsFunc(list[i].On, v.p.MaySuspend))
}

// YieldSuspends implements cfg.YieldSuspender.
func (v view) YieldSuspends(op int32) bool { return v.Suspends(op) }

// Lock implements facts.Oracle.
func (v view) Lock(op int32) (lock int, acquires, ok bool) {
	list := v.fn.LockSites
	i, ok := slices.BinarySearchFunc(list, op, func(s LockSite, op int32) int { return int(s.Op - op) })
	if !ok || list[i].Waits {
		return 0, false, false
	}
	return list[i].Lock, list[i].Acquires, true
}

// EachLock implements facts.SeveralLocks.
func (v view) EachLock(op int32, yield func(lock int, acquires bool)) {
	list := v.fn.LockSites
	i, ok := slices.BinarySearchFunc(list, op, func(s LockSite, op int32) int { return int(s.Op - op) })
	for ; ok && i < len(list) && list[i].Op == op; i++ {
		if !list[i].Waits {
			yield(list[i].Lock, list[i].Acquires)
		}
	}
}

// Waits implements facts.Oracle.
func (v view) Waits(op int32) (lock int, ok bool) {
	list := v.fn.LockSites
	i, ok := slices.BinarySearchFunc(list, op, func(s LockSite, op int32) int { return int(s.Op - op) })
	if !ok || !list[i].Waits {
		return 0, false
	}
	return list[i].Lock, true
}

// Pure implements facts.Oracle.
func (v view) Pure(call int32) bool {
	c := v.fn.CallAt(call)
	return c != nil && v.p.model.Pure[c.Name] || c != nil && len(c.Targets) == 0 && v.p.model.PureMethods[c.Method]
}

// CallAt returns the call site at an op, or nil.
func (fn *Func) CallAt(op int32) *CallSite {
	i, ok := slices.BinarySearchFunc(fn.Calls, op, func(c CallSite, op int32) int { return int(c.Op - op) })
	if !ok {
		return nil
	}
	return &fn.Calls[i]
}

// Scratch is memory for the facts of one function after the other: those of one hold
// until those of the next are asked for.
type Scratch struct {
	body  ir.Body
	graph cfg.Scratch
}

// Facts builds the graph of f and the facts on it; s is nil for memory of their own.
func (p *Program) Facts(f FuncRef, s *Scratch) *facts.Func {
	v := view{p, f, &p.Funcs[f]}
	fn := &p.Funcs[f]
	m := p.Modules[fn.Mod].IR
	if s == nil {
		return facts.New(cfg.Build(m, fn.ID, p.Body(f, nil), v), v)
	}
	return facts.New(s.graph.Build(m, fn.ID, p.Body(f, &s.body), v), v)
}
