name = "x"
t"hello {name}"
T'{a!r:>{w}}' rt"\d{b}" tR"\w"
t"""{
  c  # note
}"""
t"{d=} { e = !s}"
t""
t"{{}}" t"{f}"
