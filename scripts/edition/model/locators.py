"""Locator terms: what divisions of works are called, in English, German, French and Spanish, read and printed."""

from __future__ import annotations

from typing import NamedTuple

from edition.model.messages import C_


class LocatorTerm(NamedTuple):
    """A term that says what kind of division of a work a locator gives.

    ``label`` is CSL's. ``one`` and ``many`` are printed before one and before several; they and the forms under
    ``also`` are read, in capitals too, and an abbreviation also without its full stop. A form that begins with a
    capital is read only as it is. ``numbered``: whether such divisions have numbers; the others have words.
    """

    label: str
    one: str
    many: str
    also: tuple[str, ...] = ()
    numbered: bool = True

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """The forms that end in a full stop, without it."""
        return tuple(form[:-1] for form in (self.one, self.many, *self.also) if form.endswith("."))


def _forms(words: str) -> tuple[str, ...]:
    return tuple(words.replace("_", " ").split("|"))


LOCATOR_TERMS = {
    term.label: term
    for term in (
        LocatorTerm("page", C_("locator", "p."), C_("locator", "pp."),
                    _forms("page|pages|S.|SS.|seite|seiten|pág.|págs.|pag.|página|páginas")),
        LocatorTerm("volume", C_("locator", "vol."), C_("locator", "vols."),
                    _forms("volume|volumes|bd.|bde.|band|bände|t.|tt.|tome|tomes|tomo|tomos|volumen|volúmenes|vols")),
        LocatorTerm("issue", C_("locator", "no."), C_("locator", "nos."),
                    _forms("number|numbers|issue|issues|nr.|nrn.|heft|hefte|H.|n°|nº|n.º|num.|núm.|núms.|numéro|"
                           "numéros|número|números|nummer|nummern")),
        LocatorTerm("book", C_("locator", "bk."), C_("locator", "bks."),
                    _forms("book|books|buch|bücher|liv.|livre|livres|lib.|libro|libros")),
        LocatorTerm("part", C_("locator", "pt."), C_("locator", "pts."),
                    _forms("part|parts|tl.|teil|teile|partie|parties|parte|partes")),
        LocatorTerm("chapter", C_("locator", "chap."), C_("locator", "chaps."),
                    _forms("ch.|chs.|chapter|chapters|kap.|kapitel|chapitre|chapitres|cap.|caps.|capítulo|capítulos")),
        LocatorTerm("section", C_("locator", "sec."), C_("locator", "secs."),
                    _forms("§|§§|sect.|sects.|section|sections|abschn.|abschnitt|abschnitte|secc.|sección|secciones")),
        LocatorTerm("paragraph", C_("locator", "par."), C_("locator", "pars."),
                    _forms("¶|¶¶|para.|paras.|paragraph|paragraphs|abs.|absatz|absätze|Rn.|Rz.|Rdnr.|paragraphe|"
                           "paragraphes|párr.|párrs.|párrafo|párrafos|paragraf|paragrafen")),
        LocatorTerm("article-locator", C_("locator", "art."), C_("locator", "arts."),
                    _forms("article|articles|artikel|artículo|artículos")),
        LocatorTerm("appendix", C_("locator", "app."), C_("locator", "apps."),
                    _forms("appendix|appendices|anh.|anhang|anhänge|appendice|annexe|annexes|apéndice|apéndices|"
                           "anexo|anexos")),
        LocatorTerm("supplement", C_("locator", "suppl."), C_("locator", "suppls."),
                    _forms("supp.|supps.|supplement|supplements|supplément|suppléments|suplemento|suplementos|"
                           "Beil.|beilage")),
        LocatorTerm("act", C_("locator", "act"), C_("locator", "acts"),
                    _forms("akt|akte|aufzug|acte|actes|acto|actos")),
        LocatorTerm("scene", C_("locator", "sc."), C_("locator", "scs."),
                    _forms("scene|scenes|szene|szenen|Sz.|auftritt|scène|scènes|esc.|escena|escenas")),
        LocatorTerm("verse", C_("locator", "v."), C_("locator", "vv."),
                    _forms("verse|verses|vers|verso|versos|strophe|strophen")),
        LocatorTerm("line", C_("locator", "line"), C_("locator", "lines"),
                    _forms("l.|ll.|zeile|zeilen|Z.|ligne|lignes|lin.|línea|líneas")),
        LocatorTerm("note", C_("locator", "n."), C_("locator", "nn."),
                    _forms("note|notes|anm.|anmerkung|anmerkungen|fn.|fußnote|fußnoten|fussnote|footnote|footnotes|"
                           "nota|notas")),
        LocatorTerm("column", C_("locator", "col."), C_("locator", "cols."),
                    _forms("column|columns|Sp.|spalte|spalten|colonne|colonnes|columna|columnas")),
        LocatorTerm("folio", C_("locator", "fol."), C_("locator", "fols."),
                    _forms("folio|folios|f.|ff.|fo.|Bl.|blatt|blätter|f°|f.º|feuillet|feuillets")),
        LocatorTerm("figure", C_("locator", "fig."), C_("locator", "figs."),
                    _forms("figure|figures|abb.|abbildung|abbildungen|figura|figuras|ill.")),
        LocatorTerm("table", C_("locator", "table"), C_("locator", "tables"),
                    _forms("tbl.|tbls.|tab.|tabs.|tabelle|tabellen|tableau|tableaux|tabla|tablas|"
                           "cuadro|cuadros")),
        LocatorTerm("equation", C_("locator", "eq."), C_("locator", "eqs."),
                    _forms("equation|equations|gl.|gleichung|gleichungen|équation|équations|ecuación|ecuaciones")),
        LocatorTerm("opus", C_("locator", "op."), C_("locator", "opp."), _forms("opus|opera")),
        LocatorTerm("canon", C_("locator", "can."), C_("locator", "cann."),
                    _forms("canon|canons|kanon|kanones|canones")),
        LocatorTerm("rule", C_("locator", "rule"), C_("locator", "rules"),
                    _forms("regel|regeln|règle|règles|regla|reglas")),
        LocatorTerm("title-locator", C_("locator", "tit."), C_("locator", "tits."),
                    _forms("title|titles|titel|titre|titres|título|títulos")),
        LocatorTerm("elocation", C_("locator", "loc."), C_("locator", "locs."), _forms("location|locations")),
        LocatorTerm("timestamp", C_("locator", "min."), C_("locator", "min."), _forms("timestamp")),
        LocatorTerm("sub-verbo", C_("locator", "s.v."), C_("locator", "s.vv."),
                    _forms("sub verbo|sub verbis|s. v.|s. vv."), numbered=False),
    )
}  # fmt: skip
"""CSL label → term."""


def _keys(form: str) -> tuple[str, ...]:
    """How a form is looked up: without the full stop at its end."""
    bare = form.rstrip(".")
    return (bare,) if bare[:1].isupper() else (bare, bare.capitalize(), bare.upper())


LOCATOR_FORMS = {
    key: term for term in LOCATOR_TERMS.values() for form in (term.one, term.many, *term.also) for key in _keys(form)
}
"""Form that is read, without the full stop at its end → term."""
