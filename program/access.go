package program

import (
	"cmp"
	"strings"
)

// OwnerKind says what a shared location belongs to.
type OwnerKind uint8

const (
	NoOwner     OwnerKind = iota
	OfInstance            // attribute of an instance of a class
	OfClass               // attribute of the class itself
	OfModule              // module variable
	OfFunction            // variable of a function that inner functions use
	OfFile                // a file, or whatever else locks are taken on by name; Path is the name
	OfParameter           // reached from a parameter or local of unknown type; Owner is the function
)

// Location is a shared location: an owner and an access path from it, such as
// `jobs`, `jobs[*]` or `stats.count`. Two accesses with equal Locations may touch the
// same memory; for OfInstance that depends on the instances being the same.
type Location struct {
	Kind  OwnerKind
	Owner int32 // ClassRef, ModRef or FuncRef
	Path  string
}

// Compare orders locations.
func (l Location) Compare(m Location) int {
	return cmp.Or(cmp.Compare(l.Kind, m.Kind), cmp.Compare(l.Owner, m.Owner), strings.Compare(l.Path, m.Path))
}

// Root returns the location of the variable or attribute that the path starts with.
func (l Location) Root() Location {
	if i := strings.IndexAny(l.Path, ".["); i >= 0 {
		l.Path = l.Path[:i]
	}
	return l
}

// Extend returns the location of a member, the zero Location if the path gets too deep.
func (l Location) Extend(selector string) Location {
	if l.Kind == NoOwner || len(l.Path)+len(selector) > 96 {
		return Location{}
	}
	l.Path += selector
	return l
}

// AccessKind says what an access does to its location.
type AccessKind uint8

const (
	Reading   AccessKind = iota
	Writing              // rebinds the location
	Deleting             // unbinds it
	Storing              // sets an element of the container there: may add a key
	Removing             // deletes an element
	Growing              // calls a method that adds elements
	Shrinking            // calls a method that removes elements
	Changing             // calls a method that reorders or replaces elements
	Iterating            // takes an iterator of the container, or of a view of it
)

// Writes says whether the access changes what the location holds.
func (k AccessKind) Writes() bool { return k != Reading && k != Iterating }

// Resizes says whether the access may change the size of the container there.
func (k AccessKind) Resizes() bool { return k >= Storing && k <= Shrinking }

// Access is one access to a shared location by an op.
type Access struct {
	Op     int32
	Kind   AccessKind
	Self   bool // through the function's own receiver
	Global bool // through a module variable: the same object for everybody
	Own    bool // of an object that this function made and nobody else can reach yet
	Loc    Location
}

// Describe returns the location as a reader of the code in f would write it.
func (p *Program) Describe(l Location) string {
	switch l.Kind {
	case OfInstance:
		return "self." + l.Path
	case OfClass:
		return p.ClassName(ClassRef(l.Owner)) + "." + l.Path
	}
	return l.Path
}
