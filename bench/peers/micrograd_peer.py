"""karpathy/micrograd on the jobs that `bench micrograd` times: one job for each line read, its nodes and seconds on a line.

Usage: python3 micrograd_peer.py FOLDER JOB, where FOLDER holds a clone of github.com/karpathy/micrograd.
"""
import random
import sys
import threading
import time


def chain(Value, _):
    x = Value(1.0)
    y = x
    for _ in range(50_000):
        y = y * x + x
    return y


def moons(Value, MLP):
    random.seed(1)
    net = MLP(2, [16, 16, 1])
    total = Value(0.0)
    for i in range(20):
        score = net([Value(i * 0.1 - 1.0), Value(1.0 - i * 0.05)])
        total = total + (1 + -score * (1 if i % 2 else -1)).relu()
    return total


def count(output):
    seen, stack = {output}, [output]
    while stack:
        for child in stack.pop()._prev:
            if child not in seen:
                seen.add(child)
                stack.append(child)
    return len(seen)


def serve():
    sys.path.insert(0, sys.argv[1])
    from micrograd.engine import Value
    from micrograd.nn import MLP

    job = {"chain": chain, "moons": moons}[sys.argv[2]]
    for _ in sys.stdin:
        start = time.perf_counter()
        output = job(Value, MLP)
        output.backward()
        seconds = time.perf_counter() - start
        print(count(output), seconds, flush=True)


# Its backward pass recurses once a node, so the chain needs a deep stack.
sys.setrecursionlimit(1_000_000)
threading.stack_size(1 << 30)
thread = threading.Thread(target=serve)
thread.start()
thread.join()
