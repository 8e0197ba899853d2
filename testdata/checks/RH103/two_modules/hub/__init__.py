"""RH103: the loop and the mutation stand in two modules."""
