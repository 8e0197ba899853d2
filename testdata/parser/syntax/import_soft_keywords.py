import match, type.case as _
from match import case as type
