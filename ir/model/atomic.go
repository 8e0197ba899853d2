package model

// Atomicity says in which builds of CPython other threads see a change of a built-in
// container as a whole: with the global interpreter lock, and without it.
//
// Source: CPython's documentation, library/threadsafety ("Thread Safety Guarantees"), which
// speaks of free-threaded builds for list and dict. What it does not mention counts as not
// promised there. With the lock, a method that is written in C and runs no Python code of
// its arguments is not interrupted.
type Atomicity struct {
	GIL, Free bool
	// Unless an argument is a list, tuple, set, frozenset, dict or a view of one: then the
	// call is whole with the lock, too, but not with an iterator that runs Python code.
	Iterable bool
	// With an argument it is another matter: pop(i) shifts what follows.
	Indexed bool
}

// atomicity has the changes of lists and dicts, in the order of that page.
var atomicity = map[string]Atomicity{
	"builtins.list.append":  {GIL: true, Free: true},
	"builtins.list.pop":     {GIL: true, Free: true, Indexed: true}, // pop() from the end; pop(i) shifts
	"builtins.list.clear":   {GIL: true, Free: true},
	"builtins.list.copy":    {GIL: true, Free: true},
	"builtins.list.sort":    {GIL: true}, // the list appears empty meanwhile
	"builtins.list.reverse": {GIL: true},
	"builtins.list.insert":  {GIL: true}, // shifts elements, which readers without the lock may see
	"builtins.list.remove":  {GIL: true}, // compares elements, which may run Python code
	"builtins.list.extend":  {GIL: true, Free: true, Iterable: true},

	"builtins.dict.get":        {GIL: true, Free: true},
	"builtins.dict.pop":        {GIL: true, Free: true},
	"builtins.dict.popitem":    {GIL: true, Free: true},
	"builtins.dict.setdefault": {GIL: true, Free: true},
	"builtins.dict.copy":       {GIL: true, Free: true},
	"builtins.dict.clear":      {GIL: true, Free: true},
	"builtins.dict.update":     {GIL: true, Free: true, Iterable: true}, // a dict as argument is locked as well
}

// Atomic returns what is known of a method of a built-in container, by its qualified name.
func (m *Model) Atomic(name string) (Atomicity, bool) {
	a, ok := atomicity[name]
	return a, ok
}
