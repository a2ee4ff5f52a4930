"""``quotes check`` and ``quotes backup``."""

from __future__ import annotations

import os
import sqlite3


def test_check_says_that_all_is_well(filled):
    result = filled("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "quotes.db: all is well\n")


def test_check_names_each_fault_with_what_to_do_and_repairs_what_is_derived(filled):
    with sqlite3.connect("quotes.db") as connection:
        connection.execute("UPDATE speakers SET quotes = 7 WHERE name = 'Tom Adeyemi'")
        connection.execute("UPDATE documents SET sha256 = '' WHERE id = 'in/keller.txt'")
    connection.close()
    result = filled("check")
    assert result.exit_code == 2
    again = "Ingest it again: 'quotes ingest --again in/keller.txt'."
    repair = "'quotes check --repair' works it out anew from the documents."
    assert result.stdout.splitlines() == [
        f"in/keller.txt: the text has changed since it was read. {again}",
        f"Tom Adeyemi: a speaker's quotes are counted wrongly. {repair}",
    ]
    assert result.stderr == "2 faults in quotes.db\n"
    assert len(filled("check", "--repair").stdout.splitlines()) == 1
    assert filled("ingest", "--again", "in/keller.txt").exit_code == 0
    assert filled("check").exit_code == 0


def test_a_backup_is_a_database(filled):
    result = filled("backup", "copy.db")
    assert result.exit_code == 0
    assert result.stderr.startswith("quotes.db copied to copy.db: ")
    assert filled("export", "--db", "copy.db").stdout == filled("export").stdout
    assert filled("backup", "in/keller.txt").stderr == (
        "Error: in/keller.txt: is there already and is no quote database. Name another file.\n"
    )
    assert sorted(os.listdir()) == ["copy.db", "in", "quotes.db"]


def test_there_must_be_a_database(run):
    for command in (("check",), ("backup", "copy.db")):
        result = run(*command)
        assert result.exit_code == 2
        assert "no such database" in result.stderr
    assert os.listdir() == []
