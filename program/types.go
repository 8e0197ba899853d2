package program

import (
	"slices"

	"strings"

	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/ir/model"
)

// Types tells what the values of one function may be.
type Types struct{ r *resolver }

// Types evaluates a function anew.
func (p *Program) Types(f FuncRef) *Types {
	r := newResolver(p)
	r.prepare(f)
	return &Types{r}
}

// ContainerKind says how a container takes a change of its size under an iterator.
type ContainerKind uint8

const (
	UnknownKind  ContainerKind = iota // nothing is known of the value
	NotContainer                      // it is something else
	ListKind
	DictKind
	SetKind
	DequeKind
)

// containerKinds lists the built-in containers, and the classes that behave like them.
var containerKinds = map[string]ContainerKind{
	"builtins.list": ListKind, "collections.UserList": ListKind, "typing.List": ListKind,
	"builtins.dict": DictKind, "collections.defaultdict": DictKind, "collections.OrderedDict": DictKind,
	"collections.Counter": DictKind, "collections.UserDict": DictKind, "typing.Dict": DictKind,
	"typing.DefaultDict": DictKind, "typing.OrderedDict": DictKind, "typing.Counter": DictKind,
	"weakref.WeakValueDictionary": DictKind, "weakref.WeakKeyDictionary": DictKind,
	"typing.MutableMapping": DictKind, "collections.abc.MutableMapping": DictKind,
	"builtins.set": SetKind, "weakref.WeakSet": SetKind, "typing.Set": SetKind,
	"typing.MutableSet": SetKind, "collections.abc.MutableSet": SetKind,
	"collections.deque": DequeKind, "typing.Deque": DequeKind,
}

// outsideContainers are variables of the standard library that hold containers.
var outsideContainers = map[string]ContainerKind{
	"sys.modules": DictKind, "sys.path": ListKind, "sys.meta_path": ListKind, "sys.path_hooks": ListKind,
	"sys.path_importer_cache": DictKind, "gc.callbacks": ListKind, "warnings.filters": ListKind,
}

// KindNamed returns the kind of the containers of a class, by its qualified name.
func KindNamed(name string) (ContainerKind, bool) {
	k, ok := containerKinds[name]
	return k, ok
}

// Container returns what kind of container a value holds, as far as all that it may
// hold agree; and whether reading a missing key inserts it.
func (t *Types) Container(v ir.Value) (kind ContainerKind, inserts bool) {
	return t.r.p.containerOf(t.r.vals[v])
}

func (p *Program) containerOf(objs Objs) (kind ContainerKind, inserts bool) {
	for _, o := range objs {
		k := NotContainer
		switch o.Kind {
		case ExtInst:
			name := p.model.Canon(o.Name)
			if found, ok := containerKinds[name]; ok {
				k = found
			}
			inserts = inserts || name == "collections.defaultdict" || name == "typing.DefaultDict"
		case ExtObj:
			if found, ok := outsideContainers[o.Name]; ok {
				k = found
			}
		case InstObj:
			k = p.inherited(ClassRef(o.ID))
		}
		switch {
		case k == NotContainer || k == kind:
		case kind == UnknownKind:
			kind = k
		default:
			return UnknownKind, false // one or the other
		}
	}
	if kind == UnknownKind && len(objs) > 0 {
		return NotContainer, false
	}
	return kind, inserts
}

// inherited returns what kind of container the instances of a class are.
func (p *Program) inherited(c ClassRef) ContainerKind {
	for _, name := range []string{"__iter__", "items", "keys", "values"} {
		if p.Method(c, name) != NoFunc {
			return NotContainer
		}
	}
	for _, base := range p.Classes[c].Outside {
		if k, ok := containerKinds[p.model.Canon(base)]; ok && !strings.Contains(base, "Mutable") {
			return k
		}
	}
	return NotContainer
}

// Objects returns what a value may be.
func (t *Types) Objects(v ir.Value) Objs { return t.r.vals[v] }

// SameReceiver says whether every call of a chain is made on the caller's own receiver.
func (p *Program) SameReceiver(f FuncRef, chain []Site) bool {
	for _, s := range chain {
		same := false
		for i := range p.Funcs[s.Func].Calls {
			if c := &p.Funcs[s.Func].Calls[i]; c.Op == s.Op {
				same = c.Self || p.Funcs[s.Func].Class == NoClass
			}
		}
		if !same {
			return false
		}
	}
	return true
}

// HoldsContainer says whether all that is known to be stored at a location are
// built-in containers that change in place.
func (p *Program) HoldsContainer(l Location) bool {
	objs := p.stored(l)
	for _, o := range objs {
		if o.Name == "builtins.tuple" || !container(Objs{o}) || o.Kind != ExtInst {
			return false
		}
	}
	return len(objs) > 0
}

// HoldsObject says whether an instance of a class of the program may be stored at a location.
func (p *Program) HoldsObject(l Location) bool {
	return slices.ContainsFunc(p.stored(l), func(o Obj) bool { return o.Kind == InstObj })
}

// stored returns what is known to be stored at a location.
func (p *Program) stored(l Location) (objs Objs) {
	switch l.Kind {
	case OfInstance, OfClass:
		if f := p.FieldOf(ClassRef(l.Owner), l.Path); f != nil {
			objs = f.Types
		}
	case OfModule:
		objs = p.Modules[l.Owner].vars[l.Path]
	case OfFunction:
		objs = p.captured(FuncRef(l.Owner), l.Path)
	}
	return objs
}

// captured returns what a variable of a function holds that inner functions use.
func (p *Program) captured(f FuncRef, name string) Objs {
	for _, local := range p.IR(f).Locals {
		if p.Module(f).Str(local.Name) == name {
			return p.locals[localOf(f, local.Name)].objs
		}
	}
	return nil
}

// Mutates returns what a method of this name does to a built-in container; the zero
// Mutator if it changes none.
func (p *Program) Mutates(method string) model.Mutator { return p.model.Mutators[method] }
