package literal

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/runenames"
)

// names is the inverse of runenames, built when the first \N escape asks for it:
// most programs have none, and the table costs some milliseconds.
var names = sync.OnceValue(func() map[string]rune {
	table := make(map[string]rune, 40000)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if name := runenames.Name(r); name != "" && name[0] != '<' {
			table[name] = r
		}
	}
	for _, a := range aliases {
		for name := range strings.SplitSeq(a.names, ";") {
			table[name] = a.char
		}
	}
	return table
})

// Lookup returns the character that \N{name} stands for. Case does not matter.
func Lookup(name string) (rune, bool) {
	name = strings.ToUpper(name)
	if r, ok := names()[name]; ok {
		return r, true
	}
	if rest, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangul(rest)
	}
	for _, family := range ideographs {
		rest, ok := strings.CutPrefix(name, family.prefix)
		if !ok || len(rest) < 4 || len(rest) > 5 {
			continue
		}
		v, err := strconv.ParseUint(rest, 16, 32)
		if err != nil || rest != fmt.Sprintf("%04X", v) {
			return 0, false
		}
		for _, s := range family.spans {
			if s[0] <= rune(v) && rune(v) <= s[1] {
				return rune(v), true
			}
		}
	}
	return 0, false
}

// ideographs lists the characters whose names are their code points.
var ideographs = []struct {
	prefix string
	spans  [][2]rune
}{
	{"CJK UNIFIED IDEOGRAPH-", [][2]rune{
		{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B739}, {0x2B740, 0x2B81D},
		{0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D}, {0x30000, 0x3134A}, {0x31350, 0x323AF},
	}},
	{"EGYPTIAN HIEROGLYPH-", [][2]rune{{0x13460, 0x143FA}}},
}

// Hangul syllables are named by their letters: lead consonant, vowel, tail.
var (
	leads  = strings.Split("G,GG,N,D,DD,R,M,B,BB,S,SS,,J,JJ,C,K,T,P,H", ",")
	vowels = strings.Split("A,AE,YA,YAE,EO,E,YEO,YE,O,WA,WAE,OE,YO,U,WEO,WE,WI,YU,EU,YI,I", ",")
	tails  = strings.Split(",G,GG,GS,N,NJ,NH,D,L,LG,LM,LB,LS,LT,LP,LH,M,B,BS,S,SS,NG,J,C,K,T,P,H", ",")
)

func hangul(name string) (rune, bool) {
	lead, rest := longest(leads, name)
	vowel, rest := longest(vowels, rest)
	tail, rest := longest(tails, rest)
	if lead < 0 || vowel < 0 || tail < 0 || rest != "" {
		return 0, false
	}
	return rune(0xAC00 + (lead*len(vowels)+vowel)*len(tails) + tail), true
}

// longest finds the longest of the letters that s begins with.
func longest(letters []string, s string) (int, string) {
	best := -1
	for i, l := range letters {
		if strings.HasPrefix(s, l) && (best < 0 || len(l) > len(letters[best])) {
			best = i
		}
	}
	if best < 0 {
		return best, s
	}
	return best, s[len(letters[best]):]
}
