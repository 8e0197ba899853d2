package main

import (
	"fmt"
	"io"
	"os"
	"sync"
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
	w           io.Writer
	mu          sync.Mutex
	done, total int
	bar         *progressbar.ProgressBar // nil until it is due
	due         *time.Timer              // nil: no terminal
}

func newProgress(w io.Writer) *progress {
	p := &progress{w: w}
	if terminal(w) {
		p.due = time.AfterFunc(patience, p.show)
	}
	return p
}

// show starts the bar, whatever stage the run is in by then.
func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bar = progressbar.NewOptions(max(p.total, 1), progressbar.OptionSetWriter(p.w), progressbar.OptionSetWidth(30),
		progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
	p.draw()
}

func (p *progress) step(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.total = done, total
	p.draw()
}

func (p *progress) draw() {
	if p.bar == nil {
		return
	}
	p.bar.ChangeMax(max(p.total, 1))
	if p.total > 0 && p.done == p.total {
		p.bar.Describe("analysing")
	}
	_ = p.bar.Set(p.done) // a terminal that is gone must not stop the run
}

// close removes the bar, whatever it shows.
func (p *progress) close() {
	if p.due == nil {
		return
	}
	p.due.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}
