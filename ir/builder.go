package ir

import (
	"slices"
)

// Builder makes a Module: it interns strings, paths and types and takes finished
// bodies. Package ir/lower drives it; the zero value is not ready, use NewBuilder.
type Builder struct {
	M       *Module
	strings map[string]StrID
	paths   map[Path]PathID
	types   map[string]TypeID
	bodies  map[FuncID][]byte
}

// NewBuilder returns a builder of an empty module.
func NewBuilder() *Builder {
	return &Builder{
		M: &Module{
			Strings: []string{""},
			Paths:   make([]Path, 1, 64),
			Types:   make([]Type, 1),
			Classes: make([]Class, 1),
		},
		strings: map[string]StrID{"": 0},
		paths:   map[Path]PathID{},
		types:   map[string]TypeID{},
		bodies:  map[FuncID][]byte{},
	}
}

// Str interns a string.
func (b *Builder) Str(s string) StrID {
	if id, ok := b.strings[s]; ok {
		return id
	}
	id := StrID(len(b.M.Strings))
	b.M.Strings = append(b.M.Strings, s)
	b.strings[s] = id
	return id
}

// Path interns a path.
func (b *Builder) Path(base PathID, sel Selector, name StrID) PathID {
	p := Path{base, sel, name}
	if id, ok := b.paths[p]; ok {
		return id
	}
	id := PathID(len(b.M.Paths))
	b.M.Paths = append(b.M.Paths, p)
	b.paths[p] = id
	return id
}

// Type interns a type.
func (b *Builder) Type(t Type) TypeID {
	if t.Kind == TypeUnknown && t.Path == 0 && len(t.Args) == 0 {
		return 0
	}
	key := typeKey(t)
	if id, ok := b.types[key]; ok {
		return id
	}
	id := TypeID(len(b.M.Types))
	t.Args = slices.Clone(t.Args)
	b.M.Types = append(b.M.Types, t)
	b.types[key] = id
	return id
}

func typeKey(t Type) string {
	key := []byte{byte(t.Kind)}
	key = appendUint(key, uint64(t.Path))
	for _, a := range t.Args {
		key = appendUint(key, uint64(a))
	}
	return string(key)
}

// NewFunc reserves the next FuncID. The caller fills in M.Funcs[id] by index, as
// the slice grows, and must call SetBody for every function before Finish.
func (b *Builder) NewFunc() FuncID {
	b.M.Funcs = append(b.M.Funcs, Func{})
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
	summarize(b.M, &b.M.Funcs[f], body)
	b.bodies[f] = appendBody(nil, body)
}

// Finish joins the bodies and returns the module. The builder must not be used again.
func (b *Builder) Finish() *Module {
	m := b.M
	m.starts = make([]uint32, 0, len(m.Funcs)+1)
	for f := range m.Funcs {
		m.starts = append(m.starts, uint32(len(m.bodies)))
		m.bodies = append(m.bodies, b.bodies[FuncID(f)]...)
	}
	m.starts = append(m.starts, uint32(len(m.bodies)))
	return m
}
