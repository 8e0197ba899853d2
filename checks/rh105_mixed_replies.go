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

// exchanges says, from tables alone, whether a coroutine sends and receives.
func exchanges(p *program.Program, f program.FuncRef) bool {
	sends, reads := false, false
	for i := range p.Funcs[f].Calls {
		name := strings.TrimLeft(p.Funcs[f].Calls[i].Method, "_")
		sends = sends || strings.HasPrefix(name, "write") || strings.HasPrefix(name, "send")
		reads = reads || strings.HasPrefix(name, "read") || strings.HasPrefix(name, "recv") || strings.HasPrefix(name, "receive")
	}
	if !sends || !reads || !p.Async(f) || p.Trial(f) || p.Setup(f) {
		return false
	}
	name := p.Module(f).Str(p.IR(f).Name)
	return !program.Begins(name) && !slices.ContainsFunc(strings.Split(strings.ToLower(name), "_"), func(w string) bool { return greetings[w] })
}

// greetings are words of functions that exchange what comes first on a connection, when
// nobody else has it yet.
var greetings = map[string]bool{
	"auth": true, "authenticate": true, "handshake": true, "negotiate": true, "hello": true, "identify": true, "login": true, "greet": true, "logon": true,
}

// findMixedReplies reports a reply that is read from a connection which several tasks
// share, after a request was sent there, with no lock over both: the reply may be that
// to another task's request.
//
//	await self.socket.send(request)
//	reply = await self.socket.receive()
func findMixedReplies(pass *Pass, f *Func) {
	if !exchanges(f.P, f.Ref) {
		return
	}
	for i := range f.Body.Ops {
		s := int32(i)
		if f.Body.Ops[i].Code != ir.Await || f.Graph.BlockOf(s) < 0 || !f.Suspends(s) {
			continue
		}
		read, _ := f.awaitedRead(s)
		if read < 0 {
			continue
		}
		conn, ok := f.sharedStream(read)
		if !ok {
			continue
		}
		w, ok := f.requestOn(conn, s)
		if !ok || f.readsBefore(conn, w) {
			continue
		}
		gap, ok := f.Between(w, s, nil)
		if !ok {
			gap = facts.Gap{From: w, To: s, Suspends: s, Held: f.Held(w) & f.Held(s)}
		}
		if len(f.over(gap)) > 0 || f.claimed(w) {
			continue
		}
		if e, ok := f.severalExchange(&conn, s); ok {
			pass.mixedReplies(f, w, s, conn, e)
			return
		}
	}
}

// stream is a connection that outlives the call.
type stream struct {
	channel
	access *program.Access // of the field that holds it or its pair
	root   string          // of the field, for the other half of a pair
}

// sharedStream returns what a call reads from, if that is kept in a field of the receiver
// or comes from a method of it that keeps connections for later.
func (f *Func) sharedStream(read int32) (stream, bool) {
	for _, v := range []ir.Value{f.receiver(read), f.Body.Positional(&f.Body.Ops[read], 0)} {
		if v < 0 || f.Body.Ops[v].Code != ir.Read {
			continue
		}
		if a := f.accessAt(int32(v), program.Reading); a != nil && a.Self && !a.Own && a.Loc.Kind == program.OfInstance && !strings.ContainsAny(a.Loc.Path, ".[") {
			return stream{channel{path: f.Module.PathString(f.Body.Ops[v].Path())}, a, a.Loc.Path}, true
		}
	}
	conn, ok := f.connection(read)
	if !ok || conn.made < 0 {
		return stream{}, false
	}
	if !f.keptFor(conn.made) {
		return stream{}, false
	}
	return stream{channel: conn}, true
}

// keptFor says whether a value comes from a method of the receiver that keeps connections
// for later, and the function itself says which: a caller who does may take care that
// nobody else uses that one.
func (f *Func) keptFor(made int32) bool {
	call := made
	if x := &f.Body.Ops[call]; x.Code == ir.Await {
		call = int32(f.Body.Args(x)[0])
	}
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || !c.Self || f.Body.Ops[call].Code != ir.Call || !slices.ContainsFunc(c.Targets, f.P.KeepsWhatItReturns) {
		return false
	}
	for _, a := range f.Body.CallArgs(&f.Body.Ops[call]) {
		if x := &f.Body.Ops[a.Value]; x.Code == ir.Read && f.LocalOf(int32(a.Value)) != 0 && slices.Contains(f.Defs(int32(a.Value)), facts.Param) {
			return false
		}
	}
	return true
}

// requestOn finds a call before s that sends on the connection, or on the other half of
// its pair.
func (f *Func) requestOn(conn stream, s int32) (int32, bool) {
	if conn.access == nil {
		return f.requestBefore(conn.channel, s)
	}
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		name := strings.TrimLeft(c.Method, "_")
		if f.Body.Ops[c.Op].Code != ir.Call || c.Op > s || !strings.HasPrefix(name, "write") && !strings.HasPrefix(name, "send") || name == "write_eof" ||
			f.Graph.BlockOf(c.Op) < 0 || !f.Graph.Dominates(f.Graph.BlockOf(c.Op), f.Graph.BlockOf(s)) {
			continue
		}
		values := []ir.Value{f.receiver(c.Op)}
		for _, a := range f.Body.CallArgs(&f.Body.Ops[c.Op]) {
			values = append(values, a.Value)
		}
		for _, v := range values {
			if v < 0 || f.Body.Ops[v].Code != ir.Read {
				continue
			}
			if a := f.accessAt(int32(v), program.Reading); a != nil && a.Self && (a.Loc == conn.access.Loc || otherHalf(a.Loc.Path, conn.root)) {
				return c.Op, true
			}
		}
	}
	return 0, false
}

// otherHalf says whether two fields are the reader and the writer of one connection.
func otherHalf(a, b string) bool {
	return strings.Replace(a, "writer", "reader", 1) == b && a != b
}

// readsBefore says whether the function reads from the connection before it writes: then
// it answers rather than asks.
func (f *Func) readsBefore(conn stream, w int32) bool {
	for i := range w {
		if f.Body.Ops[i].Code != ir.Await {
			continue
		}
		if read, _ := f.awaitedRead(i); read >= 0 {
			if other, ok := f.sharedStream(read); ok && other.path == conn.path {
				return true
			}
		}
	}
	return false
}

// severalExchange looks for signs that several tasks exchange messages on one connection.
func (f *Func) severalExchange(conn *stream, s int32) (program.Evidence, bool) {
	me := f.P.Name(f.Ref)
	if a := conn.access; a != nil {
		mine := *a
		if e := f.P.Interferes(f.Ref, &mine, program.Writer{Func: f.Ref, Access: &mine}); e.Proof == program.Proved && !e.Trial {
			return e, true
		}
	} else if why, ok := f.P.Concurrent(f.Ref, true); ok {
		return program.Evidence{Proof: program.Intended, Why: why}, true
	}
	if f.P.LifeCycle(f.Ref) || f.P.Startup(f.Ref) {
		return program.Evidence{}, false
	}
	if why, ok := f.P.MeetsItself(f.Ref); ok {
		return program.Evidence{Proof: program.Intended, Why: why}, true
	}
	if f.numbersRequests(s) {
		return program.Evidence{Proof: program.Intended, Why: me + " numbers its requests, so several are meant to be under way"}, true
	}
	return program.Evidence{}, false
}

// numbersRequests says whether the function gives each request a number of its own, from
// a field that it counts up or asks for the next one.
func (f *Func) numbersRequests(s int32) bool {
	for i := range f.P.Funcs[f.Ref].Access {
		a := &f.P.Funcs[f.Ref].Access[i]
		if a.Op < s && a.Kind == program.Writing && a.Self && numberName(a.Loc.Path) && !strings.ContainsAny(a.Loc.Path, ".[") &&
			f.Body.Ops[a.Op].Code == ir.Write && f.steps(f.Body.Stored(&f.Body.Ops[a.Op]), ir.OpAdd) {
			return true
		}
	}
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Calls, func(c program.CallSite) bool {
		if c.Op > s || f.Body.Ops[c.Op].Code != ir.Call || c.Name != "builtins.next" {
			return false
		}
		v := f.Body.Positional(&f.Body.Ops[c.Op], 0)
		return v >= 0 && f.accessAt(int32(v), program.Reading) != nil && f.accessAt(int32(v), program.Reading).Self
	})
}

func (pass *Pass) mixedReplies(f *Func, w, s int32, conn stream, e program.Evidence) {
	why, related := f.explain(e)
	other := f.step(w, rule.Writes, "sends a request, too, and waits for its reply")
	other.Actor = 1
	pass.Report(s, rule.Finding{
		Level: level(e), Subject: conn.path, Evidence: why, Related: related,
		Message: fmt.Sprintf("the reply read from %s may be that to another task's request: no lock is held from the request to the reply", conn.path),
		Witness: rule.Witness{
			Actors: f.actors(e, f.Ref),
			Steps: []rule.Step{
				f.step(w, rule.Writes, "sends a request"),
				f.step(s, rule.Suspends, "waits for the reply; other tasks run"),
				other,
				f.step(s, rule.Reads, "reads whichever reply comes first"),
			},
		},
		Fix: "Hold an asyncio.Lock from the request to the reply, or let one task read all replies and resolve a future for each request.",
	})
}
