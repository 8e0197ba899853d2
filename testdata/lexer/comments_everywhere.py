# first
x = [  # open
    1,  # one

    # between
    2
    # last
]  # closed

# dedented comment
def f():
    # in the body
  # under-indented comment
    return 1
        # over-indented comment
# racehunt: ignore[RH101] reason
