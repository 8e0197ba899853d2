package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// later are methods of loops that run a callback some time after the call. By then the
// future that the callback resolves may be done.
var later = map[string]bool{
	"call_later": true, "call_at": true, "call_soon_threadsafe": true, "add_callback_from_signal": true,
}

// scheduledResolutions reports set_result itself given to the loop as a callback, where
// others may resolve or cancel the future before it runs.
func (pass *Pass) scheduledResolutions(f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	seen := map[string]bool{} // one finding a future: what mends one mends all
	for i := range calls {
		c := &calls[i]
		if !later[c.Method] || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		for _, a := range f.Body.CallArgs(&f.Body.Ops[c.Op]) {
			x := &f.Body.Ops[a.Value]
			if x.Code != ir.Read || f.Body.Base(x) < 0 {
				continue
			}
			name := f.Module.Str(f.Module.Paths[x.X].Name)
			if name != "set_result" && name != "set_exception" {
				continue
			}
			path := f.Module.PathString(f.Body.Ops[f.Body.Base(x)].Path())
			if w, ok := f.endsBefore(c, f.Body.Base(x)); ok && !seen[path] {
				seen[path] = true
				pass.resolvedByCallback(f, c, name, f.Body.Base(x), w)
			}
		}
	}
}

// endsBefore finds a wait whose cancellation ends the future before the callback runs:
// for a call from another thread any wait, for a timer one on a future that others
// resolve, too.
func (f *Func) endsBefore(c *program.CallSite, fut ir.Value) (wait, bool) {
	if f.looksFirst(fut) {
		return wait{}, false
	}
	if s, timed, ok := f.awaitsHere(fut); ok && (c.Method == "call_soon_threadsafe" || f.sharedBy(fut)) {
		return wait{fn: f.Ref, op: s, timed: timed}, true
	}
	if !f.isFuture(fut) {
		return wait{}, false
	}
	w, ok := f.cancellableWait(fut)
	if !ok {
		w, ok = f.endsElsewhere(fut)
	}
	return w, ok && !w.tidy
}

// awaitsHere finds an await of a future that this function makes.
func (f *Func) awaitsHere(fut ir.Value) (at int32, timed, ok bool) {
	made := map[int32]bool{}
	f.Sources(fut, func(s facts.Source) {
		if s.Op >= 0 && f.makesFuture(s.Op) {
			made[s.Op] = true
		}
	})
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if len(made) == 0 || x.Code != ir.Await || f.Shielded(int32(i)) {
			continue
		}
		v := f.Body.Args(x)[0]
		c := f.P.Funcs[f.Ref].CallAt(int32(v))
		if limited := c != nil && c.Name == "asyncio.wait_for"; limited || f.Body.Ops[v].Code != ir.Call {
			same := false
			f.Sources(v, func(s facts.Source) { same = same || s.Op >= 0 && made[s.Op] })
			if same {
				return int32(i), limited, true
			}
		}
	}
	return 0, false, false
}

// makesFuture says whether an op is a call that makes a future.
func (f *Func) makesFuture(op int32) bool {
	c := f.P.Funcs[f.Ref].CallAt(op)
	return c != nil && f.Body.Ops[op].Code == ir.Call && (c.Method == "create_future" || c.Name == "asyncio.Future")
}

// sharedBy says whether the function puts a local future where others find it.
func (f *Func) sharedBy(fut ir.Value) bool {
	local := f.LocalOf(int32(fut))
	if local == 0 {
		return false
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		switch {
		case a.Own:
		case a.Kind == program.Growing && f.passes(a.Op, local):
			return true
		case a.Kind == program.Storing || a.Kind == program.Writing:
			if x := &f.Body.Ops[a.Op]; x.Code == ir.Write && f.LocalOf(int32(f.Body.Stored(x))) == local {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) resolvedByCallback(f *Func, c *program.CallSite, method string, fut ir.Value, w wait) {
	name := f.Module.PathString(f.Body.Ops[fut].Path())
	if name == "" {
		name = "the future"
	}
	at := place(f.P, w.fn, w.op)
	end := "the waiting task is cancelled, or others resolve the future, and the callback is due already"
	if c.Method == "call_soon_threadsafe" {
		end = "the waiting task is cancelled or runs out of time, and the future with it"
	}
	waits, related := "waits for the future", "the future is awaited here"
	if w.given {
		waits, related = "gives the future to its caller, who awaits it", "the future is given away here"
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.InTests(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s may be done by the time the loop runs this callback: %s then raises InvalidStateError", name, method),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(w.fn) + ")", "Loop (callback)"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "has the loop call "+method+" later"),
				{Loc: at, Action: rule.Suspends, Text: waits},
				{Loc: at, Action: rule.Ends, Text: end},
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Writes, Text: method + " on a future that is done raises InvalidStateError"},
			},
		},
		Related: []rule.Related{{Loc: at, Text: related}},
		Fix:     "Give the loop a function that tests done() first.",
	})
}

// repeats says whether the transport calls the function as often as data comes.
func (f *Func) repeats() bool {
	c := f.P.Funcs[f.Ref].Class
	if c == program.NoClass || !f.P.Derives(c, "asyncio.Protocol", "asyncio.BaseProtocol", "asyncio.DatagramProtocol",
		"asyncio.BufferedProtocol", "asyncio.SubprocessProtocol", "asyncio.StreamReaderProtocol") {
		return false
	}
	switch f.Module.Str(f.IR.Name) {
	case "data_received", "datagram_received", "buffer_updated", "pipe_data_received":
		return true
	}
	return false
}

// resolvedByNext says whether a call in such a function resolves a field of the object
// that the function leaves in place, so that the next piece of data resolves it again.
func (f *Func) resolvedByNext(fut ir.Value) bool {
	loc, mine := f.ownField(fut)
	if !mine || !f.repeats() {
		return false
	}
	return !slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool { return a.Loc == loc && a.Kind.Writes() })
}

func (pass *Pass) resolvedAgain(f *Func, c *program.CallSite) {
	name := f.receiverText(c.Op)
	fn := f.P.Name(f.Ref)
	pass.Report(c.Op, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.InTests(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s is done when data comes again: the transport calls %s for each piece, and %s raises InvalidStateError", name, fn, c.Method),
		Witness: rule.Witness{
			Actors: []string{"Loop (" + fn + ")", "Loop (" + fn + ", next piece of data)"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Writes, "resolves the future"),
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Writes, Text: c.Method + " on a future that is done raises InvalidStateError"},
			},
		},
	})
}
