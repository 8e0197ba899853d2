tb"x"
