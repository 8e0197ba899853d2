ft"x"
