x = r"\n\\" R'\'' rb"\x4" Br"\q" bR'' BR""
