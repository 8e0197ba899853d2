package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// leftWaiting reports a request that waits without a limit for the future that it has put
// into a table, where answers resolve the futures one by one, the object has methods for the
// end of its connection, and none of them goes through the table: who waits then waits on.
func (pass *Pass) leftWaiting(f *Func) {
	if f.IR.Flags&ir.Async == 0 || f.P.Trial(f.Ref) || f.P.Funcs[f.Ref].Class == program.NoClass {
		return
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access {
		a := &access[i]
		if a.Kind != program.Storing || a.Loc.Root().Kind != program.OfInstance || f.Graph.BlockOf(a.Op) < 0 {
			continue
		}
		made := f.waitersIn(a)
		if len(made) == 0 {
			continue
		}
		s, event := f.awaitsWaiter(made, a.Op)
		if s < 0 || event || f.limited(s) {
			continue
		}
		table := a.Loc.Root()
		answer, end, ok := f.neverEmptied(table)
		if ok {
			pass.leaves(f, a, s, table, answer, end)
			return
		}
	}
}

// limited says whether the wait at a suspension has a time limit, or is one of several.
func (f *Func) limited(s int32) bool {
	c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(&f.Body.Ops[s])[0]))
	return c != nil && c.Method != "shield" || f.underLimit(s)
}

// neverEmptied finds a function that resolves one of the futures in a table and one for the
// end of the connection, if nobody in the program goes through all of them.
func (f *Func) neverEmptied(table program.Location) (answer program.Site, end program.FuncRef, ok bool) {
	answer.Func, end = program.NoFunc, program.NoFunc
	for _, g := range f.P.Around(table) {
		fn := &f.P.Funcs[g]
		if f.P.Trial(g) {
			continue
		}
		for i := range fn.Access {
			a := &fn.Access[i]
			if a.Loc.Root() != table {
				continue
			}
			if a.Kind == program.Iterating || a.Kind == program.Writing && a.Loc == table && !f.P.Setup(g) || f.handsTable(g, a, table) {
				return answer, end, false
			}
			for n := range fn.Calls {
				if c := &fn.Calls[n]; c.Method == "set_result" && g != f.Ref {
					answer = program.Site{Func: g, Op: c.Op}
				}
			}
		}
		uses := slices.ContainsFunc(fn.Access, func(a program.Access) bool { return a.Loc.Root() == table })
		if g != f.Ref && !uses && f.P.ClassAround(g) == f.P.ClassAround(f.Ref) && lostBy[f.P.Module(g).Str(f.P.IR(g).Name)] && len(fn.Access)+len(fn.Calls) > 0 {
			end = g
		}
	}
	return answer, end, answer.Func != program.NoFunc && end != program.NoFunc
}

// handsTable says whether an access is one by which a function may come to all elements of
// a table: it calls a method for that, or hands the table itself to somebody.
func (f *Func) handsTable(g program.FuncRef, a *program.Access, table program.Location) bool {
	if a.Kind == program.Shrinking {
		c := f.P.Funcs[g].CallAt(a.Op)
		return c != nil && (c.Method == "clear" || c.Method == "popitem")
	}
	if a.Kind != program.Reading {
		return false
	}
	switch strings.TrimPrefix(a.Loc.Path, table.Path) {
	case ".values", ".items", ".keys", ".popitem", ".clear", ".copy":
		return true
	case "":
		fg := f.P.Facts(g, nil)
		return slices.ContainsFunc(fg.Uses(a.Op), func(u int32) bool {
			x := &fg.Body.Ops[u]
			switch x.Code {
			case ir.Call:
				return int32(fg.Body.Callee(x)) != a.Op
			case ir.Write:
				return int32(fg.Body.Stored(x)) == a.Op // it is known by another name, too
			case ir.Return, ir.Iter, ir.Build, ir.Yield, ir.Next:
				return true
			}
			return false
		})
	}
	return false
}

// lostBy are names of methods that run when a connection has ended.
var lostBy = map[string]bool{
	"connection_lost": true, "close": true, "aclose": true, "disconnect": true, "shutdown": true, "stop": true, "on_close": true,
	"_on_close": true, "on_disconnect": true, "_on_disconnect": true, "_close": true, "_disconnect": true, "eof_received": true,
}

func (pass *Pass) leaves(f *Func, a *program.Access, s int32, table program.Location, answer program.Site, end program.FuncRef) {
	name := f.name(table, a.Op)
	if name == "" {
		name = f.P.Describe(table)
	}
	pass.Report(s, rule.Finding{
		Level: rule.Warning, Subject: name,
		Message: fmt.Sprintf("waits without a limit for an answer that [%s](1) finds in %s; when the connection ends before, [%s](2) leaves %s alone, and nobody resolves the future",
			f.P.Name(answer.Func), name, f.P.Name(end), name),
		Evidence: "no function goes through " + name,
		Related: []rule.Related{
			{Loc: place(f.P, answer.Func, answer.Op), Text: "answers resolve their futures here"},
			{Loc: placeOf(f.P, end, f.P.IR(end).NameSpan), Text: "this ends the connection"},
		},
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "Strand B (" + f.P.Name(end) + ")"},
			Steps: []rule.Step{
				f.step(a.Op, rule.Writes, "puts its future into "+name),
				f.step(s, rule.Suspends, "waits for the answer"),
				{Actor: 1, Loc: placeOf(f.P, end, f.P.IR(end).NameSpan), Action: rule.Ends, Text: "ends the connection: no answer comes any more"},
				f.step(s, rule.Waits, "waits for ever"),
			},
		},
		Fix: "Set an exception on all futures that are left when the connection ends.",
	})
}
