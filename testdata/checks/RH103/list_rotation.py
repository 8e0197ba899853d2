"""RH103: remove and append of the same element while the list is iterated."""


class Ring:
    def __init__(self):
        self.nodes = []

    def demote(self, slow):
        for node in self.nodes:
            if node in slow:
                self.nodes.remove(node)  # want RH103 "self.nodes"
                self.nodes.append(node)

    def insert_before(self, marks):
        for i, node in enumerate(self.nodes):
            if node in marks:
                self.nodes.insert(i, "mark")  # want RH103 "self.nodes"

    def demote_after(self, slow):
        late = [node for node in self.nodes if node in slow]
        for node in late:
            self.nodes.remove(node)
            self.nodes.append(node)

    def replace_elements(self, names):
        for i, node in enumerate(self.nodes):
            self.nodes[i] = names.get(node, node)
