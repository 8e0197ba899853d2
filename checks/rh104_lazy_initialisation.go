package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var lazyInitialisation = &Check{
	Info: rule.Info{
		ID: "RH104", Name: "lazy-initialisation-race", Level: rule.Error, Precision: rule.High,
		CWE: []int{362, 366, 609}, Security: "5.9", Since: "0.1",
		Doc: rule.Doc{
			Summary: "shared state is created on first use, and a second task or thread can come in before it is stored",
			Why: "Both find nothing there, both create it, and the second assignment replaces what the " +
				"first one already works with: two connections where there should be one, and nobody " +
				"closes the lost one. For tasks it takes an `await` between test and assignment; for " +
				"threads nothing at all.",
			Bad: `
import asyncio

class Client:
    def __init__(self, connect):
        self.connect = connect
        self.connection = None

    async def query(self, text):
        if self.connection is None:
            self.connection = await self.connect()
        return await self.connection.send(text)

async def main(connect):
    c = Client(connect)
    await asyncio.gather(c.query("a"), c.query("b"))
`,
			Good: `
import asyncio

class Client:
    def __init__(self, connect):
        self.connect = connect
        self.connection = None
        self.lock = asyncio.Lock()

    async def query(self, text):
        async with self.lock:
            if self.connection is None:
                self.connection = await self.connect()
        return await self.connection.send(text)

async def main(connect):
    c = Client(connect)
    await asyncio.gather(c.query("a"), c.query("b"))
`,
			Fix: "Hold a lock over the test and the assignment (testing again inside if the first test " +
				"stands outside); or store a task or future before the first `await` and let everybody " +
				"await that.",
			Silent: "A lock is held over the last test and the assignment, the value is tested again " +
				"after the last `await`, an in-flight flag or future is set before it, or only one strand " +
				"can run the code.",
			Misses: "Values that are tested in one function and stored by another, unless one of them or a common caller calls the others.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		if p.Setup(f) || len(p.Suspensions(f)) == 0 && !p.Threaded(f) {
			return cachesInDict(p, f)
		}
		return fillsIn(p, f) || fillsByHelper(p, f) || cachesInDict(p, f)
	},
	Func:   findLazyInitialisation,
	Across: true,
}

// fillsByHelper says whether a coroutine reads a field of its receiver and calls a method
// of it that sets the field.
func fillsByHelper(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	return p.Async(f) && slices.ContainsFunc(fn.Calls, func(c program.CallSite) bool {
		if !c.Self || len(c.Targets) != 1 || !p.MaySuspend(c.Targets[0]) {
			return false
		}
		return slices.ContainsFunc(p.Funcs[c.Targets[0]].Access, func(w program.Access) bool {
			return w.Kind == program.Writing && w.Self
		})
	})
}

// fillsIn says whether a function writes a shared location, or an item of one, that it
// has looked at before, or calls hasattr or getattr.
func fillsIn(p *program.Program, f program.FuncRef) bool {
	fn := &p.Funcs[f]
	for i := range fn.Access {
		w := &fn.Access[i]
		if w.Kind != program.Writing || w.Own {
			continue
		}
		for k := range fn.Access {
			r := &fn.Access[k]
			if r.Op >= w.Op {
				break
			}
			if r.Kind == program.Reading && r.Loc.Kind == w.Loc.Kind && r.Loc.Owner == w.Loc.Owner && r.Loc.Path == w.Loc.Path {
				return true
			}
		}
		for k := range fn.Calls {
			c := &fn.Calls[k]
			if c.Op < w.Op && (c.Name == "builtins.hasattr" || c.Name == "builtins.getattr" || c.Self && len(c.Targets) == 1) {
				return true
			}
		}
		if n := len(w.Loc.Path); n > 0 && w.Loc.Path[n-1] == ']' {
			return true
		}
	}
	return false
}

// filling is a write that sets what a test has found missing.
type filling struct {
	*test
	write *program.Access
	flag  bool // what is set is a mark that the work is done
}

// fillings lists the writes of a function that are made because of a test.
func (f *Func) fillings() (out []filling) {
	access := f.P.Funcs[f.Ref].Access
	tests := f.sharedTests()
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing || w.Own || f.Body.Ops[w.Op].Flags&ir.InPlace != 0 {
			continue
		}
		text, constant := f.constant(f.Body.Stored(&f.Body.Ops[w.Op]))
		flag := text == string(rune('0'+ir.ConstTrue))
		if constant && !flag {
			continue
		}
		for k := range tests {
			t := &tests[k]
			if t.sized || t.kind == isConst || t.read > w.Op || !f.writesWhat(t, w) || flag && t.kind != isTrue {
				continue
			}
			if side, ok := f.decidedValue(t.branch, w); ok && side == t.absent {
				out = append(out, filling{t, w, flag})
			}
		}
		if t := f.missed(w); t != nil && !flag {
			out = append(out, filling{t, w, false})
		}
	}
	return out
}

// decidedValue says which outcome of a branch leads to a write, or to the value that it
// stores where it depends: `self.x = self.x if self.x is not None else await make()`.
func (f *Func) decidedValue(branch int32, w *program.Access) (cfg.EdgeKind, bool) {
	if side, ok := f.Decided(branch, w.Op); ok {
		return side, true
	}
	if f.alternative(branch, w.Op) {
		return cfg.True, true
	}
	stored := &f.Body.Ops[f.Body.Stored(&f.Body.Ops[w.Op])]
	if stored.Code != ir.Merge {
		return 0, false
	}
	for _, v := range f.Body.Args(stored) {
		if a := f.accessAt(int32(v), program.Reading); a != nil && a.Loc == w.Loc {
			continue // what is there stays
		}
		if side, ok := f.Decided(branch, int32(v)); ok {
			return side, true
		}
	}
	return 0, false
}

// alternative says whether a branch is the first part of a condition `a or b` that leads
// to an op: if a is true it does, whatever b says.
func (f *Func) alternative(branch, op int32) bool {
	b := &f.Body.Ops[branch]
	if b.Flags&ir.IfTrue == 0 {
		return false
	}
	for i := branch + 1; i < op; i++ {
		switch x := &f.Body.Ops[i]; {
		case x.Code == ir.Label && x.X == b.X:
			return f.Body.Ops[i-1].Code == ir.Branch && f.Precedes(i, op)
		case x.Code == ir.Label, x.Code == ir.Write:
			return false
		}
	}
	return false
}

// catchesMiss says whether an except clause catches that an item or attribute is missing.
func (f *Func) catchesMiss(h *ir.Handler) bool {
	return slices.ContainsFunc(h.Types, func(p ir.PathID) bool {
		name := f.Module.Str(f.Module.Paths[p].Name)
		return p != 0 && (name == "KeyError" || name == "AttributeError" || name == "LookupError")
	})
}

// missed finds the test that an except clause makes: it catches that the very item or
// attribute which w sets was missing.
func (f *Func) missed(w *program.Access) *test {
	for i := range f.Body.Ops[:w.Op] {
		x := &f.Body.Ops[i]
		if x.Code != ir.Catch || !f.Precedes(int32(i), w.Op) {
			continue
		}
		h := &f.Body.Handlers[x.X]
		if !f.catchesMiss(h) {
			continue
		}
		if read := f.readIn(h.Region, w); read >= 0 {
			y := &f.Body.Ops[read]
			t := &test{branch: -1, read: read, access: f.accessAt(read, program.Reading), kind: isNone}
			if t.access == nil {
				continue
			}
			if key := f.Body.Key(y); key >= 0 {
				t.kind, t.base, t.key = isMember, f.Body.Base(y), key
			}
			return t
		}
	}
	return nil
}

// readIn returns the op in the body of a try statement that reads what w writes, or -1.
func (f *Func) readIn(region uint32, w *program.Access) int32 {
	inside := false
	for i := range f.Body.Ops[:w.Op] {
		switch x := &f.Body.Ops[i]; {
		case x.Code == ir.Try && x.X == region:
			inside = true
		case x.Code == ir.TryElse && x.X == region:
			return -1
		case inside && x.Code == ir.Read && x.Path() == f.Body.Ops[w.Op].Path() && f.sameObject(int32(i), w.Op):
			return int32(i)
		}
	}
	return -1
}

// findLazyInitialisation reports each write that sets what a test found missing, if
// another strand can pass the test before the write.
func findLazyInitialisation(pass *Pass, f *Func) {
	findFilledByHelper(pass, f)
	findDescriptorCaches(pass, f)
	reported := map[program.Location]bool{}
	for _, x := range f.fillings() {
		if reported[x.write.Loc] || x.write.Loc.Kind == program.OfParameter || f.inlined() && x.flag && (f.raisesIf(x.test) || f.ComesBack(x.branch, x.absent)) {
			continue
		}
		stop := func(op int32) bool { return op != x.write.Op && f.validates(op, x.test) }
		if gap, ok := f.Between(x.read, x.write.Op, stop); ok {
			if r, ok := f.secondEntry(&x, gap); ok {
				reported[x.write.Loc] = true
				pass.filledTwice(f, &x, gap, r)
				continue
			}
		}
		if x.slot(f) || !f.P.Threaded(f.Ref) || f.otherwiseClaimed(&x) {
			continue // RH106
		}
		if gap, ok := f.Way(x.read, x.write.Op, stop); ok {
			if others := f.threadRivals(x.write, x.write.Loc, gap, f.itself(&x)); len(others) > 0 && (others[0].Proof == program.Proved || f.Held(x.read)&f.Held(x.write.Op) == 0) {
				// with the lock given up and taken again in between, mostly to wait, it takes proof
				reported[x.write.Loc] = true
				pass.filledTwice(f, &x, gap, others[0])
			} else if len(others) == 0 {
				if r, ok := f.unproved(x.write, gap, f.itself(&x)); ok {
					reported[x.write.Loc] = true
					pass.filledTwice(f, &x, gap, r)
				}
			}
		}
	}
}

// otherwiseClaimed says whether the write is decided by a test of another location under
// a lock, which is set before the lock is let go of: who comes second fails that test.
func (f *Func) otherwiseClaimed(x *filling) bool {
	for i := range f.sharedTests() {
		t := &f.conditions[i]
		if t.access == nil || t.branch < 0 || t.access.Loc == x.write.Loc || t.read > x.write.Op {
			continue
		}
		if _, ok := f.Decided(t.branch, x.write.Op); !ok {
			continue
		}
		gap, ok := f.Way(t.read, x.write.Op, nil)
		if !ok || len(threadLocks(f.over(gap))) == 0 {
			continue
		}
		for k := range f.P.Funcs[f.Ref].Access {
			w := &f.P.Funcs[f.Ref].Access[k]
			if w.Kind != program.Writing || w.Loc != t.access.Loc || w.Op < t.read {
				continue
			}
			if gap, ok := f.Way(t.read, w.Op, nil); ok && len(threadLocks(f.over(gap))) > 0 {
				return true
			}
		}
	}
	return false
}

// slot says whether what is filled is a slot of a class or module, of which RH106 speaks.
func (x *filling) slot(f *Func) bool {
	switch x.write.Loc.Kind {
	case program.OfClass, program.OfModule:
		return true
	}
	return x.write.Self && f.P.ClassWide(x.write.Loc)
}

// secondEntry finds a task that may make the same write during the gap.
func (f *Func) secondEntry(x *filling, gap facts.Gap) (rival, bool) {
	if f.claimed(gap.Suspends) {
		return rival{}, false
	}
	if others := f.rivals(x.write, x.write.Loc, gap, f.itself(x)); len(others) > 0 {
		return others[0], true
	}
	if !x.write.Self || f.P.Trial(f.Ref) || len(f.over(gap)) > 0 || !f.P.Async(f.Ref) {
		return rival{}, false
	}
	why, ok := f.calledAgain(x)
	if !ok && !x.flag {
		return f.unproved(x.write, gap, f.itself(x))
	}
	return rival{program.Writer{Func: f.Ref, Access: x.write}, program.Evidence{Proof: program.Intended, Why: why}, false}, ok
}

// calledAgain looks for signs that a second task calls the function while the first one
// is still at it.
func (f *Func) calledAgain(x *filling) (why string, ok bool) {
	name := f.P.Name(f.Ref)
	if x.access != nil && f.awaitsWhatIsAt(x.access.Loc) {
		return fmt.Sprintf("%s waits for what another call of it has stored, so it expects other tasks", name), true
	}
	if x.flag {
		return fmt.Sprintf("a second call of %s does nothing, so one is expected", name), f.P.LifeCycle(f.Ref) && !f.raisesIf(x.test)
	}
	callers, public := f.P.AsyncCallers(f.Ref)
	switch {
	case public >= enoughCallers || len(callers) >= 2*enoughCallers:
		return fmt.Sprintf("%s, %s and %d more call %s, and any task may call them",
			f.P.Name(callers[0]), f.P.Name(callers[1]), len(callers)-2, name), true
	case f.P.LifeCycle(f.Ref) && f.P.Ensured(f.Ref) && f.opens(x.write) && x.branch >= 0 && !f.raisesIf(x.test):
		return fmt.Sprintf("a second call of %s does nothing, so one is expected", name), true
	case len(callers) > 1 && f.opens(x.write):
		return fmt.Sprintf("%s and %s call %s, and any task may call them", f.P.Name(callers[0]), f.P.Name(callers[1]), name), true
	}
	return "", false
}

// awaitsWhatIsAt says whether the function awaits what a location holds, by itself or through
// shield, wait_for and the like.
func (f *Func) awaitsWhatIsAt(loc program.Location) bool {
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		if a.Loc != loc || a.Kind != program.Reading {
			return false
		}
		return f.awaits(a.Op) || slices.ContainsFunc(f.Uses(a.Op), func(u int32) bool {
			c := f.P.Funcs[f.Ref].CallAt(u)
			return c != nil && (c.Name == "asyncio.shield" || c.Name == "asyncio.wait_for") && f.awaits(u)
		})
	})
}

// raisesIf says whether the function raises for whom a test keeps out.
func (f *Func) raisesIf(t *test) bool {
	for i := t.branch; i >= 0 && i < int32(len(f.Body.Ops)); i++ {
		if f.Body.Ops[i].Code != ir.Raise {
			continue
		}
		if side, ok := f.Decided(t.branch, i); ok && side == t.present() {
			return true
		}
	}
	return false
}

// fetches says whether what a write stores is the answer to a question, as the name of
// the call says that gives it.
func (f *Func) fetches(w *program.Access) bool {
	yes, opens := false, false
	f.Sources(f.Body.Stored(&f.Body.Ops[w.Op]), func(s facts.Source) {
		if s.Op < 0 || f.Body.Ops[s.Op].Code != ir.Call {
			return
		}
		if c := f.P.Funcs[f.Ref].CallAt(s.Op); c != nil {
			yes, opens = yes || program.Fetches(c.Method), opens || program.Opens(c.Method) || program.GivesResource(c.Method)
		}
	})
	return yes && !opens
}

// partOfAnswer says whether what a write stores is an attribute of something that the
// function has got: of an answer, a row, an event.
func (f *Func) partOfAnswer(w *program.Access) bool {
	x := &f.Body.Ops[f.Origin(f.Body.Stored(&f.Body.Ops[w.Op]))]
	if x.Code != ir.Read || f.Module.Paths[x.X].Sel != ir.Attr || f.Body.Base(x) < 0 {
		return false
	}
	switch f.Body.Ops[f.Origin(f.Body.Base(x))].Code {
	case ir.Await, ir.Next, ir.Elem:
		return true
	}
	answer := false
	f.Sources(f.Body.Base(x), func(s facts.Source) {
		answer = answer || s.Op >= 0 && f.Body.Ops[s.Op].Code == ir.Await
	})
	return answer
}

// opens says whether what a write stores was made by waiting for it, by a call whose
// name says that it opens something that must be closed again.
func (f *Func) opens(w *program.Access) (yes bool) {
	f.Sources(f.Body.Stored(&f.Body.Ops[w.Op]), func(s facts.Source) {
		if s.Op < 0 || f.Body.Ops[s.Op].Code != ir.Call {
			return
		}
		if c := f.P.Funcs[f.Ref].CallAt(s.Op); c != nil && (program.Opens(c.Method) || program.GivesResource(c.Method)) {
			yes = yes || slices.ContainsFunc(f.Uses(s.Op), func(u int32) bool { return f.Body.Ops[u].Code == ir.Await }) || s.Calls
		}
	})
	return yes
}

// doesNoHarmAgain says whether the work that a flag marks may well be done twice: it is
// passed on to parts by a method of the same name, which decide for themselves; it only asks
// for something; its failure is tolerated; or nothing but the lock comes before the flag.
func (f *Func) doesNoHarmAgain(x *filling) bool {
	name := f.P.Module(f.Ref).Str(f.P.IR(f.Ref).Name)
	return !slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if c.Op < x.branch || c.Op >= x.write.Op || strings.HasPrefix(c.Name, "builtins.") || strings.HasPrefix(c.Name, "asyncio.") || safeMethods[c.Method] {
			return false
		}
		return !(c.Method == name && !c.Self) && !program.Fetches(c.Method) && !f.failsQuietly(c.Op)
	})
}

// failsQuietly says whether an op stands in a try statement with a handler that goes on.
func (f *Func) failsQuietly(op int32) bool {
	around := f.Enclosing(op)
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Catch || !slices.ContainsFunc(around, func(a facts.Around) bool {
			return f.Body.Ops[a.Op].Code == ir.Try && f.Body.Ops[a.Op].X == f.Body.Handlers[x.X].Region
		}) {
			continue
		}
		if !slices.ContainsFunc(f.Body.Ops[i:f.HandlerEnd(int32(i))], func(y ir.Op) bool { return y.Code == ir.Raise }) {
			return true
		}
	}
	return false
}

// enoughCallers is how many public coroutines of a class must share a helper, or half of
// all that do, before the class is taken to be meant for several tasks: with fewer, they
// mostly belong to one conversation.
const enoughCallers = 4

// itself accepts the same write in another strand. What others write there is the
// business of the rules about guards.
func (f *Func) itself(x *filling) func(program.Writer) bool {
	return func(w program.Writer) bool { return w.Func == f.Ref && w.Access.Op == x.write.Op }
}

// makesUnique says whether a call makes something of which it matters that everybody has
// the same one.
func (f *Func) makesUnique(call int32) bool {
	if !f.P.MakesObject(f.Ref, call) {
		return false
	}
	c := f.P.Funcs[f.Ref].CallAt(call)
	objs := f.types().Objects(ir.Value(call))
	return len(objs) == 0 && len(c.Targets) > 0 || c.Method == "__new__" || c.Method == "__call__" || slices.ContainsFunc(objs, f.P.KeepsState)
}

// harmless says whether it does no harm that two threads store the value one after the
// other: a mark, or a value that is computed rather than made, so that both are equal.
func (f *Func) harmless(x *filling) bool {
	if x.flag {
		return true
	}
	made := false
	f.Sources(f.Body.Stored(&f.Body.Ops[x.write.Op]), func(s facts.Source) {
		if s.Op < 0 {
			return
		}
		switch op := &f.Body.Ops[s.Op]; op.Code {
		case ir.Call:
			made = made || f.makesUnique(s.Op)
		}
	})
	if stored := &f.Body.Ops[f.Body.Stored(&f.Body.Ops[x.write.Op])]; stored.Code == ir.Build {
		made = made || stored.N == 0 && stored.Aux != ir.BuildTuple && stored.Aux <= ir.BuildDict // to be filled
	}
	return !made
}

func (pass *Pass) filledTwice(f *Func, x *filling, gap facts.Gap, r rival) {
	name := f.Module.PathString(f.Body.Ops[x.write.Op].Path())
	why, related := f.explain(r.Evidence)
	message := fmt.Sprintf("%s was found missing before an await, and another task may have set it since; this assignment replaces it", name)
	before := []rule.Step{f.step(x.read, rule.Checks, "finds no "+name)}
	what := "finds no " + name + " either, and sets it"
	if gap.Suspends >= 0 && !r.threads {
		before = append(before, f.step(gap.Suspends, rule.Suspends, "suspends; other tasks run"))
	} else {
		message = fmt.Sprintf("two threads may both find %s missing; the second assignment replaces what the first one made", name)
	}
	if x.flag {
		message = fmt.Sprintf("%s is tested before an await and set only after it: a second task passes the test, too, and does this work again", name)
	}
	grade := level(r.Evidence)
	if f.Body.Key(&f.Body.Ops[x.write.Op]) >= 0 {
		grade = rule.Warning // whether two strands ask for the same key is not known
	}
	asked := !x.flag && !r.threads && f.harmless(x) && (f.fetches(x.write) || f.partOfAnswer(x.write)) // twice, which harms nobody
	if x.flag && r.Proof != program.Proved {
		asked = asked || f.doesNoHarmAgain(x)
	}
	at := x.write.Op
	if x.flag && gap.Suspends >= 0 && !r.threads {
		at = gap.Suspends // what is done twice is the work, not the setting of the mark
	}
	pass.Report(at, rule.Finding{
		Level: grade, Pedantic: r.Proof == program.None || asked || r.threads && f.harmless(x) || x.flag && r.Proof != program.Proved && !f.P.LifeCycle(f.Ref) && !f.awaitsWhatIsAt(x.write.Loc), Subject: name, Message: message, Evidence: why, Related: related,
		Witness: f.interleaving(r, before,
			[]rule.Step{f.step(x.write.Op, rule.Writes, "sets "+name+" once more")}, what),
	})
}
