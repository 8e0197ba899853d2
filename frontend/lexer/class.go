package lexer

import (
	"encoding/binary"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/racehunt/racehunt/frontend/token"
)

// Classes of bytes. The low bits say what a token that begins with the byte is;
// the flags say where else it may stand.
const (
	cBad uint8 = iota
	cSpace
	cLetter
	cDigit
	cOperator
	cOpen
	cClose
	cNewline
	cDot
	cQuote
	cHash
	cBackslash
	cHigh

	kindMask = 0x0F
	inName   = 0x80 // may stand inside an ASCII identifier
	isDigit  = 0x40
	isHex    = 0x20
)

// classes is indexed by a byte of source text.
var classes = classTable()

func classTable() (t [256]uint8) {
	set := func(bytes string, class uint8) {
		for _, c := range []byte(bytes) {
			t[c] |= class
		}
	}
	set(" \t\f", cSpace)
	set("\r\n", cNewline)
	set("0123456789", cDigit|isDigit|isHex|inName)
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-32] = cLetter|inName, cLetter|inName
	}
	t['_'] = cLetter | inName
	set("abcdefABCDEF", isHex)
	set("+-*/%@&|^~<>=!,:;", cOperator)
	set("([{", cOpen)
	set(")]}", cClose)
	set(".", cDot)
	set("\"'", cQuote)
	set("#", cHash)
	set("\\", cBackslash)
	for c := utf8.RuneSelf; c < 256; c++ {
		t[c] = cHigh
	}
	return t
}

// keywords maps the hash of a reserved word, all of which have at most eight
// bytes, to the word as a number and its kind.
var keywords = keywordTable()

type keyword struct {
	word uint64
	kind token.Kind
}

const keywordBits = 9

func keywordSlot(word uint64) uint64 { return word * keywordMul >> (64 - keywordBits) }

func keywordTable() (t [1 << keywordBits]keyword) {
	for text, kind := range token.Keywords {
		var b [8]byte
		copy(b[:], text)
		word := binary.LittleEndian.Uint64(b[:])
		slot := &t[keywordSlot(word)]
		if slot.word != 0 {
			panic("lexer: keywordMul lets " + text + " and " + slot.kind.String() + " collide")
		}
		*slot = keyword{word, kind}
	}
	return t
}

// isStart reports whether r may begin an identifier.
func isStart(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&kindMask == cLetter
	}
	return within(startSpans[:], r)
}

// isContinue reports whether r may stand inside an identifier.
func isContinue(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&inName != 0
	}
	return within(startSpans[:], r) || within(continueSpans[:], r)
}

func within(spans []span, r rune) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].hi >= r })
	return i < len(spans) && spans[i].lo <= r
}

// normal returns the NFKC form, under which Python compares identifiers.
func normal(name []byte) []byte { return norm.NFKC.Bytes(name) }
