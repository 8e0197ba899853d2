package cfg

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// Callees answers what the graph needs to know of the rest of the program. A nil
// Callees says that everything that may suspend does.
type Callees interface {
	// Suspends reports whether another task may run during an op. It is asked for
	// Await, async Next, Enter and Exit, and the Yield of an asynchronous generator.
	Suspends(op int32) bool
}

// Suppressor is an optional part of Callees. Without it no with statement suppresses.
type Suppressor interface {
	// Suppresses reports whether the Exit op may swallow an exception (kind
	// Exceptional) or a cancellation (kind Cancel).
	Suppresses(exit int32, kind EdgeKind) bool
}

// Catcher is an optional part of Callees. Without it DefaultCatches decides.
type Catcher interface {
	// Catches says whether a handler for type t catches an exception or a
	// cancellation of which nothing is known. t is 0 if the type is not a path.
	Catches(t ir.PathID, kind EdgeKind) Match
}

// YieldSuspender is an optional part of Callees, for generators that a framework
// drives as coroutines, such as those under Twisted's inlineCallbacks.
type YieldSuspender interface {
	// YieldSuspends reports whether a Yield or YieldFrom of a function that is not
	// async lets other tasks run.
	YieldSuspends(op int32) bool
}

// Match says whether a handler catches.
type Match uint8

const (
	Never Match = iota
	Maybe
	Always
)

// DefaultCatches decides by the last name of the type. A bare except, BaseException,
// and for exceptions Exception always catch. Cancellation is caught by the cancelled
// errors of asyncio, concurrent.futures and trio, and, if swallows is set, by
// Exception, as under Twisted or before Python 3.8. What is not a path, or has the
// name of a constant or plural, may be a tuple of anything.
func DefaultCatches(m *ir.Module, t ir.PathID, kind EdgeKind, swallows bool) Match {
	if t == 0 {
		return Maybe
	}
	name := m.Str(m.Paths[t].Name)
	switch name {
	case "BaseException":
		return Always
	case "Exception":
		if kind == Exceptional || swallows {
			return Always
		}
		return Never
	case "CancelledError", "Cancelled":
		if kind == Cancel {
			return Always
		}
		return Maybe
	}
	if kind == Exceptional || mayBeTuple(name) {
		return Maybe
	}
	return Never
}

// mayBeTuple reports whether a name looks like that of a variable that holds several
// exception classes: RETRYABLE, self.errors.
func mayBeTuple(name string) bool {
	if name == "" || name == strings.ToUpper(name) {
		return true
	}
	return name == strings.ToLower(name) && strings.HasSuffix(name, "s")
}

// catches says whether handler h catches what op raises.
func (b *builder) catches(h *ir.Handler, kind EdgeKind, op int32) Match {
	if len(h.Types) == 0 {
		return Always
	}
	best := Never
	for _, t := range h.Types {
		match := b.catchesType(t, kind)
		if match == Always && kind == Exceptional && op >= 0 && b.yields(op) && !isBase(b.m, t) {
			match = Maybe // closing a generator raises GeneratorExit, which is no Exception
		}
		if kind == Exceptional && op >= 0 && t != 0 && t == b.raised(op) {
			match = Always
		}
		best = max(best, match)
	}
	return best
}

func (b *builder) catchesType(t ir.PathID, kind EdgeKind) Match {
	if b.catcher != nil {
		return b.catcher.Catches(t, kind)
	}
	return DefaultCatches(b.m, t, kind, false)
}

func isBase(m *ir.Module, t ir.PathID) bool {
	return t != 0 && m.Str(m.Paths[t].Name) == "BaseException"
}

func (b *builder) yields(op int32) bool {
	code := b.body.Ops[op].Code
	return code == ir.Yield || code == ir.YieldFrom
}

// raised returns the class that a raise names, "raise E" or "raise E(...)", or 0.
func (b *builder) raised(op int32) ir.PathID {
	x := &b.body.Ops[op]
	if x.Code != ir.Raise || x.N == 0 {
		return 0
	}
	from := &b.body.Ops[b.body.Args(x)[0]]
	switch path := from.Path(); {
	case path == 0:
		return 0
	case b.m.Paths[b.m.Root(path)].Sel != ir.RootGlobal:
		return 0 // "raise e" of a variable says nothing of the class
	default:
		return path
	}
}
