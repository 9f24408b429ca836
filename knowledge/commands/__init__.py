"""The commands of `python -m knowledge`, a file a subject; `knowledge.__main__` lists them."""
