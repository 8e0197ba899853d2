package lockview

import (
	"bufio"
	"bytes"
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
// that is acquired, and cycles are red. Where a label would lie on something else there is
// a number instead, and a line below the drawing.
func (v *View) SVG(w io.Writer) error {
	var body bytes.Buffer
	l := newLayout(v)
	l.width = max(l.width, 640)
	l.height = max(l.height, headHeight+2*margin)
	d := &drawing{layout: l, w: bufio.NewWriter(&body)}
	d.head()
	d.edges()
	for _, x := range l.boxes {
		if x.lock >= 0 {
			d.box(x)
		}
	}
	d.labels()
	d.legend()
	if err := d.w.Flush(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">`+"\n",
		l.width, l.height, l.width, l.height)
	b.WriteString(`<defs>
<marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L9 5L0 9z" fill="#5b6573"/></marker>
<marker id="bad" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1L9 5L0 9z" fill="#c62828"/></marker>
</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
`)
	b.Write(body.Bytes())
	b.WriteString("</svg>\n")
	return b.Flush()
}

// drawing writes the parts of one SVG.
type drawing struct {
	*layout
	w      *bufio.Writer
	curves [][]point // by line: the ends and control points of its curves
	places []box     // of the labels
	below  []int     // edges that are spelt out below the drawing, by number
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
	if k := len(d.v.Edges) - len(d.lines); k == 1 {
		say += " One more order follows from these."
	} else if k > 1 {
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

// labels writes where each edge comes from beside its arrow, where nothing else is. Cycles
// choose first.
func (d *drawing) labels() {
	var taken []box
	for _, x := range d.boxes {
		if x.lock >= 0 {
			taken = append(taken, x)
		}
	}
	order := make([]int, len(d.lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := d.v.Edges[d.lines[a].edge].Cycle, d.v.Edges[d.lines[b].edge].Cycle
		switch {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	})
	for _, i := range order {
		e := &d.v.Edges[d.lines[i].edge]
		if best, free := d.room(i, labelWidth(*e)+6, 26, taken); free {
			taken, d.places = append(taken, best), append(d.places, best)
			d.label(e, best, shortName(e.In), shortPlace(e.Place))
			continue
		}
		d.below = append(d.below, d.lines[i].edge)
		best, _ := d.room(i, 20, 16, taken)
		taken, d.places = append(taken, best), append(d.places, best)
		d.label(e, best, fmt.Sprint(len(d.below)), "")
	}
}

// room finds the place along a line, as near to its middle as possible, where a label
// hides neither a box nor another label. free is false if there is none.
func (d *drawing) room(i int, w, h float64, taken []box) (best box, free bool) {
	least := 1e12
	for seg := 0; seg < len(d.curves[i]); seg += 4 {
		for k, t := range []float64{0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.14, 0.86} {
			for j, shift := range []float64{0, -0.54 * h, 0.54 * h} {
				p := bezier(d.curves[i][seg:seg+4], t)
				x := box{x: p.x - w/2, y: p.y - h/2 + shift, w: w, h: h}
				n := float64(k + 2*j) // the middle of the arrow is best
				for _, o := range taken {
					wide := min(x.x+x.w, o.x+o.w) - max(x.x, o.x)
					high := min(x.y+x.h, o.y+o.h) - max(x.y, o.y)
					if wide > 0 && high > 0 {
						n += hides + wide*high
					}
				}
				if x.x < 0 || x.x+x.w > d.width || x.y < headHeight {
					n += hides
				}
				n += 3 * float64(d.crossed(i, x))
				if n < least {
					best, least = x, n
				}
			}
		}
	}
	return best, least < hides
}

// hides is worse than any distance from the middle of an arrow.
const hides = 1000

// crossed counts the other lines that pass under a label.
func (d *drawing) crossed(line int, x box) (n int) {
	for i, c := range d.curves {
		if i == line {
			continue
		}
		for seg := 0; seg < len(c); seg += 4 {
			for t := 0.1; t < 0.95; t += 0.1 {
				if p := bezier(c[seg:seg+4], t); x.x < p.x && p.x < x.x+x.w && x.y < p.y && p.y < x.y+x.h {
					n++
					break
				}
			}
		}
	}
	return n
}

// label writes one or two lines of text on white, with the whole way as a tooltip.
func (d *drawing) label(e *Edge, x box, name, place string) {
	color := "#3e4c59"
	if e.Cycle {
		color = "#a01818"
	}
	d.w.WriteString("<g><title>")
	xml.EscapeText(d.w, []byte(strings.Join(slices.Concat([]string{e.In + ": " + e.Outer}, e.Calls, []string{e.Place}), " > ")))
	fmt.Fprintf(d.w, `</title><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="4" fill="#ffffff" fill-opacity="0.85"`, x.x, x.y, x.w, x.h)
	if place == "" {
		fmt.Fprintf(d.w, ` stroke="%s" stroke-width="0.8"`, color)
	}
	d.w.WriteString("/>\n")
	if d.text(point{x.x + x.w/2, x.y + 11.5}, name, smallSize, color, "600", "middle"); place != "" {
		d.text(point{x.x + x.w/2, x.y + 22.5}, place, smallSize, color, "400", "middle")
	}
	d.w.WriteString("</g>\n")
}

// legend spells out the numbers in the drawing below it.
func (d *drawing) legend() {
	for n, i := range d.below {
		e := &d.v.Edges[i]
		color := "#3e4c59"
		if e.Cycle {
			color = "#a01818"
		}
		say := fmt.Sprintf("%d   %s, then %s: %s, %s", n+1, d.v.Locks[e.From].Name, d.v.Locks[e.To].Name, shortName(e.In), shortPlace(e.Place))
		d.text(point{margin, d.height + 6 + 16*float64(n)}, say, 11, color, "400", "start")
		d.width = max(d.width, textWidth(say, 11)+2*margin)
	}
	if len(d.below) > 0 {
		d.height += 16*float64(len(d.below)) + margin
	}
}
