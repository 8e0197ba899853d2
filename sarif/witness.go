package sarif

import (
	"fmt"
	"slices"
	"strings"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// codeFlows draws the witness as one code flow with a thread flow for each actor;
// the execution order runs across all of them.
func (b *builder) codeFlows(f *rule.Finding) []*gs.CodeFlow {
	if len(f.Witness.Steps) == 0 {
		return nil
	}
	flows := b.threadFlows(f, true)
	if total(flows) > maxSteps {
		flows = b.threadFlows(f, false)
	}
	flow := &gs.CodeFlow{ThreadFlows: firstSteps(flows, maxSteps)}
	if f.Evidence != "" {
		flow.Message = &gs.Message{Text: ptr(sentence(closeLinks(withoutLinks(f.Evidence, len(f.Related)), 0)))}
	}
	return []*gs.CodeFlow{flow}
}

// threadFlows returns a thread flow for every actor that has a step, in the order in
// which they first act. Calls on the way to a step are steps of their own, nested.
func (b *builder) threadFlows(f *rule.Finding, calls bool) []*gs.ThreadFlow {
	var flows []*gs.ThreadFlow
	at := map[int]int{}              // index in flows, by actor
	frames := map[int][]rule.Frame{} // calls that an actor is in, by actor
	order := 0
	add := func(actor int, loc *gs.ThreadFlowLocation) {
		i, ok := at[actor]
		if !ok {
			i = len(flows)
			at[actor] = i
			name := run.Actor(f, actor)
			flows = append(flows, &gs.ThreadFlow{ID: ptr(fmt.Sprint(i + 1)), Message: &gs.Message{Text: &name}})
		}
		order++
		loc.ExecutionOrder = ptr(order)
		flows[i].Locations = append(flows[i].Locations, loc)
	}
	for i := range f.Witness.Steps {
		s := &f.Witness.Steps[i]
		if calls {
			known := common(frames[s.Actor], s.Calls)
			for depth, fr := range s.Calls[known:] {
				add(s.Actor, b.call(f, s.Actor, fr, known+depth))
			}
			frames[s.Actor] = s.Calls
		}
		add(s.Actor, b.step(f, i))
	}
	return flows
}

// common returns how many outermost calls two stacks share.
func common(a, b []rule.Frame) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func (b *builder) call(f *rule.Finding, actor int, fr rule.Frame, depth int) *gs.ThreadFlowLocation {
	return &gs.ThreadFlowLocation{
		Location:     b.location(fr.Loc, run.Actor(f, actor)+" calls out of "+fr.Func),
		Kinds:        []string{"call", "function"},
		Importance:   "unimportant",
		NestingLevel: ptr(depth),
	}
}

func (b *builder) step(f *rule.Finding, i int) *gs.ThreadFlowLocation {
	s := &f.Witness.Steps[i]
	words := s.Text
	if words == "" {
		words = s.Action.String()
	}
	words = fmt.Sprintf("(%d) %s %s", i+1, run.Actor(f, s.Actor), words)
	loc := &gs.ThreadFlowLocation{Kinds: kinds(s.Action), Importance: "important", NestingLevel: ptr(len(s.Calls))}
	if s.Loc == f.Loc {
		loc.Importance = "essential"
	}
	if len(s.Locks) > 0 {
		held := strings.Join(s.Locks, ", ")
		words += ", holding " + held
		loc.State = map[string]*gs.MultiformatMessageString{"locks held": text(held)}
	}
	loc.Location = b.location(s.Loc, words)
	return loc
}

// kinds says in SARIF's own words what a step does.
func kinds(a rule.Action) []string {
	switch a {
	case rule.Checks:
		return []string{"branch", "value"}
	case rule.Reads, rule.Iterates:
		return []string{"value"}
	case rule.Writes:
		return []string{"value", "danger"}
	case rule.Suspends:
		return []string{"caution", "scope"}
	case rule.Acquires:
		return []string{"acquire", "lock"}
	case rule.Releases:
		return []string{"release", "lock"}
	case rule.Waits:
		return []string{"caution", "lock"}
	case rule.Spawns, rule.Calls:
		return []string{"call", "function"}
	case rule.Ends:
		return []string{"exit", "scope"}
	default:
		return []string{"enter", "scope"}
	}
}

func total(flows []*gs.ThreadFlow) int {
	n := 0
	for _, t := range flows {
		n += len(t.Locations)
	}
	return n
}

// firstSteps keeps the first n steps over all flows.
func firstSteps(flows []*gs.ThreadFlow, n int) []*gs.ThreadFlow {
	if total(flows) <= n {
		return flows
	}
	for _, t := range flows {
		t.Locations = slices.DeleteFunc(t.Locations, func(l *gs.ThreadFlowLocation) bool { return *l.ExecutionOrder > n })
	}
	return slices.DeleteFunc(flows, func(t *gs.ThreadFlow) bool { return len(t.Locations) == 0 })
}
