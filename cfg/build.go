package cfg

import (
	"github.com/racehunt/racehunt/ir"
)

// MaxCopies bounds the blocks that copies of finally bodies and with exits may add to
// a graph. Where they would be more, as with finally clauses nested in each other's
// bodies, all ways out of those inside another finally body share one copy; and if
// that does not help, all ways out of any region do. Paths then mix: what entered by
// an exception may go on as a return.
const MaxCopies = 4096

// Build returns the graph of function f, whose decoded body must have passed
// ir.Verify; the graph refers to it. callees may be nil.
func Build(m *ir.Module, f ir.FuncID, body *ir.Body, callees Callees) *Graph {
	return new(Scratch).Build(m, f, body, callees)
}

// Scratch is memory that building a graph needs for a while; whoever builds many keeps one.
type Scratch struct {
	blocks []raw
	edges  []Edge
	frames []frame
}

// Build is Build in memory that may have been used before.
func (s *Scratch) Build(m *ir.Module, f ir.FuncID, body *ir.Body, callees Callees) *Graph {
	b := &builder{m: m, fn: &m.Funcs[f], body: body, callees: callees, blocks: s.blocks, edges: s.edges, frames: s.frames}
	defer func() { s.blocks, s.edges, s.frames = b.blocks, b.edges, b.frames }()
	b.suppressor, _ = callees.(Suppressor)
	b.catcher, _ = callees.(Catcher)
	b.yielder, _ = callees.(YieldSuspender)
	b.scan()
	for _, sharing := range [...]int{shareNothing, shareNested, shareAll} {
		if b.sharing = sharing; b.run() {
			break
		}
	}
	g := b.finish()
	g.Func = f
	return g
}

// What is shared, see MaxCopies.
const (
	shareNothing = iota
	shareNested
	shareAll
)

// builder lays out the blocks of one graph. Raw blocks are numbered as they are found;
// finish puts them in order.
type builder struct {
	m          *ir.Module
	fn         *ir.Func
	body       *ir.Body
	callees    Callees
	suppressor Suppressor
	catcher    Catcher
	yielder    YieldSuspender
	text       text
	sharing    int

	frames    []frame
	instances []instance
	blocks    []raw
	edges     []Edge // memory of the edges of most blocks
	edgesAt   int    // where the edges of the block at hand begin
	work      []BlockID
	later     []sharedWay
	copies    uint16
	copied    int // blocks that belong to copies
}

// frame is a section as it runs in one place of the graph: a finally body has a frame
// for each copy, and so has everything inside it.
type frame struct {
	section  int32
	parent   int32
	instance int32     // the region as it runs here
	blocks   []BlockID // by leader of the section; 0 where there is none yet
	way      way       // of a finally body: how it goes on
	resume   BlockID   // of a shared finally body: the block that goes on every way
	copy     uint16
}

// instance is a region as it runs in one place of the graph.
type instance struct {
	region   int32
	parent   int32   // frame around it
	handlers []int32 // frame of each handler, by its rank; 0 where there is none yet
	exits    []exit
}

// exit is a copy of a finally body or with exit: where it begins.
type exit struct {
	way   way
	block BlockID
}

// sharedWay is a way on from a shared finally body that its resuming block still lacks.
type sharedWay struct {
	frame int32
	way   way
}

type wayKind uint8

const (
	fallOut wayKind = iota // to what follows the region
	raising
	cancelling
	returning
	jumping
)

// way is a way of leaving a region.
type way struct {
	kind wayKind
	at   int32 // of jumping: the op of the label
	in   int32 // of jumping: its section
}

func abrupt(kind EdgeKind) way {
	if kind == Cancel {
		return way{kind: cancelling}
	}
	return way{kind: raising}
}

// raw is a block before it has its place.
type raw struct {
	first, end int32
	frame      int32
	kind       rawKind
	way        way // of an exitBlock or resumeBlock: how it goes on
	suspends   bool
	resumes    bool
	copy       uint16
	succs      []Edge
}

type rawKind uint8

const (
	plainBlock  rawKind = iota
	exitBlock           // a copy of the exit of a with, alone
	resumeBlock         // empty; raises anew
	sharedBlock         // empty; resumes after a shared finally body
)

// The last blocks of a graph, as raw blocks. 0 is left free to mean "none".
const (
	rawExit BlockID = iota + 1
	rawRaise
	rawCancelled
	rawEntry
)

// run lays out the blocks; it reports false if there are too many copies.
func (b *builder) run() bool {
	b.frames = append(b.frames[:0], frame{}, frame{parent: -1, instance: -1})
	b.frames[1].blocks = make([]BlockID, b.text.leaders)
	b.instances, b.work, b.later, b.edges = b.instances[:0], b.work[:0], b.later[:0], b.edges[:0]
	if b.blocks == nil {
		n := int(b.text.leaders)
		b.blocks, b.edges = make([]raw, 0, n+n/4+8), make([]Edge, 0, 2*n+8)
	}
	b.blocks = append(b.blocks[:0], raw{}, raw{}, raw{}, raw{})
	b.copies, b.copied = 0, 0
	b.blockAt(1, 0)
	for len(b.work)+len(b.later) > 0 {
		b.edgesAt = len(b.edges)
		var at BlockID
		if n := len(b.later); n > 0 {
			at = b.share(b.later[n-1])
		} else {
			n := len(b.work) - 1
			at = b.work[n]
			b.work = b.work[:n]
			b.layout(at)
		}
		b.blocks[at].succs = b.edges[b.edgesAt:len(b.edges):len(b.edges)]
		if b.copied > MaxCopies && b.sharing < shareAll {
			return false
		}
	}
	return true
}

// blockAt returns the block that begins at op pos in a frame, and makes it if need be.
func (b *builder) blockAt(f, pos int32) BlockID {
	fr := &b.frames[f]
	start := b.text.sections[fr.section].start
	slot := &fr.blocks[b.text.ordinal[pos]-b.text.ordinal[start]]
	if *slot == 0 {
		*slot = b.newBlock(raw{first: pos, end: pos, frame: f, copy: fr.copy})
		b.work = append(b.work, *slot)
	}
	return *slot
}

func (b *builder) newBlock(x raw) BlockID {
	if x.copy != 0 {
		b.copied++
	}
	b.blocks = append(b.blocks, x)
	return BlockID(len(b.blocks) - 1)
}

// newFrame makes a frame for a section inside an instance.
func (b *builder) newFrame(section, inst int32, copy uint16) int32 {
	s := &b.text.sections[section]
	n := b.text.ordinal[s.end] - b.text.ordinal[s.start] + 1
	b.frames = append(b.frames, frame{
		section: section, parent: b.instances[inst].parent, instance: inst,
		blocks: make([]BlockID, n), copy: copy,
	})
	return int32(len(b.frames) - 1)
}

// edge adds an edge to the block at hand.
func (b *builder) edge(to BlockID, kind EdgeKind) {
	e := Edge{to, kind}
	for _, old := range b.edges[b.edgesAt:] {
		if old == e {
			return
		}
	}
	b.edges = append(b.edges, e)
}

// layout finds the end of a block and its edges.
func (b *builder) layout(id BlockID) {
	switch x := b.blocks[id]; x.kind {
	case exitBlock:
		b.layoutExit(id, x)
		return
	case resumeBlock:
		b.goOn(id, x.frame, 0, x.way)
		return
	case sharedBlock:
		return // share adds its edges
	}
	f, pos := b.blocks[id].frame, b.blocks[id].first
	for {
		if int(pos) == len(b.body.Ops) {
			b.edge(b.leave(f, way{kind: returning}), Normal)
			break
		}
		op := &b.body.Ops[pos]
		if op.Code == ir.Label && pos > b.blocks[id].first {
			b.edge(b.blockAt(f, pos), Normal)
			break
		}
		if op.Code >= ir.Try {
			next, ended := b.region(id, f, pos, op)
			if ended {
				break
			}
			f = next
		} else if b.endsBlock(op) {
			b.blocks[id].end = pos + 1
			b.lastOp(id, f, pos, op)
			break
		}
		pos++
		b.blocks[id].end = pos
	}
}

// lastOp adds the edges of an op that ends a block and is not part of a region.
func (b *builder) lastOp(id BlockID, f, pos int32, op *ir.Op) {
	switch op.Code {
	case ir.Jump:
		b.edge(b.jump(f, op.X), Normal)
	case ir.Return:
		b.edge(b.leave(f, way{kind: returning}), Normal)
	case ir.Branch:
		b.branch(f, pos, op)
	case ir.Next:
		b.edge(b.blockAt(f, pos+1), True)
		b.edge(b.jump(f, op.X), False)
	case ir.Raise:
		b.cancelAgain(f, op)
	default:
		b.edge(b.blockAt(f, pos+1), Normal)
	}
	b.raises(id, f, pos, op)
}

// raises adds the edges that an op takes by raising, and by cancellation if it suspends.
func (b *builder) raises(id BlockID, f, pos int32, op *ir.Op) {
	if b.m.MayRaise(op) {
		b.raise(f, Exceptional, pos)
	}
	if _, yes := find(b.text.suspending, pos); yes {
		b.blocks[id].suspends = true
		b.raise(f, Cancel, pos)
	}
}

// branch adds the edges of a test; that of a constant has one way only.
func (b *builder) branch(f, pos int32, op *ir.Op) {
	through, jumps := True, False
	if op.Flags&ir.IfTrue != 0 {
		through, jumps = False, True
	}
	truth, known := b.truth(b.body.Args(op)[0])
	if !known || truth == (through == True) {
		b.edge(b.blockAt(f, pos+1), through)
	}
	if !known || truth == (jumps == True) {
		b.edge(b.jump(f, op.X), jumps)
	}
}

// truth returns the truth of a value, if it is a constant.
func (b *builder) truth(v ir.Value) (truth, known bool) {
	op := &b.body.Ops[v]
	if op.Code != ir.Const {
		return false, false
	}
	switch op.Aux {
	case ir.ConstNone, ir.ConstFalse:
		return false, true
	case ir.ConstTrue, ir.ConstEllipsis:
		return true, true
	case ir.ConstInt:
		digits := b.m.Str(ir.StrID(op.X))
		return digits != "0", digits != ""
	}
	return false, false
}
