"""What stands in boilerplate is not read, whatever it looks like."""

from ascribe.pipeline import Pipeline
from ascribe.read import read_text


def test_the_title_of_another_page_is_no_author() -> None:
    text = "Police arrested two men.\n\nLeave a Reply\n\nStatement of the League mission in Orvania on attacks"
    reading = Pipeline().reading(read_text("page.txt", text.encode(), None))
    assert all(p.evidence.start < 24 for p in reading.propositions)
    assert [p.kind.value for p in reading.propositions] == ["arrest"]
