// Package ir is the seam of racehunt: what one Python file says, lowered to a
// control-flow intermediate representation that knows nothing of syntax trees.
//
// What goes in: package ir/lower builds a Module from a tree, or Decode reads one
// that was encoded before. What comes out: an index that every later stage reads
// (names, imports, classes, functions, calls, field accesses) and function bodies
// that are decoded only when wanted.
//
// A body is a flat list of ops over access paths. For example
//
//	async def f(self):
//	    self.total += await g()
//
// becomes
//
//	%0 = read self
//	%1 = read self.total base %0      in-place
//	%2 = read g
//	%3 = call g %2()
//	%4 = await %3                     suspends
//	%5 = add %1, %4                   in-place
//	write self.total base %0 = %5     in-place
//	return
//
// Left out: anything that needs a second file. Whether `self.lock` is a lock,
// what `g` is and whether it suspends is decided by package program.
package ir

import "github.com/racehunt/racehunt/frontend/source"

// IDs are dense within one module. 0 means "none" except for FuncID, where 0 is
// the module body, which every module has.
type (
	StrID   uint32 // index into Module.Strings; Strings[0] is ""
	PathID  uint32 // index into Module.Paths; Paths[0] is unused
	TypeID  uint32 // index into Module.Types; Types[0] is "unknown"
	FuncID  uint32 // index into Module.Funcs
	ClassID uint32 // index into Module.Classes; Classes[0] is unused
)

// Module is what one source file says, a pure function of the file's bytes.
// Everything but the function bodies is the index, which every later stage reads;
// a body is decoded from its bytes when somebody asks for it.
type Module struct {
	Strings  []string
	Paths    []Path
	Types    []Type
	Imports  []Import
	Classes  []Class
	Funcs    []Func
	Notes    []Note           // "# racehunt:" and "# guarded-by:" comments, in file order
	Problems []source.Problem // what could not be parsed
	Lines    uint32           // number of lines of the file
	Doc      bool             // the module is only a docstring or empty

	bodies []byte   // encoded bodies, one after the other
	starts []uint32 // starts[f] is where the body of Funcs[f] begins; one more at the end
}

// Selector says how a path extends its base, or where a root path starts.
type Selector uint8

const (
	NoSelector Selector = iota
	RootLocal           // local variable or parameter of the function at hand (class bodies: class variable)
	RootFree            // variable of an enclosing function
	RootGlobal          // module variable, builtin or star-imported name
	RootValue           // the result of an op that is not itself a path, such as a call; Name is empty
	Attr                // .Name
	Item                // [constant]; Name is the constant as Python writes it: 0, 'key'
	AnyItem             // [*]: a subscript that is not a constant; Name is empty
)

// Path is an access path: a root followed by selectors, interned so that equal
// paths have equal IDs within a module. Depth is at most MaxPathDepth selectors
// after the root; what is deeper starts anew at a RootValue.
type Path struct {
	Base PathID // 0 for a root
	Sel  Selector
	Name StrID
}

// MaxPathDepth bounds the number of selectors after the root of a path.
const MaxPathDepth = 6

// TypeKind says what an annotation is.
type TypeKind uint8

const (
	TypeUnknown TypeKind = iota
	TypeName             // Path, possibly with Args: dict[str, Lock]
	TypeUnion            // Args: X | Y, Optional[X], Union[X, Y]
	TypeNone             // None
)

// Type is an annotation or base class. String annotations are parsed like others.
type Type struct {
	Kind TypeKind
	Path PathID
	Args []TypeID
}

// Import is one bound name of an import statement.
type Import struct {
	Func         FuncID // where the statement stands
	Module       StrID  // dotted name as written, without the leading dots
	Name         StrID  // name imported from Module, "*" for all; "" for "import Module"
	As           StrID  // name that is bound; for "import a.b" this is "a"; "" for "*"
	Level        uint16 // number of leading dots
	TypeChecking bool   // under "if TYPE_CHECKING:"
	Span         source.Span
}

// Decorator is a decorator of a function or class.
type Decorator struct {
	Path PathID // path of the decorator, or of what is called: "@app.get('/')" has path app.get
	Call bool   // written with arguments
	Span source.Span
}

// Class is one class statement.
type Class struct {
	Name       StrID
	Qual       StrID  // Outer.Inner or f.<locals>.C
	Func       FuncID // function (or module body, or class body) whose code defines it
	Body       FuncID // its body, a function of kind ClassBody
	Bases      []TypeID
	Meta       PathID // metaclass= argument, if it is a path
	Decorators []Decorator
	Span       source.Span // whole statement
	NameSpan   source.Span // the name
}

// FuncKind says what sort of code a Func is.
type FuncKind uint8

const (
	ModuleBody FuncKind = iota
	ClassBody
	Function // def or async def
	Lambda
	GenExpr // generator expression; its only parameter, named ".0", is the outermost iterator
)

// FuncFlags are properties of a function that its text alone shows.
type FuncFlags uint16

const (
	Async      FuncFlags = 1 << iota // async def, or an asynchronous generator expression
	Generator                        // contains yield (with Async: asynchronous generator)
	Awaits                           // contains a syntactic suspension: await, async for, async with
	Iterates                         // contains a loop over an iterable or a comprehension
	Enters                           // contains a with statement
	Tries                            // contains a try statement
	UsesLocals                       // calls locals(), vars(), exec or eval without arguments that bind names
	StarImport                       // contains "from m import *"
)

// Func is one function, with the part of its body that is worth knowing without
// decoding it.
type Func struct {
	Name       StrID
	Qual       StrID // Class.method, f.<locals>.g, "<module>", "<lambda>"
	Kind       FuncKind
	Flags      FuncFlags
	Parent     FuncID  // lexically enclosing function; 0 for the module body itself
	Class      ClassID // for a ClassBody its class; for a function directly in a class body that class; else 0
	Params     []Param
	Returns    TypeID
	Decorators []Decorator
	Locals     []Local // sorted by Name string; parameters included
	Free       []StrID // names used here or below that an enclosing function owns
	Annots     []Annot // annotated assignments, in order
	Span       source.Span
	NameSpan   source.Span // the name; for a lambda its keyword; for a module the empty span 0

	Calls   []PathID // paths called, sorted, each once
	Reads   []PathID // non-local paths read, sorted, each once
	Writes  []PathID // non-local paths written or augmented, sorted, each once
	Deletes []PathID // non-local paths deleted, sorted, each once
}

// ParamKind follows Python's inspect module.
type ParamKind uint8

const (
	PosOnly ParamKind = iota
	PosOrKw
	VarPos // *args
	KwOnly
	VarKw // **kwargs
)

// Param is one parameter.
type Param struct {
	Name       StrID
	Kind       ParamKind
	Type       TypeID
	HasDefault bool
}

// Local is a variable that a function owns.
type Local struct {
	Name  StrID
	Param bool
	Cell  bool // an inner function uses it too
}

// Annot is an annotated target: "self.x: T = v" or "x: T".
type Annot struct {
	Path PathID
	Type TypeID
	Bare bool // without a value
	Span source.Span
}

// Note is a "# racehunt:" or "# guarded-by:" comment.
type Note struct {
	Span source.Span
	Text StrID       // after "racehunt:", trimmed; "guarded-by" and the lock for the other kind
	Line source.Span // the line of code that it speaks of: its own, or the next one if it stands alone
}

// Str returns the text of s.
func (m *Module) Str(s StrID) string { return m.Strings[s] }

// Root returns the root path that p starts from.
func (m *Module) Root(p PathID) PathID {
	for m.Paths[p].Base != 0 {
		p = m.Paths[p].Base
	}
	return p
}
