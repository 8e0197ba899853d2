a = f"x{1}" F'y{2}' rf"\d{3}" Rf"\s" fR'\w{4}' FR"""\
{5}"""
