// Package dump prints what the stages of racehunt make of a file, for people who
// work on racehunt or report a bug in it.
//
// What goes in: the name of a stage and files. What comes out: the stage's own text.
// For example
//
//	err := dump.Print(os.Stdout, "ir", "native", []dump.File{{"a.py", data}})
//
// Left out: analysis. Only `program` links, and only the files that it is given.
package dump

import (
	"fmt"
	"io"
	"strings"

	"github.com/racehunt/racehunt/cfg"
	"github.com/racehunt/racehunt/cmd/internal/left"
	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// Stages lists what can be printed, with what it is.
func Stages() [][2]string {
	return [][2]string{
		{"ast", "syntax tree, in the format of CPython's own"},
		{"ir", "module after lowering"},
		{"cfg", "control-flow graph of every function"},
		{"facts", "dataflow facts of every function"},
		{"program", "linked program: classes, calls, strands, effects"},
	}
}

// File is one input.
type File struct {
	Path string
	Data []byte
}

// Print writes one stage's view of the files, each under a headline if there are
// several.
func Print(w io.Writer, stage, frontend string, files []File) error {
	r, err := left.New(frontend)
	if err != nil {
		return err
	}
	if stage == "program" {
		return printProgram(w, r, files)
	}
	for _, f := range files {
		if len(files) > 1 {
			fmt.Fprintf(w, "# %s\n", f.Path)
		}
		if err := printFile(w, r, stage, f); err != nil {
			return err
		}
	}
	return nil
}

func printFile(w io.Writer, r *left.Reader, stage string, f File) error {
	file, tree := r.Read(f.Path, f.Data)
	if stage == "ast" {
		return ast.Dump(w, tree, file)
	}
	m := r.Lower(file, tree)
	if err := ir.Verify(m); err != nil {
		return fmt.Errorf("%s: broken IR: %w", f.Path, err)
	}
	switch stage {
	case "ir":
		_, err := io.WriteString(w, m.String())
		return err
	case "cfg":
		for id := range m.Funcs {
			fmt.Fprintln(w, cfg.Build(m, ir.FuncID(id), m.Body(ir.FuncID(id), nil), nil))
		}
		return nil
	case "facts":
		return printFacts(w, program.Link([]program.Source{{Path: f.Path, Module: m}}, program.Options{Jobs: 1}))
	}
	return UnknownStage(stage)
}

func printProgram(w io.Writer, r *left.Reader, files []File) error {
	var sources []program.Source
	for _, f := range files {
		file, tree := r.Read(f.Path, f.Data)
		sources = append(sources, program.Source{Path: f.Path, Module: r.Lower(file, tree)})
	}
	return printStringer(w, "program", program.Link(sources, program.Options{Jobs: 1}))
}

func printFacts(w io.Writer, p *program.Program) error {
	for i := range p.Plain() {
		if err := printStringer(w, "facts", p.Facts(program.FuncRef(i), nil)); err != nil {
			return err
		}
	}
	return nil
}

// printStringer prints a stage that may not be able to print itself yet.
func printStringer(w io.Writer, stage string, v any) error {
	s, ok := v.(fmt.Stringer)
	if !ok {
		return fmt.Errorf("dump %s is not available in this version", stage)
	}
	_, err := fmt.Fprintln(w, s)
	return err
}

// UnknownStage is the error for a stage that does not exist.
func UnknownStage(stage string) error {
	var names []string
	for _, s := range Stages() {
		names = append(names, s[0])
	}
	return fmt.Errorf("unknown stage %q; choose one of %s", stage, strings.Join(names, ", "))
}
