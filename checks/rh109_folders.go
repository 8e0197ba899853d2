package checks

import (
	"strings"

	"github.com/racehunt/racehunt/program"
)

// makesFolder says whether a call creates a folder. Any process may create it first, and the
// test alone does the harm: without it, and with exist_ok, it does not matter who did.
func (f *Func) makesFolder(c *program.CallSite) bool {
	return c.Method == "mkdir" || c.Method == "makedirs"
}

// startsUp says whether a function belongs to a program that is run by hand, or to its
// start, where nobody else is at work yet.
func (f *Func) startsUp() bool {
	path := f.P.Modules[f.P.Funcs[f.Ref].Mod].Path
	base := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case base == "__main__.py", strings.HasPrefix(base, "setup"), strings.HasPrefix(base, "_setup"), strings.HasPrefix(base, "bootstrap"):
		return true
	case strings.Contains("/"+path, "/scripts/"), strings.Contains("/"+path, "/tools/"), strings.Contains("/"+path, "/commands/"):
		return true
	}
	name := f.Module.Str(f.IR.Name)
	return name == "main" || program.Begins(name) || strings.HasPrefix(name, "<")
}
