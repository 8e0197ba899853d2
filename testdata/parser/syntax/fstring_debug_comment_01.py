f"{x # com
 =}"