"""Importing files: all or nothing, the same twice is nothing new, newer pages update, conflicts are told."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.content import Content
from bot.errors import ContentError, DatabaseError, RoleCallError
from bot.importer.report import SourceReport, report_lines
from bot.importer.run import import_files
from bot.importer.store import staged
from tests.conftest import ROOT
from tests.importer.made_pages import flattened
from tests.importer.test_page import made_pair

PAIR = made_pair()


def load(paths: list[Path], db: Path, content: Content, dry_run: bool = False) -> list[SourceReport]:
    """Import without a progress bar."""
    return import_files(paths, db, content, dry_run, lambda files, _: files)


def salaries(db: Path) -> list[tuple[object, ...]]:
    """Every salary held, with the page's date and whether it speaks."""
    sql = "select role, value, published, speaks from known where fact = 'salary' order by role, published, speaks"
    with sqlite3.connect(db) as connection:
        return connection.execute(sql).fetchall()


def page(folder: Path, name: str, updated: str = "", salary: str = "$34,612", hourly: str = "$16.64") -> Path:
    """Write a comparison page whose first role earns a salary."""
    first = replace(PAIR[0], cells={**PAIR[0].cells, "Yearly salary": salary, "Hourly rate": hourly})
    path = folder / name
    path.write_text(flattened(first, PAIR[1], updated))
    return path


def test_the_same_page_twice_changes_nothing(tmp_path: Path, content: Content) -> None:
    db, path = tmp_path / "d.db", page(tmp_path, "a.txt")
    load([path], db, content)
    before = list(sqlite3.connect(db).iterdump())
    (again,) = load([path], db, content)
    assert not again.changes
    assert list(sqlite3.connect(db).iterdump()) == before
    assert "nothing changes" in "\n".join(report_lines(again, dry_run=False))


def test_a_newer_page_updates_and_an_older_one_does_not(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    load([page(tmp_path, "a.txt", "Updated March 1, 2025")], db, content)
    load([page(tmp_path, "b.txt", "Updated May 1, 2026", "$36,000", "$17.31")], db, content)
    (older,) = load([page(tmp_path, "c.txt", "Updated April 1, 2025", "$35,000", "$16.83")], db, content)
    assert salaries(db) == [("Billing Associate", 36000, "2026-05-01", 1), ("Collector", 34612, "2026-05-01", 1)]
    assert "2025-04-01" in older.held_back
    assert not older.changes


def test_sources_that_disagree_are_both_kept_and_the_newer_speaks(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    load([page(tmp_path, "a.txt", "Updated May 1, 2026", "$36,000", "$17.31")], db, content)
    other = flattened(PAIR[0], replace(PAIR[1], name="Cashier", plural="cashiers"), "Updated March 1, 2025")
    (tmp_path / "b.txt").write_text(other)
    (report,) = load([tmp_path / "b.txt"], db, content)
    assert salaries(db)[:2] == [
        ("Billing Associate", 34612, "2025-03-01", 0),
        ("Billing Associate", 36000, "2026-05-01", 1),
    ]
    assert {conflict.kind for conflict in report.conflicts} == {"salary", "hourly"}
    assert any(
        "conflict: Billing Associate, salary: $34,612 here, $36,000" in line for line in report_lines(report, False)
    )


def test_names_that_are_merely_alike_are_two_roles(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    first = replace(PAIR[0], name="Co-Op Clerk", plural="co-op clerks")
    (tmp_path / "a.txt").write_text(flattened(first, replace(PAIR[1], name="Coop Clerk", plural="coop clerks")))
    (tmp_path / "b.txt").write_text(flattened(first, replace(PAIR[1], name="Co Op Clerk", plural="co op clerks")))
    load([tmp_path / "a.txt", tmp_path / "b.txt"], db, content)
    roles = sqlite3.connect(db).execute("select name, slug from roles order by id").fetchall()
    assert roles == [("Co-Op Clerk", "co-op-clerk"), ("Coop Clerk", "coop-clerk"), ("Co Op Clerk", "co-op-clerk-2")]


def test_a_page_does_not_replace_our_own_words(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    load([ROOT / "catalog" / "collector.yaml"], db, content)
    text = flattened(*PAIR).replace(
        "Collector skills", "Collector example responsibilities.\n  • Shout.\nCollector skills"
    )
    (tmp_path / "a.txt").write_text(
        text.replace("Common collector skills", "Collector example responsibilities.\n• Shout.")
    )
    load([tmp_path / "a.txt"], db, content)
    duties = sqlite3.connect(db).execute("select item from known where fact = 'duty' and slug = 'collector'").fetchall()
    assert duties and ("Shout.",) not in duties


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    (report,) = load([page(tmp_path, "a.txt")], db, content, dry_run=True)
    assert any("would be new" in line for line in report_lines(report, dry_run=True))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_a_failing_file_leaves_everything_as_it_was(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    load([page(tmp_path, "a.txt")], db, content)
    before = db.read_bytes()
    (tmp_path / "b.txt").write_text("no page at all")
    with pytest.raises(RoleCallError, match=r"b\.txt: names no role"):
        load([page(tmp_path, "c.txt", "Updated May 1, 2026", "$36,000", "$17.31"), tmp_path / "b.txt"], db, content)
    assert db.read_bytes() == before


def test_an_import_at_work_keeps_others_out(tmp_path: Path, content: Content) -> None:
    db = tmp_path / "d.db"
    with staged(db, keep=True), pytest.raises(DatabaseError, match="another import is at work"):
        load([page(tmp_path, "a.txt")], db, content)


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.3, 0.4])
def test_a_kill_at_any_moment_leaves_the_database_whole(tmp_path: Path, content: Content, delay: float) -> None:
    db = tmp_path / "d.db"
    load([page(tmp_path, "a.txt")], db, content)
    before = salaries(db)
    for number in range(300):
        pair = [replace(role, name=f"{role.name} {number}", plural=f"{role.plural} {number}") for role in PAIR]
        (tmp_path / f"many{number}.txt").write_text(flattened(*pair))
    child = subprocess.Popen([sys.executable, "-m", "bot", "import", "--db", db, *tmp_path.glob("many*.txt")],
                             cwd=ROOT, stdout=subprocess.DEVNULL)  # fmt: skip
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert salaries(db) == before
    load([page(tmp_path, "z.txt", "Updated May 1, 2026", "$36,000", "$17.31")], db, content)
    assert salaries(db)[0] == ("Billing Associate", 36000, "2026-05-01", 1)


BROKEN = [
    ("salary: $34,872", "salary: 34872 dollars", "write it as a page prints it"),
    ("growth:", "grwoth:", "no such fact kind"),
    ("plural: collectors", "plural: collectors\nplural: coll", "stands twice"),
    ("role: Collector", "rolle: Collector", "'role' is missing"),
]


@pytest.mark.parametrize(("was", "becomes", "cure"), BROKEN, ids=[case[2] for case in BROKEN])
def test_a_role_file_that_is_wrong_names_line_and_cure(
    tmp_path: Path, content: Content, was: str, becomes: str, cure: str
) -> None:
    text = (ROOT / "catalog" / "collector.yaml").read_text().replace('"', "")
    assert was in text
    (tmp_path / "collector.yaml").write_text(text.replace(was, becomes))
    with pytest.raises(ContentError, match=rf"collector\.yaml:\d+: .*{cure}"):
        load([tmp_path / "collector.yaml"], tmp_path / "d.db", content)


def test_the_original_pages_hold_exactly_the_figures_of_the_catalogue(
    tmp_path: Path, content: Content, shared: Path
) -> None:
    shutil.copy(ROOT / "data.db", tmp_path / "shipped.db")
    load([shared / "seeds"], tmp_path / "read.db", content)
    prose = [name for name, kind in content.facts.items() if kind.prose]
    sql = f"""select slug, fact, lower(coalesce(item, '')), value, low, high, text, unit, source, published from known
              where fact not in ({",".join("?" * len(prose))}) order by 1, 2, 3, 9"""
    held, read = (sqlite3.connect(tmp_path / name).execute(sql, prose).fetchall() for name in ("shipped.db", "read.db"))
    assert read == held
    reports = load([shared / "seeds"], tmp_path / "shipped.db", content)
    assert not [change for report in reports for change in report.changes]
