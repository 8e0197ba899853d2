package program

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// inliner makes the bodies of one module's inlined functions. New names and paths go
// into a copy of the module.
type inliner struct {
	s     *sharer
	m     ModRef
	mod   *ir.Module
	paths map[ir.Path]ir.PathID
	strs  map[string]ir.StrID

	x      inlined                     // in the making; reused memory
	bodies [maxInlineDepth + 1]ir.Body // by depth: what is being copied
	shared map[Location]bool
	failed bool
}

func newInliner(s *sharer, m ModRef) *inliner {
	mod := *s.p.Modules[m].IR
	mod.Strings, mod.Paths = slices.Clip(mod.Strings), slices.Clip(mod.Paths)
	in := &inliner{s: s, m: m, mod: &mod, paths: make(map[ir.Path]ir.PathID, len(mod.Paths)), strs: map[string]ir.StrID{}}
	for i, p := range mod.Paths {
		in.paths[p] = ir.PathID(i)
	}
	return in
}

// str interns a string; those of the module itself are looked up when the first one is.
func (in *inliner) str(text string) ir.StrID {
	if len(in.strs) == 0 {
		for i, s := range in.mod.Strings {
			in.strs[s] = ir.StrID(i)
		}
	}
	id, ok := in.strs[text]
	if !ok {
		id = ir.StrID(len(in.mod.Strings))
		in.mod.Strings = append(in.mod.Strings, text)
		in.strs[text] = id
	}
	return id
}

func (in *inliner) path(p ir.Path) ir.PathID {
	id, ok := in.paths[p]
	if !ok {
		id = ir.PathID(len(in.mod.Paths))
		in.mod.Paths = append(in.mod.Paths, p)
		in.paths[p] = id
	}
	return id
}

func (in *inliner) depth(p ir.PathID) (n int) {
	for ; in.mod.Paths[p].Base != 0; p = in.mod.Paths[p].Base {
		n++
	}
	return n
}

// run makes the body of f with calls that touch the shared roots carried out in place;
// nil if there are none, or if it gets too big.
func (in *inliner) run(f FuncRef, shared map[Location]bool) *inlined {
	x := &in.x
	x.of, x.fn, x.calls = f, *in.s.p.IR(f), append(x.calls[:0], inCall{callee: f})
	x.body = ir.Body{Ops: x.body.Ops[:0], Operands: x.body.Operands[:0], Handlers: x.body.Handlers[:0]}
	x.sites, x.frames = x.sites[:0], x.frames[:0]
	in.shared, in.failed = shared, false
	root := &frame{in: in, f: f, mod: in.s.p.Module(f)}
	root.expand()
	if in.failed || len(x.calls) == 1 {
		return nil
	}
	body := x.body
	body.Ops, body.Operands, body.Handlers = slices.Clone(body.Ops), slices.Clone(body.Operands), slices.Clone(body.Handlers)
	return &inlined{of: f, fn: x.fn, body: body, sites: slices.Clone(x.sites), frames: slices.Clone(x.frames), calls: slices.Clone(x.calls)}
}

// frame is the body of one function as it is copied to where it is called.
type frame struct {
	in    *inliner
	f     FuncRef
	mod   *ir.Module // the names of the body
	body  *ir.Body
	outer *frame
	id    int32
	depth int

	vals     []ir.Value            // by op: the op that stands for it
	bound    map[ir.StrID]ir.Value // parameters and what stands for them
	labels   uint32                // those of the body begin here
	regions  uint32
	handlers uint32
	waiting  map[int32]int32 // awaits, and the calls of coroutines that they carry out
	result   ir.PathID       // local that takes what is returned
	end      uint32          // label behind the body
	exits    *exits          // where a returned constant leads
	after    map[int32]uint32
}

// exits are the two ways that a branch on a call's result may take.
type exits struct {
	negated    bool
	yes, no    uint32 // labels for a true and a false result
	throughIs  uint32 // the label behind the branch, to be set there
	throughFor int32  // the branch
}

func (fr *frame) expand() {
	in := fr.in
	fr.body = in.s.p.Body(fr.f, &in.bodies[fr.depth])
	fr.vals = make([]ir.Value, len(fr.body.Ops))
	fr.labels, fr.regions, fr.handlers = in.x.body.Labels, in.x.body.Regions, uint32(len(in.x.body.Handlers))
	in.x.body.Labels += fr.body.Labels
	in.x.body.Regions += fr.body.Regions
	for _, h := range fr.body.Handlers {
		h.Region += fr.regions
		types := make([]ir.PathID, len(h.Types))
		for i, t := range h.Types {
			types[i] = fr.path(t)
		}
		h.Types = types
		in.x.body.Handlers = append(in.x.body.Handlers, h)
	}
	in.x.fn.Flags |= in.s.p.IR(fr.f).Flags & (ir.Awaits | ir.Iterates | ir.Enters | ir.Tries)
	for i := range fr.body.Ops {
		if in.failed = in.failed || len(in.x.body.Ops) > maxInlinedBody; in.failed {
			return
		}
		fr.op(int32(i), &fr.body.Ops[i])
	}
}

// op copies one op, or what stands for it.
func (fr *frame) op(i int32, op *ir.Op) {
	in := fr.in
	switch op.Code {
	case ir.Read:
		if v, ok := fr.argument(op); ok {
			fr.vals[i] = v
			return
		}
	case ir.Return:
		if fr.outer != nil {
			fr.leave(i, op)
			return
		}
	case ir.Await:
		if call, ok := fr.waiting[i]; ok {
			fr.vals[i] = fr.call(call, i)
			return
		}
	}
	if op.Code == ir.Call || op.Code == ir.Read || op.Code == ir.Write {
		if g, ok := fr.chosen(i); ok {
			if in.s.p.IR(g).Flags&ir.Async == 0 {
				fr.vals[i] = fr.call(i, i)
				return
			}
			if at, ok := fr.awaitedAt(i); ok {
				if fr.waiting == nil {
					fr.waiting = map[int32]int32{}
				}
				fr.waiting[at] = i
				return
			}
		}
	}
	fr.vals[i] = fr.copied(i, op)
	if label, ok := fr.after[i]; ok && op.Code == ir.Branch {
		fr.emit(i, ir.Op{Code: ir.Label, Span: op.Span, X: label})
	}
}

// argument returns what stands for a parameter, of the frame's function or of one around it.
func (fr *frame) argument(op *ir.Op) (ir.Value, bool) {
	switch n := fr.mod.Paths[op.X]; n.Sel {
	case ir.RootLocal:
		v, ok := fr.bound[n.Name]
		return v, ok
	case ir.RootFree:
		if o := fr.owner(n.Name); o != nil {
			v, ok := o.bound[n.Name]
			return v, ok
		}
	}
	return 0, false
}

// owner returns the frame of the function around this one to which a free variable belongs.
func (fr *frame) owner(name ir.StrID) *frame {
	for o := fr.outer; o != nil; o = o.outer {
		if fr.in.s.p.Within(fr.f, o.f) && fr.in.s.p.owns(o.f, name) {
			return o
		}
	}
	return nil
}

// emit adds an op to the inlined body.
func (fr *frame) emit(at int32, op ir.Op, operands ...ir.Value) ir.Value {
	x := &fr.in.x
	op.Arg, op.N = uint32(len(x.body.Operands)), uint32(len(operands))
	x.body.Operands = append(x.body.Operands, operands...)
	x.body.Ops = append(x.body.Ops, op)
	x.sites = append(x.sites, Site{fr.f, at})
	x.frames = append(x.frames, fr.id)
	return ir.Value(len(x.body.Ops) - 1)
}

// copied copies an op, with its operands and X as they are in the inlined body.
func (fr *frame) copied(i int32, op *ir.Op) ir.Value {
	c := *op
	operands := slices.Clone(fr.body.Args(op))
	for k, v := range operands {
		switch {
		case op.Code == ir.Call && k%2 == 0 && k > 0:
			if v >= ir.TagKeyword {
				operands[k] = ir.TagKeyword + ir.Value(fr.str(ir.StrID(v-ir.TagKeyword)))
			}
		case v >= 0:
			operands[k] = fr.vals[v]
		}
	}
	switch op.Code {
	case ir.Write, ir.Delete:
		if _, given := fr.argument(op); given { // a closure sets what it was given
			fr.in.failed = true
			return 0
		}
	}
	switch op.Code {
	case ir.Const:
		c.X = uint32(fr.str(ir.StrID(op.X)))
	case ir.Read, ir.Write, ir.Delete, ir.Call, ir.Match:
		c.X = uint32(fr.path(ir.PathID(op.X)))
		if op.Code != ir.Call && op.Code != ir.Match {
			c.X = fr.keyed(op, c.X)
		}
	case ir.Label, ir.Jump, ir.Branch, ir.Next:
		c.X += fr.labels
	case ir.Try, ir.TryElse, ir.Finally, ir.EndTry, ir.Enter, ir.Exit:
		c.X += fr.regions
	case ir.Catch:
		c.X += fr.handlers
	case ir.MakeFunc, ir.MakeClass, ir.ImportName:
		if fr.outer != nil && fr.in.s.p.Funcs[fr.f].Mod != fr.in.m {
			fr.in.failed = true
		}
	}
	return fr.emit(i, c, operands...)
}

// keyed returns the path of a subscript whose key is a constant where the helper is called.
func (fr *frame) keyed(op *ir.Op, path uint32) uint32 {
	in, key := fr.in, fr.body.Key(op)
	n := in.mod.Paths[path]
	if fr.outer == nil || key < 0 || n.Sel != ir.AnyItem {
		return path
	}
	x := &in.x.body.Ops[fr.vals[key]]
	if x.Code != ir.Const {
		return path
	}
	text := in.mod.Str(ir.StrID(x.X))
	switch {
	case x.Aux == ir.ConstStr && text != "" && !strings.ContainsAny(text, "'\\\n"):
		text = "'" + text + "'"
	case x.Aux == ir.ConstInt && text != "":
	default:
		return path
	}
	return uint32(in.path(ir.Path{Base: n.Base, Sel: ir.Item, Name: in.str(text)}))
}

func (fr *frame) str(s ir.StrID) ir.StrID {
	if fr.in.s.p.Funcs[fr.f].Mod == fr.in.m || s == 0 {
		return s
	}
	return fr.in.str(fr.mod.Str(s))
}

// path translates a path of the frame's own body.
func (fr *frame) path(p ir.PathID) ir.PathID {
	if fr.outer == nil || p == 0 {
		return p
	}
	n := fr.mod.Paths[p]
	in := fr.in
	switch n.Sel {
	case ir.RootLocal:
		return fr.variable(n.Name)
	case ir.RootFree:
		if o := fr.owner(n.Name); o != nil {
			return o.variable(n.Name)
		}
		return in.path(ir.Path{Sel: ir.RootFree, Name: fr.str(n.Name)})
	case ir.RootGlobal:
		return in.path(ir.Path{Sel: ir.RootGlobal, Name: fr.global(n.Name, p)})
	case ir.RootValue:
		return in.path(ir.Path{Sel: ir.RootValue})
	}
	base := fr.path(n.Base)
	if in.depth(base) >= ir.MaxPathDepth {
		base = in.path(ir.Path{Sel: ir.RootValue})
	}
	return in.path(ir.Path{Base: base, Sel: n.Sel, Name: fr.str(n.Name)})
}

// variable returns the path of a parameter or local of the frame's function.
func (fr *frame) variable(name ir.StrID) ir.PathID {
	in := fr.in
	if v, ok := fr.bound[name]; ok {
		if x := &in.x.body.Ops[v]; x.Code == ir.Read {
			return ir.PathID(x.X)
		}
		return in.path(ir.Path{Sel: ir.RootValue})
	}
	if fr.outer == nil {
		return in.path(ir.Path{Sel: ir.RootLocal, Name: name})
	}
	return fr.local(name)
}

// local returns the path of a local of a callee under a name of its own.
func (fr *frame) local(name ir.StrID) ir.PathID {
	return fr.in.path(ir.Path{Sel: ir.RootLocal, Name: fr.in.str(fr.mod.Str(name) + Prime + strconv.Itoa(int(fr.id)))})
}

// Prime stands between the name and the number of a callee's local in an inlined body.
const Prime = "′"

// global returns the name for a module-level name of the callee's module: the same if it
// means the same in the caller's, else one that means nothing there.
func (fr *frame) global(name ir.StrID, path ir.PathID) ir.StrID {
	p := fr.in.s.p
	mod := p.Funcs[fr.f].Mod
	if mod == fr.in.m {
		return name
	}
	text := fr.mod.Str(name)
	theirs := p.static(mod, 0, path)
	here := fr.in.str(text)
	if mine := p.global(fr.in.m, text, 0); equalObjs(mine, theirs) {
		return here
	}
	if _, bound := p.Modules[fr.in.m].symbols[text]; !bound && p.Modules[mod].symbols[text] == (symbol{}) {
		return here
	}
	return fr.in.str(p.Modules[mod].Name + ":" + text)
}

// chosen returns the helper that a call or the use of a property runs in place.
func (fr *frame) chosen(i int32) (FuncRef, bool) {
	in := fr.in
	c := in.s.p.Funcs[fr.f].CallAt(i)
	if c == nil || fr.depth >= maxInlineDepth || len(in.x.calls) > maxInlineCalls {
		return NoFunc, false
	}
	g, ok := in.s.target(c, fr.f)
	if !ok || !in.s.worth(g, in.shared, maxInlineDepth-1-fr.depth) && !fr.givesShared(c) {
		return NoFunc, false
	}
	for o := fr; o != nil; o = o.outer {
		if o.f == g {
			return NoFunc, false
		}
	}
	b := in.s.p.Body(g, &in.bodies[fr.depth+1])
	if len(b.Ops) > maxInlineOps || in.s.p.Funcs[g].Mod != in.m && slices.ContainsFunc(b.Ops, func(op ir.Op) bool {
		return op.Code == ir.MakeFunc || op.Code == ir.MakeClass || op.Code == ir.ImportName
	}) {
		return NoFunc, false
	}
	_, ok = fr.arguments(c, g)
	return g, ok
}

// awaitedAt returns the op that awaits a call's result and is the only one to use it.
func (fr *frame) awaitedAt(call int32) (int32, bool) {
	u, ok := fr.onlyUse(call)
	return u, ok && fr.body.Ops[u].Code == ir.Await
}

func (fr *frame) onlyUse(v int32) (int32, bool) {
	use := int32(-1)
	for i := range fr.body.Ops {
		op := &fr.body.Ops[i]
		for k, a := range fr.body.Args(op) {
			if int32(a) != v || op.Code == ir.Call && k > 0 && k%2 == 0 {
				continue
			}
			if use >= 0 {
				return 0, false
			}
			use = int32(i)
		}
	}
	return use, use >= 0
}

// call puts the body of a helper in the place of op at, which calls it or awaits its
// coroutine, and returns what stands for its result.
func (fr *frame) call(call, at int32) ir.Value {
	in, p := fr.in, fr.in.s.p
	c := p.Funcs[fr.f].CallAt(call)
	g := c.Targets[0]
	bound, ok := fr.arguments(c, g)
	if !ok {
		in.failed = true
		return 0
	}
	x := &in.x
	h := &frame{in: in, f: g, mod: p.Module(g), outer: fr, depth: fr.depth + 1, id: int32(len(x.calls)), bound: bound}
	begin := fr.emit(call, ir.Op{Code: ir.Label, Span: fr.body.Ops[call].Span, X: in.label()})
	x.calls = append(x.calls, inCall{outer: fr.id, site: Site{fr.f, call}, at: int32(begin), callee: g})
	h.rebind(call)
	h.end = in.label()
	h.result = in.path(ir.Path{Sel: ir.RootLocal, Name: in.str("result" + Prime + strconv.Itoa(int(h.id)))})
	h.exits = fr.ways(at)
	h.expand()
	span := fr.body.Ops[at].Span
	fr.emit(at, ir.Op{Code: ir.Label, Span: span, X: h.end})
	if v, ok := h.single(); ok {
		return v
	}
	return fr.emit(at, ir.Op{Code: ir.Read, Span: span, X: uint32(h.result)})
}

func (in *inliner) label() uint32 {
	in.x.body.Labels++
	return in.x.body.Labels - 1
}

// rebind gives parameters that the body sets anew a local, and those that are left to
// their defaults.
func (fr *frame) rebind(call int32) {
	fn := fr.in.s.p.IR(fr.f)
	body := fr.in.s.p.Body(fr.f, nil)
	set := map[ir.StrID]bool{}
	for i := range body.Ops {
		if op := &body.Ops[i]; (op.Code == ir.Write || op.Code == ir.Delete) && fr.mod.Paths[op.X].Sel == ir.RootLocal {
			set[fr.mod.Paths[op.X].Name] = true
		}
	}
	bound := maps.Clone(fr.bound)
	for _, x := range fn.Params {
		if v, given := bound[x.Name]; given && set[x.Name] {
			delete(fr.bound, x.Name)
			fr.outer.emit(call, ir.Op{Code: ir.Write, Span: body.Ops[0].Span, X: uint32(fr.local(x.Name))}, v)
		}
	}
}

// ways finds where the two results of a call lead, if it is only asked for a branch that
// follows at once.
func (fr *frame) ways(at int32) *exits {
	w := &exits{}
	v := at
	for {
		u, ok := fr.onlyUse(v)
		if !ok {
			return nil
		}
		for i := v + 1; i < u; i++ {
			return nil // something else comes first
		}
		op := &fr.body.Ops[u]
		switch {
		case op.Code == ir.Unary && op.Aux == ir.OpNot:
			w.negated = !w.negated
			v = u
			continue
		case op.Code != ir.Branch:
			return nil
		}
		if fr.after == nil {
			fr.after = map[int32]uint32{}
		}
		if _, ok := fr.after[u]; !ok {
			fr.after[u] = fr.in.label()
		}
		w.yes, w.no = fr.after[u], op.X+fr.labels
		if op.Flags&ir.IfTrue != 0 {
			w.yes, w.no = w.no, w.yes
		}
		if w.negated {
			w.yes, w.no = w.no, w.yes
		}
		return w
	}
}

// leave puts a jump in the place of a return.
func (fr *frame) leave(i int32, op *ir.Op) {
	none := op.N == 0
	if _, ok := fr.single(); ok {
		return
	}
	if fr.exits != nil {
		value, known := false, none
		if !none {
			value, known = fr.truth(fr.body.Args(op)[0])
		}
		if known {
			to := fr.exits.no
			if value {
				to = fr.exits.yes
			}
			fr.emit(i, ir.Op{Code: ir.Jump, Span: op.Span, X: to})
			return
		}
	}
	var v ir.Value
	if none {
		v = fr.emit(i, ir.Op{Code: ir.Const, Aux: ir.ConstNone, Span: op.Span, Flags: op.Flags & ir.Implicit})
	} else {
		v = fr.vals[fr.body.Args(op)[0]]
	}
	fr.emit(i, ir.Op{Code: ir.Write, Span: op.Span, X: uint32(fr.result)}, v)
	fr.emit(i, ir.Op{Code: ir.Jump, Span: op.Span, X: fr.end})
}

// truth returns the truth of a constant.
func (fr *frame) truth(v ir.Value) (value, known bool) {
	if op := &fr.body.Ops[v]; op.Code == ir.Const {
		switch op.Aux {
		case ir.ConstNone, ir.ConstFalse:
			return false, true
		case ir.ConstTrue:
			return true, true
		}
	}
	return false, false
}

// single returns what the body returns if it does so in one place, its end.
func (fr *frame) single() (ir.Value, bool) {
	n := len(fr.body.Ops)
	for ; n > 0 && fr.body.Ops[n-1].Code == ir.Return && fr.body.Ops[n-1].Flags&ir.Implicit != 0; n-- {
		if n == 1 || fr.body.Ops[n-2].Code != ir.Return {
			return 0, false
		}
	}
	for i := range fr.body.Ops[:n] {
		op := &fr.body.Ops[i]
		if last := i == n-1; op.Code == ir.Return && (!last || op.N == 0) || last && op.Code != ir.Return {
			return 0, false
		}
	}
	return fr.vals[fr.body.Args(&fr.body.Ops[n-1])[0]], true
}
