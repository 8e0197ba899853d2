// Package irtest makes modules for tests without the front end: from a tiny text
// language, and at random.
//
// What goes in: one statement a line. What comes out: a module whose function 1 has
// that body. For example
//
//	try
//	    await f
//	catch ValueError
//	    jump out
//	end
//	label out
//	return
//
// Left out: everything that tests of graphs do not need, such as classes, imports
// and expressions.
package irtest

import (
	"fmt"
	"strings"

	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
)

// Func is the function that Assemble and Random make; function 0 is an empty module
// body.
const Func ir.FuncID = 1

// Statements of the language, besides the region words try, else, catch TYPE…,
// catch* TYPE…, finally, end, with NAME, async with NAME and exit:
//
//	call F          %n = read F; call
//	await F         the same and await it
//	yield           yield without a value
//	read P, write P, delete P    P is a name with attributes, or ends in [*]
//	if L            read a name and go to L if it is false
//	ifconst L       the same of the constant True
//	iter            the iterator of the next "next"
//	next L, async next L
//	jump L, label L
//	return
//	raise           re-raise
//	raise F         call F and raise the result
//
// The first line may be "async" or "generator" to set a flag of the function.

// Assemble builds a module from text and panics if the text is wrong.
func Assemble(text string) *ir.Module {
	a := newAssembler()
	for n, line := range strings.Split(text, "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			a.pos = uint32(n + 1)
			a.statement(words)
		}
	}
	return a.finish()
}

// assembler collects the ops of one body.
type assembler struct {
	b      *ir.Builder
	body   ir.Body
	pos    uint32 // line of the statement at hand, used as its span
	labels map[string]uint32
	open   []frame
	iter   ir.Value
	flags  ir.FuncFlags
}

// frame is an open region.
type frame struct {
	region  uint32
	manager ir.Value
	async   bool
	elsed   bool // the TryElse, which a body always has, is written
}

func newAssembler() *assembler {
	a := &assembler{b: ir.NewBuilder(), labels: map[string]uint32{}, iter: ir.NoValue}
	module := a.b.NewFunc()
	a.b.M.Funcs[module].Qual = a.b.Str("<module>")
	a.b.SetBody(module, &ir.Body{})
	return a
}

func (a *assembler) finish() *ir.Module {
	f := a.b.NewFunc()
	span := source.Span{Start: 0, End: 1 << 20}
	a.b.M.Funcs[f] = ir.Func{
		Name: a.b.Str("f"), Qual: a.b.Str("f"), Kind: ir.Function, Flags: a.flags,
		Span: span, NameSpan: source.Span{Start: 4, End: 5},
	}
	a.b.SetBody(f, &a.body)
	return a.b.Finish()
}

// emit appends an op and returns its result.
func (a *assembler) emit(op ir.Op, args ...ir.Value) ir.Value {
	op.Span = source.Span{Start: a.pos, End: a.pos + 1}
	op.Arg, op.N = uint32(len(a.body.Operands)), uint32(len(args))
	a.body.Operands = append(a.body.Operands, args...)
	a.body.Ops = append(a.body.Ops, op)
	return ir.Value(len(a.body.Ops) - 1)
}

func (a *assembler) label(name string) uint32 {
	l, ok := a.labels[name]
	if !ok {
		l = a.body.Labels
		a.labels[name] = l
		a.body.Labels++
	}
	return l
}

// path interns a dotted name whose root is a module variable.
func (a *assembler) path(text string) ir.PathID {
	text, any := strings.CutSuffix(text, "[*]")
	parts := strings.Split(text, ".")
	p := a.b.Path(0, ir.RootGlobal, a.b.Str(parts[0]))
	for _, name := range parts[1:] {
		p = a.b.Path(p, ir.Attr, a.b.Str(name))
	}
	if any {
		p = a.b.Path(p, ir.AnyItem, 0)
	}
	return p
}

// access emits a read, write or delete, with the reads of its base.
func (a *assembler) access(code ir.Code, p ir.PathID, stored ...ir.Value) ir.Value {
	var args []ir.Value
	if path := a.b.M.Paths[p]; path.Base != 0 {
		args = append(args, a.access(ir.Read, path.Base), ir.NoValue)
		if path.Sel == ir.AnyItem {
			args[1] = a.emit(ir.Op{Code: ir.Const, Aux: ir.ConstInt})
		}
	}
	return a.emit(ir.Op{Code: code, X: uint32(p)}, append(args, stored...)...)
}

func (a *assembler) call(name string) ir.Value {
	p := a.path(name)
	return a.emit(ir.Op{Code: ir.Call, X: uint32(p)}, a.access(ir.Read, p))
}

func (a *assembler) statement(words []string) {
	async := words[0] == "async" && len(words) > 1
	if async {
		words = words[1:]
	}
	if len(words) == 1 {
		words = append(words, "")
	}
	arg := words[1]
	switch words[0] {
	case "async":
		a.flags |= ir.Async
	case "generator":
		a.flags |= ir.Generator
	case "call":
		a.call(arg)
	case "await":
		a.emit(ir.Op{Code: ir.Await}, a.call(arg))
	case "yield":
		a.emit(ir.Op{Code: ir.Yield})
	case "read":
		a.access(ir.Read, a.path(arg))
	case "write":
		a.access(ir.Write, a.path(arg), a.emit(ir.Op{Code: ir.Const}))
	case "delete":
		a.access(ir.Delete, a.path(arg))
	case "iter":
		a.iter = a.emit(ir.Op{Code: ir.Iter}, a.emit(ir.Op{Code: ir.Const}))
	default:
		if !a.control(words[0], arg) && !a.region(words[0], words[1:], async) && words[0] != "next" {
			panic(fmt.Sprintf("line %d: unknown statement %q", a.pos, words))
		}
		if words[0] == "next" {
			a.next(a.label(arg), async)
		}
	}
}

func (a *assembler) next(label uint32, async bool) {
	if a.iter == ir.NoValue {
		panic("next without iter")
	}
	a.emit(ir.Op{Code: ir.Next, X: label, Flags: asyncFlag(async)}, a.iter)
}

func asyncFlag(async bool) ir.OpFlags {
	if async {
		return ir.IsAsync
	}
	return 0
}

func (a *assembler) control(word, arg string) bool {
	switch word {
	case "if":
		a.emit(ir.Op{Code: ir.Branch, X: a.label(arg)}, a.access(ir.Read, a.path("test")))
	case "ifconst":
		a.emit(ir.Op{Code: ir.Branch, X: a.label(arg)}, a.emit(ir.Op{Code: ir.Const, Aux: ir.ConstTrue}))
	case "jump":
		a.emit(ir.Op{Code: ir.Jump, X: a.label(arg)})
	case "label":
		a.emit(ir.Op{Code: ir.Label, X: a.label(arg)})
	case "return":
		a.emit(ir.Op{Code: ir.Return})
	case "raise":
		if arg == "" {
			a.emit(ir.Op{Code: ir.Raise})
		} else {
			a.emit(ir.Op{Code: ir.Raise}, a.call(arg))
		}
	default:
		return false
	}
	return true
}

func (a *assembler) region(word string, args []string, async bool) bool {
	top := len(a.open) - 1
	switch word {
	case "catch", "catch*", "finally", "end", "else":
		if f := &a.open[top]; !f.elsed {
			f.elsed = true
			a.emit(ir.Op{Code: ir.TryElse, X: f.region})
		}
	}
	switch word {
	case "try":
		a.open = append(a.open, frame{region: a.body.Regions})
		a.emit(ir.Op{Code: ir.Try, X: a.body.Regions})
		a.body.Regions++
	case "else":
	case "catch", "catch*":
		h := ir.Handler{Region: a.open[top].region, Star: word == "catch*"}
		for _, t := range args {
			switch t {
			case "":
			case "?":
				h.Types = append(h.Types, 0)
			default:
				h.Types = append(h.Types, a.path(t))
			}
		}
		a.emit(ir.Op{Code: ir.Catch, X: uint32(len(a.body.Handlers))})
		a.body.Handlers = append(a.body.Handlers, h)
	case "finally":
		a.emit(ir.Op{Code: ir.Finally, X: a.open[top].region})
	case "end":
		a.emit(ir.Op{Code: ir.EndTry, X: a.open[top].region})
		a.open = a.open[:top]
	case "with":
		m := a.access(ir.Read, a.path(args[0]))
		a.open = append(a.open, frame{region: a.body.Regions, manager: m, async: async})
		a.emit(ir.Op{Code: ir.Enter, X: a.body.Regions, Flags: asyncFlag(async)}, m)
		a.body.Regions++
	case "exit":
		f := a.open[top]
		a.emit(ir.Op{Code: ir.Exit, X: f.region, Flags: asyncFlag(f.async)}, f.manager)
		a.open = a.open[:top]
	default:
		return false
	}
	return true
}
