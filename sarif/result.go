package sarif

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// Limits of one result.
const (
	maxMessage = 4000   // characters; ours, as nobody reads further
	maxSteps   = 10_000 // thread-flow locations that GitHub accepts
	maxRelated = 1_000  // locations that GitHub accepts
)

// builder makes the results of one document.
type builder struct {
	r         *run.Report
	rules     map[string]int // index of a rule in the rules array, by ID
	artifacts []*gs.Artifact
	index     map[int]int      // index in artifacts, by file
	hashes    map[int][]string // GitHub's line hashes, by file
	thin      bool             // leave out what only saves a look into the source
}

func newBuilder(r *run.Report, thin bool) *builder {
	b := &builder{r: r, rules: map[string]int{}, index: map[int]int{}, hashes: map[int][]string{}, thin: thin}
	for i, info := range r.Rules {
		b.rules[info.ID] = i
	}
	return b
}

func (b *builder) result(f *rule.Finding, fingerprint string) *gs.Result {
	res := &gs.Result{
		RuleID:    ptr(f.Rule.ID),
		Level:     ptr(f.Level.String()),
		Message:   gs.Message{Text: ptr(truncate(resultMessage(f), maxMessage))},
		Locations: []*gs.Location{b.primary(f)},
		PartialFingerprints: map[string]any{
			"primaryLocationLineHash": b.lineHash(f.Loc),
			"racehunt/v1":             fingerprint,
		},
		CodeFlows: b.codeFlows(f),
	}
	if i, ok := b.rules[f.Rule.ID]; ok {
		res.RuleIndex = ptr(uint(i))
	}
	for i, rel := range f.Related[:min(len(f.Related), maxRelated)] {
		loc := b.location(rel.Loc, rel.Text)
		loc.Id = ptr(uint(i + 1))
		res.RelatedLocations = append(res.RelatedLocations, loc)
	}
	res.Properties = properties(f)
	return res
}

// resultMessage is the finding's message and why it is believed. GitHub shows only
// the first sentence where space is short.
func resultMessage(f *rule.Finding) string {
	msg := sentence(closeLinks(f.Message, len(f.Related)))
	if msg == "" {
		msg = sentence(f.Rule.Name)
	}
	if f.Evidence != "" {
		msg += " Why: " + sentence(closeLinks(f.Evidence, len(f.Related)))
	}
	return msg
}

var link = regexp.MustCompile(`\[([^\[\]]*)\]\(([^()]*)\)`)

// closeLinks escapes what looks like a link but leads nowhere, such as the code
// jobs[key](x); SARIF takes brackets before parentheses for a link.
func closeLinks(msg string, related int) string {
	return link.ReplaceAllStringFunc(msg, func(s string) string {
		m := link.FindStringSubmatch(s)
		if n, err := strconv.Atoi(m[2]); err == nil && 1 <= n && n <= related {
			return s
		}
		return `\[` + m[1] + `\](` + m[2] + `)`
	})
}

// withoutLinks keeps the texts of links to related places only, for where no link is followed.
func withoutLinks(msg string, related int) string {
	return link.ReplaceAllStringFunc(msg, func(s string) string {
		m := link.FindStringSubmatch(s)
		if n, err := strconv.Atoi(m[2]); err == nil && 1 <= n && n <= related {
			return m[1]
		}
		return s
	})
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

func properties(f *rule.Finding) gs.Properties {
	p := gs.Properties{}
	for key, value := range map[string]string{"subject": f.Subject, "evidence": withoutLinks(f.Evidence, len(f.Related)), "fix": f.Fix} {
		if value != "" {
			p[key] = value
		}
	}
	if len(p) == 0 {
		return nil
	}
	return p
}

// primary is the finding's own place: one line, so that GitHub can annotate a pull
// request with it, and the lines around it.
func (b *builder) primary(f *rule.Finding) *gs.Location {
	loc := b.location(f.Loc, "")
	if f.Symbol != "" {
		loc.LogicalLocations = []*gs.LogicalLocation{{FullyQualifiedName: ptr(f.Symbol), Kind: ptr("function")}}
	}
	if !b.thin {
		loc.PhysicalLocation.ContextRegion = b.context(f.Loc)
	}
	return loc
}

// location is a place with an optional message. It is always one line: the first of
// the span.
func (b *builder) location(loc rule.Loc, message string) *gs.Location {
	p := b.r.Place(loc)
	region := &gs.Region{
		StartLine: ptr(p.Line), StartColumn: ptr(p.Start16),
		EndLine: ptr(p.Line), EndColumn: ptr(p.End16),
	}
	if piece := p.FirstLine[p.StartByte:p.EndByte]; len(piece) > 0 && !b.thin {
		region.Snippet = snippet(piece)
	}
	out := &gs.Location{PhysicalLocation: &gs.PhysicalLocation{ArtifactLocation: b.artifact(loc.File), Region: region}}
	if message != "" {
		out.Message = &gs.Message{Text: ptr(truncate(closeLinks(message, 0), maxMessage))}
	}
	return out
}

// context is the line of a place with its neighbours.
func (b *builder) context(loc rule.Loc) *gs.Region {
	p, t := b.r.Place(loc), b.r.Text(loc.File)
	first, last := max(1, p.Line-2), min(t.LineCount(), p.Line+2)
	lines := t.Text[t.LineStart(first):]
	if last < t.LineCount() {
		lines = t.Text[t.LineStart(first):t.LineStart(last+1)]
	}
	if first == last || len(lines) > 4096 { // minified code explains nothing
		return nil
	}
	return &gs.Region{StartLine: ptr(first), EndLine: ptr(last), Snippet: snippet(bytes.TrimRight(lines, "\r\n"))}
}

func snippet(code []byte) *gs.ArtifactContent {
	return &gs.ArtifactContent{Text: ptr(strings.ToValidUTF8(string(code), "\uFFFD"))}
}

// artifact names a file and enters it into the list of artifacts.
func (b *builder) artifact(file int) *gs.ArtifactLocation {
	if file < 0 || file >= len(b.r.Files) {
		return artifactLocation("unknown", -1)
	}
	i, ok := b.index[file]
	if !ok {
		i = len(b.artifacts)
		b.index[file] = i
		b.artifacts = append(b.artifacts, &gs.Artifact{
			Location:       artifactLocation(b.r.Files[file].Rel, i),
			Length:         len(b.r.Source(file).Raw),
			Roles:          []string{"analysisTarget"},
			SourceLanguage: ptr("python"),
			MimeType:       ptr("text/x-python"),
		})
	}
	return artifactLocation(b.r.Files[file].Rel, i)
}

// lineHash is GitHub's fingerprint of the line of a place.
func (b *builder) lineHash(loc rule.Loc) string {
	hashes, ok := b.hashes[loc.File]
	if !ok {
		hashes = lineHashes(b.r.Source(loc.File).Raw)
		b.hashes[loc.File] = hashes
	}
	line := b.r.Place(loc).Line
	if line > len(hashes) {
		line = len(hashes)
	}
	return hashes[line-1]
}
