package ast

import (
	"encoding/binary"
	"strings"
)

// Symbols is the identifier table of one file. Equal names have equal Syms.
// The zero value is ready for use; Reset keeps its memory for the next file.
//
// It is an open-addressing table because looking up a name is the parser's most
// frequent act: a name of up to eight bytes is compared as one machine word.
type Symbols struct {
	names []string // by Sym
	slots []entry  // a power of two, at most half full
	used  []uint32 // slot of each Sym, so that Reset need not clear the whole table
	chunk strings.Builder
}

type entry struct {
	key uint64 // Key of the name
	sym Sym    // 0 in a free slot
	len uint32
}

const (
	minSlots  = 1 << 10
	maxKept   = 1 << 16 // slots; a larger table is dropped by Reset
	chunkSize = 16 << 10
	mixer     = 0x9E3779B97F4A7C15
)

// Text returns the name of a symbol, "" for 0. The string stays valid for ever.
func (s *Symbols) Text(sym Sym) string {
	if sym == 0 {
		return ""
	}
	return s.names[sym]
}

// Len returns one more than the largest symbol.
func (s *Symbols) Len() int { return max(1, len(s.names)) }

// Reset empties the table.
func (s *Symbols) Reset() {
	if len(s.slots) > maxKept {
		*s = Symbols{}
		return
	}
	for _, slot := range s.used {
		s.slots[slot] = entry{}
	}
	clear(s.names)
	s.names = s.names[:0]
	s.used = s.used[:0]
}

// Intern returns the symbol of name, which must be in NFKC form.
func (s *Symbols) Intern(name []byte) Sym { return s.InternKey(Key(name), name) }

// Key returns the word by which a name is looked up: the name itself if it has up
// to eight bytes, a hash if it has more.
func Key(name []byte) uint64 {
	n := len(name)
	if n <= 8 {
		var key uint64
		for i, c := range name {
			key |= uint64(c) << (8 * i)
		}
		return key
	}
	key := binary.LittleEndian.Uint64(name)
	for i := 8; i+8 < n; i += 8 {
		key = (key ^ key>>29) * mixer
		key ^= binary.LittleEndian.Uint64(name[i:])
	}
	key = (key ^ key>>29) * mixer
	return key ^ binary.LittleEndian.Uint64(name[n-8:])
}

// InternKey is Intern for a caller that has computed Key(name) already.
func (s *Symbols) InternKey(key uint64, name []byte) Sym {
	if 2*len(s.names) >= len(s.slots) || len(s.names) == 0 {
		s.grow()
	}
	mask := uint64(len(s.slots) - 1)
	for i := hash(key) & mask; ; i = (i + 1) & mask {
		e := &s.slots[i]
		if e.sym == 0 {
			*e = entry{key, s.add(name, uint32(i)), uint32(len(name))}
			return e.sym
		}
		if e.key == key && e.len == uint32(len(name)) && (len(name) <= 8 || s.names[e.sym] == string(name)) {
			return e.sym
		}
	}
}

func hash(key uint64) uint64 {
	key *= mixer
	return key ^ key>>32
}

// add stores a copy of name. Names lie side by side in chunks that are only ever
// appended to, so one allocation serves thousands of them.
func (s *Symbols) add(name []byte, slot uint32) Sym {
	if s.chunk.Cap()-s.chunk.Len() < len(name) {
		s.chunk = strings.Builder{}
		s.chunk.Grow(max(chunkSize, len(name)))
	}
	start := s.chunk.Len()
	s.chunk.Write(name)
	sym := Sym(len(s.names))
	s.names = append(s.names, s.chunk.String()[start:])
	s.used = append(s.used, slot)
	return sym
}

func (s *Symbols) grow() {
	if len(s.names) == 0 {
		s.names = append(s.names, "")
		if len(s.slots) > 0 {
			return
		}
	}
	old := s.slots
	s.slots = make([]entry, max(minSlots, 2*len(old)))
	mask := uint64(len(s.slots) - 1)
	s.used = s.used[:0]
	s.used = append(s.used, make([]uint32, len(s.names)-1)...)
	for _, e := range old {
		if e.sym == 0 {
			continue
		}
		i := hash(e.key) & mask
		for s.slots[i].sym != 0 {
			i = (i + 1) & mask
		}
		s.slots[i] = e
		s.used[e.sym-1] = uint32(i)
	}
}
