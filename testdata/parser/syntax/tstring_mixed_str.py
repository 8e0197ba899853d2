"a" "b" t"c"
