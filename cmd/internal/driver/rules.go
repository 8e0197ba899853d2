package driver

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xrash/smetrics"

	"github.com/racehunt/racehunt/checks/rule"
)

// selectRules returns the sorted IDs of the rules to run: those that a pattern of
// sel matches (all if there is none), less those that a pattern of ignore matches.
func selectRules(rules []*rule.Info, sel, ignore []string) ([]string, error) {
	if len(sel) == 0 {
		sel = []string{"all"}
	}
	on := map[string]bool{}
	for _, list := range []struct {
		patterns []string
		value    bool
	}{{sel, true}, {ignore, false}} {
		for _, p := range list.patterns {
			ids, err := matchRules(rules, p)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				on[id] = list.value
			}
		}
	}
	var out []string
	for _, r := range rules {
		if on[r.ID] {
			out = append(out, r.ID)
		}
	}
	slices.Sort(out)
	return out, nil
}

// matchRules returns the IDs that a pattern means: "all", an ID, a name, or the
// beginning of an ID such as RH1.
func matchRules(rules []*rule.Info, pattern string) ([]string, error) {
	p := strings.TrimSpace(pattern)
	if strings.EqualFold(p, "all") {
		p = "RH"
	}
	var ids []string
	for _, r := range rules {
		if strings.EqualFold(r.ID, p) || r.Name == strings.ToLower(p) {
			return []string{r.ID}, nil
		}
		if len(p) >= 2 && len(p) < len(r.ID) && strings.EqualFold(r.ID[:len(p)], p) {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 && p != "RH" { // without any rule at all, "all" is still no mistake
		return nil, unknownRule(rules, pattern)
	}
	return ids, nil
}

// FindRule returns the rule with an ID or name.
func FindRule(rules []*rule.Info, name string) (*rule.Info, error) {
	for _, r := range rules {
		if strings.EqualFold(r.ID, name) || r.Name == strings.ToLower(name) {
			return r, nil
		}
	}
	return nil, unknownRule(rules, name)
}

func unknownRule(rules []*rule.Info, name string) error {
	best, score := "", 0.0
	consider := func(candidate, shown string) {
		// Jaro-Winkler suits short names with a typo: a common beginning counts more.
		if s := smetrics.JaroWinkler(strings.ToLower(name), strings.ToLower(candidate), 0.7, 4); s > score {
			best, score = shown, s
		}
	}
	for _, r := range rules {
		shown := r.ID + " " + r.Name
		consider(r.ID, shown)
		consider(r.Name, shown)
	}
	if score < 0.7 {
		return fmt.Errorf("unknown rule %q; see racehunt rules", name)
	}
	return fmt.Errorf("unknown rule %q; did you mean %s?", name, best)
}
