x = ("a"
     'b'   # comment
     """c
"""
     r"\d" u"e")
