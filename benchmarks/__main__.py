"""Run all benchmarks, or those named: `python -m benchmarks [startup] [answerable] ...`.

Not among them are those that fit weights that ship and measure how they carry (`answering_fit`,
`rewording_fit`, `trust_fit`, `verdict_fit`, `altered_fit`, `faithfulness_fit`); each is run by
itself.
"""

import subprocess
import sys

ALL = (
    "startup",
    "retrieval",
    "answerable",
    "rootcause",
    "support_cases",
    "reading",
    "out_of_scope",
    "dressed",
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
