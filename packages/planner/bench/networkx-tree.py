"""networkx's 2-approximation of a Steiner tree, asked by peers-run.ts: `networkx-tree.py` reads one PACE 2018 file from standard input.

Prints one line of JSON: networkx's version, the method, the tree's weight and the processor's seconds (reading apart), or why it cannot answer.
Mehlhorn's method is there from networkx 3.0 on; older ones have Kou's alone, which holds a distance for every pair of vertices.
"""
import inspect
import json
import sys
import time

import networkx as nx
from networkx.algorithms.approximation import steiner_tree

graph = nx.Graph()
terminals = []
for line in sys.stdin:
    words = line.split()
    if not words:
        continue
    if words[0] == "E":
        a, b, weight = int(words[1]), int(words[2]), int(words[3])
        if a != b and (not graph.has_edge(a, b) or graph[a][b]["weight"] > weight):
            graph.add_edge(a, b, weight=weight)
    elif words[0] == "T":
        terminals.append(int(words[1]))

answer = {"version": nx.__version__}
if "method" in inspect.signature(steiner_tree).parameters:
    before = time.process_time()
    tree = steiner_tree(graph, terminals, weight="weight", method="mehlhorn")
    answer |= {
        "method": "mehlhorn",
        "weight": sum(weight for _, _, weight in tree.edges(data="weight")),
        "seconds": time.process_time() - before,
    }
elif graph.number_of_nodes() <= 1000:
    before = time.process_time()
    tree = steiner_tree(graph, terminals, weight="weight")
    answer |= {
        "method": "kou",
        "weight": sum(weight for _, _, weight in tree.edges(data="weight")),
        "seconds": time.process_time() - before,
    }
else:
    answer |= {"refused": "this version holds a distance for every pair of vertices"}
print(json.dumps(answer))
