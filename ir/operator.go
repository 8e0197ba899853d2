package ir

// Operator is the operator of a Unary, Binary or Compare. The numbers are those of
// the syntax tree's operators, so that package ir/lower can copy them.
type Operator = uint16

const (
	OpAdd Operator = iota + 3
	OpSub
	OpMult
	OpMatMult
	OpDiv
	OpMod
	OpPow
	OpLShift
	OpRShift
	OpBitOr
	OpBitXor
	OpBitAnd
	OpFloorDiv

	OpInvert
	OpNot
	OpUAdd
	OpUSub

	OpEq
	OpNotEq
	OpLt
	OpLtE
	OpGt
	OpGtE
	OpIs
	OpIsNot
	OpIn
	OpNotIn

	operatorCount
)

var operatorNames = [operatorCount]string{
	OpAdd: "add", OpSub: "sub", OpMult: "mul", OpMatMult: "matmul", OpDiv: "div",
	OpMod: "mod", OpPow: "pow", OpLShift: "shl", OpRShift: "shr", OpBitOr: "bitor",
	OpBitXor: "bitxor", OpBitAnd: "bitand", OpFloorDiv: "floordiv",
	OpInvert: "invert", OpNot: "not", OpUAdd: "plus", OpUSub: "neg",
	OpEq: "eq", OpNotEq: "ne", OpLt: "lt", OpLtE: "le", OpGt: "gt", OpGtE: "ge",
	OpIs: "is", OpIsNot: "isnot", OpIn: "in", OpNotIn: "notin",
}

// OperatorString returns a short lower-case name such as "add" or "isnot".
func OperatorString(o Operator) string {
	if o < operatorCount && operatorNames[o] != "" {
		return operatorNames[o]
	}
	return "operator?"
}
