"""Time words of Arabic prose: where they stand and what they say."""

import pytest

from ascribe.parse.timevalue import Between, Calendar, Offset, Value, Weekday
from ascribe.parse.timex.arabic import find


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("قتل جنديان يوم الخميس الماضي في", "يوم الخميس الماضي", Weekday(3, -1)),
        ("في انفجار مساء أمس الجمعة.", "مساء أمس الجمعة", Weekday(4)),
        ("فجر اليوم الجمعة 20 حزيران 2031", "فجر اليوم الجمعة 20 حزيران 2031", Calendar(2031, 6, 20)),
        ("في 9 تموز/يوليو", "في 9 تموز/يوليو", Calendar(None, 7, 9)),
        ("السابع من أكتوبر 2023", "السابع من أكتوبر 2023", Calendar(2023, 10, 7)),
        ("عام 2015، حين", "عام 2015", Calendar(2015)),
        ("بين عامي 1980 و1988", "بين عامي 1980 و1988", Between(Calendar(1980), Calendar(1988))),
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", Offset("day", -3)),
        ("الشهر الماضي", "الشهر الماضي", Offset("month", -1)),
        ("٢٢/١١/٢٠٣١", "٢٢/١١/٢٠٣١", Calendar(2031, 11, 22)),
        ("وأمس الأول", "أمس الأول", Offset("day", -2)),
    ],
)
def test_a_time_says_its_value(text: str, words: str, value: Value) -> None:
    (found,) = find(text)
    assert (found.words, found.value, text[found.start : found.end]) == (words, value, words)


def test_since_is_a_bound() -> None:
    (found,) = find("45 هجوما منذ 17 تشرين الأول/أكتوبر")
    assert (found.bound, found.value) == ("since", Calendar(None, 10, 17))


@pytest.mark.parametrize("text", ["مارس ضغوطا على الحكومة", "قتل 30 شخصا", "31 شباط 2031", "الأحداث الأخيرة"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert find(text) == ()
