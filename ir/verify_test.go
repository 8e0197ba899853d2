package ir_test

import (
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// expectVerify verifies a module whose function has the given body.
func expectVerify(t *testing.T, want string, body ir.Body) {
	t.Helper()
	b := ir.NewBuilder()
	f := b.NewFunc()
	b.M.Funcs[f] = ir.Func{Span: source.Span{End: 100}}
	b.Path(b.Path(0, ir.RootGlobal, b.Str("a")), ir.Attr, b.Str("x")) // path 2
	b.Path(0, ir.RootLocal, b.Str("x"))                               // path 3
	b.SetBody(f, &body)
	m := b.Finish()
	err := ir.Verify(m)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
	_, err = ir.Decode(ir.Encode(m))
	if err == nil && want != "is not a local" && want != "span" {
		t.Errorf("%s: decoded without an error", want)
	}
}

// ops makes a body of ops without operands.
func ops(list ...ir.Op) ir.Body { return ir.Body{Ops: list} }

func TestVerify(t *testing.T) {
	constant := ir.Op{Code: ir.Const}
	with := func(b ir.Body, labels, regions uint32, operands ...ir.Value) ir.Body {
		b.Labels, b.Regions, b.Operands = labels, regions, operands
		return b
	}
	expectVerify(t, "does not belong", ops(ir.Op{Code: ir.Nop}))
	expectVerify(t, "X out of range", ops(ir.Op{Code: ir.Const, X: 99}))
	expectVerify(t, "X out of range", ops(ir.Op{Code: ir.MakeFunc, X: 1}))
	expectVerify(t, "wrong number", ops(ir.Op{Code: ir.Await}))
	expectVerify(t, "wrong number", with(ops(constant, ir.Op{Code: ir.Read, X: 1, N: 1}), 0, 0, 0))
	expectVerify(t, "for its path", ops(ir.Op{Code: ir.Read, X: 2}))
	expectVerify(t, "not an earlier result", with(ops(ir.Op{Code: ir.Await, N: 1}), 0, 0, 0))
	expectVerify(t, "not an earlier result", with(ops(constant, ir.Op{Code: ir.Await, N: 1}), 0, 0, 1))
	expectVerify(t, "not an earlier result", with(ops(ir.Op{Code: ir.Return}, ir.Op{Code: ir.Await, N: 1}), 0, 0, 0))
	expectVerify(t, "tag", with(ops(constant, ir.Op{Code: ir.Call, N: 3}), 0, 0, 0, 0, 77))
	expectVerify(t, "not defined", with(ops(ir.Op{Code: ir.Jump}), 1, 0))
	expectVerify(t, "defined twice", with(ops(ir.Op{Code: ir.Label}, ir.Op{Code: ir.Label}), 1, 0))
	expectVerify(t, "not closed", with(ops(ir.Op{Code: ir.Try}), 0, 1))
	expectVerify(t, "out of order", with(ops(ir.Op{Code: ir.Try}, ir.Op{Code: ir.EndTry}), 0, 1))
	expectVerify(t, "opened twice", with(ops(ir.Op{Code: ir.Try}, ir.Op{Code: ir.Try}), 0, 1))
	expectVerify(t, "innermost", with(ops(ir.Op{Code: ir.EndTry}), 0, 1))
	expectVerify(t, "does not occur", with(ops(constant), 0, 1))
	expectVerify(t, "jumps into", with(ops(
		ir.Op{Code: ir.Jump}, ir.Op{Code: ir.Try}, ir.Op{Code: ir.Label},
		ir.Op{Code: ir.TryElse}, ir.Op{Code: ir.EndTry}), 1, 1))
	expectVerify(t, "is not a local", ops(ir.Op{Code: ir.Read, X: 3}))
	expectVerify(t, "span", ops(ir.Op{Code: ir.Const, Span: source.Span{Start: 2, End: 1}}))
}
