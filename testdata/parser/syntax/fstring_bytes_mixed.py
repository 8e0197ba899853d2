f"x" b"y"
