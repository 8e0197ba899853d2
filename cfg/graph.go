// Package cfg builds the control-flow graph of one IR function.
//
// What goes in: a function's body and a Callees that knows which of its suspension
// points suspend. What comes out: a Graph of blocks, each a straight run of ops, in
// reverse post-order. Edges are normal, true, false, exceptional, or cancel. An op
// that may raise or suspend ends its block, because another task may run there or a
// handler may follow.
//
// For example
//
//	async with lock:
//	    x = await get()
//
// becomes
//
//	b0: enter lock   -> b1 | exc raise | cancel cancelled   suspends
//	b1: call get     -> b2 | exc b6
//	b2: await        -> b3 | exc b6 | cancel b4             suspends
//	b3: exit lock    -> exit | exc raise | cancel cancelled suspends
//	b4: exit lock    -> b5 | exc raise | cancel cancelled   copy 2, suspends
//	b5:              -> cancel cancelled                    copy 2, resumes
//	b6: exit lock    -> b7 | exc raise | cancel cancelled   copy 1, suspends
//	b7:              -> exc raise                           copy 1, resumes
//
// The body of a finally clause and the exit of a with statement occur once for each
// way of leaving (falling out, exception, cancellation, return, each jump target), so
// that a path through the graph is a path of the program. A function that would need
// too many copies shares them instead: see MaxCopies.
//
// An exceptional or cancel edge leaves a block before the effect of its last op,
// unless the block resumes: then it is empty or ends in the op that closes a finally
// body, and passes on what arrived.
//
// Left out: implicit exceptions from arithmetic and attribute loads, see
// ir.Module.MayRaise; KeyboardInterrupt and other exceptions between any two ops;
// and what exception classes are related, beyond the names in DefaultCatches.
package cfg

import (
	"slices"

	"github.com/racehunt/racehunt/ir"
)

// BlockID is an index into Graph.Blocks.
type BlockID int32

// EdgeKind says why control takes an edge.
type EdgeKind uint8

const (
	Normal      EdgeKind = iota
	True                 // the tested value is true; the iterator has a next element
	False                // the tested value is false; the iterator is exhausted
	Exceptional          // an exception is raised
	Cancel               // the task is cancelled at a suspension point
)

// Abrupt reports whether the edge is taken by an exception or a cancellation.
func (k EdgeKind) Abrupt() bool { return k >= Exceptional }

// Edge is an edge seen from one of its ends.
type Edge struct {
	To   BlockID // in Block.Preds, where the edge comes from
	Kind EdgeKind
}

// Block is a straight run of ops: only the last one may raise, suspend or jump.
type Block struct {
	First, End int32 // ops [First, End) of the body
	Succs      []Edge
	Preds      []Edge
	Suspends   bool   // the last op is a suspension point
	Resumes    bool   // abrupt edges pass on what arrived, after the effects of all ops
	Copy       uint16 // 0 for original code, else the number of a copied finally body or with exit
}

// Graph is the control flow of one function. The last three blocks are empty and
// always present: Exit, where it has returned; Raise, where an exception has left it;
// Cancelled, where a cancellation has. They may be unreachable; all others are reachable.
//
// A graph computes dominators, loops, reachability and the blocks of an op when first
// asked; it is not for concurrent use.
type Graph struct {
	Module *ir.Module
	Func   ir.FuncID
	Body   *ir.Body
	Blocks []Block

	Entry, Exit, Raise, Cancelled BlockID

	Shared bool // copies of finally bodies and with exits were shared, see MaxCopies

	idom   []BlockID
	loops  *Loops
	reach  []uint64
	opFrom []int32 // blocks of op i are opBlock[opFrom[i]:opFrom[i+1]]
	opIn   []BlockID
}

// Last returns the index of the last op of block b, or -1 if it has none.
func (g *Graph) Last(b BlockID) int32 {
	if x := &g.Blocks[b]; x.First < x.End {
		return x.End - 1
	}
	return -1
}

// BlocksOf returns the blocks that contain op i, in order: none if it is unreachable,
// several if it is part of a finally body or with exit that was copied.
func (g *Graph) BlocksOf(i int32) []BlockID {
	if g.opFrom == nil {
		g.indexOps()
	}
	return g.opIn[g.opFrom[i]:g.opFrom[i+1]]
}

// BlockOf returns the first block that contains op i, or -1 if it is unreachable.
func (g *Graph) BlockOf(i int32) BlockID {
	if blocks := g.BlocksOf(i); len(blocks) > 0 {
		return blocks[0]
	}
	return -1
}

func (g *Graph) indexOps() {
	g.opFrom = make([]int32, len(g.Body.Ops)+1)
	for b := range g.Blocks {
		for i := g.Blocks[b].First; i < g.Blocks[b].End; i++ {
			g.opFrom[i+1]++
		}
	}
	for i := range g.Body.Ops {
		g.opFrom[i+1] += g.opFrom[i]
	}
	g.opIn = make([]BlockID, g.opFrom[len(g.Body.Ops)])
	next := slices.Clone(g.opFrom)
	for b := range g.Blocks {
		for i := g.Blocks[b].First; i < g.Blocks[b].End; i++ {
			g.opIn[next[i]] = BlockID(b)
			next[i]++
		}
	}
}

// Reachable reports whether a block can be reached from the entry: true of all but
// perhaps Exit, Raise and Cancelled.
func (g *Graph) Reachable(b BlockID) bool { return b == g.Entry || len(g.Blocks[b].Preds) > 0 }

// Reaches reports whether control can go from block a, after it, to block b; of a
// block itself, whether it lies on a cycle.
func (g *Graph) Reaches(a, b BlockID) bool {
	words := (len(g.Blocks) + 63) / 64
	if g.reach == nil {
		g.reach = g.closure(words)
	}
	return g.reach[int(a)*words+int(b)/64]&(1<<(b%64)) != 0
}

// closure computes reachability by iteration in post-order; acyclic graphs take one
// round and a second to see that nothing changes.
func (g *Graph) closure(words int) []uint64 {
	bits := make([]uint64, words*len(g.Blocks))
	for changed := true; changed; {
		changed = false
		for b := len(g.Blocks) - 1; b >= 0; b-- {
			row := bits[b*words : (b+1)*words]
			for _, e := range g.Blocks[b].Succs {
				to := int(e.To)
				row[to/64] |= 1 << (to % 64)
				for w, x := range bits[to*words : (to+1)*words] {
					if x&^row[w] != 0 {
						row[w] |= x
						changed = true
					}
				}
			}
		}
	}
	return bits
}
