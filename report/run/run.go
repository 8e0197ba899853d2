// Package run holds what one run of the analyzer found, ready to be drawn.
//
// What goes in: the driver fills a Report with the files, the findings of the
// checks and everything that went wrong on the way. What comes out: one value that
// every output format reads, with the few computations that several formats share:
// lines and columns, and fingerprints that survive edits. For example
//
//	r := &run.Report{Files: []run.File{{Path: "a.py", Rel: "a.py"}}, Load: load}
//	r.Findings = append(r.Findings, finding)
//	place := r.Place(finding.Loc) // a.py, line 3, columns …
//
// Left out: formats. Packages report and sarif draw; this one only knows where
// things are.
package run

import (
	"fmt"
	"time"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
)

// Report is everything that one run has to say.
type Report struct {
	Version    string       // of racehunt, semantic: 0.1.0
	Rules      []*rule.Info // every rule, by ID; not only those that found something
	Files      []File       // rule.Loc.File and Notice.File index this slice
	Findings   []rule.Finding
	Notices    []Notice
	Analysed   int           // Files[:Analysed] went through the checks; on the others we failed
	Suppressed int           // findings silenced by a comment
	ExitCode   int           // what the process is about to exit with
	Elapsed    time.Duration // wall time; formats show it only when asked, so that output is reproducible

	// Load returns the text of a file again, since texts are dropped after lowering.
	// It never fails: a file that has gone is an empty Source.
	Load func(file int) *Source
}

// File is one analysed file.
type File struct {
	Path string // as shown to people: slash-separated, relative to the working directory if below it
	Rel  string // slash-separated, relative to the project's root; absolute if outside of it
}

// Kind is what a notice is about. Its text is public: SARIF notifications use it as
// descriptor ID, JSON as "kind".
type Kind string

// The kinds of notices.
const (
	Syntax       Kind = "syntax-problem"             // a piece of a file could not be parsed
	Unreadable   Kind = "unreadable-file"            // a file or folder could not be read
	Crash        Kind = "internal-error"             // our own bug
	NoReason     Kind = "suppression-without-reason" // ignore[…] that does not say why
	Unused       Kind = "unused-suppression"         // ignore[…] that silenced nothing
	BadComment   Kind = "malformed-comment"          // "# racehunt:" comment that means nothing
	Empty        Kind = "nothing-to-analyse"         // the paths given hold no Python file
	Changed      Kind = "file-changed"               // edited between analysis and report
	LimitReached Kind = "limit-reached"              // something was left out of a report
)

// Kinds lists every kind with what it means, in the order in which reports list them.
func Kinds() []KindInfo {
	return []KindInfo{
		{Syntax, "A piece of a file could not be parsed; the rest of the file was analysed."},
		{Unreadable, "A file or folder could not be read and was left out."},
		{Crash, "racehunt itself failed on a file or in a check; everything else was analysed."},
		{NoReason, "A suppression comment does not give a reason."},
		{Unused, "A suppression comment silences nothing."},
		{BadComment, "A racehunt comment could not be understood."},
		{Empty, "The paths given hold no Python file."},
		{Changed, "A file changed while it was analysed, so places in it may be off."},
		{LimitReached, "A limit of the output format was reached and something was left out."},
	}
}

// KindInfo explains a Kind.
type KindInfo struct {
	Kind    Kind
	Meaning string
}

// Notice is something that people should know about the run itself.
type Notice struct {
	Kind    Kind
	Level   rule.Level
	File    int         // -1: about no file in particular, or about one that is not in Files
	Span    source.Span // empty at 0 if the notice is about the whole file
	Path    string      // for File -1: the path concerned, if any
	Stage   string      // for Crash: parse, lower, link, check RH102, …
	Message string      // one line, without the path
}

// HasPlace reports whether the notice is about a place and not about a whole file.
func (n *Notice) HasPlace() bool {
	switch n.Kind {
	case Syntax, NoReason, Unused, BadComment:
		return n.File >= 0
	}
	return false
}

// Count returns how many findings have each level.
func (r *Report) Count() (errors, warnings, notes int) {
	for i := range r.Findings {
		switch r.Findings[i].Level {
		case rule.Error:
			errors++
		case rule.Warning:
			warnings++
		default:
			notes++
		}
	}
	return errors, warnings, notes
}

// Place is a location as people and editors count it.
type Place struct {
	Path               string
	Line, EndLine      int // 1-based
	Column, EndColumn  int // 1-based, in characters; EndColumn is one past the last
	Start16, End16     int // the columns of the part of the span in FirstLine, in UTF-16 units, as SARIF wants them
	FirstLine          []byte
	StartByte, EndByte int // the part of the span in FirstLine, as byte offsets into it
}

// Place resolves a location. It accepts any location: what lies outside the text is
// clamped to it, because a report must be drawn even of a file that has changed.
func (r *Report) Place(loc rule.Loc) Place {
	p := Place{Path: r.Path(loc.File)}
	t := r.Text(loc.File)
	start, end := clamp(t, loc.Span)
	var startCol, endCol int
	p.Line, startCol = t.Position(start)
	p.EndLine, endCol = t.Position(end)
	p.FirstLine = t.Line(p.Line)
	p.StartByte = min(startCol, len(p.FirstLine))
	p.EndByte = len(p.FirstLine)
	if p.EndLine == p.Line {
		p.EndByte = max(p.StartByte, min(endCol, len(p.FirstLine)))
	}
	last := t.Line(p.EndLine)
	endCol = min(endCol, len(last))
	p.Column, p.Start16 = columns(p.FirstLine[:p.StartByte])
	_, p.End16 = columns(p.FirstLine[:p.EndByte])
	p.EndColumn, _ = columns(last[:endCol])
	return p
}

// Path returns the path of a file as people know it.
func (r *Report) Path(file int) string {
	if file < 0 || file >= len(r.Files) {
		return "<unknown>"
	}
	return r.Files[file].Path
}

// Text returns the text of a file; an empty one if it cannot be had.
func (r *Report) Text(file int) *source.File { return r.Source(file).Text }

// Source returns the bytes and text of a file; an empty one if it cannot be had.
func (r *Report) Source(file int) *Source {
	if r.Load != nil && file >= 0 && file < len(r.Files) {
		if s := r.Load(file); s != nil && s.Text != nil {
			return s
		}
	}
	return &Source{Text: source.NewFile(r.Path(file), nil)}
}

// Actor returns the name of the n-th actor of a finding's witness, whatever n is.
func Actor(f *rule.Finding, n int) string {
	if n >= 0 && n < len(f.Witness.Actors) && f.Witness.Actors[n] != "" {
		return f.Witness.Actors[n]
	}
	return fmt.Sprintf("actor %d", n+1)
}
