"""What stands in boilerplate is not read, whatever it looks like."""

from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

TEXT = """\
Two men held in Old Ferry

Police arrested two men in Old Ferry on Sunday, a spokesman said. They were held over an attack on a guard post.

Leave a Reply

Statement of the League mission in Orvania on attacks against its staff
"""


def test_the_title_of_another_page_is_no_author(pipeline: Pipeline) -> None:
    reading = pipeline.reading(read_bytes("page.txt", TEXT.encode(), None))
    assert reading.propositions
    assert all(p.evidence.end < TEXT.index("Leave a Reply") for p in reading.propositions)
    assert not any("League" in s.speaker.name for s in reading.statements)
