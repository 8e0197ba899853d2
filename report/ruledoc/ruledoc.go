// Package ruledoc lays out the documentation of one rule, so that every place that
// shows it (explain, SARIF, the rule list) tells the same story in the same order.
//
// What goes in: a rule.Info. What comes out: sections, or the sections as Markdown
// or as plain text. For example the Markdown of a rule begins
//
//	## RH102 read-modify-write
//
//	Shared state is read before an await and written back after it.
//
//	**Why it matters.** Other tasks run during an `await`. …
//
// Left out: colour and line width, which depend on where the text goes.
package ruledoc

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/racehunt/racehunt/checks/rule"
)

// Section is one part of the documentation: prose or a Python sample, not both.
type Section struct {
	Title string
	Prose string // Markdown, one or more paragraphs
	Code  string // Python, without surrounding blank lines
}

// Sections returns the parts of a rule's documentation that are not empty.
func Sections(info *rule.Info) []Section {
	d := info.Doc
	all := []Section{
		{Title: "Why it matters", Prose: d.Why},
		{Title: "Reported", Code: d.Bad},
		{Title: "Not reported", Code: d.Good},
		{Title: "How to fix it", Prose: d.Fix},
		{Title: "When it stays silent", Prose: d.Silent},
		{Title: "What it misses", Prose: d.Misses},
	}
	var out []Section
	for _, s := range all {
		s.Prose = strings.TrimSpace(s.Prose)
		s.Code = strings.Trim(strings.TrimRightFunc(s.Code, unicode.IsSpace), "\n")
		if s.Prose != "" || s.Code != "" {
			out = append(out, s)
		}
	}
	return out
}

// Summary returns the rule's summary as a sentence: capital letter, full stop.
func Summary(info *rule.Info) string {
	s := strings.TrimSpace(info.Doc.Summary)
	if s == "" {
		s = info.Name
	}
	r, n := utf8.DecodeRuneInString(s)
	// `await x` and other code keeps its case; only a plain letter is raised.
	s = string(unicode.ToUpper(r)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// Facts returns the one-line facts about a rule: name and value.
func Facts(info *rule.Info) [][2]string {
	facts := [][2]string{{"level", info.Level.String()}, {"precision", info.Precision.String()}}
	if len(info.CWE) > 0 {
		names := make([]string, len(info.CWE))
		for i, n := range info.CWE {
			names[i] = fmt.Sprintf("CWE-%d", n)
		}
		facts = append(facts, [2]string{"weaknesses", strings.Join(names, ", ")})
	}
	if info.Security != "" {
		facts = append(facts, [2]string{"security severity", info.Security})
	}
	if info.Since != "" {
		facts = append(facts, [2]string{"since", info.Since})
	}
	return facts
}

// Markdown returns the documentation as Markdown, starting at a heading of the given
// depth.
func Markdown(info *rule.Info, depth int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n\n%s\n", strings.Repeat("#", depth), info.ID, info.Name, Summary(info))
	for _, s := range Sections(info) {
		if s.Code != "" {
			fmt.Fprintf(&b, "\n**%s:**\n\n```python\n%s\n```\n", s.Title, s.Code)
		} else {
			fmt.Fprintf(&b, "\n**%s.** %s\n", s.Title, s.Prose)
		}
	}
	fmt.Fprintf(&b, "\nTo accept one finding, write `# racehunt: ignore[%s] reason` on its line.\n", info.ID)
	return b.String()
}

// Text returns the documentation as plain text without line wrapping.
func Text(info *rule.Info) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s\n", info.ID, info.Name, Summary(info))
	for _, s := range Sections(info) {
		fmt.Fprintf(&b, "\n%s:\n", s.Title)
		if s.Code != "" {
			b.WriteString(indent(s.Code) + "\n")
		} else {
			b.WriteString(s.Prose + "\n")
		}
	}
	return b.String()
}

func indent(code string) string {
	lines := strings.Split(code, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n")
}
