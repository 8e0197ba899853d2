package main

import (
	"fmt"
	"runtime"

	"github.com/urfave/cli/v2"

	"github.com/racehunt/racehunt/cmd/internal/driver"
)

func (c *command) version() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the version",
		Action: func(*cli.Context) error {
			_, err := fmt.Fprintf(c.stdout, "racehunt %s (%s %s/%s)\n", driver.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
