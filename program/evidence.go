package program

import (
	"fmt"
	"slices"

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
	Why   string // for Intended: what shows it
}

// Interferes says what is known of a write happening in another strand of the same
// loop while f is suspended that touches the same location.
func (p *Program) Interferes(f FuncRef, w Writer) Evidence {
	g, loc := w.Func, w.Access.Loc
	if a, b, ok := p.Overlap(f, g, loc.Kind == OfInstance && !w.Access.Global); ok {
		return Evidence{Proof: Proved, A: a, B: b}
	}
	if why, ok := p.intended(f, g, loc); ok {
		return Evidence{Proof: Intended, Why: why}
	}
	return Evidence{}
}

// intended looks for signs that the owner of a location is meant to be used by
// several tasks at once.
func (p *Program) intended(f, g FuncRef, loc Location) (string, bool) {
	switch loc.Kind {
	case OfInstance, OfClass:
		for _, c := range p.family(f, ClassRef(loc.Owner)) {
			if name, ok := p.taskLock(c); ok {
				return fmt.Sprintf("%s owns the lock self.%s, so it is meant for concurrent use", p.ClassName(c), name), true
			}
			if e := p.spawnsItself(c, f, g); e != nil {
				return fmt.Sprintf("%s is started as a %s on the same object", p.Name(e.Func), e.As), true
			}
		}
	case OfModule:
		for i := range p.strands {
			e := &p.strands[i]
			if e.OnLoop() && e.Many && p.Funcs[e.Func].Mod == ModRef(loc.Owner) {
				return fmt.Sprintf("%s runs as several %ss at once", p.Name(e.Func), e.As), true
			}
		}
	}
	return "", false
}

// family lists the classes whose code runs on the objects that own the location:
// the function's own class with its ancestors, and the owner.
func (p *Program) family(f FuncRef, owner ClassRef) []ClassRef {
	out := []ClassRef{owner}
	for g := f; g != NoFunc; g = p.Parent(g) {
		if c := p.Funcs[g].Class; c != NoClass {
			if slices.Contains(p.Classes[c].MRO, owner) {
				out = append(out, p.Classes[c].MRO...)
			}
			break
		}
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
// receiver and that runs f or g.
func (p *Program) spawnsItself(c ClassRef, f, g FuncRef) *Entry {
	for _, fn := range []FuncRef{f, g} {
		for _, r := range p.Funcs[fn].runs {
			e := &p.strands[r.entry]
			if e.OnLoop() && e.Self && p.Funcs[e.Func].Class == c {
				return e
			}
		}
	}
	return nil
}

// Setup says whether a function only prepares an object that nobody else has yet.
func (p *Program) Setup(f FuncRef) bool {
	switch p.Module(f).Str(p.IR(f).Name) {
	case "__init__", "__new__", "__post_init__", "__attrs_post_init__", "__init_subclass__", "__set_name__",
		"__setstate__", "__getstate__", "__reduce__", "__copy__", "__deepcopy__", "setUp", "asyncSetUp", "setup_method":
		return p.Funcs[f].Class != NoClass
	}
	return p.IR(f).Kind == 0 || p.IR(f).Kind == 1 // module and class bodies run at import
}
