package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/racehunt/racehunt/frontend"
)

// input is one file in memory.
type input struct {
	path string
	data []byte
}

// result is what one parser did with the inputs that it accepts.
type result struct {
	files   int
	bytes   int64
	seconds float64
}

func (r result) speed() float64 { return float64(r.bytes) / 1e6 / r.seconds }

// compare measures the parsers one after the other and prints a table.
func compare(dir string, w io.Writer) error {
	runtime.GOMAXPROCS(1)
	inputs, err := load(dir)
	if err != nil {
		return err
	}
	ours := parseOurs(inputs)
	row(w, "racehunt", ours)
	python, err := parsePython(inputs)
	if err != nil {
		return err
	}
	row(w, "ast.parse", python)
	gpython, same, err := parseGpython(inputs)
	if err != nil {
		return err
	}
	row(w, "gpython", gpython)
	row(w, "racehunt on gpython's files", same)
	fmt.Fprintf(w, "\nracehunt / ast.parse  %.1f\n", ours.speed()/python.speed())
	fmt.Fprintf(w, "racehunt / gpython    %.1f\n", same.speed()/gpython.speed())
	return nil
}

func row(w io.Writer, name string, r result) {
	fmt.Fprintf(w, "%-28s %6d files %8.1f MB %8.2f s CPU %8.1f MB/s\n", name, r.files, float64(r.bytes)/1e6, r.seconds, r.speed())
}

// load reads every .py file below dir.
func load(dir string) ([]input, error) {
	var inputs []input
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".py" {
			return err
		}
		data, err := os.ReadFile(path)
		inputs = append(inputs, input{path, data})
		return err
	})
	return inputs, err
}

// parseOurs includes decoding, as ast.parse does, and files with problems, which
// cost us no less than others.
func parseOurs(inputs []input) result {
	var r frontend.Reader
	res := result{files: len(inputs)}
	start := cpuTime()
	for _, in := range inputs {
		r.Read(in.path, in.data)
		res.bytes += int64(len(in.data))
	}
	res.seconds = (cpuTime() - start).Seconds()
	return res
}

// cpuTime is the processor time of this process so far, garbage collection
// included. All three are measured in processor time: on a shared machine the wall
// clock compares who was interrupted more.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it cannot fail for the process itself
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// pythonScript reads the files first and then parses those that it accepts. Only
// the time inside ast.parse counts, failed attempts left out.
const pythonScript = `
import ast, sys, time, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
data = [open(p, "rb").read() for p in sys.stdin.read().split("\n") if p]
files = size = 0
seconds = 0.0
clock = time.process_time
for text in data:
    start = clock()
    try:
        ast.parse(text)
    except Exception:
        continue
    seconds += clock() - start
    files += 1
    size += len(text)
print(files, size, seconds)
`

func parsePython(inputs []input) (result, error) {
	var paths strings.Builder
	for _, in := range inputs {
		fmt.Fprintln(&paths, in.path)
	}
	cmd := exec.Command("python3", "-c", pythonScript)
	cmd.Stdin = strings.NewReader(paths.String())
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return result{}, fmt.Errorf("python3: %w", err)
	}
	var r result
	_, err = fmt.Sscan(string(out), &r.files, &r.bytes, &r.seconds)
	return r, err
}

// parseGpython runs gpython in a process of its own, because it can hang; it
// answers with one line a file, and a silent one is killed and restarted behind
// the file that it hangs on. same is our own speed on the files that it accepts.
func parseGpython(inputs []input) (theirs, same result, err error) {
	self, err := os.Executable()
	if err != nil {
		return result{}, result{}, err
	}
	var accepted []input
	for next := 0; next < len(inputs); {
		var done int
		if done, err = gpythonRun(self, inputs[next:], func(i int, d time.Duration) {
			in := inputs[next+i]
			theirs.files++
			theirs.bytes += int64(len(in.data))
			theirs.seconds += d.Seconds()
			accepted = append(accepted, in)
		}); err != nil {
			return result{}, result{}, err
		}
		next += done + 1
	}
	return theirs, parseOurs(accepted), nil
}

// patience is how long gpython may think about one file.
const patience = 20 * time.Second

// gpythonRun feeds inputs to one process and returns the index of the file that it
// died or hung on, or their number.
func gpythonRun(self string, inputs []input, accept func(i int, d time.Duration)) (int, error) {
	cmd := exec.Command(self, "-gpython")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return 0, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	go func() {
		for _, in := range inputs {
			fmt.Fprintln(stdin, in.path)
		}
		stdin.Close()
	}()
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(stdout); s.Scan(); {
			lines <- s.Text()
		}
	}()
	wait := patience + 20*time.Second // the first answer comes after all files are read
	for i := range inputs {
		select {
		case line, ok := <-lines:
			if !ok {
				return i, nil
			}
			var ns int64
			if n, _ := fmt.Sscan(line, &ns); n == 1 && ns > 0 {
				accept(i, time.Duration(ns))
			}
		case <-time.After(wait):
			go func() {
				for range lines { // let the reader end
				}
			}()
			return i, nil
		}
		wait = patience
	}
	return len(inputs), nil
}
