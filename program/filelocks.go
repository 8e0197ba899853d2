package program

import (
	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// fileLocks are the functions that lock a file which is open already, and the words in
// their second argument for doing so, for letting go, and for an attempt.
var fileLocks = map[string]fileLock{
	"fcntl.flock":        {takes: "LOCK_EX", frees: "LOCK_UN", tries: "LOCK_NB"},
	"fcntl.lockf":        {takes: "LOCK_EX", frees: "LOCK_UN", tries: "LOCK_NB", again: true},
	"msvcrt.locking":     {takes: "LK_LOCK", frees: "LK_UNLCK", tries: "LK_NBLCK"},
	"portalocker.lock":   {takes: "LOCK_EX", frees: "LOCK_UN", tries: "LOCK_NB"},
	"portalocker.unlock": {},
}

type fileLock struct {
	takes, frees, tries string
	again               bool // a process that has the lock gets it again
}

// posix tells the record locks of lockf, which belong to a process, from those of flock,
// which belong to an open file: the two do not see each other.
const posix = " (lockf)"

// openLock is a lock on a file that some value opened: closing it lets go of the lock.
type openLock struct {
	file ir.Value
	lock Lock
}

// lockedFile records what a call does that locks or unlocks an open file.
func (r *resolver) lockedFile(i int, op *ir.Op, fn *Func) {
	args := r.body.Args(op)
	if len(args) < 3 || len(r.vals[args[0]]) != 1 {
		return
	}
	name := r.p.model.Canon(r.vals[args[0]][0].Name)
	row, ok := fileLocks[name]
	if !ok {
		return
	}
	file, how := r.body.Positional(op, 0), r.body.Positional(op, 1)
	if file < 0 {
		return
	}
	k, opened := r.fileOf(file)
	if row.again && k.Loc.Kind != NoOwner {
		k.Loc.Path += posix
		k.Ref = k.Ref.extend(posix)
	}
	k.Row = model.Lock{Ctor: name, Scope: model.Process, Reentrant: row.again}
	switch {
	case row.takes == "" || how >= 0 && r.flagged(how, row.frees):
		fn.addLock(int32(i), k, false)
	case how >= 0 && r.flagged(how, row.takes) && !r.flagged(how, row.tries):
		fn.addLock(int32(i), k, true)
		if opened >= 0 {
			r.locked = append(r.locked, openLock{opened, k})
		}
	}
}

// closesLocked records that leaving a with statement over an open file unlocks it.
func (r *resolver) closesLocked(exit int, file ir.Value, fn *Func) bool {
	for _, x := range r.locked {
		if x.file == file {
			fn.addLock(int32(exit), x.lock, false)
			return true
		}
	}
	return false
}

// flagged says whether a set of flags has one of the given name.
func (r *resolver) flagged(v ir.Value, name string) bool {
	x := &r.body.Ops[v]
	switch x.Code {
	case ir.Read:
		return r.mod.Str(r.mod.Paths[x.X].Name) == name
	case ir.Binary:
		args := r.body.Args(x)
		return r.flagged(args[0], name) || r.flagged(args[1], name)
	}
	return false
}

// fileOf says which file a value is, or the descriptor of which, and what opened it if
// this function did.
func (r *resolver) fileOf(v ir.Value) (k Lock, opened ir.Value) {
	if x := &r.body.Ops[v]; x.Code == ir.Call && r.methodOf(r.body.Args(x)[0]) == "fileno" {
		v = r.body.Base(&r.body.Ops[r.body.Args(x)[0]])
	}
	k = Lock{Loc: r.locs[v], Name: r.text(v), Ref: r.ref(v)}
	w := r.origin(v)
	if x := &r.body.Ops[w]; x.Code == ir.Enter {
		w = r.body.Args(x)[0]
	}
	if x := &r.body.Ops[w]; x.Code == ir.Call {
		k.Loc, k.Ref = r.named(x)
		return k, w
	}
	return k, ir.NoValue
}

// origin follows a local that has one value to that value.
func (r *resolver) origin(v ir.Value) ir.Value {
	if x := &r.body.Ops[v]; x.Code == ir.Read {
		if n := r.mod.Paths[x.X]; n.Sel == ir.RootLocal {
			if w := r.holds(n.Name, v); w >= 0 && !r.inLoop(int(w)) {
				return w
			}
		}
	}
	return v
}

// onSpot gives a lock with a name that is made where it is taken, or just before, the
// place of that name. Such an object knows nothing of others with the same name, so a
// second one waits for the first, reentrant or not.
func (r *resolver) onSpot(v ir.Value, k *Lock) {
	w := r.origin(v)
	if x := &r.body.Ops[w]; x.Code == ir.Call && r.makesLock(w) {
		k.Loc, k.Ref = r.named(x)
		if k.Loc.Kind != NoOwner {
			k.Name = "the lock on " + k.Loc.Path
			k.Row.Reentrant = k.Row.Reentrant && w != v
		}
	}
}

// named says what a call is about whose first argument names it: the file of that path.
func (r *resolver) named(call *ir.Op) (Location, Ref) {
	v := r.body.Positional(call, 0)
	if v < 0 {
		return Location{}, Ref{}
	}
	loc := Location{Kind: OfFile}
	switch x := &r.body.Ops[v]; x.Code {
	case ir.Const:
		if x.Aux == ir.ConstStr {
			loc.Path = strings.Trim(r.mod.Str(ir.StrID(x.X)), `"'`)
			return loc, Ref{Root: FixedRoot, Loc: loc}
		}
	case ir.Read:
		at := r.locs[v]
		if placed := r.placed(v); placed.Kind != NoOwner {
			at = placed
		}
		switch at.Kind {
		case OfModule, OfClass:
			loc.Path = r.p.LocationName(at)
			return loc, Ref{Root: FixedRoot, Loc: loc}
		case OfInstance:
			loc.Path = r.p.LocationName(at)
			return loc, r.ref(v)
		}
	}
	return Location{}, Ref{}
}
