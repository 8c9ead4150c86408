"""Cells that a page glued together are split where that is possible in one way only."""

import pytest

from bot.cells import CellError, read_cell, split_cells

SPLITS = [
    ("money", "$34,612$35,164", ("$34,612", "$35,164")),
    ("money", "-$35,164", ("-", "$35,164")),
    ("money", "$16.64-", ("$16.64", "-")),
    ("percent", "-3%6%", ("-3%", "6%")),
    ("percent", "10%-8%", ("10%", "-8%")),
    ("percent", "--8%", ("-", "-8%")),
    ("percent", "-8%-", ("-8%", "-")),
    ("count", "23,83540,277", ("23,835", "40,277")),
    ("count", "999888", ("999", "888")),
    ("count", "1,204-", ("1,204", "-")),
    ("score", "-3", ("-", "3")),
    ("score", "4.5-", ("4.5", "-")),
    ("score", "44.5", ("4", "4.5")),
    ("age", "4646", ("46", "46")),
    ("share", "Bachelor's Degree, 43%High School Diploma, 27%", ("Bachelor's Degree, 43%", "High School Diploma, 27%")),
    ("share", "-Associate Degree, 20%", ("-", "Associate Degree, 20%")),
    ("city", "Vancouver, WABoston, MA", ("Vancouver, WA", "Boston, MA")),
    ("city", "-Winston-Salem, NC", ("-", "Winston-Salem, NC")),
    ("name", "Huron Consulting GroupKent Daniels & Associates",
     ("Huron Consulting Group", "Kent Daniels & Associates")),
    ("name", "Kent Daniels & AssociatesIBM", ("Kent Daniels & Associates", "IBM")),
    ("name", "CVS HealthU.S. Bank", ("CVS Health", "U.S. Bank")),
    ("name", "-InfosysPublicService", ("-", "InfosysPublicService")),
    ("name", "University of Pennsylvania-", ("University of Pennsylvania", "-")),
    ("name", "A firm that knows talents.Uline", ("A firm that knows talents.", "Uline")),
    ("name", "--", ("-", "-")),
    ("shares", "Male, 20.6% Female, 79.4%Male, 30.5% Female, 69.5%",
     ("Male, 20.6% Female, 79.4%", "Male, 30.5% Female, 69.5%")),
    ("money_range", "Between $27,000 And $42,000-", ("Between $27,000 And $42,000", "-")),
]  # fmt: skip

NOT_UNIQUE = [
    ("count", "5671,234"),  # 5 and 671,234, or 56 and 71,234, or 567 and 1,234
    ("count", "99888"),
    ("age", "46"),
    ("score", "4.5"),
    ("name", "IBMMcKinsey"),
    ("name", "LinkedInUline"),
    ("name", "Indiana University-Purdue University"),
    ("name", "UlineeBay"),
    ("money", "$34,612"),
]


@pytest.mark.parametrize(("cell_type", "glued", "cells"), SPLITS, ids=[case[1] for case in SPLITS])
def test_splits(cell_type: str, glued: str, cells: tuple[str, ...]) -> None:
    assert split_cells(cell_type, glued, 2) == cells


@pytest.mark.parametrize(("cell_type", "glued"), NOT_UNIQUE)
def test_leaves_what_splits_in_no_way_or_several(cell_type: str, glued: str) -> None:
    with pytest.raises(CellError, match=r"ways?$"):
        split_cells(cell_type, glued, 2, traps=("eBay",))


def test_splits_closed_lists_by_their_names() -> None:
    states = ("Virginia", "West Virginia", "Kansas", "Arkansas")
    assert split_cells("name", "West VirginiaVirginia", 2, states) == ("West Virginia", "Virginia")
    assert split_cells("name", "ArkansasKansas", 2, states) == ("Arkansas", "Kansas")


def test_reads_a_span_in_months() -> None:
    (months,) = read_cell("span", "6-12 months")
    (years,) = read_cell("span", "1-2 years")
    assert (months.low, months.high, years.low, years.high) == (6, 12, 12, 24)


def test_reads_nothing_where_the_page_prints_a_dash() -> None:
    assert read_cell("score", "-") == ()


def test_keeps_the_name_of_a_company_that_a_sentence_describes() -> None:
    (value,) = read_cell("name", "Amkor Technology is a strategically located company with lunches.")
    assert value.text == "Amkor Technology"


@pytest.mark.parametrize(("cell_type", "text"), [("money", "34,612"), ("age", "4"), ("span", "soon"), ("percent", "8")])
def test_refuses_a_cell_of_another_type(cell_type: str, text: str) -> None:
    with pytest.raises(CellError):
        read_cell(cell_type, text)
