# Blanks, comments, continuation lines, semicolons.

if 1:

    # comment at another depth
  # and another
    a = 1
      # and another

    b = 2; c = 3;

# back

    d = 4
if 1: a = 1; b = 2
if 1: a = 1;
else: b = 2;
while a: \
    a = 0
x = a + \
    b - \
	c
if a:
	tabbed = 1
	if b:
	        deeper = 2
for a in (b,
# comment
  c):  # trailing comment
    pass; pass
def f(a,
      b=1,  # comment

      *, c): return (
          a
      )
class C \
        (object): \
    pass
call(a)  ; call(b) ;call(c);
if (a and
        b):
    pass
elif (
    c
):
    pass
try: a
except (A
        , B): b
finally: c
@f
# between
@f (
    1
)

# and here

def g(): pass
y = [
  1,
2,
]; z = {
    'a': 1,
}
del (
    a
)
return_ = """text
"""; more = """
"""
assert (a), (b)
raise (a) from (b)
