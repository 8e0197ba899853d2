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
		"backquotes": "`a", "comments of lone CRs": "#\r", "keywords": " pass", "keywords on lines": "\n pass", "backslashes": "\\\n",
		"triple quotes": `\"'""`, "fstrings": "f'{a}'", "with": "with (a):pass\n", "match": "match ", "case": "\nmatch x:\n case y:1", "numbers": "1_", "tabs": "\t", "colons": "x[:", "spec": "f'{a:", "semicolons": ";",
	} {
		for _, prefix := range []string{"", "x = ["} {
			var r Reader
			data := append([]byte(prefix), bytes.Repeat([]byte(piece), size/len(piece))...)
			start := time.Now()
			r.Read("large.py", data)
			if d := time.Since(start); d > 60*time.Second {
				t.Errorf("%s%s: %v", prefix, name, d)
			} else {
				t.Logf("%s%s: %v", prefix, name, d)
			}
		}
	}
}
