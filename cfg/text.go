package cfg

import "github.com/racehunt/racehunt/ir"

// text is what one pass over a body finds out about the order of its regions.
//
// A section is a stretch of ops with the same way out: the whole body, the protected
// ops of a try, its else, one handler, its finally body, or the inside of a with.
type text struct {
	sections   []section
	regions    []region
	handlers   []handler
	labelAt    []int32 // op of each label
	labelIn    []int32 // section of each label
	ordinal    []int32 // number of leaders before an op; one more at the end
	leaders    int32
	suspending []int32 // ops that suspend, ascending
}

type sectionKind uint8

const (
	wholeBody sectionKind = iota
	tryBody
	elseBody
	handlerBody
	finallyBody
	withBody
)

type section struct {
	kind       sectionKind
	region     int32
	handler    int32 // of a handlerBody
	parent     int32
	start, end int32 // leaders of the section lie in ops [start, end]
}

type region struct {
	outer         int32 // section around it
	open, end     int32 // Try or Enter; EndTry or Exit
	bodyIn        int32 // section of the protected ops
	elseAt        int32
	elseIn        int32 // section of the else body
	finallyAt     int32 // -1 if there is none
	finallyIn     int32 // section of the finally body
	first, latest int32 // handlers, linked by handler.next; -1 if there are none
	handlers      int32 // their number
}

type handler struct {
	at   int32 // its Catch
	in   int32 // its section
	rank int32 // how many of the region come before it
	next int32
}

// scan makes the text of a body that ir.Verify has passed.
func (b *builder) scan() {
	t, body := &b.text, b.body
	n := len(body.Ops)
	t.regions = make([]region, body.Regions)
	t.handlers = make([]handler, len(body.Handlers))
	t.labelAt = make([]int32, body.Labels)
	t.labelIn = make([]int32, body.Labels)
	t.ordinal = make([]int32, n+1)
	t.sections = append(t.sections, section{region: -1, parent: -1, end: int32(n)})
	leader := make([]bool, n+1)
	leader[0] = true
	at := int32(0)
	for i := range body.Ops {
		op := &body.Ops[i]
		pos := int32(i)
		if op.Code >= ir.Try {
			at = b.scanRegion(op, pos, at)
		}
		if op.Code == ir.Label {
			t.labelAt[op.X], t.labelIn[op.X] = pos, at
		}
		if b.suspends(op, pos) {
			t.suspending = append(t.suspending, pos)
		}
		switch op.Code {
		case ir.Label, ir.Catch, ir.Finally:
			leader[i] = true
		case ir.EndTry:
			leader[i], leader[i+1] = true, true
		}
		if b.endsBlock(op) {
			leader[i+1] = true
		}
	}
	for i, yes := range leader {
		t.ordinal[i] = t.leaders
		if yes {
			t.leaders++
		}
	}
}

// scanRegion notes what a region op at pos in section at begins or ends, and returns
// the section that follows.
func (b *builder) scanRegion(op *ir.Op, pos, at int32) int32 {
	t := &b.text
	if op.Code == ir.Try || op.Code == ir.Enter {
		kind := tryBody
		if op.Code == ir.Enter {
			kind = withBody
		}
		t.regions[op.X] = region{
			outer: at, open: pos, bodyIn: int32(len(t.sections)),
			finallyAt: -1, first: -1, latest: -1,
		}
		return t.begin(section{kind: kind, region: int32(op.X), parent: at, start: pos + 1})
	}
	t.sections[at].end = pos
	r := t.sections[at].region
	x := &t.regions[r]
	next := section{region: r, parent: x.outer, start: pos}
	switch op.Code {
	case ir.TryElse:
		x.elseAt, x.elseIn = pos, int32(len(t.sections))
		next.kind = elseBody
	case ir.Catch:
		next.kind, next.handler = handlerBody, int32(op.X)
		t.handlers[op.X] = handler{at: pos, in: int32(len(t.sections)), rank: x.handlers, next: -1}
		if x.first < 0 {
			x.first = int32(op.X)
		} else {
			t.handlers[x.latest].next = int32(op.X)
		}
		x.latest = int32(op.X)
		x.handlers++
	case ir.Finally:
		next.kind = finallyBody
		x.finallyAt, x.finallyIn = pos, int32(len(t.sections))
	default:
		x.end = pos
		return x.outer
	}
	return t.begin(next)
}

func (t *text) begin(s section) int32 {
	t.sections = append(t.sections, s)
	return int32(len(t.sections) - 1)
}

// endsBlock reports whether op is the last of its block.
func (b *builder) endsBlock(op *ir.Op) bool {
	return op.Code.Jumps() || op.Code.Ends() || b.m.MayRaise(op)
}

// suspends reports whether another task may run during op i.
func (b *builder) suspends(op *ir.Op, i int32) bool {
	if !op.MaySuspend() {
		return false
	}
	if op.Code == ir.Yield || op.Code == ir.YieldFrom {
		if b.fn.Flags&ir.Async == 0 {
			return b.yielder != nil && b.yielder.YieldSuspends(i)
		}
	}
	return b.callees == nil || b.callees.Suspends(i)
}

// suspendsIn reports whether an op in [from, to) suspends.
func (t *text) suspendsIn(from, to int32) bool {
	i, _ := find(t.suspending, from)
	return i < len(t.suspending) && t.suspending[i] < to
}

// find searches ascending numbers for x.
func find(list []int32, x int32) (int, bool) {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); list[mid] < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(list) && list[lo] == x
}
