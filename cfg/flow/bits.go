package flow

import (
	"iter"
	"math/bits"
	"slices"
)

// Bits is a set of small numbers. Sets that are combined must be of equal length.
type Bits []uint64

// NewBits returns an empty set for the numbers below n.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Has reports whether i is a member.
func (s Bits) Has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

// Add makes i a member.
func (s Bits) Add(i int) { s[i/64] |= 1 << (i % 64) }

// Remove makes i no member.
func (s Bits) Remove(i int) { s[i/64] &^= 1 << (i % 64) }

// Fill makes every number below n a member.
func (s Bits) Fill(n int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	if n%64 != 0 {
		s[n/64] = 1<<(n%64) - 1
	}
}

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

// Intersect returns a new set of the members of both.
func (s Bits) Intersect(t Bits) Bits {
	u := s.Clone()
	for i, w := range t {
		u[i] &= w
	}
	return u
}

// Minus returns a new set of the members of s that are not in t.
func (s Bits) Minus(t Bits) Bits {
	u := s.Clone()
	for i, w := range t {
		u[i] &^= w
	}
	return u
}

// Len returns the number of members.
func (s Bits) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// All ranges over the members in ascending order.
func (s Bits) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(i*64 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
