"""The names of languages, as they stand over a name in its original form."""

from __future__ import annotations

from edition.model.messages import N_, Messages

LANGUAGES = {
    "ar": N_("Arabic"),
    "cs": N_("Czech"),
    "da": N_("Danish"),
    "de": N_("German"),
    "el": N_("Modern Greek"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "fa": N_("Persian"),
    "fi": N_("Finnish"),
    "fr": N_("French"),
    "grc": N_("Ancient Greek"),
    "he": N_("Hebrew"),
    "hu": N_("Hungarian"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "la": N_("Latin"),
    "nl": N_("Dutch"),
    "no": N_("Norwegian"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sa": N_("Sanskrit"),
    "sv": N_("Swedish"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "yi": N_("Yiddish"),
    "zh": N_("Chinese"),
}


def language_name(tag: str, words: Messages) -> str:
    """The name of a language (a BCP 47 tag), or “Original form” for one without a name here."""
    name = LANGUAGES.get(tag.partition("-")[0].lower())
    return words.gettext(name) if name else words.gettext("Original form")
