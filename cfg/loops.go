package cfg

// Idom returns the immediate dominator of a block; that of the entry, and of a last
// block that cannot be reached, is -1.
func (g *Graph) Idom(b BlockID) BlockID {
	g.dominators()
	return g.idom[b]
}

// Dominates reports whether every path from the entry to b passes a. A block dominates
// itself.
func (g *Graph) Dominates(a, b BlockID) bool {
	g.dominators()
	for b > a { // a dominator comes earlier in reverse post-order
		b = g.idom[b]
	}
	return a == b
}

// dominators computes idom after Cooper, Harvey and Kennedy, "A simple, fast dominance
// algorithm": the numbers of the blocks are their order.
func (g *Graph) dominators() {
	if g.idom != nil {
		return
	}
	g.idom = make([]BlockID, len(g.Blocks))
	for i := range g.idom {
		g.idom[i] = -1
	}
	for changed := true; changed; {
		changed = false
		for b := BlockID(1); int(b) < len(g.Blocks); b++ {
			idom := BlockID(-1)
			for _, e := range g.Blocks[b].Preds {
				switch {
				case e.To != 0 && g.idom[e.To] < 0: // not processed yet
				case idom < 0:
					idom = e.To
				default:
					idom = g.meet(idom, e.To)
				}
			}
			if g.idom[b] != idom {
				g.idom[b] = idom
				changed = true
			}
		}
	}
}

// meet returns the nearest common dominator.
func (g *Graph) meet(a, b BlockID) BlockID {
	for a != b {
		for a > b {
			a = g.idom[a]
		}
		for b > a {
			b = g.idom[b]
		}
	}
	return a
}

// Loop is a natural loop: the blocks from which a back edge to the head can be reached
// without passing the head.
type Loop struct {
	Head   BlockID
	Parent int // index of the innermost loop around it, or -1
	Depth  int // 1 for an outermost loop
	Blocks []BlockID
}

// Loops are the natural loops of a graph, outer ones first, by their heads. Back edges
// to the same head make one loop.
type Loops struct {
	All   []Loop
	Inner []int // for each block the index of its innermost loop, or -1
}

// Loops returns the loop nest.
func (g *Graph) Loops() *Loops {
	if g.loops != nil {
		return g.loops
	}
	loops := &Loops{Inner: make([]int, len(g.Blocks))}
	for i := range loops.Inner {
		loops.Inner[i] = -1
	}
	mark := make([]int, len(g.Blocks)) // 1 + the loop that a block was last found in
	for head := range g.Blocks {       // reverse post-order puts outer heads first
		if l := g.loopAt(BlockID(head), mark, len(loops.All)+1); l != nil {
			l.Parent = loops.Inner[head]
			l.Depth = 1
			if l.Parent >= 0 {
				l.Depth = loops.All[l.Parent].Depth + 1
			}
			for _, b := range l.Blocks {
				loops.Inner[b] = len(loops.All)
			}
			loops.All = append(loops.All, *l)
		}
	}
	g.loops = loops
	return loops
}

// loopAt returns the loop with that head, or nil. It marks the blocks of the loop.
func (g *Graph) loopAt(head BlockID, mark []int, number int) *Loop {
	var work []BlockID
	for _, e := range g.Blocks[head].Preds {
		if e.To >= head && mark[e.To] != number && g.Dominates(head, e.To) {
			mark[e.To] = number
			work = append(work, e.To)
		}
	}
	if len(work) == 0 {
		return nil
	}
	mark[head] = number
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == head {
			continue
		}
		for _, e := range g.Blocks[b].Preds {
			if mark[e.To] != number {
				mark[e.To] = number
				work = append(work, e.To)
			}
		}
	}
	l := &Loop{Head: head}
	for b := int(head); b < len(mark); b++ {
		if mark[b] == number {
			l.Blocks = append(l.Blocks, BlockID(b))
		}
	}
	return l
}
