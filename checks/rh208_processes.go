package checks

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// startsProcess are the calls that start a process, or the first of several.
var startsProcess = map[string]bool{
	"multiprocessing.Process.start": true, "multiprocessing.get_context.Process.start": true,
	"multiprocessing.Pool": true, "multiprocessing.get_context.Pool": true,
	"concurrent.futures.ProcessPoolExecutor.submit": true, "concurrent.futures.ProcessPoolExecutor.map": true,
}

// startsProcess reports a process that is forked while a thread runs. Where nothing says
// how processes start it depends on the platform and the version of Python (fork was the
// default on Linux before 3.14), so that a thread of the same function is asked for.
func (pass *Pass) startsProcess(f *Func, c *program.CallSite) {
	method, known := f.startMethod(c.Op)
	if !known {
		all := f.P.StartMethods()
		if slices.ContainsFunc(all, func(m string) bool { return m != "fork" }) {
			return
		}
		if len(all) > 0 {
			method, known = "fork", true
		}
	}
	switch {
	case known && method == "fork":
		pass.forks(f, c)
	case !known:
		if s := f.startedBefore(c.Op); s >= 0 && !f.endsThreads(c.Op) {
			pass.forksWith(f, c, []program.Site{{Func: f.Ref, Op: s}}, true)
		}
	}
}

// startMethod follows what a process or pool was made by back to the context that it
// comes from, as far as this function shows.
func (f *Func) startMethod(call int32) (method string, known bool) {
	at := call
	for range 6 {
		c := f.P.Funcs[f.Ref].CallAt(at)
		if c == nil || f.Body.Ops[at].Code != ir.Call {
			return "", strings.Contains(f.nameOf(call), "get_context") // of another function
		}
		op := &f.Body.Ops[at]
		switch {
		case c.Name == "multiprocessing.get_context":
			method = f.P.FirstText(f.Ref, at)
			return method, method != ""
		case c.Name == "concurrent.futures.ProcessPoolExecutor":
			given := f.Module.KeywordArg(f.Body, op, "mp_context")
			if given < 0 {
				return "", false
			}
			at = int32(f.Origin(given))
			continue
		case c.Name == "multiprocessing.Process" || c.Name == "multiprocessing.Pool":
			return "", false
		}
		base := f.Body.Base(&f.Body.Ops[f.Body.Callee(op)])
		if base < 0 {
			return "", false
		}
		at = int32(f.Origin(base))
		if x := &f.Body.Ops[at]; x.Code == ir.Enter {
			at = int32(f.Origin(f.Body.Args(x)[0]))
		}
	}
	return "", false
}

func (f *Func) nameOf(call int32) string {
	if c := f.P.Funcs[f.Ref].CallAt(call); c != nil {
		return c.Name
	}
	return ""
}
