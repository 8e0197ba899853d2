package ir

import (
	"strings"

	"github.com/racehunt/racehunt/frontend/source"
)

// boolBits packs booleans into a byte, the first in the lowest bit.
func boolBits(bits ...bool) byte {
	var b byte
	for i, bit := range bits {
		if bit {
			b |= 1 << i
		}
	}
	return b
}

func appendSpan(dst []byte, s source.Span) []byte {
	return appendUint(appendUint(dst, uint64(s.Start)), uint64(s.End-s.Start))
}

func appendIDs[T ~uint32](dst []byte, ids []T) []byte {
	dst = appendUint(dst, uint64(len(ids)))
	for _, id := range ids {
		dst = appendUint(dst, uint64(id))
	}
	return dst
}

// appendSorted appends ascending paths by their differences, which are mostly small.
func appendSorted(dst []byte, paths []PathID) []byte {
	dst = appendUint(dst, uint64(len(paths)))
	last := PathID(0)
	for _, p := range paths {
		dst = appendUint(dst, uint64(uint32(p-last)))
		last = p
	}
	return dst
}

// appendStrings appends the lengths, then the texts: the reader makes one string of
// all texts and cuts it.
func appendStrings(dst []byte, texts []string) []byte {
	dst = appendUint(dst, uint64(len(texts)))
	for _, s := range texts {
		dst = appendUint(dst, uint64(len(s)))
	}
	for _, s := range texts {
		dst = append(dst, s...)
	}
	return dst
}

// reader reads numbers from data. After the first mistake it is bad and reads zeros,
// so that callers check once at the end.
type reader struct {
	data []byte
	at   int
	bad  bool
}

func (r *reader) u32() uint32 {
	x, at := uvarint(r.data, r.at)
	if at > len(r.data) {
		r.bad = true
		r.at = len(r.data)
		return 0
	}
	r.at = at
	return x
}

func (r *reader) u16() uint16 {
	x := r.u32()
	if x > 1<<16-1 {
		r.bad = true
	}
	return uint16(x)
}

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		r.bad = true
		return 0
	}
	b := r.data[r.at]
	r.at++
	return b
}

// bits reads a byte of n booleans. Other bits must be 0, so that equal modules have
// equal bytes.
func (r *reader) bits(n int) byte {
	b := r.byte()
	if b>>n != 0 {
		r.bad = true
	}
	return b
}

func (r *reader) bit() bool { return r.bits(1) != 0 }

func (r *reader) span() source.Span {
	start := r.u32()
	return source.Span{Start: start, End: start + r.u32()}
}

// bytes returns the next n bytes; they alias the data.
func (r *reader) bytes(n int) []byte {
	if n > len(r.data)-r.at {
		r.bad = true
	}
	if r.bad {
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at : r.at]
}

// count reads the length of a list whose elements take at least min bytes each. A
// length that the rest of the data cannot hold is a mistake, so that a false length
// never makes the reader allocate much.
func (r *reader) count(min int) int {
	n := r.u32()
	if uint64(n)*uint64(min) > uint64(len(r.data)-r.at) {
		r.bad = true
		return 0
	}
	return int(n)
}

// readList reads a list whose elements take at least min bytes each; an empty one is nil.
func readList[T any](r *reader, min int, read func(*T)) []T {
	n := r.count(min)
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	for i := range list {
		if r.bad {
			return nil
		}
		read(&list[i])
	}
	return list
}

// readIDs appends a list of IDs to ids.
func readIDs[T ~uint32](r *reader, ids []T) []T {
	n := r.count(1)
	if n == 0 {
		return ids
	}
	if cap(ids) < n {
		ids = make([]T, 0, n)
	}
	for range n {
		ids = append(ids, T(r.u32()))
	}
	return ids
}

// readSorted reads what appendSorted wrote.
func readSorted(r *reader) []PathID {
	paths := readIDs[PathID](r, nil)
	for i := 1; i < len(paths); i++ {
		paths[i] += paths[i-1]
	}
	return paths
}

// readStrings reads what appendStrings wrote.
func readStrings(r *reader) []string {
	n := r.count(1)
	if n == 0 {
		return nil
	}
	texts := make([]string, n)
	ends := make([]int, n)
	total := 0
	for i := range ends {
		total += int(r.u32())
		ends[i] = total
		if total > len(r.data) {
			r.bad = true
			return nil
		}
	}
	var all strings.Builder
	all.Write(r.bytes(total))
	if r.bad {
		return nil
	}
	start := 0
	for i, end := range ends {
		texts[i] = all.String()[start:end]
		start = end
	}
	return texts
}
