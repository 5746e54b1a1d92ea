"""Times the tasks of bench/run.ts in one library, igraph, scipy or networkx; writes one JSON line per figure."""
import array, json, statistics, sys, time

folder, library = sys.argv[1], sys.argv[2]
asked = json.load(open(folder + "/questions.json"))


def numbers(name, kind):
    values = array.array(kind)
    with open(folder + "/" + name, "rb") as file:
        values.frombytes(file.read())
    return values


def report(task, run, times=3, answer=None):
    spent = []
    for i in range(times):
        before = time.process_time()
        result = run(i)
        spent.append(1000 * (time.process_time() - before))
    value = answer() if answer else None
    print(json.dumps({"task": task, "ms": statistics.median(spent), "answer": value}), flush=True)
    return result


def with_igraph():
    import igraph

    source, target = numbers("inner-from", "I"), numbers("inner-to", "I")
    weight = list(numbers("inner-weight", "d"))
    ends = list(zip(source, target))
    print(json.dumps({"library": "igraph " + igraph.__version__}), flush=True)
    graph = report("build", lambda i: igraph.Graph(asked["vertexCount"], ends))
    pairs = asked["pairs"]

    def all_from(v):
        return graph.distances(source=[v], weights=weight)[0]

    def between(pair):
        edges = graph.get_shortest_paths(pair[0], pair[1], weights=weight, output="epath")[0]
        return sum(weight[e] for e in edges)

    # Distances alone: its only tree is a list of edges for every vertex.
    for task in "one to all", "one to all with its tree":
        report(task, lambda i: all_from(1000 * i % asked["vertexCount"]), answer=lambda: sum(all_from(0)))
    report("one to one", lambda i: between(pairs[i]), answer=lambda: sum(map(between, pairs)))
    found = []

    def cuts(i):
        graph.articulation_points()
        found[:] = graph.bridges()

    report("bridges and articulation points", cuts, answer=lambda: len(found))


def with_scipy():
    import numpy
    import scipy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    print(json.dumps({"library": "scipy " + scipy.__version__}), flush=True)
    n = asked["vertexCount"]
    source = numpy.fromfile(folder + "/inner-from", dtype=numpy.uint32)
    target = numpy.fromfile(folder + "/inner-to", dtype=numpy.uint32)
    weight = numpy.fromfile(folder + "/inner-weight")
    rows, columns, values = numpy.r_[source, target], numpy.r_[target, source], numpy.r_[weight, weight]
    matrix = report("build", lambda i: csr_matrix((values, (rows, columns)), shape=(n, n)))

    def all_from(v):
        return dijkstra(matrix, indices=v)

    report("one to all", lambda i: all_from(1000 * i % n), answer=lambda: float(all_from(0).sum()))

    def tree_from(v):
        return dijkstra(matrix, indices=v, return_predecessors=True)

    report("one to all with its tree", lambda i: tree_from(1000 * i % n), answer=lambda: float(tree_from(0)[0].sum()))

    def nearest(i=0):
        return dijkstra(matrix, indices=asked["sources"], min_only=True, return_predecessors=True)

    report("nearest source", nearest, answer=lambda: float(nearest()[0].sum()))


def with_networkx():
    import networkx

    source, target, weight = numbers("inner-from", "I"), numbers("inner-to", "I"), numbers("inner-weight", "d")
    print(json.dumps({"library": "networkx " + networkx.__version__}), flush=True)

    def build(i):
        graph = networkx.Graph()
        graph.add_nodes_from(range(asked["vertexCount"]))
        graph.add_weighted_edges_from(zip(source, target, weight))
        return graph

    graph = report("build", build, times=1)

    def all_from(v):
        return networkx.single_source_dijkstra_path_length(graph, v)

    # Distances alone: its tree is a list of vertices for every vertex.
    report("one to all with its tree", lambda i: all_from(1000 * i), answer=lambda: sum(all_from(0).values()))
    pairs = asked["pairs"]

    def between(pair):
        return networkx.bidirectional_dijkstra(graph, *pair)[0]

    report("one to one", lambda i: between(pairs[i]), answer=lambda: sum(map(between, pairs)))
    found = []

    def cuts(i):
        list(networkx.articulation_points(graph))
        found[:] = networkx.bridges(graph)

    report("bridges and articulation points", cuts, times=1, answer=lambda: len(found))


{"igraph": with_igraph, "scipy": with_scipy, "networkx": with_networkx}[library]()
