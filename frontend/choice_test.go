package frontend

import "testing"

func TestFrontend(t *testing.T) {
	for _, c := range []struct {
		name, src string
		problems  int
	}{
		{"", "async def f(): pass", 0},
		{"native", "async def f(): pass", 0},
		{"gpython", "async def f(): pass", 1},
		{"gpython", "def f(): pass", 0},
	} {
		choice, err := ParseFrontend(c.name)
		if err != nil || c.name != "" && choice.String() != c.name {
			t.Errorf("%q gives %v, %v", c.name, choice, err)
		}
		r := Reader{Frontend: choice}
		if _, tree := r.Read("a.py", []byte(c.src)); len(tree.Problems) != c.problems {
			t.Errorf("%s: %q has problems %v", c.name, c.src, tree.Problems)
		}
	}
	if _, err := ParseFrontend("antlr"); err == nil {
		t.Error("antlr is a front end")
	}
}
