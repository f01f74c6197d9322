"""`ascribe show`: an entry of the ledger, gathered and printed; for people or as one JSON object."""

import json
from typing import Any

from rich.console import Console

from ascribe.ledger import Entry, Ledger
from ascribe.model import to_dict
from ascribe.terminal.capture import origin_json, print_origin
from ascribe.terminal.incident import Dossier, print_incident
from ascribe.terminal.report import print_reading, print_report


def dossier(ledger: Ledger, identity: str) -> Dossier:
    """An incident with its assessment, and the reports and readings that tell of it."""
    incident, assessment = ledger.incident(identity)
    return Dossier(
        incident,
        assessment,
        {report: ledger.reading(report) for report in incident.reports},
        {report: ledger.report(report) for report in incident.reports},
    )


def print_entry(console: Console, ledger: Ledger, entry: Entry) -> None:
    """The entry as people read it."""
    if entry.kind == "report":
        report = ledger.report(entry.id)
        print_report(console, report)
        print_origin(console, ledger, report)
        print_reading(console, ledger.reading(entry.id))
    else:
        print_incident(console, dossier(ledger, entry.id))


def print_entry_json(ledger: Ledger, entry: Entry) -> None:
    """The entry as one JSON object: a report with its reading and versions, an incident with all it rests on."""
    if entry.kind == "report":
        report, reading = ledger.report(entry.id), ledger.reading(entry.id)
        value: dict[str, Any] = {
            "report": to_dict(report),
            "reading": to_dict(reading),
            **origin_json(ledger, report),
        }
    else:
        found = dossier(ledger, entry.id)
        about = set(found.incident.propositions)
        statements = [s for r in found.readings.values() for s in r.statements if s.proposition in about]
        value = {
            "incident": to_dict(found.incident),
            "assessment": to_dict(found.assessment) if found.assessment else None,
            "propositions": [to_dict(p) for p in found.propositions()],
            "statements": [to_dict(s) for s in statements],
            "reports": [{**to_dict(r), "text": None} for r in found.reports.values()],
        }
    print(json.dumps(value, ensure_ascii=False))
