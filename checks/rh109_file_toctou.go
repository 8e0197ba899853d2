package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

var fileToctou = &Check{
	Info: rule.Info{
		ID: "RH109", Name: "file-system-toctou", Level: rule.Warning, Precision: rule.Medium,
		CWE: []int{367, 362}, Security: "5.3", Since: "0.1",
		Doc: rule.Doc{
			Summary: "a test whether a path exists decides an act on the same path, and another process or thread can create or remove it in between",
			Why: "Between `os.path.exists` and the act anybody may create or remove the path: the act " +
				"raises, overwrites a file that was not there, or follows a link that was put in its place. In the " +
				"same way a file that is opened by name need not be the one that was asked for its size before an " +
				"`await`, and one that is read as soon as it exists need not be finished.",
			Bad: `
import os
import threading

def clean(path):
    if os.path.exists(path):
        os.remove(path)

def main(path):
    for _ in range(2):
        threading.Thread(target=clean, args=(path,)).start()
`,
			Good: `
import contextlib
import os
import threading

def clean(path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)

def main(path):
    for _ in range(2):
        threading.Thread(target=clean, args=(path,)).start()
`,
			Fix: "Do it and handle the error: `exist_ok=True`, `missing_ok=True`, mode `x`, `O_EXCL`, or " +
				"`except FileNotFoundError`.",
			Silent: "The act cannot fail that way (`exist_ok`, `missing_ok`, mode `x`, `ignore_errors`), " +
				"an `except` clause or `suppress` takes its error, or a lock is held over both. A folder that " +
				"is created because it is missing, by code that only one strand runs, is a note, one a function.",
			Misses: "Paths that are computed anew for the act, tests in another function.",
		},
	},
	Wants: func(p *program.Program, f program.FuncRef) bool {
		return p.IR(f).Kind == ir.Function && slices.ContainsFunc(p.Funcs[f].Calls, func(c program.CallSite) bool {
			_, ok := pathTest(&c)
			return ok || (c.Method == "open" || c.Method == "run_in_executor" || c.Method == "to_thread") && p.Async(f)
		})
	},
	Func: findFileRaces,
}

// pathTest says whether a call asks whether a path exists, and whether the path is the
// receiver rather than the first argument.
func pathTest(c *program.CallSite) (receiver, ok bool) {
	if len(c.Targets) > 0 {
		return false, false
	}
	switch c.Name {
	case "os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.lexists", "os.access",
		"posixpath.exists", "posixpath.isfile", "posixpath.isdir", "posixpath.lexists",
		"genericpath.exists", "genericpath.isfile", "genericpath.isdir":
		return false, true
	}
	switch c.Method {
	case "exists", "is_file", "is_dir":
		return true, strings.HasPrefix(c.Name, "pathlib.")
	}
	return false, false
}

// fileAct is what is done to a path, and what makes it safe.
type fileAct struct {
	what   string
	safe   string // a keyword that makes it safe
	absent bool   // done because nothing is there
	weak   bool   // hardly ever matters
	second bool   // the path may be the second argument
}

var fileActs = map[string]fileAct{
	"os.remove": {what: "removes"}, "os.unlink": {what: "removes"}, "os.rmdir": {what: "removes"},
	"shutil.rmtree": {what: "removes", safe: "ignore_errors", weak: true},
	"os.mkdir":      {what: "creates", absent: true},
	"os.makedirs":   {what: "creates", safe: "exist_ok", absent: true},
	"os.rename":     {what: "renames", second: true}, "os.replace": {what: "renames", weak: true, second: true},
	"shutil.move": {what: "moves", second: true, weak: true}, "os.symlink": {what: "creates", absent: true, second: true},
	"builtins.open": {what: "opens", weak: true}, "io.open": {what: "opens", weak: true},
	"os.listdir": {what: "lists", weak: true}, "os.stat": {what: "asks for", weak: true},
	"os.path.getsize": {what: "asks for", weak: true}, "os.path.getmtime": {what: "asks for", weak: true},
}

var pathActs = map[string]fileAct{
	"unlink": {what: "removes", safe: "missing_ok"}, "rmdir": {what: "removes"},
	"mkdir": {what: "creates", safe: "exist_ok", absent: true}, "touch": {what: "creates", weak: true},
	"rename": {what: "renames"}, "replace": {what: "renames", weak: true}, "symlink_to": {what: "creates", absent: true},
	"open": {what: "opens", weak: true}, "read_text": {what: "reads", weak: true}, "read_bytes": {what: "reads", weak: true},
	"stat": {what: "asks for", weak: true}, "iterdir": {what: "lists", weak: true},
}

// findFileRaces pairs tests of a path with acts on the same path that they decide.
func findFileRaces(pass *Pass, f *Func) {
	findHalfWritten(pass, f)
	findOldStat(pass, f)
	calls := f.P.Funcs[f.Ref].Calls
	reported := map[int32]bool{}
	noted := f.startsUp()
	for i := range calls {
		receiver, ok := pathTest(&calls[i])
		if !ok {
			continue
		}
		path := f.pathOf(calls[i].Op, receiver)
		branch, outcome := f.branchOn(calls[i].Op)
		if path < 0 || branch < 0 {
			continue
		}
		for k := i + 1; k < len(calls); k++ {
			act, ok := f.actsOn(&calls[k], path)
			if !ok || reported[calls[k].Op] || f.handled(calls[k].Op, fileErrors) || f.errorsSuppressed(calls[k].Op) || len(f.locksAt(calls[k].Op)) > 0 {
				continue
			}
			side, ok := f.Decided(branch, calls[k].Op)
			if !ok || act.absent == (side == outcome) {
				continue
			}
			if !f.Reaches(calls[i].Op, calls[k].Op, func(op int32) bool { return op != calls[i].Op && f.asksAgain(op, path) }) {
				continue
			}
			reported[calls[k].Op] = true
			note := !noted && f.makesFolder(&calls[k])
			noted = noted || note
			pass.fileRace(f, calls[i].Op, calls[k].Op, path, act, note)
		}
	}
}

var fileErrors = []string{"OSError", "IOError", "EnvironmentError", "FileNotFoundError", "FileExistsError", "PermissionError", "error"}

// pathOf returns the path that a call is about.
func (f *Func) pathOf(call int32, receiver bool) ir.Value {
	x := &f.Body.Ops[call]
	if receiver {
		return f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
	}
	if f.Body.NumArgs(x) == 0 {
		return ir.NoValue
	}
	return f.Body.Positional(x, 0)
}

// branchOn returns the branch that a value decides, and its outcome if the value is true.
func (f *Func) branchOn(op int32) (branch int32, outcome cfg.EdgeKind) {
	outcome = cfg.True
	for range 4 {
		uses := f.Uses(op)
		if len(uses) != 1 {
			return -1, 0
		}
		switch x := &f.Body.Ops[uses[0]]; {
		case x.Code == ir.Branch:
			return uses[0], outcome
		case x.Code == ir.Unary && x.Aux == ir.OpNot:
			outcome = flip(outcome)
			op = uses[0]
		default:
			return -1, 0
		}
	}
	return -1, 0
}

// actsOn says what a call does to a path, unless it is safe.
func (f *Func) actsOn(c *program.CallSite, path ir.Value) (fileAct, bool) {
	x := &f.Body.Ops[c.Op]
	if x.Code != ir.Call || len(c.Targets) > 0 {
		return fileAct{}, false
	}
	act, ok := fileActs[c.Name]
	if ok {
		first := f.pathOf(c.Op, false)
		same := first >= 0 && f.sameValue(path, first)
		if act.second && !same && f.Body.NumArgs(x) > 1 {
			second := f.Body.Positional(x, 1)
			same = second >= 0 && f.sameValue(path, second)
			act.absent = true
		}
		if !same {
			return act, false
		}
	} else {
		act, ok = pathActs[c.Method]
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(x)])
		if !ok || base < 0 || !f.sameValue(path, base) {
			return act, false
		}
	}
	if act.safe != "" && f.Module.KeywordArg(f.Body, x, act.safe) >= 0 {
		return act, false
	}
	if mode := f.openMode(c); act.what == "opens" && mode != "" {
		if strings.ContainsAny(mode, "xa") {
			return act, false
		}
		act.absent = strings.Contains(mode, "w")
	}
	return act, true
}

// openMode returns the mode that a call of open is given as a constant.
func (f *Func) openMode(c *program.CallSite) string {
	x := &f.Body.Ops[c.Op]
	v := f.Module.KeywordArg(f.Body, x, "mode")
	if v < 0 {
		at := 1
		if c.Method == "open" && strings.HasPrefix(c.Name, "pathlib.") {
			at = 0
		}
		if f.Body.NumArgs(x) > at {
			v = f.Body.Positional(x, at)
		}
	}
	if v < 0 || f.Body.Ops[v].Code != ir.Const || f.Body.Ops[v].Aux != ir.ConstStr {
		return ""
	}
	return f.Module.Str(ir.StrID(f.Body.Ops[v].X))
}

// errorsSuppressed says whether an op stands in a with statement that suppresses errors.
func (f *Func) errorsSuppressed(op int32) bool {
	depth := map[uint32]bool{}
	for i := range f.Body.Ops[:op] {
		switch x := &f.Body.Ops[i]; x.Code {
		case ir.Enter:
			if c := f.P.Funcs[f.Ref].CallAt(int32(f.Body.Args(x)[0])); c != nil && (c.Method == "suppress" || c.Method == "raises") {
				depth[x.X] = true
			}
		case ir.Exit:
			delete(depth, x.X)
		}
	}
	return len(depth) > 0
}

// asksAgain says whether an op tests a path anew.
func (f *Func) asksAgain(op int32, path ir.Value) bool {
	c := f.P.Funcs[f.Ref].CallAt(op)
	if c == nil {
		return false
	}
	receiver, ok := pathTest(c)
	if !ok {
		return false
	}
	v := f.pathOf(op, receiver)
	return v >= 0 && f.sameValue(path, v)
}

func (pass *Pass) fileRace(f *Func, check, act int32, path ir.Value, a fileAct, noted bool) {
	name := "the path"
	if x := &f.Body.Ops[path]; x.Path() != 0 {
		name = f.Module.PathString(x.Path())
	}
	_, suspends := f.Between(check, act, nil)
	why, concurrent := f.P.Concurrent(f.Ref, suspends)
	grade, known := rule.Warning, concurrent
	switch {
	case concurrent:
	case noted:
		why, grade, known = "the file system is shared by nature: another process may create the folder, too", rule.Note, true
	default:
		why = "nothing shows that other code touches the path"
	}
	gone, found := "and may be gone by now", "finds "+name+" there"
	other := "removes " + name
	if a.absent {
		gone, found, other = "and may exist by now", "finds no "+name, "creates "+name
	}
	pass.Report(act, rule.Finding{
		Level: grade, Pedantic: a.weak || !known || f.P.Trial(f.Ref), Subject: name, Evidence: why,
		Message: fmt.Sprintf("%s was tested before this call, %s", name, gone),
		Witness: rule.Witness{
			Actors: []string{"A (" + f.P.Name(f.Ref) + ")", "B (another process or thread)"},
			Steps: []rule.Step{
				f.step(check, rule.Checks, found),
				{Actor: 1, Loc: f.At(check), Action: rule.Writes, Text: other},
				f.step(act, rule.Writes, a.what+" "+name),
			},
		},
	})
}
