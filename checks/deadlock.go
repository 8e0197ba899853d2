package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

// waiter is a strand that takes a lock while it holds another.
type waiter struct {
	w     lockgraph.Witness
	entry *program.Entry // nil: the main thread, or whoever calls
	found bool           // the strand is in the program
}

// cast finds a strand for each witness so that all of them can run at once. It takes
// strands of the program where there are enough of them, and else whoever calls.
func (w *whole) cast(all []lockgraph.Witness) (out []waiter, proved bool) {
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(all) {
			return true
		}
		for _, c := range w.candidates(all[i]) {
			if slices.ContainsFunc(out, func(o waiter) bool { return !w.together(o, c) }) {
				continue
			}
			out = append(out, c)
			if try(i + 1) {
				return true
			}
			out = out[:len(out)-1]
		}
		return false
	}
	if try(0) {
		return out, true
	}
	out = nil
	for _, x := range all {
		c := waiter{w: x}
		if runs := w.p.Runs(start(x)); len(runs) > 0 {
			c.entry = runs[0]
		}
		out = append(out, c)
	}
	return out, false
}

// candidates lists the strands of the program that may come to a witness.
func (w *whole) candidates(x lockgraph.Witness) (out []waiter) {
	for _, e := range w.p.Runs(start(x)) {
		out = append(out, waiter{x, e, true})
	}
	if w.origins()[start(x)]&program.FromMain != 0 {
		out = append(out, waiter{x, nil, true})
	}
	return out
}

func (w *whole) together(a, b waiter) bool {
	switch {
	case a.entry == nil && b.entry == nil:
		return false // both on the main thread
	case a.entry == nil:
		return b.entry.As == model.Thread
	case b.entry == nil:
		return a.entry.As == model.Thread
	}
	return w.p.Parallel(a.entry, b.entry)
}

// start is the function that a witness begins in.
func start(x lockgraph.Witness) program.FuncRef {
	if len(x.Via) > 0 {
		return x.Via[0].Func
	}
	return x.Frame
}

// actor names a strand.
func (w *whole) actor(i int, c waiter) string {
	kind, fn := "Thread", start(c.w)
	switch {
	case c.entry == nil && c.found:
		kind = "Main thread"
	case c.entry != nil:
		kind, fn = strings.ToUpper(c.entry.As.String()[:1])+c.entry.As.String()[1:], c.entry.Func
	case w.p.IR(fn).Flags&ir.Async != 0:
		kind = "Task"
	}
	return fmt.Sprintf("%s %c (%s)", kind, 'A'+i%26, w.p.Name(fn))
}

// maxPath bounds the calls shown from a strand's entry to where it takes its first lock.
const maxPath = 12

// way lists the calls that lead a strand to where it takes its first lock.
func (w *whole) way(c waiter) []program.Site {
	if c.entry == nil {
		return c.w.Via
	}
	return slices.Concat(w.p.CallPath(c.entry.Func, start(c.w), maxPath), c.w.Via)
}

// takes is the step in which a strand takes the lock that it holds on to.
func (w *whole) takes(actor int, c waiter, lock string) rule.Step {
	return rule.Step{
		Actor: actor, Loc: place(w.p, c.w.Frame, c.w.Outer), Action: rule.Acquires, Text: "acquires " + lock,
		Calls: frames(w.p, w.way(c)),
	}
}

// waits is the step in which a strand waits for the lock that another holds.
func (w *whole) waits(actor int, c waiter, held, lock string) rule.Step {
	locks := []string{held}
	for _, k := range c.w.Held {
		locks = append(locks, w.locks().Locks[k].Name)
	}
	return rule.Step{
		Actor: actor, Loc: place(w.p, c.w.Inner.Func, c.w.Inner.Op), Action: rule.Waits, Text: "waits for " + lock,
		Locks: locks, Calls: frames(w.p, slices.Concat(w.way(c), c.w.Calls)),
	}
}

// says explains why the strands run at the same time.
func (w *whole) says(cast []waiter, proved bool, locks []lockgraph.LockID) string {
	if !proved {
		return w.meant(locks)
	}
	var out []string
	for _, c := range cast {
		s := w.p.Name(start(c.w)) + " runs on the main thread"
		if c.entry != nil {
			s = w.p.Name(c.entry.Func) + " runs as a " + c.entry.As.String()
			if len(c.entry.Sites) > 0 {
				s += " started by " + w.p.Name(c.entry.Sites[0].Func)
			}
			if c.entry.Many {
				s += ", several at once"
			}
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// meant says what shows that locks are there for several strands.
func (w *whole) meant(locks []lockgraph.LockID) string {
	var out []string
	for _, id := range locks {
		k := &w.locks().Locks[id]
		owner := "the module"
		switch k.Loc.Kind {
		case program.OfInstance, program.OfClass:
			owner = w.p.ClassName(program.ClassRef(k.Loc.Owner))
		case program.OfModule:
			owner = w.p.Modules[k.Loc.Owner].Name
		}
		if s := owner + " owns the lock " + k.Name; !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) == 1 {
		return out[0] + ", so it is meant for concurrent use"
	}
	return strings.Join(out, " and ") + ", so they are meant for concurrent use"
}

// onlyTried says whether it takes the strands of a test or an example to run code of the
// program itself at once.
func (w *whole) onlyTried(cast []waiter) bool {
	return slices.ContainsFunc(cast, func(c waiter) bool {
		return c.entry != nil && c.entry.OnlyTrials() && !w.p.Trial(c.w.Frame)
	})
}
