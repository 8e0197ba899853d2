package program

import "github.com/racehunt/racehunt/ir"

// resultAt says whether the function waits for what a call starts on the spot:
// pool.submit(f).result().
func (r *resolver) resultAt(call int) bool {
	for i := call + 1; i+1 < min(call+3, len(r.body.Ops)); i++ {
		op := &r.body.Ops[i]
		if op.Code != ir.Read || r.body.Base(op) != ir.Value(call) || r.mod.Str(r.mod.Paths[op.X].Name) != "result" {
			continue
		}
		if next := &r.body.Ops[i+1]; next.Code == ir.Call && r.body.Callee(next) == ir.Value(i) && r.body.NumArgs(next) == 0 {
			return true
		}
	}
	return false
}
