"""RH105: the shared object, its use and the tasks stand in three modules."""
