# Numbers, strings, bytes and names.
"""Not a docstring: no, it is."""
"a second" " string" \
    ' statement'
"apart"
"too"
0
00
7
123456789012345678901234567890
0xFF, 0Xdead, 0o17, 0O7, 0b101, 0B1
1.5, 1., .5, 1e10, 1E-5, 1.5e+3, 0.0
1j, 1.5J, 1e3j, 00j
None, True, False, ...

'single', "double", '''long''', """long"""
'it''s', "a" "b" 'c'
u'unicode', U"upper", u"first" "then not", "first not" u"then"
b'bytes', B"x\x00\xff", b'one' b'two', b"\u1234\N{DASH}"
r'raw\n', R"\d+", rb'raw bytes\x00', bR"x", Rb'y', BR'z'
'\a\b\f\n\r\t\v\\\'\"'
'\0\7\12\123\1234'
'\x41\u0041\U00000041\U0001F600'
'\N{LATIN SMALL LETTER A WITH GRAVE}'
'\ud800 \udfff'
'\q\8\ '
'line\
continued'
'''line
two \
three "quoted" ''two''
'''
r'raw\
continued'
r"""raw \
long"""
r'\'' r"\""
'héllo wörld €😀'
("in"
 # a comment
 "parentheses"

 "joined")
["list", "of" "strings"]
''
b''
'' ''
'''a''' 'b' """c"""
'%s' % 'x'
'.'.join
'method'.upper()
'item'[0]

naïve = Ünïcode = 名前 = _ = __x1 = 1
ﬁeld = 𝔘nicode = 2
naïve.ﬁeld
