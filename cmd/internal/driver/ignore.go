package driver

import (
	"bufio"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignores holds the patterns of .gitignore files on the way to a folder, the deepest
// file last. A value is never changed, so that folders can share their parents'.
type ignores []ignorePattern

// ignorePattern is one line of a .gitignore file.
type ignorePattern struct {
	base     string // folder of the file, absolute
	glob     string
	anchored bool // against the path below base, not against the last name alone
	negated  bool
	dirOnly  bool
}

// with returns the patterns with those of the .gitignore file of a folder added.
func (ig ignores) with(dir, file string) ignores {
	f, err := os.Open(filepath.Join(dir, file))
	if err != nil {
		return ig // there mostly is none; one that cannot be read hides nothing
	}
	defer f.Close()
	out := ig[:len(ig):len(ig)] // so that append copies
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if p, ok := parseIgnore(dir, lines.Text()); ok {
			out = append(out, p)
		}
	}
	return out
}

func parseIgnore(base, line string) (ignorePattern, bool) {
	p := ignorePattern{base: base}
	line = strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r")
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if line == "" || line[0] == '#' {
		return p, false
	}
	if line[0] == '!' {
		p.negated, line = true, line[1:]
	}
	if strings.HasSuffix(line, "/") {
		p.dirOnly, line = true, strings.TrimRight(line, "/")
	}
	p.anchored = strings.Contains(line, "/")
	// Braces are plain characters to git but alternatives to doublestar.
	p.glob = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(strings.TrimPrefix(line, "/"))
	return p, p.glob != "" && doublestar.ValidatePattern(p.glob)
}

// match reports whether a file or folder is ignored: the last pattern that fits
// decides. Whoever walks must not enter ignored folders, as git does not.
func (ig ignores) match(abs string, dir bool) bool {
	for i := len(ig) - 1; i >= 0; i-- {
		p := &ig[i]
		if p.dirOnly && !dir {
			continue
		}
		rel, err := filepath.Rel(p.base, abs)
		if err != nil {
			continue
		}
		name := filepath.ToSlash(rel)
		if !p.anchored {
			name = path.Base(name)
		}
		if doublestar.MatchUnvalidated(p.glob, name) {
			return !p.negated
		}
	}
	return false
}
