package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// ownLoop reports who hands a coroutine to the event loop whose thread it is on, and waits
// there for the outcome: the loop does not come to run the coroutine.
func (pass *Pass) ownLoop(f *Func, c *program.CallSite) {
	submit, loop := f.handedOver(c)
	if submit < 0 {
		return
	}
	async := f.P.Async(f.Ref)
	switch made := f.P.Funcs[f.Ref].CallAt(int32(f.Origin(loop))); {
	case made != nil && (made.Name == "asyncio.get_running_loop" || async && made.Name == "asyncio.get_event_loop"):
		pass.waitsForOwnLoop(f, c.Op, submit, "the loop that runs this", nil)
	case made != nil || f.Body.Ops[loop].Code != ir.Read || !f.ownLoopAt(f.location(loop)):
	case async:
		pass.waitsForOwnLoop(f, c.Op, submit, f.text(loop), nil)
	case !f.P.Has(f.Ref, program.KnowsThread):
		for _, g := range f.P.Callers(f.Ref) {
			pass.callsBridge(f, c.Op, submit, g, f.text(loop))
		}
	}
}

// handedOver returns the call of run_coroutine_threadsafe whose result a call waits for,
// and the loop that it is given; -1 if there is none.
func (f *Func) handedOver(c *program.CallSite) (submit int32, loop ir.Value) {
	v := f.receiver(c.Op)
	if c.Method != "result" || v < 0 {
		return -1, ir.NoValue
	}
	submit = int32(f.Origin(v))
	s := f.P.Funcs[f.Ref].CallAt(submit)
	if s == nil || s.Name != "asyncio.run_coroutine_threadsafe" || f.Body.Ops[submit].Code != ir.Call {
		return -1, ir.NoValue
	}
	x := &f.Body.Ops[submit]
	if loop = f.Body.Positional(x, 1); loop < 0 {
		loop = f.Module.KeywordArg(f.Body, x, "loop")
	}
	if loop < 0 {
		return -1, ir.NoValue
	}
	return submit, loop
}

// ownLoopAt says whether what is kept at a location is always the loop that ran when it was
// stored there: no other thread runs it as far as is seen.
func (f *Func) ownLoopAt(loc program.Location) bool {
	if loc.Kind != program.OfInstance && loc.Kind != program.OfModule {
		return false
	}
	own := false
	for _, w := range f.P.Writers(loc) {
		if w.Access.Kind != program.Writing {
			continue
		}
		g := &Func{Func: f.P.Facts(w.Func, nil), P: f.P, Ref: w.Func}
		x := &g.Body.Ops[w.Access.Op]
		if x.Code != ir.Write {
			return false
		}
		v := g.Origin(g.Body.Stored(x))
		if g.Body.Ops[v].Code == ir.Const {
			continue
		}
		made := f.P.Funcs[w.Func].CallAt(int32(v))
		if made == nil || made.Name != "asyncio.get_running_loop" && !(made.Name == "asyncio.get_event_loop" && f.P.Async(w.Func)) {
			return false
		}
		own = true
	}
	return own
}

// callsBridge reports the plain calls by which a coroutine comes to a function that waits
// for the loop.
func (pass *Pass) callsBridge(f *Func, wait, submit int32, g program.FuncRef, loop string) {
	if !f.P.Async(g) || f.P.InTests(g) || f.P.Has(g, program.KnowsThread) || f.P.ClassAround(g) != f.P.ClassAround(f.Ref) {
		return
	}
	fg := &Func{Func: f.P.Facts(g, nil), P: f.P, Ref: g}
	for i := range f.P.Funcs[g].Calls {
		c := &f.P.Funcs[g].Calls[i]
		if slices.Contains(c.Targets, f.Ref) && !c.Spawned && fg.Body.Ops[c.Op].Code == ir.Call && fg.Graph.BlockOf(c.Op) >= 0 {
			pass.waitsForOwnLoop(f, wait, submit, loop, &program.Site{Func: g, Op: c.Op})
			return
		}
	}
}

func (pass *Pass) waitsForOwnLoop(f *Func, wait, submit int32, loop string, from *program.Site) {
	fd := rule.Finding{
		Level: rule.Error, Subject: loop,
		Message:  fmt.Sprintf("hands a coroutine to %s and waits for it on that loop's own thread: the loop does not come to run it", loop),
		Evidence: "run_coroutine_threadsafe is for other threads than the loop's",
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Loop"},
			Steps: []rule.Step{
				f.step(submit, rule.Spawns, "asks the loop to run a coroutine later"),
				f.step(wait, rule.Waits, "keeps the loop's thread until that is done"),
				{Actor: 1, Loc: f.At(submit), Action: rule.Waits, Text: "cannot run the coroutine, since its thread waits"},
			},
		},
		Fix: "Await the coroutine. Where threads call this, too, give them a function of their own.",
	}
	if from == nil {
		pass.Report(wait, fd)
		return
	}
	fd.Level = rule.Warning
	fd.Message = fmt.Sprintf("%s hands a coroutine to %s and waits for it; called by a coroutine, it does so on that loop's own thread, and the loop does not come to run it", f.P.Name(f.Ref), loop)
	fd.Witness.Actors[0] = "Task A (" + f.P.Name(from.Func) + ")"
	for i := range fd.Witness.Steps[:2] {
		fd.Witness.Steps[i].Calls = frames(f.P, []program.Site{*from})
	}
	pass.ReportAt(*from, fd)
}
