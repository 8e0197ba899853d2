package driver

import (
	"fmt"
	"runtime/debug"
	"strings"
	"testing"
)

// fail panics a few frames below its caller.
func fail() { panic("told to fail") }

// TestWithoutStack: of a stack only our own frame stays, and nothing that differs
// between two runs.
func TestWithoutStack(t *testing.T) {
	var msg string
	func() {
		defer func() { msg = fmt.Sprintf("f: %v\n%s", recover(), debug.Stack()) }()
		fail()
	}()
	if got, want := withoutStack(msg), "f: told to fail (in cmd/internal/driver.fail)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := withoutStack("short"); got != "short" {
		t.Errorf("got %q", got)
	}
}

func TestPanicMessage(t *testing.T) {
	var msg string
	func() {
		defer func() { msg = panicMessage(recover()) }()
		fail()
	}()
	if !strings.HasPrefix(msg, "told to fail (in cmd/internal/driver.fail, line ") {
		t.Errorf("got %q", msg)
	}
}
