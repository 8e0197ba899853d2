package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// rival is a write of another strand that may come between two ops of a function.
type rival struct {
	program.Writer
	program.Evidence
	threads bool // as a thread, which may come in anywhere
}

// who names the sort of strand that a rival among threads is.
func (r rival) who() string {
	if r.B != nil && r.B.As == model.Signal {
		return "a signal handler"
	}
	return "another thread"
}

// rivals lists the writes to a location, which the access mine relies on, that may run
// in another strand during the gap, best proved first. accept filters them; locks held
// over the gap by both sides exclude.
func (f *Func) rivals(mine *program.Access, loc program.Location, gap facts.Gap, accept func(program.Writer) bool) []rival {
	over := f.over(gap)
	var out []rival
	for _, w := range f.writers(loc) {
		if f.P.Setup(w.Func) || accept != nil && !accept(w) || w.Func == f.Ref && f.claimed(gap.From) {
			continue
		}
		if program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			continue
		}
		if e := f.P.Interferes(f.Ref, mine, w); e.Proof != program.None && !f.refused(gap.From, w) {
			out = append(out, rival{w, e, false})
		}
	}
	slices.SortStableFunc(out, func(a, b rival) int { return rank(b.Evidence) - rank(a.Evidence) })
	return out
}

// threadRivals lists the writes to a location that another thread may make during the
// gap, best proved first. Only locks of thread scope keep threads out.
func (f *Func) threadRivals(mine *program.Access, loc program.Location, gap facts.Gap, accept func(program.Writer) bool) []rival {
	over := threadLocks(f.over(gap))
	var out []rival
	for _, w := range f.writers(loc) {
		if f.P.Setup(w.Func) || !accept(w) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			continue
		}
		if w.Func == f.Ref && f.claimedLocked(gap.To) {
			continue
		}
		if e := f.P.InterferesThread(f.Ref, mine, w); e.Proof != program.None && !f.refused(gap.From, w) {
			out = append(out, rival{w, e, true})
		}
	}
	slices.SortStableFunc(out, func(a, b rival) int { return rank(b.Evidence) - rank(a.Evidence) })
	return out
}

// met finds a write that may come in during the gap although nothing starts both sides,
// because an event or the end of the object's life does not wait for its user.
func (f *Func) met(mine *program.Access, loc program.Location, gap facts.Gap, accept func(program.Writer) bool) (rival, bool) {
	over := f.over(gap)
	for _, w := range f.writers(loc) {
		if f.P.Setup(w.Func) || !accept(w) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			continue
		}
		if why, ok := f.P.Meets(f.Ref, mine, w); ok {
			if r := (rival{w, program.Evidence{Proof: program.Intended, Why: why}, false}); !f.stops(r) {
				return r, true
			}
		}
	}
	return rival{}, false
}

// metInThreads finds a resizing write that another thread may make during the gap although
// nothing in sight starts both sides.
func (f *Func) metInThreads(mine *program.Access, gap facts.Gap, accept func(rival) bool) (rival, bool) {
	over := threadLocks(f.over(gap))
	for _, w := range f.writers(mine.Loc) {
		if !w.Access.Kind.Resizes() || w.Func == f.Ref || f.P.Setup(w.Func) || program.SharesLock(over, f.P.Held(w.Func, w.Access.Op)) {
			continue
		}
		why, ok := f.P.MeetsInThreads(f.Ref, mine, w)
		if r := (rival{w, program.Evidence{Proof: program.Intended, Why: why}, true}); ok && accept(r) {
			return r, true
		}
	}
	return rival{}, false
}

// threadLocks leaves out the locks that order tasks only.
func threadLocks(locks []program.Lock) (out []program.Lock) {
	for _, k := range locks {
		if k.Row.Scope != model.Task {
			out = append(out, k)
		}
	}
	return out
}

// rank orders evidence: what the program itself starts before what only tests start.
func rank(e program.Evidence) int {
	if e.Trial {
		return 2*int(e.Proof) - 1
	}
	return 2 * int(e.Proof)
}

// claimed says whether an in-flight flag keeps a second call of the function out when
// op at runs: a location that it tests and sets without a gap before.
func (f *Func) claimed(at int32) bool { return f.claims(at, f.Claims) }

// claimedLocked says the same for threads: a lock is held over test and setting.
func (f *Func) claimedLocked(at int32) bool { return f.claims(at, f.ClaimsLocked) }

func (f *Func) claims(at int32, claim func(test, w, at int32) bool) bool {
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		w := &access[i]
		if w.Kind != program.Writing && w.Kind != program.Storing && w.Kind != program.Growing {
			continue
		}
		for k := range access {
			t := &access[k]
			if t.Kind == program.Reading && t.Loc == w.Loc && t.Op < w.Op && f.feedsTest(t.Op) && claim(t.Op, w.Op, at) {
				return true
			}
		}
		for k := range f.sharedTests() { // by a predicate of the object
			if t := &f.conditions[k]; t.access != nil && t.access.Loc == w.Loc && t.read < w.Op && claim(t.read, w.Op, at) {
				return true
			}
		}
	}
	return f.claimsByEvent(at, claim)
}

// claimsByEvent says the same of an event as the mark: `if self.closing.is_set(): return`,
// `self.closing.set()`.
func (f *Func) claimsByEvent(at int32, claim func(test, w, at int32) bool) bool {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		asked := &calls[i]
		if asked.Method != "is_set" || !f.feedsTest(asked.Op) || f.Body.Ops[asked.Op].Code != ir.Call {
			continue
		}
		for k := range calls {
			set := &calls[k]
			if set.Method != "set" || set.Op < asked.Op || f.Body.Ops[set.Op].Code != ir.Call || f.receiver(asked.Op) < 0 || f.receiver(set.Op) < 0 {
				continue
			}
			if f.sameObject(int32(f.receiver(asked.Op)), int32(f.receiver(set.Op))) && claim(asked.Op, set.Op, at) {
				return true
			}
		}
	}
	return false
}

// feedsTest says whether a value takes part in a branch's test.
func (f *Func) feedsTest(op int32) bool {
	for _, u := range f.Uses(op) {
		switch f.Body.Ops[u].Code {
		case ir.Branch:
			return true
		case ir.Compare, ir.Unary:
			if f.feedsTest(u) {
				return true
			}
		}
	}
	return false
}

// over returns the locks that the function, or all of its callers, hold over a gap.
func (f *Func) over(gap facts.Gap) []program.Lock {
	var out []program.Lock
	for k, lock := range f.P.Funcs[f.Ref].Locks {
		if k < facts.MaxLocks && gap.Held.Has(k) {
			out = append(out, lock)
		}
	}
	return append(out, f.P.Inherited(f.Ref)...)
}

// level maps proof to the level of a finding.
func level(e program.Evidence) rule.Level {
	if e.Proof == program.Proved && !e.Trial {
		return rule.Error
	}
	return rule.Warning
}

// explain says in a sentence why two strands overlap, with the places to look at.
func (f *Func) explain(e program.Evidence) (string, []rule.Related) {
	if e.Proof != program.Proved {
		return e.Why, nil
	}
	var related []rule.Related
	describe := func(x *program.Entry) string {
		if x.Begins != program.NoFunc {
			related = append(related, rule.Related{
				Loc:  place(f.P, x.Func, x.Sites[0].Op),
				Text: fmt.Sprintf("from here on %s runs beside %s", f.P.Name(x.Begins), f.P.Name(x.Func)),
			})
			return fmt.Sprintf("%s goes on after it has [started](%d) %s", f.P.Name(x.Func), len(related), f.P.Name(x.Begins))
		}
		s := f.P.Name(x.Func) + " runs as a " + x.As.String()
		if len(x.Sites) > 0 {
			at := x.Sites[0]
			related = append(related, rule.Related{
				Loc:  place(f.P, at.Func, at.Op),
				Text: fmt.Sprintf("%s is started as a %s here", f.P.Name(x.Func), x.As),
			})
			s += fmt.Sprintf(" started by [%s](%d)", f.P.Name(at.Func), len(related))
		}
		if x.Many {
			s += ", several at once"
		}
		return s
	}
	if e.A == e.B {
		return describe(e.A), related
	}
	return describe(e.A) + "; " + describe(e.B), related
}

// actors names the two strands of a witness.
func (f *Func) actors(e program.Evidence, other program.FuncRef) []string {
	name := func(letter string, x *program.Entry, fallback program.FuncRef) string {
		kind := "Task"
		if x != nil {
			kind = strings.ToUpper(x.As.String()[:1]) + x.As.String()[1:]
		}
		fn := fallback
		if x != nil {
			fn = x.Func
		}
		return fmt.Sprintf("%s %s (%s)", kind, letter, f.P.Name(fn))
	}
	return []string{name("A", e.A, f.Ref), name("B", e.B, other)}
}

// step makes a witness step of the function under analysis.
func (f *Func) step(op int32, action rule.Action, text string) rule.Step {
	if f.inlined() {
		f.named = append(f.named, op)
	}
	return rule.Step{
		Actor: 0, Loc: f.At(op), Action: action, Text: text,
		Locks: lockNames(f.locksAt(op)), Calls: frames(f.P, f.P.CallsTo(f.Ref, op)),
	}
}

// locksAt returns the locks held just before an op, those of all callers included.
func (f *Func) locksAt(op int32) []program.Lock {
	var out []program.Lock
	for k, lock := range f.P.Funcs[f.Ref].Locks {
		if k < facts.MaxLocks && f.Held(op).Has(k) {
			out = append(out, lock)
		}
	}
	return append(out, f.P.Inherited(f.Ref)...)
}

// rivalStep makes the step of the other strand, with the calls from its entry.
func (f *Func) rivalStep(r rival, text string) rule.Step {
	s := rule.Step{
		Actor: 1, Loc: place(f.P, r.Func, r.Access.Op), Action: rule.Writes, Text: text,
		Locks: lockNames(f.P.Held(r.Func, r.Access.Op)),
	}
	if r.B != nil {
		s.Calls = frames(f.P, f.P.CallPath(r.B.Func, r.Func, 8))
	}
	return s
}

// interleaving puts the steps of the function and of its rival into the order in
// which the bug happens: before the gap, the rival's write in it, after the gap.
func (f *Func) interleaving(r rival, before, after []rule.Step, what string) rule.Witness {
	w := rule.Witness{Actors: f.actors(r.Evidence, r.Func)}
	if r.threads && r.A == nil {
		for i, name := range w.Actors {
			w.Actors[i] = "Thread" + strings.TrimPrefix(name, "Task")
		}
	}
	w.Steps = append(w.Steps, before...)
	w.Steps = append(w.Steps, f.rivalStep(r, what))
	w.Steps = append(w.Steps, after...)
	return w
}

// name describes a location as the code of f writes it.
func (f *Func) name(loc program.Location, op int32) string {
	x := &f.Body.Ops[op]
	if p := x.Path(); p != 0 {
		return strings.TrimSuffix(f.Module.PathString(p), "[*]")
	}
	return f.P.Describe(loc)
}
