"""Run every benchmark, or those named:  python3 dev.py bench [start save rules import_sheet]"""

import importlib
import sys

BENCHMARKS = (
    *("start", "save", "store", "rules", "examples", "report"),
    *("office", "bundle", "import", "import_sheet"),
)


def main(chosen: list[str]) -> int:
    """Run the benchmarks in order; each prints its rows."""
    for name in chosen or BENCHMARKS:
        importlib.import_module(f"tests.benchmarks.bench_{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
