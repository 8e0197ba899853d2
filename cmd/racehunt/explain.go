package main

import (
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/cmd/internal/driver"
	"github.com/racehunt/racehunt/report"
	"github.com/racehunt/racehunt/report/ruledoc"
)

func (c *command) explain() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "explain a rule, by ID or name",
		ArgsUsage: "RULE...",
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "markdown", DisableDefaultText: true, Usage: "write Markdown"}, colorFlag()},
		Action: func(ctx *cli.Context) error {
			color, err := useColor(ctx.String("color"), c.stdout)
			if err != nil {
				return err
			}
			if ctx.NArg() == 0 {
				return errors.New("explain which rule? See racehunt rules")
			}
			for i, name := range ctx.Args().Slice() {
				info, err := driver.FindRule(c.engine.Rules, name)
				if err != nil {
					return err
				}
				if i > 0 {
					fmt.Fprintln(c.stdout)
				}
				if ctx.Bool("markdown") {
					fmt.Fprint(c.stdout, ruledoc.Markdown(info, 1))
				} else if err := report.Explain(c.stdout, info, report.Options{Color: color, Width: width(c.stdout)}); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
