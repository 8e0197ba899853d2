package cfg

import (
	"fmt"

	"github.com/racehunt/racehunt/ir"
)

// Verify reports the first thing about g that breaks the promises of this package.
func Verify(g *Graph) error {
	n := BlockID(len(g.Blocks))
	if g.Entry != 0 || g.Exit != n-3 || g.Raise != n-2 || g.Cancelled != n-1 {
		return fmt.Errorf("entry and last blocks are out of place")
	}
	for id := range g.Blocks {
		if err := g.verifyBlock(BlockID(id)); err != nil {
			return fmt.Errorf("b%d: %w", id, err)
		}
	}
	seen := make([]bool, n)
	for work := []BlockID{g.Entry}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !seen[b] {
			seen[b] = true
			for _, e := range g.Blocks[b].Succs {
				work = append(work, e.To)
			}
		}
	}
	for id, ok := range seen {
		if !ok && BlockID(id) < g.Exit {
			return fmt.Errorf("b%d cannot be reached", id)
		}
		if ok != g.Reachable(BlockID(id)) {
			return fmt.Errorf("b%d: Reachable is wrong", id)
		}
	}
	return nil
}

func (g *Graph) verifyBlock(id BlockID) error {
	b := &g.Blocks[id]
	if b.First < 0 || b.First > b.End || int(b.End) > len(g.Body.Ops) {
		return fmt.Errorf("ops out of range")
	}
	if id >= g.Exit {
		if len(b.Succs) > 0 || b.First != b.End {
			return fmt.Errorf("a last block has ops or successors")
		}
	} else if len(b.Succs) == 0 {
		return fmt.Errorf("no successors")
	}
	for i, e := range b.Succs {
		if e.To < 0 || int(e.To) >= len(g.Blocks) {
			return fmt.Errorf("edge out of range")
		}
		if count(g.Blocks[e.To].Preds, Edge{id, e.Kind}) != 1 || count(b.Succs[i:], e) != 1 {
			return fmt.Errorf("edge to b%d is not symmetric", e.To)
		}
	}
	for _, e := range b.Preds {
		if e.To < 0 || int(e.To) >= len(g.Blocks) || count(g.Blocks[e.To].Succs, Edge{id, e.Kind}) != 1 {
			return fmt.Errorf("edge from b%d is not symmetric", e.To)
		}
	}
	return g.verifyOps(b)
}

func count(edges []Edge, e Edge) int {
	n := 0
	for _, x := range edges {
		if x == e {
			n++
		}
	}
	return n
}

// verifyOps checks that the edges of a block are those of its last op.
func (g *Graph) verifyOps(b *Block) error {
	kinds := [Cancel + 1]int{}
	for _, e := range b.Succs {
		kinds[e.Kind]++
	}
	var last ir.Op
	for i := b.First; i < b.End; i++ {
		last = g.Body.Ops[i]
		ends := last.Code.Jumps() || last.Code.Ends() || g.Module.MayRaise(&last)
		if ends && i != b.End-1 {
			return fmt.Errorf("op %d (%s) is not the last of its block", i, last.Code)
		}
	}
	empty := b.First == b.End
	raises := !empty && g.Module.MayRaise(&last)
	switch {
	case b.Suspends && (empty || !last.MaySuspend()):
		return fmt.Errorf("suspends without an op that may")
	case b.Suspends && kinds[Cancel] == 0:
		return fmt.Errorf("suspends without a cancel edge")
	case raises && kinds[Exceptional] == 0:
		return fmt.Errorf("op that may raise has no exceptional edge")
	case b.Resumes && (raises || !empty && last.Code != ir.EndTry):
		return fmt.Errorf("resumes after an op that has effects")
	case kinds[Exceptional] > 0 && !raises && !b.Resumes:
		return fmt.Errorf("exceptional edge without an op that may raise")
	case kinds[Cancel] > 0 && !b.Suspends && !b.Resumes && last.Code != ir.Raise:
		return fmt.Errorf("cancel edge without a suspension")
	case (kinds[True] > 0 || kinds[False] > 0) && last.Code != ir.Branch && last.Code != ir.Next:
		return fmt.Errorf("true or false edge without a test")
	}
	return nil
}
