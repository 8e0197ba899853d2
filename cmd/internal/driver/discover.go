package driver

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/racehunt/racehunt/checks/rule"
	"github.com/racehunt/racehunt/report/run"
)

// input is a file to analyse.
type input struct {
	path    string // as shown
	rel     string // relative to the project root, for SARIF
	abs     string // without symbolic links; "" for standard input
	size    int64
	stdin   bool
	regular bool // can be read again
}

// finder collects inputs. Files are known by where they really are, so that each is
// analysed once, however many links and arguments lead to it.
type finder struct {
	opt     Options
	dir     string // working directory, absolute, without links
	root    string // project root, likewise
	seen    map[string]bool
	inputs  []input
	notices []run.Notice
}

// discover finds the files that the paths mean, sorted by path. What cannot be read
// becomes a notice.
func discover(opt Options) ([]input, []run.Notice, error) {
	dir, err := realPath(opt.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("working directory: %w", err)
	}
	f := &finder{opt: opt, dir: dir, seen: map[string]bool{}}
	if f.root, err = projectRoot(opt, dir); err != nil {
		return nil, nil, err
	}
	for _, p := range opt.Paths {
		if p == "-" {
			f.stdin()
		} else {
			f.argument(p)
		}
	}
	slices.SortFunc(f.inputs, func(a, b input) int { return cmp.Compare(a.path, b.path) })
	if len(f.inputs) == 0 && len(f.notices) == 0 {
		f.notices = append(f.notices, run.Notice{
			Kind: run.Empty, Level: rule.Warning, File: -1, Message: "no Python file found in " + strings.Join(opt.Paths, ", "),
		})
	}
	return f.inputs, f.notices, nil
}

// realPath returns an absolute path without symbolic links.
func realPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// projectRoot returns the folder that SARIF's paths are relative to: the one given,
// else the repository around what is analysed, else the folder itself. The working
// directory counts as analysed unless the first path leads out of it.
func projectRoot(opt Options, dir string) (string, error) {
	if opt.Root == "" {
		root := cmp.Or(repository(dir), dir)
		if first, ok := firstFolder(opt.Paths, dir); ok && outside(relative(root, first)) {
			root = cmp.Or(repository(first), first)
		}
		return root, nil
	}
	given := opt.Root
	if !filepath.IsAbs(given) {
		given = filepath.Join(dir, given)
	}
	root, err := realPath(given)
	if err != nil {
		return "", fmt.Errorf("project root %s: %s", opt.Root, reason(err))
	}
	return root, nil
}

// firstFolder returns the folder that the first readable path names or lies in.
func firstFolder(paths []string, dir string) (string, bool) {
	for _, p := range paths {
		if !filepath.IsAbs(p) {
			p = filepath.Join(dir, p)
		}
		abs, err := filepath.EvalSymlinks(p)
		if err != nil {
			continue
		}
		if info, err := os.Stat(abs); err == nil && !info.IsDir() {
			abs = filepath.Dir(abs)
		}
		return abs, true
	}
	return "", false
}

// repository returns the nearest folder at or above dir that holds .git, or "".
func repository(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func (f *finder) stdin() {
	if f.seen["-"] {
		return
	}
	f.seen["-"] = true
	name := filepath.ToSlash(f.opt.StdinName)
	in := input{path: name, rel: name, stdin: true}
	if !strings.HasPrefix(name, "<") {
		abs := f.opt.StdinName
		if !filepath.IsAbs(abs) {
			abs = filepath.Join(f.dir, abs)
		}
		in.rel = below(f.root, abs)
	}
	f.inputs = append(f.inputs, in)
}

// argument adds what a path on the command line means. Nothing that is named is
// skipped, whatever ignore files say.
func (f *finder) argument(arg string) {
	abs := arg
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(f.dir, abs)
	}
	abs, err := filepath.EvalSymlinks(abs)
	if err != nil {
		f.unreadable(arg, err)
		return
	}
	info, err := os.Stat(abs)
	switch {
	case err != nil:
		f.unreadable(arg, err)
	case info.IsDir():
		f.walk(abs, f.outer(abs), filepath.IsAbs(arg))
	default:
		f.add(abs, info, filepath.IsAbs(arg))
	}
}

// outer returns the patterns that hold in a folder because of the folders around it;
// none if they ignore the folder itself, as it has been named.
func (f *finder) outer(abs string) ignores {
	top := repository(abs)
	if top == "" || top == abs {
		return ignores(nil).with(abs, ".git/info/exclude")
	}
	ig := ignores(nil).with(top, ".git/info/exclude").with(top, ".gitignore")
	rel, err := filepath.Rel(top, abs)
	if err != nil {
		return nil
	}
	at := top
	names := strings.Split(rel, string(filepath.Separator))
	for i, name := range names {
		at = filepath.Join(at, name)
		if ig.match(at, true) {
			return nil
		}
		if i < len(names)-1 { // walk reads the last one itself
			ig = ig.with(at, ".gitignore")
		}
	}
	return ig
}

// walk adds the Python files below a folder. Links to folders are not followed: what
// they lead to either lies in the tree and is found there, or is somebody else's.
func (f *finder) walk(abs string, ig ignores, absolute bool) {
	if f.seen[abs] {
		return
	}
	f.seen[abs] = true
	entries, err := os.ReadDir(abs)
	if err != nil {
		f.unreadable(f.shown(abs, absolute), err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".gitignore" }) {
		ig = ig.with(abs, ".gitignore")
	}
	for _, e := range entries {
		path := filepath.Join(abs, e.Name())
		switch {
		case e.IsDir():
			if !skipped(path, e.Name()) && !ig.match(path, true) {
				f.walk(path, ig, absolute)
			}
		case python(e.Name()) && !ig.match(path, false):
			f.found(path, e, absolute)
		}
	}
}

// found adds a file that a walk came across. Broken links are passed over: editors
// leave them as lock files.
func (f *finder) found(path string, e fs.DirEntry, absolute bool) {
	target, info, err := path, fs.FileInfo(nil), error(nil)
	if e.Type()&fs.ModeSymlink == 0 {
		info, err = e.Info()
	} else if target, err = filepath.EvalSymlinks(path); err == nil {
		info, err = os.Stat(target)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		f.unreadable(f.shown(path, absolute), err)
	case info.Mode().IsRegular(): // reading a named pipe would wait for ever
		f.add(target, info, absolute)
	}
}

// skipped reports whether a folder never holds code of the project.
func skipped(path, name string) bool {
	switch name {
	case ".git", ".hg", ".svn", "__pycache__", "node_modules":
		return true
	}
	_, err := os.Lstat(filepath.Join(path, "pyvenv.cfg")) // a virtual environment
	return err == nil
}

func python(name string) bool {
	return strings.HasSuffix(name, ".py") || strings.HasSuffix(name, ".pyw")
}

func (f *finder) add(abs string, info fs.FileInfo, absolute bool) {
	if f.seen[abs] {
		return
	}
	f.seen[abs] = true
	f.inputs = append(f.inputs, input{
		path: f.shown(abs, absolute), rel: below(f.root, abs), abs: abs,
		size: info.Size(), regular: info.Mode().IsRegular(),
	})
}

// shown returns a path as people know it: relative to the working directory, except
// for what lies elsewhere and was named absolutely.
func (f *finder) shown(abs string, absolute bool) string {
	rel, err := filepath.Rel(f.dir, abs)
	if err != nil || absolute && outside(rel) {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}

// below returns a path relative to root, or as it is if it lies elsewhere.
func below(root, abs string) string {
	if rel := relative(root, abs); !outside(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}

// relative returns the way from root to abs; ".." if there is none, as between drives.
func relative(root, abs string) string {
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return ".."
	}
	return rel
}

func outside(rel string) bool {
	return rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func (f *finder) unreadable(path string, err error) {
	f.notices = append(f.notices, run.Notice{
		Kind: run.Unreadable, Level: rule.Error, File: -1, Path: filepath.ToSlash(path), Message: reason(err),
	})
}
