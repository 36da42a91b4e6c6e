"""The front door: no arguments open the window, arguments are for the command line."""

import sys


def main() -> int:
    """Run the program and return its exit code."""
    if getattr(sys, "frozen", False):
        from cds_desktop.limited_process import enter_child_if_asked

        enter_child_if_asked()
    if len(sys.argv) > 1 and not _is_window_only(sys.argv[1:]):
        from cds_desktop.cli.main import main as run_verb

        return run_verb(sys.argv[1:])
    from cds_desktop.gui import app

    return app.main(sys.argv[1:])


def _is_window_only(arguments: list[str]) -> bool:
    """Say whether the arguments only choose the data folder of the window."""
    if arguments[0].startswith("--data-dir="):
        return len(arguments) == 1
    return arguments[0] == "--data-dir" and len(arguments) == 2


if __name__ == "__main__":
    sys.exit(main())
