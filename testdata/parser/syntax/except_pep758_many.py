try: pass
except A, B.c, D(): pass
except (E, F) as g: pass
