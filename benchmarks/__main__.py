"""Run all benchmarks, or those named: `python -m benchmarks [startup] [answerable] ...`.

Not among them are `answering_fit`, `trust_fit`, `altered_fit` and `faithfulness_fit`, which fit
weights that ship and measure how they carry; each is run by itself.
"""

import subprocess
import sys

ALL = (
    "startup",
    "retrieval",
    "answerable",
    "rootcause",
    "faithfulness",
    "prd_support",
    "prd_speed",
    "scorers",
    "needs",
    "likeness",
    "catalogue",
    "decisions",
    "mix",
    "eval_statistics",
    "eval_runner",
    "eval_recorded",
    "diagnosis_speed",
    "chunking",
    "scale",
    "peers",
)


def main() -> int:
    """Each benchmark has a process of its own, so that none warms up another."""
    chosen = sys.argv[1:] or ALL
    codes = []
    for name in chosen:
        print(f"\n== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False))
    return max(code.returncode for code in codes)


if __name__ == "__main__":
    sys.exit(main())
