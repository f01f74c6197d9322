"""The casing of a word, told to the encoder beside its pieces (the encoder itself reads no case)."""

SHAPES = ("lower", "title", "upper", "letter", "mixed", "digit", "mark")


def shape(word: str) -> int:
    """Index into `SHAPES`."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if any(char.isdigit() for char in word):
        return 5
    if not any(char.isalpha() for char in word):
        return 6
    if word[0].isupper() and not any(char.isupper() for char in word[1:]):
        return 1
    return 4
