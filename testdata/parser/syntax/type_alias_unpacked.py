type A = *b
