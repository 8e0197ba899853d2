# Checks a SARIF file with Microsoft's multitool, GitHub's rules included (needs Node.js).
.PHONY: validate-sarif
validate-sarif:
	@test -n "$(FILE)" || { echo "usage: make validate-sarif FILE=out.sarif"; exit 2; }
	sarif/validate/validate.sh $(FILE)

# Compares the parser with CPython 3.14 on every .py file of the machine's Python.
.PHONY: conformance
conformance:
	sh testdata/oracle/conformance.sh $(DIR)
