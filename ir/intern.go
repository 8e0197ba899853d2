package ir

import "hash/maphash"

// The tables by which a builder finds strings and paths again. They are open-addressed
// and hold IDs only, so that comparing goes through the module's own slices, and they
// remember which slots are in use, so that emptying them costs what filling them did:
// a Go map would be cleared in full after each of thousands of small files.

// slot holds an ID, 0 if free, and the hash it was found by.
type slot struct{ hash, id uint32 }

type table struct {
	slots []slot   // a power of two, at most half full
	used  []uint32 // indices of slots in use
}

const minTable = 1 << 8

// reset empties the table.
func (t *table) reset() {
	if len(t.slots) > keep {
		*t = table{}
	}
	for _, i := range t.used {
		t.slots[i] = slot{}
	}
	t.used = t.used[:0]
}

// add enters an ID that is not in the table.
func (t *table) add(hash, id uint32) {
	if 2*len(t.used) >= len(t.slots) {
		t.grow()
	}
	mask := uint32(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i].id != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = slot{hash, id}
	t.used = append(t.used, i)
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, max(minTable, 2*len(old)))
	t.used = t.used[:0]
	for _, s := range old {
		if s.id != 0 {
			t.add(s.hash, s.id)
		}
	}
}

// seed only decides where in a table a string lies, never which ID it gets.
var seed = maphash.MakeSeed()

// findString returns the ID of a string with that hash, or 0.
func findString[T string | []byte](b *Builder, s T, hash uint32) StrID {
	t := &b.strings
	if len(t.slots) == 0 {
		return 0
	}
	mask := uint32(len(t.slots) - 1)
	for i := hash & mask; t.slots[i].id != 0; i = (i + 1) & mask {
		if t.slots[i].hash == hash && b.M.Strings[t.slots[i].id] == string(s) {
			return StrID(t.slots[i].id)
		}
	}
	return 0
}

// findPath returns the ID of a path, or 0, and its hash.
func (b *Builder) findPath(p Path) (id PathID, hash uint32) {
	h := (uint64(p.Base)<<32 | uint64(p.Name)) * 0x9E3779B97F4A7C15
	h = (h ^ h>>32 ^ uint64(p.Sel)) * 0xD6E8FEB86659FD93
	hash = uint32(h >> 32)
	t := &b.paths
	if len(t.slots) == 0 {
		return 0, hash
	}
	mask := uint32(len(t.slots) - 1)
	for i := hash & mask; t.slots[i].id != 0; i = (i + 1) & mask {
		if t.slots[i].hash == hash && b.M.Paths[t.slots[i].id] == p {
			return PathID(t.slots[i].id), hash
		}
	}
	return 0, hash
}
