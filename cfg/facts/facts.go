// Package facts answers questions about one function that hold at points of its
// control flow: which definitions reach a read, from which shared reads a value is
// computed, which locks are held, what lies between two ops, which iterators are live.
//
// What goes in: a function's body, its graph, and an Oracle that knows which ops
// acquire and release locks. What comes out: a Func whose methods compute each fact
// when first asked.
//
// For example, in
//
//	n = self.n           # op 1
//	await self.log(n)    # op 5
//	self.n = n + 1       # op 9
//
// Sources of the value that op 9 stores yields the read at op 1, and Between(1, 9)
// finds the suspension at op 5 with no lock held over it.
//
// Left out: everything that needs a second function; package program has it, and
// passes it in through the Oracle.
package facts

import (
	"slices"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/ir"
)

// MaxLocks is how many acquisition sites of one function are told apart; further
// ones are taken not to hold anything.
const MaxLocks = 64

// Oracle is what the facts need to know of the rest of the program.
type Oracle interface {
	cfg.Callees
	// Lock says whether op acquires (Enter, or a call of acquire) or releases (Exit,
	// or a call of release) a lock, and which: lock numbers are dense from 0 within
	// the function, equal for operations on the same lock.
	Lock(op int32) (lock int, acquires, ok bool)
	// Waits says whether op gives up a lock while it waits, as Condition.wait does, and which.
	Waits(op int32) (lock int, ok bool)
	// Pure says whether a call computes its result from its arguments and receiver
	// alone, as max, str.join and dict.get do.
	Pure(call int32) bool
}

// SeveralLocks is implemented by an Oracle that knows of ops which take or release more
// than one lock: entering a context manager that takes two, leaving an ExitStack.
type SeveralLocks interface {
	EachLock(op int32, yield func(lock int, acquires bool))
}

// Set is a set of the function's locks, by number.
type Set uint64

// Has says whether the set contains a lock.
func (s Set) Has(lock int) bool { return s&(1<<lock) != 0 }

// Func holds the facts of one function. It is not for concurrent use.
type Func struct {
	Module *ir.Module
	IR     *ir.Func
	Body   *ir.Body
	Graph  *cfg.Graph

	oracle Oracle
	held   []Set     // by op, before it; nil until asked
	uses   [][]int32 // by op: the ops that have it as operand; nil until asked
}

// New returns the facts of a function with the given body and graph.
func New(g *cfg.Graph, oracle Oracle) *Func {
	return &Func{Module: g.Module, IR: &g.Module.Funcs[g.Func], Body: g.Body, Graph: g, oracle: oracle}
}

// Suspends says whether op is a real suspension point.
func (f *Func) Suspends(op int32) bool {
	return f.Body.Ops[op].MaySuspend() && f.oracle.Suspends(op)
}

// LocalOf returns the name of the local that a Read or Write is about, or 0.
func (f *Func) LocalOf(op int32) ir.StrID {
	x := &f.Body.Ops[op]
	if x.Code != ir.Read && x.Code != ir.Write && x.Code != ir.Delete {
		return 0
	}
	if n := f.Module.Paths[x.X]; n.Sel == ir.RootLocal {
		return n.Name
	}
	return 0
}

// Uses returns the ops that have the result of op as an operand, in order.
func (f *Func) Uses(op int32) []int32 {
	if f.uses == nil {
		f.uses = make([][]int32, len(f.Body.Ops))
		for i := range f.Body.Ops {
			x := &f.Body.Ops[i]
			for k, v := range f.Body.Args(x) {
				if v < 0 || x.Code == ir.Call && k > 0 && k%2 == 0 {
					continue // tags stand between the arguments of a call
				}
				if list := f.uses[v]; len(list) == 0 || list[len(list)-1] != int32(i) {
					f.uses[v] = append(list, int32(i))
				}
			}
		}
	}
	return f.uses[op]
}

// Param stands in a list of definitions for the value that a parameter had at entry.
const Param int32 = -1

// Defs returns the writes of a local that may have set the value that the given read
// sees, in order; Param if it may still be the argument.
func (f *Func) Defs(read int32) []int32 {
	name := f.LocalOf(read)
	if name == 0 {
		return nil
	}
	var out []int32
	seen := make([]bool, len(f.Graph.Blocks))
	var work []cfg.BlockID
	scan := func(b cfg.BlockID, from int32) {
		blk := &f.Graph.Blocks[b]
		for i := from; i >= blk.First; i-- {
			if f.Body.Ops[i].Code == ir.Write && f.LocalOf(i) == name {
				out = insert(out, i)
				return
			}
		}
		if b == f.Graph.Entry {
			out = insert(out, Param)
		}
		for _, e := range blk.Preds {
			if !seen[e.To] {
				seen[e.To] = true
				work = append(work, e.To)
			}
		}
	}
	for _, b := range f.Graph.BlocksOf(read) {
		scan(b, read-1)
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		scan(b, f.Graph.Blocks[b].End-1)
	}
	return out
}

func insert(list []int32, x int32) []int32 {
	for i, y := range list {
		if y == x {
			return list
		}
		if y > x {
			list = append(list, 0)
			copy(list[i+1:], list[i:])
			list[i] = x
			return list
		}
	}
	return append(list, x)
}

// Source is an op that a value is computed from.
type Source struct {
	Op    int32    // a Read of something that is not a local, a Call, a Const, …; Param for an argument
	Calls bool     // the way from the source to the value leads through a call that is not pure
	Local ir.StrID // for Param, the parameter
	Chain []int32  // the writes of locals that the value went through, last one first
}

// Sources calls yield for everything that value v may be computed from: it follows
// locals to their definitions, operators, displays, unpacking and merges to their
// operands, and calls to their arguments, and stops at reads of anything else.
func (f *Func) Sources(v ir.Value, yield func(Source)) {
	type item struct {
		op    int32
		calls bool
	}
	seen := map[item]bool{}
	var visit func(op int32, calls bool, chain []int32)
	visit = func(op int32, calls bool, chain []int32) {
		key := item{op, calls}
		if op < 0 || seen[key] || len(seen) > 2000 {
			return
		}
		seen[key] = true
		x := &f.Body.Ops[op]
		args := f.Body.Args(x)
		switch x.Code {
		case ir.Read:
			if name := f.LocalOf(op); name != 0 {
				for _, def := range f.Defs(op) {
					if def == Param {
						yield(Source{Param, calls, name, chain})
					} else {
						visit(int32(f.Body.Stored(&f.Body.Ops[def])), calls, append(slices.Clip(chain), def))
					}
				}
				return
			}
			yield(Source{Op: op, Calls: calls, Chain: chain})
			if base := f.Body.Base(x); base >= 0 && f.Body.Ops[base].Code != ir.Read {
				visit(int32(base), calls, chain)
			} else if base >= 0 {
				f.sourcesOfBase(int32(base), calls, yield)
			}
		case ir.Call:
			yield(Source{Op: op, Calls: calls, Chain: chain})
			impure := calls || !f.oracle.Pure(op)
			if callee := &f.Body.Ops[args[0]]; callee.Code == ir.Read {
				if base := f.Body.Base(callee); base >= 0 {
					visit(int32(base), impure, chain)
				}
			}
			for k := 1; k < len(args); k += 2 {
				visit(int32(args[k]), impure, chain)
			}
		case ir.Const, ir.MakeFunc, ir.MakeClass, ir.ImportName, ir.Catch, ir.Enter:
			yield(Source{Op: op, Calls: calls, Chain: chain})
		case ir.Elem: // a, b = x, y
			visit(int32(f.unpacked(x)), calls, chain)
		default:
			for _, a := range args {
				visit(int32(a), calls, chain)
			}
		}
	}
	visit(int32(v), false, nil)
}

// unpacked returns the part of a display that an Elem takes, or all of what it unpacks.
func (f *Func) unpacked(elem *ir.Op) ir.Value {
	v := f.Body.Args(elem)[0]
	made := &f.Body.Ops[v]
	if made.Code != ir.Build || made.Aux != ir.BuildTuple && made.Aux != ir.BuildList || elem.Flags&ir.Rest != 0 || elem.X >= made.N {
		return v
	}
	parts := f.Body.Args(made)
	for _, part := range parts {
		if f.Body.Ops[part].Code == ir.Spread {
			return v
		}
	}
	return parts[elem.X]
}

// sourcesOfBase follows a member read x.y of a local x to what x is computed from:
// a member of a parameter is per-call data as much as the parameter itself.
func (f *Func) sourcesOfBase(base int32, calls bool, yield func(Source)) {
	for {
		x := &f.Body.Ops[base]
		if x.Code != ir.Read {
			return
		}
		if name := f.LocalOf(base); name != 0 {
			for _, def := range f.Defs(base) {
				if def == Param && name != f.receiver() {
					yield(Source{Op: Param, Calls: calls, Local: name})
				}
			}
			return
		}
		next := f.Body.Base(x)
		if next < 0 {
			return
		}
		base = int32(next)
	}
}

// receiver returns the name of the first parameter of a method, else 0.
func (f *Func) receiver() ir.StrID {
	if f.IR.Class != 0 && len(f.IR.Params) > 0 {
		return f.IR.Params[0].Name
	}
	return 0
}
