package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var readModifyWrite = &Check{
	Info: rule.Info{
		ID: "RH102", Name: "read-modify-write", Level: rule.Error, Precision: rule.High,
		CWE: []int{362, 366}, Security: "5.9", Since: "0.1",
		Doc: rule.Doc{
			Summary: "shared state is read and written back, and another task or thread can write in between",
			Why: "Other tasks run during an `await`. If one of them changes the value, the write " +
				"that follows restores a result computed from the old one, and the other update is " +
				"lost. `self.total += await f()` is such a write too: Python reads `self.total` first. " +
				"Threads switch anywhere, so that even `self.n += 1` loses updates.",
			Bad: `
import asyncio

class Counter:
    def __init__(self):
        self.total = 0

    async def add(self, fetch):
        self.total += await fetch()

async def main(fetch):
    c = Counter()
    await asyncio.gather(c.add(fetch), c.add(fetch))
`,
			Good: `
import asyncio

class Counter:
    def __init__(self):
        self.total = 0

    async def add(self, fetch):
        amount = await fetch()
        self.total += amount

async def main(fetch):
    c = Counter()
    await asyncio.gather(c.add(fetch), c.add(fetch))
`,
			Fix: "Await first and read, compute and write without an await in between; or hold an " +
				"`asyncio.Lock`, for threads a `threading.Lock`, over the read and the write.",
			Silent: "The same lock is held from the read to the write and by every other writer, the " +
				"value is read again after the last await, nothing on the way suspends, or only one " +
				"strand can run the code.",
			Misses: "State reached only through `getattr` or `setattr` with a computed name; values that leave " +
				"the function between the read and the write.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return (len(p.Suspensions(f)) > 0 || p.Threaded(f)) && writesShared(p, f)
	},
	Func:   findLostUpdates,
	Across: true,
}

func writesShared(p *program.Program, f program.FuncRef) bool {
	if p.Setup(f) {
		return false
	}
	for i := range p.Funcs[f].Access {
		if a := &p.Funcs[f].Access[i]; a.Kind == program.Writing && !a.Own {
			return true
		}
	}
	return false
}

// findLostUpdates reports each write whose value was computed from a read of the same
// location on the other side of a suspension, if another strand can write in between;
// another thread can do so anywhere.
func findLostUpdates(pass *Pass, f *Func) {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing || w.Own {
			continue
		}
		done := false
		f.Sources(f.Body.Stored(&f.Body.Ops[w.Op]), func(s facts.Source) {
			if done || s.Op < 0 || s.Calls || !f.readsSame(s.Op, w) {
				return
			}
			gap, ok := f.Between(s.Op, w.Op, f.cuts(s, w))
			if ok {
				others := f.rivals(w, w.Loc, gap, f.extends(w))
				if len(others) == 0 {
					others = f.orUnproved(w, gap, f.extends(w))
				}
				if len(others) > 0 {
					done = true
					pass.lostUpdate(f, w, gap, others[0])
					return
				}
			}
			done = pass.lostToThread(f, w, s)
		})
	}
}

// lostToThread reports a write whose value another thread may outdate: threads switch
// between the read and the write of `self.n += 1`, too.
func (pass *Pass) lostToThread(f *Func, w *program.Access, s facts.Source) bool {
	if !f.P.Threaded(f.Ref) || f.Body.Ops[w.Op].Flags&ir.InPlace != 0 && f.P.HoldsObject(w.Loc) {
		return false // x += y of an object of the program is a call of its own
	}
	accept := f.extends(w)
	if accept == nil {
		accept = func(program.Writer) bool { return true }
	}
	gap := facts.Gap{From: s.Op, To: w.Op, Suspends: -1, Held: f.Held(s.Op) & f.Held(w.Op)}
	others := f.threadRivals(w, w.Loc, gap, accept)
	if len(others) == 0 {
		if r, ok := f.numberedTwice(w, gap); ok {
			others = append(others, r)
		} else {
			others = f.orUnproved(w, gap, accept)
		}
	}
	if len(others) > 0 {
		pass.lostUpdate(f, w, gap, others[0])
	}
	return len(others) > 0
}

// extends returns a filter of rivals for `x += …` on a list or another container that
// changes in place: then only a write that puts another object there can interfere.
func (f *Func) extends(w *program.Access) func(program.Writer) bool {
	if f.Body.Ops[w.Op].Flags&ir.InPlace == 0 || !f.P.HoldsContainer(w.Loc) {
		return nil
	}
	return func(other program.Writer) bool {
		return f.P.Body(other.Func, nil).Ops[other.Access.Op].Flags&ir.InPlace == 0
	}
}

// readsSame says whether an op reads what w writes: the same path, d.get(k) for d[k],
// or a call of a method or property that returns it.
func (f *Func) readsSame(op int32, w *program.Access) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op == op && a.Loc == w.Loc && a.Kind == program.Reading {
			if f.Body.Ops[op].Code == ir.Call {
				return f.getsItem(op, w.Op)
			}
			return f.sameObject(op, w.Op)
		}
	}
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || !c.Self || !w.Self || len(c.Targets) != 1 {
		return false
	}
	asked, _, ok := f.P.Predicate(c.Targets[0])
	return f.P.Getter(c.Targets[0], w.Loc) || ok && asked.Loc == w.Loc
}

// getsItem says whether a call d.get(k) reads the item that a write d[k] = v sets.
func (f *Func) getsItem(call, write int32) bool {
	args := f.Body.Args(&f.Body.Ops[call])
	x := &f.Body.Ops[write]
	base, key := f.Body.Base(&f.Body.Ops[args[0]]), f.Body.Key(x)
	return len(args) > 2 && base >= 0 && key >= 0 && f.sameValueOf(base, f.Body.Base(x)) && f.sameValue(args[1], key)
}

// cuts returns the ops that end a way from a read to the write: those that give a
// local that carries the value another one, and a comparison of the old value with
// the location as it is now.
func (f *Func) cuts(s facts.Source, w *program.Access) func(int32) bool {
	names := map[ir.StrID]bool{}
	for _, op := range s.Chain {
		names[f.LocalOf(op)] = true
	}
	return func(op int32) bool {
		x := &f.Body.Ops[op]
		switch x.Code {
		case ir.Write:
			return names[f.LocalOf(op)] && !slices.Contains(s.Chain, op)
		case ir.Compare:
			args := f.Body.Args(x)
			return f.comparesAgain(args[0], args[1], names, w) || f.comparesAgain(args[1], args[0], names, w)
		}
		return false
	}
}

// comparesAgain says whether one value is the location read anew and the other an old
// copy of it: the one that is written back, or a later one.
func (f *Func) comparesAgain(now, old ir.Value, names map[ir.StrID]bool, w *program.Access) bool {
	if !f.readsSame(int32(now), w) {
		return false
	}
	if names[f.LocalOf(int32(old))] {
		return true
	}
	def := f.LastWrite(int32(old))
	return def >= 0 && f.LocalOf(int32(old)) != 0 && f.readsSame(int32(f.Origin(f.Body.Stored(&f.Body.Ops[def]))), w)
}

// sameObject says whether two accesses of one location are written as the same path,
// with the same subscript: self.n and self.n, d[k] and d[k], not a.n and b.n.
func (f *Func) sameObject(a, b int32) bool {
	x, y := &f.Body.Ops[a], &f.Body.Ops[b]
	if x.Path() != y.Path() {
		return f.sameThroughAlias(a, b)
	}
	for x.Code == ir.Read || x.Code == ir.Write || x.Code == ir.Delete {
		kx, ky := f.Body.Key(x), f.Body.Key(y)
		if (kx < 0) != (ky < 0) || kx >= 0 && !f.sameValue(kx, ky) {
			return false
		}
		bx, by := f.Body.Base(x), f.Body.Base(y)
		if bx < 0 || by < 0 {
			return bx == by && (f.LocalOf(a) == 0 || a == b || f.sameValue(ir.Value(a), ir.Value(b)))
		}
		a, b = int32(bx), int32(by)
		x, y = &f.Body.Ops[a], &f.Body.Ops[b]
	}
	return a == b || f.asksType(a) && f.asksType(b) && f.sameValue(f.Body.CallArg(x, 0).Value, f.Body.CallArg(y, 0).Value)
}

// asksType says whether an op is a call type(x).
func (f *Func) asksType(op int32) bool {
	x := &f.Body.Ops[op]
	c := f.P.Funcs[f.Ref].CallAt(op)
	return x.Code == ir.Call && c != nil && c.Name == "builtins.type" && f.Body.NumArgs(x) == 1
}

// sameThroughAlias says whether two paths that are written differently name one place,
// because one starts at a local that is another name for what the other one starts at.
func (f *Func) sameThroughAlias(a, b int32) bool {
	for {
		x, y := &f.Body.Ops[a], &f.Body.Ops[b]
		m, n := f.Module.Paths[x.Path()], f.Module.Paths[y.Path()]
		if m.Sel != ir.Attr || n.Sel != ir.Attr || m.Name != n.Name {
			return false
		}
		bx, by := int32(f.Body.Base(x)), int32(f.Body.Base(y))
		if bx < 0 || by < 0 {
			return false
		}
		rx, ry := f.original(bx), f.original(by)
		if f.LocalOf(rx) != 0 || f.LocalOf(ry) != 0 {
			return (rx != bx || ry != by) && f.sameValue(ir.Value(rx), ir.Value(ry))
		}
		a, b = rx, ry
	}
}

// original follows a local that is set once to what it is set to, if that is a path.
func (f *Func) original(v int32) int32 {
	for range 3 {
		made := f.onceAssigned(v)
		if made == nil || made.Code != ir.Read {
			break
		}
		v = int32(f.Body.Stored(&f.Body.Ops[f.Defs(v)[0]]))
	}
	return v
}

// sameValue says whether two values are certainly equal: one op, equal constants, or
// reads of one local that have the same definitions.
func (f *Func) sameValue(a, b ir.Value) bool {
	if a == b {
		return true
	}
	x, y := &f.Body.Ops[a], &f.Body.Ops[b]
	if x.Code == ir.Const && y.Code == ir.Const {
		return x.Aux == y.Aux && x.X == y.X
	}
	if f.LocalOf(int32(a)) != 0 && f.LocalOf(int32(a)) == f.LocalOf(int32(b)) && x.Code == ir.Read && y.Code == ir.Read {
		da, db := f.Defs(int32(a)), f.Defs(int32(b))
		if len(da) != len(db) {
			return false
		}
		for i := range da {
			if da[i] != db[i] {
				return false
			}
		}
		return true
	}
	if x.Code == ir.Read && y.Code == ir.Read && x.Path() == y.Path() && x.N > 0 {
		return f.sameObject(int32(a), int32(b))
	}
	return x.Code == ir.Read && y.Code == ir.Read && x.Path() == y.Path() && f.LocalOf(int32(a)) == 0
}

// close says whether both strands are found and do what they do in their own functions
// or in one that those call: over longer ways, callers hold locks that nobody sees, and
// tests play with threads on purpose.
func (f *Func) close(r rival) bool {
	return r.Proof == program.Proved && !r.Trial && !f.P.Trial(f.Ref) && f.P.CallPath(r.A.Func, f.Ref, 1) != nil && f.P.CallPath(r.B.Func, r.Func, 1) != nil
}

func (pass *Pass) lostUpdate(f *Func, w *program.Access, gap facts.Gap, r rival) {
	name := f.Module.PathString(f.Body.Ops[w.Op].Path())
	why, related := f.explain(r.Evidence)
	message := "%s may have changed during the await; this write loses that update"
	before := []rule.Step{f.step(gap.From, rule.Reads, "reads "+name)}
	if gap.Suspends >= 0 {
		before = append(before, f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"))
	} else {
		message = r.who() + " may change %s between the read and this write, which loses that update"
	}
	pass.Report(w.Op, rule.Finding{
		Level: level(r.Evidence), Pedantic: r.Proof == program.None || r.threads && !f.close(r) && !f.numbers(w) && !f.countsUsers(w), Subject: name, Evidence: why, Related: related,
		Message: fmt.Sprintf(message, name),
		Witness: f.interleaving(r, before,
			[]rule.Step{f.step(gap.To, rule.Writes, "writes back a value computed from the old "+name)},
			"changes "+name),
	})
}
