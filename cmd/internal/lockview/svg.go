package lockview

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	headHeight = 54.0
	nameSize   = 13.0
	smallSize  = 10.0
)

// textWidth estimates the width of a text; fonts differ, so it is generous.
func textWidth(s string, size float64) float64 { return float64(len([]rune(s))) * size * 0.62 }

func boxWidth(k Lock) float64 {
	return max(textWidth(k.Name, nameSize), textWidth(k.Kind, smallSize)) + 28
}

func labelWidth(e Edge) float64 {
	return max(textWidth(shortName(e.In), smallSize), textWidth(shortPlace(e.Place), smallSize))
}

// shortPlace keeps the last folder and the line of a place.
func shortPlace(place string) string {
	parts := strings.Split(place, "/")
	if len(parts) > 2 {
		parts = parts[len(parts)-2:]
	}
	s := strings.Join(parts, "/")
	if i := strings.LastIndexByte(s, ':'); i >= 0 && strings.Count(s, ":") > 1 {
		s = s[:i]
	}
	return s
}

func shortName(name string) string {
	if i := strings.LastIndex(name, "<locals>."); i >= 0 {
		return name[i+len("<locals>."):]
	}
	return name
}

// point is a place in the drawing.
type point struct{ x, y float64 }

// SVG draws the graph: boxes are locks, arrows lead from the lock that is held to the one
// that is acquired, and cycles are red.
func (v *View) SVG(w io.Writer) error {
	b := bufio.NewWriter(w)
	l := newLayout(v)
	d := &drawing{layout: l, w: b}
	l.width = max(l.width, 640)
	l.height = max(l.height, headHeight+2*margin)
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">`+"\n",
		l.width, l.height, l.width, l.height)
	b.WriteString(`<defs>
<marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L9 5L0 9z" fill="#5b6573"/></marker>
<marker id="bad" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L9 5L0 9z" fill="#c62828"/></marker>
</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
`)
	d.head()
	d.edges()
	for _, x := range l.boxes {
		if x.lock >= 0 {
			d.box(x)
		}
	}
	d.labels()
	b.WriteString("</svg>\n")
	return b.Flush()
}

// drawing writes the parts of one SVG.
type drawing struct {
	*layout
	w      *bufio.Writer
	curves [][]point // by line: the ends and control points of its curves
}

func (d *drawing) head() {
	n := map[int]bool{}
	for _, e := range d.v.Edges {
		n[e.From], n[e.To] = true, true
	}
	cycles := "no cycle"
	if k := len(d.v.Cycles); k == 1 {
		cycles = "1 cycle"
	} else if k > 1 {
		cycles = fmt.Sprintf("%d cycles", k)
	}
	say := fmt.Sprintf("%d of %d locks are held together, %s. An arrow leads from the lock held to the lock acquired.", len(n), len(d.v.Locks), cycles)
	if k := len(d.v.Edges) - len(d.lines); k > 0 {
		say += fmt.Sprintf(" %d more orders follow from these.", k)
	}
	d.text(point{margin, 30}, "Lock graph", 17, "#1f2933", "600", "start")
	d.text(point{margin, 48}, say, 11, "#5b6573", "400", "start")
}

func (d *drawing) text(at point, s string, size float64, fill, weight, anchor string) {
	fmt.Fprintf(d.w, `<text x="%.1f" y="%.1f" font-size="%.0f" fill="%s" font-weight="%s" text-anchor="%s">`, at.x, at.y, size, fill, weight, anchor)
	xml.EscapeText(d.w, []byte(s))
	d.w.WriteString("</text>\n")
}

func (d *drawing) box(x box) {
	k := d.v.Locks[x.lock]
	fill, stroke := "#f4f7fb", "#8fa1b8"
	if k.Cycle {
		fill, stroke = "#fdecea", "#c62828"
	}
	fmt.Fprintf(d.w, `<g><title>`)
	xml.EscapeText(d.w, []byte(k.Name+" is acquired at "+k.Place))
	fmt.Fprintf(d.w, `</title><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="7" fill="%s" stroke="%s" stroke-width="1.4"/>`+"\n",
		x.x, x.y, x.w, x.h, fill, stroke)
	d.text(point{x.x + x.w/2, x.y + x.h/2 - 3}, k.Name, nameSize, "#1f2933", "600", "middle")
	d.text(point{x.x + x.w/2, x.y + x.h/2 + 12}, k.Kind, smallSize, "#5b6573", "400", "middle")
	d.w.WriteString("</g>\n")
}

// ports spreads the edges at one side of a box, in the order of their other ends.
func (d *drawing) ports() map[[3]int]float64 {
	type end struct{ line, seg int }
	sides := map[[2]int][]end{} // by box and side: 0 left, 1 right
	for i, ln := range d.lines {
		for s := 0; s+1 < len(ln.path); s++ {
			sides[[2]int{ln.path[s], 1}] = append(sides[[2]int{ln.path[s], 1}], end{i, s})
			sides[[2]int{ln.path[s+1], 0}] = append(sides[[2]int{ln.path[s+1], 0}], end{i, s})
		}
	}
	out := map[[3]int]float64{}
	for key, ends := range sides {
		other := func(e end) float64 {
			o := d.boxes[d.lines[e.line].path[e.seg+key[1]]]
			return o.y + o.h/2
		}
		slices.SortStableFunc(ends, func(a, b end) int { return cmp.Or(cmp.Compare(other(a), other(b)), cmp.Compare(a.line, b.line)) })
		bx := d.boxes[key[0]]
		for k, e := range ends {
			y := bx.y + bx.h*float64(k+1)/float64(len(ends)+1)
			if bx.lock < 0 {
				y = bx.y + bx.h/2
			}
			out[[3]int{e.line, e.seg, key[1]}] = y
		}
	}
	return out
}

func (d *drawing) edges() {
	ports := d.ports()
	for i, ln := range d.lines {
		var c []point
		for s := 0; s+1 < len(ln.path); s++ {
			a, b := d.boxes[ln.path[s]], d.boxes[ln.path[s+1]]
			p, q := point{a.x + a.w, ports[[3]int{i, s, 1}]}, point{b.x, ports[[3]int{i, s, 0}]}
			bend := (q.x - p.x) * 0.45
			c = append(c, p, point{p.x + bend, p.y}, point{q.x - bend, q.y}, q)
		}
		if ln.backward {
			slices.Reverse(c)
		}
		d.curves = append(d.curves, c)
		color, marker, width := "#5b6573", "to", 1.3
		if d.v.Edges[ln.edge].Cycle {
			color, marker, width = "#c62828", "bad", 2
		}
		fmt.Fprintf(d.w, `<path d="M%.1f %.1f`, c[0].x, c[0].y)
		for k := 0; k < len(c); k += 4 {
			if k > 0 {
				fmt.Fprintf(d.w, ` L%.1f %.1f`, c[k].x, c[k].y)
			}
			fmt.Fprintf(d.w, ` C%.1f %.1f %.1f %.1f %.1f %.1f`, c[k+1].x, c[k+1].y, c[k+2].x, c[k+2].y, c[k+3].x, c[k+3].y)
		}
		fmt.Fprintf(d.w, `" fill="none" stroke="%s" stroke-width="%.1f" marker-end="url(#%s)"/>`+"\n", color, width, marker)
	}
}

// bezier returns a point of a curve.
func bezier(c []point, t float64) point {
	u := 1 - t
	f := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
	return point{f(c[0].x, c[1].x, c[2].x, c[3].x), f(c[0].y, c[1].y, c[2].y, c[3].y)}
}

// labels writes where each edge comes from beside its arrow, where nothing else is.
func (d *drawing) labels() {
	var taken []box
	for _, x := range d.boxes {
		if x.lock >= 0 {
			taken = append(taken, x)
		}
	}
	for i, ln := range d.lines {
		e := d.v.Edges[ln.edge]
		w := labelWidth(e) + 6
		best, least := box{}, 1e12
		for seg := 0; seg < len(d.curves[i]); seg += 4 {
			for k, t := range []float64{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74} {
				for j, shift := range []float64{0, -14, 14} {
					p := bezier(d.curves[i][seg:seg+4], t)
					x := box{x: p.x - w/2, y: p.y - 13 + shift, w: w, h: 26}
					n := float64(k + 2*j) // the middle of the arrow is best
					for _, o := range taken {
						wide := min(x.x+x.w, o.x+o.w) - max(x.x, o.x)
						high := min(x.y+x.h, o.y+o.h) - max(x.y, o.y)
						if wide > 0 && high > 0 {
							n += 20 + wide*high
						}
					}
					if n < least {
						best, least = x, n
					}
				}
			}
		}
		taken = append(taken, best)
		color := "#3e4c59"
		if e.Cycle {
			color = "#a01818"
		}
		d.w.WriteString("<g><title>")
		xml.EscapeText(d.w, []byte(strings.Join(slices.Concat([]string{e.Outer}, e.Calls, []string{e.Place}), " > ")))
		fmt.Fprintf(d.w, `</title><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="4" fill="#ffffff" fill-opacity="0.82"/>`+"\n", best.x, best.y, best.w, best.h)
		d.text(point{best.x + best.w/2, best.y + 10.5}, shortName(e.In), smallSize, color, "600", "middle")
		d.text(point{best.x + best.w/2, best.y + 22}, shortPlace(e.Place), smallSize, color, "400", "middle")
		d.w.WriteString("</g>\n")
	}
}
