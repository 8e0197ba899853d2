package lockgraph

import (
	"slices"

	"github.com/racehunt/racehunt/program"
)

// guard says that a parameter decides whether an op runs. On the way up through calls the
// parameter takes the name that it has in the function at hand.
type guard struct {
	f    program.FuncRef  // the function of the op
	op   int32            //
	as   program.Variable // the parameter, as f tests it
	here program.Variable // and as the function at hand knows it
}

// maxGuards bounds the guards of one way; further ones are forgotten.
const maxGuards = 8

// tests returns the tests of parameters in a function.
func (b *builder) tests(f program.FuncRef) *program.Tests {
	t, ok := b.tested[f]
	if !ok {
		t = b.p.Tests(f)
		b.tested[f] = t
	}
	return t
}

// guards lists the parameters that decide whether an op runs.
func (b *builder) guards(f program.FuncRef, op int32) (out []guard) {
	for _, v := range b.tests(f).Deciding(op) {
		out = append(out, guard{f, op, v, v})
	}
	return out
}

// pass takes guards from a callee to its caller. ok is false if what the call gives, or
// the defaults where it gives nothing, keeps one of their ops from running.
func (b *builder) pass(guards []guard, c caller) (out []guard, ok bool) {
	for _, g := range guards {
		if g.here.Owner != c.b.Target {
			if b.inside(c.f, g.here.Owner) { // a closure tests a parameter of a function around it
				out = append(out, g)
			}
			continue
		}
		if int(g.here.Param) >= len(c.b.Params) || c.b.Spawns {
			continue
		}
		arg := &c.b.Params[g.here.Param]
		if b.tests(g.f).Excludes(g.as, arg.Const, g.op) {
			return nil, false
		}
		if arg.Var.Known() {
			g.here = arg.Var
			out = append(out, g)
		}
	}
	return out, true
}

// inside says whether a function is another one or stands inside of it.
func (b *builder) inside(f, outer program.FuncRef) bool {
	for ; f != program.NoFunc; f = b.p.Parent(f) {
		if f == outer {
			return true
		}
	}
	return false
}

func join(a, b []guard) []guard {
	for _, g := range b {
		if len(a) < maxGuards && !slices.Contains(a, g) {
			a = append(slices.Clip(a), g)
		}
	}
	return a
}

// comesTrue says whether some caller lets all of the guards pass and, where a parameter is
// what a call runs, hands over the function that is meant. Unknown callers may do both.
func (b *builder) comesTrue(guards []guard, f program.FuncRef, called program.Variable, runs program.FuncRef) bool {
	owner := f
	if called.Known() {
		owner = called.Owner
	} else {
		if len(guards) == 0 {
			return true
		}
		owner = guards[0].here.Owner
	}
	gives, fits := false, false
	for _, c := range b.calls(owner) {
		if called.Known() && (int(called.Param) >= len(c.b.Params) || !slices.Contains(c.b.Params[called.Param].Funcs, runs)) {
			continue
		}
		gives = true
		if _, ok := b.pass(guards, c); ok {
			fits = true
		}
	}
	if called.Known() {
		return fits || !gives
	}
	return fits || !gives || b.open(owner)
}

// open says whether a function may have callers that are not in the program.
func (b *builder) open(f program.FuncRef) bool {
	return b.strands.origins[f]&program.FromOutside != 0
}

// calls lists the calls of a function, whether or not its summary is wanted.
func (b *builder) calls(f program.FuncRef) []caller {
	list, ok := b.allCalls[f]
	if !ok {
		for _, g := range b.p.Callers(f) {
			for _, x := range b.tracer.Bindings(g, func(t program.FuncRef) bool { return t == f }) {
				list = append(list, caller{g, &x})
			}
		}
		b.allCalls[f] = list
	}
	return list
}
