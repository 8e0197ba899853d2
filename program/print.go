package program

import (
	"fmt"
	"strings"
)

// String prints the program as stable text: modules, classes with their order and
// fields, functions with calls, accesses, suspensions, spawns and the strands that run
// them. `racehunt dump program` and the goldens use it.
func (p *Program) String() string {
	var b strings.Builder
	for m := range p.Modules {
		fmt.Fprintf(&b, "module %s  %s\n", p.Modules[m].Name, p.Modules[m].Path)
	}
	for c := range p.Classes {
		p.printClass(&b, ClassRef(c))
	}
	for f := range p.Funcs[:p.plain] {
		p.printFunc(&b, FuncRef(f))
	}
	for i := range p.strands {
		p.printEntry(&b, &p.strands[i])
	}
	return b.String()
}

func (p *Program) printClass(b *strings.Builder, c ClassRef) {
	k := &p.Classes[c]
	fmt.Fprintf(b, "class %s.%s", p.Modules[k.Mod].Name, p.ClassName(c))
	for _, base := range k.MRO[1:] {
		fmt.Fprintf(b, " < %s", p.ClassName(base))
	}
	for _, name := range k.Outside {
		fmt.Fprintf(b, " < %s", name)
	}
	if p.singletons[c] {
		b.WriteString("  one instance")
	}
	b.WriteByte('\n')
	for _, name := range sortedKeys(k.Fields) {
		f := k.Fields[name]
		fmt.Fprintf(b, "  field %s: %s", name, p.objects(f.Types))
		if f.Elems != nil {
			fmt.Fprintf(b, " of %s", p.objects(f.Elems))
		}
		b.WriteByte('\n')
	}
}

func (p *Program) printFunc(b *strings.Builder, f FuncRef) {
	fn := &p.Funcs[f]
	if len(fn.Calls)+len(fn.Access)+len(fn.Spawns)+len(fn.runs) == 0 {
		return
	}
	fmt.Fprintf(b, "func %s", p.QualName(f))
	if fn.suspends {
		b.WriteString("  suspends")
	}
	b.WriteByte('\n')
	for i := range fn.Calls {
		fmt.Fprintf(b, "  %%%d call %s\n", fn.Calls[i].Op, p.callText(&fn.Calls[i]))
	}
	for i := range fn.Access {
		a := &fn.Access[i]
		fmt.Fprintf(b, "  %%%d %s %s%s\n", a.Op, a.Kind, p.LocationName(a.Loc), p.heldText(f, a.Op))
	}
	for _, op := range p.Suspensions(f) {
		fmt.Fprintf(b, "  %%%d suspends\n", op)
	}
	for i := range fn.Spawns {
		fmt.Fprintf(b, "  %%%d spawns %s %s\n", fn.Spawns[i].Op, fn.Spawns[i].Row.As, p.names(fn.Spawns[i].Targets))
	}
	for _, r := range fn.runs {
		fmt.Fprintf(b, "  run by %s\n", p.QualName(p.strands[r.entry].Func))
	}
}

func (p *Program) printEntry(b *strings.Builder, e *Entry) {
	fmt.Fprintf(b, "strand %s %s", e.As, p.QualName(e.Func))
	if e.Many {
		b.WriteString("  many")
	}
	if e.Same {
		b.WriteString(" on one object")
	}
	for _, s := range e.Sites {
		fmt.Fprintf(b, "  from %s %%%d", p.QualName(s.Func), s.Op)
	}
	b.WriteByte('\n')
}

func (p *Program) callText(c *CallSite) string {
	var marks []string
	for _, m := range []struct {
		on   bool
		text string
	}{{c.Self, "self"}, {c.Makes, "makes"}, {c.Fresh, "fresh"}, {c.Spawned, "spawned"}} {
		if m.on {
			marks = append(marks, m.text)
		}
	}
	text := c.Name
	if text == "" {
		text = "?." + c.Method
	}
	if len(c.Targets) > 0 {
		text += " -> " + p.names(c.Targets)
	}
	if len(marks) > 0 {
		text += "  " + strings.Join(marks, " ")
	}
	return text
}

func (p *Program) heldText(f FuncRef, op int32) string {
	var names []string
	for _, k := range p.Held(f, op) {
		names = append(names, k.Name)
	}
	if names == nil {
		return ""
	}
	return "  holding " + strings.Join(names, ", ")
}

func (p *Program) names(fs []FuncRef) string {
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = p.Name(f)
	}
	return strings.Join(names, ", ")
}

// LocationName writes a location in full: pool.Pool.jobs[*], config.limit.
func (p *Program) LocationName(l Location) string {
	switch l.Kind {
	case OfInstance:
		return p.ClassName(ClassRef(l.Owner)) + "()." + l.Path
	case OfClass:
		return p.ClassName(ClassRef(l.Owner)) + "." + l.Path
	case OfModule:
		return p.Modules[l.Owner].Name + "." + l.Path
	case OfFunction:
		return p.Name(FuncRef(l.Owner)) + " " + l.Path
	case OfFile:
		return l.Path
	}
	return "?" + l.Path
}

func (p *Program) objects(objs Objs) string {
	if len(objs) == 0 {
		return "?"
	}
	var parts []string
	for _, o := range objs {
		parts = append(parts, p.object(o))
	}
	return strings.Join(parts, " | ")
}

func (p *Program) object(o Obj) string {
	switch o.Kind {
	case FuncObj, BoundObj, PartialObj:
		return "function " + p.Name(FuncRef(o.ID))
	case CoroObj:
		return "coroutine of " + p.Name(FuncRef(o.ID))
	case GenObj:
		return "generator of " + p.Name(FuncRef(o.ID))
	case ClassObj:
		return "class " + p.ClassName(ClassRef(o.ID))
	case InstObj, SuperObj:
		return p.ClassName(ClassRef(o.ID)) + "()"
	case ModObj:
		return "module " + p.Modules[o.ID].Name
	case ExtInst:
		return o.Name + "()"
	}
	return o.Name
}

// String returns the kind as a verb.
func (k AccessKind) String() string {
	return [...]string{"reads", "writes", "deletes", "stores in", "removes from", "adds to", "shrinks", "changes", "iterates over"}[k]
}
