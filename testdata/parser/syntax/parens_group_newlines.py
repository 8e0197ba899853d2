(

a

+
b
)
