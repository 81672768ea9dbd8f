"""What the commands of LaTeX mean that stand in bibliographies."""

from __future__ import annotations

from functools import cache

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "t": "\u0361", "c": "\u0327", "d": "\u0323", "b": "\u0331",
    "k": "\u0328", "r": "\u030a", "G": "\u030f", "f": "\u0311", "h": "\u0309", "U": "\u030e",
    "textcommabelow": "\u0326", "polhk": "\u0328", "udot": "\u0323", "lfhook": "\u0326", "soft": "\u030c",
}  # fmt: skip
"""Command of one argument → the combining character that it adds."""

SIGNS = {
    " ": " ", "\n": " ", "\t": " ", "\\": " ", "/": "", "-": "", "!": "", ",": "\u00a0", ";": " ", ":": " ", "@": "",
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "|": "‖", ">": " ", "*": "",
}  # fmt: skip
"""Command that is one sign → what it prints."""

SYMBOLS = {
    "slash": "/", "pounds": "£", "textsterling": "£", "S": "§", "P": "¶", "LaTeX": "LaTeX", "TeX": "TeX",
    "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "textbar": "|", "textbardbl": "‖", "ddag": "‡",
    "dag": "†", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textless": "<",
    "textgreater": ">", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_",
    "textdollar": "$", "textpercent": "%", "textasciigrave": "`", "textquotesingle": "'", "textquotedbl": '"',
    "euro": "€", "texteuro": "€", "EUR": "€", "textdegree": "°", "degree": "°", "dots": "…", "ldots": "…",
    "textellipsis": "…", "cdots": "⋯", "mdots": "…", "i": "ı", "j": "ȷ", "glqq": "„", "grqq": "“", "glq": "‚",
    "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "quotedblbase": "„", "quotesinglbase": "‚",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textbullet": "•", "textperiodcentered": "·", "cdot": "·", "hyp": "-", "hyphen": "-",
    "textnumero": "№", "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼",
    "nobreakspace": "\u00a0", "space": " ", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": "\u00a0",
    "newline": " ", "par": " ", "linebreak": " ", "colon": ":", "addcolon": ":", "adddot": ".", "addperiod": ".",
    "addcomma": ",", "addsemicolon": ";", "addspace": " ", "addnbspace": "\u00a0", "addabbrvspace": " ", "aposs": "’s",
    "dash": "–", "textcelsius": "℃", "textmu": "µ", "micro": "µ", "lbrace": "{", "rbrace": "}", "lbrack": "[",
    "rbrack": "]", "textvisiblespace": "␣", "textexclamdown": "¡", "textquestiondown": "¿", "hyphenation": "",
    "prime": "′", "ast": "*", "mid": "|", "vert": "|", "Vert": "‖", "backslash": "\\", "sim": "∼", "star": "⋆",
    "lq": "‘", "rq": "’", "lqq": "“", "rqq": "”", "ellipsis": "…", "thickspace": " ", "textthreequarters": "¾",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textbraceleft": "{", "textbraceright": "}", "textdoublebarpipe": "ǂ", "psq": "\u00a0f.", "psqq": "\u00a0ff.",
    "pno": "p.", "ppno": "pp.", "cprime": "ʹ", "cdprime": "ʺ", "Dbar": "Đ", "dbar": "đ",
}  # fmt: skip
"""Command without an argument → what it prints. Those of mathematics come from ``symbol``."""

SILENT = frozenset(
    """protect relax ignorespaces unskip bgroup egroup noindent leavevmode null nolinebreak nobreak break allowbreak
    sloppy raggedright xspace autocap isdot unspace nopunct displaystyle textstyle scriptstyle limits nolimits left
    right big Big bigg Bigg bigl bigr normalsize small large Large footnotesize scriptsize tiny huge mathord mathrel
    upshape mdseries normalfont rmfamily sffamily rm sf up selectfont boldmath unboldmath
    textup textrm textsf textnormal text textmd textlf mbox hbox fbox makebox uline underline emdash
    nopp pnfmt mathrm mathsf mathtt mathcal mathbb mathfrak mathnormal mathscr operatorname
    ensuremath mkbibparens* texorpdfstring bibrangessep MakeSentenceCase MakeTitleCase mkbibfirst
    title""".split()
)
"""Commands that print nothing themselves: what they are applied to stands as it is."""

TAGS = {
    "emph": "em", "textit": "em", "textsl": "em", "mkbibemph": "em", "mkbibitalic": "em", "mathit": "em",
    "textbf": "strong", "mkbibbold": "strong", "mathbf": "strong", "textsuperscript": "sup",
    "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub", "texttt": "code", "path": "code",
    "em": "em", "it": "em", "itshape": "em", "sl": "em", "slshape": "em", "bf": "strong", "bfseries": "strong",
    "tt": "code", "ttfamily": "code",
}  # fmt: skip
"""Command → the tag of what it is applied to."""
SMALL_CAPITALS = frozenset("textsc mkbibsc sc scshape mkbibacro textssc".split())
DECLARATIONS = frozenset("em it itshape sl slshape bf bfseries tt ttfamily sc scshape".split())
"""Commands that are applied to the rest of their group."""

AROUND = {
    "mkbibparens": ("(", ")"), "mkbibbrackets": ("[", "]"), "parentext": ("(", ")"), "brackettext": ("[", "]"),
    "footnote": (" (", ")"), "guillemotleft": ("«", ""), "mkbibfootnote": (" (", ")"), "sqrt": ("√", ""),
    "mkbibordinal": ("", "."),
}  # fmt: skip
"""Command of one argument → what it prints before and after it."""

DROPPED = {"hspace": 1, "vspace": 1, "color": 1, "label": 1, "noopsort": 1, "NoopSort": 1, "SortNoop": 1, "nocite": 1,
           "selectlanguage": 1, "fontsize": 2, "phantom": 1, "vphantom": 1, "hphantom": 1, "noop": 1, "noopsortk": 1,
           "sortas": 1, "hyphenation": 1, "index": 1, "setcounter": 2, "kern": 0, "penalty": 0}  # fmt: skip
"""Command → how many arguments it has, none of which is printed."""
CASES = {"uppercase": str.upper, "MakeUppercase": str.upper, "lowercase": str.lower, "MakeLowercase": str.lower}
"""Command → what it does to the letters of its argument."""
SKIPPED_FIRST = frozenset("textcolor colorbox hyperref raisebox parbox resizebox href* scalebox".split())
"""Commands whose first argument is not printed."""

LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "canadian": "en-CA", "australian": "en-AU", "german": "de", "ngerman": "de", "austrian": "de-AT",
    "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH", "french": "fr", "francais": "fr",
    "frenchb": "fr", "acadian": "fr", "canadien": "fr-CA", "spanish": "es", "italian": "it", "portuguese": "pt",
    "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt", "dutch": "nl", "latin": "la", "greek": "el",
    "polutonikogreek": "grc", "ancientgreek": "grc", "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs",
    "slovak": "sk", "slovene": "sl", "slovenian": "sl", "croatian": "hr", "serbian": "sr", "bulgarian": "bg",
    "hungarian": "hu", "magyar": "hu", "romanian": "ro", "swedish": "sv", "norwegian": "nb", "norsk": "nb",
    "nynorsk": "nn", "danish": "da", "finnish": "fi", "icelandic": "is", "estonian": "et", "latvian": "lv",
    "lithuanian": "lt", "turkish": "tr", "hebrew": "he", "arabic": "ar", "catalan": "ca", "galician": "gl",
    "basque": "eu", "irish": "ga", "welsh": "cy", "scottish": "gd", "breton": "br", "japanese": "ja", "chinese": "zh",
    "korean": "ko", "esperanto": "eo", "afrikaans": "af",
}  # fmt: skip
"""Language in babel's words → its code."""


@cache
def _mathematics() -> dict[str, str]:
    """Command without an argument → what it prints; none that cites (<cit.>) or tells the time."""
    from pylatexenc.latex2text import get_default_latex_context_db  # slow to import, and needed by few values

    specs = get_default_latex_context_db().iter_macro_specs()
    known = ((spec.macroname, spec.simplify_repl) for spec in specs)
    return {
        name: words
        for name, words in known
        if isinstance(words, str) and words and not {"%", "<"} & {*words} and name != "today"
    }


def symbol(name: str) -> str | None:
    """What a command without an argument prints; None for one that is not known."""
    return SYMBOLS[name] if name in SYMBOLS else _mathematics().get(name)


def language(name: str) -> str:
    """The code of a language that is given by babel's word or already as a code; nothing for one that is not known."""
    name = name.strip().casefold()
    return LANGUAGES.get(name, "") or (name if 2 <= len(name.split("-")[0]) <= 3 and name.isascii() else "")
