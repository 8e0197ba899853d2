// Package source holds what every later stage says about a file: its text, byte
// spans in that text, and the problems found while reading it.
//
// What goes in: the bytes of one file. What comes out: a File whose Text is valid
// UTF-8 without a byte-order mark, decoded by PEP 263, in which every Span counts
// bytes, and a lazy index that turns byte offsets into lines and columns.
//
//	f, problems := source.Decode("a.py", data)
//	line, col := f.Position(span.Start) // 1-based line, 0-based byte column
//
// Left out: notebooks (.ipynb) and stubs; they would enter through a further
// constructor that yields the same File.
package source

// Span is a half-open range of byte offsets in File.Text.
type Span struct{ Start, End uint32 }

// Problem says that a piece of a file could not be understood.
// Problems are collected and never stop the analysis of the rest of the file.
type Problem struct {
	Span    Span
	Message string // one sentence without a full stop, lower case
}

// Comment is a "# racehunt:" comment; Span covers it from "#" to the end of the line.
type Comment struct{ Span Span }
