package lockgraph

import (
	"slices"

	"github.com/racehunt/racehunt/program"
)

// strands hands out the tokens that stand for strands: edges that only one strand can run,
// or two that never run at once, share one.
type strands struct {
	p       *program.Program
	origins []program.Origin
	index   map[tokenKey]int32
	names   []string
}

// tokenKey is an entry alone, two entries that exclude each other, or (kind) the main
// thread and the run of one function.
type tokenKey struct {
	kind uint8
	a, b int32
}

const (
	entryToken uint8 = iota
	pairToken
	mainToken
	callToken
)

func newStrands(p *program.Program) *strands {
	return &strands{p: p, origins: p.Origins(), index: map[tokenKey]int32{}}
}

// token returns the number of a token. As tokens stand after the locks, and more locks
// may turn up, Excl holds ^token until the end.
func (s *strands) token(k tokenKey, name string) int32 {
	t, ok := s.index[k]
	if !ok {
		t = int32(len(s.names))
		s.index[k] = t
		s.names = append(s.names, name)
	}
	return t
}

// found says whether a strand that runs f is in the program.
func (s *strands) found(f program.FuncRef) bool {
	return len(s.p.Runs(f)) > 0 || s.origins[f]&program.FromMain != 0
}

// exclusive lists what only one strand at a time can have when it runs an edge.
func (s *strands) exclusive(p *program.Program, locks []Lock, e Edge) (out []int32) {
	for _, id := range e.Witness.Held {
		out = append(out, int32(id))
	}
	f := e.Witness.Frame
	origin := s.origins[f]
	runs := len(p.Runs(f))
	switch {
	case origin&program.FromOutside != 0:
		for _, id := range [2]LockID{e.From, e.To} { // locals of a function belong to one run of it
			if l := locks[id].Loc; l.Kind == program.OfFunction && runs == 0 {
				out = append(out, ^s.token(tokenKey{callToken, l.Owner, 0}, "one call of "+p.Name(program.FuncRef(l.Owner))))
			}
		}
	case runs == 0 && origin&program.FromMain != 0:
		if s.offered(f, locks[e.From].Loc) || s.offered(f, locks[e.To].Loc) {
			break
		}
		out = append(out, ^s.token(tokenKey{kind: mainToken}, "the main thread"))
	case origin&program.FromMain == 0:
		if entry, ok := p.SingleStrand(f); ok {
			x := &p.Entries()[entry]
			out = append(out, ^s.token(tokenKey{entryToken, entry, 0}, "the "+x.As.String()+" "+p.Name(x.Func)))
			out = append(out, s.ordered(entry)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// offered says whether a function is a method of a class that owns the lock, and called
// by others than the class itself: then other threads are meant to call it, too.
func (s *strands) offered(f program.FuncRef, l program.Location) bool {
	c := s.p.Funcs[f].Class
	return c != program.NoClass && (l.Kind == program.OfInstance || l.Kind == program.OfClass) &&
		slices.Contains(s.p.Classes[c].MRO, program.ClassRef(l.Owner)) &&
		slices.ContainsFunc(s.p.Callers(f), func(g program.FuncRef) bool { return s.p.Funcs[g].Class != c })
}

// maxOrdered bounds the entries that are compared with each other.
const maxOrdered = 64

// ordered lists tokens for the entries that never run at the same time as this one.
func (s *strands) ordered(entry int32) (out []int32) {
	all := s.p.Entries()
	if len(all) > maxOrdered {
		return nil
	}
	for i := range all {
		if int32(i) == entry || all[i].Many || s.p.Parallel(&all[entry], &all[i]) {
			continue
		}
		a, b := min(entry, int32(i)), max(entry, int32(i))
		out = append(out, ^s.token(tokenKey{pairToken, a, b}, "one of "+s.p.Name(all[a].Func)+" and "+s.p.Name(all[b].Func)))
	}
	return out
}
