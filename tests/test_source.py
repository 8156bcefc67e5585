from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.source import Source


def test_plain_utf8() -> None:
    source = Source.from_bytes("Zinc: 15 µg – daily".encode(), "zinc.txt")
    assert source.text == "Zinc: 15 µg – daily"
    assert (source.path, source.encoding, source.bom) == ("zinc.txt", "utf-8", b"")


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("utf-32-be", b"\x00\x00\xfe\xff"),
    ],
)
def test_byte_order_mark_names_the_encoding_and_is_no_text(encoding: str, bom: bytes) -> None:
    source = Source.from_bytes(bom + "Kelp, 2–3 g".encode(encoding), "kelp.txt")
    assert source.text == "Kelp, 2–3 g"
    assert (source.encoding, source.bom) == (encoding, bom)


def test_windows_1252_is_the_fallback() -> None:
    source = Source.from_bytes(b"The \x93miracle\x94 root \x96 25 \xb5g", "root.html")
    assert source.text == "The “miracle” root – 25 µg"
    assert source.encoding == "cp1252"


def test_bytes_that_are_not_even_windows_1252() -> None:
    source = Source.from_bytes(b"root \x81\x8d \xb5g", "root.txt")
    assert source.text == "root \x81\x8d µg"
    assert source.encoding == "latin-1"


@pytest.mark.parametrize(
    "head",
    [
        b'<META http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        b"<meta charset='windows-1251'/>",
        b'<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_declared_charset(head: bytes) -> None:
    source = Source.from_bytes(head + "<p>Настой ромашки".encode("cp1251"), "tea.html")
    assert source.text.endswith("<p>Настой ромашки")
    assert source.encoding == "cp1251"


def test_declared_latin_1_is_windows_1252_as_in_browsers() -> None:
    source = Source.from_bytes(b"<meta charset=iso-8859-1>\x93ginger\x94", "ginger.html")
    assert source.text.endswith("“ginger”")


@pytest.mark.parametrize("charset", [b"rot13", b"undefined", b"x-no-such", b"utf-16", b"idna", b"hex"])
def test_declared_charset_that_is_none_is_passed_over(charset: bytes) -> None:
    source = Source.from_bytes(b"<meta charset=" + charset + b">caf\xe9", "a.html")
    assert source.text.endswith("café")


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    source = Source.from_bytes('<meta charset="windows-1252">“ginger”'.encode(), "a.html")
    assert source.text.endswith("“ginger”")


def test_seven_bit_encoding_is_read_as_declared() -> None:
    data = b'<meta charset="iso-2022-jp">' + "生姜".encode("iso-2022-jp")
    assert Source.from_bytes(data, "a.html").text.endswith("生姜")


def test_utf8_with_one_bad_byte_keeps_the_rest() -> None:
    data = "“Valerian” calms – or so they say – “deeply”".encode() + b"\xe2\x80"
    text = Source.from_bytes(data, "a.txt").text
    assert text.startswith("“Valerian” calms – or so they say")
    assert text.endswith("\ufffd")


def test_mojibake_is_kept_as_it_stands() -> None:
    text = "take 2-3Ã— a day"
    assert Source.from_bytes(text.encode(), "a.txt").text == text


def test_cut_off_utf16_does_not_raise() -> None:
    assert Source.from_bytes(b"\xff\xfea\x00b", "a.txt").text == "a\ufffd"


def test_lines_end_at_lf_crlf_and_lone_cr_and_nothing_else() -> None:
    source = Source("a.txt", "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x85seven\u2028eight\u2029nine")
    assert [source.line_text(line) for line in range(1, source.line_count + 1)] == [
        "one",
        "two",
        "three",
        "four\x0bfive\x0csix\x85seven\u2028eight\u2029nine",
    ]


def test_positions_count_code_points_from_one() -> None:
    source = Source("a.txt", "aé\r\n𝛂b\rc")
    assert [source.position(offset) for offset in range(len(source.text) + 1)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 1),
        (2, 2),
        (2, 3),
        (3, 1),
        (3, 2),
    ]


def test_a_final_line_end_opens_an_empty_line() -> None:
    source = Source("a.txt", "a\n")
    assert source.position(2) == (2, 1)
    assert source.line_text(2) == ""


def test_empty_text() -> None:
    source = Source.from_bytes(b"", "a.txt")
    assert source.position(0) == (1, 1)
    assert source.line_text(1) == ""


@pytest.mark.parametrize("offset", [-1, 4])
def test_offset_outside_the_text(offset: int) -> None:
    with pytest.raises(ValueError, match="no offset"):
        Source("a.txt", "abc").position(offset)


@pytest.mark.parametrize("line", [0, 2])
def test_line_outside_the_text(line: int) -> None:
    with pytest.raises(ValueError, match="no line"):
        Source("a.txt", "abc").line_text(line)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xfe", b"<meta charset=gbk>", b"<?xml encoding='big5'?>"]),
)
def test_no_bytes_make_it_raise(data: bytes, head: bytes) -> None:
    source = Source.from_bytes(head + data, "a.html")
    source.text.encode()  # no lone surrogates


@given(st.text(alphabet="ab\r\n\x0b\u2028é", max_size=60))
def test_position_and_line_text_agree(text: str) -> None:
    source = Source("a.txt", text)
    for offset, character in enumerate(text):
        line, column = source.position(offset)
        if character not in "\r\n":
            assert source.line_text(line)[column - 1] == character
