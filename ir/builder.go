package ir

import (
	"hash/maphash"
	"slices"
)

// Builder makes a Module: it interns strings, paths and types and takes finished
// bodies. Package ir/lower drives it; the zero value is not ready, use NewBuilder.
//
// M grows in memory that the builder keeps from one module to the next; Finish
// copies it, so that a module takes no more than it needs.
type Builder struct {
	M       *Module
	strings table
	paths   table
	types   map[string]TypeID
	code    []byte     // encoded bodies, in the order in which they were finished
	bodies  []codeSpan // by FuncID
	sum     summary
	key     []byte // of the type at hand
}

// codeSpan is where a body lies in Builder.code.
type codeSpan struct{ start, end uint32 }

// keep is the number of entries above which a builder drops a table rather than
// clearing it for every small file that follows a huge one.
const keep = 1 << 14

// NewBuilder returns a builder of an empty module.
func NewBuilder() *Builder {
	b := &Builder{
		M:     &Module{},
		types: map[string]TypeID{},
	}
	b.Reset()
	return b
}

// Reset makes the builder ready for the next module.
func (b *Builder) Reset() {
	m := b.M
	*m = Module{
		Strings: append(cleared(m.Strings), ""),
		Paths:   append(cleared(m.Paths), Path{}),
		Types:   append(cleared(m.Types), Type{}),
		Imports: cleared(m.Imports),
		Classes: append(cleared(m.Classes), Class{}),
		Funcs:   cleared(m.Funcs),
	}
	b.strings.reset()
	b.paths.reset()
	b.types = clearedMap(b.types)
	b.code, b.bodies = b.code[:0], cleared(b.bodies)
	if cap(b.code) > 1024*keep {
		b.code = nil
	}
}

func cleared[T any](s []T) []T {
	if cap(s) > 64*keep {
		return nil
	}
	clear(s)
	return s[:0]
}

func clearedMap[K comparable, V any](m map[K]V) map[K]V {
	if len(m) > keep {
		return map[K]V{}
	}
	clear(m)
	return m
}

// Str interns a string.
func (b *Builder) Str(s string) StrID {
	if s == "" {
		return 0
	}
	hash := uint32(maphash.String(seed, s))
	if id := findString(b, s, hash); id != 0 {
		return id
	}
	return b.addString(s, hash)
}

// StrBytes is Str for text that need not outlive the call.
func (b *Builder) StrBytes(s []byte) StrID {
	if len(s) == 0 {
		return 0
	}
	hash := uint32(maphash.Bytes(seed, s))
	if id := findString(b, s, hash); id != 0 {
		return id
	}
	return b.addString(string(s), hash)
}

func (b *Builder) addString(s string, hash uint32) StrID {
	id := StrID(len(b.M.Strings))
	b.M.Strings = append(b.M.Strings, s)
	b.strings.add(hash, uint32(id))
	return id
}

// Path interns a path.
func (b *Builder) Path(base PathID, sel Selector, name StrID) PathID {
	p := Path{base, sel, name}
	id, hash := b.findPath(p)
	if id == 0 {
		id = PathID(len(b.M.Paths))
		b.M.Paths = append(b.M.Paths, p)
		b.paths.add(hash, uint32(id))
	}
	return id
}

// Type interns a type.
func (b *Builder) Type(t Type) TypeID {
	if t.Kind == TypeUnknown && t.Path == 0 && len(t.Args) == 0 {
		return 0
	}
	b.key = appendTypeKey(b.key[:0], t)
	if id, ok := b.types[string(b.key)]; ok {
		return id
	}
	id := TypeID(len(b.M.Types))
	t.Args = slices.Clone(t.Args)
	b.M.Types = append(b.M.Types, t)
	b.types[string(b.key)] = id
	return id
}

func appendTypeKey(key []byte, t Type) []byte {
	key = appendUint(append(key, byte(t.Kind)), uint64(t.Path))
	for _, a := range t.Args {
		key = appendUint(key, uint64(a))
	}
	return key
}

// NewFunc reserves the next FuncID. The caller fills in M.Funcs[id] by index, as
// the slice grows, and must call SetBody for every function before Finish.
func (b *Builder) NewFunc() FuncID {
	b.M.Funcs = append(b.M.Funcs, Func{})
	b.bodies = append(b.bodies, codeSpan{})
	return FuncID(len(b.M.Funcs) - 1)
}

// NewClass reserves the next ClassID.
func (b *Builder) NewClass() ClassID {
	b.M.Classes = append(b.M.Classes, Class{})
	return ClassID(len(b.M.Classes) - 1)
}

// SetBody encodes the body of a function and derives from it the function's index:
// Calls, Reads, Writes, Deletes and the flags Awaits, Generator, Iterates, Enters
// and Tries. The caller may reuse body afterwards.
func (b *Builder) SetBody(f FuncID, body *Body) {
	b.sum.summarize(b.M, &b.M.Funcs[f], body)
	start := uint32(len(b.code))
	b.code = appendBody(b.code, body)
	b.bodies[f] = codeSpan{start, uint32(len(b.code))}
}

// Finish returns the module. The builder must not be used again before Reset.
func (b *Builder) Finish() *Module {
	m := *b.M
	m.Strings = slices.Clone(m.Strings)
	m.Paths = slices.Clone(m.Paths)
	m.Types = slices.Clone(m.Types)
	m.Imports = clone(m.Imports)
	m.Classes = slices.Clone(m.Classes)
	m.Funcs = slices.Clone(m.Funcs)
	m.bodies = make([]byte, 0, len(b.code))
	m.starts = make([]uint32, 0, len(m.Funcs)+1)
	for _, at := range b.bodies {
		m.starts = append(m.starts, uint32(len(m.bodies)))
		m.bodies = append(m.bodies, b.code[at.start:at.end]...)
	}
	m.starts = append(m.starts, uint32(len(m.bodies)))
	return &m
}

// clone is slices.Clone, but nil for an empty list, as Decode makes it.
func clone[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return slices.Clone(s)
}
