package ir

import "slices"

// summaryFlags are the function flags that a body alone shows.
const summaryFlags = Awaits | Generator | Iterates | Enters | Tries

// summarize derives the index of a function from its body: the paths that it calls,
// reads, writes and deletes, and the flags in summaryFlags, or-ed to those that are
// set already.
func summarize(m *Module, fn *Func, body *Body) {
	var calls, reads, writes, deletes []PathID
	for i := range body.Ops {
		op := &body.Ops[i]
		fn.Flags |= codeFlags(op)
		path := op.Path()
		if path == 0 {
			continue
		}
		switch op.Code {
		case Call:
			calls = append(calls, path)
		case Read:
			if m.nonLocal(path) {
				reads = append(reads, path)
			}
		case Write:
			if m.nonLocal(path) {
				writes = append(writes, path)
			}
		case Delete:
			if m.nonLocal(path) {
				deletes = append(deletes, path)
			}
		}
	}
	fn.Calls, fn.Reads = sortedSet(calls), sortedSet(reads)
	fn.Writes, fn.Deletes = sortedSet(writes), sortedSet(deletes)
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

// sortedSet sorts paths, drops repetitions and returns memory of the right size.
func sortedSet(paths []PathID) []PathID {
	if len(paths) == 0 {
		return nil
	}
	slices.Sort(paths)
	return slices.Clone(slices.Compact(paths))
}
