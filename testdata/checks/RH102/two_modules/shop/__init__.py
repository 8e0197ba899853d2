"""RH102: the state, the tasks and the lock stand in three modules."""
