package sarif

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
	"github.com/racehunt/racehunt/report/run/runtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func testdata(name string) string { return filepath.Join("..", "testdata", "sarif", name) }

// standard compiles the schema of the standard, formats included.
func standard(t testing.TB) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(testdata("sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, data []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("not valid SARIF: %v", err)
	}
}

func TestGolden(t *testing.T) {
	s := standard(t)
	for _, c := range runtest.Cases() {
		var b bytes.Buffer
		if _, err := Write(&b, c.Report, GitHub()); err != nil {
			t.Fatal(err)
		}
		validate(t, s, b.Bytes())
		file := testdata(c.Name + ".sarif")
		if *update {
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s.sarif differs; got\n%s", c.Name, b.Bytes())
		}
	}
}

// TestSchemaRejects: the schema test would be worthless if it accepted anything.
func TestSchemaRejects(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"tool": {}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if standard(t).Validate(doc) == nil {
		t.Error("a run without a driver was accepted")
	}
}

func TestURI(t *testing.T) {
	cases := []struct {
		rel, want string
		relative  bool
	}{
		{"a.py", "a.py", true},
		{"dir/./b c.py", "dir/b%20c.py", true},
		{"naïve#1?.py", "na%C3%AFve%231%3F.py", true},
		{"c:d.py", "c%3Ad.py", true},
		{"100%.py", "100%25.py", true},
		{"<stdin>", "%3Cstdin%3E", true},
		{"/srv/x y.py", "file:///srv/x%20y.py", false},
		{"C:/x/y.py", "file:///C:/x/y.py", false},
	}
	for _, c := range cases {
		if got, relative := uri(c.rel); got != c.want || relative != c.relative {
			t.Errorf("%s: got %s %v, want %s %v", c.rel, got, relative, c.want, c.relative)
		}
	}
}

func TestCloseLinks(t *testing.T) {
	cases := []struct{ in, want string }{
		{"see [here](1)", "see [here](1)"},
		{"see [here](3)", `see \[here\](3)`},
		{"jobs[key](x)", `jobs\[key\](x)`},
		{"jobs[*].state", "jobs[*].state"},
	}
	for _, c := range cases {
		if got := closeLinks(c.in, 2); got != c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, c.want)
		}
	}
}

// many returns a report with n findings, of which every tenth is an error.
func many(n int) *run.Report {
	m := runtest.New()
	f := m.File("a.py", strings.Repeat("self.total = 1\n", n))
	for i := range n {
		level := rule.Note
		if i%10 == 9 {
			level = rule.Error
		}
		loc := rule.Loc{File: f}
		loc.Span.Start = uint32(i * len("self.total = 1\n"))
		loc.Span.End = loc.Span.Start + 10
		m.Add(rule.Finding{Rule: m.Rule("RH102"), Level: level, Loc: loc, Message: fmt.Sprint("finding ", i)})
	}
	return m.Report
}

// decode reads what the tests look at.
func decode(t *testing.T, data []byte) (levels []string, notifications []string) {
	t.Helper()
	var d struct {
		Runs []struct {
			Results     []struct{ Level string }
			Invocations []struct {
				ToolExecutionNotifications []struct{ Message struct{ Text string } }
			}
		}
	}
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Runs[0].Results {
		levels = append(levels, r.Level)
	}
	for _, n := range d.Runs[0].Invocations[0].ToolExecutionNotifications {
		notifications = append(notifications, n.Message.Text)
	}
	return levels, notifications
}

func TestLimitResults(t *testing.T) {
	var b bytes.Buffer
	notices, err := Write(&b, many(100), Limits{Results: 15, Gzipped: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	levels, notes := decode(t, b.Bytes())
	if got := strings.Count(strings.Join(levels, " "), "error"); len(levels) != 15 || got != 10 {
		t.Errorf("kept %d results, %d errors; want 15 and 10", len(levels), got)
	}
	if len(notices) != 1 || len(notes) != 1 || !strings.Contains(notes[0], "15 most severe of 100") {
		t.Errorf("not said: %v %v", notices, notes)
	}
}

func TestLimitBytes(t *testing.T) {
	var b bytes.Buffer
	notices, err := Write(&b, many(2000), Limits{Results: 25_000, Gzipped: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	if ok, _ := fits(b.Bytes(), 20_000); !ok {
		t.Error("the document is too large")
	}
	if levels, _ := decode(t, b.Bytes()); len(levels) == 0 || len(notices) != 2 {
		t.Errorf("%d results, notices %v", len(levels), notices)
	}
	validate(t, standard(t), b.Bytes())
}

// TestLongWitness: GitHub rejects a result with more than 10,000 steps.
func TestLongWitness(t *testing.T) {
	m := runtest.New()
	f := m.File("a.py", "self.total = 1\n")
	loc := m.At(f, "self.total", 1)
	steps := make([]rule.Step, 12_000)
	for i := range steps {
		steps[i] = rule.Step{Actor: i % 2, Loc: loc, Calls: []rule.Frame{{Func: fmt.Sprint("f", i), Loc: loc}}}
	}
	b := newBuilder(m.Report, false)
	flows := b.codeFlows(&rule.Finding{Rule: m.Rule("RH102"), Loc: loc, Witness: rule.Witness{Actors: []string{"A", "B"}, Steps: steps}})
	if n := total(flows[0].ThreadFlows); n != maxSteps {
		t.Errorf("%d steps, want %d", n, maxSteps)
	}
}

// TestFingerprintSurvivesEdits: lines may move, findings are never merged.
func TestFingerprintSurvivesEdits(t *testing.T) {
	make := func(prefix string) []string {
		m := runtest.New()
		f := m.File("a.py", prefix+"x = 1\nx = 2\ny = 3\n")
		for _, piece := range []string{"x = 1", "x = 2", "y = 3"} {
			m.Add(rule.Finding{Rule: m.Rule("RH102"), Loc: m.At(f, piece, 1), Symbol: "f", Subject: piece[:1], Message: piece})
		}
		return m.Report.Fingerprints()
	}
	before, after := make(""), make("# new line\n\n")
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("moved lines changed %v to %v", before, after)
	}
	if before[0] == before[1] || before[1] == before[2] {
		t.Errorf("two findings share a fingerprint: %v", before)
	}
}
