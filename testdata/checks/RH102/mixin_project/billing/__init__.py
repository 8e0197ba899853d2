"""RH102: a mixin writes the attribute that the class below reads."""
