"""Module."""
class A:
    "Class."
    def f(self):
        r"""Function \d."""
