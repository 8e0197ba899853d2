from locks import read_lock
from locks import write_lock as writing
