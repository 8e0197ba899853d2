package flow

import "slices"

// Bits is a set of small numbers. Sets that are combined must be of equal length.
type Bits []uint64

// NewBits returns an empty set for the numbers below n.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Add makes i a member.
func (s Bits) Add(i int) { s[i/64] |= 1 << (i % 64) }

// Clone returns a copy.
func (s Bits) Clone() Bits { return slices.Clone(s) }

// Equal reports whether both sets have the same members.
func (s Bits) Equal(t Bits) bool { return slices.Equal(s, t) }

// Union returns a new set of the members of either.
func (s Bits) Union(t Bits) Bits {
	u := s.Clone()
	for i, w := range t {
		u[i] |= w
	}
	return u
}
