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

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// Span is a half-open range of byte offsets in File.Text.
type Span struct{ Start, End uint32 }

// Problem says that a piece of a file could not be understood.
// Problems are collected and never stop the analysis of the rest of the file.
type Problem struct {
	Span    Span
	Message string // one sentence without a full stop, lower case
}

// Comment is a "# racehunt:" or "# guarded-by:" comment; Span covers it from "#" to the end
// of the line.
type Comment struct{ Span Span }

// Speaks says whether the text of a comment, after its "#", is one that racehunt reads.
func Speaks(text []byte) bool {
	text = bytes.TrimLeft(text, " \t")
	return len(text) > 8 && (text[0] == 'r' && bytes.HasPrefix(text, []byte("racehunt:")) ||
		text[0] == 'g' && bytes.HasPrefix(text, []byte("guarded-by:")))
}

// File is one decoded source file. It is safe for use by several goroutines.
type File struct {
	Path string
	Text []byte // valid UTF-8 without a byte-order mark; must not be changed

	once  sync.Once
	lines []uint32 // offset of the first byte of each line
}

// NewFile returns a file over text that is known to be valid UTF-8.
func NewFile(path string, text []byte) *File { return &File{Path: path, Text: text} }

// Position returns the 1-based line and the 0-based byte column of an offset.
// Offsets beyond the text count as its end.
func (f *File) Position(offset uint32) (line, col int) {
	f.index()
	i := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset })
	return i, int(offset - f.lines[i-1])
}

// UTF16Column returns the 0-based column of an offset in UTF-16 code units, the
// unit in which SARIF viewers and editors count.
func (f *File) UTF16Column(offset uint32) int {
	line, col := f.Position(offset)
	start := f.lines[line-1]
	units := 0
	for rest := f.Text[start:min(int(start)+col, len(f.Text))]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r > 0xFFFF {
			units++
		}
		units++
		rest = rest[size:]
	}
	return units
}

// LineCount returns the number of lines; a file that ends in a line end has an
// empty last line.
func (f *File) LineCount() int {
	f.index()
	return len(f.lines)
}

// LineStart returns the offset of the first byte of a 1-based line.
func (f *File) LineStart(line int) uint32 {
	f.index()
	return f.lines[line-1]
}

// Line returns the text of a 1-based line without its line end, or nothing if
// there is no such line.
func (f *File) Line(line int) []byte {
	f.index()
	if line < 1 || line > len(f.lines) {
		return nil
	}
	end := len(f.Text)
	if line < len(f.lines) {
		end = int(f.lines[line])
	}
	return bytes.TrimRight(f.Text[f.lines[line-1]:end], "\r\n")
}

// index builds the table of line starts. LF, CRLF and a lone CR each end a line,
// as they do for CPython.
func (f *File) index() {
	f.once.Do(func() {
		lines := make([]uint32, 1, 1+len(f.Text)/32)
		// A lone CR is rare enough to be worth one look over the whole text.
		if bytes.IndexByte(f.Text, '\r') < 0 {
			for i := 0; ; {
				n := bytes.IndexByte(f.Text[i:], '\n')
				if n < 0 {
					break
				}
				i += n + 1
				lines = append(lines, uint32(i))
			}
		} else {
			for i, c := range f.Text {
				crlf := c == '\r' && i+1 < len(f.Text) && f.Text[i+1] == '\n'
				if c == '\n' || c == '\r' && !crlf {
					lines = append(lines, uint32(i+1))
				}
			}
		}
		f.lines = lines
	})
}
