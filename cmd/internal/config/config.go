// Package config reads what a project says of itself to racehunt: which rules run, and
// what its own libraries do that no built-in row describes.
//
// What goes in: racehunt.toml, or the table tool.racehunt of pyproject.toml. What comes
// out: a Config. For example
//
//	ignore = ["RH310"]
//
//	[[spawns]]
//	call = "shop.work.Pool.start"
//	runs = 0
//	as = "thread"
//
// says that the first argument of shop.work.Pool.start runs in a thread. A key that is
// not known is an error with its line: a misspelt row would silently do nothing.
//
// Left out: what the rows mean, which is told by package model.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/racehunt/racehunt/ir/model"
)

// Config is what a project says.
type Config struct {
	Path     string // of the file; "" if there is none
	Select   []string
	Ignore   []string
	Pedantic bool
	FailOn   string
	GIL      string        // on or off
	Library  model.Library // rows of the project's own
}

// file is the document as written.
type file struct {
	Select     []string `toml:"select"`
	Ignore     []string `toml:"ignore"`
	Pedantic   bool     `toml:"pedantic"`
	FailOn     string   `toml:"fail-on"`
	GIL        string   `toml:"gil"`
	Spawns     []spawn  `toml:"spawns"`
	Locks      []lock   `toml:"locks"`
	Entries    []entry  `toml:"entries"`
	Blocking   []block  `toml:"blocking"`
	Coroutines []string `toml:"coroutines"`
	Aliases    []alias  `toml:"aliases"`
}

// pyproject is the part of a pyproject.toml that is ours.
type pyproject struct {
	Tool struct {
		Racehunt *file `toml:"racehunt"`
	} `toml:"tool"`
}

// Find returns the configuration that holds for a file or folder: the first racehunt.toml,
// or pyproject.toml with a table tool.racehunt, in its folder or one above. Without any it
// returns an empty Config.
func Find(path string) (*Config, error) {
	dir, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	for {
		for _, name := range []string{"racehunt.toml", "pyproject.toml"} {
			c, err := Read(filepath.Join(dir, name))
			switch {
			case err == nil && c != nil:
				return c, nil
			case err != nil && !missing(err):
				return nil, err
			}
		}
		up := filepath.Dir(dir)
		if up == dir {
			return &Config{}, nil
		}
		dir = up
	}
}

// missing says whether there is no such file; path itself may be one, with nothing in it.
func missing(err error) bool {
	return errors.Is(err, os.ErrNotExist) || errors.Is(err, errNotFolder)
}

// Read reads a configuration file. The result is nil if it is a pyproject.toml without a
// table of ours.
func Read(path string) (*Config, error) {
	if base, err := os.Stat(filepath.Dir(path)); err == nil && !base.IsDir() {
		return nil, errNotFolder
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := decode(path, data)
	if f == nil || err != nil {
		return nil, err
	}
	c := &Config{Path: path, Select: f.Select, Ignore: f.Ignore, Pedantic: f.Pedantic, FailOn: f.FailOn, GIL: f.GIL}
	if c.Library, err = f.library(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

var errNotFolder = errors.New("not a folder")

// decode reads the text of a configuration file; nil if it is a pyproject.toml without a
// table of ours. The rest of that file belongs to others and may hold any key.
func decode(path string, data []byte) (*file, error) {
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if filepath.Base(path) != "pyproject.toml" {
		var f file
		return &f, located(path, dec.Decode(&f), nil)
	}
	if !bytes.Contains(data, []byte("racehunt")) {
		return nil, nil
	}
	var p pyproject
	err := located(path, dec.Decode(&p), []string{"tool", "racehunt"})
	return p.Tool.Racehunt, err
}

// located puts path and line before what the TOML library says. Unknown keys outside of
// the table within are no errors.
func located(path string, err error, within toml.Key) error {
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &strict):
		for _, e := range strict.Errors {
			if key := e.Key(); len(key) > len(within) && slices.Equal(key[:len(within)], within) {
				line, _ := e.Position()
				return fmt.Errorf("%s:%d: unknown key %s", path, line, strings.Join(key, "."))
			}
		}
		return nil
	case errors.As(err, &bad):
		line, _ := bad.Position()
		return fmt.Errorf("%s:%d: %w", path, line, err)
	}
	return fmt.Errorf("%s: %w", path, err)
}
