package ir

import "slices"

// summaryFlags are the function flags that a body alone shows.
const summaryFlags = Awaits | Generator | Iterates | Enters | Tries

// summary derives the index of functions, and keeps its memory from one to the next.
type summary struct {
	calls, reads, writes, deletes []PathID
	slab                          []PathID // rest of the memory that results are cut from
}

// summarize derives the index of a function from its body: the paths that it calls,
// reads, writes and deletes, and the flags in summaryFlags, or-ed to those that are
// set already.
func (s *summary) summarize(m *Module, fn *Func, body *Body) {
	s.calls, s.reads, s.writes, s.deletes = s.calls[:0], s.reads[:0], s.writes[:0], s.deletes[:0]
	for i := range body.Ops {
		op := &body.Ops[i]
		fn.Flags |= codeFlags(op)
		path := op.Path()
		if path == 0 {
			continue
		}
		switch op.Code {
		case Call:
			s.calls = append(s.calls, path)
		case Read:
			if m.nonLocal(path) {
				s.reads = append(s.reads, path)
			}
		case Write:
			if m.nonLocal(path) {
				s.writes = append(s.writes, path)
			}
		case Delete:
			if m.nonLocal(path) {
				s.deletes = append(s.deletes, path)
			}
		}
	}
	fn.Calls, fn.Reads = s.set(s.calls), s.set(s.reads)
	fn.Writes, fn.Deletes = s.set(s.writes), s.set(s.deletes)
}

// nonLocal reports whether p may name something that outlives the call: a variable
// of another scope, or what a selector reaches from any variable. What hangs on the
// result of an op has no name to be known by, so it does not count.
func (m *Module) nonLocal(p PathID) bool {
	switch m.Paths[m.Root(p)].Sel {
	case RootLocal:
		return m.Paths[p].Base != 0
	case RootFree, RootGlobal:
		return true
	}
	return false
}

// codeFlags says what the presence of op means for its function.
func codeFlags(op *Op) FuncFlags {
	var f FuncFlags
	switch op.Code {
	case Await:
		f = Awaits
	case Yield, YieldFrom:
		f = Generator
	case Next:
		f = Iterates
	case Enter:
		f = Enters
	case Try:
		f = Tries
	}
	if op.Flags&IsAsync != 0 && (op.Code == Next || op.Code == Enter || op.Code == Exit) {
		f |= Awaits
	}
	return f
}

// set sorts paths, drops repetitions and returns a copy of the right size.
func (s *summary) set(paths []PathID) []PathID {
	if len(paths) == 0 {
		return nil
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	if len(s.slab) < len(paths) {
		s.slab = make([]PathID, max(1024, len(paths)))
	}
	n := copy(s.slab, paths)
	set := s.slab[:n:n]
	s.slab = s.slab[n:]
	return set
}
