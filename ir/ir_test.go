package ir_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/irtest"
)

// sample is a module in which every table and most fields are in use.
func sample(r *rand.Rand) *ir.Module {
	b := ir.NewBuilder()
	m := b.M
	str := func() ir.StrID { return b.Str(strings.Repeat("q", r.IntN(150)) + string(rune('a'+r.IntN(9)))) }
	span := func() source.Span {
		at := r.Uint32N(1 << 20)
		return source.Span{Start: at, End: at + r.Uint32N(1<<10)}
	}
	self := b.Path(0, ir.RootLocal, b.Str("self"))
	jobs := b.Path(b.Path(self, ir.Attr, b.Str("jobs")), ir.AnyItem, 0)
	first := b.Path(self, ir.Item, b.Str("'a'"))
	list := b.Type(ir.Type{Kind: ir.TypeName, Path: b.Path(0, ir.RootGlobal, b.Str("list"))})
	union := b.Type(ir.Type{Kind: ir.TypeUnion, Args: []ir.TypeID{list, b.Type(ir.Type{Kind: ir.TypeNone})}})
	module := b.NewFunc()
	m.Funcs[module] = ir.Func{Qual: b.Str("<module>"), Span: source.Span{End: 1 << 21}}
	class := b.NewClass()
	body := b.NewFunc()
	decorators := []ir.Decorator{{Path: jobs, Call: true, Span: span()}, {Path: self}}
	m.Classes[class] = ir.Class{
		Name: str(), Qual: str(), Body: body, Bases: []ir.TypeID{list, union}, Meta: jobs,
		Decorators: decorators, Span: source.Span{End: 1 << 21}, NameSpan: span(),
	}
	m.Funcs[body] = ir.Func{Qual: str(), Kind: ir.ClassBody, Class: class, Span: source.Span{End: 1 << 21}}
	method := b.NewFunc()
	m.Funcs[method] = ir.Func{
		Name: str(), Qual: str(), Kind: ir.Function, Flags: ir.Async, Parent: body, Class: class,
		Params: []ir.Param{{Name: b.Str("self"), Type: union}, {Name: b.Str("kw"), Kind: ir.VarKw, HasDefault: true}},
		Locals: []ir.Local{{Name: b.Str("kw"), Param: true}, {Name: b.Str("self"), Param: true, Cell: true}},
		Free:   []ir.StrID{str(), str()}, Returns: union, Decorators: decorators,
		Annots: []ir.Annot{{Path: jobs, Type: list, Bare: true, Span: span()}},
		Span:   source.Span{End: 1 << 21}, NameSpan: span(),
	}
	m.Imports = []ir.Import{{Func: method, Module: str(), Name: b.Str("*"), Level: 2, TypeChecking: true, Span: span()}}
	m.Notes = []ir.Note{{Span: span(), Text: str(), Line: span()}}
	m.Problems = []source.Problem{{Span: span(), Message: "expected an expression"}}
	m.Lines, m.Doc = 7, true
	b.SetBody(module, &ir.Body{})
	b.SetBody(body, &ir.Body{})
	b.SetBody(method, accesses(self, jobs, first, b.Str("key")))
	return b.Finish()
}

// accesses is a body with a write, calls with tagged arguments and large spans.
func accesses(self, jobs, first ir.PathID, key ir.StrID) *ir.Body {
	return &ir.Body{
		Ops: []ir.Op{
			{Code: ir.Read, X: uint32(self), Span: source.Span{Start: 900, End: 1 << 20}},
			{Code: ir.Const, Aux: ir.ConstInt, Span: source.Span{Start: 3, End: 4}},
			{Code: ir.Read, X: uint32(first), N: 2, Flags: ir.InPlace},
			{Code: ir.Call, Arg: 2, N: 5, X: uint32(jobs)},
			{Code: ir.Write, Arg: 7, N: 3, X: uint32(first), Flags: ir.InPlace},
			{Code: ir.Build, Aux: ir.BuildDict, Arg: 10, N: 2},
		},
		Operands: []ir.Value{0, 1, 2, 0, ir.TagStar, 1, ir.TagKeyword + ir.Value(key), 0, ir.NoValue, 3, ir.NoValue, 3},
	}
}

// TestRoundTrip encodes and decodes modules; nothing may change.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		m := sample(r)
		if seed%2 == 0 {
			m = irtest.Random(r, 80)
		}
		if err := ir.Verify(m); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, m)
		}
		data := ir.Encode(m)
		back, err := ir.Decode(data)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !equal(m, back) {
			t.Fatalf("seed %d: decoded, it differs:\n%s\n%s", seed, m.SpanString(), back.SpanString())
		}
		if !bytes.Equal(ir.Encode(back), data) || back.SpanString() != m.SpanString() {
			t.Fatalf("seed %d: encoded again, or printed, it differs", seed)
		}
	}
}

// TestReuse decodes bodies into memory that held larger ones.
func TestReuse(t *testing.T) {
	var into ir.Body
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 3))
		m := irtest.Random(r, 1+r.IntN(200))
		m.Body(irtest.Func, &into)
		for i := range into.Handlers { // an empty list equals none
			into.Handlers[i].Types = append([]ir.PathID(nil), into.Handlers[i].Types...)
		}
		want := m.Body(irtest.Func, nil)
		if !slices.Equal(into.Ops, want.Ops) || !slices.Equal(into.Operands, want.Operands) ||
			len(want.Handlers) > 0 && !reflect.DeepEqual(into.Handlers, want.Handlers) ||
			into.Labels != want.Labels || into.Regions != want.Regions {
			t.Fatalf("seed %d: a body differs", seed)
		}
	}
}

// equal reports whether two modules are the same, their encoded bodies included.
func equal(a, b *ir.Module) bool { return reflect.DeepEqual(a, b) }

// TestDamaged changes or cuts each byte of an encoded module: Decode must fail, or
// yield a module that can be used.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for _, m := range []*ir.Module{sample(r), irtest.Random(r, 40)} {
		data := ir.Encode(m)
		for i := range data {
			if _, err := ir.Decode(data[:i]); err == nil {
				t.Errorf("cut at %d: no error", i)
			}
			for _, x := range []byte{0, 1, 0x7f, 0x80, 0xff, data[i] + 1, data[i] - 1} {
				changed := bytes.Clone(data)
				changed[i] = x
				use(changed)
			}
		}
	}
}

// use decodes data and, if that works, looks at all of the module.
func use(data []byte) {
	m, err := ir.Decode(data)
	if err != nil {
		return
	}
	if len(m.Types) < 50 { // printing a type that nests many times takes long
		_ = m.SpanString()
	}
	for f := range m.Funcs {
		b := m.Body(ir.FuncID(f), nil)
		for i := range b.Ops {
			_ = m.OpString(b, int32(i))
		}
	}
	_ = ir.Verify(m)
}

func FuzzDecode(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 5))
	f.Add(ir.Encode(sample(r)))
	for range 5 {
		f.Add(ir.Encode(irtest.Random(r, 30)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { use(data) })
}

func FuzzRoundTrip(f *testing.F) {
	f.Add(uint64(1), uint16(10))
	f.Fuzz(func(t *testing.T, seed uint64, size uint16) {
		m := irtest.Random(rand.New(rand.NewPCG(seed, 6)), int(size%500))
		data := ir.Encode(m)
		back, err := ir.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(ir.Encode(back), data) {
			t.Fatal("encoded again, it differs")
		}
	})
}

// TestPrint compares the printer's output with testdata/ir; -update rewrites it.
func TestPrint(t *testing.T) {
	text := strings.ReplaceAll(sample(rand.New(rand.NewPCG(0, 0))).String(), "qq", "")
	text += "\n" + irtest.Assemble(statements).SpanString()
	golden(t, "../testdata/ir/print.want", text)
}

// statements uses every statement of the language of package irtest.
const statements = `
async
generator
label top
iter
async next out
try
  async with a.b
    await f
  exit
  if top
else
  yield
catch ValueError errors.E
  write a.b[*]
  raise
catch* ?
  delete a.b
catch
  raise f
finally
  read a.b[*]
end
ifconst out
jump top
label out
return
`

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		t.Errorf("%s differs; the text now is:\n%s", path, text)
	}
}

// bodies returns a module with a large body, for benchmarks.
func bodies() (*ir.Module, int) {
	m := irtest.Random(rand.New(rand.NewPCG(7, 7)), 5000)
	return m, len(m.Body(irtest.Func, nil).Ops)
}

func BenchmarkBody(b *testing.B) {
	m, ops := bodies()
	var into ir.Body
	b.ReportAllocs()
	b.SetBytes(int64(m.BodySize(irtest.Func)))
	for b.Loop() {
		m.Body(irtest.Func, &into)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ops), "ns/op-of-IR")
	b.ReportMetric(float64(m.BodySize(irtest.Func))/float64(ops), "bytes/op-of-IR")
}

func BenchmarkDecode(b *testing.B) {
	m, ops := bodies()
	data := ir.Encode(m)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := ir.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ops), "ns/op-of-IR")
}
