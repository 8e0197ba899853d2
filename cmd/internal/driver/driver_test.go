package driver_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/cmd/internal/driver"
	"github.com/racehunt/racehunt/cmd/internal/driver/drivertest"
	"github.com/racehunt/racehunt/report"
	"github.com/racehunt/racehunt/report/run"
	"github.com/racehunt/racehunt/sarif"
)

// tree writes files, given as path and text in turn, and returns their folder.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func analyze(t *testing.T, opt driver.Options) *run.Report {
	t.Helper()
	out, err := driver.Analyze(drivertest.Engine(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return out.Report
}

func paths(r *run.Report) string {
	var out []string
	for _, f := range r.Files {
		out = append(out, f.Path)
	}
	return strings.Join(out, " ")
}

// lines returns findings and notices, one a line.
func lines(r *run.Report) string {
	var b strings.Builder
	for i := range r.Findings {
		f := &r.Findings[i]
		p := r.Place(f.Loc)
		fmt.Fprintf(&b, "%s:%d %s %s\n", p.Path, p.Line, f.Level, f.Rule.ID)
	}
	for _, n := range r.Notices {
		where := n.Path
		if n.File >= 0 {
			where = fmt.Sprintf("%s:%d", r.Path(n.File), r.Place(rule.Loc{File: n.File, Span: n.Span}).Line)
		}
		fmt.Fprintf(&b, "%s %s: %s\n", where, n.Kind, n.Message)
	}
	return b.String()
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", what, got, want)
	}
}

func TestDiscover(t *testing.T) {
	dir := tree(t,
		"b.py", "", "a/z.py", "", "a/deep/y.pyw", "", "a/data.txt", "", "script", "",
		"venv/pyvenv.cfg", "", "venv/lib.py", "", "node_modules/x.py", "", "__pycache__/x.py", "", ".git/x.py", "",
	)
	for _, link := range [][2]string{{"a", "loop"}, {"../a", "a/up"}, {"a/z.py", "alias.py"}, {"nowhere", ".#lock.py"}} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	for _, c := range []struct{ args, want string }{
		{".", "a/deep/y.pyw a/z.py b.py"},
		{"a", "a/deep/y.pyw a/z.py"},
		{"b.py a b.py ./b.py", "a/deep/y.pyw a/z.py b.py"},
		{"script", "script"},
		{"venv", "venv/lib.py"},
		{"node_modules", "node_modules/x.py"},
		{"alias.py", "a/z.py"},
		{"loop", "a/deep/y.pyw a/z.py"},
	} {
		r := analyze(t, driver.Options{Dir: dir, Paths: strings.Fields(c.args)})
		expect(t, c.args, paths(r), c.want)
	}
}

func TestIgnoreFiles(t *testing.T) {
	dir := tree(t,
		".git/info/exclude", "excluded.py\n",
		".gitignore", "# comment\n\n*.gen.py\n/top.py\nbuild/\n**/cache/*.py\ndoc/*.py\n!doc/keep.py\nodd[!a].py\nb{1,2}.py\n",
		"x.gen.py", "", "sub/x.gen.py", "", "top.py", "", "sub/top.py", "", "build/a.py", "", "sub/build/a.py", "",
		"sub/cache/a.py", "", "cache/b.py", "", "cache/in/c.py", "", "doc/a.py", "", "doc/keep.py", "", "excluded.py", "",
		"sub/.gitignore", "local.py\n!x.gen.py\n", "sub/local.py", "", "local.py", "", "odda.py", "", "oddb.py", "", "b1.py", "",
	)
	for _, c := range []struct{ at, args, want string }{
		{".", ".", "b1.py cache/in/c.py doc/keep.py local.py odda.py sub/top.py sub/x.gen.py"},
		{"sub", ".", "top.py x.gen.py"},
		{".", "build", "build/a.py"},
		{".", "top.py sub/build", "sub/build/a.py top.py"},
		{".", "cache", "cache/in/c.py"},
		{"cache", "b.py", "b.py"},
	} {
		r := analyze(t, driver.Options{Dir: filepath.Join(dir, c.at), Paths: strings.Fields(c.args)})
		expect(t, c.at+" "+c.args, paths(r), c.want)
	}
}

// TestRoot: SARIF wants paths from the root of the repository, people from where they are.
func TestRoot(t *testing.T) {
	dir := tree(t, ".git/HEAD", "", "sub/a.py", "", "b.py", "")
	r := analyze(t, driver.Options{Dir: filepath.Join(dir, "sub"), Paths: []string{".", "../b.py"}})
	got := fmt.Sprint(r.Files)
	expect(t, "root", got, "[{../b.py b.py} {a.py sub/a.py}]")
	r = analyze(t, driver.Options{Dir: filepath.Join(dir, "sub"), Root: "."})
	expect(t, "given root", fmt.Sprint(r.Files), "[{a.py a.py}]")
	other := tree(t, "pkg/c.py", "")
	r = analyze(t, driver.Options{Dir: dir, Paths: []string{other}})
	expect(t, "elsewhere", r.Files[0].Rel, "pkg/c.py")
}

func TestSuppressions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"same line", "x = RACE  # racehunt: ignore[RH102] one writer\n", ""},
		{"by name", "x = RACE  # racehunt: ignore[read-modify-write] one writer\n", ""},
		{"own line", "# racehunt: ignore[RH102] one writer\n\n# more\nx = RACE\n", ""},
		{"two rules", "x = RACE SLOW # racehunt: ignore[RH102, RH310] both\n", ""},
		{"other rule", "x = RACE SLOW # racehunt: ignore[RH310] slow\n", "a.py:1 error RH102"},
		{"other line", "x = RACE\ny = 1  # racehunt: ignore[RH102] no\n", "a.py:1 error RH102\na.py:2 unused-suppression: RH102 reports nothing here; remove it from the comment"},
		{"no reason", "x = RACE  # racehunt: ignore[RH102]\n", "a.py:1 suppression-without-reason: say why: # racehunt: ignore[RH102] reason"},
		{"no rule", "x = RACE  # racehunt: ignore it\n", "a.py:1 error RH102\na.py:1 malformed-comment: ignore must name rules: # racehunt: ignore[RH102] reason"},
		{"typo", "x = RACE  # racehunt: ingore[RH102] it\n", "a.py:1 error RH102\na.py:1 malformed-comment: unknown comment \"ingore\"; known is ignore[RULE] reason"},
		{"unknown rule", "x = RACE  # racehunt: ignore[RH1O2] it\n", "a.py:1 error RH102\na.py:1 malformed-comment: unknown rule \"RH1O2\"; did you mean RH102 read-modify-write?"},
		{"pedantic", "x = PEDANT  # racehunt: ignore[RH310] it\n", ""},
	} {
		r := analyze(t, driver.Options{Dir: tree(t, "a.py", c.text)})
		expect(t, c.name, lines(r), c.want)
	}
}

// TestSuppressionOfOtherRun: a rule that did not run says nothing about its comments.
func TestSuppressionOfOtherRun(t *testing.T) {
	dir := tree(t, "a.py", "x = RACE  # racehunt: ignore[RH102] one writer\n")
	expect(t, "deselected", lines(analyze(t, driver.Options{Dir: dir, Select: []string{"RH3"}})), "")
	dir = tree(t, "a.py", "x = 1 CHECKPANIC # racehunt: ignore[RH102] one writer\n")
	if got := lines(analyze(t, driver.Options{Dir: dir})); strings.Contains(got, string(run.Unused)) {
		t.Errorf("a crashed check proves nothing: %s", got)
	}
}

func TestSelect(t *testing.T) {
	dir := tree(t, "a.py", "RACE SLOW HINT PEDANT\n")
	for _, c := range []struct {
		sel, ignore string
		pedantic    bool
		want        int
	}{
		{"", "", false, 3}, {"", "", true, 4}, {"RH1", "", false, 1}, {"rh310", "", false, 2}, {"all", "RH3", false, 1},
		{"blocking-call-in-coroutine", "", true, 3}, {"RH1,RH3", "RH102", false, 2}, {"all", "all", false, 0},
	} {
		split := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) }
		r := analyze(t, driver.Options{Dir: dir, Select: split(c.sel), Ignore: split(c.ignore), Pedantic: c.pedantic})
		if len(r.Findings) != c.want {
			t.Errorf("%+v: got %d findings", c, len(r.Findings))
		}
	}
}

func TestExitCode(t *testing.T) {
	for _, c := range []struct {
		text   string
		failOn rule.Level
		want   int
	}{
		{"x\n", rule.Warning, 0}, {"HINT\n", rule.Warning, 0}, {"HINT\n", rule.Note, 1}, {"SLOW\n", rule.Warning, 1},
		{"SLOW\n", rule.Error, 0}, {"RACE\n", rule.Error, 1}, {"BROKEN\n", rule.Note, 0}, {"PANIC\n", rule.Warning, 3},
		{"RACE CHECKPANIC\n", rule.Warning, 3},
	} {
		if r := analyze(t, driver.Options{Dir: tree(t, "a.py", c.text), FailOn: c.failOn}); r.ExitCode != c.want {
			t.Errorf("%q: exit code %d, want %d", c.text, r.ExitCode, c.want)
		}
	}
	r := analyze(t, driver.Options{Dir: tree(t, "a.py", "RACE\n"), Paths: []string{"a.py", "missing.py"}})
	if r.ExitCode != driver.ExitUsage || len(r.Findings) != 1 {
		t.Errorf("a missing file: exit code %d, %d findings", r.ExitCode, len(r.Findings))
	}
}

// TestCrash: a panic costs one file, not the run, and not the next file of the worker.
func TestCrash(t *testing.T) {
	dir := tree(t, "a.py", "PANIC\n", "b.py", "RACE\n", "c.py", "PANIC\n", "d.py", "SLOW\n")
	r := analyze(t, driver.Options{Dir: dir, Jobs: 1})
	got := lines(r)
	for _, want := range []string{"b.py:1 error RH102", "d.py:1 warning RH310", "a.py:1 internal-error: told to panic (in ", "c.py:1 internal-error"} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
	if r.Analysed != 2 || r.ExitCode != driver.ExitBug {
		t.Errorf("analysed %d, exit code %d", r.Analysed, r.ExitCode)
	}
}

func TestTooLarge(t *testing.T) {
	dir := tree(t, "a.py", strings.Repeat("x", 100)+" RACE\n")
	r := analyze(t, driver.Options{Dir: dir, MaxFile: 50})
	expect(t, "file", lines(r), "a.py unreadable-file: larger than 0 MiB; not analysed")
	r = analyze(t, driver.Options{Dir: dir, Paths: []string{"-"}, Stdin: strings.NewReader(strings.Repeat("x", 51)), MaxFile: 50})
	expect(t, "standard input", lines(r), "<stdin> unreadable-file: larger than 0 MiB; not analysed")
}

// TestChanged: an edit between reading and reporting is noticed.
func TestChanged(t *testing.T) {
	dir := tree(t, "a.py", "RACE\n")
	e := drivertest.Engine()
	inner := e.Check
	e.Check = func(s []driver.Source, opt driver.CheckOptions) driver.Result {
		if err := os.Remove(filepath.Join(dir, "a.py")); err != nil {
			t.Fatal(err)
		}
		return inner(s, opt)
	}
	out, err := driver.Analyze(e, driver.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if got := lines(out.Report); !strings.Contains(got, string(run.Changed)) {
		t.Errorf("not noticed: %s", got)
	}
	draw(t, out.Report)
}

// draw returns the run in every format.
func draw(t *testing.T, r *run.Report) string {
	t.Helper()
	var b bytes.Buffer
	for _, f := range report.Formats() {
		if err := f.Write(&b, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := report.Notices(&b, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := sarif.Write(&b, r, sarif.GitHub()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDeterminism: neither workers nor the order of arguments change a byte.
func TestDeterminism(t *testing.T) {
	var files []string
	orders := []string{"RACE", "SLOW HINT", "BROKEN RACE", "PANIC", "RACE # racehunt: ignore[RH102]", "CHECKPANIC", "x # racehunt: ignore[RH310] gone"}
	for i := range 120 {
		files = append(files, fmt.Sprintf("d%d/f%d.py", i%7, i), fmt.Sprintf("# %d\nx = %s\n", i, orders[i%len(orders)]))
	}
	dir := tree(t, files...)
	var want string
	for jobs := 1; jobs <= 16; jobs *= 2 {
		for _, args := range []string{".", "d6 d5 d4 d3 d2 d1 d0"} {
			got := draw(t, analyze(t, driver.Options{Dir: dir, Jobs: jobs, Paths: strings.Fields(args)}))
			if want == "" {
				want = got
			} else if got != want {
				t.Fatalf("%d jobs over %s: output differs", jobs, args)
			}
		}
	}
}
