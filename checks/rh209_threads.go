package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// blockedHolders reports threads that wait for what others bring them, an item of a queue
// or an event, with a lock in hand that others want for a moment.
func (pass *Pass) blockedHolders(f *Func) {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		bounded, ok := f.blocksForOthers(c)
		if !ok || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		locks, taken := f.P.HeldHere(f.Ref, c.Op)
		for n, k := range locks {
			if taken[n] < 0 || k.Row.Scope != model.Thread || k.Row.Ctor == "" || f.ownLock(k) || k.Loc.Kind == program.NoOwner || f.knowsThatItIsThere(taken[n], c) {
				continue
			}
			if u, ok := f.takenWithoutBlocking(k); ok {
				pass.blockedHolder(f, k, taken[n], c, u, bounded)
				break
			}
		}
	}
}

// blocksForOthers says whether a call blocks its thread until another one brings something,
// and whether it gives up after some time. Short waits of a fixed time do not count.
func (f *Func) blocksForOthers(c *program.CallSite) (bounded, ok bool) {
	op := &f.Body.Ops[c.Op]
	if op.Code != ir.Call || len(c.Targets) > 0 {
		return false, false
	}
	limit := f.Module.KeywordArg(f.Body, op, "timeout")
	at := 0
	switch {
	case blockingGets[c.Name], c.Method == "get" && c.Name == "" && f.Module.KeywordArg(f.Body, op, "block") >= 0:
		at = 1
		block := f.Module.KeywordArg(f.Body, op, "block")
		if block < 0 {
			block = f.Body.Positional(op, 0)
		}
		if block >= 0 && (f.Body.Ops[block].Code != ir.Const || f.Body.Ops[block].Aux != ir.ConstTrue) {
			return false, false
		}
	case c.Name == "threading.Event.wait", c.Name == "threading.Barrier.wait":
	default:
		return false, false
	}
	if limit < 0 {
		limit = f.Body.Positional(op, at)
	}
	if limit < 0 || f.Body.Ops[limit].Code == ir.Const && f.Body.Ops[limit].Aux == ir.ConstNone {
		return false, true
	}
	return true, f.Body.Ops[limit].Code != ir.Const && at == 1
}

// knowsThatItIsThere says whether the function looks whether there is something to get, or
// starts what brings it under the same lock.
func (f *Func) knowsThatItIsThere(taken int32, c *program.CallSite) bool {
	for _, d := range f.Deciders(c.Op) {
		asks := false
		f.Mentions(d.Value, func(read int32) {
			switch f.Module.Str(f.Module.Paths[f.Body.Ops[read].Path()].Name) {
			case "empty", "qsize", "is_set", "full":
				asks = true
			}
		})
		if asks {
			return true
		}
	}
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(s program.CallSite) bool {
		return s.Method == "start" && taken < s.Op && s.Op < c.Op
	})
}

var blockingGets = map[string]bool{
	"queue.Queue.get": true, "queue.LifoQueue.get": true, "queue.PriorityQueue.get": true, "queue.SimpleQueue.get": true,
	"multiprocessing.Queue.get": true, "multiprocessing.SimpleQueue.get": true,
}

// takenWithoutBlocking finds another function that others call, which takes the lock and
// waits for nobody while it holds it.
func (f *Func) takenWithoutBlocking(k program.Lock) (program.Site, bool) {
	for _, u := range f.P.LockUsers(k.Loc) {
		if u.Func == f.Ref || f.P.Trial(u.Func) || f.P.Private(u.Func) {
			continue
		}
		g := &Func{Func: f.P.Facts(u.Func, nil), P: f.P, Ref: u.Func}
		blocks := slices.ContainsFunc(f.P.Funcs[u.Func].Calls, func(c program.CallSite) bool {
			_, ok := g.blocksForOthers(&c)
			return ok || strings.HasPrefix(c.Method, "wait")
		})
		if !blocks {
			return u, true
		}
	}
	return program.Site{}, false
}

func (pass *Pass) blockedHolder(f *Func, k program.Lock, taken int32, c *program.CallSite, other program.Site, bounded bool) {
	name := f.Module.PathString(f.Body.Ops[c.Op].Path())
	level, long := rule.Warning, "for as long as nothing comes"
	if bounded {
		level, long = rule.Note, "until something comes or its time is over"
	}
	pass.Report(c.Op, rule.Finding{
		Level: level, Subject: k.Name,
		Message: fmt.Sprintf("%s is held while %s() blocks, %s: [%s](1), which wants it for a moment, blocks as long",
			k.Name, name, long, f.P.Name(other.Func)),
		Evidence: f.P.Name(other.Func) + " takes " + k.Name + " and waits for nothing while it holds it",
		Related:  []rule.Related{{Loc: place(f.P, other.Func, other.Op), Text: "taken for a moment here"}},
		Fix:      "Wait first, and take the lock for what is done with the result.",
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "Thread B (" + f.P.Name(other.Func) + ")"},
			Steps: []rule.Step{
				f.step(taken, rule.Acquires, "acquires "+k.Name),
				f.step(c.Op, rule.Waits, "blocks with the lock held"),
				{Actor: 1, Loc: place(f.P, other.Func, other.Op), Action: rule.Waits, Text: "waits for " + k.Name},
			},
		},
	})
}
