package cfg

import "github.com/racehunt/racehunt/ir"

// region continues block id, in frame f, at a region op. It returns the frame that the
// next op stands in, or that the block has ended.
func (b *builder) region(id BlockID, f, pos int32, op *ir.Op) (next int32, ended bool) {
	section := b.frames[f].section
	switch op.Code {
	case ir.Try:
		return b.open(f, op.X), false
	case ir.Enter:
		b.blocks[id].end = pos + 1
		b.edge(b.blockAt(b.open(f, op.X), pos+1), Normal)
		b.raises(id, f, pos, op)
		return 0, true
	case ir.Exit:
		b.blocks[id].end = pos + 1
		outer := b.frames[f].parent
		b.edge(b.blockAt(outer, pos+1), Normal)
		b.raises(id, outer, pos, op)
		return 0, true
	case ir.TryElse:
		return b.newFrame(b.text.regions[op.X].elseIn, b.frames[f].instance, b.frames[f].copy), false
	case ir.Catch:
		if section == b.text.handlers[op.X].in {
			return f, false
		}
	case ir.Finally:
		if section == b.text.regions[op.X].finallyIn {
			return f, false
		}
	case ir.EndTry:
		s := &b.text.sections[section]
		if s.region != int32(op.X) { // seen from outside the region
			return f, false
		}
		if s.kind == finallyBody {
			b.blocks[id].end = pos + 1
			b.endFinally(id, f, pos)
			return 0, true
		}
	}
	b.fallOut(f)
	return 0, true
}

// open begins a region in frame f and returns the frame of its protected ops.
func (b *builder) open(f int32, region uint32) int32 {
	b.instances = append(b.instances, instance{region: int32(region), parent: f})
	return b.newFrame(b.text.regions[region].bodyIn, int32(len(b.instances)-1), b.frames[f].copy)
}

// fallOut adds the edge from the end of an else body or handler, in frame f.
func (b *builder) fallOut(f int32) {
	fr := b.frames[f]
	s := &b.text.sections[fr.section]
	if s.kind == handlerBody && b.body.Handlers[s.handler].Star {
		// What this handler did not match goes on to the next ones, or out.
		rest := b.newBlock(raw{
			first: s.end, end: s.end, frame: f, copy: fr.copy,
			kind: resumeBlock, way: way{kind: fallOut},
		})
		b.work = append(b.work, rest)
		b.edge(rest, Normal)
		return
	}
	b.edge(b.after(fr.instance), Normal)
}

// after returns the block where control goes when it falls out of a region.
func (b *builder) after(inst int32) BlockID {
	x := &b.instances[inst]
	r := &b.text.regions[x.region]
	if r.finallyAt >= 0 {
		return b.through(inst, way{kind: fallOut})
	}
	return b.blockAt(x.parent, r.end)
}

// endFinally adds the edges from the end of a copy of a finally body.
func (b *builder) endFinally(id BlockID, f, pos int32) {
	fr := &b.frames[f]
	if fr.resume != 0 {
		b.edge(fr.resume, Normal)
		return
	}
	b.goOn(id, fr.parent, pos+1, fr.way)
}

// goOn adds the edges by which block id continues a way in frame f; falling out leads
// to op next.
func (b *builder) goOn(id BlockID, f, next int32, w way) {
	switch w.kind {
	case fallOut:
		if b.blocks[id].kind == resumeBlock { // after an except* handler
			b.edge(b.after(b.frames[f].instance), Normal)
			b.blocks[id].resumes = true
			b.raise(f, Exceptional, -1)
			return
		}
		b.edge(b.blockAt(f, next), Normal)
	case returning, jumping:
		b.edge(b.leave(f, w), Normal)
	case raising:
		b.blocks[id].resumes = true
		b.raise(f, Exceptional, -1)
	case cancelling:
		b.blocks[id].resumes = true
		b.raise(f, Cancel, -1)
	}
}

// share adds a way on to the block that resumes after a shared finally body, and
// returns that block.
func (b *builder) share(s sharedWay) BlockID {
	b.later = b.later[:len(b.later)-1]
	fr := b.frames[s.frame]
	b.edges = append(b.edges, b.blocks[fr.resume].succs...)
	b.goOn(fr.resume, fr.parent, b.text.sections[fr.section].end+1, s.way)
	return fr.resume
}

// layoutExit adds the edges of a copy of the exit of a with.
func (b *builder) layoutExit(id BlockID, x raw) {
	op := &b.body.Ops[x.first]
	switch x.way.kind {
	case raising, cancelling:
		kind := Exceptional
		if x.way.kind == cancelling {
			kind = Cancel
		}
		if b.suppressor != nil && b.suppressor.Suppresses(x.first, kind) {
			b.edge(b.blockAt(x.frame, x.end), Normal)
		}
		rest := b.newBlock(raw{
			first: x.end, end: x.end, frame: x.frame, copy: x.copy, kind: resumeBlock, way: x.way,
		})
		b.work = append(b.work, rest)
		b.edge(rest, Normal)
	default:
		b.edge(b.leave(x.frame, x.way), Normal)
	}
	b.raises(id, x.frame, x.first, op)
}

// jump returns the block of a label, or of the first exit on the way to it.
func (b *builder) jump(f int32, label uint32) BlockID {
	return b.leave(f, way{kind: jumping, at: b.text.labelAt[label], in: b.text.labelIn[label]})
}

// leave returns the block where a return or jump goes from frame f: its target, or the
// innermost finally body or with exit before it.
func (b *builder) leave(f int32, w way) BlockID {
	for {
		fr := &b.frames[f]
		s := &b.text.sections[fr.section]
		switch {
		case w.kind == jumping && fr.section == w.in:
			return b.blockAt(f, w.at)
		case s.kind == wholeBody:
			return rawExit
		case b.guarded(s):
			return b.through(fr.instance, w)
		}
		f = fr.parent
	}
}

// guarded reports whether every way out of the section passes a finally body or the
// exit of a with.
func (b *builder) guarded(s *section) bool {
	switch s.kind {
	case withBody:
		return true
	case tryBody, elseBody, handlerBody:
		return b.text.regions[s.region].finallyAt >= 0
	}
	return false
}

// raise adds the edges of an exception or cancellation in frame f: to the handlers that
// may catch it, in order, and onwards unless one certainly does. op is what raises, or
// -1 if nothing is known of the exception.
func (b *builder) raise(f int32, kind EdgeKind, op int32) {
	for {
		fr := &b.frames[f]
		s := &b.text.sections[fr.section]
		if s.kind == wholeBody {
			out := rawRaise
			if kind == Cancel {
				out = rawCancelled
			}
			b.edge(out, kind)
			return
		}
		if b.handle(fr.instance, s, kind, op) {
			return
		}
		fr = &b.frames[f]
		if b.guarded(s) {
			b.edge(b.through(fr.instance, abrupt(kind)), kind)
			return
		}
		f = fr.parent
	}
}

// handle adds the edges to the handlers of section s; it reports whether one of them
// certainly catches.
func (b *builder) handle(inst int32, s *section, kind EdgeKind, op int32) bool {
	h := int32(-1)
	switch {
	case s.kind == tryBody:
		h = b.text.regions[s.region].first
	case s.kind == handlerBody && b.body.Handlers[s.handler].Star:
		h = b.text.handlers[s.handler].next // an except* handler does not end the search
	}
	for ; h >= 0; h = b.text.handlers[h].next {
		match := b.catches(&b.body.Handlers[h], kind, op)
		if match != Never {
			b.edge(b.blockAt(b.handlerFrame(inst, h), b.text.handlers[h].at), kind)
		}
		if match == Always {
			return true
		}
	}
	return false
}

// handlerFrame returns the frame of handler h of an instance.
func (b *builder) handlerFrame(inst, h int32) int32 {
	x := &b.instances[inst]
	if x.handlers == nil {
		x.handlers = make([]int32, b.text.regions[x.region].handlers)
	}
	slot := &x.handlers[b.text.handlers[h].rank]
	if *slot == 0 {
		*slot = b.newFrame(b.text.handlers[h].in, inst, b.frames[x.parent].copy)
	}
	return *slot
}

// through returns the block where a way out of an instance enters its finally body or
// with exit.
func (b *builder) through(inst int32, w way) BlockID {
	x := &b.instances[inst]
	for _, e := range x.exits {
		if e.way == w {
			return e.block
		}
	}
	var block BlockID
	switch r := &b.text.regions[x.region]; {
	case r.finallyAt < 0:
		block = b.newBlock(raw{
			first: r.end, end: r.end + 1, frame: x.parent, kind: exitBlock, way: w, copy: b.newCopy(),
		})
		b.work = append(b.work, block)
	case b.shares(x.parent):
		block = b.sharedFinally(inst, w)
	default:
		copy := b.frames[x.parent].copy
		if w.kind != fallOut {
			copy = b.newCopy()
		}
		f := b.newFrame(r.finallyIn, inst, copy)
		b.frames[f].way = w
		block = b.blockAt(f, r.finallyAt)
	}
	x = &b.instances[inst]
	x.exits = append(x.exits, exit{w, block})
	return block
}

// sharedFinally returns the only copy of a finally body and sees to it that it goes on
// in way w, too.
func (b *builder) sharedFinally(inst int32, w way) BlockID {
	x := &b.instances[inst]
	r := &b.text.regions[x.region]
	if len(x.exits) > 0 {
		first := x.exits[0].block
		b.later = append(b.later, sharedWay{b.blocks[first].frame, w})
		return first
	}
	copy := b.frames[x.parent].copy
	f := b.newFrame(r.finallyIn, inst, copy)
	b.frames[f].resume = b.newBlock(raw{first: r.end + 1, end: r.end + 1, frame: x.parent, copy: copy, kind: sharedBlock})
	b.later = append(b.later, sharedWay{f, w})
	return b.blockAt(f, r.finallyAt)
}

// shares reports whether the finally bodies of regions in frame f have one copy only.
func (b *builder) shares(f int32) bool {
	return b.sharing == shareAll || b.sharing == shareNested && b.frames[f].copy != 0
}

// newCopy numbers a copy; those beyond what a number can tell apart share the last.
func (b *builder) newCopy() uint16 {
	if b.copies < 1<<16-1 {
		b.copies++
	}
	return b.copies
}

// cancelAgain adds the cancel edge of a raise that passes on the exception of the
// handler around it, if that may be a cancellation: "raise", or "raise e" of its name.
func (b *builder) cancelAgain(f int32, op *ir.Op) {
	at := f
	for b.text.sections[b.frames[at].section].kind != handlerBody {
		if at = b.frames[at].parent; at < 0 {
			return
		}
	}
	s := &b.text.sections[b.frames[at].section]
	h, r := &b.text.handlers[s.handler], &b.text.regions[s.region]
	if !b.passesOn(op, h.at) || !b.text.suspendsIn(r.open, r.elseAt) {
		return
	}
	if b.catches(&b.body.Handlers[s.handler], Cancel, -1) != Never {
		b.raise(f, Cancel, -1)
	}
}

// passesOn reports whether a raise raises what the handler at op catch caught.
func (b *builder) passesOn(op *ir.Op, catch int32) bool {
	if op.N == 0 {
		return true
	}
	v := b.body.Args(op)[0]
	if v == ir.Value(catch) {
		return true
	}
	from, bind := &b.body.Ops[v], &b.body.Ops[catch+1]
	return from.Code == ir.Read && bind.Code == ir.Write && from.X == bind.X &&
		b.body.Stored(bind) == ir.Value(catch)
}
