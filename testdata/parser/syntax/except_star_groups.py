try:
    run()
except* (OSError, ValueError) as group:
    raise
except* KeyError:
    pass
else:
    done()
finally:
    close()
