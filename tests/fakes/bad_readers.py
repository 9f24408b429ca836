"""Readers that do what a parser may do over a hostile file, as the file's name asks."""

import ctypes
import os
import sys
import time

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults
from indexer.readers.origin import Reading
from knowledge.models.work import Refusal
from tests.factories import document

GREEDY = 3_000_000_000  # bytes


def misbehave(found: FoundFile, _defaults: ReaderDefaults) -> Reading:
    """Hang, crash, vanish or eat memory; else tell which process it is and what it has loaded."""
    what = found.path.stem
    if what == "hang":
        while True:
            time.sleep(1)
    if what == "crash":
        ctypes.string_at(0)
    if what == "vanish":
        os._exit(0)
    if what == "eat":
        bytearray(GREEDY)
    heavy = {"torch", "onnxruntime", "faiss", "sentence_transformers", "numpy"} & set(sys.modules)
    return (document(f"{os.getpid()} {heavy or 'light'}"),), ()


def refuse(found: FoundFile, _defaults: ReaderDefaults) -> Reading:
    """Refuse a file."""
    return (), (Refusal(name=found.name, reason="for the test"),)
