package lockview

import (
	"bufio"
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

// TestLabels draws crowded graphs: labels lie neither on boxes nor on each other, and what
// finds no room is spelt out below the drawing.
func TestLabels(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		v := &View{}
		n := 20 + r.IntN(20)
		for i := range n {
			v.Locks = append(v.Locks, Lock{Name: fmt.Sprintf("package.Class%d._lock", i), Kind: "threading.Lock"})
		}
		seen := map[[2]int]bool{}
		for range n + r.IntN(n) {
			if a, b := r.IntN(n), r.IntN(n); a != b && !seen[[2]int{a, b}] {
				seen[[2]int{a, b}] = true
				v.Edges = append(v.Edges, Edge{From: a, To: b, In: "Class.method_name", Place: "package/module.py:1234", Cycle: r.IntN(9) == 0})
			}
		}
		l := newLayout(v)
		d := &drawing{layout: l, w: bufio.NewWriter(io.Discard)}
		d.edges()
		d.labels()
		if len(d.places) != len(l.lines) {
			t.Errorf("seed %d: %d labels for %d lines", seed, len(d.places), len(l.lines))
		}
		meet := func(a, b box) bool { return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h }
		for i, a := range d.places {
			for _, b := range append(d.places[:i:i], l.boxes...) {
				if (b.lock >= 0 || b.w > 0) && meet(a, b) {
					t.Errorf("seed %d: a label lies on something else: %+v, %+v", seed, a, b)
				}
			}
		}
	}
}
