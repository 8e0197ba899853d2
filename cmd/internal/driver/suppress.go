package driver

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/report/run"
)

// mark is a "# racehunt:" comment with the line that it speaks of: its own, or the
// next line of code if it stands alone. It is made while the text is at hand.
type mark struct {
	span     source.Span
	text     string // after "racehunt:"
	from, to uint32 // the line spoken of, as offsets; to is the start of the next line
}

// readMarks returns the comments of a file.
func readMarks(f *source.File, m *ir.Module) []mark {
	var out []mark
	for _, n := range m.Notes {
		line, column := f.Position(n.Span.Start)
		if alone := f.Line(line); len(bytes.TrimSpace(alone[:min(column, len(alone))])) == 0 {
			line = nextCode(f, line)
		}
		k := mark{span: n.Span, text: m.Str(n.Text), from: f.LineStart(line), to: uint32(len(f.Text)) + 1}
		if line < f.LineCount() {
			k.to = f.LineStart(line + 1)
		}
		out = append(out, k)
	}
	return out
}

// nextCode returns the first line after line that is neither blank nor a comment.
func nextCode(f *source.File, line int) int {
	for n := line + 1; n <= f.LineCount(); n++ {
		if text := bytes.TrimSpace(f.Line(n)); len(text) > 0 && text[0] != '#' {
			return n
		}
	}
	return line
}

// covers reports whether the mark speaks of a line that a span touches. A statement
// that takes several lines can so be marked on its last one, where formatters put
// comments.
func (k *mark) covers(s source.Span) bool {
	return s.Start < k.to && (k.from < s.End || k.from <= s.Start)
}

// silencer drops findings that a comment accepts, and judges the comments.
type silencer struct {
	rules    []*rule.Info
	active   []string // IDs of the rules that ran, sorted
	crashed  bool     // some check failed, so that silence proves nothing
	silenced int
	notices  []run.Notice
}

// ignore is a parsed "ignore[…] reason".
type ignore struct {
	mark *mark
	ids  []string
	used []bool // by id
}

// apply returns the findings that no comment accepts.
func (s *silencer) apply(findings []rule.Finding, done []*unit) []rule.Finding {
	byFile := make([][]*ignore, len(done))
	for i, u := range done {
		for j := range u.marks {
			if ig := s.parse(i, &u.marks[j]); ig != nil {
				byFile[i] = append(byFile[i], ig)
			}
		}
	}
	findings = slices.DeleteFunc(findings, func(f rule.Finding) bool {
		if f.Loc.File < 0 || f.Loc.File >= len(byFile) || !accepted(&f, byFile[f.Loc.File]) {
			return false
		}
		s.silenced++
		return true
	})
	for file, list := range byFile {
		for _, ig := range list {
			s.unused(file, ig)
		}
	}
	return findings
}

func accepted(f *rule.Finding, list []*ignore) bool {
	hit := false
	for _, ig := range list {
		if !ig.mark.covers(f.Loc.Span) {
			continue
		}
		for i, id := range ig.ids {
			if id == f.Rule.ID {
				ig.used[i], hit = true, true
			}
		}
	}
	return hit
}

// parse reads a comment and complains about what is wrong with it. It returns nil if
// the comment ignores nothing.
func (s *silencer) parse(file int, k *mark) *ignore {
	verb, rest, bracket := strings.Cut(k.text, "[")
	list, why, closed := strings.Cut(rest, "]")
	if strings.TrimSpace(verb) != "ignore" {
		if strings.HasPrefix(verb, "guarded-by ") {
			return nil
		}
		if !bracket && strings.HasPrefix(verb, "ignore") {
			s.say(file, k, run.BadComment, "ignore must name rules: # racehunt: ignore[RH102] reason")
		} else {
			s.say(file, k, run.BadComment, fmt.Sprintf("unknown comment %q; known is ignore[RULE] reason", strings.TrimSpace(verb)))
		}
		return nil
	}
	if !closed {
		s.say(file, k, run.BadComment, "ignore must name rules: # racehunt: ignore[RH102] reason")
		return nil
	}
	ig := &ignore{mark: k}
	for _, name := range strings.Split(list, ",") {
		info, err := FindRule(s.rules, strings.TrimSpace(name))
		if err != nil {
			s.say(file, k, run.BadComment, err.Error())
			continue
		}
		ig.ids = append(ig.ids, info.ID)
	}
	if strings.Trim(why, " \t:-") == "" {
		s.say(file, k, run.NoReason, "say why: # racehunt: ignore["+strings.TrimSpace(list)+"] reason")
	}
	ig.used = make([]bool, len(ig.ids))
	return ig
}

// unused complains about rules that a comment names in vain. Rules that did not run
// are none of its business.
func (s *silencer) unused(file int, ig *ignore) {
	for i, id := range ig.ids {
		if _, ran := slices.BinarySearch(s.active, id); ran && !ig.used[i] && !s.crashed {
			s.say(file, ig.mark, run.Unused, id+" reports nothing here; remove it from the comment")
		}
	}
}

func (s *silencer) say(file int, k *mark, kind run.Kind, message string) {
	s.notices = append(s.notices, run.Notice{Kind: kind, Level: rule.Warning, File: file, Span: k.span, Message: message})
}
