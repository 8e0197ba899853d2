package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// cleanups are methods that undo what a try block has begun.
var cleanups = map[string]bool{
	"abort": true, "close": true, "aclose": true, "release": true, "rollback": true, "terminate": true, "kill": true,
	"disconnect": true, "discard": true, "_abort": true, "_close": true, "cleanup": true, "_cleanup": true,
	"putconn": true, "close_connection": true, "reset": true, "unlock": true, "_release": true, "dispose": true,
}

// uncaughtCleanups reports "except Exception: clean up; raise" around a suspension: it
// is meant for every way of failing, and a cancellation passes by it.
func (pass *Pass) uncaughtCleanups(f *Func) {
	if f.IR.Flags&ir.Tries == 0 || f.P.Imports(f.Ref, "twisted") {
		return
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Catch || !f.onlyException(x) || f.knowsCancellation(f.Body.Handlers[x.X].Region) {
			continue
		}
		clean, ok := f.cleansAndRaises(int32(i))
		if from, _ := f.TryBody(f.Body.Handlers[x.X].Region); !ok || f.InHandler(from) {
			continue
		}
		if s, ok := f.uncaught(int32(i), clean); ok {
			pass.skipsCleanup(f, s, clean, int32(i))
		}
	}
}

// onlyException says whether a handler catches Exception and nothing that covers a
// cancellation.
func (f *Func) onlyException(catch *ir.Op) bool {
	h := &f.Body.Handlers[catch.X]
	if len(h.Types) != 1 || h.Types[0] == 0 {
		return false
	}
	return f.Module.PathString(h.Types[0]) == "Exception"
}

// knowsCancellation says whether a try statement has a clause of its own for cancellations.
func (f *Func) knowsCancellation(region uint32) bool {
	return slices.ContainsFunc(f.Body.Handlers, func(h ir.Handler) bool {
		return h.Region == region && slices.ContainsFunc(h.Types, f.isCancellation)
	})
}

// cleansAndRaises finds the clean-up in a handler that ends in a raise and does not look
// at the error first.
func (f *Func) cleansAndRaises(catch int32) (clean int32, ok bool) {
	clean = -1
	raises := false
	for i := catch + 1; i < f.HandlerEnd(catch); i++ {
		switch x := &f.Body.Ops[i]; x.Code {
		case ir.Raise:
			raises = raises || x.N == 0 || f.Body.Ops[f.Body.Args(x)[0]].Code == ir.Read && f.LocalOf(int32(f.Body.Args(x)[0])) != 0
		case ir.Call:
			if c := f.P.Funcs[f.Ref].CallAt(i); c != nil && clean < 0 && undoes(c) && (!c.Self || aborts(c.Method) || f.opensByName()) {
				clean = i
			}
		case ir.Branch:
			if !f.testsForNone(x, catch) {
				return -1, false // it looks at the error first
			}
		}
	}
	return clean, raises && clean >= 0
}

// undoes says whether a call cleans up, by the name of its method: conn.close(),
// protocol.fail_connection(), self._drop_waiter(key).
func undoes(c *program.CallSite) bool {
	if cleanups[c.Method] {
		return true
	}
	for _, word := range strings.Split(strings.ToLower(c.Method), "_") {
		if cleanups[word] || word == "fail" || word == "drop" || word == "destroy" || word == "rollback" {
			return !logs(c)
		}
	}
	return false
}

// testsForNone says whether a branch asks whether a variable other than the caught error
// holds anything at all, as one does before closing it.
func (f *Func) testsForNone(branch *ir.Op, catch int32) bool {
	v := f.Body.Args(branch)[0]
	x := &f.Body.Ops[v]
	switch x.Code {
	case ir.Read:
		return f.LocalOf(int32(v)) != 0 && !slices.ContainsFunc(f.Defs(int32(v)), func(d int32) bool {
			return d >= 0 && int32(f.Body.Stored(&f.Body.Ops[d])) == catch
		})
	case ir.Compare:
		args := f.Body.Args(x)
		last := &f.Body.Ops[args[len(args)-1]]
		return len(args) == 2 && last.Code == ir.Const && last.Aux == ir.ConstNone
	}
	return false
}

// aborts says whether a clean-up gives its object up: that is done because the state of
// the object is no longer known, which a cancellation leaves unknown as well.
func aborts(method string) bool { return method == "abort" || method == "_abort" }

// opensByName says whether the name of the function says that it opens or starts its object:
// elsewhere, an object that closes itself because of an error has no reason to do so
// when it is told to stop waiting.
func (f *Func) opensByName() bool {
	name := strings.ToLower(f.Module.Str(f.IR.Name))
	return slices.ContainsFunc([]string{"start", "open", "connect", "enter", "init", "setup", "instantiate", "launch", "tls", "handshake", "acquire", "begin", "load"},
		func(w string) bool { return strings.Contains(name, w) })
}

// uncaught finds a suspension in the try block of a handler from which a cancellation
// leaves the function without passing a clean-up, after what is cleaned up was made.
func (f *Func) uncaught(catch, clean int32) (int32, bool) {
	region := f.Body.Handlers[f.Body.Ops[catch].X].Region
	from, to := f.TryBody(region)
	for _, s := range f.SuspendsIn(from, to) {
		if f.Shielded(s) || !f.madeBefore(clean, s, from) {
			continue
		}
		if f.CancelEscapes(s, func(op int32) bool {
			c := f.P.Funcs[f.Ref].CallAt(op)
			return c != nil && f.Body.Ops[op].Code == ir.Call && (cleanups[c.Method] || f.InHandler(op))
		}) {
			return s, true
		}
	}
	return 0, false
}

// madeBefore says whether the object that a clean-up is called on may be there at op s of
// the try body that begins at from: it was made before the body, or in it before s.
func (f *Func) madeBefore(clean, s, from int32) bool {
	v := f.receiver(clean)
	for v >= 0 && f.Body.Base(&f.Body.Ops[v]) >= 0 {
		v = f.Body.Base(&f.Body.Ops[v])
	}
	if v < 0 || f.LocalOf(int32(v)) == 0 {
		return true
	}
	first := int32(-1)
	for i := from; i < clean && first < 0; i++ {
		if f.Body.Ops[i].Code == ir.Write && f.LocalOf(i) == f.LocalOf(int32(v)) {
			first = i
		}
	}
	return first < 0 || f.Reaches(first, s, nil)
}

func (pass *Pass) skipsCleanup(f *Func, s, clean, catch int32) {
	name := f.Module.PathString(f.Body.Ops[clean].Path())
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("if the task is cancelled here, %s() is skipped: except Exception does not catch the cancellation", name),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Canceller"},
			Steps: []rule.Step{
				f.step(s, rule.Suspends, "waits here"),
				{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: "cancels the task, or its timeout does"},
				f.step(catch, rule.Checks, "does not catch CancelledError"),
				f.step(clean, rule.Calls, "would clean up, but is never reached"),
			},
		},
		Fix: "Catch BaseException here: the handler raises again anyway.",
	})
}
