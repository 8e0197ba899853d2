package program

import "slices"

// LockUsers lists the functions that take the lock kept at a location for good, in order.
func (p *Program) LockUsers(l Location) []Site {
	p.usersOnce.Do(p.indexLockUsers)
	return p.lockUsers[l]
}

// indexLockUsers lists the acquisitions of every lock whose place is known.
func (p *Program) indexLockUsers() {
	p.lockUsers = map[Location][]Site{}
	for f := range p.Funcs {
		fn := &p.Funcs[f]
		for _, s := range fn.LockSites {
			if l := fn.Locks[s.Lock].Loc; s.Acquires && !s.Waits && l.Kind != NoOwner {
				p.lockUsers[l] = append(p.lockUsers[l], Site{FuncRef(f), s.Op})
			}
		}
	}
}

// TakesLock says whether a function acquires the lock kept at a location itself.
func (p *Program) TakesLock(f FuncRef, l Location) bool {
	fn := &p.Funcs[f]
	return slices.ContainsFunc(fn.LockSites, func(s LockSite) bool { return s.Acquires && !s.Waits && fn.Locks[s.Lock].Loc == l })
}

// Acquired returns the lock that an op of f acquires for good, and its number in f.
func (p *Program) Acquired(f FuncRef, op int32) (k Lock, number int, ok bool) {
	fn := &p.Funcs[f]
	for _, s := range fn.LockSites {
		if s.Op == op && s.Acquires && !s.Waits {
			return fn.Locks[s.Lock], s.Lock, true
		}
	}
	return Lock{}, 0, false
}

// LockNamed says whether the last name of a path is one that people give to locks that
// exclude, rather than to conditions or semaphores.
func LockNamed(name string) bool { return lockName(name) && mutexName(name) }
