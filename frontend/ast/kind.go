package ast

// Kind says which construct a node is. Names are those of CPython's ast module.
type Kind uint8

// Comments give the layout: A, B and C are node IDs unless they are said to be a
// List (of IDs, unless "of syms"), a Sym or a Rec {fields}. "?" marks what may be 0.
const (
	NoKind Kind = iota

	Module // A body List

	// Statements.

	FunctionDef      // A name Sym, B Rec{args, returns?, body List, decorators List, typeparams List}
	AsyncFunctionDef // like FunctionDef
	ClassDef         // A name Sym, B Rec{bases List, keywords List, body List, decorators List, typeparams List}
	Return           // A value?
	Delete           // A targets List
	Assign           // A targets List, B value
	TypeAlias        // A name, B typeparams List, C value
	AugAssign        // A target, B value; Op operator
	AnnAssign        // A target, B annotation, C value?; FlagSimple
	For              // A target, B iter, C Rec{body List, orelse List}
	AsyncFor         // like For
	While            // A test, B body List, C orelse List
	If               // A test, B body List, C orelse List
	With             // A items List, B body List
	AsyncWith        // like With
	Match            // A subject, B cases List
	Raise            // A exc?, B cause?
	Try              // A Rec{body List, handlers List, orelse List, finalbody List}
	TryStar          // like Try
	Assert           // A test, B msg?
	Import           // A names List
	ImportFrom       // A module Sym?, B names List, C level (a number)
	Global           // A names List of syms
	Nonlocal         // A names List of syms
	Expr             // A value
	Pass
	Break
	Continue
	Bad // a statement that could not be parsed; never in a tree without problems

	// Expressions.

	BoolOp         // A values List; Op And or Or
	NamedExpr      // A target, B value
	BinOp          // A left, B right; Op operator
	UnaryOp        // A operand; Op operator
	Lambda         // A args, B body
	IfExp          // A test, B body, C orelse
	Dict           // A keys List (0 for **), B values List
	Set            // A elts List
	ListComp       // A elt, B generators List
	SetComp        // A elt, B generators List
	DictComp       // A key, B value, C generators List
	GeneratorExp   // A elt, B generators List
	Await          // A value
	Yield          // A value?
	YieldFrom      // A value
	Compare        // A left, B ops List of Op values, C comparators List
	Call           // A func, B args List, C keywords List
	FormattedValue // A value, B conversion (0 = none, else 'r', 's' or 'a'), C format_spec? (a JoinedStr; a Constant if it is only text with a \N escape)
	Interpolation  // A value, B Rec{start, end of the source text, conversion}, C format_spec? (fields in it are FormattedValues)
	JoinedStr      // A values List
	TemplateStr    // A values List
	Constant       // Op ConstNone … ConstBytes; strings: A Rec of parts or 0, see StringParts; FlagU
	Attribute      // A value, B attr Sym; Op ctx
	Subscript      // A value, B slice; Op ctx
	Starred        // A value; Op ctx
	Name           // A Sym; Op ctx
	ListExpr       // A elts List; Op ctx. Called "List" in CPython
	Tuple          // A elts List; Op ctx
	Slice          // A lower?, B upper?, C step?
	BadExpr        // an expression that could not be parsed

	// Parts.

	Comprehension // A target, B iter, C ifs List; FlagAsync; no position
	ExceptHandler // A type?, B name Sym?, C body List
	Arguments     // A Rec{posonly List, args List, vararg?, kwonly List, kwdefaults List with 0s, kwarg?, defaults List}; no position
	Arg           // A name Sym, B annotation?
	Keyword       // A name Sym (0 for **), B value
	Alias         // A name Sym, B asname Sym?
	WithItem      // A context, B vars?; no position
	MatchCase     // A pattern, B guard?, C body List; no position

	// Patterns.

	MatchValue     // A value
	MatchSingleton // Op ConstNone, ConstTrue or ConstFalse
	MatchSequence  // A patterns List
	MatchMapping   // A keys List, B patterns List, C rest Sym?
	MatchClass     // A cls, B patterns List, C Rec{kwd_attrs List of syms, kwd_patterns List}
	MatchStar      // A name Sym?
	MatchAs        // A pattern?, B name Sym?
	MatchOr        // A patterns List

	// Type parameters.

	TypeVar      // A name Sym, B bound?, C default?
	ParamSpec    // A name Sym, C default?
	TypeVarTuple // A name Sym, C default?

	KindCount
)

// Op is an operator, an expression context or a kind of constant.
type Op uint8

// Operators, contexts and kinds of constants, each under its CPython name.
const (
	NoOp Op = iota

	And
	Or

	Add
	Sub
	Mult
	MatMult
	Div
	Mod
	Pow
	LShift
	RShift
	BitOr
	BitXor
	BitAnd
	FloorDiv

	Invert
	Not
	UAdd
	USub

	Eq
	NotEq
	Lt
	LtE
	Gt
	GtE
	Is
	IsNot
	In
	NotIn

	Load
	Store
	Del

	ConstNone
	ConstTrue
	ConstFalse
	ConstEllipsis
	ConstInt
	ConstFloat
	ConstComplex
	ConstStr
	ConstBytes
)

// Flags of a node.
const (
	FlagAsync  uint16 = 1 << iota // Comprehension: async for
	FlagSimple                    // AnnAssign: the target is a bare name
	FlagU                         // Constant: the first literal has a u prefix
	FlagParen                     // expression stands in parentheses of its own (not part of its span)
)

// Field numbers of the records that Kind's comments name.
const (
	FuncArgs = iota
	FuncReturns
	FuncBody
	FuncDecorators
	FuncTypeParams
)

// Fields of a ClassDef record.
const (
	ClassBases = iota
	ClassKeywords
	ClassBody
	ClassDecorators
	ClassTypeParams
)

// Fields of a Try record.
const (
	TryBody = iota
	TryHandlers
	TryOrElse
	TryFinal
)

// Fields of an Arguments record.
const (
	ArgsPosOnly = iota
	ArgsArgs
	ArgsVarArg
	ArgsKwOnly
	ArgsKwDefaults
	ArgsKwArg
	ArgsDefaults
)

// Fields of a For record.
const (
	ForBody = iota
	ForOrElse
)

// Fields of a MatchClass record.
const (
	MatchKwdAttrs = iota
	MatchKwdPatterns
)
