package irtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// Random makes a module whose function has a random structured body of about size
// statements, asynchronous or a generator or neither.
func Random(r *rand.Rand, size int) *ir.Module { return Assemble(RandomText(r, size)) }

// RandomText returns the text from which Random assembles.
func RandomText(r *rand.Rand, size int) string {
	g := &generator{r: r, left: size}
	g.async = r.IntN(3) > 0
	if g.async {
		g.line("async")
	}
	if r.IntN(4) == 0 {
		g.line("generator")
	}
	for g.left > 0 {
		g.block(0)
	}
	return g.text.String()
}

// generator writes statements of random programs as lower would.
type generator struct {
	r      *rand.Rand
	text   strings.Builder
	left   int // statements still to write
	labels int
	loops  []loop
	async  bool
}

// loop holds the labels that break and continue jump to.
type loop struct{ top, out string }

func (g *generator) line(format string, args ...any) { fmt.Fprintf(&g.text, format+"\n", args...) }

func (g *generator) label() string {
	g.labels++
	return fmt.Sprintf("l%d", g.labels)
}

func (g *generator) name() string { return string(rune('a' + g.r.IntN(5))) }

// maxNesting keeps random programs from being all regions.
const maxNesting = 6

// block writes a few statements.
func (g *generator) block(depth int) {
	for n := 1 + g.r.IntN(3); n > 0; n-- {
		g.left--
		if depth < maxNesting && g.left > 0 && g.r.IntN(3) == 0 {
			g.compound(depth + 1)
		} else {
			g.simple()
		}
	}
}

func (g *generator) simple() {
	switch g.r.IntN(14) {
	case 0, 1:
		g.line("call %s", g.name())
	case 2, 3, 4:
		if g.async {
			g.line("await %s", g.name())
		} else {
			g.line("call %s.m", g.name())
		}
	case 5:
		g.line("yield")
	case 6:
		g.line("read %s.x[*]", g.name())
	case 7, 8:
		g.line("write %s.x", g.name())
	case 9:
		g.line("delete %s[*]", g.name())
	case 10:
		g.line("return")
	case 11:
		g.line("raise %s", [...]string{"", "ValueError", "b"}[g.r.IntN(3)])
	default:
		if len(g.loops) == 0 {
			g.line("read %s.y", g.name())
		} else if l := g.loops[len(g.loops)-1]; g.r.IntN(2) == 0 {
			g.line("jump %s", l.top)
		} else {
			g.line("jump %s", l.out)
		}
	}
}

func (g *generator) compound(depth int) {
	switch g.r.IntN(6) {
	case 0:
		g.condition(depth)
	case 1, 2:
		g.loop(depth)
	case 3:
		g.with(depth)
	default:
		g.try(depth)
	}
}

func (g *generator) condition(depth int) {
	other, end := g.label(), g.label()
	g.line("if %s", other)
	g.block(depth)
	g.line("jump %s", end)
	g.line("label %s", other)
	if g.r.IntN(2) == 0 {
		g.block(depth)
	}
	g.line("label %s", end)
}

func (g *generator) loop(depth int) {
	l := loop{g.label(), g.label()}
	form := g.r.IntN(3)
	if form == 0 {
		g.line("iter")
	}
	g.line("label %s", l.top)
	switch form {
	case 0:
		g.line("%snext %s", g.maybeAsync(), l.out)
	case 1:
		g.line("if %s", l.out)
	default:
		g.line("ifconst %s", l.out)
	}
	g.loops = append(g.loops, l)
	g.block(depth)
	g.loops = g.loops[:len(g.loops)-1]
	g.line("jump %s", l.top)
	g.line("label %s", l.out)
}

func (g *generator) maybeAsync() string {
	if g.async && g.r.IntN(2) == 0 {
		return "async "
	}
	return ""
}

func (g *generator) with(depth int) {
	g.line("%swith %s", g.maybeAsync(), g.name())
	g.block(depth)
	g.line("exit")
}

func (g *generator) try(depth int) {
	g.line("try")
	g.block(depth)
	if g.r.IntN(3) == 0 {
		g.line("else")
		g.block(depth)
	}
	handlers := g.r.IntN(3)
	catch := "catch"
	if g.r.IntN(4) == 0 {
		catch = "catch*"
	}
	types := [...]string{"ValueError", "Exception", "CancelledError", "BaseException", "?", "ERRORS KeyError", ""}
	for i := range handlers {
		n := len(types)
		if i < handlers-1 || catch == "catch*" {
			n-- // a bare except comes last, and there is no bare except*
		}
		g.line("%s %s", catch, types[g.r.IntN(n)])
		g.block(depth)
	}
	if handlers == 0 || g.r.IntN(2) == 0 {
		g.line("finally")
		g.block(depth)
	}
	g.line("end")
}
