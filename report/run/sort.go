package run

import (
	"cmp"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
)

// Sort puts findings into the order of every report: by file, place, rule and then
// by what they say, so that the order never depends on who found them first.
func Sort(findings []rule.Finding) {
	slices.SortStableFunc(findings, func(a, b rule.Finding) int { return comparePlaces(&a, &b) })
}

func comparePlaces(a, b *rule.Finding) int {
	return cmp.Or(
		cmp.Compare(a.Loc.File, b.Loc.File),
		cmp.Compare(a.Loc.Span.Start, b.Loc.Span.Start),
		cmp.Compare(a.Rule.ID, b.Rule.ID),
		cmp.Compare(a.Loc.Span.End, b.Loc.Span.End),
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.Message, b.Message),
	)
}

// SortNotices puts notices in the order of files and places; those of no file first.
func SortNotices(notices []Notice) {
	slices.SortStableFunc(notices, func(a, b Notice) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Message, b.Message),
		)
	})
}
