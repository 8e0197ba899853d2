// Package checks holds the rules: one file a rule, each with its metadata, its
// documentation and its function, listed in all.go.
//
// What goes in: a linked program. What comes out: findings, sorted by file, place and
// rule. For example
//
//	result := checks.Run(p, checks.Options{Select: []string{"RH1"}})
//
// A check sees IR, graphs, facts and the program; never syntax trees, never formats.
// Left out: suppression, baselines and presentation, which belong to the driver and
// the reports.
package checks

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/lockgraph"
	"github.com/racehunt/racehunt/program"
)

// Check is one rule: what it is, and how it looks at a function.
type Check struct {
	rule.Info
	// Wants says, from tables alone, whether the rule has anything to look for in a
	// function. It runs for every function of the program and must be quick.
	Wants func(p *program.Program, f program.FuncRef) bool
	// Func reports the rule's findings in one function.
	Func func(pass *Pass, f *Func)
	// Program reports the rule's findings in the whole program, instead of Wants and Func.
	Program func(pass *Pass)
	// Across says that Func looks at functions with the calls of their helpers carried out
	// in place, too.
	Across bool
}

// Func is a function under analysis: its facts, and its place in the program.
type Func struct {
	*facts.Func
	P   *program.Program
	Ref program.FuncRef

	values *program.Types

	conditions []test // see sharedTests
	tested     bool

	standIns map[program.Site][]int32 // see writers
	named    []int32                  // ops that the witness of the next finding names
}

// types tells what the function's values may be; evaluated once, for all checks.
func (f *Func) types() *program.Types {
	if f.values == nil {
		f.values = f.P.Types(f.Ref)
	}
	return f.values
}

// Options choose what is reported.
type Options struct {
	Select   []string // rule IDs, names or prefixes of IDs; empty means all
	Ignore   []string
	Pedantic bool // report what is weaker, too
	Jobs     int  // workers; at least 1
}

// Crash says that racehunt itself failed on a function; all other findings stand.
type Crash struct {
	Stage   string
	File    string
	Message string
}

// Result is the outcome of a run.
type Result struct {
	Findings []rule.Finding
	Crashes  []Crash

	across []rule.Finding // of inlined functions
}

// Pass collects the findings of one check, in one function or the program.
type Pass struct {
	check    *Check
	f        *Func
	run      *whole // for a check of the program
	findings []rule.Finding
	across   []rule.Finding // of an inlined function
}

// whole is what the checks of the program share.
type whole struct {
	p       *program.Program
	locks   func() *lockgraph.Graph // built once, when first asked for
	origins func() []program.Origin
}

// Selected returns the checks that the options choose, in order.
func Selected(opt Options) []*Check {
	return slices.DeleteFunc(slices.Clone(All), func(c *Check) bool {
		return len(opt.Select) > 0 && !matches(c, opt.Select) || matches(c, opt.Ignore)
	})
}

func matches(c *Check, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(s string) bool {
		return s == c.Name || s != "" && strings.HasPrefix(c.ID, strings.ToUpper(s))
	})
}

// Run applies the selected checks to every function.
func Run(p *program.Program, opt Options) Result {
	selected := Selected(opt)
	const batch = 256
	slots := make([]Result, len(p.Funcs)/batch+1)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, opt.Jobs) {
		wg.Go(func() {
			var scratch program.Scratch
			for {
				i := int(next.Add(1)) - 1
				if i >= len(slots) {
					return
				}
				for f := i * batch; f < min((i+1)*batch, len(p.Funcs)); f++ {
					runFunc(p, program.FuncRef(f), selected, &scratch, &slots[i])
				}
			}
		})
	}
	wg.Wait()
	w := &whole{p, sync.OnceValue(func() *lockgraph.Graph { return lockgraph.Build(p, max(1, opt.Jobs)) }), sync.OnceValue(p.Origins)}
	for _, c := range selected {
		if c.Program != nil {
			slots = append(slots, runProgram(w, c))
		}
	}
	return collect(slots, opt.Pedantic)
}

// runProgram applies a check of the whole program.
func runProgram(w *whole, c *Check) (out Result) {
	defer func() {
		if err := recover(); err != nil {
			out = Result{Crashes: []Crash{{Stage: c.ID, Message: fmt.Sprintf("%v\n%s", err, debug.Stack())}}}
		}
	}()
	pass := Pass{check: c, run: w}
	c.Program(&pass)
	return Result{Findings: pass.findings}
}

// runFunc applies the checks to one function; facts are built once, if any check wants them.
func runFunc(p *program.Program, ref program.FuncRef, selected []*Check, scratch *program.Scratch, out *Result) {
	defer func() {
		if err := recover(); err != nil {
			out.Crashes = append(out.Crashes, Crash{
				Stage: "checks", File: p.Modules[p.File(ref)].Path,
				Message: fmt.Sprintf("%s: %v\n%s", p.Name(ref), err, debug.Stack()),
			})
		}
	}()
	var f *Func
	for _, c := range selected {
		if c.Func == nil || int(ref) >= p.Plain() && !c.Across || !c.Wants(p, ref) {
			continue
		}
		if f == nil {
			f = &Func{Func: p.Facts(ref, scratch), P: p, Ref: ref}
		}
		pass := Pass{check: c, f: f}
		c.Func(&pass, f)
		out.Findings = append(out.Findings, pass.findings...)
		out.across = append(out.across, pass.across...)
	}
}

// collect joins and sorts what the workers found, and drops repetitions.
func collect(slots []Result, pedantic bool) (all Result) {
	for _, s := range slots {
		all.Findings = append(all.Findings, s.Findings...)
		all.Crashes = append(all.Crashes, s.Crashes...)
		all.across = append(all.across, s.across...)
	}
	all.Findings, all.across = append(all.Findings, onlyAcross(all.Findings, all.across)...), nil
	all.Findings = slices.DeleteFunc(all.Findings, func(f rule.Finding) bool { return f.Pedantic && !pedantic })
	slices.SortStableFunc(all.Findings, func(a, b rule.Finding) int {
		return cmp.Or(cmp.Compare(a.Loc.File, b.Loc.File), cmp.Compare(a.Loc.Span.Start, b.Loc.Span.Start),
			strings.Compare(a.Rule.ID, b.Rule.ID), strings.Compare(a.Message, b.Message))
	})
	all.Findings = slices.CompactFunc(all.Findings, func(a, b rule.Finding) bool {
		return a.Loc == b.Loc && a.Rule.ID == b.Rule.ID && a.Subject == b.Subject
	})
	all.Findings = mostSpecific(all.Findings)
	return all
}

// specific orders the rules that may say the same of one place: the first one speaks.
var specific = []string{"RH104", "RH106", "RH102", "RH105", "RH101"}

// general are the rules that keep silent where any other rule of shared state speaks.
var general = []string{"RH107"}

// mostSpecific drops a finding where a more specific rule reports the same place. The
// findings are sorted by place.
func mostSpecific(fs []rule.Finding) []rule.Finding {
	out := fs[:0]
	for i := 0; i < len(fs); {
		end := i + 1
		best := slices.Index(specific, fs[i].Rule.ID)
		for ; end < len(fs) && fs[end].Loc == fs[i].Loc; end++ {
			if k := slices.Index(specific, fs[end].Rule.ID); k >= 0 && (best < 0 || k < best) {
				best = k
			}
		}
		others := slices.ContainsFunc(fs[i:end], func(f rule.Finding) bool {
			return strings.HasPrefix(f.Rule.ID, "RH1") && !slices.Contains(general, f.Rule.ID)
		})
		endless := slices.ContainsFunc(fs[i:end], func(f rule.Finding) bool { return f.Rule.ID == "RH204" })
		for ; i < end; i++ {
			if others && slices.Contains(general, fs[i].Rule.ID) || endless && fs[i].Rule.ID == "RH209" {
				continue // a wait that cannot finish is worse than a slow one
			}
			if k := slices.Index(specific, fs[i].Rule.ID); k < 0 || k == best {
				out = append(out, fs[i])
			}
		}
	}
	return out
}

// Report adds a finding at an op of the function.
func (pass *Pass) Report(op int32, f rule.Finding) {
	if pass.f.inlined() {
		pass.reportAcross(op, f)
		return
	}
	f.Rule = &pass.check.Info
	f.Loc = pass.f.At(op)
	f.Symbol = pass.f.P.QualName(pass.f.Ref)
	pass.findings = append(pass.findings, f)
}

// ReportAt adds a finding at an op of any function.
func (pass *Pass) ReportAt(at program.Site, f rule.Finding) {
	p := pass.program()
	f.Rule = &pass.check.Info
	f.Loc = place(p, at.Func, at.Op)
	f.Symbol = p.QualName(at.Func)
	pass.findings = append(pass.findings, f)
}

// program returns the program under analysis, whichever kind of check runs.
func (pass *Pass) program() *program.Program {
	if pass.run != nil {
		return pass.run.p
	}
	return pass.f.P
}

// At returns the place of an op.
func (f *Func) At(op int32) rule.Loc {
	return placeOf(f.P, f.P.SiteOf(f.Ref, op).Func, f.Body.Ops[op].Span)
}

func placeOf(p *program.Program, f program.FuncRef, s source.Span) rule.Loc {
	return rule.Loc{File: p.File(f), Span: s}
}

// place returns the place of an op of any function.
func place(p *program.Program, f program.FuncRef, op int32) rule.Loc {
	at := p.SiteOf(f, op)
	return placeOf(p, at.Func, p.Body(at.Func, nil).Ops[at.Op].Span)
}

// frames turns a chain of calls into stack frames.
func frames(p *program.Program, calls []program.Site) []rule.Frame {
	var out []rule.Frame
	for _, s := range calls {
		out = append(out, rule.Frame{Func: p.Name(s.Func), Loc: place(p, s.Func, s.Op)})
	}
	return out
}

// lockNames lists locks for a witness.
func lockNames(locks []program.Lock) []string {
	var out []string
	for _, k := range locks {
		out = append(out, k.Name)
	}
	return out
}
