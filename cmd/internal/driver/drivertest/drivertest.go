// Package drivertest is an engine that finds what it is told to find, so that the
// driver and the command line can be tested without the analysis.
//
// What goes in: files whose words are orders. What comes out: findings, problems and
// crashes. For example, in
//
//	x = RACE   # an error, RH102
//	y = SLOW   # a warning, RH310
//	z = HINT   # a note, RH310
//	p = PEDANT # a pedantic note, RH310
//	b = BROKEN # a syntax problem
//	c = PANIC  # a panic while lowering
//	d = CHECKPANIC # a panic in the checks
//
// Left out: any understanding of Python.
package drivertest

import (
	"bytes"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/cmd/internal/driver"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/report/run/runtest"
)

// Engine returns the obedient engine.
func Engine() *driver.Engine {
	return &driver.Engine{
		Rules:     runtest.Rules(),
		NewWorker: func(string) (driver.Worker, error) { return &worker{}, nil },
		Check:     check,
	}
}

type worker struct{ file *source.File }

func (w *worker) Read(path string, data []byte) *source.File {
	w.file, _ = source.Decode(path, data)
	return w.file
}

// Lower returns a module whose imports stand for the orders found in the text.
func (w *worker) Lower() *ir.Module {
	text := w.file.Text
	m := &ir.Module{Strings: []string{""}, Funcs: make([]ir.Func, 1), Lines: uint32(w.file.LineCount())}
	str := func(s string) ir.StrID {
		m.Strings = append(m.Strings, s)
		return ir.StrID(len(m.Strings) - 1)
	}
	for at := 0; at < len(text); {
		end := at + bytes.IndexAny(append(text[at:len(text):len(text)], ' '), " \n")
		span := source.Span{Start: uint32(at), End: uint32(end)}
		switch word := string(text[at:end]); word {
		case "PANIC":
			panic("told to panic")
		case "BROKEN":
			m.Problems = append(m.Problems, source.Problem{Span: span, Message: "broken on purpose"})
		case "RACE", "SLOW", "HINT", "PEDANT", "CHECKPANIC":
			m.Imports = append(m.Imports, ir.Import{Module: str(word), Span: span})
		}
		at = end + 1
	}
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("# racehunt:"))
		if i < 0 {
			return m
		}
		line, _, _ := strings.Cut(string(text[at+i:]), "\n")
		span := source.Span{Start: uint32(at + i), End: uint32(at + i + len(line))}
		m.Notes = append(m.Notes, ir.Note{Span: span, Text: str(strings.TrimSpace(line[len("# racehunt:"):]))})
		at += i + len(line)
	}
}

func check(sources []driver.Source, opt driver.CheckOptions) driver.Result {
	rules := map[string]*rule.Info{}
	for _, r := range runtest.Rules() {
		for _, id := range opt.Rules {
			if id == r.ID {
				rules[id] = r
			}
		}
	}
	var res driver.Result
	// Backwards, so that the driver has to sort.
	for file := len(sources) - 1; file >= 0; file-- {
		for _, order := range sources[file].Module.Imports {
			f := rule.Finding{Loc: rule.Loc{File: file, Span: order.Span}, Subject: "it", Symbol: "f"}
			switch sources[file].Module.Str(order.Module) {
			case "RACE":
				f.Rule, f.Level, f.Message = rules["RH102"], rule.Error, "raced"
			case "SLOW":
				f.Rule, f.Level, f.Message = rules["RH310"], rule.Warning, "was slow"
			case "HINT":
				f.Rule, f.Level, f.Message = rules["RH310"], rule.Note, "hinted"
			case "PEDANT":
				f.Rule, f.Level, f.Message, f.Pedantic = rules["RH310"], rule.Note, "pedantic", true
			case "CHECKPANIC":
				res.Crashes = append(res.Crashes, driver.Crash{Stage: "RH102", Path: sources[file].Path, Message: "told to panic"})
			}
			if f.Rule != nil && (opt.Pedantic || !f.Pedantic) {
				res.Findings = append(res.Findings, f)
			}
		}
	}
	return res
}
