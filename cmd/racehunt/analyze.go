package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/cmd/internal/config"
	"github.com/racehunt/racehunt/cmd/internal/driver"
	"github.com/racehunt/racehunt/cmd/internal/left"
	"github.com/racehunt/racehunt/report"
	outcome "github.com/racehunt/racehunt/report/run"
	"github.com/racehunt/racehunt/sarif"
)

func (c *command) analyze() *cli.Command {
	return &cli.Command{
		Name:      "analyze",
		Aliases:   []string{"analyse", "check"},
		Usage:     "analyse files and folders",
		ArgsUsage: "[PATH...]",
		Description: "Analyses all Python files in the given files and folders, by default the working directory.\n" +
			"Files that .gitignore names and virtual environments are left out unless named as a PATH;\n" +
			"- reads one file from standard input.\n\n" +
			"Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or unreadable files,\n" +
			"3 a bug of racehunt (everything else is still reported).\n\n" +
			"Accept a finding with a comment on its line: # racehunt: ignore[RH102] reason",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "sarif", Usage: "also write SARIF 2.1.0 to `FILE`; - for standard output instead of a report"},
			&cli.StringFlag{Name: "format", Value: report.Formats()[0].Name, Usage: "`FORMAT` of the report: " + report.Names()},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the report to `FILE`"},
			&cli.StringSliceFlag{Name: "select", Usage: "only these `RULES`: IDs, names or prefixes such as RH1"},
			&cli.StringSliceFlag{Name: "ignore", Usage: "all but these `RULES`"},
			&cli.BoolFlag{Name: "pedantic", DisableDefaultText: true, Usage: "report hygiene, and races for which there is no evidence of concurrency"},
			&cli.StringFlag{Name: "gil", Value: "on", Usage: "`on` or off: whether the program runs with the global interpreter lock"},
			&cli.StringFlag{Name: "fail-on", Value: "warning", Usage: "lowest `LEVEL` that gives exit code 1: note, warning or error"},
			&cli.StringFlag{Name: "stdin-filename", Usage: "`PATH` that standard input is said to have"},
			&cli.StringFlag{Name: "root", Usage: "`DIR` that paths in SARIF are relative to", DefaultText: "the repository around PATH"},
			configFlag(),
			frontendFlag(),
			jobsFlag(),
			&cli.BoolFlag{Name: "stats", DisableDefaultText: true, Usage: "say where the time went, on standard error"},
			colorFlag(),
		},
		Action: c.runAnalyze,
	}
}

func configFlag() cli.Flag {
	return &cli.StringFlag{Name: "config", Usage: "read settings from `FILE`; none for none", DefaultText: "racehunt.toml or pyproject.toml beside or above the first PATH"}
}

// config reads the settings of the project that the command line names.
func (c *command) config(ctx *cli.Context) (*config.Config, error) {
	switch name := ctx.String("config"); {
	case name == "none":
		return &config.Config{}, nil
	case name != "":
		found, err := config.Read(name)
		if found == nil && err == nil {
			err = fmt.Errorf("%s has no table tool.racehunt", name)
		}
		return found, err
	}
	first := "."
	if path := ctx.Args().First(); path != "" && path != "-" {
		first = path
	}
	return config.Find(first)
}

func frontendFlag() cli.Flag {
	return &cli.StringFlag{Name: "frontend", Value: left.Frontends()[0], Usage: "parser `NAME`: " + strings.Join(left.Frontends(), " or ")}
}

func jobsFlag() cli.Flag {
	return &cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "`N` workers", DefaultText: "one per processor"}
}

func (c *command) runAnalyze(ctx *cli.Context) error {
	color, err := useColor(ctx.String("color"), c.stdout)
	if err != nil {
		return err
	}
	format, err := report.Lookup(ctx.String("format"))
	if err != nil {
		return err
	}
	project, err := c.config(ctx)
	if err != nil {
		return err
	}
	failOn, err := level(given(ctx, "fail-on", project.FailOn))
	if err != nil {
		return err
	}
	if ctx.IsSet("select") {
		project.Select = ctx.StringSlice("select")
	}
	gil, err := onOff("gil", given(ctx, "gil", project.GIL))
	if err != nil {
		return err
	}
	bar := newProgress(c.stderr)
	out, err := driver.Analyze(c.engine, driver.Options{
		Paths: ctx.Args().Slice(), Stdin: c.stdin, StdinName: ctx.String("stdin-filename"), Root: ctx.String("root"),
		Select: project.Select, Ignore: append(project.Ignore, ctx.StringSlice("ignore")...), Pedantic: project.Pedantic || ctx.Bool("pedantic"),
		Jobs: ctx.Int("jobs"), Frontend: ctx.String("frontend"), FailOn: failOn, Library: project.Library, FreeThreaded: !gil, Progress: bar.step,
	})
	bar.close()
	if err != nil {
		return err
	}
	c.code = out.Report.ExitCode
	opt := report.Options{Color: color, Width: width(c.stdout), Timing: ctx.Bool("stats") || terminal(c.stdout)}
	if err := c.write(ctx, out.Report, format, opt); err != nil {
		return err
	}
	if ctx.Bool("stats") {
		out.Stats.Write(c.stderr)
	}
	return nil
}

// write draws the run: what was asked for on standard output or into files, and what
// concerns the run itself on standard error.
func (c *command) write(ctx *cli.Context, r *outcome.Report, format report.Format, opt report.Options) error {
	errOpt := opt
	errColor, err := useColor(ctx.String("color"), c.stderr)
	if err != nil {
		return err
	}
	errOpt.Color = errColor
	if to := ctx.String("sarif"); to != "" {
		err := c.to(to, func(w io.Writer) error {
			limited, err := sarif.Write(w, r, sarif.GitHub())
			r.Notices = append(r.Notices, limited...)
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := report.Notices(c.stderr, r, errOpt); err != nil {
		return err
	}
	output := ctx.String("output")
	if ctx.String("sarif") == "-" && (output == "" || output == "-") {
		return report.SummaryLine(c.stderr, r, errOpt)
	}
	if output != "" && output != "-" {
		opt.Color = ctx.String("color") == "always"
		opt.Width = 0
		opt.Timing = false
	}
	return c.to(output, func(w io.Writer) error { return format.Write(w, r, opt) })
}

// to calls write with the file of the given name, or with standard output.
func (c *command) to(name string, write func(io.Writer) error) error {
	if name == "" || name == "-" {
		return write(c.stdout)
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.Close()
}

// given returns the value of a flag: as the command line says, else as the project does,
// else the default.
func given(ctx *cli.Context, flag, project string) string {
	if ctx.IsSet(flag) || project == "" {
		return ctx.String(flag)
	}
	return project
}

// onOff reads a flag that is on or off.
func onOff(flag, value string) (bool, error) {
	if value != "on" && value != "off" {
		return false, fmt.Errorf("--%s is on or off, not %q", flag, value)
	}
	return value == "on", nil
}

func level(name string) (rule.Level, error) {
	for _, l := range []rule.Level{rule.Note, rule.Warning, rule.Error} {
		if l.String() == name {
			return l, nil
		}
	}
	return 0, fmt.Errorf("unknown level %q; choose note, warning or error", name)
}
