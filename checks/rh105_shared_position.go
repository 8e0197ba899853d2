package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// positioned are calls that make a file, which has one position for all who use it.
var positioned = map[string]bool{
	"io.BytesIO": true, "io.StringIO": true, "builtins.open": true, "io.open": true, "cStringIO.StringIO": true, "StringIO.StringIO": true,
	"tempfile.TemporaryFile": true, "tempfile.NamedTemporaryFile": true, "tempfile.SpooledTemporaryFile": true,
}

// makesFile says, from tables alone, whether a function makes a file or a buffer like one.
func makesFile(p *program.Program, f program.FuncRef) bool {
	return !p.Trial(f) && slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool { return positioned[c.Name] })
}

// findSharedPositions reports a file that goes to a thread while its maker goes on to use
// it: both move its one position.
//
//	buf = io.BytesIO(body)
//	pool.submit(upload, buf)
//	digest = md5(buf.read())         # the upload reads what is left over
func findSharedPositions(pass *Pass, f *Func) {
	if !makesFile(f.P, f.Ref) {
		return
	}
	for i := range f.P.Funcs[f.Ref].Calls {
		made := &f.P.Funcs[f.Ref].Calls[i]
		if !positioned[made.Name] {
			continue
		}
		for k := range f.P.Funcs[f.Ref].Calls {
			c := &f.P.Funcs[f.Ref].Calls[k]
			read := f.argumentMadeAt(c.Op, made.Op)
			if read < 0 || f.waitsAtOnce(c.Op) {
				continue
			}
			thread, ok := f.P.HandsToThread(f.Ref, c, read)
			if !ok {
				continue
			}
			if use := f.usedAfter(c.Op, made.Op); use >= 0 {
				pass.sharedPosition(f, made, c, thread, use)
				return
			}
		}
	}
}

// argumentMadeAt returns the argument of a call that is a local which holds what op made,
// or NoValue.
func (f *Func) argumentMadeAt(call, made int32) ir.Value {
	x := &f.Body.Ops[call]
	if x.Code != ir.Call {
		return ir.NoValue
	}
	for _, a := range f.Body.CallArgs(x) {
		if f.holdsMade(a.Value, made) {
			return a.Value
		}
	}
	return ir.NoValue
}

func (f *Func) holdsMade(v ir.Value, made int32) bool {
	if f.Body.Ops[v].Code != ir.Read || f.LocalOf(int32(v)) == 0 {
		return false
	}
	defs := f.Defs(int32(v))
	return len(defs) == 1 && defs[0] >= 0 && int32(f.Body.Stored(&f.Body.Ops[defs[0]])) == made
}

// waitsAtOnce says whether the result of a call is awaited, yielded or asked for on the spot.
func (f *Func) waitsAtOnce(call int32) bool {
	return slices.ContainsFunc(f.Uses(call), func(u int32) bool {
		switch x := &f.Body.Ops[u]; x.Code {
		case ir.Await, ir.Yield, ir.YieldFrom:
			return true
		case ir.Read:
			switch f.Module.Str(f.Module.Paths[x.Path()].Name) {
			case "result", "join", "get", "wait":
				return true
			}
		}
		return false
	})
}

// usedAfter finds a use of the file that moves its position or closes it, reached from a
// call without any wait in between; -1 if there is none.
func (f *Func) usedAfter(call, made int32) int32 {
	waits := func(op int32) bool {
		switch f.Body.Ops[op].Code {
		case ir.Await, ir.Yield, ir.YieldFrom:
			return true
		}
		c := f.P.Funcs[f.Ref].CallAt(op)
		return c != nil && len(c.Targets) == 0 && (c.Method == "result" || c.Method == "join" || c.Method == "wait" || c.Method == "shutdown")
	}
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		x := &f.Body.Ops[c.Op]
		if c.Op == call || x.Code != ir.Call || !f.Reaches(call, c.Op, waits) {
			continue
		}
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
		if f.Body.Ops[f.Body.Callee(x)].Code == ir.Read && base >= 0 && f.holdsMade(base, made) {
			switch c.Method {
			case "read", "readline", "readlines", "seek", "write", "writelines", "truncate", "close":
				return c.Op
			}
			continue
		}
		if f.argumentMadeAt(c.Op, made) >= 0 {
			switch c.Method {
			case "len", "isinstance", "print", "repr", "id", "type", "debug", "info", "append", "add":
				continue
			}
			return c.Op
		}
	}
	return -1
}

func (pass *Pass) sharedPosition(f *Func, made, c *program.CallSite, thread program.Site, use int32) {
	name := f.Module.Str(f.LocalOf(int32(f.argumentMadeAt(c.Op, made.Op))))
	me := f.P.Name(f.Ref)
	at := place(f.P, thread.Func, thread.Op)
	pass.Report(use, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message:  fmt.Sprintf("%s is used here while the [thread](1) that has got it may be using it, too; both move its one position", name),
		Related:  []rule.Related{{Loc: at, Text: "the file goes to a thread here"}},
		Evidence: fmt.Sprintf("%s hands the file to a thread and goes on without waiting for it", me),
		Witness: rule.Witness{
			Actors: []string{"Maker (" + me + ")", "Thread"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Spawns, "hands "+name+" to a thread"),
				{Actor: 1, Loc: at, Action: rule.Reads, Text: "reads from " + name + " and moves its position"},
				f.step(use, rule.Writes, "uses "+name+" and moves the same position"),
			},
		},
		Fix: "Do all work on the file before it is handed over, wait for the thread, or give it a file of its own.",
	})
}
