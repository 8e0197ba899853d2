package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// tabStop is how wide a tab may become in drawn source.
const tabStop = 4

// widths measures characters. Ambiguous ones count as narrow whatever the locale
// says, so that reports do not depend on the environment.
func widths() *runewidth.Condition {
	return &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
}

// drawnLine is a source line as shown, with the columns that a span takes in it.
type drawnLine struct {
	Text   string
	Column int // display column of the span, from 0
	Width  int // display columns of the span, at least 1
}

// cell is one character of a source line as shown.
type cell struct {
	text  string
	width int
}

// layout draws a source line in at most limit columns so that the bytes from start
// to end can be underlined. Tabs are expanded, characters that would disturb the
// terminal or reorder the text are spelled out, and a long line is cut around the
// span.
func layout(line []byte, start, end, limit int) drawnLine {
	start = max(0, min(start, len(line)))
	end = max(start, min(end, len(line)))
	cells, from, to := cut(line, start, end)
	column, width := span(cells, from, to)
	total := column
	for _, c := range cells[from:] {
		total += c.width
	}
	if total > limit {
		return window(cells, from, to, limit)
	}
	return drawnLine{Text: join(cells), Column: column, Width: max(width, 1)}
}

// cut splits a line into cells; from and to are the cells of the span.
func cut(line []byte, start, end int) (cells []cell, from, to int) {
	measure := widths()
	column := 0
	from, to = -1, -1
	for i := 0; i < len(line); {
		if i >= start && from < 0 {
			from = len(cells)
		}
		if i >= end && to < 0 {
			to = len(cells)
		}
		r, n := utf8.DecodeRune(line[i:])
		c := draw(r, n, column, measure)
		cells = append(cells, c)
		column += c.width
		i += n
	}
	if from < 0 {
		from = len(cells)
	}
	if to < 0 {
		to = len(cells)
	}
	return cells, from, to
}

func draw(r rune, size, column int, measure *runewidth.Condition) cell {
	switch {
	case r == '\t':
		n := tabStop - column%tabStop
		return cell{strings.Repeat(" ", n), n}
	case r == utf8.RuneError && size <= 1:
		return cell{"\uFFFD", 1}
	case r < 0x20 || r == 0x7F:
		return spelled(fmt.Sprintf("\\x%02x", r))
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		// Among these are the marks that make text read in another order than it runs.
		return spelled(fmt.Sprintf("\\u%04x", r))
	}
	return cell{string(r), measure.RuneWidth(r)}
}

func spelled(text string) cell { return cell{text, len(text)} }

func span(cells []cell, from, to int) (column, width int) {
	for _, c := range cells[:from] {
		column += c.width
	}
	for _, c := range cells[from:to] {
		width += c.width
	}
	return column, width
}

// window draws the part of a long line around the span, with an ellipsis where
// something is missing.
func window(cells []cell, from, to, limit int) drawnLine {
	const ellipsis = "…"
	room := max(limit-2, 8) // one column for each ellipsis
	first := 0
	if column, width := span(cells, from, to); column+min(width, room) > room {
		// Keep a third of the room as context before the span.
		for left := column - room/3; first < from && left > 0; first++ {
			left -= cells[first].width
		}
	}
	last, used := first, 0
	for last < len(cells) && used+cells[last].width <= room {
		used += cells[last].width
		last++
	}
	shown := cells[first:last]
	column, width := span(shown, min(from, last)-first, min(to, last)-first)
	text := join(shown)
	if first > 0 {
		text = ellipsis + text
		column++
	}
	if last < len(cells) {
		text += ellipsis
	}
	return drawnLine{Text: text, Column: column, Width: max(width, 1)}
}

func join(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(c.text)
	}
	return strings.TrimRight(b.String(), " ")
}

// plain makes text from a finding safe for one line of a terminal.
func plain(text string) string {
	if strings.IndexFunc(text, unsafeRune) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unsafeRune(r) {
			b.WriteString(strings.Trim(fmt.Sprintf("%+q", r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// wrap breaks prose at spaces into lines of at most width columns; a longer word
// stays whole, so that paths remain clickable.
func wrap(prose string, width int) []string {
	measure := widths()
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(prose) {
		n := measure.StringWidth(word)
		if line != "" && used+1+n > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if line != "" {
			line += " "
			used++
		}
		line += word
		used += n
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}
