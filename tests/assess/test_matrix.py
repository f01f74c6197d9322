"""The matrix: speakers by details, silence, the outlet itself, versions and when each was first said."""

from dataclasses import replace

import builders as build
from depot import TEXT, accusation, assessed, counts, says, scene, voices

from ascribe.model import SpeakerKind, Stance


def test_unnamed_speakers_stay_in_their_reports() -> None:
    cases = []
    for source in ("daily", "weekly"):
        report, told = scene(
            f"{source}: Drones hit the depot in Velna.\nAn officer in {source} blamed the Reed Guard.",
            source=source,
        )
        officer = build.speaker(report, "An officer", SpeakerKind.MILITARY)
        cases.append(
            (
                report,
                told,
                [
                    says(
                        report,
                        told,
                        officer,
                        Stance.ACCUSES,
                        "agent",
                        "blamed the Reed Guard",
                        actor=build.filler(report, "Reed Guard"),
                    )
                ],
            )
        )
    result = assessed(*cases)
    assert len([row for row in result.rows if row.label == "An officer"]) == 2
    assert all(row.report for row in result.rows if not row.named)


def test_silence_and_absence_of_a_claim_are_cells() -> None:
    report, told = scene()
    speakers = voices(report)
    result = assessed(
        (
            report,
            told,
            [
                accusation(report, told, "officers"),
                says(report, told, build.outlet(), Stance.NO_CLAIM, "agent", "No group has claimed it"),
                says(
                    report,
                    told,
                    speakers["palace"],
                    Stance.DECLINED,
                    "agent",
                    "The palace declined to comment",
                ),
                says(
                    report, told, speakers["guard"], Stance.NOT_REACHED, "agent", "The Reed Guard denied it"
                ),
            ],
        )
    )
    cells = {(cell.speaker, cell.column, cell.stance) for cell in result.matrix}
    assert (f"{report.id}'s outlet", "agent", Stance.NO_CLAIM) in cells
    assert ("The palace", "agent", Stance.DECLINED) in cells
    assert ("The Reed Guard", "agent: Reed Guard", Stance.NOT_REACHED) in cells
    assert result.contradictions == ()


def test_what_the_outlet_tells_as_a_fact_is_its_own_row() -> None:
    report, told = scene()
    told = replace(
        told,
        agents=(build.filler(report, "Reed Guard"),),
        harm=(build.count(report, "19 dead", "killed", 19),),
    )
    cells = {(c.column, c.value): c for c in assessed((report, told, [])).matrix}
    assert set(cells) == {
        ("happened", None),
        ("agent: Reed Guard", None),
        ("killed", "19"),
        ("means", "drone"),
    }
    assert all(c.speaker == f"{report.id}'s outlet" and c.statements == (told.id,) for c in cells.values())


def test_a_count_in_a_speakers_mouth_is_not_the_outlets() -> None:
    report, told = scene()
    told = replace(told, harm=(build.count(report, "19 dead", "killed", 19),))
    officer = build.speaker(report, "One officer", SpeakerKind.MILITARY)
    said = says(
        report,
        told,
        officer,
        Stance.ASSERTS,
        "killed",
        "One officer counted 19 dead",
        quantity=build.count(report, "19 dead", "killed", 19),
    )
    killed = [c for c in assessed((report, told, [said])).matrix if c.column == "killed"]
    assert [c.speaker for c in killed] == [f"One officer [{report.id}]"]


def test_the_order_of_reports_changes_nothing() -> None:
    report, told = scene()
    other, retold = scene(source="weekly")
    said = {report.id: [accusation(report, told, "officers")], other.id: counts(other, retold, "doctor")}
    cases = [(report, told, said[report.id]), (other, retold, said[other.id])]
    assert assessed(*cases) == assessed(*cases[::-1])


def test_history_says_what_was_first_said_after_how_many_days() -> None:
    days = ("2031-05-04", "2031-05-06", "2031-05-07")
    cases = []
    for day, who in zip(days, ("officers", "guard", "guard"), strict=True):
        report, told = scene(f"{TEXT}\n{day} {who}", source=day, published=day)
        stance = Stance.CLAIMS if who == "guard" else Stance.ACCUSES
        cases.append((report, told, [accusation(report, told, who, stance)]))
    turns = [turn for turn in assessed(*cases).history if turn.column == "agent: Reed Guard"]
    assert [(t.day, t.stance, t.days_after) for t in turns] == [
        ("2031-05-04", Stance.ACCUSES, 0),
        ("2031-05-06", Stance.CLAIMS, 2),
    ]


def test_a_version_counts_the_independent_origins_that_give_it() -> None:
    report, told = scene()
    copy, copied = scene(source="copier")
    cases = [(r, t, counts(r, t, "officer")) for r, t in ((report, told), (copy, copied))]
    (version,) = [v for v in assessed(*cases).versions if v.column == "killed"]
    assert (version.value, version.origins, len(version.speakers)) == ("19", 1, 2)


def test_the_carriers_of_a_text_are_named_with_the_outlet_that_it_is_of() -> None:
    report, told = scene(published="2031-05-04", publisher="Velna Herald")
    copy, copied = scene(source="copier", published="2031-05-05", publisher="Coast Mail")
    result = assessed((report, told, []), (copy, copied, []))
    assert [(c.name, set(c.reports)) for c in result.carried] == [("Velna Herald", {report.id, copy.id})]
