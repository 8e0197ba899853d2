package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/racehunt/racehunt/"

// arrow forbids imports. Packages are named without the module's path; a trailing
// "/..." takes in everything below, and the package itself.
type arrow struct {
	from []string // packages that may not import …
	to   []string // … these; third-party paths are written in full
	may  []string // packages among from that may
	open []string // packages among to that anybody may import
	why  string
}

// arrows is the picture of docs/DESIGN in the form of what it rules out.
func arrows() []arrow {
	all := []string{"..."}
	left := []string{"frontend/..."}
	right := []string{"ir", "ir/model", "cfg/...", "program/...", "lockgraph/...", "checks/...", "report/...", "sarif/..."}
	return []arrow{
		// The lexer is among them for the table of identifiers, which it fills while scanning.
		{all, []string{"frontend/ast/..."},
			[]string{"frontend", "frontend/ast/...", "frontend/lexer", "frontend/parser", "frontend/scope", "frontend/gpython", "ir/lower",
				"cmd/internal/left", "cmd/internal/dump", "cmd/internal/parsebench"}, nil,
			"syntax trees stay left of the seam: ask for a fact in the IR instead"},
		{right, left, nil, []string{"frontend/source"}, "what lies right of the seam sees spans and problems, and nothing else of the front end"},
		{left, []string{"ir/...", "cfg/...", "program/...", "lockgraph/...", "checks/...", "report/...", "sarif/..."}, nil, nil,
			"the front end knows nothing of what is made of its trees"},
		{[]string{"ir/..."}, []string{"cfg/...", "program/...", "lockgraph/...", "checks/...", "report/...", "sarif/..."}, nil, nil,
			"the IR is a function of one file"},
		{[]string{"cfg/..."}, []string{"program/...", "lockgraph/...", "checks/...", "report/...", "sarif/..."}, nil, nil,
			"graphs know of callees only through an interface of their own"},
		{[]string{"program/...", "lockgraph/..."}, []string{"checks/...", "report/...", "sarif/..."}, nil, []string{"checks/rule"},
			"the program does not know who asks"},
		{[]string{"checks/..."}, []string{"report/...", "sarif/..."}, nil, nil, "checks do not format"},
		{[]string{"report/...", "sarif/..."}, []string{"ir/...", "cfg/...", "program/...", "lockgraph/...", "checks/..."}, nil, []string{"checks/rule"},
			"sarif and report do not analyse"},
		{[]string{"checks/rule"}, []string{"..."}, nil, []string{"frontend/source"}, "package rule is a leaf"},
		{[]string{"frontend/...", "ir/...", "cfg/...", "program/...", "lockgraph/...", "checks/...", "report/...", "sarif/..."},
			[]string{"cmd/..."}, nil, nil, "commands are on top"},
		{all, []string{"gonum.org/v1/gonum/..."}, []string{"lockgraph"}, nil, "graph algorithms have one home"},
		{all, []string{"github.com/owenrumney/go-sarif/v2/..."}, []string{"sarif"}, nil, "the SARIF library has one home"},
		{all, []string{"github.com/urfave/cli/v2/..."}, []string{"cmd/racehunt"}, nil, "the command-line library has one home"},
		{all, []string{"github.com/go-python/gpython/..."}, []string{"frontend/gpython", "cmd/internal/parsebench"}, nil, "gpython is spoken to in one place"},
	}
}

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath string
	Imports    []string
}

// TestArrows holds the direction in which data flows.
func TestArrows(t *testing.T) {
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		for _, imp := range p.Imports {
			to, ours := strings.CutPrefix(imp, module)
			for _, a := range arrows() {
				if forbidden(a, from, to, ours) {
					t.Errorf("%s imports %s, but %s", from, to, a.why)
				}
			}
		}
	}
}

func forbidden(a arrow, from, to string, ours bool) bool {
	if !covers(a.from, from) || covers(a.may, from) || covers(a.open, to) {
		return false
	}
	// "..." among targets means our own packages only.
	return covers(a.to, to) && (ours || !slices.Contains(a.to, "..."))
}

// covers reports whether one of the patterns stands for a package.
func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		base, below := strings.CutSuffix(p, "...")
		base = strings.TrimSuffix(base, "/")
		return name == base || below && (base == "" || strings.HasPrefix(name, base+"/"))
	})
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 10 {
		t.Fatalf("go list names only %d packages", len(pkgs))
	}
	return pkgs
}

// TestForbidden: the test above would be worthless if it allowed everything.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		from, to string
		ours     bool
		want     int
	}{
		{"checks", "frontend/ast", true, 2}, {"checks", "program", true, 0}, {"checks", "report", true, 1},
		{"program", "frontend/source", true, 0}, {"program", "frontend/parser", true, 1}, {"ir/lower", "frontend/scope", true, 0},
		{"sarif", "checks/rule", true, 0}, {"sarif", "checks", true, 1}, {"report/run", "program", true, 1},
		{"checks/rule", "frontend/source", true, 0}, {"checks/rule", "ir", true, 1}, {"checks/rule", "fmt", false, 0},
		{"cfg", "gonum.org/v1/gonum/graph", false, 1}, {"lockgraph", "gonum.org/v1/gonum/graph/topo", false, 0},
	} {
		n := 0
		for _, a := range arrows() {
			if forbidden(a, c.from, c.to, c.ours) {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s -> %s: %d rules forbid it, want %d", c.from, c.to, n, c.want)
		}
	}
}
