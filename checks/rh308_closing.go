package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// Under trio and anyio a cancelled scope raises at every checkpoint. A function that
// closes one thing after another in such a scope gets as far as the first of them.

// closingCutShort reports functions that close several parts of their object one after
// the other, and leave at the first one when they are cancelled.
func (pass *Pass) closingCutShort(f *Func) {
	switch f.Module.Str(f.IR.Name) {
	case "aclose", "__aexit__", "close", "shutdown", "stop":
	default:
		return
	}
	pass.orphans(f)
	if !f.levelCancelled() {
		return
	}
	first, part := int32(-1), ""
	for _, s := range f.SuspendsIn(0, int32(len(f.Body.Ops))) {
		own, ok := f.closedPart(s)
		switch {
		case !ok || f.Shielded(s) || f.InHandler(s):
		case first < 0:
			if f.CancelEscapes(s, f.InHandler) {
				first, part = s, own
			}
		case own != part && f.Reaches(first, s, nil):
			pass.cutShort(f, first, s, part, own)
			return
		}
	}
}

// levelCancelled says whether the function's module uses trio or anyio, or is part of one.
func (f *Func) levelCancelled() bool {
	for _, name := range []string{"trio", "anyio"} {
		if f.P.Imports(f.Ref, name) || strings.HasPrefix(f.P.QualName(f.Ref), name+".") {
			return true
		}
	}
	return false
}

// closedPart returns what a suspension closes: a part of the receiver, or the receiver
// itself where it is waited for at the end.
func (f *Func) closedPart(s int32) (string, bool) {
	x := &f.Body.Ops[s]
	if x.Code != ir.Await {
		return "", false
	}
	call := int32(f.Body.Args(x)[0])
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || f.Body.Ops[call].Code != ir.Call || !c.OnSelf {
		return "", false
	}
	if !cleanups[c.Method] && c.Method != "wait" && c.Method != "wait_closed" && c.Method != "join" && c.Method != "stop" {
		return "", false
	}
	return f.receiverText(call), true
}

func (pass *Pass) cutShort(f *Func, s, next int32, part, later string) {
	if later == part || later == "" {
		return
	}
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: part,
		Message: fmt.Sprintf("in a cancelled scope %s gets no further than this: what follows, such as closing %s, is skipped", f.P.Name(f.Ref), later),
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Cancel scope"},
			Steps: []rule.Step{
				f.step(s, rule.Suspends, "closes "+part),
				{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: "is cancelled, so that every checkpoint raises"},
				f.step(next, rule.Calls, "would close "+later+", but is never reached"),
			},
		},
		Fix: "Close them in a shielded scope, or each in the finally clause of the one before.",
	})
}

// orphans reports closing functions that wait for a child process and do nothing to end
// it, neither before nor when the wait is cancelled.
func (pass *Pass) orphans(f *Func) {
	if f.calledMethod("kill") || f.calledMethod("terminate") || f.calledMethod("send_signal") {
		return
	}
	for _, s := range f.SuspendsIn(0, int32(len(f.Body.Ops))) {
		x := &f.Body.Ops[s]
		if x.Code != ir.Await || f.Shielded(s) || !f.awaitsProcess(int32(f.Body.Args(x)[0])) || !f.CancelEscapes(s, f.InHandler) {
			continue
		}
		fn := f.P.Name(f.Ref)
		pass.Report(s, rule.Finding{
			Level: rule.Warning, Subject: fn,
			Message: fmt.Sprintf("if %s is cancelled while it waits for the process, the process runs on: nothing ends it", fn),
			Witness: rule.Witness{
				Actors: []string{"Task A (" + fn + ")", "Canceller"},
				Steps: []rule.Step{
					f.step(s, rule.Waits, "waits for the process to end"),
					{Actor: 1, Loc: f.At(s), Action: rule.Ends, Text: "cancels the task, or its timeout does"},
					f.step(s, rule.Ends, "leaves, and the process is on its own"),
				},
			},
			Fix: "Kill the process when the wait fails, and wait for it in a shielded scope.",
		})
		return
	}
}

// awaitsProcess says whether a call waits for a child process, itself or in a method of
// the receiver.
func (f *Func) awaitsProcess(call int32) bool {
	const wait = "asyncio.subprocess.Process.wait"
	c := f.P.Funcs[f.Ref].CallAt(call)
	if c == nil || f.Body.Ops[call].Code != ir.Call {
		return false
	}
	return c.Name == wait || c.Self && slices.ContainsFunc(c.Targets, func(g program.FuncRef) bool {
		waits := false
		for _, d := range f.P.Funcs[g].Calls {
			switch d.Method {
			case "kill", "terminate", "send_signal":
				return false
			}
			waits = waits || d.Name == wait
		}
		return waits
	})
}
