package driver

import (
	"fmt"
	"strings"
	"time"

	"github.com/racehunt/racehunt/checks"
	"github.com/racehunt/racehunt/cmd/internal/left"
	"github.com/racehunt/racehunt/frontend/source"
	"github.com/racehunt/racehunt/ir"
	"github.com/racehunt/racehunt/program"
)

// New returns the engine that is racehunt: its front ends, its linker, its checks.
func New() *Engine {
	e := &Engine{NewWorker: newWorker, Check: checkAll}
	for _, c := range checks.All {
		e.Rules = append(e.Rules, &c.Info)
	}
	return e
}

// fileWorker keeps the tree of the file at hand inside a closure: trees belong to
// their reader and are gone with the next file, and the driver has no use for them.
type fileWorker struct {
	reader *left.Reader
	lower  func() *ir.Module
}

func newWorker(frontend string) (Worker, error) {
	r, err := left.New(frontend)
	return &fileWorker{reader: r}, err
}

func (w *fileWorker) Read(path string, data []byte) *source.File {
	file, tree := w.reader.Read(path, data)
	w.lower = func() *ir.Module { return w.reader.Lower(file, tree) }
	return file
}

func (w *fileWorker) Lower() *ir.Module { return w.lower() }

func checkAll(sources []Source, opt CheckOptions) Result {
	linked := make([]program.Source, len(sources))
	for i, s := range sources {
		linked[i] = program.Source(s)
	}
	begin := time.Now()
	p := program.Link(linked, program.Options{Jobs: opt.Jobs, Library: opt.Library, FreeThreaded: opt.FreeThreaded})
	mid := time.Now()
	var found checks.Result
	if len(opt.Rules) > 0 { // to checks.Run, none selected means all
		found = checks.Run(p, checks.Options{Select: opt.Rules, Pedantic: opt.Pedantic, Jobs: opt.Jobs})
	}
	res := Result{Findings: found.Findings, Stages: []Stage{
		{"link", mid.Sub(begin), fmt.Sprintf("%d modules, %d functions, %d classes", len(p.Modules), p.Plain(), len(p.Classes))},
		{"check", time.Since(mid), fmt.Sprintf("%d rules", len(opt.Rules))},
	}}
	for _, c := range found.Crashes {
		res.Crashes = append(res.Crashes, Crash{Stage: c.Stage, Path: c.File, Message: withoutStack(c.Message)})
	}
	return res
}

// withoutStack replaces the stack after a message by the one frame that matters: the
// first of ours below the panic. Stacks hold addresses, which differ between runs.
func withoutStack(msg string) string {
	head, stack, _ := strings.Cut(msg, "\n")
	_, stack, found := strings.Cut(stack, "\npanic(")
	lines := strings.Split(stack, "\n")
	for i := 0; found && i < len(lines); i++ {
		name, ours := strings.CutPrefix(lines[i], "github.com/racehunt/racehunt/")
		if ours {
			name, _, _ = strings.Cut(name, "(0x")
			return fmt.Sprintf("%s (in %s)", head, strings.TrimSuffix(name, "(...)"))
		}
	}
	return head
}
