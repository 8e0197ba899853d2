"""Only comments."""
# racehunt: ignore[RH102] single writer, see run()
# an ordinary comment
# racehunt:guarded-by   self.lock
