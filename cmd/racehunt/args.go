package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command before its other arguments. The library
// stops at the first path otherwise, and "racehunt analyze src --pedantic" would look
// for a file named --pedantic.
func flagsFirst(app *cli.App, args []string) []string {
	var sub *cli.Command
	head := min(1, len(args)) // the program and the names of commands
	for among := app.Commands; head < len(args); head++ {
		at := slices.IndexFunc(among, func(c *cli.Command) bool { return c.HasName(args[head]) })
		if at < 0 {
			break
		}
		sub, among = among[at], among[at].Subcommands
	}
	if sub == nil || len(sub.Subcommands) > 0 {
		return args
	}
	var flags, rest []string
	for i := head; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			rest = append(rest, args[i+1:]...)
			i = len(args)
		case a == "-" || !strings.HasPrefix(a, "-"):
			rest = append(rest, a)
		default:
			flags = append(flags, a)
			if takesValue(sub, a) && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		}
	}
	// "--" keeps a path that begins with a dash from being taken for a flag.
	return slices.Concat(args[:head], flags, []string{"--"}, rest)
}

// takesValue reports whether the argument after a flag belongs to it.
func takesValue(sub *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range sub.Flags {
		if slices.Contains(f.Names(), name) {
			d, ok := f.(cli.DocGenerationFlag)
			return ok && d.TakesValue()
		}
	}
	return false
}
