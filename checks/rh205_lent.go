package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
)

// takesBack lists, by the method that lends a thing out, the methods of the same object that
// take it back, and those of the thing itself that send it back.
var takesBack = map[string][]string{
	"getconn": {"putconn"}, "get_conn": {"put_conn", "putconn", "release_conn", "return_conn", "release"},
	"_get_conn": {"_put_conn", "_release_conn"}, "get_connection": {"release", "release_connection", "put_connection", "return_connection", "give_back"},
	"checkout": {"checkin", "checkout_return", "release"}, "check_out": {"check_in"}, "borrow": {"give_back", "release", "return_", "put_back"},
	"lease": {"release"}, "reserve": {"release", "unreserve"}, "take": {"give_back", "put_back", "release"}, "borrow_object": {"return_object"},
	"get": {"put", "put_nowait"}, "get_nowait": {"put", "put_nowait"},
}

// findLent reports what is taken out of a pool or queue, given back at the end, and lost
// where something in between fails.
func findLent(pass *Pass, f *Func) {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		backs := takesBack[c.Method]
		if backs == nil || f.Body.Ops[c.Op].Code != ir.Call || f.Graph.BlockOf(c.Op) < 0 || f.receiver(c.Op) < 0 || f.InHandler(c.Op) {
			continue
		}
		base := &f.Body.Ops[f.receiver(c.Op)]
		if base.Code != ir.Read || base.Path() == 0 || f.LocalOf(int32(f.receiver(c.Op))) != 0 && f.ownPool(f.receiver(c.Op)) {
			continue
		}
		from := f.done(c.Op)
		local, ok := f.boundTo(from)
		if !ok {
			continue
		}
		gives := f.givesBackOps(base.Path(), local, backs)
		if len(gives) == 0 || f.passedElsewhere(local, gives) {
			continue
		}
		name := f.Module.Str(local)
		stop := func(op int32) bool {
			return slices.Contains(gives, op) || f.Body.Ops[op].Code == ir.Call && f.InHandler(op) && f.mentions(op, name)
		}
		at := from + 1 // behind the write of the local
		if f.Leaves(at, stop) || f.Reaches(at, c.Op, stop) {
			continue // it is kept on some way on purpose
		}
		t := taken{call: c.Op, from: from, base: base.Path()}
		if e, ok := f.lost(t, stop); ok && !e.sure && f.concernsLent(e.op, local) {
			pass.lentAndLost(f, t, e, name, gives[0])
		}
	}
}

// givesBackOps lists the calls that give what a local holds back to where it came from.
func (f *Func) givesBackOps(base ir.PathID, local ir.StrID, backs []string) (out []int32) {
	for i := range f.P.Funcs[f.Ref].Calls {
		c := &f.P.Funcs[f.Ref].Calls[i]
		x := &f.Body.Ops[c.Op]
		if x.Code != ir.Call || !slices.Contains(backs, c.Method) || f.receiver(c.Op) < 0 || f.Graph.BlockOf(c.Op) < 0 {
			continue
		}
		if on := &f.Body.Ops[f.receiver(c.Op)]; on.Code == ir.Read && on.Path() == base && f.passes(c.Op, local) {
			out = append(out, c.Op)
		}
	}
	return out
}

// passedElsewhere says whether what a local holds also goes to somebody else, who may see
// to it: it is stored, returned or put somewhere.
func (f *Func) passedElsewhere(local ir.StrID, gives []int32) bool {
	for i := range f.Body.Ops {
		if f.Body.Ops[i].Code != ir.Read || f.LocalOf(int32(i)) != local {
			continue
		}
		for _, u := range f.Uses(int32(i)) {
			switch x := &f.Body.Ops[u]; x.Code {
			case ir.Write, ir.Return, ir.Build, ir.Yield, ir.MakeFunc:
				return true
			case ir.Call:
				if c := f.P.Funcs[f.Ref].CallAt(u); c != nil && !slices.Contains(gives, u) && (adders[c.Method] || c.Method == "put" || c.Spawned) {
					return true
				}
			}
		}
	}
	return false
}

// concernsLent says whether a call or await that may fail works with what is lent, or
// reaches out: it is no mere bookkeeping.
func (f *Func) concernsLent(op int32, local ir.StrID) bool {
	call := op
	if f.Body.Ops[op].Code == ir.Await {
		call = int32(f.Body.Args(&f.Body.Ops[op])[0])
	}
	x := &f.Body.Ops[call]
	if x.Code != ir.Call {
		return f.Body.Ops[op].Code == ir.Enter || f.Body.Ops[op].Code == ir.Await
	}
	name := f.Module.Str(local)
	if on := f.receiverText(call); on == name || strings.HasPrefix(on, name+".") {
		return true
	}
	return f.passes(call, local)
}

// ownPool says whether a value is a container or pool that the function has made itself.
func (f *Func) ownPool(v ir.Value) bool {
	x := &f.Body.Ops[f.Origin(v)]
	if x.Code == ir.Build {
		return true
	}
	c := f.P.Funcs[f.Ref].CallAt(int32(f.Origin(v)))
	return x.Code == ir.Call && c != nil
}

func (pass *Pass) lentAndLost(f *Func, t taken, e wayOut, thing string, give int32) {
	pool := f.Module.PathString(t.base)
	who := "this "
	if e.cancel {
		who = "the task "
	}
	pass.Report(t.call, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.InTests(f.Ref), Subject: pool,
		Message: fmt.Sprintf("%s is taken out of %s, but if %s%s [here](1), it never goes back, and there is one less for everybody else",
			thing, pool, who, e.text),
		Evidence: "all other ways through " + f.P.Name(f.Ref) + " give it back",
		Related:  []rule.Related{{Loc: f.At(e.op), Text: who + e.text}, {Loc: f.At(give), Text: "it would go back here"}},
		Witness: rule.Witness{
			Actors: []string{"Strand A (" + f.P.Name(f.Ref) + ")", "Strand B"},
			Steps: []rule.Step{
				f.step(t.call, rule.Acquires, "takes "+thing+" out of "+pool),
				f.step(e.op, rule.Ends, e.text+" and keeps "+thing),
				{Actor: 1, Loc: f.At(t.call), Action: rule.Waits, Text: "finds " + pool + " empty one time too early"},
			},
		},
		Fix: "Give it back in a finally clause.",
	})
}
