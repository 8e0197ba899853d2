package ir

// info is what a code means to everybody: its name in printed text, the role of X,
// how many operands it takes, and how control leaves it.
type info struct {
	name       string
	x          xKind
	minN, maxN int8 // number of operands; maxN -1 means any
	result     bool // other ops may refer to it
	raises     bool // may raise; subscripts are a case of their own, see Module.MayRaise
	suspends   bool // another task may run here, in the async form where there are two
	ends       bool // control never falls through
	jumps      bool // X is a label that control may go to
}

// xKind says what Op.X is.
type xKind uint8

const (
	xNone xKind = iota
	xStr
	xPath
	xIndex // any number
	xLabel
	xFunc
	xClass
	xImport
	xRegion
	xHandler
)

var codeInfo = [CodeCount]info{
	Nop:        {name: "nop"},
	Const:      {name: "const", x: xStr, result: true},
	Read:       {name: "read", x: xPath, maxN: 2, result: true},
	Write:      {name: "write", x: xPath, minN: 1, maxN: 3},
	Delete:     {name: "delete", x: xPath, maxN: 2},
	Unary:      {name: "unary", minN: 1, maxN: 1, result: true},
	Binary:     {name: "binary", minN: 2, maxN: 2, result: true},
	Compare:    {name: "compare", minN: 2, maxN: 2, result: true},
	Merge:      {name: "merge", minN: 1, maxN: -1, result: true},
	Build:      {name: "build", maxN: -1, result: true},
	Spread:     {name: "spread", minN: 1, maxN: 1, result: true},
	Elem:       {name: "elem", x: xIndex, minN: 1, maxN: 1, result: true},
	Call:       {name: "call", x: xPath, minN: 1, maxN: -1, result: true, raises: true},
	Await:      {name: "await", minN: 1, maxN: 1, result: true, raises: true, suspends: true},
	Yield:      {name: "yield", maxN: 1, result: true, raises: true, suspends: true},
	YieldFrom:  {name: "yieldfrom", minN: 1, maxN: 1, result: true, raises: true, suspends: true},
	Iter:       {name: "iter", minN: 1, maxN: 1, result: true, raises: true},
	Next:       {name: "next", x: xLabel, minN: 1, maxN: 1, result: true, raises: true, suspends: true, jumps: true},
	CompAdd:    {name: "compadd", minN: 2, maxN: 3},
	MakeFunc:   {name: "makefunc", x: xFunc, maxN: -1, result: true},
	MakeClass:  {name: "makeclass", x: xClass, maxN: -1, result: true, raises: true},
	ImportName: {name: "import", x: xImport, result: true, raises: true},
	Match:      {name: "match", x: xPath, minN: 1, maxN: 1, result: true},
	Label:      {name: "label", x: xLabel},
	Jump:       {name: "jump", x: xLabel, ends: true, jumps: true},
	Branch:     {name: "branch", x: xLabel, minN: 1, maxN: 1, jumps: true},
	Return:     {name: "return", maxN: 1, ends: true},
	Raise:      {name: "raise", maxN: 2, raises: true, ends: true},
	Try:        {name: "try", x: xRegion},
	TryElse:    {name: "tryelse", x: xRegion},
	Catch:      {name: "catch", x: xHandler, result: true},
	Finally:    {name: "finally", x: xRegion},
	EndTry:     {name: "endtry", x: xRegion},
	Enter:      {name: "enter", x: xRegion, minN: 1, maxN: 1, result: true, raises: true, suspends: true},
	Exit:       {name: "exit", x: xRegion, minN: 1, maxN: 1, raises: true, suspends: true},
}

// String returns the name of a code as the printer writes it.
func (c Code) String() string {
	if c < CodeCount {
		return codeInfo[c].name
	}
	return "code?"
}

// HasResult reports whether other ops may refer to the result of this one.
func (c Code) HasResult() bool { return codeInfo[c].result }

// Ends reports whether control never falls through the op: a jump, return or raise.
func (c Code) Ends() bool { return codeInfo[c].ends }

// Jumps reports whether X is a label that control may go to: Jump, Branch and Next.
func (c Code) Jumps() bool { return codeInfo[c].jumps }

// MayRaise reports whether the op may raise, as far as its code alone shows.
// Reading or deleting a subscript may raise too: ask Module.MayRaise for that.
func (c Code) MayRaise() bool { return codeInfo[c].raises }

// MayRaise reports whether op may raise. Calls, awaits, yields, iteration, with,
// raise, imports and class bodies may, and so may reading or deleting a subscript,
// because programs handle KeyError and IndexError on purpose, and other reads where an
// except clause says so (Guarded). Otherwise attribute loads, arithmetic and unpacking
// are taken not to.
func (m *Module) MayRaise(op *Op) bool {
	if op.Code == Read || op.Code == Delete {
		sel := m.Paths[op.X].Sel
		return sel == Item || sel == AnyItem || op.Code == Read && op.Flags&Guarded != 0
	}
	return codeInfo[op.Code].raises
}

// MaySuspend reports whether another task may run during op, were its operand of the
// kind that suspends: await, yield, yield from, and the async forms of next, enter
// and exit.
func (op *Op) MaySuspend() bool {
	switch op.Code {
	case Next, Enter, Exit:
		return op.Flags&IsAsync != 0
	}
	return codeInfo[op.Code].suspends
}

// Path returns the path that op is about: that of a Read, Write, Delete, Call or
// Match; else 0.
func (op *Op) Path() PathID {
	if codeInfo[op.Code].x == xPath {
		return PathID(op.X)
	}
	return 0
}

// Base returns the value that the last selector of a Read, Write or Delete is
// applied to, or NoValue for a bare name.
func (b *Body) Base(op *Op) Value {
	if args := b.Args(op); len(args) >= 2 {
		return args[0]
	}
	return NoValue
}

// Key returns the subscript of a Read, Write or Delete, or NoValue.
func (b *Body) Key(op *Op) Value {
	if args := b.Args(op); len(args) >= 2 {
		return args[1]
	}
	return NoValue
}

// Stored returns the value that a Write stores.
func (b *Body) Stored(op *Op) Value { return b.Operands[op.Arg+op.N-1] }

// Arg is one argument of a call.
type Arg struct {
	Value Value
	Tag   Value // TagPositional, TagStar, TagStarStar, or at least TagKeyword
}

// Keyword returns the name of a keyword argument, or 0.
func (a Arg) Keyword() StrID {
	if a.Tag < TagKeyword {
		return 0
	}
	return StrID(a.Tag - TagKeyword)
}

// Callee returns the value that a Call calls.
func (b *Body) Callee(op *Op) Value { return b.Operands[op.Arg] }

// NumArgs returns the number of arguments of a Call.
func (b *Body) NumArgs(op *Op) int { return int(op.N-1) / 2 }

// CallArg returns argument i of a Call, in the order of the text.
func (b *Body) CallArg(op *Op, i int) Arg {
	at := int(op.Arg) + 1 + 2*i
	return Arg{b.Operands[at], b.Operands[at+1]}
}

// CallArgs ranges over the arguments of a Call, in the order of the text.
func (b *Body) CallArgs(op *Op) func(yield func(int, Arg) bool) {
	return func(yield func(int, Arg) bool) {
		for i := range b.NumArgs(op) {
			if !yield(i, b.CallArg(op, i)) {
				return
			}
		}
	}
}

// Positional returns the value of positional argument i of a Call, or NoValue if it
// is absent or stands behind a *argument.
func (b *Body) Positional(op *Op, i int) Value {
	for n, a := range b.CallArgs(op) {
		if a.Tag != TagPositional {
			return NoValue
		}
		if n == i {
			return a.Value
		}
	}
	return NoValue
}

// KeywordArg returns the value of the keyword argument of that name, or NoValue.
func (m *Module) KeywordArg(b *Body, op *Op, name string) Value {
	for _, a := range b.CallArgs(op) {
		if k := a.Keyword(); k != 0 && m.Strings[k] == name {
			return a.Value
		}
	}
	return NoValue
}
