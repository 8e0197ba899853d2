package sarif

import (
	"strconv"
	"unicode/utf8"
)

// GitHub recognises an alert of an earlier run by a hash of the text that follows
// the start of its line. Its upload action computes the hash itself where a report
// has none and warns where the two differ, so ours has to be the very same number.
const (
	hashWindow = 100     // UTF-16 units that a hash covers
	hashBase   = 37      // the hash is a polynomial in this number, modulo 2 to the 64
	endOfFile  = 0xFFFF  // stands for the end of the file in the text that is hashed
	noLine     = int(-1) // this unit does not start a line
)

// lineHasher holds the last hashWindow units in a ring. Units leave it in the order
// in which they came; when a unit that starts a line leaves, the hash of the ring is
// the hash of that line.
type lineHasher struct {
	units  [hashWindow]uint64
	lines  [hashWindow]int // line that the unit starts, or noLine
	at     int             // oldest entry of the ring, and the next to be replaced
	hash   uint64
	oldest uint64 // hashBase to the power of hashWindow: the weight of a leaving unit
	count  map[uint64]int
	out    []string
}

// lineHashes returns the hash of every line of a file as on disk; the first line has
// index 0. A file that ends in a line break has one more, empty line.
func lineHashes(raw []byte) []string {
	h := &lineHasher{oldest: 1, count: map[uint64]int{}}
	for i := range h.lines {
		h.lines[i] = noLine
		h.oldest *= hashBase
	}
	h.feed(raw)
	// Push everything out, so that the last lines get their hashes too.
	for range hashWindow {
		h.push(0, noLine)
	}
	return h.out
}

// feed hashes the text without blanks, whatever its line breaks are.
func (h *lineHasher) feed(raw []byte) {
	line, start, afterCR := 0, true, false
	add := func(unit uint64) {
		this := noLine
		if start {
			this, start = line, false
			line++
		}
		start = unit == '\n'
		h.push(unit, this)
	}
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		raw = raw[n:]
		if r == ' ' || r == '\t' || afterCR && r == '\n' {
			afterCR = false
			continue
		}
		afterCR = r == '\r'
		switch {
		case afterCR:
			add('\n')
		case r > 0xFFFF:
			r -= 0x10000
			add(0xD800 + uint64(r>>10))
			add(0xDC00 + uint64(r&0x3FF))
		default:
			add(uint64(r))
		}
	}
	add(endOfFile)
}

// push puts a unit into the ring in place of the oldest.
func (h *lineHasher) push(unit uint64, line int) {
	if h.lines[h.at] != noLine {
		h.count[h.hash]++
		h.out = append(h.out, strconv.FormatUint(h.hash, 16)+":"+strconv.Itoa(h.count[h.hash]))
	}
	h.hash = hashBase*h.hash + unit - h.oldest*h.units[h.at]
	h.units[h.at], h.lines[h.at] = unit, line
	h.at = (h.at + 1) % hashWindow
}
