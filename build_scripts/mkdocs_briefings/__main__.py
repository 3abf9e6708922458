"""`python -m mkdocs_briefings` is the command `briefings`."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the working directory: a desk's own `yaml.py` must not be run
    from mkdocs_briefings.cli.main import main

    main()
