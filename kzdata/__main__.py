"""``python -m kzdata``: the command, where its script is not on the path."""

from kzdata.cli import main

if __name__ == "__main__":
    main()
