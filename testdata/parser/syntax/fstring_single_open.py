f"a { b"
