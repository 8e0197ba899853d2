package checks

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// insideOf says whether a path may be the container inside of a queue: `self.jobs.queue`.
func insideOf(m *ir.Module, path ir.PathID) bool {
	n := m.Paths[path]
	return n.Sel == ir.Attr && m.Str(n.Name) == "queue" && m.Paths[n.Base].Sel == ir.Attr
}

// iteratesQueue says, from tables alone, whether a function may iterate over what is
// inside of a queue, be it in a generator expression.
func iteratesQueue(p *program.Program, f program.FuncRef) bool {
	return slices.ContainsFunc(p.Funcs[f].Access, func(a program.Access) bool {
		return a.Kind == program.Iterating && strings.HasSuffix(a.Loc.Path, ".queue")
	})
}

// byQueueUsers looks for a loop over the container inside of a queue.Queue, which is
// there for other threads to put into and to get from, without its mutex.
func (s *iterations) byQueueUsers(it *iteration) bool {
	f := s.f
	x := &f.Body.Ops[f.Origin(it.source)]
	if x.Code != ir.Read || !insideOf(f.Module, x.Path()) || f.P.Trial(f.Ref) || slices.ContainsFunc(f.IR.Reads, func(p ir.PathID) bool {
		return f.Module.Str(f.Module.Paths[p].Name) == "mutex"
	}) {
		return false
	}
	objs := s.typesOf().Objects(f.Body.Base(x))
	if len(objs) == 0 || slices.ContainsFunc(objs, func(o program.Obj) bool {
		switch o.Name {
		case "queue.Queue", "queue.LifoQueue", "queue.PriorityQueue":
			return o.Kind != program.ExtInst
		}
		return true
	}) {
		return false
	}
	s.Report(it.iter, rule.Finding{
		Level: rule.Warning, Subject: it.name,
		Message:  it.name + " is iterated over without the mutex of the queue, and any thread that puts or gets changes it meanwhile",
		Evidence: "a queue is there to hand items from one thread to another",
		Witness: rule.Witness{
			Actors: []string{"Loop", "Thread that uses the queue"},
			Steps: []rule.Step{
				f.step(it.iter, rule.Iterates, "takes an iterator of "+it.name),
				{Actor: 1, Loc: f.At(it.iter), Action: rule.Writes, Text: "puts or gets an item"},
			},
		},
	})
	return true
}
