package facts

import "github.com/racehunt/racehunt/ir"

// NeverRead says whether a write assigns a local that nobody ever reads.
func (f *Func) NeverRead(write int32) bool {
	name := f.LocalOf(write)
	if name == 0 || !f.private(name) {
		return false
	}
	for i := range f.Body.Ops {
		if x := &f.Body.Ops[i]; (x.Code == ir.Read || x.Code == ir.Delete) && f.LocalOf(int32(i)) == name {
			return false
		}
	}
	return true
}
