package facts

import (
	"slices"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// Precedes says whether every way from the entry to op b passes op a, or is op a.
func (f *Func) Precedes(a, b int32) bool {
	if a == b {
		return true
	}
	blocks := f.Graph.BlocksOf(b)
	if len(blocks) == 0 {
		return false
	}
	for _, y := range blocks {
		ok := slices.ContainsFunc(f.Graph.BlocksOf(a), func(x cfg.BlockID) bool {
			return x == y && a < b || x != y && f.Graph.Dominates(x, y)
		})
		if !ok {
			return false
		}
	}
	return true
}

// Claims says whether the write at op w claims something that keeps others out, before
// op at: its location is tested on every way to the write, with no suspension between
// test and write (or a lock held over it), and the test leads away from the write on one side. That is the
// in-flight flag: `if self.busy: return`, `self.busy = True`, `await …`.
func (f *Func) Claims(test, w, at int32) bool {
	if !f.Precedes(test, w) || !f.Precedes(w, at) {
		return false
	}
	if gap, ok := f.Between(test, w, nil); ok && gap.Held == 0 {
		return false
	}
	for _, b := range f.Graph.BlocksOf(test) {
		if f.decides(b, w) {
			return true
		}
	}
	return false
}

// decides says whether one side of the branch that ends block b, or soon follows it,
// cannot reach op w without coming back to the test.
func (f *Func) decides(b cfg.BlockID, w int32) bool {
	for range 4 {
		blk := &f.Graph.Blocks[b]
		last := f.Graph.Last(b)
		if last >= 0 && f.Body.Ops[last].Code == ir.Branch && len(blk.Succs) >= 2 {
			for _, e := range blk.Succs {
				if !e.Kind.Abrupt() && !f.leadsTo(e.To, b, w) {
					return true
				}
			}
			return false
		}
		next := cfg.BlockID(-1)
		for _, e := range blk.Succs {
			if !e.Kind.Abrupt() {
				next = e.To
			}
		}
		if next < 0 {
			return false
		}
		b = next
	}
	return false
}

// leadsTo says whether control can go from the start of a block to op w without
// passing block avoid, if that is one.
func (f *Func) leadsTo(from, avoid cfg.BlockID, w int32) bool {
	seen := make([]bool, len(f.Graph.Blocks))
	if avoid >= 0 {
		seen[avoid] = true
	}
	work := []cfg.BlockID{from}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if blk := &f.Graph.Blocks[b]; blk.First <= w && w < blk.End {
			return true
		}
		for _, e := range f.Graph.Blocks[b].Succs {
			work = append(work, e.To)
		}
	}
	return false
}
