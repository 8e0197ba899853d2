package program

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// inlined is what stands for a function whose calls of helpers are carried out in place,
// so that a test in one function and the act in another one are seen as one sequence.
type inlined struct {
	of     FuncRef
	fn     ir.Func
	body   ir.Body
	sites  []Site   // by op: where it stands in the source
	frames []int32  // by op: the index in calls of the innermost call around it
	calls  []inCall // calls[0] is the function itself
}

// inCall is a call that is carried out in place.
type inCall struct {
	outer  int32   // the call around it
	site   Site    // where it stands
	at     int32   // op of the inlined body at which it begins
	callee FuncRef // whose code it runs
}

const (
	maxInlineCalls = 16  // calls that one function has carried out in place
	maxInlineDepth = 3   // calls within calls
	maxInlineOps   = 200 // ops of one callee
	maxInlinedBody = 900 // ops of the whole
	maxPlainHelper = 400 // bytes of a function of a module that is taken to touch what it is given
)

// Plain returns how many functions the program has; references from there on stand for
// functions with calls carried out in place, see InlinedFrom.
func (p *Program) Plain() int { return p.plain }

// Original returns the function that an inlined one stands for, and f itself if it is
// not an inlined one.
func (p *Program) Original(f FuncRef) FuncRef {
	if f >= 0 && int(f) >= p.plain && p.Funcs[f].inlined != nil {
		return p.Funcs[f].inlined.of
	}
	return f
}

// SiteOf returns where an op of a function stands in the source.
func (p *Program) SiteOf(f FuncRef, op int32) Site {
	if x := p.Funcs[f].inlined; x != nil {
		return x.sites[op]
	}
	return Site{f, op}
}

// Frame returns the innermost call that an op of an inlined function belongs to, 0 for
// the function itself.
func (p *Program) Frame(f FuncRef, op int32) int32 {
	if x := p.Funcs[f].inlined; x != nil {
		return x.frames[op]
	}
	return 0
}

// OuterFrame returns the call around a frame, and the op at which it begins; ok is false
// for the function itself.
func (p *Program) OuterFrame(f FuncRef, frame int32) (outer, at int32, ok bool) {
	x := p.Funcs[f].inlined
	if x == nil || frame == 0 {
		return 0, 0, false
	}
	c := x.calls[frame]
	return c.outer, c.at, true
}

// CallsTo returns the calls that lead from an inlined function to one of its ops,
// outermost first.
func (p *Program) CallsTo(f FuncRef, op int32) (path []Site) {
	x := p.Funcs[f].inlined
	if x == nil {
		return nil
	}
	for k := x.frames[op]; k > 0; k = x.calls[k].outer {
		path = append(path, x.calls[k].site)
	}
	slices.Reverse(path)
	return path
}

// OtherWays says whether a helper that an inlined function f carries out is called by
// others, too, that may work on the same object and do not hold a lock of f's at that.
func (p *Program) OtherWays(f, helper FuncRef) bool {
	of := p.Original(f)
	if helper == of {
		return false
	}
	class := p.classAround(of)
	return slices.ContainsFunc(p.Funcs[helper].callers, func(g FuncRef) bool {
		if k := p.classAround(g); g == of || class != NoClass && k != NoClass && !p.relatedClasses(class, k) {
			return false
		}
		return slices.ContainsFunc(p.Funcs[g].Calls, func(c CallSite) bool {
			return slices.Contains(c.Targets, helper) && !slices.ContainsFunc(p.Held(g, c.Op), func(k Lock) bool {
				return slices.ContainsFunc(p.Funcs[f].Locks, k.Same)
			})
		})
	})
}

// copyTo returns the body, in memory of its own if into is given.
func (x *inlined) copyTo(into *ir.Body) *ir.Body {
	if into == nil {
		return &x.body
	}
	into.Ops, into.Operands = append(into.Ops[:0], x.body.Ops...), append(into.Operands[:0], x.body.Operands...)
	into.Handlers, into.Labels, into.Regions = append(into.Handlers[:0], x.body.Handlers...), x.body.Labels, x.body.Regions
	return into
}

// sharer finds the calls that are worth carrying out in place: those of helpers that
// touch state which their caller, or another helper of it, touches too, and which others
// change.
type sharer struct {
	p    *Program
	hot  map[Location]bool // roots of what is changed outside of constructors
	own  [][]Location      // by function: the hot roots that it touches itself, sorted
	able []bool            // by function: its body can stand in that of a caller
}

func newSharer(p *Program) *sharer {
	s := &sharer{p, map[Location]bool{}, make([][]Location, p.plain), make([]bool, p.plain)}
	for l, writers := range p.writers {
		if l.Kind == OfClass || slices.ContainsFunc(writers, func(w Writer) bool { return !p.Setup(w.Func) }) {
			s.hot[l.Root()] = true
		}
	}
	changes := make([]bool, p.plain) // by function: it changes what it is given
	parallel(p, p.plain, func() struct{} { return struct{}{} }, func(f int, _ struct{}) {
		s.able[f] = p.inlinable(FuncRef(f))
		fn := p.IR(FuncRef(f))
		changes[f] = s.able[f] && (p.ofArgument(FuncRef(f), fn.Writes) || p.ofArgument(FuncRef(f), fn.Deletes) || p.ofArgument(FuncRef(f), fn.Calls))
	})
	for f := range p.Funcs[:p.plain] {
		s.heat(FuncRef(f), changes)
	}
	parallel(p, p.plain, func() struct{} { return struct{}{} }, func(f int, _ struct{}) {
		for i := range p.Funcs[f].Access {
			if a := &p.Funcs[f].Access[i]; !a.Own && s.hot[a.Loc.Root()] {
				s.own[f] = append(s.own[f], a.Loc.Root())
			}
		}
		slices.SortFunc(s.own[f], Location.Compare)
		s.own[f] = slices.Clip(slices.Compact(s.own[f]))
	})
	return s
}

// heat adds what a function may give to helpers that change it.
func (s *sharer) heat(f FuncRef, changes []bool) {
	fn := &s.p.Funcs[f]
	if s.p.Setup(f) || !slices.ContainsFunc(fn.Calls, func(c CallSite) bool { return len(c.Targets) == 1 && changes[c.Targets[0]] }) {
		return
	}
	for i := range fn.Access {
		if a := &fn.Access[i]; a.Kind == Reading && !a.Own {
			s.hot[a.Loc.Root()] = true
		}
	}
}

// inlinable says whether the body of a function can stand in that of a caller, as far as
// its index entry shows.
func (p *Program) inlinable(f FuncRef) bool {
	fn := p.IR(f)
	if fn.Kind != ir.Function && fn.Kind != ir.Lambda || fn.Flags&(ir.Generator|ir.UsesLocals|ir.StarImport) != 0 ||
		p.Funcs[f].flags&(isCtxManager|isCoroutine|isCached) != 0 || p.Setup(f) || fn.Span.End-fn.Span.Start > 4000 {
		return false
	}
	m := p.Module(f)
	for _, d := range fn.Decorators {
		if d.Path == 0 {
			return false
		}
		switch m.Str(m.Paths[d.Path].Name) {
		case "property", "staticmethod", "classmethod", "override", "final", "setter", "typechecked", "no_type_check", "deprecated":
		default:
			return false // what the decorator does around it is not known
		}
	}
	return !slices.ContainsFunc(fn.Params, func(x ir.Param) bool { return x.Kind == ir.VarPos || x.Kind == ir.VarKw })
}

// target returns the function whose body can stand for a call.
func (s *sharer) target(c *CallSite, from FuncRef) (FuncRef, bool) {
	if c.Spawned || c.Makes || len(c.Targets) != 1 || c.Form == otherForm || c.Targets[0] == from || !s.able[c.Targets[0]] {
		return NoFunc, false
	}
	return c.Targets[0], true
}

// touches adds the roots that calling f touches, to a depth.
func (s *sharer) touches(f FuncRef, depth int, out map[Location]bool) {
	for _, l := range s.own[f] {
		out[l] = true
	}
	if depth == 0 {
		return
	}
	for i := range s.p.Funcs[f].Calls {
		if g, ok := s.target(&s.p.Funcs[f].Calls[i], f); ok {
			s.touches(g, depth-1, out)
		}
	}
}

// choose returns the roots that several of a function's parts touch: itself and its
// helpers, each of those counting with what it calls.
func (s *sharer) choose(f FuncRef) map[Location]bool {
	fn := &s.p.Funcs[f]
	if len(fn.Calls) == 0 || s.p.Setup(f) && s.p.Module(f).Str(s.p.IR(f).Name) != "__new__" || s.p.Trial(f) || s.p.IR(f).Kind == ir.GenExpr {
		return nil
	}
	parts := map[Location]int{}
	for _, l := range s.own[f] {
		parts[l]++
	}
	calls, suspends := 0, len(s.p.suspensions[f]) > 0
	for i := range fn.Calls {
		g, ok := s.target(&fn.Calls[i], f)
		if !ok {
			continue
		}
		if calls++; calls > 4*maxInlineCalls {
			break
		}
		touched := map[Location]bool{}
		s.touches(g, maxInlineDepth-1, touched)
		if s.takesShared(g) {
			for _, l := range s.own[f] {
				touched[l] = true // it may be given what the caller holds
			}
		}
		for l := range touched {
			parts[l]++
		}
	}
	for l, n := range parts {
		if n < 2 {
			delete(parts, l)
		}
	}
	if len(parts) == 0 || !suspends && !s.p.Threaded(f) {
		return nil
	}
	out := make(map[Location]bool, len(parts))
	for l := range parts {
		out[l] = true
	}
	return out
}

// takesShared says whether a function touches what it is given.
func (s *sharer) takesShared(g FuncRef) bool {
	if fn := s.p.IR(g); s.p.Funcs[g].Class == NoClass && len(fn.Params) > 0 && fn.Span.End-fn.Span.Start < maxPlainHelper {
		return true
	}
	return s.p.ofArgument(g, s.p.IR(g).Reads)
}

// ofArgument says whether one of the paths starts from a parameter other than the receiver.
func (p *Program) ofArgument(f FuncRef, paths []ir.PathID) bool {
	fn, m := p.IR(f), p.Module(f)
	params := fn.Params
	if p.Funcs[f].Class != NoClass && p.Funcs[f].flags&isStatic == 0 && len(params) > 0 {
		params = params[1:]
	}
	return len(params) > 0 && slices.ContainsFunc(paths, func(path ir.PathID) bool {
		root := m.Paths[m.Root(path)]
		return root.Sel == ir.RootLocal && slices.ContainsFunc(params, func(x ir.Param) bool { return x.Name == root.Name })
	})
}

// worth says whether a call touches one of the roots.
func (s *sharer) worth(g FuncRef, shared map[Location]bool, depth int) bool {
	touched := map[Location]bool{}
	s.touches(g, depth, touched)
	for l := range touched {
		if shared[l] {
			return true
		}
	}
	return false
}

// inline adds, for every function that shares state with helpers of its own, a second
// one with their calls carried out in place. They come after all others, in order.
func (p *Program) inline() {
	s := newSharer(p)
	made := make([][]*inlined, len(p.Modules))
	extended := make([]*ir.Module, len(p.Modules))
	parallel(p, len(p.Modules), func() struct{} { return struct{}{} }, func(m int, _ struct{}) {
		var in *inliner
		for id := range p.Modules[m].IR.Funcs {
			f := p.Modules[m].first + FuncRef(id)
			shared := s.choose(f)
			if shared == nil {
				continue
			}
			if in == nil {
				in = newInliner(s, ModRef(m))
			}
			if x := in.run(f, shared); x != nil {
				made[m] = append(made[m], x)
				extended[m] = in.mod
			}
		}
	})
	total := 0
	for _, list := range made {
		total += len(list)
	}
	p.Funcs = slices.Grow(p.Funcs, total) // not twice as much: the table is large
	for m, list := range made {
		if len(list) > 0 {
			p.Modules[m].IR = extended[m]
		}
		for _, x := range list {
			p.addInlined(x)
		}
	}
	n := len(p.Funcs) - p.plain
	parallel(p, n, func() *resolver { return newResolver(p) }, func(i int, r *resolver) {
		p.finishInlined(FuncRef(p.plain+i), r)
	})
}

// addInlined appends an inlined function: what is known of the function that it stands
// for holds for it, too.
func (p *Program) addInlined(x *inlined) {
	of := &p.Funcs[x.of]
	fn := Func{
		Mod: of.Mod, ID: of.ID, Class: of.Class, returns: of.returns, suspends: of.suspends, callers: of.callers,
		runs: of.runs, flags: of.flags, marks: of.marks, inlined: x, rare: &nothingRare,
	}
	p.Funcs = append(p.Funcs, fn)
	p.suspensions = append(p.suspensions, nil)
	p.held = append(p.held, nil)
	p.entered = append(p.entered, p.entered[x.of])
	p.launches = append(p.launches, p.launches[x.of])
	p.blockers = append(p.blockers, p.blockers[x.of])
}

// finishInlined makes the tables of an inlined function.
func (p *Program) finishInlined(f FuncRef, r *resolver) {
	fn := &p.Funcs[f]
	r.resolve(f)
	p.enterManagers(fn)
	if len(p.over) > 0 {
		fn.unify(p.over)
	}
	p.held[f] = p.heldInside(f, nil)
}
