package checks

import (
	"fmt"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findHalfWritten reports a file that is read as soon as it exists: its writer, for whom
// the loop waits, has created it, but need not have finished it.
func findHalfWritten(pass *Pass, f *Func) {
	calls := f.P.Funcs[f.Ref].Calls
	for i := range calls {
		receiver, ok := pathTest(&calls[i])
		if !ok || calls[i].Method == "is_dir" || calls[i].Method == "isdir" {
			continue
		}
		path := f.pathOf(calls[i].Op, receiver)
		pause := f.pauses(calls[i].Op)
		if path < 0 || pause < 0 {
			continue
		}
		for k := range calls {
			open := calls[k].Op
			if !f.reads(&calls[k], path) || !f.Reaches(calls[i].Op, open, nil) || f.Reaches(open, calls[i].Op, nil) {
				continue
			}
			if !f.handled(open, halfErrors) {
				pass.halfWritten(f, calls[i].Op, pause, open, path)
			}
			break
		}
	}
}

// halfErrors are what reading a file that is not finished may raise.
var halfErrors = []string{"ValueError", "JSONDecodeError", "EOFError", "UnpicklingError", "Exception", "ParseError", "YAMLError"}

// pauses returns a call that sleeps in the loop that op stands in, -1 if there is none.
func (f *Func) pauses(op int32) int32 {
	for _, c := range f.P.Funcs[f.Ref].Calls {
		if c.Method == "sleep" && f.Reaches(op, c.Op, nil) && f.Reaches(c.Op, op, nil) {
			return c.Op
		}
	}
	return -1
}

// reads says whether a call opens a path for reading, or reads it as a whole.
func (f *Func) reads(c *program.CallSite, path ir.Value) bool {
	x := &f.Body.Ops[c.Op]
	if x.Code != ir.Call || len(c.Targets) > 0 {
		return false
	}
	switch {
	case c.Name == "builtins.open" || c.Name == "io.open" || c.Name == "aiofiles.open" || c.Name == "json.load":
		first := f.pathOf(c.Op, false)
		mode := f.openMode(c)
		return first >= 0 && f.sameValue(path, first) && (mode == "" || mode[0] == 'r')
	case c.Method == "open" || c.Method == "read_text" || c.Method == "read_bytes":
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
		mode := f.openMode(c)
		return base >= 0 && f.sameValue(path, base) && (mode == "" || mode[0] == 'r')
	}
	return false
}

func (pass *Pass) halfWritten(f *Func, test, pause, open int32, path ir.Value) {
	name := "the file"
	if x := &f.Body.Ops[path]; x.Path() != 0 {
		name = f.Module.PathString(x.Path())
	}
	pass.Report(open, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.Trial(f.Ref), Subject: name,
		Evidence: "the loop waits for somebody else to create the file",
		Message:  fmt.Sprintf("%s is read as soon as it exists; who creates it may not have finished writing", name),
		Witness: rule.Witness{
			Actors: []string{"A (" + f.P.Name(f.Ref) + ")", "B (who writes the file)"},
			Steps: []rule.Step{
				f.step(pause, rule.Waits, "waits for "+name),
				{Actor: 1, Loc: f.At(test), Action: rule.Writes, Text: "creates " + name + ", still empty"},
				f.step(test, rule.Checks, "finds "+name+" there"),
				f.step(open, rule.Reads, "reads what is there so far"),
				{Actor: 1, Loc: f.At(test), Action: rule.Writes, Text: "writes " + name},
			},
		},
	})
}
