package facts

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/ir"
)

// String prints what is known at the points of a function: suspension points, locks
// held before each op that acquires, releases or suspends, the definitions that reach
// each read of a local. Functions with nothing to say print as "".
func (f *Func) String() string {
	var b strings.Builder
	for i := range f.Body.Ops {
		op := int32(i)
		if f.Graph.BlockOf(op) < 0 {
			continue
		}
		if f.Suspends(op) {
			fmt.Fprintf(&b, "  %%%d suspends%s\n", op, f.heldText(op))
		}
		if lock, acquires, ok := f.oracle.Lock(op); ok {
			verb := "releases"
			if acquires {
				verb = "acquires"
			}
			fmt.Fprintf(&b, "  %%%d %s lock %d%s\n", op, verb, lock, f.heldText(op))
		}
		if f.Body.Ops[i].Code == ir.Read && f.LocalOf(op) != 0 {
			fmt.Fprintf(&b, "  %%%d %s defined at %s\n", op, f.Module.Str(f.LocalOf(op)), defText(f.Defs(op)))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "func " + f.Module.Str(f.IR.Qual) + "\n" + b.String()
}

func (f *Func) heldText(op int32) string {
	var locks []string
	for k := range MaxLocks {
		if f.Held(op).Has(k) {
			locks = append(locks, fmt.Sprint(k))
		}
	}
	if locks == nil {
		return ""
	}
	return "  holding " + strings.Join(locks, ", ")
}

func defText(defs []int32) string {
	var parts []string
	for _, d := range defs {
		if d == Param {
			parts = append(parts, "entry")
		} else {
			parts = append(parts, fmt.Sprintf("%%%d", d))
		}
	}
	return strings.Join(parts, ", ")
}
