package program_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/frontend/parser"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
	"github.com/racehunt/racehunt/program"
)

var update = flag.Bool("update", false, "rewrite the expected output")

// lowered reads every .py file below a folder, in order, under relative paths.
func lowered(t testing.TB, root string) []program.Source {
	t.Helper()
	var out []program.Source
	var r frontend.Reader
	var annotations parser.Parser
	l := lower.Lowerer{ParseExpression: annotations.ParseExpression}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		file, tree := r.Read(filepath.ToSlash(rel), data)
		out = append(out, program.Source{Path: filepath.ToSlash(rel), Module: l.Lower(file, tree)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestGoldens links each folder of testdata/program and compares the printed program
// with expected.txt, for one worker and for several.
func TestGoldens(t *testing.T) {
	folders, _ := filepath.Glob("../testdata/program/*")
	if len(folders) == 0 {
		t.Fatal("no test folders")
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			sources := lowered(t, folder)
			p := program.Link(sources, program.Options{Jobs: 1})
			if err := program.Verify(p); err != nil {
				t.Error(err)
			}
			got := p.String()
			if again := program.Link(sources, program.Options{Jobs: 7}).String(); again != got {
				t.Error("seven workers link another program than one")
			}
			want := filepath.Join(folder, "expected.txt")
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			text, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(text) {
				t.Errorf("got:\n%s", got)
			}
		})
	}
}

// TestVerifyFixtures links every rule fixture as one program: hundreds of modules, many
// of equal names.
func TestVerifyFixtures(t *testing.T) {
	p := program.Link(lowered(t, "../testdata/checks"), program.Options{})
	if err := program.Verify(p); err != nil {
		t.Error(err)
	}
}

func BenchmarkLink(b *testing.B) {
	sources := lowered(b, "../testdata/checks")
	bytes := 0
	for _, s := range sources {
		bytes += len(ir.Encode(s.Module))
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		program.Link(sources, program.Options{Jobs: 1})
	}
}
