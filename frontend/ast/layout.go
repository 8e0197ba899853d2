package ast

// layouts says for each kind what A, B and C hold, so that trees can be walked and
// verified without a case for each kind. It repeats the comments of Kind in a form
// that a program can read:
//
//	n node   l list of nodes   s symbol   y list of symbols   o list of operators
//	# number   p string parts   (...) record with one such letter a field
var layouts = [KindCount][3]string{
	Module:           {"l"},
	FunctionDef:      {"s", "(nnlll)"},
	AsyncFunctionDef: {"s", "(nnlll)"},
	ClassDef:         {"s", "(lllll)"},
	Return:           {"n"},
	Delete:           {"l"},
	Assign:           {"l", "n"},
	TypeAlias:        {"n", "l", "n"},
	AugAssign:        {"n", "n"},
	AnnAssign:        {"n", "n", "n"},
	For:              {"n", "n", "(ll)"},
	AsyncFor:         {"n", "n", "(ll)"},
	While:            {"n", "l", "l"},
	If:               {"n", "l", "l"},
	With:             {"l", "l"},
	AsyncWith:        {"l", "l"},
	Match:            {"n", "l"},
	Raise:            {"n", "n"},
	Try:              {"(llll)"},
	TryStar:          {"(llll)"},
	Assert:           {"n", "n"},
	Import:           {"l"},
	ImportFrom:       {"s", "l", "#"},
	Global:           {"y"},
	Nonlocal:         {"y"},
	Expr:             {"n"},
	BoolOp:           {"l"},
	NamedExpr:        {"n", "n"},
	BinOp:            {"n", "n"},
	UnaryOp:          {"n"},
	Lambda:           {"n", "n"},
	IfExp:            {"n", "n", "n"},
	Dict:             {"l", "l"},
	Set:              {"l"},
	ListComp:         {"n", "l"},
	SetComp:          {"n", "l"},
	DictComp:         {"n", "n", "l"},
	GeneratorExp:     {"n", "l"},
	Await:            {"n"},
	Yield:            {"n"},
	YieldFrom:        {"n"},
	Compare:          {"n", "o", "l"},
	Call:             {"n", "l", "l"},
	FormattedValue:   {"n", "#", "n"},
	Interpolation:    {"n", "(###)", "n"},
	JoinedStr:        {"l"},
	TemplateStr:      {"l"},
	Constant:         {"p"},
	Attribute:        {"n", "s"},
	Subscript:        {"n", "n"},
	Starred:          {"n"},
	Name:             {"s"},
	ListExpr:         {"l"},
	Tuple:            {"l"},
	Slice:            {"n", "n", "n"},
	Comprehension:    {"n", "n", "l"},
	ExceptHandler:    {"n", "s", "l"},
	Arguments:        {"(llnllnl)"},
	Arg:              {"s", "n"},
	Keyword:          {"s", "n"},
	Alias:            {"s", "s"},
	WithItem:         {"n", "n"},
	MatchCase:        {"n", "n", "l"},
	MatchValue:       {"n"},
	MatchSequence:    {"l"},
	MatchMapping:     {"l", "l", "s"},
	MatchClass:       {"n", "l", "(yl)"},
	MatchStar:        {"s"},
	MatchAs:          {"n", "s"},
	MatchOr:          {"l"},
	TypeVar:          {"s", "n", "n"},
	ParamSpec:        {"s", "", "n"},
	TypeVarTuple:     {"s", "", "n"},
}

// Children yields the nodes directly below one, in the order of its fields.
func (t *Tree) Children(id ID) func(yield func(ID) bool) {
	return func(yield func(ID) bool) {
		n := t.Node(id)
		layout := &layouts[n.Kind]
		for i, value := range [...]uint32{n.A, n.B, n.C} {
			spec := layout[i]
			if len(spec) > 2 {
				for j := range len(spec) - 2 {
					if !t.yieldField(spec[j+1], t.Extra[value+uint32(j)], yield) {
						return
					}
				}
			} else if spec != "" && !t.yieldField(spec[0], value, yield) {
				return
			}
		}
	}
}

func (t *Tree) yieldField(what byte, value uint32, yield func(ID) bool) bool {
	switch {
	case what == 'n' && value != 0:
		return yield(ID(value))
	case what == 'l':
		for _, id := range t.List(List(value)) {
			if id != 0 && !yield(ID(id)) {
				return false
			}
		}
	}
	return true
}

// Walk calls visit for a node and for everything below it, parents first. Where
// visit returns false it does not go deeper.
func (t *Tree) Walk(id ID, visit func(ID) bool) {
	if id == 0 || !visit(id) {
		return
	}
	for child := range t.Children(id) {
		t.Walk(child, visit)
	}
}
