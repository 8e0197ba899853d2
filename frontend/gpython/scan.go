package gpython

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/racehunt/racehunt/frontend/source"
)

// token is a piece of the text that is not blank, not a comment and not a newline.
// gpython says where a node starts and no more; the tokens say where it ends.
type token struct {
	start, end uint32
	mate       int32 // for a bracket the index of its partner, else -1
	kind       byte  // a token kind below, or the operator's first byte
	first      bool  // starts a logical line
}

// Kinds of tokens that are not operators.
const (
	endToken    = 0
	nameToken   = 'n'
	numberToken = '0'
	stringToken = 's'
)

// scanner holds the tokens of a file. tokens[0] and the last token are sentinels
// of kind endToken, so that a neighbour can always be looked at.
type scanner struct {
	text      []byte
	tokens    []token
	comments  []source.Comment // "# racehunt:" and "# guarded-by:" comments
	lines     []uint32         // offset of each line's first byte; lines end at "\n" as gpython has it
	nesting   int              // most brackets open at once
	operators int              // most operators, of those that may nest, between two commas
	work      int              // what gpython would spend beyond one look at each byte
}

// scan splits text into tokens. On text that gpython accepts it sees the tokens that
// gpython sees; on other text it returns something of use for finding statements.
func scan(text []byte) *scanner {
	s := &scanner{text: text, tokens: []token{{mate: -1}}, lines: []uint32{0}}
	for i, c := range text {
		if c == '\n' {
			s.lines = append(s.lines, uint32(i+1))
		}
	}
	var open []int32 // indices of the brackets that are open
	first := true
	run := 0  // bytes of adjacent string literals
	stop := 0 // end of the line of the last number
	deep := 0 // operators since the last comma
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\n':
			first = first || len(open) == 0
			i++
			continue
		case c == ' ' || c == '\t' || c == '\r' || c == '\f':
			i++
			continue
		case c == '\\' && i+1 < len(text) && (text[i+1] == '\n' || text[i+1] == '\r'):
			if i += 2; text[i-1] == '\r' {
				i++ // LF follows
			}
			continue
		case c == '#':
			end := lineEnd(text, i)
			if source.Speaks(text[i+1 : end]) {
				s.comments = append(s.comments, source.Comment{Span: source.Span{Start: uint32(i), End: uint32(end)}})
			}
			i = end
			continue
		}
		t := token{start: uint32(i), mate: -1, first: first}
		first = false
		i, t.kind = next(text, i)
		t.end = uint32(i)
		if t.first {
			run, deep = 0, 0
		}
		if t.kind == stringToken {
			// gpython joins adjacent literals one by one: quadratic.
			run += int(t.end - t.start)
			s.work += run
		} else {
			run = 0
		}
		switch t.kind {
		case ',':
			deep = 0
		case '-', '+', '~', '*':
			deep++
		case nameToken:
			switch string(text[t.start:t.end]) {
			case "not", "lambda", "else":
				deep++
			}
			// No expression has these words at the start of a line: the bracket was
			// forgotten.
			if t.start == 0 || text[t.start-1] == '\n' {
				switch string(text[t.start:t.end]) {
				case "def", "class", "import", "with", "while", "try", "return":
					open, t.first = open[:0], true
				}
			}
		case numberToken:
			// Each of gpython's regular expressions for numbers clears a bitmap as long
			// as the rest of the line; the digits are then turned into an integer.
			n := int(t.end - t.start)
			if stop < i {
				stop = lineEnd(text, i)
			}
			s.work += min(stop-int(t.start), 1<<15) + n*n/16
		case '(', '[', '{':
			open = append(open, int32(len(s.tokens)))
			s.nesting = max(s.nesting, len(open))
		case ')', ']', '}':
			if n := len(open); n > 0 {
				t.mate = open[n-1]
				s.tokens[t.mate].mate = int32(len(s.tokens))
				open = open[:n-1]
			}
		}
		s.operators = max(s.operators, deep)
		s.tokens = append(s.tokens, t)
	}
	end := uint32(len(text))
	s.tokens = append(s.tokens, token{start: end, end: end, mate: -1, first: true})
	return s
}

func lineEnd(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		i += n
		if i > 0 && text[i-1] == '\r' {
			i--
		}
		return i
	}
	return len(text)
}

// next returns the end and the kind of the token that starts at i.
func next(text []byte, i int) (int, byte) {
	c := text[i]
	switch {
	case isNameByte(c) && !isDigit(c):
		j := i + 1
		for j < len(text) && isNameByte(text[j]) {
			j++
		}
		if j < len(text) && (text[j] == '\'' || text[j] == '"') && isPrefix(text[i:j]) {
			return stringEnd(text, j), stringToken
		}
		return j, nameToken
	case c == '\'' || c == '"':
		return stringEnd(text, i), stringToken
	case isDigit(c) || c == '.' && i+1 < len(text) && isDigit(text[i+1]):
		return numberEnd(text, i), numberToken
	}
	for _, op := range operators {
		if bytes.HasPrefix(text[i:], op) {
			return i + len(op), c
		}
	}
	return i + 1, c
}

// operators holds the operators of more than one byte, longest first.
var operators = [][]byte{
	[]byte("**="), []byte("..."), []byte("//="), []byte("<<="), []byte(">>="),
	[]byte("!="), []byte("%="), []byte("&="), []byte("**"), []byte("*="), []byte("+="),
	[]byte("-="), []byte("->"), []byte("//"), []byte("/="), []byte("<<"), []byte("<="),
	[]byte("<>"), []byte("=="), []byte(">="), []byte(">>"), []byte("^="), []byte("|="),
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || isDigit(c) || c >= utf8.RuneSelf
}

// isPrefix reports whether p stands before a string literal in Python 3.4.
func isPrefix(p []byte) bool {
	switch string(bytes.ToLower(p)) {
	case "r", "b", "u", "br", "rb":
		return true
	}
	return false
}

// stringEnd returns the end of the literal whose opening quote is at i, or, for one
// that is not closed, the end of the line or text.
func stringEnd(text []byte, i int) int {
	q := text[i]
	long := i+2 < len(text) && text[i+1] == q && text[i+2] == q
	if long {
		i += 2
	}
	for i++; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			if i++; i+1 < len(text) && text[i] == '\r' && text[i+1] == '\n' {
				i++
			}
		case c == q && !long:
			return i + 1
		case c == q && i+2 < len(text) && text[i+1] == q && text[i+2] == q:
			return i + 3
		case c == '\n' && !long:
			return i
		}
	}
	return len(text)
}

// numberEnd returns the end of the number that starts at i.
func numberEnd(text []byte, i int) int {
	digits := func(ok func(byte) bool) {
		for i < len(text) && ok(text[i]) {
			i++
		}
	}
	at := func(set string) bool { return i < len(text) && bytes.IndexByte([]byte(set), text[i]) >= 0 }
	if text[i] == '0' && i+2 < len(text) {
		var ok func(byte) bool
		switch text[i+1] {
		case 'x', 'X':
			ok = func(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }
		case 'o', 'O':
			ok = func(c byte) bool { return '0' <= c && c <= '7' }
		case 'b', 'B':
			ok = func(c byte) bool { return c == '0' || c == '1' }
		}
		if ok != nil && ok(text[i+2]) {
			i += 2
			digits(ok)
			return i
		}
	}
	digits(isDigit)
	if at(".") {
		i++
		digits(isDigit)
	}
	if at("eE") {
		mark := i
		if i++; at("+-") {
			i++
		}
		if i < len(text) && isDigit(text[i]) {
			digits(isDigit)
		} else {
			i = mark
		}
	}
	if at("jJ") {
		i++
	}
	return i
}

// at returns the index of the first token that starts at pos or after it.
func (s *scanner) at(pos uint32) int {
	i := 1 + sort.Search(len(s.tokens)-2, func(i int) bool { return s.tokens[i+1].start >= pos })
	return min(i, len(s.tokens)-1)
}

// before returns the index of the last token that ends at pos or before it.
func (s *scanner) before(pos uint32) int {
	return sort.Search(len(s.tokens)-2, func(i int) bool { return s.tokens[i+1].end > pos })
}

// is reports whether token i is the operator or word t.
func (s *scanner) is(i int, t string) bool {
	tok := &s.tokens[i]
	return string(s.text[tok.start:tok.end]) == t
}

// offset turns gpython's line and column into an offset.
func (s *scanner) offset(line, col int) uint32 {
	if line < 1 {
		return 0
	}
	if line > len(s.lines) {
		return uint32(len(s.text))
	}
	return min(s.lines[line-1]+uint32(max(col, 0)), uint32(len(s.text)))
}

// chunks returns the offsets at which the text can be cut so that each piece holds
// one or more whole statements of the module, if the text is well-formed at all.
func (s *scanner) chunks() []uint32 {
	var cuts []uint32
	decorated := false
	for i := 1; i < len(s.tokens)-1; i++ {
		t := &s.tokens[i]
		if !t.first || t.start != s.lines[s.line(t.start)] {
			continue
		}
		if t.kind == ')' || t.kind == ']' || t.kind == '}' {
			continue
		}
		if t.kind == nameToken && (s.is(i, "else") || s.is(i, "elif") || s.is(i, "except") || s.is(i, "finally")) {
			continue
		}
		if !decorated {
			cuts = append(cuts, t.start)
		}
		decorated = t.kind == '@'
	}
	return cuts
}

// line returns the index in lines of the line that holds pos.
func (s *scanner) line(pos uint32) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > pos }) - 1
}
