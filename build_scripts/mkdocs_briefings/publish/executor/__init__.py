"""The only way to run work in parallel: tasks go to an `Executor`, which is this process, several, or a cluster.

`protocol.py` says what an executor promises, `choose.py` which is used when, `mapping.py` maps over many values in order.
"""
