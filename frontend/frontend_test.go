package frontend

import (
	"bytes"
	"flag"
	"testing"
	"time"

	"github.com/racehunt/racehunt/frontend/ast"
)

var large = flag.Bool("large", false, "read lines of 50 MB, not 2")

func TestRead(t *testing.T) {
	var r Reader
	file, tree := r.Read("a.py", []byte("\xef\xbb\xbf# racehunt: ignore[RH102] why\nx = f(1)\ny = = 2\n\xff"))
	if file.Path != "a.py" || len(tree.Comments) != 1 || len(tree.Problems) != 3 || ast.CRC(tree, file) != "error 4" {
		t.Errorf("%q: %d comments, problems %v, %s", file.Path, len(tree.Comments), tree.Problems, ast.CRC(tree, file))
	}
	if tree = r.ReadExpression([]byte("Optional[Foo]")); tree.Kind(tree.Root) != ast.Subscript {
		t.Errorf("got %s", tree.Kind(tree.Root))
	}
}

// TestLargeLines reads single lines of many megabytes; anything quadratic would
// not come back.
func TestLargeLines(t *testing.T) {
	size := 2 << 20
	if *large {
		size = 50 << 20
	}
	for name, piece := range map[string]string{
		"names": "name ", "list": "1,", "open": "(", "string": `\"`, "comment": "#", "junk": "$", "call": "f(x)+", "brace": "f'{",
		"names with newlines in brackets": "x\n", "quotes": "'", "high": "é",
	} {
		var r Reader
		data := append([]byte("x = ["), bytes.Repeat([]byte(piece), size/len(piece))...)
		start := time.Now()
		r.Read("large.py", data)
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("%s: %v", name, d)
		} else {
			t.Logf("%s: %v", name, d)
		}
	}
}
