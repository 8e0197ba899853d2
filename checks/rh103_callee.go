package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// trail says where the container of a loop is found in a function that the loop
// reaches: from a local (its receiver or another parameter) or a module variable by
// attributes. In a callback the way is not known; it is any but the callback's own.
type trail struct {
	root   string // name of the local or module variable; "" in a callback
	global bool
	suffix string // ".pool.items"; "" if the root is the container itself
	attr   string // from a callback on: the attribute that holds the container
}

// reached is a change that a call in the loop leads to.
type reached struct {
	calls  []program.Site
	in     *iterations // the function of the change
	change change
	sure   bool // it is certainly the same object
}

// maxChain bounds how many calls a trail is followed through, maxVisits how many
// functions for one loop.
const (
	maxChain  = 4
	maxVisits = 60
)

// byCallee looks for a call in the loop body that changes the container.
func (s *iterations) byCallee(it *iteration) bool {
	f := s.f
	fn := &f.P.Funcs[f.Ref]
	shared := it.access != nil && resized(s.f.P, it.access.Loc)
	var best reached
	var by *program.CallSite
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if len(c.Targets) == 0 || c.Spawned || !shared && !s.passes(it, c) {
			continue
		}
		if !f.IterLive(it.start, it.iter, c.Op) || !f.Reaches(it.start, c.Op, nil) || s.kindOf(it) == program.NotContainer {
			continue
		}
		w := walk{it: it, from: s, visits: maxVisits}
		if got, ok := w.call(s, c, s.trails(it, c), nil); ok && !got.in.putsItself(got.change) && (by == nil || len(got.calls) < len(best.calls)) {
			best, by = got, c
		}
	}
	if by != nil {
		s.reportCallee(it, by, best)
	}
	return by != nil
}

// putsItself says whether a change stores the receiver of a method under a name of its own:
// what the loop gives is there already, under that name.
func (s *iterations) putsItself(c change) bool {
	f := s.f
	x := &f.Body.Ops[c.op]
	if x.Code != ir.Write || c.kind != program.Storing || len(c.keys) != 1 || len(f.IR.Params) == 0 || f.P.Funcs[f.Ref].Class == program.NoClass {
		return false
	}
	self := f.IR.Params[0].Name
	root := func(v ir.Value) bool {
		for f.Body.Ops[v].Code == ir.Read && f.Body.Base(&f.Body.Ops[v]) >= 0 {
			v = f.Body.Base(&f.Body.Ops[v])
		}
		return f.Body.Ops[v].Code == ir.Read && f.LocalOf(int32(v)) == self
	}
	stored := &f.Body.Ops[f.Body.Stored(x)]
	return stored.Code == ir.Read && stored.N == 0 && root(f.Body.Stored(x)) && f.Body.Ops[c.keys[0]].Code == ir.Read && root(c.keys[0])
}

// passes says whether a call gets the container itself as an argument and may change it.
func (s *iterations) passes(it *iteration, c *program.CallSite) bool {
	x := &s.f.Body.Ops[c.Op]
	if x.Code != ir.Call || !slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool { return changesParam(s.f.P, t) }) {
		return false
	}
	for _, a := range s.f.Body.CallArgs(x) {
		if s.f.Body.Ops[a.Value].Code == ir.Read && s.same(it.source, a.Value) {
			return true
		}
	}
	return false
}

// trails returns the ways to the container as the loop's own function writes them.
func (s *iterations) trails(it *iteration, c *program.CallSite) []trail {
	var out []trail
	if !s.standsAt(s.f.Origin(it.source), c.Op) {
		return nil // swapped for another one in between
	}
	if t, ok := s.trailOf(it.source); ok {
		if it.lent != nil {
			t.suffix += "." + it.lent.Access.Loc.Path
		}
		out = append(out, t)
	}
	if x := &s.f.Body.Ops[s.f.Origin(it.source)]; x.Code == ir.Read && it.access != nil && it.access.Loc.Kind == program.OfInstance {
		if n := s.f.Module.Paths[x.X]; n.Sel == ir.Attr && s.onElement(it, c) {
			out = append(out, trail{attr: s.f.Module.Str(n.Name)})
		}
	}
	return out
}

// onElement says whether a call calls an element of the loop, or a method of one.
func (s *iterations) onElement(it *iteration, c *program.CallSite) bool {
	x := &s.f.Body.Ops[c.Op]
	if x.Code != ir.Call {
		return false
	}
	callee := s.f.Body.Callee(x)
	if base := s.receiver(x); base >= 0 {
		callee = base
	}
	next, _ := s.elementOf(callee)
	return next >= 0 && int32(s.f.Body.Args(&s.f.Body.Ops[next])[0]) == it.iter
}

// trailOf writes a value as a path of attributes from a local or module variable.
func (s *iterations) trailOf(v ir.Value) (trail, bool) {
	f := s.f
	suffix := ""
	for range 8 {
		local := f.LocalOf(int32(v))
		v = f.Origin(v)
		x := &f.Body.Ops[v]
		if x.Code != ir.Read {
			return trail{root: f.Module.Str(local), suffix: suffix}, local != 0
		}
		n := f.Module.Paths[x.X]
		switch n.Sel {
		case ir.Attr:
			name := f.Module.Str(n.Name)
			if a := s.getter(int32(v)); a != nil {
				name = a.Loc.Path
			}
			suffix = "." + name + suffix
			v = f.Body.Base(x)
		case ir.RootLocal, ir.RootFree:
			return trail{root: f.Module.Str(n.Name), suffix: suffix}, true
		case ir.RootGlobal:
			return trail{root: f.Module.Str(n.Name), global: true, suffix: suffix}, true
		default:
			return trail{}, false
		}
	}
	return trail{}, false
}

// getter returns what a property read at op returns, if it does nothing but return an
// attribute of its receiver.
func (s *iterations) getter(op int32) *program.Access {
	p := s.f.P
	c := p.Funcs[s.f.Ref].CallAt(op)
	if c == nil || len(c.Targets) != 1 || s.f.Body.Ops[op].Code != ir.Read {
		return nil
	}
	access := p.Funcs[c.Targets[0]].Access
	if len(access) == 1 && p.Getter(c.Targets[0], access[0].Loc) {
		return &access[0]
	}
	return nil
}

// walk is the search for a change behind one call.
type walk struct {
	it     *iteration
	from   *iterations // the loop's function
	visits int
	seen   []visited
}

type visited struct {
	f program.FuncRef
	t trail
}

// call follows a call with the ways to the container that its function knows.
func (w *walk) call(in *iterations, c *program.CallSite, ways []trail, chain []program.Site) (reached, bool) {
	if len(chain) >= maxChain || c.Spawned {
		return reached{}, false
	}
	chain = append(slices.Clip(chain), program.Site{Func: in.f.Ref, Op: c.Op})
	for _, target := range c.Targets {
		for _, way := range ways {
			t, ok := w.into(in, c, target, way)
			if !ok || !runsNow(in.f, c.Op, target) || slices.Contains(w.seen, visited{target, t}) || w.visits == 0 {
				continue
			}
			w.visits--
			w.seen = append(w.seen, visited{target, t})
			if got, ok := w.function(target, t, chain); ok {
				return got, true
			}
		}
	}
	return reached{}, false
}

// runsNow says whether a call runs the function's code: calling a coroutine function
// does not, until the result is awaited.
func runsNow(f *Func, op int32, target program.FuncRef) bool {
	flags := f.P.IR(target).Flags
	if flags&(ir.Async|ir.Generator) == 0 || f.Body.Ops[op].Code != ir.Call {
		return true
	}
	for _, u := range f.Uses(op) {
		switch x := &f.Body.Ops[u]; {
		case x.Code == ir.Await || x.Code == ir.YieldFrom || x.Code == ir.Iter:
			return true
		case x.Code == ir.Call && flags&ir.Generator == 0: // await wait_for(f())
			for _, v := range f.Uses(u) {
				if f.Body.Ops[v].Code == ir.Await {
					return true
				}
			}
		}
	}
	return false
}

// into translates a way to the container for the target of a call.
func (w *walk) into(in *iterations, c *program.CallSite, target program.FuncRef, way trail) (trail, bool) {
	f := in.f
	if way.global {
		return way, f.P.File(target) == f.P.File(f.Ref)
	}
	fn := f.P.IR(target)
	params := fn.Params
	m := f.P.Module(target)
	x := &f.Body.Ops[c.Op]
	if way.root != "" && target != f.Ref && f.P.Within(target, f.Ref) && f.P.Captures(target, way.root) {
		return way, true // an inner function knows it by the same name
	}
	bound := false
	if base := in.calleeBase(x); base >= 0 && f.P.Funcs[target].Class != program.NoClass && len(params) > 0 {
		bound = true
		if way.root == "" {
			return w.callback(in, base, m.Str(params[0].Name), way, len(w.seen) == 0)
		}
		if rest, ok := in.beyond(base, way); ok {
			return trail{root: m.Str(params[0].Name), suffix: rest, attr: way.attr}, true
		}
	}
	if way.root == "" {
		return way, true // into a function that the element is, or that it calls
	}
	if x.Code != ir.Call {
		return trail{}, false
	}
	at := 0
	if bound || f.P.Funcs[target].Class != program.NoClass {
		at = 1
	}
	for _, a := range f.Body.CallArgs(x) {
		name := ""
		switch {
		case a.Tag == ir.TagPositional && at < len(params) && params[at].Kind <= ir.PosOrKw:
			name = m.Str(params[at].Name)
			at++
		case a.Keyword() != 0:
			name = f.Module.Str(a.Keyword())
		default:
			return trail{}, false
		}
		if rest, ok := in.beyond(a.Value, way); ok && f.Body.Ops[a.Value].Code == ir.Read {
			return trail{root: name, suffix: rest, attr: way.attr}, true
		}
	}
	return trail{}, false
}

// callback translates the way from a callback: a call on something that its object
// holds may lead to the owner of the container; one on the object itself does not.
func (w *walk) callback(in *iterations, base ir.Value, self string, way trail, first bool) (trail, bool) {
	if first {
		return way, true // the call of the element itself
	}
	t, ok := in.trailOf(base)
	if !ok {
		return trail{}, false
	}
	if t.suffix == "" && !t.global {
		return way, true // still the callback's own object
	}
	return trail{root: self, suffix: "." + way.attr, attr: way.attr}, true
}

// calleeBase returns the object that a method, or a property, is looked up on.
func (s *iterations) calleeBase(x *ir.Op) ir.Value {
	if x.Code == ir.Call {
		return s.receiver(x)
	}
	return s.f.Body.Base(x)
}

// beyond returns what is left of a way after the path that value v is.
func (s *iterations) beyond(v ir.Value, way trail) (string, bool) {
	t, ok := s.trailOf(v)
	if !ok || t.root != way.root || t.global != way.global || len(t.suffix) > len(way.suffix) || way.suffix[:len(t.suffix)] != t.suffix {
		return "", false
	}
	rest := way.suffix[len(t.suffix):]
	return rest, rest == "" || rest[0] == '.'
}

// function looks for a change of the container in a function, then behind its calls.
func (w *walk) function(g program.FuncRef, t trail, chain []program.Site) (reached, bool) {
	p := w.from.f.P
	if p.Setup(g) || g == w.from.f.Ref || !w.worthwhile(g, t) {
		return reached{}, false
	}
	in := &iterations{f: &Func{Func: p.Facts(g, nil), P: p, Ref: g}}
	fixed := w.constants(g, chain)
	for _, c := range in.changes() {
		if in.leads(c.base, t) && w.owned(g, c, t) && in.comesTo(c.op, t, fixed) && w.breaksBy(in, c, t, chain) {
			return reached{calls: chain, in: in, change: c, sure: t.attr == ""}, true
		}
	}
	calls := p.Funcs[g].Calls
	for i := range calls {
		if !in.comesTo(calls[i].Op, t, fixed) {
			continue
		}
		if got, ok := w.call(in, &calls[i], []trail{t}, chain); ok {
			return got, true
		}
	}
	return reached{}, false
}

// owned says whether a change behind a callback is one of the loop's location: an
// attribute of that name may belong to another class.
func (w *walk) owned(g program.FuncRef, c change, t trail) bool {
	return t.attr == "" || slices.ContainsFunc(w.from.f.P.Funcs[g].Access, func(a program.Access) bool {
		return a.Op == c.op && a.Loc == w.it.access.Loc
	})
}

// constants tells which parameters of a function get a constant by the last call of a
// chain, or by default, and whether it is true.
func (w *walk) constants(g program.FuncRef, chain []program.Site) map[string]bool {
	p := w.from.f.P
	last := chain[len(chain)-1]
	body := p.Body(last.Func, nil)
	out := map[string]bool{}
	for _, param := range p.IR(g).Params {
		name := p.Module(g).Str(param.Name)
		if v := argument(p, last.Func, body, last.Op, g, name); v >= 0 && body.Ops[v].Code == ir.Const {
			switch body.Ops[v].Aux {
			case ir.ConstNone, ir.ConstFalse:
				out[name] = false
			case ir.ConstTrue:
				out[name] = true
			}
		}
	}
	return out
}

// comesTo says whether the function comes to an op with the container as it was handed
// in, and with parameters that are fixed to be true or false.
func (s *iterations) comesTo(op int32, t trail, fixed map[string]bool) bool {
	f := s.f
	if t.root != "" && (t.suffix != "" || t.global) && !f.Since(op, func(w int32) bool {
		x := &f.Body.Ops[w]
		return x.Code == ir.Write && x.Flags&ir.InPlace == 0 && s.binds(w, t)
	}) {
		return false
	}
	if len(fixed) == 0 {
		return true
	}
	for i := range f.Body.Ops {
		name := f.LocalOf(int32(i))
		if name == 0 || f.Body.Ops[i].Code != ir.Read {
			continue
		}
		if truth, ok := fixed[f.Module.Str(name)]; ok && f.When(int32(i), !truth, op) {
			return false
		}
	}
	return true
}

// binds says whether a write gives the path of the container another object.
func (s *iterations) binds(write int32, t trail) bool {
	x := &s.f.Body.Ops[write]
	n := s.f.Module.Paths[x.X]
	if base := s.f.Body.Base(x); base >= 0 {
		got, ok := s.trailOf(base)
		return ok && n.Sel == ir.Attr && got.root == t.root && got.global == t.global && got.suffix+"."+s.f.Module.Str(n.Name) == t.suffix
	}
	return n.Sel == ir.RootGlobal && t.global && t.suffix == "" && s.f.Module.Str(n.Name) == t.root
}

// worthwhile says, from tables, whether a function may have or reach a change.
func (w *walk) worthwhile(g program.FuncRef, t trail) bool {
	p := w.from.f.P
	for _, path := range p.IR(g).Calls {
		m := p.Module(g)
		if n := m.Paths[path]; n.Sel == ir.Attr && p.Mutates(m.Str(n.Name)).Resizes {
			return true
		}
	}
	fn := &p.Funcs[g]
	for i := range fn.Access {
		if fn.Access[i].Kind.Resizes() || fn.Access[i].Kind == program.Writing {
			return true
		}
	}
	if len(p.IR(g).Deletes)+len(p.IR(g).Writes) > 0 {
		return true
	}
	return slices.ContainsFunc(fn.Calls, func(c program.CallSite) bool { return len(c.Targets) > 0 })
}

// leads says whether a value of this function is the container.
func (s *iterations) leads(v ir.Value, t trail) bool {
	got, ok := s.trailOf(v)
	if !ok {
		return false
	}
	if t.root == "" { // something.attr, but not of the callback's own object
		return got.suffix == "."+t.attr && got.global ||
			len(got.suffix) > len(t.attr)+1 && got.suffix[len(got.suffix)-len(t.attr)-1:] == "."+t.attr
	}
	if got.root != t.root || got.suffix != t.suffix || got.global != t.global {
		return false
	}
	// A parameter that was bound anew is another object.
	defs := s.f.Defs(int32(s.rootOf(v)))
	return len(defs) == 0 || slices.Contains(defs, facts.Param)
}

// rootOf returns the read of the local or module variable that a path starts from.
func (s *iterations) rootOf(v ir.Value) ir.Value {
	f := s.f
	for {
		at := f.Origin(v)
		if x := &f.Body.Ops[at]; x.Code != ir.Read {
			return v
		} else if base := f.Body.Base(x); base < 0 {
			return at
		} else {
			v = base
		}
	}
}

// breaksBy says whether a change in a callee breaks the loop's iterator: not if it
// sets a key that is there.
func (w *walk) breaksBy(in *iterations, c change, t trail, chain []program.Site) bool {
	if verdictOf(w.from.kindOf(w.it), w.it.backward, c.kind, c.method) != breaks {
		return false
	}
	if len(c.keys) == 0 || c.kind != program.Storing && c.kind != program.Growing {
		return true
	}
	for _, key := range c.keys {
		if !in.holds(c.op, c.base, key, !w.it.inserts) && !w.elementAt(in, key, chain) {
			return true
		}
	}
	return false
}

// elementAt says whether a key in the last function of a chain is an argument that the
// loop passes down: an element of the container.
func (w *walk) elementAt(in *iterations, key ir.Value, chain []program.Site) bool {
	p := w.from.f.P
	for k := len(chain) - 1; k >= 0; k-- {
		key = in.f.Origin(key)
		local := in.f.LocalOf(int32(key))
		if local == 0 {
			return false
		}
		callee, name := in.f.Ref, in.f.Module.Str(local)
		in = w.from
		if k > 0 {
			in = &iterations{f: &Func{Func: p.Facts(chain[k].Func, nil), P: p, Ref: chain[k].Func}}
		}
		if key = argument(p, in.f.Ref, in.f.Body, chain[k].Op, callee, name); key < 0 {
			return false
		}
	}
	return w.from.isElement(w.it, key)
}

// argument returns what a call of a body passes for a parameter of the callee, or NoValue.
func argument(p *program.Program, caller program.FuncRef, body *ir.Body, call int32, callee program.FuncRef, name string) ir.Value {
	x := &body.Ops[call]
	if x.Code != ir.Call {
		return ir.NoValue
	}
	if v := p.Module(caller).KeywordArg(body, x, name); v >= 0 {
		return v
	}
	params := p.IR(callee).Params
	if p.Funcs[callee].Class != program.NoClass && len(params) > 0 {
		params = params[1:]
	}
	for i := range params {
		if p.Module(callee).Str(params[i].Name) == name {
			return body.Positional(x, i)
		}
	}
	return ir.NoValue
}

func (s *iterations) reportCallee(it *iteration, c *program.CallSite, got reached) {
	f := s.f
	in := got.in.f
	last := rule.Step{
		Loc: in.At(got.change.op), Action: rule.Writes,
		Text: "changes " + it.name + " while the iterator is live", Calls: frames(f.P, got.calls),
		Locks: lockNames(f.P.Held(in.Ref, got.change.op)),
	}
	level := rule.Error
	if !got.sure || it.kind == program.UnknownKind || len(got.calls) > 2 {
		level = rule.Warning
	}
	s.Report(c.Op, rule.Finding{
		Level: level, Subject: it.name, Pedantic: s.putBack(it, got),
		Message: fmt.Sprintf("%s is changed by [%s](1) while the loop iterates over it", it.name, f.P.Name(in.Ref)) + s.effect(it),
		Related: []rule.Related{{Loc: last.Loc, Text: "changed here"}},
		Witness: rule.Witness{
			Actors: []string{"Loop"},
			Steps: []rule.Step{
				f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
				f.step(c.Op, rule.Calls, "calls "+c.Method),
				last,
			},
		},
	})
}

// putBack says whether the calls that take an element out of a dict or set add to it, too,
// before they return, so that its size, which the iterator looks at, may well be the same.
func (s *iterations) putBack(it *iteration, got reached) bool {
	removes := got.change.kind == program.Removing || got.change.kind == program.Shrinking
	if !removes || it.kind != program.DictKind && it.kind != program.SetKind {
		return false
	}
	taken := got.in.f.accessAt(got.change.op, got.change.kind)
	if taken == nil || taken.Loc.Kind != program.OfInstance {
		return false
	}
	return slices.ContainsFunc(got.calls, func(at program.Site) bool {
		return at.Func != s.f.Ref && slices.ContainsFunc(s.f.P.Funcs[at.Func].Access, func(a program.Access) bool {
			return a.Loc == taken.Loc && a.Kind == program.Growing && a.Op > at.Op
		})
	})
}
