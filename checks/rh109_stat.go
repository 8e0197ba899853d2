package checks

import (
	"slices"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// findOldStat reports a file that is opened by its name after a suspension, although its
// size or time has been asked for before: by then the name may stand for another file.
func findOldStat(pass *Pass, f *Func) {
	if len(f.P.Suspensions(f.Ref)) == 0 {
		return
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Write || f.LocalOf(int32(i)) == 0 {
			continue
		}
		asked, path, ok := f.statOf(f.Body.Stored(x))
		if !ok || !f.usesFields(f.LocalOf(int32(i))) {
			continue
		}
		for k := range f.P.Funcs[f.Ref].Calls {
			open := f.P.Funcs[f.Ref].Calls[k].Op
			if !f.opensSame(&f.P.Funcs[f.Ref].Calls[k], path) {
				continue
			}
			if gap, ok := f.Between(asked, open, nil); ok && gap.Suspends >= 0 {
				pass.oldStat(f, asked, gap.Suspends, open)
				return
			}
		}
	}
}

// statted is the path that a stat is of: a value of this function, or a part of what a
// call returns, which another part of it is the stat of.
type statted struct {
	value ir.Value
	from  ir.Value // what is unpacked
	part  uint32
}

// statOf says whether a value is the stat of a path: of a call, maybe in another thread, or
// of what a function of the program returns together with the path.
func (f *Func) statOf(v ir.Value) (at int32, of statted, ok bool) {
	x := &f.Body.Ops[v]
	if x.Code == ir.Elem {
		from := f.Body.Args(x)[0]
		call := f.awaitedCall(from)
		if call < 0 {
			return 0, of, false
		}
		for _, t := range f.ranBy(call) {
			if path, ok := statPair(f.P, t, x.X); ok {
				return call, statted{ir.NoValue, from, path}, true
			}
		}
		return 0, of, false
	}
	call := f.awaitedCall(v)
	if call < 0 {
		return 0, of, false
	}
	for _, a := range f.Body.CallArgs(&f.Body.Ops[call]) { // run_in_executor(None, path.stat)
		if arg := &f.Body.Ops[a.Value]; arg.Code == ir.Read && f.Body.Base(arg) >= 0 && f.Module.Str(f.Module.Paths[arg.Path()].Name) == "stat" {
			return call, statted{f.Body.Base(arg), ir.NoValue, 0}, true
		}
	}
	if path := statCall(f.P, f.Ref, f.Body, call); path >= 0 {
		return call, statted{path, ir.NoValue, 0}, true
	}
	return 0, of, false
}

// statCall returns the path that a call asks the size and time of, or NoValue.
func statCall(p *program.Program, ref program.FuncRef, body *ir.Body, call int32) ir.Value {
	c := p.Funcs[ref].CallAt(call)
	x := &body.Ops[call]
	if c == nil || len(c.Targets) > 0 || x.Code != ir.Call {
		return ir.NoValue
	}
	switch {
	case c.Name == "os.stat" || c.Name == "os.lstat" || c.Name == "aiofiles.os.stat":
		if body.NumArgs(x) > 0 {
			return body.Positional(x, 0)
		}
	case (c.Method == "stat" || c.Method == "lstat") && body.NumArgs(x) == 0:
		return body.Base(&body.Ops[body.Callee(x)])
	}
	return ir.NoValue
}

// awaitedCall returns the call whose result a value is, awaited or not, or -1.
func (f *Func) awaitedCall(v ir.Value) int32 {
	x := &f.Body.Ops[v]
	if x.Code == ir.Await {
		v = f.Body.Args(x)[0]
		x = &f.Body.Ops[v]
	}
	if x.Code != ir.Call {
		return -1
	}
	return int32(v)
}

// ranBy lists the functions that a call runs, itself or in another thread.
func (f *Func) ranBy(call int32) []program.FuncRef {
	fn := &f.P.Funcs[f.Ref]
	var out []program.FuncRef
	if c := fn.CallAt(call); c != nil {
		out = append(out, c.Targets...)
	}
	for i := range fn.Spawns {
		if fn.Spawns[i].Op == call {
			out = append(out, fn.Spawns[i].Targets...)
		}
	}
	return out
}

// statPair says whether part i of the tuples that a function returns is the stat of another
// part, and of which.
func statPair(p *program.Program, ref program.FuncRef, i uint32) (path uint32, ok bool) {
	f := &Func{Func: p.Facts(ref, nil), P: p, Ref: ref}
	for op := range f.Body.Ops {
		x := &f.Body.Ops[op]
		if x.Code != ir.Return || x.N == 0 {
			continue
		}
		tuple := &f.Body.Ops[f.Body.Args(x)[0]]
		if tuple.Code != ir.Build || tuple.Aux != ir.BuildTuple || i >= tuple.N {
			continue
		}
		parts := f.Body.Args(tuple)
		of := statCall(p, ref, f.Body, int32(parts[i]))
		if of < 0 {
			continue
		}
		for k, part := range parts {
			if f.sameValue(part, of) {
				return uint32(k), true
			}
		}
	}
	return 0, false
}

// usesFields says whether the size or time is read of a stat in a local.
func (f *Func) usesFields(local ir.StrID) bool {
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		if x.Code != ir.Read || f.Body.Base(x) < 0 || f.LocalOf(int32(f.Body.Base(x))) != local {
			continue
		}
		switch f.Module.Str(f.Module.Paths[x.Path()].Name) {
		case "st_size", "st_mtime", "st_mtime_ns":
			return true
		}
	}
	return false
}

// opensSame says whether a call opens a path, itself or in another thread.
func (f *Func) opensSame(c *program.CallSite, path statted) bool {
	x := &f.Body.Ops[c.Op]
	if x.Code != ir.Call || len(c.Targets) > 0 {
		return false
	}
	callee := &f.Body.Ops[f.Body.Callee(x)]
	switch {
	case c.Name == "builtins.open" || c.Name == "io.open" || c.Name == "aiofiles.open":
		return f.Body.NumArgs(x) > 0 && f.isPath(f.Body.Positional(x, 0), path)
	case c.Method == "open" && callee.Code == ir.Read && f.Body.Base(callee) >= 0:
		return f.isPath(f.Body.Base(callee), path)
	}
	args := slices.Collect(func(yield func(ir.Value) bool) {
		for _, a := range f.Body.CallArgs(x) {
			if !yield(a.Value) {
				return
			}
		}
	})
	for i, v := range args { // run_in_executor(None, path.open), to_thread(open, path)
		arg := &f.Body.Ops[v]
		if arg.Code != ir.Read || f.Module.Str(f.Module.Paths[arg.Path()].Name) != "open" {
			continue
		}
		if base := f.Body.Base(arg); base >= 0 && f.isPath(base, path) || base < 0 && i+1 < len(args) && f.isPath(args[i+1], path) {
			return true
		}
	}
	return false
}

// isPath says whether a value is the path that was asked about.
func (f *Func) isPath(v ir.Value, path statted) bool {
	if path.value >= 0 {
		return f.sameValue(v, path.value)
	}
	if v < 0 || f.LocalOf(int32(v)) == 0 {
		return false
	}
	defs := f.Defs(int32(v))
	if len(defs) != 1 || defs[0] == facts.Param {
		return false
	}
	elem := &f.Body.Ops[f.Body.Stored(&f.Body.Ops[defs[0]])]
	return elem.Code == ir.Elem && elem.X == path.part && f.Body.Args(elem)[0] == path.from
}

func (pass *Pass) oldStat(f *Func, asked, suspends, open int32) {
	pass.Report(open, rule.Finding{
		Level: rule.Warning, Pedantic: f.P.Trial(f.Ref), Subject: "the file",
		Evidence: "other tasks and processes run at the await in between",
		Message:  "the file is opened by name after an await, but its size and time were asked for before; by now the name may stand for another file",
		Witness: rule.Witness{
			Actors: []string{"Task A (" + f.P.Name(f.Ref) + ")", "B (another process or task)"},
			Steps: []rule.Step{
				f.step(asked, rule.Reads, "asks for the size and time of the file"),
				f.step(suspends, rule.Suspends, "suspends"),
				{Actor: 1, Loc: f.At(suspends), Action: rule.Writes, Text: "replaces the file"},
				f.step(open, rule.Reads, "opens the new file, and goes by the size of the old one"),
			},
		},
	})
}
