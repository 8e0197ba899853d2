// Package report draws a run for people and for programs: as compiler-like text and
// as JSON. It also draws the rules themselves.
//
// What goes in: a run.Report, in which every place is a file index and a span. What
// comes out: bytes on a writer. For example
//
//	f, err := report.Lookup("text")
//	err = f.Write(os.Stdout, r, report.Options{Color: true, Width: 100})
//
// An output format is one file here and one row in Formats. Left out: SARIF, which
// has a package of its own, and any judgement about findings.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/racehunt/racehunt/report/run"
)

// Options says how to draw. Formats ignore what does not concern them.
type Options struct {
	Color  bool // use ANSI colours
	Width  int  // columns available; 0 means DefaultWidth
	Timing bool // say how long the run took; off where output must be reproducible
}

// DefaultWidth is used where the width is unknown, as in a file or a CI log.
const DefaultWidth = 100

func (o Options) width() int {
	if o.Width <= 0 {
		return DefaultWidth
	}
	return max(o.Width, 40) // narrower than this, labels say nothing any more
}

// Format is a way to draw a run.
type Format struct {
	Name    string
	Summary string // for help texts
	Write   func(w io.Writer, r *run.Report, opt Options) error
}

// Formats lists every format, the default first.
func Formats() []Format {
	return []Format{
		{Name: "text", Summary: "source lines with every step of the witness", Write: Text},
		{Name: "json", Summary: "one JSON document, schema racehunt/1", Write: JSON},
	}
}

// Names returns the names of all formats, for messages: "text or json".
func Names() string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, " or ")
}

// Lookup finds a format by name.
func Lookup(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("unknown format %q; choose %s", name, Names())
}
