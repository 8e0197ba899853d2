package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/racehunt/racehunt/cmd/internal/driver/drivertest"
)

// TestMain lets scripts run racehunt itself, and obedient: the same command line over
// an engine that finds, and fails, as it is told.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"racehunt": main,
		"obedient": func() {
			c := &command{engine: drivertest.Engine(), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
			os.Exit(c.run(os.Args))
		},
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("..", "..", "testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs a command and wants a certain exit code: exits 3 racehunt analyze .
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = exitStatus(err)
	}
	if code != args[0] {
		ts.Fatalf("%v: exit code %s, want %s", args[1:], code, args[0])
	}
}

// exitStatus returns the exit code that an error of a command stands for.
func exitStatus(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Sprint(exit.ExitCode())
	}
	return err.Error()
}
