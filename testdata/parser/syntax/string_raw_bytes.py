x = rb"\x4" Br"\q" bR'' BR""
