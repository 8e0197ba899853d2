package lockview

import (
	"cmp"
	"slices"
	"sort"
)

// Sizes of a drawing, in pixels.
const (
	boxHeight = 44.0
	rowGap    = 44.0
	margin    = 28.0
	minGap    = 120.0 // between columns
	partGap   = 40.0  // between drawings that do not hang together
)

// box is a lock in the drawing, or the place where a long edge passes a column.
type box struct {
	lock  int // -1 for a bend
	col   int
	x, y  float64 // top left
	w, h  float64
	order float64 // for sorting a column
}

// line is an edge in the drawing: the boxes that it passes, from left to right.
type line struct {
	edge     int
	path     []int // boxes
	backward bool  // the arrow points to the left
}

// layout places locks in columns, so that most edges lead to the right: cycles are broken
// at the edges that a depth-first search finds to lead back, columns are the longest
// ways, and each column is sorted by the neighbours of its boxes.
type layout struct {
	v     *View
	edges []int // those to draw
	boxes []box
	of    map[int]int // box of a lock
	lines []line
	cols  [][]int

	width, height float64
}

func newLayout(v *View) *layout {
	all := &layout{v: v, height: headHeight + margin}
	for _, edges := range parts(v) {
		l := part(v, edges)
		first := len(all.boxes)
		for _, b := range l.boxes {
			b.y += all.height
			all.boxes = append(all.boxes, b)
		}
		for _, ln := range l.lines {
			for k := range ln.path {
				ln.path[k] += first
			}
			all.lines = append(all.lines, ln)
		}
		all.width = max(all.width, l.width)
		all.height += l.height + partGap
	}
	return all
}

// parts groups the edges that hang together, largest groups first.
func parts(v *View) [][]int {
	group := make([]int, len(v.Locks))
	for i := range group {
		group[i] = i
	}
	var root func(i int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	for _, e := range v.Edges {
		group[root(e.To)] = root(e.From)
	}
	at := map[int]int{}
	var out [][]int
	for i, e := range v.Edges {
		k, ok := at[root(e.From)]
		if !ok {
			k = len(out)
			at[root(e.From)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	slices.SortStableFunc(out, func(a, b []int) int { return len(b) - len(a) })
	return out
}

// part places what some edges connect, from (margin, 0) on.
func part(v *View, edges []int) *layout {
	l := &layout{v: v, edges: edges, of: map[int]int{}}
	back := l.breakCycles()
	l.columns(back)
	l.bends(back)
	l.grow()
	for range 12 {
		l.sort(true)
		l.sort(false)
	}
	l.place()
	return l
}

// breakCycles numbers the locks that have edges and says which edges lead back.
func (l *layout) breakCycles() (back []bool) {
	out := map[int][]int{}
	for _, i := range l.edges {
		e := l.v.Edges[i]
		out[e.From] = append(out[e.From], i)
		for _, n := range [2]int{e.From, e.To} {
			if _, ok := l.of[n]; !ok {
				l.of[n] = len(l.boxes)
				l.boxes = append(l.boxes, box{lock: n, w: boxWidth(l.v.Locks[n]), h: boxHeight})
			}
		}
	}
	back = make([]bool, len(l.v.Edges))
	state := map[int]int{}
	var visit func(n int)
	visit = func(n int) {
		state[n] = 1
		for _, i := range out[n] {
			to := l.v.Edges[i].To
			switch state[to] {
			case 0:
				visit(to)
			case 1:
				back[i] = true
			}
		}
		state[n] = 2
	}
	for _, b := range l.boxes {
		if state[b.lock] == 0 {
			visit(b.lock)
		}
	}
	return back
}

// ends returns the boxes at the left and right end of an edge.
func (l *layout) ends(i int, back []bool) (left, right int) {
	left, right = l.of[l.v.Edges[i].From], l.of[l.v.Edges[i].To]
	if back[i] {
		left, right = right, left
	}
	return left, right
}

// columns gives each box the column after the last of those that lead to it.
func (l *layout) columns(back []bool) {
	for changed := true; changed; {
		changed = false
		for _, i := range l.edges {
			left, right := l.ends(i, back)
			if l.boxes[right].col <= l.boxes[left].col {
				l.boxes[right].col = l.boxes[left].col + 1
				changed = true
			}
		}
	}
	// A box without predecessors goes next to the first box that it leads to.
	for b := range l.boxes {
		nearest, free := 1<<30, true
		for _, i := range l.edges {
			left, right := l.ends(i, back)
			free = free && right != b
			if left == b {
				nearest = min(nearest, l.boxes[right].col-1)
			}
		}
		if free && nearest < 1<<30 {
			l.boxes[b].col = nearest
		}
	}
}

// bends splits edges over several columns, so that they go between the boxes there.
func (l *layout) bends(back []bool) {
	implied := l.implied(back)
	for _, i := range l.edges {
		if implied[i] {
			continue
		}
		left, right := l.ends(i, back)
		ln := line{edge: i, path: []int{left}, backward: back[i]}
		for c := l.boxes[left].col + 1; c < l.boxes[right].col; c++ {
			ln.path = append(ln.path, len(l.boxes))
			l.boxes = append(l.boxes, box{lock: -1, col: c, h: 12})
		}
		ln.path = append(ln.path, right)
		l.lines = append(l.lines, ln)
	}
	for b := range l.boxes {
		for len(l.cols) <= l.boxes[b].col {
			l.cols = append(l.cols, nil)
		}
		l.cols[l.boxes[b].col] = append(l.cols[l.boxes[b].col], b)
	}
	for _, col := range l.cols {
		for k, b := range col {
			l.boxes[b].order = float64(k)
		}
	}
}

// implied says which edges say nothing that a longer way does not say already; those of
// cycles are always drawn.
func (l *layout) implied(back []bool) []bool {
	next := make([][]int, len(l.boxes))
	for _, i := range l.edges {
		if left, right := l.ends(i, back); !back[i] {
			next[left] = append(next[left], right)
		}
	}
	out := make([]bool, len(l.v.Edges))
	for _, i := range l.edges {
		if back[i] || l.v.Edges[i].Cycle {
			continue
		}
		left, right := l.ends(i, back)
		seen := make([]bool, len(l.boxes))
		var work []int
		for _, n := range next[left] {
			if n != right && !seen[n] {
				seen[n] = true
				work = append(work, n)
			}
		}
		for len(work) > 0 && !out[i] {
			n := work[len(work)-1]
			work = work[:len(work)-1]
			out[i] = n == right
			for _, m := range next[n] {
				if !seen[m] {
					seen[m] = true
					work = append(work, m)
				}
			}
		}
	}
	return out
}

// grow makes boxes high enough for the arrows at their sides.
func (l *layout) grow() {
	n := map[[2]int]int{}
	for _, ln := range l.lines {
		n[[2]int{ln.path[0], 1}]++
		n[[2]int{ln.path[len(ln.path)-1], 0}]++
	}
	for b := range l.boxes {
		if x := &l.boxes[b]; x.lock >= 0 {
			x.h = max(x.h, 14+17*float64(max(n[[2]int{b, 0}], n[[2]int{b, 1}])))
		}
	}
}

// sort orders each column by the mean position of the neighbours on one side.
func (l *layout) sort(rightward bool) {
	sum, n := make([]float64, len(l.boxes)), make([]float64, len(l.boxes))
	step := func(c int) {
		for _, b := range l.cols[c] {
			sum[b], n[b] = 0, 0
		}
		for _, ln := range l.lines {
			for k := 0; k+1 < len(ln.path); k++ {
				from, to := ln.path[k], ln.path[k+1]
				if !rightward {
					from, to = to, from
				}
				if l.boxes[to].col == c {
					sum[to] += l.boxes[from].order
					n[to]++
				}
			}
		}
		for _, b := range l.cols[c] {
			if n[b] > 0 {
				l.boxes[b].order = sum[b] / n[b]
			}
		}
		slices.SortStableFunc(l.cols[c], func(a, b int) int { return cmp.Compare(l.boxes[a].order, l.boxes[b].order) })
		for k, b := range l.cols[c] {
			l.boxes[b].order = float64(k)
		}
	}
	if rightward {
		for c := 1; c < len(l.cols); c++ {
			step(c)
		}
	} else {
		for c := len(l.cols) - 2; c >= 0; c-- {
			step(c)
		}
	}
}

// place computes coordinates: columns as wide as their boxes, gaps as wide as the labels
// in them, and each box as near to its neighbours as the column allows.
func (l *layout) place() {
	x := margin
	for c, col := range l.cols {
		w, gap, through := 0.0, minGap, 0
		for _, b := range col {
			w = max(w, l.boxes[b].w)
		}
		for _, ln := range l.lines {
			if l.boxes[ln.path[0]].col <= c && c < l.boxes[ln.path[len(ln.path)-1]].col {
				gap = max(gap, labelWidth(l.v.Edges[ln.edge])+50)
				through++
			}
		}
		gap += min(160, 12*float64(max(0, through-4))) // room for their labels beside each other
		y := 0.0
		for _, b := range col {
			l.boxes[b].x, l.boxes[b].y = x+(w-l.boxes[b].w)/2, y
			y += l.boxes[b].h + rowGap
		}
		x += w + gap
		if c == len(l.cols)-1 {
			l.width = x - gap + margin
		}
	}
	for range 30 {
		for c := range l.cols {
			l.relax(l.cols[c])
		}
	}
	l.close()
	top := 1e9
	for _, b := range l.boxes {
		top = min(top, b.y)
	}
	for i := range l.boxes {
		l.boxes[i].y -= top
		l.height = max(l.height, l.boxes[i].y+l.boxes[i].h)
	}
}

// close takes out most of the bands in which no column has a lock.
func (l *layout) close() {
	var locks []box
	for _, b := range l.boxes {
		if b.lock >= 0 {
			locks = append(locks, b)
		}
	}
	slices.SortFunc(locks, func(a, b box) int { return cmp.Compare(a.y, b.y) })
	type band struct{ from, to float64 }
	var bands []band
	bottom := locks[0].y + locks[0].h
	for _, b := range locks[1:] {
		if b.y-bottom > 1.5*rowGap {
			bands = append(bands, band{bottom, b.y})
		}
		bottom = max(bottom, b.y+b.h)
	}
	for i := range l.boxes {
		y, up := l.boxes[i].y, 0.0
		for _, x := range bands {
			spare := x.to - x.from - 1.5*rowGap
			up += spare * min(1, max(0, (y-x.from)/(x.to-x.from)))
		}
		l.boxes[i].y -= up
	}
}

// relax moves the boxes of a column towards the middle of their neighbours, and apart
// where they would overlap.
func (l *layout) relax(col []int) {
	want := make([]float64, len(col))
	for k, b := range col {
		var at []float64
		for _, ln := range l.lines {
			for i, p := range ln.path {
				if p != b {
					continue
				}
				for _, j := range [2]int{i - 1, i + 1} {
					if j >= 0 && j < len(ln.path) {
						o := l.boxes[ln.path[j]]
						at = append(at, o.y+o.h/2)
					}
				}
			}
		}
		want[k] = l.boxes[b].y
		if len(at) > 0 {
			sort.Float64s(at)
			want[k] = (at[(len(at)-1)/2]+at[len(at)/2])/2 - l.boxes[b].h/2
		}
	}
	for k, b := range col {
		l.boxes[b].y = (l.boxes[b].y + want[k]) / 2
		if k > 0 {
			above := l.boxes[col[k-1]]
			l.boxes[b].y = max(l.boxes[b].y, above.y+above.h+rowGap)
		}
	}
	for k := len(col) - 2; k >= 0; k-- { // and back up, so that the column does not drift down
		below := l.boxes[col[k+1]]
		b := &l.boxes[col[k]]
		b.y = min(b.y, below.y-b.h-rowGap)
	}
}
