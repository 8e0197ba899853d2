package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// loopCalls are methods of an event loop that only its own thread may call.
var loopCalls = map[string]bool{
	"stop": true, "call_soon": true, "call_later": true, "call_at": true, "create_task": true,
	"add_reader": true, "remove_reader": true, "add_writer": true, "remove_writer": true,
}

// handedLoops reports functions that hand a loop to a thread which runs it, and then go on
// to call the loop as if it were their own.
func (pass *Pass) handedLoops(f *Func) {
	spawns := f.P.Funcs[f.Ref].Spawns
	for i := range spawns {
		s := &spawns[i]
		if s.Row.As != model.Thread || f.Body.Ops[s.Op].Code != ir.Call {
			continue
		}
		loop, runner := f.handedLoop(s)
		start := f.startOf(s)
		if loop < 0 || start < 0 {
			continue
		}
		name := f.LocalOf(int32(loop))
		rebinds := func(op int32) bool { return f.Body.Ops[op].Code == ir.Write && f.LocalOf(op) == name }
		for k := range f.P.Funcs[f.Ref].Calls {
			c := &f.P.Funcs[f.Ref].Calls[k]
			v := f.receiver(c.Op)
			if f.Body.Ops[c.Op].Code == ir.Call && loopCalls[c.Method] && v >= 0 && f.LocalOf(int32(v)) == name &&
				f.Reaches(start, c.Op, rebinds) && !f.afterEnd(c.Op) {
				pass.handedLoop(f, c, start, runner)
				return
			}
		}
	}
}

// handedLoop returns the local whose loop a thread runs: the receiver of its run_forever,
// or the argument that its function runs as a loop; NoValue if there is none. runner is
// what the thread runs.
func (f *Func) handedLoop(s *program.Spawn) (loop ir.Value, runner string) {
	x := &f.Body.Ops[s.Op]
	target := f.Module.KeywordArg(f.Body, x, "target")
	for _, a := range f.Body.CallArgs(x) {
		if target < 0 && int32(a.Value) == s.Arg {
			target = a.Value
		}
	}
	if target >= 0 && f.Body.Ops[target].Code == ir.Read {
		path := f.Body.Ops[target].Path()
		if base := f.Body.Base(&f.Body.Ops[target]); base >= 0 && f.Module.Str(f.Module.Paths[path].Name) == "run_forever" && f.LocalOf(int32(base)) != 0 {
			return base, f.Module.PathString(path)
		}
	}
	args := f.Module.KeywordArg(f.Body, x, "args")
	if args < 0 || f.Body.Ops[args].Code != ir.Build {
		return ir.NoValue, ""
	}
	for n, v := range f.Body.Args(&f.Body.Ops[args]) {
		if f.Body.Ops[v].Code != ir.Read || f.LocalOf(int32(v)) == 0 {
			continue
		}
		for _, t := range s.Targets {
			if f.runsParam(t, n) {
				return v, f.P.Name(t)
			}
		}
	}
	return ir.NoValue, ""
}

// runsParam says whether a function of the program runs its argument n as an event loop.
func (f *Func) runsParam(t program.FuncRef, n int) bool {
	params := f.P.IR(t).Params
	if f.P.Funcs[t].Class != program.NoClass {
		n++ // the receiver comes first
	}
	if n >= len(params) {
		return false
	}
	g := f.sibling(t)
	return slices.ContainsFunc(f.P.Funcs[t].Calls, func(c program.CallSite) bool {
		if c.Method != "run_forever" && c.Method != "run_until_complete" || g.Body.Ops[c.Op].Code != ir.Call {
			return false
		}
		v := g.receiver(c.Op)
		return v >= 0 && g.LocalOf(int32(v)) != 0 && g.LocalOf(int32(v)) == params[n].Name
	})
}

// startOf finds the call that starts the thread which a spawn makes; -1 if it is not in
// this function.
func (f *Func) startOf(s *program.Spawn) int32 {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		if c.Op <= s.Op || c.Method != "start" || f.Body.Ops[c.Op].Code != ir.Call {
			continue
		}
		v, found := f.receiver(c.Op), false
		if v < 0 {
			continue
		}
		f.Sources(v, func(x facts.Source) { found = found || x.Op == s.Op })
		if found || int32(v) == s.Op {
			return c.Op
		}
	}
	return -1
}

func (pass *Pass) handedLoop(f *Func, c *program.CallSite, start int32, runner string) {
	name := f.Module.PathString(f.Body.Ops[c.Op].Path())
	instead := "loop.call_soon_threadsafe()"
	if c.Method == "create_task" {
		instead = "asyncio.run_coroutine_threadsafe()"
	}
	pass.Report(c.Op, rule.Finding{
		Level: rule.Error, Pedantic: f.P.InTests(f.Ref), Subject: name,
		Message: fmt.Sprintf("%s() is called beside the thread that runs the loop: only the event loop's own thread may call it", name),
		Witness: rule.Witness{
			Actors: []string{"Thread A (" + f.P.Name(f.Ref) + ")", "The event loop's thread (" + runner + ")"},
			Steps: []rule.Step{
				f.step(start, rule.Spawns, "starts the thread that runs the loop"),
				f.step(c.Op, rule.Calls, "calls "+name+"() without the loop knowing"),
				{Actor: 1, Loc: f.At(c.Op), Action: rule.Waits, Text: "may be in the middle of changing the same object, and is not woken"},
			},
		},
		Related: []rule.Related{{Loc: f.At(start), Text: "the thread that runs the loop starts here"}},
		Fix:     "Use " + instead + " to hand the call to the loop's thread.",
	})
}
