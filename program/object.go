package program

import (
	"cmp"
	"strings"
)

// FuncRef, ClassRef and ModRef are dense indices over the whole program.
// Ref 0 is a real function or module; NoFunc, NoClass and NoMod mean "none".
type (
	FuncRef  int32
	ClassRef int32
	ModRef   int32
)

const (
	NoFunc  FuncRef  = -1
	NoClass ClassRef = -1
	NoMod   ModRef   = -1
)

// ObjKind says what an abstract object is.
type ObjKind uint8

const (
	NoObj      ObjKind = iota
	FuncObj            // a function object; ID is a FuncRef
	BoundObj           // a method bound to an instance; ID is a FuncRef, Of the instance's class
	ClassObj           // a class; ID is a ClassRef
	InstObj            // an instance; ID is a ClassRef
	SuperObj           // super() within a method of the class
	ModObj             // a module of the program; ID is a ModRef
	ExtObj             // something outside of the program, by qualified name
	ExtInst            // what calling an outside name returns: asyncio.Lock()
	CoroObj            // a coroutine object of an async function; ID is a FuncRef
	GenObj             // a generator object; ID is a FuncRef
	PartialObj         // functools.partial over a function; ID is a FuncRef
)

// Obj is one thing that a value may be. The zero Obj is "none".
type Obj struct {
	Kind ObjKind
	ID   int32  // a FuncRef, ClassRef or ModRef
	Of   int32  // class of the bound instance, for BoundObj
	Name string // qualified name, for ExtObj and ExtInst
}

func (o Obj) compare(p Obj) int {
	return cmp.Or(cmp.Compare(o.Kind, p.Kind), cmp.Compare(o.ID, p.ID),
		cmp.Compare(o.Of, p.Of), strings.Compare(o.Name, p.Name))
}

// singles holds what classes, their instances and functions are as values, so that each
// is made once. Values that share their memory are also found again quickly.
type singles struct{ insts, classes, codes Objs }

func makeSingles(classes, funcs int) singles {
	s := singles{make(Objs, classes), make(Objs, classes), make(Objs, funcs)}
	for c := range classes {
		s.insts[c], s.classes[c] = Obj{Kind: InstObj, ID: int32(c)}, Obj{Kind: ClassObj, ID: int32(c)}
	}
	for f := range funcs {
		s.codes[f] = Obj{Kind: FuncObj, ID: int32(f)}
	}
	return s
}

func (p *Program) inst(c ClassRef) Objs  { return p.single.insts[c : c+1 : c+1] }
func (p *Program) class(c ClassRef) Objs { return p.single.classes[c : c+1 : c+1] }
func (p *Program) code(f FuncRef) Objs   { return p.single.codes[f : f+1 : f+1] }

// maxObjs bounds how many alternatives a value keeps. What does not fit is dropped
// in a fixed order, so that the result does not depend on who came first.
const maxObjs = 4

// Objs is a small ordered set of alternatives; nil means "unknown".
type Objs []Obj

// union returns the ordered union, cut to maxObjs.
func union(a, b Objs) Objs {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	if len(a) == 1 && len(b) == 1 && a[0] == b[0] {
		return a
	}
	out := make(Objs, 0, min(len(a)+len(b), maxObjs))
	for i, j := 0, 0; len(out) < maxObjs && (i < len(a) || j < len(b)); {
		switch {
		case j == len(b):
			out = append(out, a[i])
			i++
		case i == len(a):
			out = append(out, b[j])
			j++
		default:
			c := a[i].compare(b[j])
			if c <= 0 {
				out = append(out, a[i])
				i++
			} else {
				out = append(out, b[j])
			}
			if c >= 0 {
				j++
			}
		}
	}
	return out
}

func equalObjs(a, b Objs) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// ext makes the object of an outside name, nil if the name grew absurdly long.
func ext(name string) Objs {
	if len(name) > 120 {
		return nil
	}
	return Objs{{Kind: ExtObj, Name: name}}
}

// extInst makes the object that calling an outside name returns.
func extInst(name string) Objs {
	if len(name) > 120 {
		return nil
	}
	return Objs{{Kind: ExtInst, Name: name}}
}
