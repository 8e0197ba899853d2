package report

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// Text draws findings as a compiler does: a headline, then the source line of every
// step of the witness in the order in which the steps run, then why and what to do.
func Text(w io.Writer, r *run.Report, opt Options) error {
	b := bufio.NewWriter(w)
	d := &drawer{w: b, r: r, style: style{opt.Color}, width: opt.width(), helped: map[*rule.Info]bool{}}
	for i := range r.Findings {
		d.finding(&r.Findings[i])
	}
	d.summary(opt.Timing)
	return b.Flush()
}

// drawer draws one report; its gutter belongs to the finding at hand.
type drawer struct {
	w      *bufio.Writer
	r      *run.Report
	style  style
	width  int
	gutter int                 // columns of the line numbers
	helped map[*rule.Info]bool // rules whose general advice has been given
}

func (d *drawer) finding(f *rule.Finding) {
	head := fmt.Sprintf("%s[%s]", f.Level, f.Rule.ID)
	fmt.Fprintf(d.w, "%s %s\n", d.style.level(f.Level, head),
		d.style.bold(plain(f.Rule.Name+": "+unlink(f.Message))))
	d.gutter = d.numberWidth(f)
	p := d.r.Place(f.Loc)
	in := ""
	if f.Symbol != "" {
		in = " in " + plain(f.Symbol)
	}
	fmt.Fprintf(d.w, "%*s%s %s:%d:%d%s\n", d.gutter, "", d.style.gutter("-->"), plain(p.Path), p.Line, p.Column, in)
	d.bar("")
	d.witness(f)
	d.notes(f)
	fmt.Fprintln(d.w)
}

// numberWidth returns the columns that the longest line number of a finding takes.
func (d *drawer) numberWidth(f *rule.Finding) int {
	most := d.r.Place(f.Loc).Line
	for i := range f.Witness.Steps {
		most = max(most, d.r.Place(f.Witness.Steps[i].Loc).Line)
	}
	return max(2, len(strconv.Itoa(most)))
}

// bar writes a line without a number: "   | text".
func (d *drawer) bar(text string) {
	if text != "" {
		text = " " + text
	}
	fmt.Fprintf(d.w, "%*s %s%s\n", d.gutter, "", d.style.gutter("|"), text)
}

// mark writes a line whose sign stands in the place of the bar.
func (d *drawer) mark(sign, text string) {
	if text != "" {
		text = " " + text
	}
	fmt.Fprintf(d.w, "%*s %s%s\n", d.gutter, "", d.style.gutter(sign), text)
}

// notes says why the finding is believed, what else to look at and what to do.
func (d *drawer) notes(f *rule.Finding) {
	fix := f.Fix
	if fix == "" && !d.helped[f.Rule] {
		// General advice is worth reading once, not under each of forty findings.
		fix = f.Rule.Doc.Fix
		d.helped[f.Rule] = true
	}
	if f.Evidence == "" && fix == "" && len(f.Related) == 0 {
		return
	}
	d.bar("")
	d.note("why", f.Evidence)
	for i, rel := range f.Related {
		p := d.r.Place(rel.Loc)
		d.note(fmt.Sprintf("see [%d]", i+1), fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Column, rel.Text))
	}
	d.note("help", fix)
}

func (d *drawer) note(name, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	indent := d.gutter + len(" = ") + len(name) + len(": ")
	for i, line := range wrap(plain(unlink(strings.ReplaceAll(text, "\n", " "))), max(d.width-indent, 24)) {
		if i == 0 {
			fmt.Fprintf(d.w, "%*s %s %s %s\n", d.gutter, "", d.style.gutter("="), d.style.bold(name+":"), line)
		} else {
			fmt.Fprintf(d.w, "%*s%s\n", indent, "", line)
		}
	}
}

// summary closes the report with counts; the time is said only when asked.
func (d *drawer) summary(timing bool) {
	errors, warnings, notes := d.r.Count()
	var parts []string
	for _, c := range []struct {
		n     int
		level rule.Level
	}{{errors, rule.Error}, {warnings, rule.Warning}, {notes, rule.Note}} {
		if c.n > 0 {
			parts = append(parts, d.style.level(c.level, plural(c.n, c.level.String())))
		}
	}
	text := strings.Join(parts, ", ")
	if text == "" {
		text = "no findings"
	}
	text += " in " + plural(d.r.Analysed, "file")
	if d.r.Suppressed > 0 {
		text += fmt.Sprintf(", %d suppressed", d.r.Suppressed)
	}
	if timing {
		text += fmt.Sprintf(" (%s)", seconds(d.r.Elapsed))
	}
	fmt.Fprintln(d.w, text)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func seconds(t time.Duration) string { return fmt.Sprintf("%.1f s", t.Seconds()) }

var link = regexp.MustCompile(`\[([^\[\]]+)\]\((\d+)\)`)

// unlink turns a link to a related place into text that names it: "the reader [1]".
func unlink(message string) string { return link.ReplaceAllString(message, "$1 [$2]") }

// SummaryLine writes only the line with the counts, for when the findings go elsewhere.
func SummaryLine(w io.Writer, r *run.Report, opt Options) error {
	b := bufio.NewWriter(w)
	(&drawer{w: b, r: r, style: style{opt.Color}}).summary(opt.Timing)
	return b.Flush()
}
