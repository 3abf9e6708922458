"""`python -m mkdocs_briefings` is the command `briefings`."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # the working directory: a desk's own `signal.py` must not be run

import signal


def main() -> None:
    """Run the command; Ctrl-C while it is imported ends it without a word, later on as each command says."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from mkdocs_briefings.cli.main import main as run  # noqa: PLC0415 - it takes a while

    signal.signal(signal.SIGINT, before)
    run()


if __name__ == "__main__":
    main()
