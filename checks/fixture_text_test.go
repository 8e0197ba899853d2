package checks_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pieceKind says what a piece of Python text is, as far as the tests care.
type pieceKind uint8

const (
	other pieceKind = iota
	name
	text // part of a string literal
	comment
)

// piece is a run of Python text; the pieces of a file joined are the file.
type piece struct {
	kind pieceKind
	s    string
	line int // 1-based line of its first byte
}

var stringStart = regexp.MustCompile(`^(?i:[rbuft]|br|rb|fr|rf|tr|rt)?("""|'''|"|')`)

// pieces splits Python text. Names inside the braces of f-strings are pieces of their
// own, so that a rewriting reaches them.
func pieces(src string) []piece {
	var out []piece
	line := 1
	emit := func(kind pieceKind, s string) {
		if s != "" {
			out = append(out, piece{kind, s, line})
			line += strings.Count(s, "\n")
		}
	}
	var scan func(s string)
	scan = func(s string) {
		for s != "" {
			c := s[0]
			n := 1
			switch {
			case c == '#':
				if n = strings.IndexByte(s, '\n'); n < 0 {
					n = len(s)
				}
				emit(comment, s[:n])
			case stringStart.MatchString(s):
				var parts []string
				parts, n = literal(s)
				for i, part := range parts {
					if i%2 == 0 {
						emit(text, part)
					} else {
						scan(part)
					}
				}
			case isNameByte(c):
				for n < len(s) && isNameByte(s[n]) {
					n++
				}
				if '0' <= c && c <= '9' {
					emit(other, s[:n])
				} else {
					emit(name, s[:n])
				}
			default:
				emit(other, s[:n])
			}
			s = s[n:]
		}
	}
	scan(src)
	return out
}

// literal splits the string literal at the start of s into text and, at odd places,
// the expressions of an f-string; n is the length of the whole literal.
func literal(s string) (parts []string, n int) {
	open := stringStart.FindStringSubmatch(s)
	quote := open[1]
	format := strings.ContainsAny(strings.TrimSuffix(open[0], quote), "fFtT")
	start, depth := 0, 0
	for n = len(open[0]); n < len(s); n++ {
		switch {
		case s[n] == '\\':
			n++
		case depth == 0 && strings.HasPrefix(s[n:], quote):
			n += len(quote)
			return append(parts, s[start:n]), n
		case !format:
		case depth == 0 && (strings.HasPrefix(s[n:], "{{") || strings.HasPrefix(s[n:], "}}")):
			n++
		case s[n] == '{':
			if depth == 0 {
				parts = append(parts, s[start:n+1])
				start = n + 1
			}
			depth++
		case s[n] == '}' && depth > 0:
			if depth--; depth == 0 {
				parts = append(parts, s[start:n])
				start = n
			}
		}
	}
	return append(parts, s[start:]), len(s)
}

func isNameByte(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func join(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.s)
	}
	return b.String()
}

// verdict is what a fixture says about one line.
type verdict uint8

const (
	want verdict = iota // must be found
	note                // must be found with --pedantic, and not without
	miss                // must not be found yet
)

func (v verdict) String() string { return [...]string{"want", "note", "miss"}[v] }

// expectation is one "# want", "# note" or "# miss".
type expectation struct {
	verdict verdict
	path    string
	line    int
	rule    string
	level   string         // "" if any will do
	message *regexp.Regexp // nil for a miss
}

func (e expectation) String() string {
	return fmt.Sprintf("%s:%d: %s %s %q", e.path, e.line, e.verdict, e.rule, e.message)
}

var (
	marker = regexp.MustCompile(`(want|note|miss)((?:\+\d+)?) (RH\d{3})(?: (note|warning|error))? ("(?:[^"\\]|\\.)*")`)
	marked = regexp.MustCompile(`^# ?(want|note|miss)\b`)
)

// expectations reads the comments of a file: `# want RH102 "self.n"`, with a level
// after the ID if it matters, `# want+1` for the line after, several in one comment.
func expectations(path, src string) ([]expectation, error) {
	var out []expectation
	for _, p := range pieces(src) {
		if p.kind != comment || !marked.MatchString(p.s) {
			continue
		}
		found := marker.FindAllStringSubmatch(p.s, -1)
		if found == nil {
			return nil, fmt.Errorf("%s:%d: cannot read %q", path, p.line, p.s)
		}
		for _, m := range found {
			e := expectation{verdict: verdict(slices.Index([]string{"want", "note", "miss"}, m[1])), path: path, line: p.line, rule: m[3], level: m[4]}
			if m[2] != "" {
				further, _ := strconv.Atoi(m[2][1:])
				e.line += further
			}
			words, err := strconv.Unquote(m[5])
			if err == nil && e.verdict != miss {
				e.message, err = regexp.Compile(words)
			}
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, p.line, err)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// concurrent are the modules whose names stripAsync hides: without them, no strand
// but the main one is left.
var concurrent = []string{"asyncio", "anyio", "trio", "aiohttp", "fastapi", "tornado", "websockets", "threading", "concurrent",
	"flask", "django", "discord", "telethon", "socketserver", "http", "paho", "apscheduler"}

// stripAsync takes every async and await out of Python text and makes the modules
// that run things concurrently unknown. Lines stay where they are.
func stripAsync(src string) string {
	ps := pieces(src)
	for i := range ps {
		switch p := &ps[i]; {
		case p.kind != name:
		case p.s == "async" || p.s == "await":
			p.s = ""
			for j := i + 1; j < len(ps) && ps[j].s == " "; j++ {
				ps[j].s = ""
			}
		case slices.Contains(concurrent, p.s):
			p.s = "plain_" + p.s
		}
	}
	return join(ps)
}

// known are names that belong to Python or a library even where a fixture defines
// them as well; renaming them would change what a program does.
var known = strings.Fields(`
	abort acquire acquire_nowait add add_done_callback add_task append appendleft aclose begin call_later
	call_soon callback cancel cancelled clear close connect connection_lost connection_made copy
	count create_task data_received datagram_received default difference_update discard do_GET done drain emit
	exception extend flush function get get_name handle head index insert items join
	keys last limit lower main match move_to_end name notify on_message open order output own pop
	popitem popleft port post prepare print put put_nowait query read readline receive
	record recv release remove reply request reset result reverse run send serve
	set set_result setdefault sleep sort spawn start state stop stream strip submit
	target task text timeout update upper use user value values wait write
	type self cls`)

// userNames returns the names that the files define themselves: functions, classes,
// attributes of self, and variables. modules are names of the files and folders.
func userNames(sources []string, modules []string) []string {
	defined, kept := map[string]bool{}, map[string]bool{}
	for _, s := range append(slices.Clone(known), modules...) {
		kept[s] = true
	}
	for _, src := range sources {
		ps := slices.DeleteFunc(pieces(src), func(p piece) bool { return p.kind != name && strings.Trim(p.s, " ") == "" })
		imports := 0 // line of the import statement at hand
		for i, p := range ps {
			before, after := "", ""
			if i > 0 {
				before = ps[i-1].s
			}
			if i+1 < len(ps) {
				after = ps[i+1].s
			}
			first := before == "\n" || before == ""
			assigned := after == "=" && (i+2 >= len(ps) || ps[i+2].s != "=")
			switch {
			case p.kind == text: // hasattr and its kin name attributes by strings
				kept[strings.Trim(p.s, "\"'")] = true
			case p.kind != name:
			case first && (p.s == "import" || p.s == "from"):
				imports = p.line
			case imports == p.line:
				kept[p.s] = true
			case strings.HasPrefix(p.s, "__"), strings.HasPrefix(p.s, "test_"): // test runners go by the name
			case before == "def" || before == "class" || first && assigned:
				defined[p.s] = true
			case assigned && before == "." && ps[i-2].s == "self":
				defined[p.s] = true
			case assigned: // a keyword argument
				kept[p.s] = true
			}
		}
	}
	// What one file of a project imports from another is not the library's.
	var out []string
	for s := range defined {
		if !kept[s] {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

// rename gives each of the names a new one, and self as well.
func rename(src string, names []string) string {
	ps := pieces(src)
	renamed := func(s string) string {
		if k, ok := slices.BinarySearch(names, s); ok {
			return fmt.Sprintf("q%d_%d", k, len(s))
		}
		return s
	}
	for i := range ps {
		switch p := &ps[i]; {
		case p.kind == name && p.s == "self":
			p.s = "this"
		case p.kind == name:
			p.s = renamed(p.s)
		case p.kind == comment && strings.HasPrefix(p.s, "# guarded-by: "): // names a lock of the code
			words := strings.Split(strings.TrimPrefix(p.s, "# guarded-by: "), ".")
			for k := range words {
				words[k] = renamed(words[k])
			}
			p.s = "# guarded-by: " + strings.Join(words, ".")
		}
	}
	return join(ps)
}

var (
	asyncDef = regexp.MustCompile(`^( *)async def (\w+)\(`)
	firstDef = regexp.MustCompile(`(?m)^(class|def|async def|@)`)
)

// lockAll puts the body of every coroutine function that is not merely awaited by
// another one under one lock of the module.
func lockAll(src string) string {
	at := firstDef.FindStringIndex(src)
	if at == nil {
		return src
	}
	src = src[:at[0]] + "everything = asyncio.Lock()\n\n\n" + src[at[0]:]
	var b strings.Builder
	var open []int // indentation of the functions around
	for line := range strings.Lines(src) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if strings.TrimSpace(line) == "" {
			b.WriteString(line)
			continue
		}
		for len(open) > 0 && indent <= open[len(open)-1] {
			open = open[:len(open)-1]
		}
		extra := strings.Repeat("    ", len(open))
		b.WriteString(extra + line)
		if m := asyncDef.FindStringSubmatch(line); m != nil && m[2] != "main" {
			awaited := regexp.MustCompile(`await [\w.]*\b` + m[2] + `\(`)
			if !awaited.MatchString(src) {
				open = append(open, indent)
				b.WriteString(extra + m[1] + "    async with everything:\n")
			}
		}
	}
	return b.String()
}

func TestExpectations(t *testing.T) {
	src := "a = '# want RH102 \"no\"'\n" +
		"b = 1  # want RH102 \"self.n\" want+1 RH103 warning \"self\\\\.m\"\n" +
		"c = 2  # miss RH105 \"why\"\n"
	got, err := expectations("a.py", src)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range got {
		lines = append(lines, fmt.Sprintf("%d %s %s %s", e.line, e.verdict, e.rule, e.level))
	}
	expected := []string{"2 want RH102 ", "3 want RH103 warning", "3 miss RH105 "}
	if !slices.Equal(lines, expected) {
		t.Errorf("got %q, want %q", lines, expected)
	}
	if _, err := expectations("a.py", "x  # want RH1 \"x\"\n"); err == nil {
		t.Error("a want with a broken ID is accepted")
	}
}

func TestRewritings(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"strip", stripAsync("async def f():\n    'await'  # await\n    return f'{await g()} await'\n"), "def f():\n    'await'  # await\n    return f'{g()} await'\n"},
		{"strip module", stripAsync("import asyncio\n"), "import plain_asyncio\n"},
		{"rename", rename("self.level = f'level {level}'", []string{"level"}), "this.q0_5 = f'level {q0_5}'"},
		{"names", fmt.Sprint(userNames([]string{"from a import b\nclass C:\n    def f(self):\n        self.g = b\n        f(h=1)\n        x = 1\nh = 2\n"}, nil)), "[C f g x]"},
		{"lock", lockAll("import asyncio\nasync def f():\n    await g()\nasync def g():\n    pass\n"), "import asyncio\neverything = asyncio.Lock()\n\n\nasync def f():\n    async with everything:\n        await g()\nasync def g():\n    pass\n"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
}
