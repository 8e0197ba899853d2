t"{x:} {y:a{z}b} {w:{v!r:{u}}}"
