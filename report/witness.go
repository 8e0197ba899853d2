package report

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// trail remembers what the last drawn lines were, so that a step says only what is
// new: another strand, another file, another line.
type trail struct {
	path    string
	line    int
	actor   int // -1 before the first step
	last    rule.Action
	seen    map[int]bool // actors that have had a step
	several bool         // more than one actor: labels name them
}

// witness draws the steps, or the finding's own line if no step stands on it.
func (d *drawer) witness(f *rule.Finding) {
	t := &trail{path: d.r.Path(f.Loc.File), actor: -1, seen: map[int]bool{}, several: len(f.Witness.Actors) > 1}
	if !stepAt(f) {
		p := d.r.Place(f.Loc)
		d.source(p)
		d.carets(p, "", func(s string) string { return d.style.level(f.Level, s) })
		t.line = p.Line
	}
	for i := range f.Witness.Steps {
		d.step(f, i, t)
	}
}

// stepAt reports whether some step of the witness is the finding's own place.
func stepAt(f *rule.Finding) bool {
	for i := range f.Witness.Steps {
		if f.Witness.Steps[i].Loc == f.Loc {
			return true
		}
	}
	return false
}

func (d *drawer) step(f *rule.Finding, i int, t *trail) {
	s := &f.Witness.Steps[i]
	p := d.r.Place(s.Loc)
	fresh := d.handover(f, s, t)
	if len(s.Calls) > 0 {
		d.calls(s.Calls)
		fresh = true
	}
	switch {
	case p.Path != t.path:
		d.mark(":::", fmt.Sprintf("%s:%d:%d", plain(p.Path), p.Line, p.Column))
		d.source(p)
	case p.Line == t.line && !fresh:
		// The line stands right above; only a further underline is due.
	default:
		if !fresh && t.line != 0 && p.Line != t.line+1 {
			d.mark("...", "")
		}
		d.source(p)
	}
	d.carets(p, label(f, i, t), func(text string) string {
		if s.Loc == f.Loc {
			return d.style.level(f.Level, text)
		}
		return d.style.actor(s.Actor, text)
	})
	t.path, t.line, t.actor, t.last = p.Path, p.Line, s.Actor, s.Action
	t.seen[s.Actor] = true
}

// handover says that another strand takes over; it reports whether it wrote a line.
func (d *drawer) handover(f *rule.Finding, s *rule.Step, t *trail) bool {
	if t.actor == s.Actor || !t.several {
		return false
	}
	if t.actor < 0 && t.line == 0 {
		return false
	}
	name := run.Actor(f, s.Actor)
	text := name + " runs:"
	switch {
	case t.seen[s.Actor]:
		text = shortName(f, s.Actor) + " goes on:"
	case t.last == rule.Suspends && t.actor >= 0:
		text = fmt.Sprintf("%s runs while %s is suspended:", name, shortName(f, t.actor))
	case t.actor >= 0:
		text = fmt.Sprintf("%s runs meanwhile:", name)
	}
	d.mark("~~~", d.style.actor(s.Actor, plain(text)))
	t.seen[s.Actor] = true
	return true
}

// shortName is the name of an actor that has been introduced: Task A for "Task A
// (Pool.bump)", unless another one would be called the same.
func shortName(f *rule.Finding, n int) string {
	full := run.Actor(f, n)
	short, _, _ := strings.Cut(full, " (")
	for i := range f.Witness.Actors {
		if other, _, _ := strings.Cut(run.Actor(f, i), " ("); i != n && other == short {
			return full
		}
	}
	return short
}

// calls says how the strand got to the step, outermost call first.
func (d *drawer) calls(frames []rule.Frame) {
	parts := make([]string, len(frames))
	for i, fr := range frames {
		p := d.r.Place(fr.Loc)
		parts[i] = fmt.Sprintf("%s (%s:%d)", fr.Func, p.Path, p.Line)
	}
	for i, line := range wrap(plain("through "+strings.Join(parts, " > ")), max(d.width-d.gutter-3, 24)) {
		if i > 0 {
			line = "  " + line
		}
		d.bar(d.style.dim(line))
	}
}

// label says what a step does: "(2) Task A writes self.total, holding self.lock".
func label(f *rule.Finding, i int, t *trail) string {
	s := &f.Witness.Steps[i]
	text := s.Text
	if text == "" {
		text = s.Action.String()
	}
	switch {
	case t.several && t.seen[s.Actor]:
		text = shortName(f, s.Actor) + " " + text
	case t.several:
		text = run.Actor(f, s.Actor) + " " + text
	}
	if len(f.Witness.Steps) > 1 {
		text = fmt.Sprintf("(%d) %s", i+1, text)
	}
	if len(s.Locks) > 0 {
		text += ", holding " + strings.Join(s.Locks, ", ")
	}
	return plain(unlink(text))
}

// room is the number of columns that source and labels may take.
func (d *drawer) room() int { return d.width - d.gutter - len(" | ") }

// source writes a numbered source line.
func (d *drawer) source(p run.Place) {
	line := layout(p.FirstLine, p.StartByte, p.EndByte, d.room())
	number := fmt.Sprintf("%*d", d.gutter, p.Line)
	text := strings.TrimRight(fmt.Sprintf("%s %s %s", d.style.gutter(number), d.style.gutter("|"), line.Text), " ")
	fmt.Fprintln(d.w, text)
}

// hang indents the further lines of a label, so that they stand under its words and
// not under its number.
const hang = len("(1) ")

// carets underlines a place and writes the label beside it, or below where there is
// no room beside.
func (d *drawer) carets(p run.Place, label string, paint func(string) string) {
	line := layout(p.FirstLine, p.StartByte, p.EndByte, d.room())
	pad := strings.Repeat(" ", line.Column)
	under := strings.Repeat("^", line.Width)
	size := widths().StringWidth(label)
	switch end := line.Column + line.Width; {
	case label == "":
		d.bar(pad + paint(under))
	case end+1+size <= d.room():
		d.bar(pad + paint(under+" "+label))
	default:
		d.bar(pad + paint(under))
		// Below the carets, moved left as far as the label needs to fit.
		indent := max(0, min(line.Column, d.room()-size))
		parts := []string{label}
		if indent+size > d.room() {
			parts = wrap(label, max(d.room()-indent-hang, 16))
		}
		for i, part := range parts {
			shift := strings.Repeat(" ", indent)
			if i > 0 {
				shift += strings.Repeat(" ", hang)
			}
			d.bar(shift + paint(part))
		}
	}
}
