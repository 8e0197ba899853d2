package program

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Proof says how well it is known that two pieces of code overlap in time.
type Proof uint8

const (
	None     Proof = iota
	Intended       // the class or module shows that it is meant for concurrent use
	Proved         // both strands are found in the program
)

// Evidence is why other code may run while a function is suspended.
type Evidence struct {
	Proof Proof
	A, B  *Entry // the two strands, if proved
	Trial bool   // only tests, examples or benchmarks start one of them
	Why   string // for Intended: what shows it
}

// Interferes says what is known of a write happening in another strand of the same
// loop while f is suspended and relies on its access mine of the same location.
func (p *Program) Interferes(f FuncRef, mine *Access, w Writer) Evidence {
	if a, b, ok := p.Overlap(f, mine, w.Func, w.Access); ok && (p.Trial(f) || !p.shown(a) && !p.shown(b)) {
		return Evidence{Proof: Proved, A: a, B: b, Trial: !p.Trial(f) && (p.onlyTrial(a) || p.onlyTrial(b))}
	}
	if why, ok := p.intended(f, mine, w); ok {
		return Evidence{Proof: Intended, Why: why}
	}
	return Evidence{}
}

// intended looks for signs that the receiver is meant to be used by several tasks at
// once: a lock that guards the location elsewhere, a strand that it starts on itself.
func (p *Program) intended(f FuncRef, mine *Access, w Writer) (string, bool) {
	if mine.Loc.Kind != OfInstance || !mine.Self || !w.Access.Self || !p.related(f, w.Func, ClassRef(mine.Loc.Owner)) || p.Trial(f) || p.neverOne(f, w.Func) {
		return "", false
	}
	for _, c := range p.family(f, ClassRef(mine.Loc.Owner)) {
		if name, ok := p.taskLock(c); ok && p.guards(c, name, f, mine.Loc) {
			return fmt.Sprintf("%s owns the lock self.%s, so it is meant for concurrent use", p.ClassName(c), name), true
		}
		if e := p.spawnsItself(c, f, w.Func); e != nil {
			return fmt.Sprintf("%s is started as a %s on the same object", p.Name(e.Func), e.As), true
		}
	}
	return "", false
}

// guards says whether a lock field of a class has to do with a location: the function
// takes it, or some access of the location is made under it.
func (p *Program) guards(c ClassRef, lock string, f FuncRef, loc Location) bool {
	at := Location{OfInstance, int32(p.FieldOwner(c, lock)), lock}
	is := func(k Lock) bool { return k.Loc == at }
	if slices.ContainsFunc(p.Funcs[f].Locks, is) {
		return true
	}
	return slices.ContainsFunc(p.writers[loc], func(w Writer) bool {
		return slices.ContainsFunc(p.Held(w.Func, w.Access.Op), is)
	})
}

// family lists the classes whose code runs on the objects that own the location:
// the function's own class with its ancestors, and the owner.
func (p *Program) family(f FuncRef, owner ClassRef) []ClassRef {
	out := []ClassRef{owner}
	if c := p.classAround(f); c != NoClass && slices.Contains(p.Classes[c].MRO, owner) {
		out = append(out, p.Classes[c].MRO...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// taskLock returns the name of a field that holds a lock for tasks.
func (p *Program) taskLock(c ClassRef) (string, bool) {
	best := ""
	for name, field := range p.Classes[c].Fields {
		for _, o := range field.Types {
			if row, ok := p.lockRow(o); ok && row.Scope == model.Task && (best == "" || name < best) {
				best = name
			}
		}
	}
	return best, best != ""
}

// spawnsItself finds a strand on the loop that code of the class starts on its own
// receiver and that runs one of the two functions while others may call the other one.
func (p *Program) spawnsItself(c ClassRef, f, g FuncRef) *Entry {
	for _, pair := range [][2]FuncRef{{f, g}, {g, f}} {
		for _, r := range p.Funcs[pair[0]].runs {
			e := &p.strands[r.entry]
			if e.OnLoop() && e.Self && !e.atExit() && p.Funcs[e.Func].Class == c && !p.runBy(pair[1], r.entry) {
				return e
			}
		}
	}
	return nil
}

// runBy says whether the strands of an entry run f.
func (p *Program) runBy(f FuncRef, entry int32) bool {
	return slices.ContainsFunc(p.Funcs[f].runs, func(r run) bool { return r.entry == entry })
}

// Setup says whether a function only prepares an object that nobody else has yet.
func (p *Program) Setup(f FuncRef) bool { return p.Funcs[f].flags&isSetup != 0 }

func setup(m *ir.Module, fn *ir.Func, class ClassRef) bool {
	switch m.Str(fn.Name) {
	case "__init__", "__new__", "__post_init__", "__attrs_post_init__", "__init_subclass__", "__set_name__",
		"__setstate__", "__getstate__", "__reduce__", "__copy__", "__deepcopy__", "setUp", "asyncSetUp", "setup_method":
		return class != NoClass
	}
	return fn.Kind == ir.ModuleBody || fn.Kind == ir.ClassBody // those run at import
}
