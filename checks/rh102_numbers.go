package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/cfg/facts"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// A number that tells things apart (a message, a request, a job) is of no use once two
// threads have got the same one. That harm is certain, unlike that of a lost count, so
// that a class which has to do with threads at all is enough to report it:
//
//	self.last_id += 1        # a second thread comes in here
//	return self.last_id      # and both return its number

// numberedTwice returns the write itself, made by a second thread, as the rival of one
// that gives out numbers.
func (f *Func) numberedTwice(w *program.Access, gap facts.Gap) (rival, bool) {
	if !w.Self || w.Loc.Kind != program.OfInstance || f.P.Async(f.Ref) || f.P.Trial(f.Ref) || f.underscored(f.Ref) || f.P.ThreadLocal(w.Loc) ||
		!f.P.ThreadAware(f.Ref) || len(threadLocks(f.over(gap))) > 0 || f.calledLocked() || f.calledFromOnePlace() || !f.numbers(w) && !f.countsUsers(w) {
		return rival{}, false
	}
	if f.IR.Flags&ir.Generator != 0 || f.P.OwnThreadOnly(f.Ref) {
		return rival{}, false
	}
	why := fmt.Sprintf("%s owns a lock or a thread, so several threads are meant", f.P.ClassName(f.P.Funcs[f.Ref].Class))
	if f.numbers(w) {
		why += ", and two of them get the same number"
	}
	return rival{program.Writer{Func: f.Ref, Access: w}, program.Evidence{Proof: program.Intended, Why: why}, true}, true
}

// calledLocked says whether some caller holds a lock for threads, so that it is the
// callers who are to hold one.
func (f *Func) calledLocked() bool {
	return lockedOnTheWay(f.P, f.Ref, 2)
}

func lockedOnTheWay(p *program.Program, f program.FuncRef, depth int) bool {
	return slices.ContainsFunc(p.CallsOf(f), func(s program.Site) bool {
		return len(threadLocks(p.Held(s.Func, s.Op))) > 0 || depth > 1 && p.Private(s.Func) && lockedOnTheWay(p, s.Func, depth-1)
	})
}

// calledFromOnePlace says whether the program gets its numbers in one place of another
// class, which mostly one thread runs.
func (f *Func) calledFromOnePlace() bool {
	sites := slices.DeleteFunc(f.P.CallsOf(f.Ref), func(s program.Site) bool { return f.P.Trial(s.Func) })
	return len(sites) == 1 && f.P.Funcs[sites[0].Func].Class != f.P.Funcs[f.Ref].Class
}

// numbers says whether what a write stores tells things apart: the names say so, and the
// function returns it, gives it to a call or uses it as a key.
func (f *Func) numbers(w *program.Access) bool {
	if !numberName(w.Loc.Path) && !maker(f.Module.Str(f.IR.Name)) || strings.ContainsAny(w.Loc.Path, "[.") {
		return false
	}
	of := map[int32]bool{}
	for i := range f.P.Funcs[f.Ref].Access {
		if a := &f.P.Funcs[f.Ref].Access[i]; a.Kind == program.Reading && a.Loc == w.Loc {
			of[a.Op] = true
		}
	}
	is := func(v ir.Value) (yes bool) {
		f.Sources(v, func(s facts.Source) { yes = yes || of[s.Op] && !s.Calls })
		return yes
	}
	for i := range f.Body.Ops {
		x := &f.Body.Ops[i]
		switch x.Code {
		case ir.Return:
			if x.N > 0 && is(f.Body.Args(x)[0]) {
				return true
			}
		case ir.Write:
			if key := f.Body.Key(x); key >= 0 && is(key) {
				return true
			}
		case ir.Call:
			c := f.P.Funcs[f.Ref].CallAt(int32(i))
			if c == nil || logs(c) || !numberName(w.Loc.Path) || strings.HasPrefix(c.Name, "builtins.") {
				continue
			}
			for _, a := range f.Body.CallArgs(x) {
				if is(a.Value) {
					return true
				}
			}
		}
	}
	return false
}

// countsUsers says whether a write counts those who use what a key stands for: one
// function adds one, another takes one off again and drops the key with the last one.
func (f *Func) countsUsers(w *program.Access) bool {
	if !strings.HasSuffix(w.Loc.Path, "[*]") {
		return false
	}
	value := f.Body.Stored(&f.Body.Ops[w.Op])
	adds, takes := f.steps(value, ir.OpAdd), f.steps(value, ir.OpSub) && f.drops(f.Ref, w)
	for _, other := range f.writers(w.Loc) {
		if !adds && !takes || other.Func == f.Ref || f.P.Body(other.Func, nil).Ops[other.Access.Op].Code != ir.Write {
			continue
		}
		g := f.sibling(other.Func)
		value := g.Body.Stored(&g.Body.Ops[other.Access.Op])
		if takes && g.steps(value, ir.OpAdd) || adds && g.steps(value, ir.OpSub) && f.drops(other.Func, w) {
			return true
		}
	}
	return false
}

// drops says whether a function takes keys out of the container of w.
func (f *Func) drops(g program.FuncRef, w *program.Access) bool {
	return slices.ContainsFunc(f.P.Funcs[g].Access, func(a program.Access) bool {
		return (a.Kind == program.Removing || a.Kind == program.Shrinking) && a.Loc.Root() == w.Loc.Root()
	})
}

// steps says whether a value is another one with one added or taken off.
func (f *Func) steps(v ir.Value, operator uint16) bool {
	x := &f.Body.Ops[v]
	return x.Code == ir.Binary && x.Aux == operator && f.isInt(f.Body.Args(x)[1], "1")
}

var numberWords = map[string]bool{
	"id": true, "ids": true, "mid": true, "xid": true, "tid": true, "uid": true, "rid": true, "sid": true, "seq": true, "seqno": true, "seqnum": true,
	"sequence": true, "serial": true, "nonce": true, "ticket": true, "tickets": true, "tag": true, "correlation": true, "number": true,
}

var makerWords = map[string]bool{
	"next": true, "new": true, "gen": true, "generate": true, "alloc": true, "allocate": true, "make": true, "unique": true, "issue": true,
}

// numberName says whether a field's name says that it counts what must not be alike.
func numberName(path string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(path), "_"), func(w string) bool { return numberWords[w] })
}

// maker says whether a function's name says that it makes something new each time.
func maker(name string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(name), "_"), func(w string) bool { return makerWords[w] })
}
