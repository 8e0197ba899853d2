package lockgraph

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// looseChoices finds the places where a function takes the same member of two of its
// parameters, of which the program does not say what they are, and does the same to
// both: then they are two objects of one kind.
func (b *builder) looseChoices(f program.FuncRef) {
	if b.p.IR(f).Flags&ir.Async == 0 && !b.p.PackageUsesThreads(b.p.Funcs[f].Mod) {
		return // a name alone is no lock
	}
	b.p.Acquisitions(f, func(op int32, k program.Lock) {
		path, other := b.param(f, k.Ref)
		if other < 0 || len(path) < 2 || path[0] != '.' {
			return
		}
		locks, taken := b.p.HeldHere(f, op)
		for i, h := range locks {
			held, one := b.param(f, h.Ref)
			if taken[i] < 0 || one < 0 || one == other || held != path || (h.Row.Ctor != "" && k.Row.Ctor != "") || !b.alike(f, one, other, path[1:]) {
				continue
			}
			known := h
			if h.Row.Ctor == "" {
				known = k
			}
			at := program.Site{Func: f, Op: op}
			id := b.id(known, at)
			if id == noLock {
				known.Loc = program.Location{Kind: program.OfParameter, Owner: int32(f), Path: path[1:]}
				known.Row.Ctor = "?"
				id = b.id(known, at)
			}
			b.pair(Pair{Lock: id, Choice: [2]int32{one, other}, Witness: Witness{Frame: f, Outer: taken[i], Inner: at}})
		}
	})
}

// alike says whether a function uses another member of the same name of both parameters.
func (b *builder) alike(f program.FuncRef, one, other int32, lock string) bool {
	m, params := b.p.Module(f), b.p.IR(f).Params
	names := [2]string{m.Str(params[one].Name), m.Str(params[other].Name)}
	if strings.TrimRight(names[0], "0123456789") == strings.TrimRight(names[1], "0123456789") {
		return true
	}
	var members [2]map[string]bool
	members[0], members[1] = map[string]bool{}, map[string]bool{}
	body := b.p.Body(f, nil)
	for i := range body.Ops {
		op := &body.Ops[i]
		if op.Code != ir.Read && op.Code != ir.Write || m.Paths[op.X].Sel != ir.Attr {
			continue
		}
		base := &body.Ops[body.Base(op)]
		member := m.Str(m.Paths[op.X].Name)
		if base.Code != ir.Read || m.Paths[base.X].Sel != ir.RootLocal || member == lock {
			continue
		}
		for n := range names {
			if m.Str(m.Paths[base.X].Name) == names[n] {
				members[n][member] = true
			}
		}
	}
	for member := range members[0] {
		if members[1][member] {
			return true
		}
	}
	return false
}
