package run

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/racehunt/racehunt/checks/rule"
)

// Fingerprints returns one text per finding, in the order of r.Findings, that names
// the finding for baselines. It is made of the file, the function, the rule and the
// subject, never of lines, so that it survives edits elsewhere in the file; findings
// that share all four are numbered in the order in which they stand in the file, so
// that two are never taken for one.
func (r *Report) Fingerprints() []string {
	out := make([]string, len(r.Findings))
	seen := make(map[string]int, len(r.Findings))
	for _, i := range r.byPosition() {
		base := r.identity(&r.Findings[i])
		seen[base]++
		out[i] = fmt.Sprintf("%s:%d", base, seen[base])
	}
	return out
}

// byPosition returns the indices of the findings in the order of their places,
// whatever order the report lists them in.
func (r *Report) byPosition() []int {
	order := make([]int, len(r.Findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return comparePlaces(&r.Findings[a], &r.Findings[b]) })
	return order
}

func (r *Report) identity(f *rule.Finding) string {
	path := r.Path(f.Loc.File)
	if f.Loc.File >= 0 && f.Loc.File < len(r.Files) {
		path = r.Files[f.Loc.File].Rel
	}
	h := sha256.New()
	for _, part := range []string{path, f.Symbol, f.Rule.ID, f.Subject} {
		// The length keeps ("ab", "c") and ("a", "bc") apart.
		fmt.Fprintf(h, "%d:", len(part))
		io.WriteString(h, part)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
