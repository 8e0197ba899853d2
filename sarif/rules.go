package sarif

import (
	"fmt"
	"slices"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/ruledoc"
	"github.com/racehunt/racehunt/report/run"
)

// Limits of GitHub on the texts and tags of a rule, in characters.
const (
	maxName        = 255
	maxDescription = 1024
	maxTags        = 10
)

// component describes racehunt itself with all its rules.
func component(r *run.Report) *componentDoc {
	c := &componentDoc{
		ToolComponent: &gs.ToolComponent{
			Name:                "racehunt",
			FullName:            ptr("racehunt " + r.Version),
			Version:             ptr(r.Version),
			SemanticVersion:     ptr(r.Version),
			ShortDescription:    text("Finds race conditions, deadlocks and async bugs in Python, each with a witness."),
			SupportedTaxonomies: []*gs.ToolComponentReference{taxonomy()},
		},
		Rules: []*ruleDoc{},
	}
	for _, info := range r.Rules {
		c.Rules = append(c.Rules, descriptor(info))
	}
	for _, k := range run.Kinds() {
		c.Notifications = append(c.Notifications, &gs.ReportingDescriptor{
			ID: string(k.Kind), ShortDescription: text(k.Meaning), FullDescription: text(k.Meaning),
			Help: text(k.Meaning), // GitHub wants it of every descriptor
		})
	}
	return c
}

// descriptor describes one rule.
func descriptor(info *rule.Info) *ruleDoc {
	summary := ruledoc.Summary(info)
	full := summary
	if info.Doc.Why != "" {
		full += " " + info.Doc.Why
	}
	d := &ruleDoc{ReportingDescriptor: &gs.ReportingDescriptor{
		ID:                   info.ID,
		Name:                 ptr(truncate(info.Name, maxName)),
		ShortDescription:     text(truncate(summary, maxDescription)),
		FullDescription:      text(truncate(full, maxDescription)),
		DefaultConfiguration: &gs.ReportingConfiguration{Level: info.Level.String()},
		Help: &gs.MultiformatMessageString{
			Text: ptr(ruledoc.Text(info)), Markdown: ptr(ruledoc.Markdown(info, 2)),
		},
		Properties: gs.Properties{
			"precision":        info.Precision.String(),
			"problem.severity": severity(info.Level),
			"tags":             tags(info),
		},
	}}
	if info.Security != "" {
		d.Properties["security-severity"] = info.Security
	}
	for _, n := range info.CWE {
		d.Relationships = append(d.Relationships, &relationship{
			Target: &gs.ReportingDescriptorReference{Id: ptr(fmt.Sprint(n)), ToolComponent: taxonomy()},
			Kinds:  []string{"superset"}, // the weakness is the wider notion
		})
	}
	return d
}

// severity is GitHub's word for a level.
func severity(l rule.Level) string {
	if l == rule.Note {
		return "recommendation"
	}
	return l.String()
}

// tags are what GitHub filters by; the first CWE is the most specific, so it stays
// where there are too many.
func tags(info *rule.Info) []string {
	out := []string{"concurrency"}
	if info.Security != "" {
		out = append(out, "security")
	}
	for _, n := range info.CWE {
		out = append(out, fmt.Sprintf("external/cwe/cwe-%03d", n))
	}
	return out[:min(len(out), maxTags)]
}

// taxonomyGUID names our excerpt of the CWE list; it is arbitrary but fixed.
const taxonomyGUID = "5d0f5f3c-6b0e-4f0e-9a55-72616365c3e1"

func taxonomy() *gs.ToolComponentReference {
	return &gs.ToolComponentReference{Name: ptr("CWE"), Index: ptr(uint(0)), Guid: ptr(taxonomyGUID)}
}

// weaknesses is the part of the Common Weakness Enumeration that the rules refer to.
func weaknesses(rules []*rule.Info) *gs.ToolComponent {
	var ids []int
	for _, info := range rules {
		ids = append(ids, info.CWE...)
	}
	slices.Sort(ids)
	c := &gs.ToolComponent{
		Name: "CWE", GUID: ptr(taxonomyGUID), Organization: ptr("MITRE"),
		ShortDescription: text("The MITRE Common Weakness Enumeration."),
		IsComprehensive:  ptr(false),
		Rules:            []*gs.ReportingDescriptor{}, // null would not be valid
	}
	for _, id := range slices.Compact(ids) {
		title := weaknessTitle(id)
		c.Taxa = append(c.Taxa, &gs.ReportingDescriptor{
			ID: fmt.Sprint(id), Name: ptr(fmt.Sprintf("CWE-%d", id)), ShortDescription: text(title + "."),
		})
	}
	return c
}

func weaknessTitle(id int) string {
	titles := map[int]string{
		362:  "Concurrent Execution using Shared Resource with Improper Synchronization ('Race Condition')",
		364:  "Signal Handler Race Condition",
		366:  "Race Condition within a Thread",
		367:  "Time-of-check Time-of-use (TOCTOU) Race Condition",
		404:  "Improper Resource Shutdown or Release",
		413:  "Improper Resource Locking",
		414:  "Missing Lock Check",
		459:  "Incomplete Cleanup",
		479:  "Signal Handler Use of a Non-reentrant Function",
		543:  "Use of Singleton Pattern Without Synchronization in a Multithreaded Context",
		567:  "Unsynchronized Access to Shared Data in a Multithreaded Context",
		609:  "Double-Checked Locking",
		662:  "Improper Synchronization",
		667:  "Improper Locking",
		764:  "Multiple Locks of a Critical Resource",
		772:  "Missing Release of Resource after Effective Lifetime",
		820:  "Missing Synchronization",
		821:  "Incorrect Synchronization",
		828:  "Signal Handler with Functionality that is not Asynchronous-Safe",
		833:  "Deadlock",
		1322: "Use of Blocking Code in Single-threaded, Non-blocking Context",
	}
	if t, ok := titles[id]; ok {
		return t
	}
	return fmt.Sprintf("CWE-%d", id)
}

func text(s string) *gs.MultiformatMessageString { return &gs.MultiformatMessageString{Text: &s} }

// truncate cuts a text to at most n characters.
func truncate(s string, n int) string {
	count := 0
	for i := range s {
		if count++; count == n {
			if rest := s[i:]; len([]rune(rest)) > 1 {
				return s[:i] + "…"
			}
		}
	}
	return s
}
