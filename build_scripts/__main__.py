"""`python -m build_scripts` is the command `briefings`."""

from build_scripts.cli.main import main

if __name__ == "__main__":
    main()
