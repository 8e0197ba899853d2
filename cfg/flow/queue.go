package flow

import "math/bits"

// queue is a set of block numbers that gives the least one first. Taking blocks in
// reverse post-order, as their numbers say, finishes inner loops before what follows.
type queue struct {
	words Bits
	least int // no word before this one has a member
}

func newQueue(n int) *queue { return &queue{words: NewBits(n)} }

func (q *queue) add(b int) {
	q.words.Add(b)
	q.least = min(q.least, b/64)
}

// next removes and returns the least member, or -1 if there is none.
func (q *queue) next() int {
	for ; q.least < len(q.words); q.least++ {
		if w := q.words[q.least]; w != 0 {
			q.words[q.least] = w & (w - 1)
			return q.least*64 + bits.TrailingZeros64(w)
		}
	}
	return -1
}
