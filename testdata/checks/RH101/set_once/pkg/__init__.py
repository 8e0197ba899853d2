"""A package that has to do with threads."""
