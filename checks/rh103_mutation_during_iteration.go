package checks

import (
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var mutationDuringIteration = &Check{
	Info: rule.Info{
		ID: "RH103", Name: "mutation-during-iteration", Level: rule.Error, Precision: rule.High,
		CWE: []int{662, 362}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a container is resized while it is being iterated over",
			Why: "A dict, set or deque that changes size under a live iterator raises " +
				"`RuntimeError`; a list silently skips or repeats elements. The change may stand in the " +
				"loop, in a function that the loop calls, or in another task or thread that runs while the loop " +
				"body awaits.",
			Bad: `
def purge(data, expired):
    for key in data:
        if expired(key):
            del data[key]
`,
			Good: `
def purge(data, expired):
    for key in list(data):
        if expired(key):
            del data[key]
`,
			Fix: "Iterate over a copy, `list(d)`, or collect the changes and apply them after the loop.",
			Silent: "`RuntimeError` is caught or expected around the loop, the loop runs over a copy, leaves right after the change, or only replaces values of " +
				"keys that exist; the name stands for another object by then. A list that grows on " +
				"purpose, as a work-list does, is a note under `--pedantic`.",
			Misses: "Containers that are reached through two different attributes.",
		},
	},
	Wants: iteratesWhatChanges,
	Func:  findMutations,
}

// iteration is a container under a loop. `for i, (k, v) in enumerate(d.items())` is an
// iteration of d that starts where enumerate is called and whose keys are found at
// [1, 0] of what the loop gets.
type iteration struct {
	iter   int32           // the Iter op of the loop
	start  int32           // op that makes the iterator of the container: iter, or one before it
	source ir.Value        // the container, as the code reads it
	access *program.Access // its access, if the container is shared
	lent   *program.Lent   // source is the owner of the container, which a method of it hands out

	name    string
	kind    program.ContainerKind
	inserts bool // reading a missing key inserts it
	typed   bool // kind and inserts are known

	path     []int // where the keys, or elements, of the container are in what the loop gets
	noPath   bool  // they are not in it
	view     bool  // over keys(), values() or items(): a mapping
	backward bool  // reversed
}

// findMutations looks at every container under a loop: is it changed in the body, by
// what the body calls, or by others while the body waits?
func findMutations(pass *Pass, f *Func) {
	s := &iterations{Pass: pass, f: f}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Iter || x.Flags&ir.IsAsync != 0 || f.Graph.BlockOf(int32(i)) < 0 {
			continue
		}
		s.found = s.found[:0]
		s.over(f.Body.Args(x)[0], iteration{iter: int32(i), start: int32(i)}, 0)
		if len(s.found) > 0 && f.IR.Flags&(ir.Enters|ir.Tries) != 0 && f.Tolerates(int32(i), "RuntimeError") {
			continue // the program reckons with it, or a test provokes it
		}
		for k := range s.found {
			it := &s.found[k]
			it.name = s.nameOf(it)
			it.access = s.accessOf(it)
			if s.inBody(it) || s.byCallee(it) || s.byOthers(it) || s.byThreads(it) || s.byFinalisers(it) || s.byCallbacks(it) || s.byQueueUsers(it) || s.byImports(it) {
				break
			}
		}
	}
}

// iterations is the state of the check in one function.
type iterations struct {
	*Pass
	f       *Func
	types   *program.Types // made when first needed: it is costly
	found   []iteration
	changed []change // the changes of containers in the body
	scanned bool
}

// over finds the containers that an iterator of value v runs over lazily, through
// views, enumerate, zip and the like, and generator expressions; a copy ends the search.
func (s *iterations) over(v ir.Value, it iteration, depth int) {
	f := s.f
	at := f.Origin(v)
	x := &f.Body.Ops[at]
	if depth > 6 {
		return
	}
	switch x.Code {
	case ir.MakeFunc:
		if f.Module.Funcs[x.X].Kind == ir.GenExpr && x.N > 0 {
			inner := f.Body.Args(x)[0]
			it.start, it.noPath = int32(inner), true
			s.over(f.Body.Args(&f.Body.Ops[inner])[0], it, depth+1)
		}
		return
	case ir.Merge: // for x in self.items or (): …
		for _, part := range f.Body.Args(x) {
			s.over(part, it, depth+1)
		}
		return
	case ir.Call:
		if s.overView(int32(at), x, it, depth) || s.overWrapped(int32(at), x, it, depth) {
			return
		}
	}
	if s.overLent(v, at, it) {
		return
	}
	if f.Body.Ops[v].Code == ir.Read { // not a fresh value that nobody else can change
		it.source = v
		s.found = append(s.found, it)
	}
}

// overView goes through keys(), values() and items().
func (s *iterations) overView(at int32, x *ir.Op, it iteration, depth int) bool {
	c, base := s.f.P.Funcs[s.f.Ref].CallAt(at), s.receiver(x)
	if base < 0 || s.f.Body.NumArgs(x) != 0 || c == nil || len(c.Targets) > 0 || !isView(c.Method) {
		return false
	}
	viewOf(c.Method)(&it, 0)
	s.over(base, it, depth+1)
	return true
}

func isView(method string) bool { return method == "keys" || method == "values" || method == "items" }

// overHelper goes through a function of the program that does nothing but return a view
// of its argument, as modules for several versions of Python have them.
func (s *iterations) overHelper(x *ir.Op, c *program.CallSite, it iteration, depth int) bool {
	if len(c.Targets) != 1 || s.f.Body.NumArgs(x) != 1 || s.f.Body.CallArg(x, 0).Tag != ir.TagPositional {
		return false
	}
	p := s.f.P
	target := &p.Funcs[c.Targets[0]]
	m, params := p.Module(c.Targets[0]), p.IR(c.Targets[0]).Params
	if len(target.Calls) != 1 || len(target.Access) > 0 || len(params) != 1 || !isView(target.Calls[0].Method) {
		return false
	}
	body := p.Body(c.Targets[0], nil)
	callee := &body.Ops[body.Callee(&body.Ops[target.Calls[0].Op])]
	base := body.Base(callee)
	if base < 0 || body.Ops[base].Code != ir.Read || m.Paths[body.Ops[base].X] != (ir.Path{Sel: ir.RootLocal, Name: params[0].Name}) ||
		!slices.ContainsFunc(body.Ops, func(y ir.Op) bool {
			return y.Code == ir.Return && y.N == 1 && int32(body.Args(&y)[0]) == target.Calls[0].Op
		}) {
		return false
	}
	viewOf(target.Calls[0].Method)(&it, 0)
	s.over(s.f.Body.CallArg(x, 0).Value, it, depth+1)
	return true
}

// lazy lists the calls that pass the elements of their arguments on as they come, by
// the first and the last argument that is a container; how says where the elements go.
var lazy = map[string]struct {
	first, last int
	how         func(it *iteration, arg int)
}{
	"builtins.enumerate":    {0, 0, func(it *iteration, _ int) { it.path = extend(it.path, 1) }},
	"builtins.reversed":     {0, 0, func(it *iteration, _ int) { it.backward = true }},
	"builtins.iter":         {0, 0, nil},
	"builtins.filter":       {1, 1, nil},
	"builtins.map":          {1, 9, func(it *iteration, _ int) { it.noPath = true }},
	"builtins.zip":          {0, 9, func(it *iteration, arg int) { it.path = extend(it.path, arg) }},
	"itertools.zip_longest": {0, 9, func(it *iteration, arg int) { it.path = extend(it.path, arg) }},
	"itertools.chain":       {0, 9, nil},
	"itertools.islice":      {0, 0, nil},
	"itertools.filterfalse": {1, 1, nil},
	"itertools.takewhile":   {1, 1, nil},
	"itertools.dropwhile":   {1, 1, nil},
	"itertools.starmap":     {1, 1, func(it *iteration, _ int) { it.noPath = true }},
	"itertools.pairwise":    {0, 0, func(it *iteration, _ int) { it.noPath = true }},
	"itertools.groupby":     {0, 0, func(it *iteration, _ int) { it.noPath = true }},
	"six.iterkeys":          {0, 0, viewOf("keys")},
	"six.itervalues":        {0, 0, viewOf("values")},
	"six.iteritems":         {0, 0, viewOf("items")},
}

// viewOf notes that the elements come through a view of a mapping.
func viewOf(method string) func(*iteration, int) {
	return func(it *iteration, _ int) {
		it.view = true
		switch method {
		case "items":
			it.path = extend(it.path, 0)
		case "values":
			it.noPath = true
		}
	}
}

func extend(path []int, i int) []int { return append(slices.Clip(path), i) }

// overWrapped goes through the lazy calls: the container behind one is iterated over
// from the call on.
func (s *iterations) overWrapped(at int32, x *ir.Op, it iteration, depth int) bool {
	c := s.f.P.Funcs[s.f.Ref].CallAt(at)
	if c == nil {
		return false
	}
	row, ok := lazy[c.Name]
	if !ok && (s.overHelper(x, c, it, depth) || s.overForeignView(x, c, it, depth)) {
		return true
	}
	if !ok || c.Name == "builtins.iter" && s.f.Body.NumArgs(x) != 1 {
		return false
	}
	it.start = at
	for i := row.first; i <= row.last && i < s.f.Body.NumArgs(x); i++ {
		arg := s.f.Body.CallArg(x, i)
		if arg.Tag != ir.TagPositional {
			break
		}
		each := it
		if row.how != nil {
			row.how(&each, i)
		}
		s.over(arg.Value, each, depth+1)
	}
	return true
}

// receiver returns the object that a call's method is looked up on, or NoValue.
func (s *iterations) receiver(call *ir.Op) ir.Value {
	callee := &s.f.Body.Ops[s.f.Body.Callee(call)]
	if callee.Code != ir.Read || s.f.Module.Paths[callee.X].Sel != ir.Attr {
		return ir.NoValue
	}
	return s.f.Body.Base(callee)
}

func (s *iterations) nameOf(it *iteration) string {
	p := s.f.Body.Ops[it.source].Path()
	switch {
	case p == 0:
		return "the container"
	case it.lent != nil:
		return s.f.Module.PathString(p) + "." + it.lent.Access.Loc.Path
	}
	return s.f.Module.PathString(p)
}

// accessOf finds the shared location that is iterated over: the access that read it
// into an alias tells more than the loop over the alias does.
func (s *iterations) accessOf(it *iteration) *program.Access {
	if it.lent != nil {
		return s.lentAccess(it)
	}
	access := s.f.P.Funcs[s.f.Ref].Access
	origin := int32(s.f.Origin(it.source))
	if a := s.getter(origin); a != nil {
		c := s.f.P.Funcs[s.f.Ref].CallAt(origin)
		return &program.Access{Op: it.iter, Kind: program.Iterating, Self: c.Self, Loc: a.Loc}
	}
	for _, op := range []int32{origin, it.iter, int32(it.source)} {
		for i := range access {
			if a := &access[i]; a.Op == op && (a.Kind == program.Reading || a.Kind == program.Iterating) {
				return a
			}
		}
	}
	return nil
}

// typesOf evaluates the function once.
func (s *iterations) typesOf() *program.Types {
	if s.types == nil {
		s.types = s.f.P.Types(s.f.Ref)
	}
	return s.types
}

// kindOf finds out what kind of container an iteration runs over.
func (s *iterations) kindOf(it *iteration) program.ContainerKind {
	if !it.typed {
		it.typed = true
		if it.lent != nil {
			it.kind = s.f.P.ContainerAt(it.lent.Access.Loc)
		} else {
			it.kind, it.inserts = s.typesOf().Container(it.source)
			if k := s.tested(it); k != program.UnknownKind {
				it.kind = k
			}
		}
		if it.kind == program.UnknownKind && it.view {
			it.kind = program.DictKind
		}
	}
	return it.kind
}

// tested returns the kind that an isinstance test around the loop has shown.
func (s *iterations) tested(it *iteration) program.ContainerKind {
	f := s.f
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Name != "builtins.isinstance" || f.Body.Ops[c.Op].Code != ir.Call {
			continue
		}
		x := &f.Body.Ops[c.Op]
		value, class := f.Body.Positional(x, 0), f.Body.Positional(x, 1)
		if value < 0 || class < 0 || !f.sameValueOf(value, it.source) || !f.When(c.Op, true, it.iter) {
			continue
		}
		if p := f.Body.Ops[class].Path(); p != 0 {
			if k, ok := program.KindNamed("builtins." + f.Module.PathString(p)); ok {
				return k
			}
		}
	}
	return program.UnknownKind
}
