x = u"a"
y = u"a" "b"
z = "a" u"b"
w = U'''c'''
