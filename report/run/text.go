package run

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/racehunt/racehunt/frontend/source"
)

// Source is one file loaded again for a report.
type Source struct {
	Raw  []byte // as on disk; GitHub hashes these
	Text *Text  // decoded; spans count its bytes
}

func (s *Source) text() *Text {
	if s.Text == nil {
		return &Text{starts: []int{0}}
	}
	return s.Text
}

// Text is decoded source with an index of its lines. Lines end at LF, CR or CRLF, as
// Python's do.
type Text struct {
	data   []byte
	starts []int // offset of the first byte of each line
}

// NewText indexes the lines of data, which it keeps.
func NewText(data []byte) *Text {
	starts := make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '\n':
			starts = append(starts, i+1)
		case '\r':
			if i+1 == len(data) || data[i+1] != '\n' {
				starts = append(starts, i+1)
			}
		}
	}
	return &Text{data: data, starts: starts}
}

// Bytes returns the whole text.
func (t *Text) Bytes() []byte { return t.data }

// Lines returns the number of lines; the piece after the last line break counts,
// even if it is empty.
func (t *Text) Lines() int { return len(t.starts) }

// Line returns the n-th line, counted from 1, without its line break.
func (t *Text) Line(n int) []byte {
	if n < 1 || n > len(t.starts) {
		return nil
	}
	end := len(t.data)
	if n < len(t.starts) {
		end = t.starts[n]
	}
	return bytes.TrimRight(t.data[t.starts[n-1]:end], "\r\n")
}

// Start returns the offset at which the n-th line starts; the end of the text if
// there is no such line.
func (t *Text) Start(n int) int {
	if n > len(t.starts) {
		return len(t.data)
	}
	return t.starts[max(n, 1)-1]
}

// Position turns an offset into a line, counted from 1, and a byte column, from 0.
func (t *Text) Position(offset int) (line, column int) {
	offset = max(0, min(offset, len(t.data)))
	line = sort.SearchInts(t.starts, offset+1)
	return line, offset - t.starts[line-1]
}

// clamp returns the ends of a span that certainly lie in the text and in order.
func (t *Text) clamp(s source.Span) (start, end int) {
	n := uint64(len(t.data))
	start = int(min(uint64(s.Start), n))
	return start, max(start, int(min(uint64(s.End), n)))
}

// columns returns the column after prefix, counted from 1, in characters and in
// UTF-16 units.
func columns(prefix []byte) (characters, units int) {
	characters, units = 1, 1
	for len(prefix) > 0 {
		r, n := utf8.DecodeRune(prefix)
		prefix = prefix[n:]
		characters++
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return characters, units
}
