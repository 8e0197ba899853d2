package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/report/run/runtest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with a file under testdata/report.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("..", "testdata", "report", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got\n%s\nwant\n%s", name, got, want)
	}
}

func TestGolden(t *testing.T) {
	for _, c := range runtest.Cases() {
		for _, f := range Formats() {
			var b bytes.Buffer
			if err := f.Write(&b, c.Report, Options{}); err != nil {
				t.Fatal(err)
			}
			golden(t, c.Name+"."+f.Name, b.Bytes())
		}
	}
}

func TestGoldenVariants(t *testing.T) {
	write := map[string]func(*bytes.Buffer) error{
		"tasks.color.text": func(b *bytes.Buffer) error { return Text(b, runtest.Cases()[1].Report, Options{Color: true}) },
		"tasks.narrow.text": func(b *bytes.Buffer) error {
			return Text(b, runtest.Cases()[1].Report, Options{Width: 60, Timing: true})
		},
		"notices.lines": func(b *bytes.Buffer) error { return Notices(b, runtest.Cases()[6].Report, Options{}) },
		"rules.text":    func(b *bytes.Buffer) error { return RuleTable(b, runtest.Rules(), Options{}) },
		"rules.md":      func(b *bytes.Buffer) error { return RuleMarkdown(b, runtest.Rules()) },
		"rules.json":    func(b *bytes.Buffer) error { return RuleJSON(b, runtest.Rules()) },
		"explain.text":  func(b *bytes.Buffer) error { return Explain(b, runtest.Rules()[0], Options{}) },
		"explain.color": func(b *bytes.Buffer) error { return Explain(b, runtest.Rules()[2], Options{Color: true}) },
	}
	for name, f := range write {
		var b bytes.Buffer
		if err := f(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// TestTextIsSafe: nothing from a source file may reach the terminal as a control.
func TestTextIsSafe(t *testing.T) {
	for _, c := range runtest.Cases() {
		var b bytes.Buffer
		if err := Text(&b, c.Report, Options{}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if strings.IndexFunc(line, unsafeRune) >= 0 {
				t.Errorf("%s: unsafe line %q", c.Name, line)
			}
			if strings.HasSuffix(line, " ") {
				t.Errorf("%s: trailing space in %q", c.Name, line)
			}
		}
	}
}

// TestTextFits: source lines and labels stay within the width that was asked for.
func TestTextFits(t *testing.T) {
	for _, c := range runtest.Cases() {
		for _, width := range []int{40, 60, 80, 120} {
			var b bytes.Buffer
			if err := Text(&b, c.Report, Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(b.String(), "\n") {
				if n := widths().StringWidth(line); n > width && strings.Contains(line, " | ") {
					t.Errorf("%s at %d: %d columns in %q", c.Name, width, n, line)
				}
			}
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("x = 1\n", uint32(0), uint32(1), uint32(2), uint32(9), 80)
	f.Add("\t表\u202e\r\r\n\x00", uint32(3), uint32(1), uint32(0), uint32(1<<31), 0)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d uint32, width int) {
		m := runtest.New()
		file := m.File("a.py", text)
		loc := rule.Loc{File: file, Span: source.Span{Start: a, End: b}}
		m.Add(rule.Finding{
			Rule: m.Rule("RH102"), Level: rule.Error, Loc: loc, Message: text, Symbol: text, Evidence: text,
			Witness: rule.Witness{Actors: []string{"A", text}, Steps: []rule.Step{
				{Actor: 0, Loc: loc, Text: text},
				{Actor: 1, Loc: rule.Loc{File: file, Span: source.Span{Start: c, End: d}}, Text: "reads", Locks: []string{text}},
				{Actor: int(a), Loc: rule.Loc{File: int(int32(b)), Span: source.Span{Start: c, End: d}}},
			}},
			Related: []rule.Related{{Loc: loc, Text: text}},
		})
		var out bytes.Buffer
		if err := Text(&out, m.Report, Options{Width: width % 300}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if strings.IndexFunc(line, unsafeRune) >= 0 {
				t.Fatalf("unsafe line %q", line)
			}
		}
		if err := JSON(&out, m.Report, Options{}); err != nil {
			t.Fatal(err)
		}
	})
}
