package facts_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/frontend"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/lower"
	"github.com/racehunt/racehunt/program"
)

// load links one file and returns its text and program.
func load(t *testing.T, path string) ([]byte, *program.Program) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var r frontend.Reader
	var l lower.Lowerer
	file, tree := r.Read("box.py", bytes.Clone(text))
	return text, program.Link([]program.Source{{Path: "box.py", Module: l.Lower(file, tree)}}, program.Options{})
}

// access finds the access to self.n on the line that holds a marker, within a function.
func access(p *program.Program, f program.FuncRef, fs *facts.Func, text []byte, marker string, writes bool) int32 {
	for i := range p.Funcs[f].Access {
		a := &p.Funcs[f].Access[i]
		span := fs.Body.Ops[a.Op].Span
		line, _, _ := bytes.Cut(text[span.Start:], []byte("\n"))
		if a.Loc.Path == "n" && a.Kind.Writes() == writes && bytes.Contains(line, []byte(marker)) {
			return a.Op
		}
	}
	return -1
}

// TestBetween compares the gap between the marked lines of each function with what the
// second one says.
func TestBetween(t *testing.T) {
	text, p := load(t, "../../testdata/facts/gaps.py")
	tested := 0
	for i := range p.Funcs {
		f := program.FuncRef(i)
		span := p.IR(f).Span
		rest, _, _ := bytes.Cut(text[span.End:], []byte("\n")) // the comment behind the last statement
		code := text[span.Start : int(span.End)+len(rest)]
		_, want, found := bytes.Cut(code, []byte("# to: "))
		if p.IR(f).Kind != ir.Function || !found {
			continue
		}
		tested++
		line, _, _ := strings.Cut(string(want), "\n")
		fs := p.Facts(f, nil)
		from := max(access(p, f, fs, text, "# from", false), access(p, f, fs, text, "# from", true))
		to := access(p, f, fs, text, "# to", true)
		if got := describe(p, f, fs, from, to); got != line {
			t.Errorf("%s: got %q, want %q", p.Name(f), got, line)
		}
	}
	if tested < 12 {
		t.Errorf("only %d functions have markers", tested)
	}
}

func describe(p *program.Program, f program.FuncRef, fs *facts.Func, from, to int32) string {
	gap, ok := fs.Between(from, to, nil)
	if !ok {
		return "no gap"
	}
	text := "suspends"
	for k, lock := range p.Funcs[f].Locks {
		if gap.Held.Has(k) {
			text += ", holding " + lock.Name
		}
	}
	for i := range p.Funcs[f].Access {
		a := &p.Funcs[f].Access[i]
		if a.Kind == program.Reading && a.Op < from && fs.Body.Ops[from].Code == ir.Write && fs.Claims(a.Op, from, from) {
			text += ", claimed"
		}
	}
	return text
}

// TestSources lists what values come from.
func TestSources(t *testing.T) {
	for _, test := range []struct{ code, want string }{
		{"x = self.n\n    self.m = x + 1", "self.n const"},
		{"x = a\n    x = self.n if a else x\n    self.m = x", "self.n param a"},
		{"self.m = max(self.n, b)", "self.n param b pure"},
		{"self.m = fetch(self.n)", "self.n through a call"},
		{"x, y = self.n, b\n    self.m = y", "param b"},
		{"x, y = *a, self.n\n    self.m = y", "self.n param a"},
		{"for x in a: self.m = x", "param a"},
		{"self.m = b.size", "param b"},
	} {
		got := sources(t, "class C:\n  async def f(self, a, b):\n    await a\n    "+test.code+"\n")
		for _, word := range strings.Split(test.want, " ") {
			if word != "pure" && !strings.Contains(got, word) {
				t.Errorf("%q: got %q, want %q", test.code, got, test.want)
			}
		}
		if strings.Contains(test.want, "through") != strings.Contains(got, "through") {
			t.Errorf("%q: got %q, want %q", test.code, got, test.want)
		}
	}
}

func sources(t *testing.T, code string) string {
	t.Helper()
	var r frontend.Reader
	var l lower.Lowerer
	file, tree := r.Read("c.py", []byte(code))
	m := l.Lower(file, tree)
	p := program.Link([]program.Source{{Path: "c.py", Module: m}}, program.Options{})
	for i := range p.Funcs {
		fs := p.Facts(program.FuncRef(i), nil)
		for k := range fs.Body.Ops {
			op := &fs.Body.Ops[k]
			if op.Code != ir.Write || m.PathString(op.Path()) != "self.m" {
				continue
			}
			var out []string
			fs.Sources(fs.Body.Stored(op), func(s facts.Source) {
				switch {
				case s.Op == facts.Param:
					out = append(out, "param "+m.Str(s.Local))
				case fs.Body.Ops[s.Op].Code == ir.Read && m.PathString(fs.Body.Ops[s.Op].Path()) == "self.n":
					text := "self.n"
					if s.Calls {
						text += " through a call"
					}
					out = append(out, text)
				case fs.Body.Ops[s.Op].Code == ir.Const:
					out = append(out, "const")
				}
			})
			return strings.Join(out, ", ")
		}
	}
	t.Fatal("no write of self.m")
	return ""
}
