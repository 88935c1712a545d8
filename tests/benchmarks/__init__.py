"""The figures of speed and size that the package is held to: ``python -m tests.benchmarks``."""
