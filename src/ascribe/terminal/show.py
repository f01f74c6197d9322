"""`ascribe show`: an entry of the ledger, gathered and printed; for people or as one JSON object."""

import json
from collections.abc import Callable
from typing import Any

from rich.console import Console

from ascribe.actors import Register
from ascribe.errors import NotFoundError
from ascribe.knowledge.packs import Packs
from ascribe.ledger import Entry, Ledger
from ascribe.model import to_dict
from ascribe.terminal.actors import behind_json, print_actor, print_actor_json
from ascribe.terminal.capture import origin_json, print_origin
from ascribe.terminal.incident import Dossier, print_incident
from ascribe.terminal.report import print_reading, print_report

#: Loads the packs, where an entry needs them.
Knowledge = Callable[[], Packs]


def find_entry(ledger: Ledger, identity: str, knowledge: Knowledge) -> Entry:
    """The report or incident that an id asks for, else the actor of that id or name; raises NotFoundError."""
    try:
        return ledger.find(identity)
    except NotFoundError as error:
        try:
            return Entry("actor", Register.of(ledger, knowledge()).find(identity))
        except NotFoundError:
            raise error from None


def dossier(ledger: Ledger, identity: str, knowledge: Knowledge) -> Dossier:
    """An incident with its assessment, the reports and readings that tell of it, and who its candidates are."""
    incident, assessment = ledger.incident(identity)
    candidates = assessment is not None and assessment.candidates
    return Dossier(
        incident,
        assessment,
        {report: ledger.reading(report) for report in incident.reports},
        {report: ledger.report(report) for report in incident.reports},
        Register.of(ledger, knowledge(), ledger.relating()) if candidates else None,
    )


def print_entry(console: Console, ledger: Ledger, entry: Entry, knowledge: Knowledge) -> None:
    """The entry as people read it."""
    if entry.kind == "report":
        report = ledger.report(entry.id)
        print_report(console, report)
        print_origin(console, ledger, report)
        print_reading(console, ledger.reading(entry.id))
    elif entry.kind == "actor":
        print_actor(console, Register.of(ledger, knowledge()), entry.id)
    else:
        print_incident(console, dossier(ledger, entry.id, knowledge))


def print_entry_json(ledger: Ledger, entry: Entry, knowledge: Knowledge) -> None:
    """The entry as one JSON object: a report with its reading and versions, an incident with all it rests on."""
    if entry.kind == "actor":
        print_actor_json(Register.of(ledger, knowledge()), entry.id)
        return
    if entry.kind == "report":
        report, reading = ledger.report(entry.id), ledger.reading(entry.id)
        value: dict[str, Any] = {
            "report": to_dict(report),
            "reading": to_dict(reading),
            **origin_json(ledger, report),
        }
    else:
        found = dossier(ledger, entry.id, knowledge)
        about = set(found.incident.propositions)
        statements = [s for r in found.readings.values() for s in r.statements if s.proposition in about]
        value = {
            "incident": to_dict(found.incident),
            "assessment": to_dict(found.assessment) if found.assessment else None,
            "propositions": [to_dict(p) for p in found.propositions()],
            "statements": [to_dict(s) for s in statements],
            "reports": [{**to_dict(r), "text": None} for r in found.reports.values()],
            "behind": {
                identity: list(behind_json(found.register, identity))
                for identity in found.candidates().values()
                if found.register
            },
        }
    print(json.dumps(value, ensure_ascii=False))
