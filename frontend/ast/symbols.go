package ast

// Symbols is the identifier table of one file. Equal names have equal Syms.
// The zero value is ready for use; Reset keeps its memory for the next file.
type Symbols struct {
	names []string
	index map[string]Sym
}

// Text returns the name of a symbol, "" for 0.
func (s *Symbols) Text(sym Sym) string {
	if sym == 0 {
		return ""
	}
	return s.names[sym]
}

// Len returns one more than the largest symbol.
func (s *Symbols) Len() int { return max(1, len(s.names)) }

// Intern returns the symbol of name, which must be in NFKC form.
func (s *Symbols) Intern(name []byte) Sym {
	if sym, ok := s.index[string(name)]; ok {
		return sym
	}
	if s.index == nil {
		s.index = map[string]Sym{}
		s.names = []string{""}
	}
	sym := Sym(len(s.names))
	text := string(name)
	s.names = append(s.names, text)
	s.index[text] = sym
	return sym
}
