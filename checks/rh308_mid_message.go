package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// A request has been written to a connection that outlives the call, and the reply is
// awaited. If that wait ends early, by a cancellation or because its time is out, the
// reply is still to come: the next request on the connection reads it as its own.

// midMessage reports such waits where nothing closes the connection.
func (pass *Pass) midMessage(f *Func) {
	for i := range f.Body.Ops {
		s := int32(i)
		if f.Body.Ops[i].Code != ir.Await || f.Graph.BlockOf(s) < 0 || !f.Suspends(s) || f.Shielded(s) {
			continue
		}
		read, timed := f.awaitedRead(s)
		if read < 0 {
			continue
		}
		conn, ok := f.connection(read)
		if !ok {
			continue
		}
		w, ok := f.requestBefore(conn, s)
		if !ok || f.closesAfter(s, conn) || timed && f.closesInTime(s) {
			continue
		}
		if caller, kept := f.outlives(conn, s); kept {
			pass.midMessageAt(f, w, s, conn, caller, timed)
			return
		}
	}
}

// awaitedRead returns the call that reads a reply which a suspension awaits, -1 if it
// awaits none, and whether the time for it is limited.
func (f *Func) awaitedRead(s int32) (call int32, timed bool) {
	call = int32(f.Body.Args(&f.Body.Ops[s])[0])
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c != nil && c.Name == "asyncio.wait_for" {
		v := f.Body.Positional(&f.Body.Ops[call], 0)
		if v < 0 {
			return -1, false
		}
		call, timed = int32(v), true
		c = f.P.Funcs[f.Ref].CallAt(call)
	}
	if c == nil || f.Body.Ops[call].Code != ir.Call {
		return -1, false
	}
	if readsReply(strings.TrimLeft(c.Method, "_")) {
		return call, timed
	}
	return -1, false
}

// readsReply says whether a method reads what the other side has sent, by its name.
func readsReply(name string) bool {
	verb, _, _ := strings.Cut(name, "_")
	switch {
	case strings.HasPrefix(name, "read") && !strings.HasPrefix(name, "ready"), strings.HasPrefix(name, "recv"), strings.HasPrefix(name, "receive"):
		return true
	case verb == "parse" || verb == "get" || verb == "wait" || verb == "fetch" || verb == "next":
		return strings.HasSuffix(name, "response") || strings.HasSuffix(name, "reply") || strings.HasSuffix(name, "answer")
	}
	return false
}

// channel is a connection as a function knows it.
type channel struct {
	path string   // of the object that is read from
	root ir.StrID // the local that it is, 0 for a field of the receiver
	made int32    // the op that the local comes from, or facts.Param
}

// connection returns what a call reads from: the object that it is made on, or its
// first argument.
func (f *Func) connection(read int32) (channel, bool) {
	on := f.receiver(read)
	for _, v := range []ir.Value{on, f.Body.Positional(&f.Body.Ops[read], 0)} {
		if v < 0 || f.Body.Ops[v].Code != ir.Read {
			continue
		}
		path := f.Module.PathString(f.Body.Ops[v].Path())
		if name := f.LocalOf(int32(v)); name != 0 && name != f.selfName() {
			if made, ok := f.madeBy(int32(v)); ok {
				return channel{path, name, made}, true
			}
		}
	}
	return channel{}, false
}

// madeBy returns the one op that the value of a local comes from, -1 for an argument.
func (f *Func) madeBy(read int32) (int32, bool) {
	defs := f.Defs(read)
	if len(defs) != 1 {
		return 0, false
	}
	if defs[0] < 0 {
		return -1, true
	}
	v := int32(f.Body.Stored(&f.Body.Ops[defs[0]]))
	if f.Body.Ops[v].Code == ir.Elem { // reader, writer = await self.connect()
		v = int32(f.Body.Args(&f.Body.Ops[v])[0])
	}
	return v, true
}

// requestBefore finds an awaited or plain call before s that writes to the connection,
// or to the other half of the pair that it came with.
func (f *Func) requestBefore(conn channel, s int32) (int32, bool) {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		name := strings.TrimLeft(c.Method, "_")
		if f.Body.Ops[c.Op].Code != ir.Call || !strings.HasPrefix(name, "write") && !strings.HasPrefix(name, "send") ||
			f.Graph.BlockOf(c.Op) < 0 || !f.Graph.Dominates(f.Graph.BlockOf(c.Op), f.Graph.BlockOf(s)) || c.Op > s {
			continue
		}
		if f.about(c.Op, conn) {
			return c.Op, true
		}
	}
	return 0, false
}

// about says whether a call is made on a connection or has it as an argument.
func (f *Func) about(call int32, conn channel) bool {
	values := []ir.Value{f.receiver(call)}
	for _, a := range f.Body.CallArgs(&f.Body.Ops[call]) {
		values = append(values, a.Value)
	}
	return slices.ContainsFunc(values, func(v ir.Value) bool {
		if v < 0 || f.Body.Ops[v].Code != ir.Read || f.LocalOf(int32(v)) == 0 {
			return false
		}
		made, ok := f.madeBy(int32(v))
		return ok && made == conn.made && (made >= 0 || f.LocalOf(int32(v)) == conn.root)
	})
}

// enders are the words in names of methods that end a connection, or mark it.
var enders = []string{"close", "abort", "disconnect", "terminate", "kill", "discard", "invalidate", "drop", "reset"}

// closesAfter says whether a cancellation at s, or its timeout, comes to code that ends
// the connection, or to an except clause that covers a cancellation.
func (f *Func) closesAfter(s int32, conn channel) bool {
	ends := func(op int32) bool {
		switch f.Body.Ops[op].Code {
		case ir.Catch:
			return true
		case ir.Exit:
			return f.managed(op, conn)
		case ir.Call:
			return f.InHandler(op) && f.endsSomething(op)
		}
		return false
	}
	return !f.CancelEscapes(s, ends)
}

// closesInTime says whether the except clause that a timeout at s comes to ends
// something.
func (f *Func) closesInTime(s int32) bool {
	catch, inner := int32(-1), int32(-1)
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Catch || int32(i) < s || !f.namesTimeout(x) {
			continue
		}
		if from, to := f.TryBody(f.Body.Handlers[x.X].Region); s >= from && s < to && from > inner {
			catch, inner = int32(i), from
		}
	}
	if catch < 0 {
		return false
	}
	for i := catch; i < f.HandlerEnd(catch); i++ {
		if f.endsSomething(i) {
			return true
		}
	}
	return false
}

func (f *Func) namesTimeout(catch *ir.Op) bool {
	types := f.Body.Handlers[catch.X].Types
	return len(types) == 0 || slices.ContainsFunc(types, func(t ir.PathID) bool {
		return t == 0 || strings.HasSuffix(f.Module.Str(f.Module.Paths[t].Name), "TimeoutError") || f.Module.Str(f.Module.Paths[t].Name) == "Exception"
	})
}

// endsSomething says whether an op calls a method whose name says that it ends something,
// or a function of the program that calls one or throws something out.
func (f *Func) endsSomething(op int32) bool {
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil || f.Body.Ops[op].Code != ir.Call || logs(c) {
		return false
	}
	if len(c.Targets) > 0 {
		_, ok := f.P.Reach(f.Ref, c, func(_ program.FuncRef, a *program.Access) bool {
			return a.Kind == program.Shrinking || a.Kind == program.Removing || a.Kind == program.Deleting
		})
		return ok || slices.ContainsFunc(c.Targets, f.callsEnder)
	}
	return saysEnd(c.Method)
}

func saysEnd(method string) bool {
	method = strings.ToLower(method)
	return slices.ContainsFunc(enders, func(w string) bool { return strings.Contains(method, w) })
}

// callsEnder says whether a function calls a method that ends something.
func (f *Func) callsEnder(g program.FuncRef) bool {
	return slices.ContainsFunc(f.P.Funcs[g].Calls, func(c program.CallSite) bool { return saysEnd(c.Method) })
}

// managed says whether a with statement that is left manages the connection.
func (f *Func) managed(exit int32, conn channel) bool {
	for i := int32(0); i < exit; i++ {
		if x := &f.Body.Ops[i]; x.Code == ir.Enter && x.X == f.Body.Ops[exit].X {
			return i == conn.made || int32(f.Body.Args(x)[0]) == conn.made
		}
	}
	return false
}

// outlives says whether a connection is used again after the function has failed: it is
// given to a pool in a finally clause, here or by the caller whose argument it is, or it
// comes from a method of the receiver that keeps connections for later.
func (f *Func) outlives(conn channel, s int32) (program.FuncRef, bool) {
	if f.reusedFinally(s, conn.root) {
		return f.Ref, true
	}
	if conn.made < 0 {
		return f.lentByPool(conn.root)
	}
	call := conn.made
	if x := &f.Body.Ops[call]; x.Code == ir.Await {
		call = int32(f.Body.Args(x)[0])
	}
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || !c.Self || f.Body.Ops[call].Code != ir.Call {
		return 0, false
	}
	for _, t := range c.Targets {
		if f.P.KeepsWhatItReturns(t) {
			return t, true
		}
	}
	return 0, false
}

// lentByPool finds a caller that gives the argument back in a finally clause, however
// the function has ended.
func (f *Func) lentByPool(param ir.StrID) (program.FuncRef, bool) {
	for _, ref := range f.P.Callers(f.Ref) {
		if f.P.InTests(ref) {
			continue
		}
		g := f.sibling(ref)
		for i := range f.P.Funcs[ref].Calls {
			c := &f.P.Funcs[ref].Calls[i]
			if !slices.Contains(c.Targets, f.Ref) || g.Body.Ops[c.Op].Code != ir.Call {
				continue
			}
			for _, a := range g.Body.CallArgs(&g.Body.Ops[c.Op]) {
				if local := g.LocalOf(int32(a.Value)); local != 0 && g.Body.Ops[a.Value].Code == ir.Read && g.reusedFinally(c.Op, local) &&
					(a.Keyword() == 0 || f.Module.Str(param) == g.Module.Str(a.Keyword())) {
					return ref, true
				}
			}
		}
	}
	return 0, false
}

// reusedFinally says whether a finally clause around an op gives a local back to a pool.
func (f *Func) reusedFinally(op int32, local ir.StrID) bool {
	for _, a := range f.Enclosing(op) {
		if f.Body.Ops[a.Op].Code != ir.Try {
			continue
		}
		from, to, _ := f.FinallyOf(f.Body.Ops[a.Op].X)
		for i := from; i < to; i++ {
			if c := f.P.Funcs[f.Ref].CallAt(i); c != nil && f.passes(i, local) && f.handsBack(c) {
				return true
			}
		}
	}
	return false
}

// handsBack says whether a call puts its arguments where the next one can take them.
func (f *Func) handsBack(c *program.CallSite) bool {
	if len(c.Targets) == 0 {
		return givers[c.Method]
	}
	_, ok := f.P.Reach(f.Ref, c, func(_ program.FuncRef, a *program.Access) bool {
		return a.Kind == program.Growing || a.Kind == program.Storing
	})
	return ok
}

func (pass *Pass) midMessageAt(f *Func, w, s int32, conn channel, keeper program.FuncRef, timed bool) {
	name := conn.path
	ends := "cancels the task"
	if timed {
		ends = "cancels the read, because the time is out, or the task"
	}
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("if this wait for the reply is cancelled, %s is used again in the middle of a message: the next request reads this reply", name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller", "Task B (next request)"},
			Steps: []rule.Step{
				f.step(w, rule.Writes, "sends a request"),
				f.step(s, rule.Suspends, "waits for the reply"),
				{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: ends},
				{Actor: 2, Loc: f.At(s), Action: rule.Resumes, Text: "reads the reply to the request before its own"},
			},
		},
		Related: []rule.Related{{Loc: placeOf(f.P, keeper, f.P.IR(keeper).NameSpan), Text: f.P.Name(keeper) + " keeps the connection for the next request"}},
		Fix:     "Close the connection when the wait does not end with a reply.",
	})
}
