package run

import (
	"unicode/utf8"

	"github.com/racehunt/racehunt/frontend/source"
)

// Source is one file loaded again for a report.
type Source struct {
	Raw  []byte       // as on disk; GitHub hashes these
	Text *source.File // decoded; spans count its bytes
}

// clamp returns the ends of a span that certainly lie in the text and in order.
func clamp(f *source.File, s source.Span) (start, end uint32) {
	n := uint32(len(f.Text))
	start = min(s.Start, n)
	return start, max(start, min(s.End, n))
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
