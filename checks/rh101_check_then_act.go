package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var checkThenAct = &Check{
	Info: rule.Info{
		ID: "RH101", Name: "check-then-act", Level: rule.Error, Precision: rule.Medium,
		CWE: []int{362, 367}, Security: "5.9", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a test of shared state decides an act that relies on it, and another strand can change the state in between",
			Why: "What was true when it was tested need not be true when it is used. Tasks lose it at an " +
				"`await`, threads anywhere: the key is gone, the queue is empty, the attribute is `None`.",
			Bad: `
import asyncio

class Client:
    def __init__(self, socket):
        self.socket = socket

    async def send(self, text):
        if self.socket is None:
            return
        await asyncio.sleep(1)
        await self.socket.send(text)

    async def close(self):
        socket, self.socket = self.socket, None
        await socket.close()

async def main(socket):
    c = Client(socket)
    await asyncio.gather(c.send("hello"), c.close())
`,
			Good: `
import asyncio

class Client:
    def __init__(self, socket):
        self.socket = socket

    async def send(self, text):
        await asyncio.sleep(1)
        socket = self.socket
        if socket is None:
            return
        await socket.send(text)

    async def close(self):
        socket, self.socket = self.socket, None
        await socket.close()

async def main(socket):
    c = Client(socket)
    await asyncio.gather(c.send("hello"), c.close())
`,
			Fix: "Do it in one step (`get`, `pop(key, None)`, `try`/`except`), work on a local copy of what " +
				"was tested, test again after the last `await`, or hold one lock over test and act.",
			Silent: "The state is tested again after the last gap, the act cannot fail (`get`, " +
				"`pop(key, None)`, `discard`), an `except` clause handles its failure, a local copy is " +
				"used, a lock covers both, or nobody else changes the state.",
			Misses: "Tests and acts in functions that call neither each other nor come from one caller; flags that stand for another object's state.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return !p.Setup(f) && (len(p.Suspensions(f)) > 0 && marks(p, f) || (len(p.Suspensions(f)) > 0 || p.Threaded(f)) && (actsOnShared(p, f) || enters(p, f)) || setsOnce(p, f) || testsLocked(p, f) || dropsLocks(p, f) || joins(p, f) || starts(p, f) || asksQueue(p, f))
	},
	Func:   findCheckThenAct,
	Across: true,
}

// actsOnShared says whether a function reads a shared location that others take away
// from, at least twice or together with an act on its elements.
func actsOnShared(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	for i := range fn.Access {
		a := &fn.Access[i]
		if a.Kind != program.Reading || a.Loc.Kind == program.OfParameter {
			continue
		}
		again := slices.ContainsFunc(fn.Access[i+1:], func(b program.Access) bool {
			return b.Op > a.Op && b.Kind != program.Writing && b.Loc.Kind == a.Loc.Kind && b.Loc.Owner == a.Loc.Owner &&
				(b.Loc.Path == a.Loc.Path || strings.TrimSuffix(b.Loc.Path, "[*]") == strings.TrimSuffix(a.Loc.Path, "[*]"))
		})
		if again && slices.ContainsFunc(p.Writers(a.Loc), func(w program.Writer) bool { return !p.Setup(w.Func) && takes(w) }) {
			return true
		}
	}
	return false
}

// marks says whether a function sets a shared location, or adds to it, that it has read before.
func marks(p *program.Program, f program.FuncRef) bool {
	access := p.Funcs[f].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing && w.Kind != program.Growing || w.Own {
			continue
		}
		for k := range access[:i] {
			if access[k].Kind == program.Reading && access[k].Loc == w.Loc {
				return true
			}
		}
	}
	return false
}

// takes says whether a write may take something away.
func takes(w program.Writer) bool {
	switch w.Access.Kind {
	case program.Writing, program.Deleting, program.Removing, program.Shrinking:
		return true
	}
	return false
}

// reliance is an act that fails, or does the wrong thing, if a test no longer holds.
type reliance struct {
	*test
	op   int32
	act  string                    // what it does, for the witness
	fail []string                  // the exceptions that it raises then
	hurt func(program.Writer) bool // the writes that make it fail
}

// takesElement is the act of q.pop() and its kin, which a second run of itself hurts.
const takesElement = "takes an element"

// usesIt is the act of using an object that was found to be there.
const usesIt = "uses it"

// findCheckThenAct looks for a test, an act on the side that the test leads to, and a
// write of another strand in between that makes the act fail.
func findCheckThenAct(pass *Pass, f *Func) {
	findLateClaims(pass, f)
	findSetTwice(pass, f)
	findLeftLocks(pass, f)
	findPeeked(pass, f)
	findEmptiedQueues(pass, f)
	findDroppedLocks(pass, f)
	if !f.inlined() {
		findLostStops(pass, f)
	}
	findShutMeanwhile(pass, f)
	findStartedTwice(pass, f)
	findPassedLimits(pass, f)
	type promise struct {
		loc program.Location
		act string
	}
	reported := map[promise]bool{} // the first broken one of a kind stands for all
	tests := f.sharedTests()
	for i := range tests {
		t := &tests[i]
		if t.access == nil || t.kind == isConst || t.access.Own || t.access.Loc.Kind == program.OfParameter {
			continue
		}
		for _, r := range f.reliances(t) {
			this := promise{t.access.Loc, r.act}
			if r.act == looksAtEnd {
				this.act = takesElement
			}
			if reported[this] || r.op == t.read || r.op < t.read || f.handled(r.op, r.fail) {
				continue
			}
			if side, ok := f.Decided(t.branch, r.op); !ok || side != t.present() {
				continue
			}
			if gap, other, ok := f.broken(&r); ok {
				reported[this] = true
				pass.brokenPromise(f, &r, gap, other)
			}
		}
	}
}

// broken finds a write by a task, or else by a thread, between test and act.
func (f *Func) broken(r *reliance) (facts.Gap, rival, bool) {
	stop := func(op int32) bool { return op != r.op && f.validates(op, r.test) }
	mine := *r.access
	mine.Op = r.op
	accept := func(w program.Writer) bool {
		return r.hurt(w) && (w.Func != f.Ref || w.Access.Op != r.op || r.act == takesElement)
	}
	if gap, ok := f.Between(r.read, r.op, stop); ok {
		for _, other := range f.rivals(&mine, r.access.Loc, gap, accept) {
			if other.Proof == program.Proved && !f.stops(other) {
				return gap, other, true
			}
		}
		if other, ok := f.awaitedRival(r, gap, accept); ok {
			return gap, other, true
		}
		if other, ok := f.met(&mine, r.access.Loc, gap, accept); ok {
			return gap, other, true
		}
	}
	if f.P.Threaded(f.Ref) {
		if gap, ok := f.Way(r.read, r.op, stop); ok {
			for _, other := range f.threadRivals(&mine, r.access.Loc, gap, func(w program.Writer) bool { return accept(w) || f.secondRun(r, w) }) {
				if !f.stops(other) && (other.Func != f.Ref || accept(other.Writer) || other.Proof == program.Proved && !other.Trial) {
					return gap, other, true
				}
			}
			if other, ok := f.otherSide(&mine, gap, false, accept); ok {
				return gap, other, true
			}
		}
	}
	if gap, other, ok := f.brokenAgain(r, stop); ok {
		return gap, other, ok
	}
	if gap, ok := f.Between(r.read, r.op, stop); ok {
		other, ok := f.unproved(&mine, gap, accept)
		return gap, other, ok
	}
	if gap, ok := f.Way(r.read, r.op, stop); ok {
		other, ok := f.unproved(&mine, gap, accept)
		return gap, other, ok
	}
	return facts.Gap{}, rival{}, false
}

// secondRun says whether a write of the function itself, in a second thread, makes an act
// fail: the same removal, or what clears the object after its use.
func (f *Func) secondRun(r *reliance, w program.Writer) bool {
	if w.Func != f.Ref || w.Access.Op < r.op {
		return false
	}
	if r.kind == isMember {
		return r.hurt(w)
	}
	return r.act == usesIt && w.Access.Kind == program.Writing && f.setsNothing(w.Access.Op)
}

// awaitedRival finds a write of the same object's code, if the act waits for what another
// call does: who waits for d[k] or d[k].wait() expects another task at work.
func (f *Func) awaitedRival(r *reliance, gap facts.Gap, accept func(program.Writer) bool) (rival, bool) {
	if !r.access.Self || f.P.Trial(f.Ref) || !f.awaits(r.op) {
		return rival{}, false
	}
	over := f.over(gap)
	for _, w := range f.writers(r.access.Loc) {
		if accept(w) && w.Access.Self && !f.P.Setup(w.Func) && !program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			return rival{w, program.Evidence{
				Proof: program.Intended,
				Why:   fmt.Sprintf("%s waits here for what another call does, so it expects other tasks", f.P.Name(f.Ref)),
			}, false}, true
		}
	}
	return rival{}, false
}

// awaits says whether a value, or a call of its method wait, is awaited.
func (f *Func) awaits(op int32) bool {
	return slices.ContainsFunc(f.Uses(op), func(u int32) bool {
		x := &f.Body.Ops[u]
		switch x.Code {
		case ir.Await:
			return true
		case ir.Read:
			return f.Body.Base(x) == ir.Value(op) && f.Module.Str(f.Module.Paths[x.Path()].Name) == "wait" &&
				slices.ContainsFunc(f.Uses(u), func(call int32) bool {
					return f.Body.Ops[call].Code == ir.Call && slices.ContainsFunc(f.Uses(call), func(a int32) bool {
						return f.Body.Ops[a].Code == ir.Await
					})
				})
		}
		return false
	})
}

// stops says whether the rival ends the strand at hand before it writes: it cancels a
// task or waits for a thread.
func (f *Func) stops(r rival) bool {
	return slices.ContainsFunc(f.P.Funcs[r.Func].Calls, func(c program.CallSite) bool {
		return c.Op < r.Access.Op && (c.Method == "cancel" || c.Method == "join" || c.Method == "shutdown") && r.Func != f.Ref
	})
}

// awaitsStrands says whether the rival waits for strands that its object keeps, one by one,
// before it writes, and the strand at hand is one that the object starts on itself.
func (f *Func) awaitsStrands(r rival) bool {
	if r.Func == f.Ref || !f.P.StartedOnSelf(f.Ref) {
		return false
	}
	g := f.sibling(r.Func)
	looping := false
	for i := range g.Body.Ops[:r.Access.Op] {
		switch g.Body.Ops[i].Code {
		case ir.Next:
			looping = looping || g.overStrands(int32(i))
		case ir.Await:
			if looping {
				return true
			}
		}
	}
	return false
}

// overStrands says whether the loop of a Next runs over an attribute that keeps strands, as
// its name says.
func (f *Func) overStrands(next int32) bool {
	iter := f.Body.Args(&f.Body.Ops[next])[0]
	over := &f.Body.Ops[f.Origin(f.Body.Args(&f.Body.Ops[iter])[0])]
	if over.Code != ir.Read || f.Module.Paths[over.X].Sel != ir.Attr {
		return false
	}
	name := f.Module.Str(f.Module.Paths[over.X].Name)
	return strings.Contains(name, "task") || strings.Contains(name, "worker") || strings.Contains(name, "future") || strings.Contains(name, "job")
}

// reliances lists the acts on what a test looked at.
func (f *Func) reliances(t *test) (out []reliance) {
	if t.kind == isMember {
		return f.memberActs(t)
	}
	if base, key, ok := f.gets(t.read); ok {
		asked := *t
		asked.kind, asked.base, asked.key = isMember, base, key
		of := *t.access
		of.Loc.Path = strings.TrimSuffix(of.Loc.Path, "[*]")
		asked.access = &of
		return f.memberActs(&asked)
	}
	if t.kind == isTrue && !t.copied {
		out = f.endReads(t)
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Op <= t.read || a.Loc != t.access.Loc {
			continue
		}
		switch {
		case a.Kind == program.Shrinking && f.takesOne(a.Op) && f.sameContainer(t, a.Op):
			out = append(out, reliance{t, a.Op, takesElement, []string{"IndexError", "KeyError", "Empty", "QueueEmpty"}, empties})
		case a.Kind == program.Reading && !t.copied && !t.sized && f.Body.Ops[t.read].Code == ir.Read &&
			f.Body.Ops[a.Op].Code == ir.Read && f.sameObject(t.read, a.Op) && f.dereferences(a.Op):
			out = append(out, reliance{t, a.Op, usesIt, []string{"AttributeError", "TypeError"}, f.clears})
		}
	}
	return out
}

// looksAtEnd is the act of reading q[0] or q[-1], which fails if nothing is left.
const looksAtEnd = "looks at an end of it"

// endReads lists the reads of the first or last element of a container that a test found
// not to be empty.
func (f *Func) endReads(t *test) (out []reliance) {
	if f.Body.Ops[t.read].Code != ir.Read {
		return nil
	}
	for i := t.branch; i < int32(len(f.Body.Ops)); i++ {
		x := &f.Body.Ops[i]
		if x.Code != ir.Read || f.Body.Key(x) < 0 || !f.endOf(x, true) && !f.endOf(x, false) {
			continue
		}
		if base := int32(f.Body.Base(x)); base >= 0 && f.sameObject(t.read, base) {
			out = append(out, reliance{t, i, looksAtEnd, []string{"IndexError", "KeyError"}, empties})
		}
	}
	return out
}

// gets returns the container and the key of a call d.get(k).
func (f *Func) gets(call int32) (base, key ir.Value, ok bool) {
	x := &f.Body.Ops[call]
	c := f.P.Funcs[f.Ref].CallAt(call)
	if x.Code != ir.Call || c == nil || c.Method != "get" || len(c.Targets) > 0 || f.Body.NumArgs(x) == 0 {
		return 0, 0, false
	}
	base = f.receiver(call)
	return base, f.Body.CallArg(x, 0).Value, base >= 0
}

// memberActs lists the acts that need the key that a test found: d[k], del d[k],
// d.pop(k), d.remove(k).
func (f *Func) memberActs(t *test) (out []reliance) {
	fail := []string{"KeyError", "ValueError", "IndexError"}
	for i := t.branch; i < int32(len(f.Body.Ops)); i++ {
		x := &f.Body.Ops[i]
		switch x.Code {
		case ir.Read, ir.Delete:
			base, key := f.Body.Base(x), f.Body.Key(x)
			if base >= 0 && key >= 0 && f.sameValueOf(t.base, base) && f.sameValue(t.key, key) && !f.inserts(base) {
				out = append(out, reliance{t, i, "takes the key for granted", fail, empties})
			}
		case ir.Call:
			c := f.P.Funcs[f.Ref].CallAt(i)
			if c == nil || len(c.Targets) > 0 || c.Method != "pop" && c.Method != "remove" || f.Body.NumArgs(x) != 1 {
				continue
			}
			base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
			if base >= 0 && f.sameValueOf(t.base, base) && f.sameValue(t.key, f.Body.CallArg(x, 0).Value) {
				out = append(out, reliance{t, i, "takes the key for granted", fail, empties})
			}
		}
	}
	return out
}

// takesOne says whether a call takes one element and fails if there is none.
func (f *Func) takesOne(op int32) bool {
	x := &f.Body.Ops[op]
	c := f.P.Funcs[f.Ref].CallAt(op)
	if x.Code != ir.Call || c == nil {
		return false
	}
	switch c.Method {
	case "pop":
		return f.Body.NumArgs(x) == 0 || f.Body.NumArgs(x) == 1 && f.isInt(f.Body.CallArg(x, 0).Value, "0")
	case "popleft", "popitem", "get_nowait":
		return true
	case "get": // a queue for threads waits for the next one
		return threadQueue(c.Name)
	}
	return false
}

// sameContainer says whether a method is called on the container that a test looked at.
func (f *Func) sameContainer(t *test, call int32) bool {
	base := f.Body.Base(&f.Body.Ops[f.Body.Callee(&f.Body.Ops[call])])
	return base >= 0 && !t.copied && f.Body.Ops[t.read].Code == ir.Read && f.sameObject(t.read, int32(base))
}

// dereferences says whether the value of a read is used as an object: a member of it is
// read or set, it is called, entered, iterated or awaited.
func (f *Func) dereferences(read int32) bool {
	return slices.ContainsFunc(f.Uses(read), func(u int32) bool {
		x := &f.Body.Ops[u]
		switch x.Code {
		case ir.Read, ir.Write, ir.Delete:
			return f.Body.Base(x) == ir.Value(read)
		case ir.Call:
			return f.Body.Callee(x) == ir.Value(read)
		case ir.Enter, ir.Iter, ir.Await:
			return true
		}
		return false
	})
}

// empties accepts the writes after which a key or element may be gone.
func empties(w program.Writer) bool {
	switch w.Access.Kind {
	case program.Deleting, program.Removing, program.Shrinking:
		return true
	}
	return false
}

// clears accepts the writes after which there is no object any more.
func (f *Func) clears(w program.Writer) bool {
	if w.Access.Kind == program.Deleting {
		return true
	}
	if w.Func == f.Ref {
		return false // what follows in the same function mostly ends what it has begun
	}
	text, constant := f.P.ConstantWrite(w)
	return w.Access.Kind == program.Writing && constant && text == string(rune('0'+ir.ConstNone)) && !f.P.Starts(w.Func)
}

// handled says whether an except clause around an op takes one of the exceptions.
func (f *Func) handled(op int32, fail []string) (yes bool) {
	f.Handled(op, func(h *ir.Handler) bool {
		yes = len(h.Types) == 0 || slices.ContainsFunc(h.Types, func(p ir.PathID) bool {
			name := f.Module.Str(f.Module.Paths[p].Name)
			return p == 0 || name == "Exception" || name == "BaseException" || name == "LookupError" && fail[0] != "AttributeError" ||
				slices.Contains(fail, name)
		})
		return !yes
	})
	return yes
}

func (pass *Pass) brokenPromise(f *Func, r *reliance, gap facts.Gap, other rival) {
	name := f.Module.PathString(f.Body.Ops[r.read].Path())
	if r.kind == isMember {
		name = f.Module.PathString(f.Body.Ops[r.base].Path())
	}
	what, found := "the await", "finds something in "+name
	before := []rule.Step{}
	if other.threads {
		what = "the test"
	}
	message := fmt.Sprintf("%s was tested before %s and may be None by now", name, what)
	if other.threads {
		message = fmt.Sprintf("%s may set %s to None between the test and this use", other.who(), name)
	}
	change := "clears " + name
	switch {
	case r.kind == isMember:
		found = "finds the key in " + name
		change = "takes keys out of " + name
		message = fmt.Sprintf("the key was in %s before the await and may be gone by now", name)
		if other.threads {
			message = fmt.Sprintf("%s may remove the key from %s between the test and this use", other.who(), name)
		}
	case r.act == takesElement || r.act == looksAtEnd:
		change = "takes from " + name
		message = fmt.Sprintf("%s was not empty before the await and may be by now", name)
		if other.threads {
			message = fmt.Sprintf("%s may take the last element of %s between the test and this", other.who(), name)
		}
	}
	before = append(before, f.step(r.read, rule.Checks, found))
	if !other.threads {
		before = append(before, f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"))
	}
	why, related := f.explain(other.Evidence)
	pass.Report(r.op, rule.Finding{
		Level: level(other.Evidence), Pedantic: other.Proof == program.None, Subject: name, Message: message, Evidence: why, Related: related,
		Witness: f.interleaving(other, before, []rule.Step{f.step(r.op, rule.Reads, r.act)}, change),
	})
}

// inserts says whether reading a missing key of a container inserts it.
func (f *Func) inserts(v ir.Value) bool {
	_, yes := f.types().Container(v)
	return yes
}
