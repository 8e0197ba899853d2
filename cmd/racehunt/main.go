// Command racehunt finds race conditions, deadlocks and async bugs in Python, each
// with a witness: who does what, in which order, holding which locks.
//
// What goes in: a command line. What comes out: text on the standard streams, files
// that were asked for, and an exit code: 0 clean, 1 findings, 2 usage or environment,
// 3 a bug of racehunt. For example
//
//	racehunt analyze src --sarif out.sarif
//	racehunt explain RH102
//
// Left out: everything but the command line. Package driver analyses, packages
// report and sarif draw.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/cmd/internal/driver"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // a run is short, and most of what it makes stays to its end
	}
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings as parameters, so that tests can be in process.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&command{engine: driver.New(), stdin: stdin, stdout: stdout, stderr: stderr}).run(args)
}

// command is one call of racehunt.
type command struct {
	engine         *driver.Engine
	stdin          io.Reader
	stdout, stderr io.Writer
	code           int // exit code of a command that ran
}

func (c *command) run(args []string) (code int) {
	// The driver survives what happens in one file or check. What is left is drawing;
	// Go's own exit code for a panic would read as wrong usage.
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(c.stderr, "racehunt: internal error: %v\n%s", p, debug.Stack())
			code = driver.ExitBug
		}
	}()
	app := c.app()
	if err := app.Run(flagsFirst(app, args)); err != nil {
		fmt.Fprintf(c.stderr, "racehunt: %v\n", err)
		return driver.ExitUsage
	}
	return c.code
}

func (c *command) app() *cli.App {
	app := &cli.App{
		Name:            "racehunt",
		Usage:           "find race conditions, deadlocks and async bugs in Python",
		UsageText:       "racehunt analyze [PATH...]\nracehunt explain RULE",
		Version:         driver.Version,
		HideVersion:     true, // there is a command for it
		HideHelpCommand: true,
		Reader:          c.stdin,
		Writer:          c.stdout,
		ErrWriter:       c.stderr,
		Commands:        []*cli.Command{c.analyze(), c.rules(), c.explain(), c.lockgraph(), c.dump(), c.version()},
		ExitErrHandler:  func(*cli.Context, error) {}, // run alone decides how the process ends
		OnUsageError:    usageError,
		Action:          noCommand,
	}
	for _, sub := range app.Commands {
		sub.OnUsageError = usageError
		sub.HideHelpCommand = true
	}
	return app
}

// usageError keeps the library from printing its help over the one line that matters.
func usageError(_ *cli.Context, err error, _ bool) error { return err }

func noCommand(ctx *cli.Context) error {
	name := ctx.Args().First()
	if name == "" {
		return cli.ShowAppHelp(ctx)
	}
	hint := "see racehunt --help"
	if _, err := os.Lstat(name); err == nil {
		hint = "did you mean racehunt analyze " + name + "?"
	} else if s := cli.SuggestCommand(ctx.App.Commands, name); s != "" {
		hint = "did you mean racehunt " + s + "?"
	}
	return fmt.Errorf("unknown command %q; %s", name, hint)
}
