package lexer

import (
	"encoding/binary"

	"github.com/racehunt/racehunt/frontend/ast"
	"github.com/racehunt/racehunt/frontend/token"
)

// keywordMul spreads the reserved words over keywords without a collision.
const keywordMul = 0x9DCEC3AD077DEC6D

// name scans an identifier or a keyword. A name of up to eight bytes is one masked
// load: the word is its own key in the symbol table and in the keyword table.
func (l *Lexer) name(i int) int {
	buf := l.buf
	j := i + 1
	for classes[buf[j]]&inName != 0 {
		j++
	}
	switch c := buf[j]; {
	case c >= 0x80:
		return l.slowName(i)
	case (c == '"' || c == '\'') && j-i <= 2 && isPrefix(buf[i:j]):
		return l.string(i, j)
	}
	var key uint64
	if n := j - i; n <= 8 {
		key = binary.LittleEndian.Uint64(buf[i:]) << (64 - 8*n) >> (64 - 8*n)
		if k := &keywords[keywordSlot(key)]; k.word == key {
			if len(l.brackets) > 0 && statementOnly[k.kind] && l.firstOnLine(i) {
				return l.abandon()
			}
			l.emit(k.kind, i, j)
			return j
		}
	} else {
		key = ast.Key(buf[i:j])
	}
	sym := l.syms.InternKey(key, buf[i:j])
	l.Tokens = append(l.Tokens, token.Token{Kind: token.Name, Start: uint32(i), End: uint32(j), Sym: uint32(sym)})
	return j
}

// isPrefix reports whether a string literal may begin with the letters, one or two.
func isPrefix(letters []byte) bool {
	a, b := letters[0]|0x20, byte(0)
	if len(letters) == 2 {
		b = letters[1] | 0x20
	}
	if a == 'r' {
		a, b = b, a
	}
	switch a {
	case 0:
		return true // r alone
	case 'u':
		return b == 0
	case 'b', 'f', 't':
		return b == 0 || b == 'r'
	}
	return false
}

// statementOnly holds the keywords that cannot stand inside brackets. One of them
// at the start of a line shows that a bracket above was never closed.
var statementOnly = [token.Count]bool{
	token.Def: true, token.Class: true, token.Return: true, token.While: true, token.With: true,
	token.Try: true, token.Raise: true, token.Import: true, token.Del: true, token.Pass: true,
	token.Assert: true, token.Global: true, token.Nonlocal: true, token.Break: true, token.Continue: true,
	token.Except: true, token.Finally: true,
}

// firstOnLine reports whether only blanks stand before i on its line.
func (l *Lexer) firstOnLine(i int) bool {
	// Backwards, so that blanks are passed once and not once a keyword.
	for j := i - 1; j >= l.lineStart; j-- {
		if classes[l.buf[j]]&kindMask != cSpace {
			return false
		}
	}
	return l.lineStart > l.brackets[0].pos
}
