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

// unmarked reports a get from a queue after which some way through the function does not
// come to task_done, although others do: the queue counts the item for ever, and join
// never returns.
func (pass *Pass) unmarked(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		if c.Method != "get" && c.Method != "get_nowait" || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		q := queueOf(f, c.Op)
		marks := f.marksDone(q)
		if len(marks) == 0 || f.countsLater(c.Op, marks) || f.remembers(marks) || f.markedElsewhere() {
			continue
		}
		stop := func(op int32) bool {
			return slices.Contains(marks, op) || f.marksThrough(op, q) || f.gotNothing(op) || f.givesBack(op, q)
		}
		got := f.gotAt(c.Op)
		again := f.Reaches(got, c.Op, stop)
		end := f.endsAfter(got, stop)
		if !again && end < 0 {
			if bad := f.failsAfter(got, stop); bad >= 0 {
				pass.diesUndone(f, c.Op, q, bad)
			}
			continue
		}
		pass.neverDone(f, c.Op, q, again, end)
	}
}

// queue is what a function gets items from: as it is written, and where it is kept.
type queue struct {
	text string
	locs []program.Location
}

func queueOf(f *Func, call int32) queue {
	v := f.receiver(call)
	if v < 0 {
		return queue{}
	}
	return queue{f.receiverText(call), f.keptAt(v)}
}

// same says whether a call is made on the same queue.
func (q queue) same(f *Func, call int32) bool {
	o := queueOf(f, call)
	return o.text != "" && o.text == q.text || slices.ContainsFunc(o.locs, func(l program.Location) bool { return slices.Contains(q.locs, l) })
}

// marksDone lists the calls of task_done on a queue.
func (f *Func) marksDone(q queue) (out []int32) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		if c := &calls[i]; c.Method == "task_done" && f.Body.Ops[c.Op].Code == ir.Call && q.same(f, c.Op) {
			out = append(out, c.Op)
		}
	}
	return out
}

// marksThrough says whether a call leads to task_done of the queue in a callee.
func (f *Func) marksThrough(op int32, q queue) bool {
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil {
		return false
	}
	for _, loc := range q.locs {
		for _, s := range f.P.Signalled(loc, "task_done") {
			if s.Func != f.Ref && slices.ContainsFunc(c.Targets, func(t program.FuncRef) bool {
				return t == s.Func || f.P.Parent(s.Func) == t || len(f.P.CallPath(t, s.Func, 2)) > 0
			}) {
				return true
			}
		}
	}
	return false
}

// countsLater says whether the function collects items and marks them in a loop of its
// own: for _ in batch: q.task_done().
func (f *Func) countsLater(get int32, marks []int32) bool {
	loops := f.Graph.Loops()
	in := loops.Inner[f.Graph.BlockOf(get)]
	return slices.ContainsFunc(marks, func(m int32) bool {
		b := f.Graph.BlockOf(m)
		if b < 0 || loops.Inner[b] < 0 || loops.Inner[b] == in {
			return false
		}
		return !slices.Contains(loops.All[loops.Inner[b]].Blocks, f.Graph.BlockOf(get))
	})
}

// remembers says whether a local flag decides whether the item is marked: it may know
// whether there is one.
func (f *Func) remembers(marks []int32) bool {
	return slices.ContainsFunc(marks, func(m int32) bool {
		return slices.ContainsFunc(f.Deciders(m), func(d facts.Decider) bool {
			x := &f.Body.Ops[d.Value]
			if x.Code != ir.Read || f.LocalOf(int32(d.Value)) == 0 {
				return false
			}
			for _, w := range f.Defs(int32(d.Value)) {
				if w >= 0 && f.flagValue(w) == ir.ConstFalse {
					return true
				}
			}
			return false
		})
	})
}

// markedElsewhere says whether another function of the class marks items that it did not
// get: the one who gets them hands them over.
func (f *Func) markedElsewhere() bool {
	in := f.P.Module(f.Ref)
	for i := range in.Funcs {
		g := f.P.Ref(f.P.Funcs[f.Ref].Mod, ir.FuncID(i))
		if g == f.Ref || f.P.Funcs[g].Class != f.P.Funcs[f.Ref].Class {
			continue
		}
		calls := f.P.Funcs[g].Calls
		marks := slices.ContainsFunc(calls, func(c program.CallSite) bool { return c.Method == "task_done" })
		gets := slices.ContainsFunc(calls, func(c program.CallSite) bool { return c.Method == "get" || c.Method == "get_nowait" })
		if marks && !gets {
			return true
		}
	}
	return false
}

// gotNothing says whether an op begins the except clause for an empty queue.
func (f *Func) gotNothing(op int32) bool {
	x := &f.Body.Ops[op]
	if x.Code != ir.Catch {
		return false
	}
	for _, t := range f.Body.Handlers[x.X].Types {
		if t == 0 {
			continue
		}
		switch f.Module.Str(f.Module.Paths[t].Name) {
		case "Empty", "QueueEmpty", "TimeoutError", "CancelledError":
			return true
		}
	}
	return false
}

// givesBack says whether a call undoes the get: q.unget(item).
func (f *Func) givesBack(op int32, q queue) bool {
	c := f.P.Funcs[f.Ref].CallAt(op)
	return c != nil && (strings.HasPrefix(c.Method, "unget") || c.Method == "put_back") && q.same(f, op)
}

// outOfSight says whether somebody outside of the program may join the queue: a caller
// who hands it in, or, if asked, whoever sees a public attribute.
func (q queue) outOfSight(f *Func, call int32, public bool) bool {
	handed := false
	f.Sources(f.receiver(call), func(s facts.Source) { handed = handed || s.Op == facts.Param })
	return handed && !slices.ContainsFunc(q.locs, func(l program.Location) bool { return l.Kind == program.OfInstance }) ||
		slices.ContainsFunc(q.locs, func(l program.Location) bool {
			name := l.Path[strings.LastIndexByte(l.Path, '.')+1:]
			return l.Kind == program.OfParameter || public && l.Kind == program.OfInstance && !strings.HasPrefix(name, "_")
		})
}

// gotAt returns the op from which on the function has the item that a get returns: the
// call itself, or the await of it.
func (f *Func) gotAt(call int32) int32 {
	at := call
	for n := 0; n < 3; n++ {
		next := int32(-1)
		for _, u := range f.Uses(at) {
			if x := &f.Body.Ops[u]; x.Code == ir.Await {
				next = u
			} else if c := f.P.Funcs[f.Ref].CallAt(u); x.Code == ir.Call && c != nil && (c.Method == "wait_for" || c.Method == "shield") {
				next = u
			}
		}
		if next < 0 {
			break
		}
		at = next
	}
	if code := f.Body.Ops[at+1].Code; code == ir.Write || code == ir.Elem || code == ir.Read {
		at++ // behind the exceptions of the get itself
	}
	return at
}

// endsAfter returns a return that control comes to from an op without passing one that
// stop accepts, or -1.
func (f *Func) endsAfter(from int32, stop func(int32) bool) int32 {
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code == ir.Return && f.Graph.BlockOf(int32(i)) >= 0 && f.Reaches(from, int32(i), stop) {
			return int32(i)
		}
	}
	return -1
}

// failsAfter returns a call behind an op that may well fail, in a way that ends the function
// before it passes an op that stop accepts; -1 if there is none.
func (f *Func) failsAfter(from int32, stop func(int32) bool) int32 {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if c.Op <= from || stop(c.Op) || !f.mayRaise(c, 0) {
			continue
		}
		if at := f.done(c.Op); f.Reaches(from, at, stop) && f.FirstErrorEscapes(at, stop) {
			return at
		}
	}
	return -1
}

// diesUndone reports a consumer that an exception ends before it has marked the item done:
// who joins the queue waits for ever.
func (pass *Pass) diesUndone(f *Func, get int32, q queue, bad int32) {
	join, joined := f.joinOf(q)
	if !joined || f.P.InTests(join.Func) || f.P.Funcs[f.Ref].Class == program.NoClass && join.Func == f.Ref {
		return
	}
	if len(f.P.Runs(f.Ref)) == 0 || join.Func == f.Ref {
		return // who calls it learns of the exception
	}
	pass.Report(get, rule.Finding{
		Level: rule.Warning, Subject: q.text,
		Message: fmt.Sprintf("if an exception ends %s [here](1), nobody calls %s.task_done() for the item it got: %s.join() never returns then",
			f.P.Name(f.Ref), q.text, q.text),
		Evidence: f.P.Name(join.Func) + " joins the queue",
		Related:  []rule.Related{{Loc: f.At(bad), Text: "an exception here ends the consumer"}},
		Witness: rule.Witness{
			Actors: []string{"Consumer (" + f.P.Name(f.Ref) + ")", "Strand that joins " + q.text},
			Steps: []rule.Step{
				f.step(get, rule.Calls, "takes an item out of "+q.text),
				f.step(bad, rule.Ends, "raises an exception and ends; the item is never marked done"),
				{Actor: 1, Loc: place(f.P, join.Func, join.Op), Action: rule.Waits, Text: "waits in " + q.text + ".join() for ever"},
			},
		},
		Fix: "Call task_done() in a finally clause.",
	})
}

func (pass *Pass) neverDone(f *Func, get int32, q queue, again bool, end int32) {
	join, joined := f.joinOf(q)
	lev := rule.Warning
	switch {
	case joined && again:
		lev = rule.Error
	case joined && !f.joinsAfterStop(q):
		return // it is joined before the consumer is told to end
	case !joined && !q.outOfSight(f, get, again):
		return // nobody joins it
	}
	how := "goes on to the next one"
	if !again {
		how = "returns"
	}
	fd := rule.Finding{
		Level: lev, Subject: q.text,
		Message: fmt.Sprintf("on one way %s %s without %s.task_done() for the item it got here: %s.join() never returns then",
			f.P.Name(f.Ref), how, q.text, q.text),
	}
	fd.Witness.Actors = []string{"Consumer (" + f.P.Name(f.Ref) + ")", "Strand that joins " + q.text}
	fd.Witness.Steps = []rule.Step{f.step(get, rule.Calls, "takes an item out of "+q.text)}
	last := f.step(get, rule.Calls, "takes the next item; the first is never marked done")
	if !again {
		last = f.step(end, rule.Ends, "returns; the item is never marked done")
	}
	fd.Witness.Steps = append(fd.Witness.Steps, last)
	waits := rule.Step{Actor: 1, Loc: f.At(get), Action: rule.Waits, Text: "waits in " + q.text + ".join() for ever"}
	if joined {
		waits.Loc = place(f.P, join.Func, join.Op)
		fd.Evidence = f.P.Name(join.Func) + " joins the queue"
	}
	fd.Witness.Steps = append(fd.Witness.Steps, waits)
	pass.Report(get, fd)
}

// joinOf finds a place where somebody joins the queue.
func (f *Func) joinOf(q queue) (program.Site, bool) {
	for _, loc := range q.locs {
		if sites := f.P.Signalled(loc, "join"); len(sites) > 0 {
			return sites[0], true
		}
	}
	return program.Site{}, false
}

// joinsAfterStop says whether the queue may be joined after the consumer has been told to
// end by an item such as None.
func (f *Func) joinsAfterStop(q queue) bool {
	for _, loc := range q.locs {
		for _, join := range f.P.Signalled(loc, "join") {
			for _, method := range []string{"put", "put_nowait"} {
				for _, put := range f.P.Signalled(loc, method) {
					if c := f.P.CalledAt(put); c == nil || !f.P.PutsMark(put.Func, c.Op) {
						continue
					}
					if put.Func != join.Func || f.P.Facts(join.Func, nil).Reaches(put.Op, join.Op, nil) {
						return true
					}
				}
			}
		}
	}
	return false
}
