package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/report"
)

func (c *command) rules() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list all rules",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text, markdown or json"},
			&cli.BoolFlag{Name: "markdown", DisableDefaultText: true, Usage: "short for --format markdown"},
			colorFlag(),
		},
		Action: func(ctx *cli.Context) error {
			color, err := useColor(ctx.String("color"), c.stdout)
			if err != nil {
				return err
			}
			format := ctx.String("format")
			if ctx.Bool("markdown") {
				format = "markdown"
			}
			switch format {
			case "text":
				return report.RuleTable(c.stdout, c.engine.Rules, report.Options{Color: color, Width: width(c.stdout)})
			case "markdown":
				return report.RuleMarkdown(c.stdout, c.engine.Rules)
			case "json":
				return report.RuleJSON(c.stdout, c.engine.Rules)
			}
			return fmt.Errorf("unknown format %q; choose text, markdown or json", format)
		},
	}
}
