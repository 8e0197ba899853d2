package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var updateReadme = flag.Bool("update-readme", false, "rewrite the rule table in the README")

// TestReadmeRules holds the README's table to what `racehunt rules --markdown` prints,
// so that a rule is described in one place only.
func TestReadmeRules(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"racehunt", "rules", "--markdown"}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(readme), "## Rules\n\n")
	_, tail, ok2 := strings.Cut(rest, "\n\n## ")
	if !ok || !ok2 {
		t.Fatal("the README has no section Rules followed by another one")
	}
	want := head + "## Rules\n\n" + strings.TrimRight(out.String(), "\n") + "\n\n## " + tail
	if *updateReadme {
		if err := os.WriteFile("../../README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(readme) {
		t.Error("the table is out of date: go test ./cmd/racehunt -run ReadmeRules -update-readme")
	}
}
