package report

import (
	"encoding/json"
	"io"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// Schema names the layout of the JSON format. Fields may be added under the same
// name; whoever removes one or changes its meaning changes the name.
const Schema = "racehunt/1"

// Document is the JSON format. Lines and columns count from 1, columns in
// characters, and an end column is one past the last character. Lists are never
// null. docs/json.md shows an example.
type Document struct {
	Schema   string        `json:"schema"`  // always Schema
	Version  string        `json:"version"` // of racehunt
	Summary  Summary       `json:"summary"`
	Findings []JSONFinding `json:"findings"` // sorted by path and place
	Notices  []JSONNotice  `json:"notices"`
}

// Summary counts what the document lists.
type Summary struct {
	Files      int `json:"files"` // analysed, not only those with findings
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Notes      int `json:"notes"`
	Suppressed int `json:"suppressed"` // silenced by comments, not listed
	ExitCode   int `json:"exitCode"`
}

// JSONPlace is where something stands.
type JSONPlace struct {
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

// JSONFinding is one finding.
type JSONFinding struct {
	Rule      string `json:"rule"` // RH102
	Name      string `json:"name"` // read-modify-write
	Level     string `json:"level"`
	Precision string `json:"precision"`
	JSONPlace
	Symbol      string        `json:"symbol,omitempty"`  // function that holds the place
	Subject     string        `json:"subject,omitempty"` // what it is about: self.total
	Message     string        `json:"message"`
	Evidence    string        `json:"evidence,omitempty"`
	Fix         string        `json:"fix,omitempty"`
	Fingerprint string        `json:"fingerprint"` // survives line shifts; unique in the document
	Actors      []string      `json:"actors"`
	Steps       []JSONStep    `json:"steps"` // in the order in which they run
	Related     []JSONRelated `json:"related"`
}

// JSONStep is one step of a witness.
type JSONStep struct {
	Actor  int    `json:"actor"` // index into actors
	Action string `json:"action"`
	JSONPlace
	Text  string      `json:"text"`
	Locks []string    `json:"locks"` // held here, outermost first
	Calls []JSONFrame `json:"calls"` // how the actor got here, outermost first
}

// JSONFrame is one call on the way to a step.
type JSONFrame struct {
	Function string `json:"function"`
	JSONPlace
}

// JSONRelated is a place worth opening; messages link to it as [text](n), counted
// from 1.
type JSONRelated struct {
	JSONPlace
	Text string `json:"text"`
}

// JSONNotice is something about the run itself.
type JSONNotice struct {
	Kind    string     `json:"kind"`
	Level   string     `json:"level"`
	Path    string     `json:"path,omitempty"`
	Place   *JSONPlace `json:"place,omitempty"`
	Stage   string     `json:"stage,omitempty"`
	Message string     `json:"message"`
}

// JSON writes the run as one indented JSON document.
func JSON(w io.Writer, r *run.Report, _ Options) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(newDocument(r))
}

func newDocument(r *run.Report) *Document {
	d := &Document{Schema: Schema, Version: r.Version, Findings: []JSONFinding{}, Notices: []JSONNotice{}}
	d.Summary = Summary{Files: r.Analysed, Suppressed: r.Suppressed, ExitCode: r.ExitCode}
	d.Summary.Errors, d.Summary.Warnings, d.Summary.Notes = r.Count()
	prints := r.Fingerprints()
	for i := range r.Findings {
		j := jsonFinding(r, &r.Findings[i])
		j.Fingerprint = prints[i]
		d.Findings = append(d.Findings, j)
	}
	for _, n := range r.Notices {
		d.Notices = append(d.Notices, jsonNotice(r, n))
	}
	return d
}

func jsonFinding(r *run.Report, f *rule.Finding) JSONFinding {
	j := JSONFinding{
		Rule: f.Rule.ID, Name: f.Rule.Name, Level: f.Level.String(), Precision: f.Rule.Precision.String(),
		JSONPlace: jsonPlace(r, f.Loc), Symbol: f.Symbol, Subject: f.Subject, Message: f.Message,
		Evidence: f.Evidence, Fix: f.Fix,
		Actors: append([]string{}, f.Witness.Actors...), Steps: []JSONStep{}, Related: []JSONRelated{},
	}
	if j.Fix == "" {
		j.Fix = f.Rule.Doc.Fix
	}
	for i := range f.Witness.Steps {
		s := &f.Witness.Steps[i]
		step := JSONStep{
			Actor: s.Actor, Action: s.Action.String(), JSONPlace: jsonPlace(r, s.Loc), Text: s.Text,
			Locks: append([]string{}, s.Locks...), Calls: []JSONFrame{},
		}
		for _, fr := range s.Calls {
			step.Calls = append(step.Calls, JSONFrame{Function: fr.Func, JSONPlace: jsonPlace(r, fr.Loc)})
		}
		j.Steps = append(j.Steps, step)
	}
	for _, rel := range f.Related {
		j.Related = append(j.Related, JSONRelated{JSONPlace: jsonPlace(r, rel.Loc), Text: rel.Text})
	}
	return j
}

func jsonPlace(r *run.Report, loc rule.Loc) JSONPlace {
	p := r.Place(loc)
	return JSONPlace{Path: p.Path, Line: p.Line, Column: p.Column, EndLine: p.EndLine, EndColumn: p.EndColumn}
}

func jsonNotice(r *run.Report, n run.Notice) JSONNotice {
	j := JSONNotice{Kind: string(n.Kind), Level: n.Level.String(), Path: n.Path, Stage: n.Stage, Message: n.Message}
	if n.File >= 0 {
		j.Path = r.Path(n.File)
		if n.HasPlace() {
			p := jsonPlace(r, rule.Loc{File: n.File, Span: n.Span})
			j.Place = &p
		}
	}
	return j
}
