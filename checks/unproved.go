package checks

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/program"
)

// unproved returns a write that would come in between if two strands ran the code at
// once, where nothing in sight runs it at all: the caller of a library may. Rules give
// such findings on request only. Threads come into question where the module has to do
// with them; accept may be nil.
func (f *Func) unproved(mine *program.Access, gap facts.Gap, accept func(program.Writer) bool) (rival, bool) {
	threads := gap.Suspends < 0
	over := f.over(gap)
	switch {
	case threads && (f.P.Async(f.Ref) || !f.P.UsesThreads(f.P.Funcs[f.Ref].Mod)), !threads && !f.P.Async(f.Ref):
		return rival{}, false
	case mine.Own, mine.Loc.Kind == program.OfInstance && !mine.Self, mine.Loc.Kind == program.OfFunction, mine.Loc.Kind == program.OfParameter:
		return rival{}, false
	case len(f.P.Runs(f.Ref)) > 0, f.P.Trial(f.Ref), f.P.Setup(f.Ref), len(over) > 0, f.underscored(f.Ref), threads && f.P.ThreadLocal(mine.Loc):
		return rival{}, false
	}
	for _, w := range f.writers(mine.Loc) {
		if f.P.Setup(w.Func) || f.P.Trial(w.Func) || f.underscored(w.Func) || accept != nil && !accept(w) || mine.Loc.Kind == program.OfInstance && !w.Access.Self {
			continue
		}
		strands := "tasks"
		if threads {
			strands = "threads"
		}
		why := fmt.Sprintf("nothing in sight runs %s, so it is not known whether two %s do at once", f.P.Name(f.Ref), strands)
		return rival{w, program.Evidence{Proof: program.None, Why: why}, threads}, true
	}
	return rival{}, false
}

// orUnproved is unproved for those who want a list.
func (f *Func) orUnproved(mine *program.Access, gap facts.Gap, accept func(program.Writer) bool) []rival {
	if r, ok := f.unproved(mine, gap, accept); ok {
		return []rival{r}
	}
	return nil
}

// underscored says whether a function is a special method, or one whose name Python mangles:
// the owner of an object calls it.
func (f *Func) underscored(g program.FuncRef) bool {
	return strings.HasPrefix(f.P.Module(g).Str(f.P.IR(g).Name), "__")
}
