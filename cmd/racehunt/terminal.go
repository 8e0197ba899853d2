package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"
)

func colorFlag() cli.Flag {
	return &cli.StringFlag{Name: "color", Value: "auto", Usage: "`WHEN` to colour: auto, always or never"}
}

// useColor decides whether to colour what goes to w.
func useColor(when string, w io.Writer) (bool, error) {
	switch when {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto", "":
		return terminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb", nil
	}
	return false, fmt.Errorf("unknown --color %q; choose auto, always or never", when)
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// width returns the columns of a terminal, 0 if w is none.
func width(w io.Writer) int {
	if f, ok := w.(*os.File); ok && terminal(w) {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
			return columns
		}
	}
	return 0
}

// patience is how long a run may take before it has to say that it is alive.
const patience = time.Second

// progress draws a bar on a terminal once the run takes long.
type progress struct {
	w     io.Writer // nil: no terminal
	begin time.Time
	bar   *progressbar.ProgressBar
}

func newProgress(w io.Writer) *progress {
	p := &progress{begin: time.Now()}
	if terminal(w) {
		p.w = w
	}
	return p
}

func (p *progress) step(done, total int) {
	if p.w == nil || p.bar == nil && time.Since(p.begin) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
	_ = p.bar.Set(done)
}

// close removes the bar, whatever it shows.
func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
