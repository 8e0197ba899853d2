package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var neverAwaited = &Check{
	Info: rule.Info{
		ID: "RH307", Name: "coroutine-never-awaited", Level: rule.Error, Precision: rule.VeryHigh,
		CWE: []int{662}, Since: "0.1",
		Doc: rule.Doc{
			Summary: "a coroutine is made and never awaited, so its code never runs",
			Why: "Calling an `async def` only makes a coroutine object. Nothing of it runs until somebody " +
				"awaits it or makes a task of it; a coroutine that is dropped does nothing at all, and as a " +
				"condition it is always true.",
			Bad: `
class Session:
    async def flush(self):
        ...

    async def close(self):
        self.flush()
`,
			Good: `
class Session:
    async def flush(self):
        ...

    async def close(self):
        await self.flush()
`,
			Fix:    "Await the call, or start it with `asyncio.create_task` and keep the task.",
			Silent: "The coroutine is awaited, returned by a plain function, stored, passed on, or the function is decorated by something that may run it.",
			Misses: "Coroutines that are stored and forgotten, and functions that are reached through `getattr`.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.Has(f, program.MakesCoroutine) || p.Has(f, program.DefinesAsync) || p.IR(f).Flags&(ir.Async|ir.Awaits) == ir.Async|ir.Awaits
	},
	Func: findDroppedCoroutines,
}

func findDroppedCoroutines(pass *Pass, f *Func) {
	pass.unevenAwaits(f)
	if f.P.Has(f.Ref, program.DefinesAsync) {
		pass.neverCalled(f)
	}
	if f.P.Has(f.Ref, program.MakesCoroutine) {
		pass.madeTooEarly(f)
	}
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		c := &calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || x.Flags&ir.Implicit != 0 || c.Spawned || !f.P.MakesCoroutine(c) || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		switch how := f.coroutineUse(c.Op, 0); how {
		case unusedCoroutine, testedCoroutine:
			if !f.expectsError(c.Op) {
				pass.dropped(f, c, how)
			}
		case returnedCoroutine:
			if f.P.Async(f.Ref) && f.directCall(c) && !f.awaitedTwice() {
				pass.dropped(f, c, how)
			}
		}
	}
}

// coroutineUse is what becomes of a coroutine.
type coroutineUse uint8

const (
	usedCoroutine coroutineUse = iota
	unusedCoroutine
	testedCoroutine
	returnedCoroutine
)

// coroutineUse follows a coroutine to what is done with it.
func (f *Func) coroutineUse(v int32, depth int) coroutineUse {
	uses := f.Uses(v)
	if len(uses) == 0 {
		return unusedCoroutine
	}
	result := usedCoroutine
	for _, u := range uses {
		how := usedCoroutine
		switch f.Body.Ops[u].Code {
		case ir.Branch:
			how = testedCoroutine
		case ir.Unary:
			if f.Body.Ops[u].Aux == ir.OpNot {
				how = testedCoroutine
			}
		case ir.Return:
			how = returnedCoroutine
		case ir.Merge: // "a() or b()" tests the first and yields one of them
			if depth < 4 {
				how = f.coroutineUse(u, depth+1)
			}
		case ir.Write:
			if f.IR.Kind == ir.Function && f.NeverRead(u) {
				how = unusedCoroutine
			}
		}
		if how == usedCoroutine || result != usedCoroutine && how != result {
			return usedCoroutine
		}
		result = how
	}
	return result
}

// expectsError says whether an op stands in a with statement that awaits an exception,
// as pytest.raises does: the call is meant to fail before there is a coroutine.
func (f *Func) expectsError(op int32) bool {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Enter || int32(i) > op {
			continue
		}
		m := &f.Body.Ops[f.Body.Args(x)[0]]
		if m.Code != ir.Call || m.X == 0 {
			continue
		}
		name := strings.ToLower(f.Module.Str(f.Module.Paths[m.X].Name))
		if !strings.Contains(name, "raises") && !strings.Contains(name, "warn") && name != "deprecated_call" {
			continue
		}
		for k := i; k < len(f.Body.Ops); k++ {
			if e := &f.Body.Ops[k]; e.Code == ir.Exit && e.X == x.X && int32(k) > op {
				return true
			}
		}
	}
	return false
}

// directCall says whether the callee is named without going through another object: a
// function, a method of the receiver or of super(). Field types are not sharp enough
// for a value that is returned and never looked at.
func (f *Func) directCall(c *program.CallSite) bool {
	callee := &f.Body.Ops[f.Body.Callee(&f.Body.Ops[c.Op])]
	if callee.Code != ir.Read || c.Self {
		return c.Self
	}
	base := f.Body.Base(callee)
	if base < 0 {
		return true
	}
	b := &f.Body.Ops[base]
	return b.Code == ir.Call || b.Code == ir.Read && f.Body.Base(b) < 0 && f.Module.Paths[b.X].Sel == ir.RootGlobal
}

// awaitedTwice says whether somebody awaits what awaiting the function gives, so that
// it hands out a coroutine on purpose.
func (f *Func) awaitedTwice() bool {
	for _, g := range f.P.Callers(f.Ref) {
		body := f.P.Body(g, nil)
		for i := range body.Ops {
			x := &body.Ops[i]
			if x.Code != ir.Await {
				continue
			}
			if inner := &body.Ops[body.Args(x)[0]]; inner.Code == ir.Await {
				return true
			}
		}
	}
	return false
}

func (pass *Pass) dropped(f *Func, c *program.CallSite, how coroutineUse) {
	name := c.Name
	if len(c.Targets) > 0 {
		name = f.P.Name(c.Targets[0])
	}
	message, end, lev := "", "", rule.Error
	switch how {
	case unusedCoroutine:
		message = fmt.Sprintf("the coroutine %s() is never awaited: none of its code runs", name)
		end = "the coroutine is dropped; none of its code has run"
	case testedCoroutine:
		message = fmt.Sprintf("the coroutine %s() is tested and not awaited: it is always true, and none of its code runs", name)
		end = "the coroutine object counts as true; none of its code has run"
	case returnedCoroutine:
		lev = rule.Warning
		message = fmt.Sprintf("%s returns the coroutine %s() without awaiting it: who awaits %s gets a coroutine, and none of its code runs",
			f.P.Name(f.Ref), name, f.P.Name(f.Ref))
		end = "who awaits gets a coroutine instead of its result"
	}
	fn := f.P.Name(f.Ref)
	fd := rule.Finding{
		Level: lev, Subject: name, Message: message,
		Witness: rule.Witness{
			Actors: []string{"Task A (" + fn + ")"},
			Steps: []rule.Step{
				f.step(c.Op, rule.Calls, "makes the coroutine "+name+"()"),
				f.step(c.Op, rule.Ends, end),
			},
		},
	}
	if len(c.Targets) > 0 {
		t := c.Targets[0]
		fd.Related = []rule.Related{{Loc: placeOf(f.P, t, f.P.IR(t).NameSpan), Text: name + " is an async function"}}
	}
	pass.Report(c.Op, fd)
}
