package report

import (
	"strings"

	"github.com/fatih/color"

	"github.com/racehunt/racehunt/checks/rule"
)

// style colours pieces of text, or leaves them alone.
type style struct{ on bool }

func (s style) paint(text string, attrs ...color.Attribute) string {
	if !s.on || text == "" {
		return text
	}
	c := color.New(attrs...)
	c.EnableColor() // not color.NoColor: whether to colour is decided by the caller
	return c.Sprint(text)
}

func (s style) gutter(text string) string { return s.paint(text, color.FgBlue, color.Bold) }
func (s style) bold(text string) string   { return s.paint(text, color.Bold) }
func (s style) dim(text string) string    { return s.paint(text, color.Faint) }

// level paints text in the colour of a level.
func (s style) level(l rule.Level, text string) string {
	switch l {
	case rule.Error:
		return s.paint(text, color.FgRed, color.Bold)
	case rule.Warning:
		return s.paint(text, color.FgYellow, color.Bold)
	default:
		return s.paint(text, color.FgCyan, color.Bold)
	}
}

// actor paints text in the colour of the n-th actor of a witness, so that one strand
// keeps one colour from its first step to its last.
func (s style) actor(n int, text string) string {
	colours := [...]color.Attribute{color.FgHiCyan, color.FgHiMagenta, color.FgHiGreen, color.FgHiYellow}
	return s.paint(text, colours[max(n, 0)%len(colours)])
}

// code paints `quoted code` in prose and drops the backticks if it can.
func (s style) code(prose string) string {
	if !s.on {
		return prose
	}
	parts := strings.Split(prose, "`")
	if len(parts)%2 == 0 { // an odd backtick: leave it all as it stands
		return prose
	}
	for i := 1; i < len(parts); i += 2 {
		parts[i] = s.paint(parts[i], color.FgCyan)
	}
	return strings.Join(parts, "")
}
