package program_test

import (
	"testing"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/program"
)

// TestInlined carries out the calls of every fixture in place and checks that graphs of
// the new bodies hold together, and that every op stands for one of the source.
func TestInlined(t *testing.T) {
	p := program.Link(lowered(t, "../testdata/checks"), program.Options{})
	if len(p.Funcs) == p.Plain() {
		t.Fatal("no calls were carried out in place")
	}
	for i := p.Plain(); i < len(p.Funcs); i++ {
		f := program.FuncRef(i)
		facts := p.Facts(f, nil)
		if err := cfg.Verify(facts.Graph); err != nil {
			t.Errorf("%s: %v", p.QualName(f), err)
		}
		if of := p.Original(f); p.Name(of) != p.Name(f) || int(of) >= p.Plain() {
			t.Errorf("%s does not stand for a function of the source", p.QualName(f))
		}
		for k := range facts.Body.Ops {
			op := &facts.Body.Ops[k]
			at := p.SiteOf(f, int32(k))
			if body := p.Body(at.Func, nil); int(at.Op) >= len(body.Ops) {
				t.Errorf("%s: op %d stands nowhere", p.QualName(f), k)
			}
			if path := op.Path(); int(path) >= len(p.Module(f).Paths) {
				t.Errorf("%s: op %d has no path", p.QualName(f), k)
			}
		}
	}
}
