"""Old text in the encoding that Windows wrote for decades."""

import pytest

from indexer.readers.encodings import as_western
from indexer.readers.raw import UnreadableFile, decode

ENGLISH = (
    "The board’s report – it is dated 3 May – said that “no café was open” at night. "
    "The fine of £50 was paid by Mr O’Brien, who lives on the quay. "
)
OTHERS = [
    ("mac_roman", ENGLISH),
    ("cp1250", "Zażółć gęślą jaźń. Straż prowadzi działania w całym kraju i na morzu."),
    ("cp1251", "Стража сообщила о новых данных, собранных в ходе опроса жителей города."),
    ("cp1253", "Η φρουρά ανακοίνωσε νέα στοιχεία από την έρευνα στο λιμάνι της πόλης."),
    (
        "shift_jis",
        "警備隊は新しいデータを発表しました。これは港の調査の結果です。",
    ),
    ("cp437", "Die Größe der Öltanks wurde überprüft; für die Prüfer war das äußerst mühsam."),
]


def test_old_windows_text_is_read() -> None:
    """With its own quotation marks, dashes and pounds."""
    data = ENGLISH.replace(" ", "\r\n", 1).encode("cp1252")

    assert decode(data) == ENGLISH.replace(" ", "\n", 1)


@pytest.mark.parametrize(("encoding", "text"), OTHERS)
def test_text_of_other_encodings_is_not_guessed_at(encoding: str, text: str) -> None:
    """A wrong letter in a quotation is worse than a file that is refused."""
    with pytest.raises(UnreadableFile, match="it is not UTF-8"):
        decode(text.encode(encoding))


def test_a_short_text_is_not_guessed_at() -> None:
    """There is too little to go by."""
    assert as_western(b"caf\xe9 noir", 3) == ""


def test_binary_data_is_not_guessed_at() -> None:
    """Whatever letters stand in it."""
    assert as_western(ENGLISH.encode("cp1252") + b"\x00\x01", 9) == ""


def test_a_file_that_names_its_encoding_is_taken_at_its_word() -> None:
    """What contradicts it is refused."""
    with pytest.raises(UnreadableFile, match="it is not ASCII"):
        decode(ENGLISH.encode("cp1252"), "ascii")
