// Package token names the lexical elements of Python and packs one into 16 bytes.
//
// What goes in is chosen by package lexer; what comes out is read by package
// parser. A Token holds no text, only its span, so a file's tokens lie in one
// slice that is reused for the next file.
//
// For example `x += 1` is Name, PlusEqual, Number, Newline, EOF.
package token

// Token is one lexical element.
type Token struct {
	Kind  Kind
	Flags Flags
	Start uint32 // byte offset of the first byte
	End   uint32 // byte offset after the last byte
	Sym   uint32 // for Name: its symbol (an ast.Sym)
}

// Flags say more about a Number, a String or a piece of an f-string.
type Flags uint8

// Flags of strings: the prefix, and whether decoding has anything to do.
const (
	Bytes    Flags = 1 << iota // b prefix
	Raw                        // r prefix
	Unicode                    // u prefix
	Templ                      // t prefix (FStart and its pieces)
	Escape                     // a backslash stands in it
	NonASCII                   // a byte above 0x7F stands in it
	Doubled                    // FMiddle: ends in the first half of a doubled brace; the second counts for its position

)

// Flags of numbers.
const (
	Float Flags = 1 << iota
	Imaginary
)

// Kind says what a token is.
type Kind uint8

// Kinds of tokens. Operators from Plus to DoubleSlash stand in the order of their
// augmented assignments from PlusEqual on.
const (
	EOF   Kind = iota
	Error      // text that is no token; its problem is already reported
	Newline
	Indent
	Dedent
	Name
	Number
	String
	FStart  // the prefix and opening quotes of an f-string or t-string
	FMiddle // literal text inside one
	FEnd    // its closing quotes

	LParen
	RParen
	LBracket
	RBracket
	LBrace
	RBrace
	Comma
	Colon
	Semi
	Dot
	Ellipsis
	Equal
	ColonEqual
	Arrow
	Exclam
	LessGreater // <> of Python 2

	Plus
	Minus
	Star
	Slash
	DoubleSlash
	Percent
	At
	DoubleStar
	Shl
	Shr
	Amp
	Pipe
	Caret
	Tilde

	PlusEqual
	MinusEqual
	StarEqual
	SlashEqual
	DoubleSlashEqual
	PercentEqual
	AtEqual
	DoubleStarEqual
	ShlEqual
	ShrEqual
	AmpEqual
	PipeEqual
	CaretEqual

	EqEqual
	NotEqual
	Less
	LessEqual
	Greater
	GreaterEqual

	False
	None
	True
	And
	As
	Assert
	Async
	Await
	Break
	Class
	Continue
	Def
	Del
	Elif
	Else
	Except
	Finally
	For
	From
	Global
	If
	Import
	In
	Is
	Lambda
	Nonlocal
	Not
	Or
	Pass
	Raise
	Return
	Try
	While
	With
	Yield

	Count
)

var names = [Count]string{
	EOF: "end of file", Error: "invalid text", Newline: "end of line", Indent: "indentation", Dedent: "end of block",
	Name: "name", Number: "number", String: "string", FStart: "f-string", FMiddle: "text", FEnd: "end of string",
	LParen: "(", RParen: ")", LBracket: "[", RBracket: "]", LBrace: "{", RBrace: "}", Comma: ",", Colon: ":",
	Semi: ";", Dot: ".", Ellipsis: "...", Equal: "=", ColonEqual: ":=", Arrow: "->", Exclam: "!", LessGreater: "<>",
	Plus: "+", Minus: "-", Star: "*", Slash: "/", DoubleSlash: "//", Percent: "%", At: "@", DoubleStar: "**",
	Shl: "<<", Shr: ">>", Amp: "&", Pipe: "|", Caret: "^", Tilde: "~",
	PlusEqual: "+=", MinusEqual: "-=", StarEqual: "*=", SlashEqual: "/=", DoubleSlashEqual: "//=", PercentEqual: "%=",
	AtEqual: "@=", DoubleStarEqual: "**=", ShlEqual: "<<=", ShrEqual: ">>=", AmpEqual: "&=", PipeEqual: "|=", CaretEqual: "^=",
	EqEqual: "==", NotEqual: "!=", Less: "<", LessEqual: "<=", Greater: ">", GreaterEqual: ">=",
	False: "False", None: "None", True: "True", And: "and", As: "as", Assert: "assert", Async: "async", Await: "await",
	Break: "break", Class: "class", Continue: "continue", Def: "def", Del: "del", Elif: "elif", Else: "else",
	Except: "except", Finally: "finally", For: "for", From: "from", Global: "global", If: "if", Import: "import",
	In: "in", Is: "is", Lambda: "lambda", Nonlocal: "nonlocal", Not: "not", Or: "or", Pass: "pass", Raise: "raise",
	Return: "return", Try: "try", While: "while", With: "with", Yield: "yield",
}

// String returns the token as it is spelt, or a description of its kind.
func (k Kind) String() string { return names[k] }

// IsKeyword reports whether the kind is a reserved word.
func (k Kind) IsKeyword() bool { return k >= False && k < Count }

// Keywords calls yield with every reserved word.
func Keywords(yield func(word string, kind Kind) bool) {
	for k := False; k < Count; k++ {
		if !yield(names[k], k) {
			return
		}
	}
}
