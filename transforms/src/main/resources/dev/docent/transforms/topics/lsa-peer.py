"""Truncated SVDs by scikit-learn and ARPACK, for comparison with Docent's.

usage: lsa-peer.py MATRIX OURS K RUNS FOLDER [arpack]

MATRIX: int64 rows, columns, values, 0; int64 ends of the rows; int32 columns; float32 values.
OURS: float32, columns x K: our right singular vectors, whose energy is measured like the others'.
Prints one JSON object; writes FOLDER/sklearn.vectors in the form of OURS.
"""
import json
import statistics
import sys
import time

import numpy
import scipy.sparse
import scipy.sparse.linalg
import sklearn
from sklearn.decomposition import TruncatedSVD


def read(path):
    with open(path, "rb") as file:
        rows, columns, values, first = numpy.fromfile(file, "<i8", 4)
        starts = numpy.concatenate(([first], numpy.fromfile(file, "<i8", rows)))
        indices = numpy.fromfile(file, "<i4", values)
        data = numpy.fromfile(file, "<f4", values)
    return scipy.sparse.csr_matrix((data, indices, starts), shape=(rows, columns))


def energy(matrix, vectors):
    """The captured energy, |A V|^2 with V made orthonormal."""
    basis, _ = numpy.linalg.qr(vectors.astype(numpy.float64))
    return float(numpy.square(matrix.astype(numpy.float64) @ basis).sum())


def main():
    matrix = read(sys.argv[1])
    k, runs, folder = int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    ours = numpy.fromfile(sys.argv[2], "<f4").reshape(matrix.shape[1], -1)
    seconds, walls = [], []
    for run in range(runs):
        cpu, wall = time.process_time(), time.perf_counter()
        svd = TruncatedSVD(n_components=k, algorithm="randomized", random_state=run).fit(matrix)
        seconds.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
    vectors = numpy.ascontiguousarray(svd.components_.T, dtype="<f4")
    vectors.tofile(folder + "/sklearn.vectors")
    result = {
        "versions": "scikit-learn %s, scipy %s, numpy %s"
        % (sklearn.__version__, scipy.__version__, numpy.__version__),
        "cpuSeconds": statistics.median(seconds),
        "wallSeconds": statistics.median(walls),
        "energy": float(numpy.square(matrix.data.astype(numpy.float64)).sum()),
        "ourEnergy": energy(matrix, ours),
        "sklearnEnergy": energy(matrix, vectors),
        "sklearnValues": svd.singular_values_.tolist(),
    }
    if "arpack" in sys.argv[6:]:
        values = scipy.sparse.linalg.svds(
            matrix.astype(numpy.float64), k=k, tol=1e-9, return_singular_vectors=False
        )
        result["arpackValues"] = sorted(values.tolist(), reverse=True)
    print(json.dumps(result))


main()
