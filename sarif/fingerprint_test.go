package sarif

import (
	"slices"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/source"
)

// TestLineHashes holds the numbers that GitHub's upload action itself computes.
func TestLineHashes(t *testing.T) {
	cases := []struct{ text, want string }{
		{"", "c129715d7a2bc9a3:1"},
		{" a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1"},
		{"x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n", "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 5c482a0f8b35ea28:1 54517377da7028d2:1 2c644846cb18d53e:1 f1b89f20de0d133:1 c129715d7a2bc9a3:1"},
		{"# café 😀\nx = 1\n", "d28d3e8ca3786dd0:1 8e00d41f0ebba6bf:1 c129715d7a2bc9a3:1"},
	}
	for _, c := range cases {
		if got := strings.Join(lineHashes([]byte(c.text)), " "); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

// TestLineHashesLineBreaks: the kind of line break and blanks make no difference.
func TestLineHashesLineBreaks(t *testing.T) {
	want := lineHashes([]byte("a = 1\n\nb\n"))
	for _, same := range []string{"a = 1\r\n\r\nb\r\n", "a = 1\r\rb\r", "  a=1\n\t\nb \n"} {
		if got := lineHashes([]byte(same)); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", same, got, want)
		}
	}
	if got := lineHashes([]byte("x\nx\n")); len(got) != 3 || strings.HasSuffix(got[1], ":2") {
		t.Errorf("lines with different continuations must differ: %v", got)
	}
	if got := lineHashes([]byte(strings.Repeat("x\n", 300))); !strings.HasSuffix(got[1], ":2") {
		t.Errorf("equal lines are numbered: %v", got[:3])
	}
}

func FuzzLineHashes(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\n\n"))
	f.Add([]byte("\xff\xfe \t😀"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := len(lineHashes(text)), source.NewFile("a.py", text).LineCount(); got > want {
			t.Fatalf("%d hashes for %d lines", got, want)
		}
	})
}
