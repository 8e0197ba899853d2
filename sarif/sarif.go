// Package sarif writes a run as SARIF 2.1.0 for GitHub code scanning and every other
// reader of the standard.
//
// What goes in: a run.Report. What comes out: a document with one run. A finding
// becomes a result whose region is one line, whose witness is a code flow with one
// thread flow per actor, and whose fingerprints are GitHub's own and one of ours that
// survives edits. For example
//
//	{"ruleId": "RH102", "level": "error", "message": {"text": "…"},
//	 "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.py", "uriBaseId": "SRCROOT"}, …}}],
//	 "codeFlows": [{"threadFlows": [{"id": "1", …}, {"id": "2", …}]}],
//	 "partialFingerprints": {"primaryLocationLineHash": "c129715d7a2bc9a3:1", "racehunt/v1": "…:1"}}
//
// Left out: what GitHub does not read (suppressions, baseline states, graphs), and
// times and machine names, so that equal runs give equal bytes.
package sarif

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// Limits says how large a document may be; more than that GitHub rejects whole.
type Limits struct {
	Results int // results of the run
	Gzipped int // bytes of the compressed document
}

// GitHub returns the limits of GitHub code scanning.
func GitHub() Limits { return Limits{Results: 25_000, Gzipped: 10_000_000} }

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// Write writes the run within the limits. What it has to leave out it says in a
// notification of the document, and it returns that notification.
func Write(w io.Writer, r *run.Report, limits Limits) ([]run.Notice, error) {
	prints := r.Fingerprints()
	keep := mostSevere(r, limits.Results)
	for thin := false; ; thin = true {
		notices := leftOut(len(r.Findings), len(keep), thin, limits)
		data, err := encode(newDocument(r, prints, keep, thin, notices))
		if err != nil {
			return nil, err
		}
		fits, err := fits(data, limits.Gzipped)
		if err != nil {
			return nil, err
		}
		if fits || thin && len(keep) == 0 {
			_, err = w.Write(data)
			return notices, err
		}
		if thin {
			keep = mostSevere(r, len(keep)/2)
		}
	}
}

// mostSevere returns the indices of the n findings that matter most, in their order
// in the report.
func mostSevere(r *run.Report, n int) []int {
	order := make([]int, len(r.Findings))
	for i := range order {
		order[i] = i
	}
	if len(order) <= n {
		return order
	}
	slices.SortStableFunc(order, func(a, b int) int {
		f, g := &r.Findings[a], &r.Findings[b]
		return cmp.Or(cmp.Compare(g.Level, f.Level), cmp.Compare(g.Rule.Precision, f.Rule.Precision))
	})
	order = order[:n]
	slices.Sort(order)
	return order
}

func leftOut(all, kept int, thin bool, limits Limits) []run.Notice {
	var out []run.Notice
	say := func(format string, args ...any) {
		out = append(out, run.Notice{Kind: run.LimitReached, Level: rule.Warning, File: -1, Message: fmt.Sprintf(format, args...)})
	}
	if kept < all {
		say("SARIF lists the %d most severe of %d findings, to stay within %d results and %d compressed bytes",
			kept, all, limits.Results, limits.Gzipped)
	}
	if thin {
		say("SARIF leaves out source snippets, to stay within %d compressed bytes", limits.Gzipped)
	}
	return out
}

func encode(d *document) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(d)
	return b.Bytes(), err
}

// fits reports whether data takes at most limit bytes when compressed.
func fits(data []byte, limit int) (bool, error) {
	if len(data) <= limit {
		return true, nil // compressing would only cost time
	}
	var n counter
	z := gzip.NewWriter(&n)
	if _, err := z.Write(data); err != nil {
		return false, err
	}
	err := z.Close()
	return int(n) <= limit, err
}

// counter counts the bytes written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func newDocument(r *run.Report, prints []string, keep []int, thin bool, extra []run.Notice) *document {
	b := newBuilder(r, thin)
	inner := &gs.Run{
		Results:               []*gs.Result{},
		AutomationDetails:     &gs.RunAutomationDetails{ID: ptr("racehunt/")},
		ColumnKind:            "utf16CodeUnits",
		DefaultSourceLanguage: ptr("python"),
		OriginalUriBaseIDs: map[string]*gs.ArtifactLocation{
			rootID: {Description: &gs.Message{Text: ptr("The root of the analysed project.")}},
		},
		Taxonomies: []*gs.ToolComponent{weaknesses(r.Rules)},
	}
	for _, i := range keep {
		inner.Results = append(inner.Results, b.result(&r.Findings[i], prints[i]))
	}
	inner.Invocations = []*gs.Invocation{b.invocation(append(slices.Clone(r.Notices), extra...))}
	inner.Artifacts = b.artifacts // last: everything above may enter a file
	return &document{Schema: schema, Version: string(gs.Version210),
		Runs: []*runDoc{{Run: inner, Tool: toolDoc{Driver: component(r)}}}}
}

// invocation says how the run went.
func (b *builder) invocation(notices []run.Notice) *gs.Invocation {
	successful := true
	inv := &gs.Invocation{ExitCode: ptr(b.r.ExitCode)}
	for i := range notices {
		successful = successful && notices[i].Kind != run.Crash
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, b.notification(&notices[i]))
	}
	inv.ExecutionSuccessful = &successful
	return inv
}

func (b *builder) notification(n *run.Notice) *gs.Notification {
	msg := n.Message
	if n.Kind == run.Crash {
		msg = fmt.Sprintf("internal error in %s: %s", n.Stage, msg)
	}
	if n.File < 0 && n.Path != "" {
		msg = n.Path + ": " + msg
	}
	out := &gs.Notification{
		Level:      n.Level.String(),
		Message:    &gs.Message{Text: ptr(truncate(sentence(closeLinks(msg, 0)), maxMessage))},
		Descriptor: &gs.ReportingDescriptorReference{Id: ptr(string(n.Kind))},
	}
	for i, k := range run.Kinds() {
		if k.Kind == n.Kind {
			out.Descriptor.Index = ptr(uint(i))
		}
	}
	switch {
	case n.HasPlace():
		out.Locations = []*gs.Location{b.location(rule.Loc{File: n.File, Span: n.Span}, "")}
	case n.File >= 0:
		out.Locations = []*gs.Location{{PhysicalLocation: &gs.PhysicalLocation{ArtifactLocation: b.artifact(n.File)}}}
	}
	return out
}
