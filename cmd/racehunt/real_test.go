package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// output runs racehunt in process and returns standard output.
func output(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(append([]string{"racehunt"}, args...), strings.NewReader(""), &out, &errs); code > 1 {
		t.Fatalf("%v: exit code %d\n%s", args, code, errs.Bytes())
	}
	return out.Bytes()
}

// TestRealReports: over all fixtures of the rules, every format is the same bytes
// whatever the number of workers, and SARIF obeys its schema.
func TestRealReports(t *testing.T) {
	folders := []string{filepath.Join("..", "..", "testdata", "checks"), filepath.Join("..", "..", "testdata", "projects")}
	for _, format := range [][]string{{"--format", "text"}, {"--format", "json"}, {"--sarif", "-"}} {
		args := append(append([]string{"analyze", "--pedantic"}, format...), folders...)
		one := output(t, append(args, "--jobs", "1")...)
		if many := output(t, append(args, "--jobs", "5")...); !bytes.Equal(one, many) {
			t.Errorf("%v: 1 and 5 workers give different bytes", format)
		}
		if !bytes.Contains(one, []byte("RH1")) {
			t.Errorf("%v: no finding in the fixtures", format)
		}
		if format[0] == "--sarif" {
			validate(t, one)
		}
	}
}

func validate(t *testing.T, document []byte) {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("..", "..", "testdata", "sarif", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("not valid SARIF: %v", err)
	}
}
