package main

import (
	"errors"
	"io"
	"os"
	"runtime"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/cmd/internal/dump"
)

func (c *command) dump() *cli.Command {
	d := &cli.Command{
		Name:      "dump",
		Usage:     "print what a stage of racehunt makes of a file",
		UsageText: "racehunt dump STAGE FILE...\n- reads standard input.",
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() == 0 {
				return cli.ShowSubcommandHelp(ctx)
			}
			return dump.UnknownStage(ctx.Args().First())
		},
	}
	for _, s := range dump.Stages() {
		stage := s[0]
		sub := &cli.Command{
			Name: stage, Usage: s[1], ArgsUsage: "FILE...", HideHelpCommand: true, OnUsageError: usageError,
			Flags: []cli.Flag{frontendFlag()},
			Action: func(ctx *cli.Context) error {
				if ctx.Bool("crc") {
					return c.crcs(ctx)
				}
				files, err := c.files(ctx.Args().Slice())
				if err != nil {
					return err
				}
				return dump.Print(c.stdout, stage, ctx.String("frontend"), files)
			},
		}
		if stage == "ast" {
			sub.Flags = append(sub.Flags, jobsFlag(),
				&cli.BoolFlag{Name: "crc", DisableDefaultText: true, Usage: "print a checksum of each file's tree; - reads a list of files from standard input"})
		}
		d.Subcommands = append(d.Subcommands, sub)
	}
	return d
}

// files reads the files named on the command line; - is standard input.
func (c *command) files(paths []string) ([]dump.File, error) {
	if len(paths) == 0 {
		return nil, errors.New("dump needs a file")
	}
	var files []dump.File
	for _, p := range paths {
		f := dump.File{Path: p}
		var err error
		if p == "-" {
			f.Path = "<stdin>"
			f.Data, err = io.ReadAll(c.stdin)
		} else {
			f.Data, err = os.ReadFile(p)
		}
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func (c *command) crcs(ctx *cli.Context) error {
	var paths []string
	for _, p := range ctx.Args().Slice() {
		if p != "-" {
			paths = append(paths, p)
			continue
		}
		list, err := dump.ReadList(c.stdin)
		if err != nil {
			return err
		}
		paths = append(paths, list...)
	}
	jobs := ctx.Int("jobs")
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return dump.CRCs(c.stdout, ctx.String("frontend"), paths, jobs)
}
