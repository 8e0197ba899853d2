package program

import (
	"path"
	"slices"
	"strings"
)

// nameModules gives every file its dotted name: the chain of packages above it
// (folders with an __init__.py), or, outside any package, its path below the
// folders that hold sources. Two files of one name keep their own; imports then
// find the first in path order.
func (p *Program) nameModules() {
	packages := map[string]bool{}
	for i := range p.Modules {
		if path.Base(p.Modules[i].Path) == "__init__.py" {
			packages[path.Dir(p.Modules[i].Path)] = true
		}
	}
	p.byName = make(map[string]ModRef, 2*len(p.Modules))
	for i := range p.Modules {
		m := &p.Modules[i]
		m.Name, m.Package = moduleName(m.Path, packages)
		if _, taken := p.byName[m.Name]; !taken {
			p.byName[m.Name] = ModRef(i)
		}
	}
	// Namespace packages and folders of scripts: a file also answers to every
	// longer name that its folders would give it, unless another file has that name.
	for i := range p.Modules {
		m := &p.Modules[i]
		for _, name := range longerNames(m.Path, m.Name) {
			if _, taken := p.byName[name]; !taken {
				p.byName[name] = ModRef(i)
			}
		}
	}
}

// moduleName returns the dotted name of a file and whether it is a package.
func moduleName(file string, packages map[string]bool) (name string, pkg bool) {
	dir, base := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	stem := strings.TrimSuffix(strings.TrimSuffix(base, ".py"), ".pyi")
	var parts []string
	if base == "__init__.py" {
		pkg = true
	} else {
		parts = append(parts, stem)
	}
	for dir != "" && dir != "." && packages[dir] {
		parts = append(parts, path.Base(dir))
		dir = path.Dir(dir)
	}
	if len(parts) == 0 {
		parts = append(parts, stem)
	}
	slices.Reverse(parts)
	return strings.Join(parts, "."), pkg
}

// longerNames lists the names that a file has if up to four more of its folders
// are namespace packages.
func longerNames(file, name string) []string {
	dir := path.Dir(file)
	for range strings.Count(name, ".") {
		dir = path.Dir(dir)
	}
	if path.Base(file) == "__init__.py" {
		dir = path.Dir(dir)
	}
	var names []string
	for range 4 {
		base := path.Base(dir)
		if base == "." || base == "/" || base == ".." || strings.ContainsAny(base, ".-") {
			break
		}
		name = base + "." + name
		names = append(names, name)
		dir = path.Dir(dir)
	}
	return names
}

// absolute returns the absolute name of a module imported from m with the given
// number of leading dots.
func (p *Program) absolute(m ModRef, name string, level int) string {
	if level == 0 {
		return name
	}
	base := p.Modules[m].Name
	if !p.Modules[m].Package {
		level++
	}
	for range level - 1 {
		if i := strings.LastIndexByte(base, '.'); i >= 0 {
			base = base[:i]
		} else {
			base = ""
		}
	}
	switch {
	case base == "":
		return name
	case name == "":
		return base
	}
	return base + "." + name
}

// moduleFor finds a module by absolute name as seen from another: a sibling script
// is found by its bare name when no package of that name exists.
func (p *Program) moduleFor(from ModRef, name string) (ModRef, bool) {
	if m, ok := p.byName[name]; ok {
		return m, true
	}
	if pkg := p.Modules[from].Name; !p.Modules[from].Package {
		if i := strings.LastIndexByte(pkg, '.'); i >= 0 {
			m, ok := p.byName[pkg[:i]+"."+name]
			if ok && !p.Modules[m].Package && !p.hasInit(from) {
				return m, true
			}
		}
	}
	return NoMod, false
}

// hasInit says whether the folder of a module is a package.
func (p *Program) hasInit(m ModRef) bool {
	i := strings.LastIndexByte(p.Modules[m].Name, '.')
	if i < 0 {
		return false
	}
	pkg, ok := p.byName[p.Modules[m].Name[:i]]
	return ok && p.Modules[pkg].Package
}
