package lockview

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestSVG draws random graphs: the drawing is XML, nothing lies outside of it, and boxes do
// not overlap.
func TestSVG(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		v := &View{}
		n := r.IntN(14)
		for i := range n {
			v.Locks = append(v.Locks, Lock{Name: fmt.Sprintf("Class%d.lock<&>", i), Kind: "threading.Lock"})
		}
		for range r.IntN(2*n + 1) {
			if a, b := r.IntN(n), r.IntN(n); a != b {
				v.Edges = append(v.Edges, Edge{From: a, To: b, In: "Class.method", Place: "package/module.py:12", Cycle: r.IntN(4) == 0})
			}
		}
		var out bytes.Buffer
		if err := v.SVG(&out); err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(out.Bytes())); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		if strings.Contains(out.String(), "NaN") {
			t.Errorf("seed %d: a coordinate is no number", seed)
		}
		l := newLayout(v)
		for i, a := range l.boxes {
			if a.x < 0 || a.y < 0 || a.x+a.w > l.width || a.y+a.h > l.height {
				t.Errorf("seed %d: box %+v lies outside of %v x %v", seed, a, l.width, l.height)
			}
			for _, b := range l.boxes[:i] {
				if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
					t.Errorf("seed %d: boxes %+v and %+v overlap", seed, a, b)
				}
			}
		}
	}
}
