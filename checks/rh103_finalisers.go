package checks

import (
	"fmt"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir/model"
	"github.com/racehunt/racehunt/program"
)

// byFinalisers looks for the callback of a weak reference that takes the reference out of
// the container: the garbage collector may call it at any step of the loop, in this very
// thread, so that no lock helps. weakref.WeakSet puts such removals off.
func (s *iterations) byFinalisers(it *iteration) bool {
	f := s.f
	if it.access == nil || it.access.Own || it.access.Loc.Kind == program.OfInstance && !it.access.Self || f.P.Setup(f.Ref) || f.P.Trial(f.Ref) {
		return false
	}
	for _, w := range f.P.Writers(it.access.Loc) {
		if w.Access.Kind != program.Removing && w.Access.Kind != program.Shrinking || it.access.Loc.Kind == program.OfInstance && !w.Access.Self {
			continue
		}
		i := slices.IndexFunc(f.P.Runs(w.Func), func(e *program.Entry) bool {
			return e.As == model.Finaliser && len(e.Sites) > 0 && (e.Self || it.access.Loc.Kind != program.OfInstance || f.P.Within(f.P.Parent(e.Func), e.Sites[0].Func))
		})
		if i < 0 || s.kindOf(it) == program.ListKind {
			continue
		}
		s.reportFinaliser(it, w, f.P.Runs(w.Func)[i])
		return true
	}
	return false
}

func (s *iterations) reportFinaliser(it *iteration, w program.Writer, e *program.Entry) {
	f := s.f
	made := place(f.P, e.Sites[0].Func, e.Sites[0].Op)
	s.Report(it.iter, rule.Finding{
		Level: rule.Warning, Subject: it.name,
		Message:  fmt.Sprintf("%s may be resized by %s, which the garbage collector may call while this loop runs", it.name, f.P.Name(w.Func)),
		Evidence: fmt.Sprintf("[%s](1) is called when a weak reference dies", f.P.Name(e.Func)),
		Related:  []rule.Related{{Loc: made, Text: "the weak reference and its callback are made here"}},
		Fix:      "Iterate over a copy made with list(), or use `weakref.WeakSet` or `weakref.WeakValueDictionary`, which put removals off.",
		Witness: rule.Witness{
			Actors: []string{"Loop", "Finaliser (" + f.P.Name(e.Func) + ")"},
			Steps: []rule.Step{
				f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
				{Actor: 1, Loc: place(f.P, w.Func, w.Access.Op), Action: rule.Writes, Text: "takes a dead reference out of " + it.name},
				f.step(it.iter, rule.Resumes, "advances the iterator: RuntimeError"),
			},
		},
	})
}
