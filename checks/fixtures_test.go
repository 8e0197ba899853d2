package checks_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/checks"
	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
	"github.com/racehunt/racehunt/program"
)

// links are references to related places; fixtures match the words of a message.
var links = regexp.MustCompile(`\[([^\[\]]+)\]\(\d+\)`)

const fixtureRoot = "../testdata/checks"

// pyFile is one file of a fixture; path is relative to the fixture.
type pyFile struct{ path, text string }

// found is a finding with its place spelt out.
type found struct {
	path    string
	line    int
	rule    string
	level   string
	message string
}

func (f found) String() string {
	return fmt.Sprintf("%s:%d: %s %s: %s", f.path, f.line, f.rule, f.level, f.message)
}

// module runs the front end and the lowering over one file.
func module(t testing.TB, file pyFile) (*source.File, *ir.Module) {
	t.Helper()
	var reader frontend.Reader
	var lowerer lower.Lowerer
	src, tree := reader.Read(file.path, []byte(file.text))
	m := lowerer.Lower(src, tree)
	if err := ir.Verify(m); err != nil {
		t.Fatalf("%s: %v", file.path, err)
	}
	for _, p := range m.Problems {
		line, _ := src.Position(p.Span.Start)
		t.Fatalf("%s:%d: %s", file.path, line, p.Message)
	}
	return src, m
}

// analyse runs the whole pipeline over the files.
func analyse(t testing.TB, files []pyFile, opt checks.Options) []found {
	t.Helper()
	sources := make([]program.Source, len(files))
	texts := make([]*source.File, len(files))
	for i, f := range files {
		texts[i], sources[i].Module = module(t, f)
		sources[i].Path = f.path
	}
	free := slices.ContainsFunc(files, func(f pyFile) bool { return strings.Contains(f.text, "# free-threaded\n") })
	result := checks.Run(program.Link(sources, program.Options{Jobs: opt.Jobs, FreeThreaded: free}), opt)
	for _, c := range result.Crashes {
		t.Errorf("%s: crash in %s: %s", c.File, c.Stage, c.Message)
	}
	var out []found
	for _, f := range result.Findings {
		line, _ := texts[f.Loc.File].Position(f.Loc.Span.Start)
		out = append(out, found{files[f.Loc.File].path, line, f.Rule.ID, f.Level.String(), links.ReplaceAllString(f.Message, "$1")})
		witness(t, out[len(out)-1], f, len(files))
	}
	return out
}

// witness holds a finding to what every finding must have.
func witness(t testing.TB, at found, f rule.Finding, files int) {
	t.Helper()
	if f.Message == "" || f.Subject == "" || len(f.Witness.Steps) == 0 || len(f.Witness.Actors) == 0 {
		t.Errorf("%v: message, subject or witness is missing", at)
	}
	for _, s := range f.Witness.Steps {
		if s.Actor < 0 || s.Actor >= len(f.Witness.Actors) || s.Loc.File < 0 || s.Loc.File >= files || s.Text == "" {
			t.Errorf("%v: step %+v is incomplete", at, s)
		}
	}
}

// places are the findings without their messages, sorted.
func places(fs []found) []string {
	var out []string
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%s:%d: %s %s", f.path, f.line, f.rule, f.level))
	}
	slices.Sort(out)
	return out
}

// read returns the files of a fixture, which is a file or a folder.
func read(t testing.TB, root string) []pyFile {
	t.Helper()
	var files []pyFile
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".py" {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		if rel == "." {
			rel = filepath.Base(p)
		}
		data, err := os.ReadFile(p)
		files = append(files, pyFile{filepath.ToSlash(rel), string(data)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// eachFixture runs do over every fixture of every rule, in parallel.
func eachFixture(t *testing.T, do func(t *testing.T, rule string, files []pyFile)) {
	t.Helper()
	fixtures, err := filepath.Glob(fixtureRoot + "/RH*/*")
	if err != nil || len(fixtures) == 0 {
		t.Fatal("no fixtures found", err)
	}
	for _, fixture := range fixtures {
		dir, base := filepath.Split(fixture)
		id := filepath.Base(dir)
		t.Run(id+"/"+base, func(t *testing.T) {
			t.Parallel()
			do(t, id, read(t, fixture))
		})
	}
}

// compare holds the findings against the comments: every finding needs a want, and
// every want a finding.
func compare(t *testing.T, files []pyFile, findings []found, pedantic bool) {
	t.Helper()
	var expected []expectation
	for _, f := range files {
		es, err := expectations(f.path, f.text)
		if err != nil {
			t.Fatal(err)
		}
		expected = append(expected, es...)
	}
	for _, f := range findings {
		i := slices.IndexFunc(expected, func(e expectation) bool {
			return e.path == f.path && e.line == f.line && e.rule == f.rule &&
				(e.verdict == miss || e.message.MatchString(f.message)) && (e.level == "" || e.level == f.level) &&
				(e.verdict != note || pedantic)
		})
		switch {
		case i < 0:
			t.Errorf("unexpected: %v", f)
		case expected[i].verdict == miss:
			t.Errorf("no longer missed, make it a want: %v", f)
		default:
			expected = slices.Delete(expected, i, i+1)
		}
	}
	for _, e := range expected {
		if e.verdict == want || e.verdict == note && pedantic {
			t.Errorf("not found: %v", e)
		}
	}
}

func TestFixtures(t *testing.T) {
	eachFixture(t, func(t *testing.T, _ string, files []pyFile) {
		compare(t, files, analyse(t, files, checks.Options{}), false)
		for _, f := range files {
			if strings.Contains(f.text, "# note RH") {
				compare(t, files, analyse(t, files, checks.Options{Pedantic: true}), true)
				break
			}
		}
	})
}

// TestWithoutAsync takes async and await away: what is left is one sequential strand,
// in which only a loop that changes its own container is still wrong, a way out that
// forgets to release, and what interrupts.
// "# no-strip-test" leaves a fixture out.
func TestWithoutAsync(t *testing.T) {
	eachFixture(t, func(t *testing.T, _ string, files []pyFile) {
		if strings.Contains(files[0].text, "# no-strip-test") {
			t.Skip("it is not the same program without async")
		}
		before := places(analyse(t, files, checks.Options{}))
		for i := range files {
			files[i].text = stripAsync(files[i].text)
		}
		for _, f := range analyse(t, files, checks.Options{}) {
			if !slices.Contains([]string{"RH103", "RH205", "RH206"}, f.rule) || !slices.ContainsFunc(before, func(s string) bool {
				return strings.HasPrefix(s, fmt.Sprintf("%s:%d: %s ", f.path, f.line, f.rule))
			}) {
				t.Errorf("found in sequential code: %v", f)
			}
		}
	})
}

// TestRenamed gives everything that a fixture defines another name. "# no-rename-test"
// leaves out a fixture about methods that by convention begin or end an object's life.
func TestRenamed(t *testing.T) {
	eachFixture(t, func(t *testing.T, _ string, files []pyFile) {
		if strings.Contains(files[0].text, "# no-rename-test") {
			t.Skip("names say what methods are for")
		}
		before := places(analyse(t, files, checks.Options{}))
		var texts, modules []string
		for _, f := range files {
			texts = append(texts, f.text)
			modules = append(modules, strings.FieldsFunc(strings.TrimSuffix(f.path, ".py"), func(r rune) bool { return r == '/' })...)
		}
		names := userNames(texts, modules)
		for i := range files {
			files[i].text = rename(files[i].text, names)
		}
		if after := places(analyse(t, files, checks.Options{})); !slices.Equal(before, after) {
			t.Errorf("names matter:\nbefore %q\nafter  %q\nrenamed %v", before, after, names)
		}
	})
}

// TestOrderAndJobs reverses the files and changes the number of workers.
func TestOrderAndJobs(t *testing.T) {
	eachFixture(t, func(t *testing.T, _ string, files []pyFile) {
		one := analyse(t, files, checks.Options{Jobs: 1})
		if many := analyse(t, files, checks.Options{Jobs: 8}); !slices.Equal(one, many) {
			t.Errorf("the number of workers matters:\n1: %v\n8: %v", one, many)
		}
		slices.Reverse(files)
		if reversed := analyse(t, files, checks.Options{}); !slices.Equal(places(one), places(reversed)) {
			t.Errorf("the order of the files matters:\nforwards  %v\nbackwards %v", one, reversed)
		}
	})
}

// TestUnderOneLock puts all coroutines of a fixture under one lock, so that nothing
// interferes any more. "# no-lock-test" leaves a fixture out.
func TestUnderOneLock(t *testing.T) {
	eachFixture(t, func(t *testing.T, id string, files []pyFile) {
		if !slices.Contains([]string{"RH101", "RH102", "RH104", "RH105"}, id) || len(files) > 1 {
			t.Skip("not about a single module's shared state")
		}
		src := files[0].text
		if !strings.Contains(src, "import asyncio\n") || strings.Contains(src, "# no-lock-test") {
			t.Skip("an asyncio lock would not help here")
		}
		files[0].text = lockAll(src)
		for _, f := range analyse(t, files, checks.Options{}) {
			if slices.Contains([]string{"RH101", "RH102", "RH104", "RH105"}, f.rule) {
				t.Errorf("found under a lock: %v\n%s", f, files[0].text)
			}
		}
	})
}

// TestProjects runs the bundled example projects; expected.txt lists "RHxxx file:line".
func TestProjects(t *testing.T) {
	projects, err := filepath.Glob("../testdata/projects/*")
	if err != nil || len(projects) == 0 {
		t.Fatal("no projects found", err)
	}
	for _, dir := range projects {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join(dir, "expected.txt"))
			if err != nil {
				t.Fatal(err)
			}
			expected := strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
			var got []string
			for _, f := range analyse(t, read(t, dir), checks.Options{}) {
				got = append(got, fmt.Sprintf("%s %s:%d", f.rule, f.path, f.line))
			}
			slices.Sort(got)
			slices.Sort(expected)
			if !slices.Equal(got, expected) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(expected, "\n"))
			}
		})
	}
}

// TestRules holds the rules to their own documentation.
func TestRules(t *testing.T) {
	var last string
	names := map[string]bool{}
	for _, c := range checks.All {
		info := c.Info
		t.Run(info.ID, func(t *testing.T) {
			if info.ID <= last {
				t.Errorf("%s after %s: IDs are unique and sorted", info.ID, last)
			}
			last = info.ID
			if names[info.Name] {
				t.Errorf("the name %s is used twice", info.Name)
			}
			names[info.Name] = true
			for field, value := range map[string]string{
				"Name": info.Name, "Since": info.Since, "Doc.Summary": info.Doc.Summary, "Doc.Why": info.Doc.Why,
				"Doc.Bad": info.Doc.Bad, "Doc.Good": info.Doc.Good, "Doc.Fix": info.Doc.Fix,
				"Doc.Silent": info.Doc.Silent, "Doc.Misses": info.Doc.Misses,
			} {
				if strings.TrimSpace(value) == "" {
					t.Errorf("%s is empty", field)
				}
			}
			if len(info.CWE) == 0 {
				t.Error("CWE is empty")
			}
			if strings.HasSuffix(info.Doc.Summary, ".") {
				t.Error("Doc.Summary ends in a full stop")
			}
			reports := func(sample string) bool {
				fs := analyse(t, []pyFile{{"sample.py", sample}}, checks.Options{Pedantic: true, Select: []string{info.ID}})
				return slices.ContainsFunc(fs, func(f found) bool { return f.rule == info.ID })
			}
			if !reports(info.Doc.Bad) {
				t.Errorf("Doc.Bad is not reported:\n%s", info.Doc.Bad)
			}
			if reports(info.Doc.Good) {
				t.Errorf("Doc.Good is reported:\n%s", info.Doc.Good)
			}
			wants, clean := 0, 0
			fixtures, _ := filepath.Glob(path.Join(fixtureRoot, info.ID, "*"))
			for _, fixture := range fixtures {
				for _, f := range read(t, fixture) {
					es, err := expectations(f.path, f.text)
					if err != nil {
						t.Error(err)
					}
					for _, e := range es {
						if e.rule == info.ID && e.verdict == want {
							wants++
						}
					}
					if len(es) == 0 {
						clean++
					}
				}
			}
			if wants == 0 || clean == 0 {
				t.Errorf("fixtures have %d reported lines and %d clean files; each is needed", wants, clean)
			}
		})
	}
}
