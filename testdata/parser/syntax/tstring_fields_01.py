t"{ x } { y = } {z !r} {w = !r:>{q}} { a # c
 + b}"