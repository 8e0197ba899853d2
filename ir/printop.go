package ir

import "strconv"

var buildNames = [...]string{
	BuildTuple: "tuple", BuildList: "list", BuildSet: "set", BuildDict: "dict",
	BuildString: "string", BuildTemplate: "template", BuildSlice: "slice",
	BuildCompList: "complist", BuildCompSet: "compset", BuildCompDict: "compdict",
	BuildType: "type",
}

var constNames = [...]string{
	ConstNone: "None", ConstTrue: "True", ConstFalse: "False", ConstEllipsis: "...",
	ConstInt: "int", ConstFloat: "float", ConstComplex: "complex", ConstStr: "str", ConstBytes: "bytes",
}

var matchNames = [...]string{
	MatchSequence: "sequence", MatchMapping: "mapping", MatchClass: "class", MatchOther: "other",
}

func nameOf(names []string, i uint16) string {
	if int(i) < len(names) {
		return names[i]
	}
	return "kind" + strconv.Itoa(int(i))
}

// OpString returns op i of a body as text, without its flags: "%3 = call g %2()".
func (m *Module) OpString(b *Body, i int32) string {
	op := &b.Ops[i]
	t := opText{m: m, b: b, args: b.Args(op)}
	if op.Code == Label {
		return "L" + strconv.Itoa(int(op.X)) + ":"
	}
	if op.Code.HasResult() {
		t.value(Value(i))
		t.add(" = ")
	}
	if op.Flags&IsAsync != 0 {
		t.add("async ")
	}
	t.op(op)
	return string(t.text)
}

// opText builds the text of one op.
type opText struct {
	m    *Module
	b    *Body
	args []Value
	text []byte
}

func (t *opText) add(s string)   { t.text = append(t.text, s...) }
func (t *opText) num(n uint32)   { t.text = strconv.AppendUint(t.text, uint64(n), 10) }
func (t *opText) path(p PathID)  { t.text = t.m.appendPath(t.text, p) }
func (t *opText) label(l uint32) { t.add("L"); t.num(l) }

func (t *opText) value(v Value) {
	if v == NoValue {
		t.add("-")
		return
	}
	t.text = strconv.AppendInt(append(t.text, '%'), int64(v), 10)
}

func (t *opText) values(list []Value, sep string) {
	for i, v := range list {
		if i > 0 {
			t.add(sep)
		}
		t.value(v)
	}
}

// operands writes " %1, %2", or nothing if there are none.
func (t *opText) operands() {
	if len(t.args) > 0 {
		t.add(" ")
		t.values(t.args, ", ")
	}
}

// parens writes "(%1, %2)".
func (t *opText) parens() {
	t.add("(")
	t.values(t.args, ", ")
	t.add(")")
}

func (t *opText) op(op *Op) {
	switch op.Code {
	case Unary, Binary, Compare:
		t.add(OperatorString(op.Aux))
		t.operands()
		return
	case Branch:
		t.branch(op)
		return
	}
	t.add(op.Code.String())
	switch op.Code {
	case Const:
		t.constant(op)
	case Read, Write, Delete:
		t.access(op)
	case Call:
		t.call(op)
	case Build:
		t.add(" " + nameOf(buildNames[:], op.Aux))
		t.parens()
	case Elem:
		t.add(" ")
		t.num(op.X)
		if op.Flags&Rest != 0 {
			t.add("*")
		}
		t.add(" of")
		t.operands()
	case Next:
		t.operands()
		t.add(" else ")
		t.label(op.X)
	case Jump:
		t.add(" ")
		t.label(op.X)
	case MakeFunc:
		t.add(" #" + strconv.Itoa(int(op.X)) + " " + t.m.Str(t.m.Funcs[op.X].Qual))
		t.parens()
	case MakeClass:
		t.add(" " + t.m.Str(t.m.Classes[op.X].Qual))
		t.parens()
	case ImportName:
		t.imported(op)
	case Match:
		t.add(" " + nameOf(matchNames[:], op.Aux) + " ")
		if op.X != 0 {
			t.path(PathID(op.X))
		}
		t.operands()
	case Catch:
		t.handler(op)
	case Try, TryElse, Finally, EndTry, Enter, Exit:
		t.add(" r")
		t.num(op.X)
		t.operands()
	default:
		t.operands()
	}
}

func (t *opText) branch(op *Op) {
	t.add("if ")
	if op.Flags&IfTrue == 0 {
		t.add("not ")
	}
	t.value(t.args[0])
	t.add(" jump ")
	t.label(op.X)
}

func (t *opText) constant(op *Op) {
	t.add(" " + nameOf(constNames[:], op.Aux))
	if op.Aux == ConstStr || op.Aux == ConstInt && op.X != 0 {
		t.add(" ")
		if op.Aux == ConstStr {
			t.text = strconv.AppendQuote(t.text, t.m.Str(StrID(op.X)))
		} else {
			t.add(t.m.Str(StrID(op.X)))
		}
	}
}

func (t *opText) access(op *Op) {
	t.add(" ")
	t.path(PathID(op.X))
	if base := t.b.Base(op); base != NoValue {
		t.add(" base ")
		t.value(base)
	}
	if key := t.b.Key(op); key != NoValue {
		t.add(" key ")
		t.value(key)
	}
	if op.Code == Write {
		t.add(" = ")
		t.value(t.b.Stored(op))
	}
}

func (t *opText) call(op *Op) {
	if op.X != 0 {
		t.add(" ")
		t.path(PathID(op.X))
	}
	t.add(" ")
	t.value(t.b.Callee(op))
	t.add("(")
	for i, a := range t.b.CallArgs(op) {
		if i > 0 {
			t.add(", ")
		}
		switch a.Tag {
		case TagPositional:
		case TagStar:
			t.add("*")
		case TagStarStar:
			t.add("**")
		default:
			t.add(t.m.Str(a.Keyword()) + "=")
		}
		t.value(a.Value)
	}
	t.add(")")
}

func (t *opText) imported(op *Op) {
	i := &t.m.Imports[op.X]
	t.add(" ")
	for range min(i.Level, 8) {
		t.add(".")
	}
	t.add(t.m.Str(i.Module))
	if i.Name != 0 {
		t.add(":" + t.m.Str(i.Name))
	}
}

func (t *opText) handler(op *Op) {
	h := &t.b.Handlers[op.X]
	t.add(" r")
	t.num(h.Region)
	if h.Star {
		t.add(" star")
	}
	for _, p := range h.Types {
		t.add(" ")
		t.path(p)
	}
}
