package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/cmd/internal/driver"
	"github.com/racehunt/racehunt/cmd/internal/lockview"
	"github.com/racehunt/racehunt/program"
)

func (c *command) lockgraph() *cli.Command {
	return &cli.Command{
		Name:      "lockgraph",
		Usage:     "show which locks are acquired while which others are held",
		ArgsUsage: "[PATH...]",
		Description: "Prints the lock graph of all Python files in the given files and folders, cycles first.\n" +
			"Each order of two locks comes with the places that take them and the calls in between.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "dot", DisableDefaultText: true, Usage: "write Graphviz DOT"},
			&cli.BoolFlag{Name: "json", DisableDefaultText: true, Usage: "write JSON"},
			&cli.BoolFlag{Name: "svg", DisableDefaultText: true, Usage: "write a drawing"},
			&cli.BoolFlag{Name: "cycles", DisableDefaultText: true, Usage: "only what takes part in a cycle; not for --dot"},
			&cli.BoolFlag{Name: "tests", DisableDefaultText: true, Usage: "also what only tests and examples do"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`"},
			configFlag(),
			frontendFlag(),
			jobsFlag(),
		},
		Action: c.runLockgraph,
	}
}

func (c *command) runLockgraph(ctx *cli.Context) error {
	var write func(*lockview.View, io.Writer) error
	for name, f := range map[string]func(*lockview.View, io.Writer) error{
		"dot": (*lockview.View).DOT, "json": (*lockview.View).JSON, "svg": (*lockview.View).SVG,
	} {
		if !ctx.Bool(name) {
			continue
		}
		if write != nil {
			return errors.New("choose one of --dot, --json and --svg")
		}
		write = f
	}
	if write == nil {
		write = (*lockview.View).Text
	}
	project, err := c.config(ctx)
	if err != nil {
		return err
	}
	jobs := ctx.Int("jobs")
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	bar := newProgress(c.stderr)
	sources, r, err := driver.Load(c.engine, driver.Options{
		Paths: ctx.Args().Slice(), Stdin: c.stdin, Jobs: jobs, Frontend: ctx.String("frontend"), Progress: bar.step,
	})
	bar.close()
	if err != nil {
		return err
	}
	linked := make([]program.Source, len(sources))
	for i, s := range sources {
		linked[i] = program.Source(s)
	}
	p := program.Link(linked, program.Options{Jobs: jobs, Library: project.Library})
	view := lockview.New(p, jobs, func(s program.Site) string {
		at := r.Place(rule.Loc{File: p.File(s.Func), Span: program.Span(p.Body(s.Func, nil), s.Op)})
		return fmt.Sprintf("%s:%d", at.Path, at.Line)
	})
	if !ctx.Bool("tests") {
		view.WithoutTests()
	}
	if ctx.Bool("cycles") {
		view.OnlyCycles()
	}
	return c.to(ctx.String("output"), func(w io.Writer) error { return write(view, w) })
}
