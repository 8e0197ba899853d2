package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/ruledoc"
)

// RuleTable lists the rules, one line each.
func RuleTable(w io.Writer, rules []*rule.Info, opt Options) error {
	b := bufio.NewWriter(w)
	s := style{opt.Color}
	name := 0
	for _, r := range rules {
		name = max(name, len(r.Name))
	}
	for _, r := range rules {
		// Padded before painting: escape codes would count as width.
		level := fmt.Sprintf("%-7s", r.Level)
		room := max(opt.width()-len(r.ID)-name-len(level)-6, 20)
		summary := layout([]byte(strings.ReplaceAll(r.Doc.Summary, "`", "")), 0, 0, room).Text
		fmt.Fprintf(b, "%s  %-*s  %s  %s\n", s.bold(r.ID), name, r.Name, s.level(r.Level, level), summary)
	}
	return b.Flush()
}

// RuleMarkdown writes the rules as a Markdown table for documentation.
func RuleMarkdown(w io.Writer, rules []*rule.Info) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "| ID | name | level | precision | CWE | reports |")
	fmt.Fprintln(b, "| --- | --- | --- | --- | --- | --- |")
	for _, r := range rules {
		cwe := make([]string, len(r.CWE))
		for i, n := range r.CWE {
			cwe[i] = fmt.Sprint(n)
		}
		summary := strings.ReplaceAll(ruledoc.Summary(r), "|", `\|`)
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", r.ID, r.Name, r.Level, r.Precision, strings.Join(cwe, ", "), summary)
	}
	return b.Flush()
}

// JSONRule is a rule in the output of RuleJSON.
type JSONRule struct {
	ID        string  `json:"id"`
	Name      string  `json:"name"`
	Level     string  `json:"level"`
	Precision string  `json:"precision"`
	CWE       []int   `json:"cwe"`
	Security  string  `json:"securitySeverity,omitempty"`
	Since     string  `json:"since"`
	Doc       JSONDoc `json:"doc"`
}

// JSONDoc is a rule's documentation: prose is Markdown, samples are Python.
type JSONDoc struct {
	Summary string `json:"summary"`
	Why     string `json:"why"`
	Bad     string `json:"bad"`
	Good    string `json:"good"`
	Fix     string `json:"fix"`
	Silent  string `json:"silent,omitempty"`
	Misses  string `json:"misses,omitempty"`
}

// RuleJSON writes the rules with their whole documentation as a JSON list.
func RuleJSON(w io.Writer, rules []*rule.Info) error {
	out := []JSONRule{}
	for _, r := range rules {
		out = append(out, JSONRule{
			ID: r.ID, Name: r.Name, Level: r.Level.String(), Precision: r.Precision.String(),
			CWE: append([]int{}, r.CWE...), Security: r.Security, Since: r.Since,
			Doc: JSONDoc(r.Doc),
		})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// Explain writes the documentation of one rule for a terminal.
func Explain(w io.Writer, info *rule.Info, opt Options) error {
	b := bufio.NewWriter(w)
	s := style{opt.Color}
	width := min(opt.width(), 88) // longer lines of prose are hard to read
	fmt.Fprintf(b, "%s %s\n", s.level(info.Level, info.ID), s.bold(info.Name))
	var facts []string
	for _, f := range ruledoc.Facts(info) {
		facts = append(facts, f[0]+" "+f[1])
	}
	for _, line := range wrap(strings.Join(facts, " · "), opt.width()) {
		fmt.Fprintln(b, s.dim(line))
	}
	fmt.Fprintln(b)
	prose(b, s, ruledoc.Summary(info), "", width)
	for _, sec := range ruledoc.Sections(info) {
		fmt.Fprintf(b, "\n%s\n", s.bold(sec.Title))
		if sec.Code == "" {
			prose(b, s, sec.Prose, "  ", width)
			continue
		}
		for _, line := range strings.Split(sec.Code, "\n") {
			fmt.Fprintln(b, strings.TrimRight("    "+s.paint(line, color.FgGreen), " "))
		}
	}
	fmt.Fprintf(b, "\n%s\n", s.dim(fmt.Sprintf("Accept one finding with: # racehunt: ignore[%s] reason", info.ID)))
	return b.Flush()
}

// prose writes wrapped paragraphs.
func prose(b *bufio.Writer, s style, text, indent string, width int) {
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			fmt.Fprintln(b)
		}
		// Coloured as a whole before it is cut, code that wraps would lose its colour.
		for _, line := range wrap(paragraph, width-len(indent)) {
			fmt.Fprintln(b, indent+s.code(line))
		}
	}
}
