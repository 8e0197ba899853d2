package ir

import "github.com/racehunt/racehunt/frontend/source"

// Value names the result of an op by the op's index in its body.
type Value int32

// NoValue stands where an operand is absent.
const NoValue Value = -1

// Code says what an op does.
type Code uint8

// Each comment gives the meaning of X and the operands. An op's result, where it
// has one, is named by the op's own index. Evaluation order is Python's, so that
// `self.total += await f()` reads self.total before it awaits.
const (
	Nop Code = iota // never in a finished body

	// Values.

	Const      // X StrID (text of a str, digits of an int, else 0), Aux ConstKind
	Read       // X PathID; operands [] for a bare name, else [base, key]; base is the value that the last selector is applied to, key the subscript (NoValue for an attribute)
	Write      // X PathID; operands [value] for a bare name, else [base, key, value]
	Delete     // X PathID; operands [] for a bare name, else [base, key]
	Unary      // Aux Operator; operands [v]
	Binary     // Aux Operator; operands [left, right]; InPlace for augmented assignment
	Compare    // Aux Operator; operands [left, right]; chains are split with branches
	Merge      // operands: the result is one of them (conditional expression, and/or)
	Build      // Aux BuildKind; operands are the parts; for dict [key, value]*, key NoValue for **
	Spread     // operands [v]: the elements of an iterable, inside Build (*v)
	Elem       // X index; operands [v]: an element of v by unpacking; Rest for the starred one; InTarget in a for target
	Call       // X PathID of the callee or 0; operands [callee, (argument, tag)*]; see Tag constants
	Await      // operands [v]; suspends
	Yield      // operands [v] or []; result is what is sent in
	YieldFrom  // operands [v]
	Iter       // operands [v]: iter(v); IsAsync for aiter(v)
	Next       // operands [iterator]; result is the next element; jumps to label X when exhausted; IsAsync suspends
	CompAdd    // adds to the container of a comprehension: operands [container, element] or [container, key, value]; not a mutation of shared state
	MakeFunc   // X FuncID: a function object (def, lambda, generator expression); operands: default values
	MakeClass  // X ClassID: runs the class body; operands: bases, then keyword values
	ImportName // X index into Module.Imports; the result is the module or the imported object
	Match      // Aux MatchKind; X PathID of a class pattern or 0; operands [subject]: result says whether the pattern's own shape fits

	// Control. Labels are dense from 0 within a body.

	Label  // X label
	Jump   // X label
	Branch // X label; operands [v]: goes to X if v is false (IfTrue: if true), else falls through
	Return // operands [v] or []
	Raise  // operands [exception], [exception, cause] or [] to re-raise; Assertion for assert

	// Regions. Each is opened and closed in the order of the text and properly
	// nested; a jump out of one passes through its exits: package cfg copies them.

	Try     // X region; the protected body follows
	TryElse // X region: end of the protected body; the else body follows (always present)
	Catch   // X index into Body.Handlers: an except clause; its body follows; result is the exception
	Finally // X region; the finally body follows (present only if written)
	EndTry  // X region
	Enter   // X region; operands [manager]; result is what __enter__ returns; IsAsync suspends
	Exit    // X region; operands [manager]; IsAsync suspends

	CodeCount
)

// Op is one operation of a body.
type Op struct {
	Code  Code
	Flags OpFlags
	Aux   uint16
	Span  source.Span
	X     uint32 // a PathID, StrID, FuncID, label, …: see Code
	Arg   uint32 // offset of the first operand in Body.Operands
	N     uint32 // number of operands
}

// OpFlags refine a code; most apply to few codes.
type OpFlags uint8

const (
	IsAsync   OpFlags = 1 << iota // Iter, Next, Enter, Exit: the async form
	InPlace                       // Binary: augmented; Read, Write, and the Binary between them, of an augmented assignment
	IfTrue                        // Branch
	Rest                          // Elem: the starred target
	InTarget                      // Elem: unpacks the element of a for loop
	Assertion                     // Raise, and the Branch before it
	Implicit                      // not written in the source: handler-name delete, decorator call, return at the end
	IsComp                        // Iter, Next: of a comprehension
)

// Guarded is a flag of a Read of an attribute or a bare name: a try statement around it has
// an except clause for AttributeError or NameError, so that it counts as one that may raise.
const Guarded = IfTrue

// ConstKind is the kind of a Const.
type ConstKind = uint16

const (
	ConstNone ConstKind = iota
	ConstTrue
	ConstFalse
	ConstEllipsis
	ConstInt
	ConstFloat
	ConstComplex
	ConstStr
	ConstBytes
)

// BuildKind is what a Build makes.
type BuildKind = uint16

const (
	BuildTuple BuildKind = iota
	BuildList
	BuildSet
	BuildDict
	BuildString   // f-string; parts that are not constant
	BuildTemplate // t-string
	BuildSlice
	BuildCompList // empty container that a comprehension fills by CompAdd
	BuildCompSet
	BuildCompDict
	BuildType // value of a type alias or type parameter, which Python evaluates lazily; no operands
)

// MatchKind is the shape of a pattern.
type MatchKind = uint16

const (
	MatchSequence MatchKind = iota
	MatchMapping
	MatchClass
	MatchOther
)

// Tags of call arguments. A tag of at least TagKeyword is TagKeyword plus the StrID
// of the keyword.
const (
	TagPositional = 0
	TagStar       = 1
	TagStarStar   = 2
	TagKeyword    = 3
)

// Handler describes one except clause.
type Handler struct {
	Region uint32
	Types  []PathID // 0 for a type that is not a path; empty for a bare except
	Star   bool     // except*
}

// Body is the decoded code of one function.
type Body struct {
	Ops      []Op
	Operands []Value
	Handlers []Handler
	Labels   uint32 // number of labels
	Regions  uint32 // number of regions
}

// Args returns the operands of an op. The slice aliases the body.
func (b *Body) Args(op *Op) []Value { return b.Operands[op.Arg : op.Arg+op.N] }
