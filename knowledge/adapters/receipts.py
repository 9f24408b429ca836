"""Receipts of erasures, in a folder that backups of the database do not touch."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from knowledge.errors import StoreError
from knowledge.models.erasure import Receipt

_KEY, _LIST = "key", "receipts.jsonl"


class ReceiptFolder:
    """One line a step of an erasure, appended and synced; and the key of the digests.

    The key lies beside the receipts: without it they name nobody, and with it only somebody who
    has a member's id can tell whether that member was forgotten.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def subject_of(self, member: str) -> str:
        """Return the keyed digest that stands for a member."""
        return hmac.new(self._secret(), member.encode(), hashlib.sha256).hexdigest()

    def write(self, receipt: Receipt) -> None:
        """Store a receipt; it is on the disk on return."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / _LIST).open("ab") as file:
                # An earlier line may have been cut off by a crash.
                if file.tell() and not self._ends_whole():
                    file.write(b"\n")
                file.write(receipt.model_dump_json().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._refused(error) from error

    def all(self) -> tuple[Receipt, ...]:
        """Return all receipts, oldest first."""
        try:
            lines = (self._folder / _LIST).read_bytes().splitlines()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._refused(error) from error
        found: dict[str, Receipt] = {}
        for line in lines:
            try:
                receipt = Receipt.model_validate_json(line)
            except ValueError:
                continue  # cut off by a crash: the erasure had not begun
            found[receipt.id] = receipt
        return tuple(found.values())

    def _ends_whole(self) -> bool:
        with (self._folder / _LIST).open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def _secret(self) -> bytes:
        path = self._folder / _KEY
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                self._make(path)
            return path.read_bytes()
        except OSError as error:
            raise self._refused(error) from error

    def _make(self, path: Path) -> None:
        # Linked into place, so that two processes never use two keys.
        own = path.with_name(f"{_KEY}.{secrets.token_hex(4)}")
        handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_hex(32).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(own, path)
        except FileExistsError:
            pass
        finally:
            own.unlink()

    def _refused(self, error: OSError) -> StoreError:
        return StoreError(
            f"The receipts in {self._folder} cannot be read or written ({error.strerror})",
            "Check that KNOWLEDGE_RECEIPTS is a folder that you may write to, then run it again",
        )
