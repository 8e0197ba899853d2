package facts

import (
	"github.com/racehunt/racehunt/ir"
)

// Around is a with statement or the protected body of a try that an op stands in.
type Around struct {
	Op       int32        // the Enter or Try op
	Handlers []ir.Handler // of a try: its except clauses, in order
}

// Enclosing returns the with statements and protected try bodies that an op stands in,
// outermost first.
func (f *Func) Enclosing(op int32) (out []Around) {
	for i := int32(0); i < op; i++ {
		x := &f.Body.Ops[i]
		switch x.Code {
		case ir.Enter:
			out = append(out, Around{Op: i})
		case ir.Try:
			out = append(out, Around{Op: i, Handlers: f.handlers(x.X)})
		case ir.Exit, ir.TryElse:
			out = out[:len(out)-1]
		}
	}
	return out
}

func (f *Func) handlers(region uint32) (out []ir.Handler) {
	for _, h := range f.Body.Handlers {
		if h.Region == region {
			out = append(out, h)
		}
	}
	return out
}

// Tolerates says whether the code around an op names an exception as something that may
// happen there: an except clause for it, suppress(E), or a test's assertRaises(E).
func (f *Func) Tolerates(op int32, exception string) bool {
	for _, a := range f.Enclosing(op) {
		for _, h := range a.Handlers {
			for _, t := range h.Types {
				if t != 0 && f.Module.Str(f.Module.Paths[t].Name) == exception {
					return true
				}
			}
		}
		if a.Handlers == nil && f.expects(f.Body.Args(&f.Body.Ops[a.Op]), exception) {
			return true
		}
	}
	return false
}

// expects says whether a context manager is made by suppress, raises or assertRaises
// with the exception as an argument.
func (f *Func) expects(operands []ir.Value, exception string) bool {
	if len(operands) == 0 {
		return false
	}
	call := &f.Body.Ops[operands[0]]
	if call.Code != ir.Call || call.X == 0 {
		return false
	}
	switch f.Module.Str(f.Module.Paths[call.X].Name) {
	case "suppress", "raises", "assertRaises", "assertRaisesRegex":
	default:
		return false
	}
	args := f.Body.Args(call)
	for k := 1; k < len(args); k += 2 {
		if x := &f.Body.Ops[args[k]]; x.Code == ir.Read && f.Module.Str(f.Module.Paths[x.X].Name) == exception {
			return true
		}
	}
	return false
}

// InClauseFor says whether an op stands in an except clause of a try statement whose
// protected body holds another op.
func (f *Func) InClauseFor(op, protected int32) bool {
	inside := map[uint32]bool{} // regions, by whether the protected op stands in them
	for _, a := range f.Enclosing(protected) {
		if x := &f.Body.Ops[a.Op]; x.Code == ir.Try {
			inside[x.X] = true
		}
	}
	within := false
	for i := protected; i < op; i++ {
		switch x := &f.Body.Ops[i]; x.Code {
		case ir.Catch:
			within = within || inside[f.Body.Handlers[x.X].Region]
		case ir.Finally, ir.EndTry:
			within = within && !inside[x.X]
		}
	}
	return within
}
