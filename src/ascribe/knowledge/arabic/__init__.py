"""What Ascribe knows of Arabic news prose: verbs, nouns, small words and places, as tables of plain forms.

Everything is YAML beside this file: stems and what they tell. `load_arabic` makes the forms (`forms`) once. A word of a
text is looked up by its plain spelling (`letters.plain`).
"""

from ascribe.knowledge.arabic.entries import Adjective, Noun, NounForm, Verb, VerbForm
from ascribe.knowledge.arabic.letters import plain
from ascribe.knowledge.arabic.tables import Arabic, load_arabic

__all__ = ["Adjective", "Arabic", "Noun", "NounForm", "Verb", "VerbForm", "load_arabic", "plain"]
