f"{d["key"]} {d['other'][0]} {f"{d["inner"]}"}"
