λ = lambda α, β: α + β
class Ω: π = 3
𝑥 = 1
ª = º = 2
