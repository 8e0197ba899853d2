package checks

import (
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/program"
)

// Some rules look at functions twice: as they are written, and with the calls of their
// helpers carried out in place, so that a test in one function and the act in another one
// are seen as one sequence. This file turns what they find there into findings about the
// source.

// inlined says whether the function stands for another one, with calls carried out in place.
func (f *Func) inlined() bool { return f.P.Original(f.Ref) != f.Ref }

// writers returns the accesses that change a location. In an inlined function, its own
// copies stand for what it does itself, so that rules know them as its own.
func (f *Func) writers(loc program.Location) []program.Writer {
	all := f.P.Writers(loc)
	if !f.inlined() {
		return all
	}
	if f.standIns == nil {
		f.standIns = map[program.Site][]int32{}
		for i := range f.P.Funcs[f.Ref].Access {
			op := f.P.Funcs[f.Ref].Access[i].Op
			at := f.P.SiteOf(f.Ref, op)
			if !slices.Contains(f.standIns[at], op) {
				f.standIns[at] = append(f.standIns[at], op)
			}
		}
	}
	var out []program.Writer
	for _, w := range all {
		here := false
		for _, op := range f.standIns[program.Site{Func: w.Func, Op: w.Access.Op}] {
			if a := f.accessAt(op, w.Access.Kind); a != nil && a.Loc == loc {
				out = append(out, program.Writer{Func: f.Ref, Access: a})
				here = true
			}
		}
		if !here || f.P.OtherWays(f.Ref, w.Func) {
			out = append(out, w)
		}
	}
	access := f.P.Funcs[f.Ref].Access
	for i := range access { // what a helper does to what it is given
		if a := &access[i]; a.Loc == loc && a.Kind.Writes() && !a.Own && !slices.ContainsFunc(out, func(w program.Writer) bool { return w.Access == a }) {
			out = append(out, program.Writer{Func: f.Ref, Access: a})
		}
	}
	return out
}

// reportAcross adds what was found in an inlined function, if it takes more than one
// function to see it: the finding points at the function around all that the witness
// names, at the act or at the call that leads to it.
func (pass *Pass) reportAcross(op int32, found rule.Finding) {
	f := pass.f
	told := append(f.named, op)
	f.named = nil
	around := f.outermost(told)
	apart := slices.ContainsFunc(told, func(o int32) bool {
		return f.P.Frame(f.Ref, o) != f.P.Frame(f.Ref, op) || f.seesMore(o)
	})
	if !apart || around != 0 && !slices.ContainsFunc(told, f.seesMore) {
		return // the function itself, or a helper that holds it all, tells of it
	}
	at := op
	for frame := f.P.Frame(f.Ref, op); frame != around; {
		outer, begin, _ := f.P.OuterFrame(f.Ref, frame)
		at, frame = begin, outer
	}
	found.Rule = &pass.check.Info
	found.Loc = f.At(at)
	found.Symbol = f.P.QualName(f.Ref)
	found.Message, found.Subject = unprimed(found.Message), unprimed(found.Subject)
	for i := range found.Witness.Steps {
		found.Witness.Steps[i].Text = unprimed(found.Witness.Steps[i].Text)
	}
	pass.across = append(pass.across, found)
}

// seesMore says whether an op of an inlined function makes an access that the function as
// it is written does not show: to what a property or a helper hands out.
func (f *Func) seesMore(op int32) bool {
	at := f.P.SiteOf(f.Ref, op)
	return slices.ContainsFunc(f.P.Funcs[f.Ref].Access, func(a program.Access) bool {
		return a.Op == op && !slices.ContainsFunc(f.P.Funcs[at.Func].Access, func(b program.Access) bool {
			return b.Op == at.Op && b.Loc == a.Loc
		})
	})
}

// outermost returns the innermost frame around all of the ops.
func (f *Func) outermost(ops []int32) int32 {
	around := func(op int32) (out []int32) {
		frame := f.P.Frame(f.Ref, op)
		for frame != 0 {
			out = append(out, frame)
			frame, _, _ = f.P.OuterFrame(f.Ref, frame)
		}
		return append(out, 0)
	}
	common := around(ops[0])
	for _, op := range ops[1:] {
		with := around(op)
		common = slices.DeleteFunc(common, func(frame int32) bool { return !slices.Contains(with, frame) })
	}
	return common[0]
}

// unprimed takes the marks off the names of callees' locals.
func unprimed(text string) string {
	for {
		i := strings.Index(text, program.Prime)
		if i < 0 {
			return text
		}
		end := i + len(program.Prime)
		for end < len(text) && '0' <= text[end] && text[end] <= '9' {
			end++
		}
		text = text[:i] + text[end:]
	}
}

// onlyAcross drops the findings of inlined functions where the function itself, as it is
// written, has one of the same rule about the same thing, and all but the first at a place.
func onlyAcross(plain, across []rule.Finding) []rule.Finding {
	type key struct{ rule, symbol, subject string }
	known := make(map[key]bool, len(plain))
	places := map[rule.Loc]bool{}
	for i := range plain {
		x := &plain[i]
		known[key{x.Rule.ID, x.Symbol, x.Subject}] = true
		places[x.Loc] = true
	}
	type place struct {
		rule string
		loc  rule.Loc
	}
	said := map[place]bool{}
	return slices.DeleteFunc(across, func(x rule.Finding) bool {
		again := said[place{x.Rule.ID, x.Loc}]
		if !x.Pedantic {
			said[place{x.Rule.ID, x.Loc}] = true
		}
		return again || places[x.Loc] || known[key{x.Rule.ID, x.Symbol, x.Subject}]
	})
}
