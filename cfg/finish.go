package cfg

// finish puts the raw blocks in reverse post-order and links the edges both ways.
func (b *builder) finish() *Graph {
	b.bypass()
	order := b.order()
	place := make([]BlockID, len(b.blocks)) // of a raw block
	for i, id := range order {
		place[id] = BlockID(i)
	}
	n := len(order)
	g := &Graph{
		Module: b.m, Body: b.body, Blocks: make([]Block, n),
		Exit: BlockID(n - 3), Raise: BlockID(n - 2), Cancelled: BlockID(n - 1),
		Shared: b.sharing != shareNothing,
	}
	total := 0
	for _, id := range order {
		total += len(b.blocks[id].succs)
	}
	edges := make([]Edge, 0, 2*total)
	incoming := make([]int32, n)
	for i, id := range order {
		x := &b.blocks[id]
		from := len(edges)
		for _, e := range x.succs {
			edges = append(edges, Edge{place[e.To], e.Kind})
			incoming[place[e.To]]++
		}
		g.Blocks[i] = Block{
			First: x.first, End: x.end, Suspends: x.suspends, Resumes: x.resumes, Copy: x.copy,
			Succs: edges[from:len(edges):len(edges)],
		}
	}
	for i := range g.Blocks {
		from := len(edges)
		edges = edges[:from+int(incoming[i])]
		g.Blocks[i].Preds = edges[from:from:len(edges)]
	}
	for i := range g.Blocks {
		for _, e := range g.Blocks[i].Succs {
			to := &g.Blocks[e.To]
			to.Preds = append(to.Preds, Edge{BlockID(i), e.Kind})
		}
	}
	return g
}

// bypass leads edges past blocks without ops that only go on elsewhere.
func (b *builder) bypass() {
	for i := range b.blocks {
		succs := b.blocks[i].succs
		kept := succs[:0]
	next:
		for _, e := range succs {
			e.To = b.past(e.To)
			for _, old := range kept {
				if old == e {
					continue next
				}
			}
			kept = append(kept, e)
		}
		b.blocks[i].succs = kept
	}
}

func (b *builder) past(id BlockID) BlockID {
	for {
		x := &b.blocks[id]
		if id <= rawEntry || x.first < x.end || x.resumes || len(x.succs) != 1 || x.succs[0].Kind != Normal {
			return id
		}
		id = x.succs[0].To
	}
}

// order returns the raw blocks that can be reached in reverse post-order, such that of
// two successors the first comes first where it can; then the three last blocks.
func (b *builder) order() []BlockID {
	type visit struct {
		id   BlockID
		left int // successors not yet looked at
	}
	seen := make([]bool, len(b.blocks))
	seen[rawExit], seen[rawRaise], seen[rawCancelled], seen[rawEntry] = true, true, true, true
	order := make([]BlockID, 0, len(b.blocks))
	order = append(order, rawCancelled, rawRaise, rawExit)
	stack := []visit{{rawEntry, len(b.blocks[rawEntry].succs)}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.left == 0 {
			order = append(order, top.id)
			stack = stack[:len(stack)-1]
			continue
		}
		top.left--
		to := b.blocks[top.id].succs[top.left].To
		if !seen[to] {
			seen[to] = true
			stack = append(stack, visit{to, len(b.blocks[to].succs)})
		}
	}
	for i, j := 0, len(order)-1; i < j; i, j = i+1, j-1 {
		order[i], order[j] = order[j], order[i]
	}
	return order
}
