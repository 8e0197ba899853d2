f"\N{LATIN SMALL LETTER A}{x:\N{BULLET}>5}" rf"\N{x}"
