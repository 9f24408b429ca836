"""The folder of all state."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.errors import StoreError
from knowledge.settings import KnowledgeSettings


def made(home: Path) -> Path:
    """Make the folder where there is none, and return its absolute path.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"KNOWLEDGE_HOME {home} cannot be made ({error.strerror})",
            "Choose a folder that you may write to",
        ) from None
    return home.resolve()


@contextmanager
def temporary_settings(settings: KnowledgeSettings) -> Iterator[KnowledgeSettings]:
    """Yield the settings with an empty home that is deleted at the end of the block.

    The exported model is shared with the real home: making it takes longer than most uses.
    """
    models = made(settings.home) / "models"
    models.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="science-guide-") as folder:
        (Path(folder) / "models").symlink_to(models, target_is_directory=True)
        yield settings.model_copy(update={"home": Path(folder)})
