"""Findings on the settings of the site, as far as they speak of what the edition has."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from posixpath import normpath

from edition.index.navigation import ABOUT, ESSAY, REGISTERS, file_uri, flat, is_elsewhere, navigation, pages_by_path
from edition.model.edition import Edition
from edition.model.findings import Finding, SourceLocation
from edition.model.languages import tag
from edition.model.messages import catalogues, messages
from edition.model.settings import CONFIGURATION, SiteSettings, all_items
from edition.sources.yaml_records import suggestion


def nav(edition: Edition) -> Iterator[Finding]:
    """``set-nav``: an item of ``nav`` that leads to no page; ``set-not-listed``: a page that is not in it."""
    settings, known = edition.settings, pages_by_path(edition)
    folders = {ESSAY, REGISTERS, ABOUT, *(f"{path.rpartition('/')[0]}/" for path in known if "/" in path)}
    for item in all_items(settings.nav):
        leads = is_elsewhere(item.target) or item.target in (*known, *folders) or file_uri(edition, item.target)
        if not (item.items or leads):
            hint = suggestion(item.target, (*known, *folders), "Write the path of a Markdown file from docs.")
            yield Finding(item.location, "set-nav", f"“{item.target or item.title}” in nav leads to no page.", hint)
    if not settings.nav or not settings.report_unlisted:
        return
    from pathspec.gitignore import GitIgnoreSpec

    left_out = GitIgnoreSpec.from_lines(settings.not_in_nav.splitlines())
    listed = {branch.uri for branch in flat(navigation(edition))}
    written = {section.location.file.partition("/")[2] for section in edition.sections}
    written |= {page.location.file.partition("/")[2] for page in edition.prose}
    for path, branch in known.items():
        if path in written and branch.uri not in listed and not left_out.match_file(path):
            message, hint = "this page is not in nav, so that no menu leads to it.", "Add it, or name it in not_in_nav."
            yield Finding(SourceLocation(f"docs/{path}"), "set-not-listed", message, hint)


def missing(settings: SiteSettings, files: Collection[str]) -> Iterator[Finding]:
    """``set-missing``: a style sheet, script or picture that a setting names and the site (``files``) does not have."""
    named = [*settings.extra_css, *(script.path for script in settings.extra_javascript)]
    named += [str(settings.theme.get(option) or "") for option in ("logo", "favicon")]
    for path in named:
        if path and not is_elsewhere(path) and normpath(path.partition("?")[0]) not in files:
            message = f"“{path}” is named, and there is no such file in {settings.docs_dir}."
            yield Finding(SourceLocation(CONFIGURATION), "set-missing", message, "Put it there, or correct its name.")


def strict(settings: SiteSettings, findings: Collection[Finding]) -> Iterator[Finding]:
    """``set-strict``: something was found, and the settings want nothing to be."""
    if settings.strict and findings:
        message = "“strict” is switched on, so that the other findings stop the build too."
        yield Finding(SourceLocation(CONFIGURATION), "set-strict", message, "Mend them, or switch it off.")


def languages(edition: Edition) -> Iterator[Finding]:
    """``set-bad-language``: a language that is no tag of a language; ``set-no-catalogue``: one in which the interface
    has no words; ``set-two-languages``: ``edition.yml`` and the theme choose different ones."""
    data, chosen = edition.metadata, edition.settings.language
    for name, given in (("language", data.language), ("interface_language", data.interface_language)):
        if given and not tag(given):
            hint = "Write its tag, as in en, en-GB or de."
            yield Finding(data.location, "set-bad-language", f"“{given}” ({name}) is no tag of a language.", hint)
    if data.interface_language and messages(data.interface_language).language != data.interface_language:
        message = f"the interface has no words in “{data.interface_language}”, and is in English."
        hint = f"Choose one of {', '.join(sorted(catalogues()))}, or add a catalogue."
        yield Finding(data.location, "set-no-catalogue", message, hint)
    if chosen and not f"{data.interface_language}-".startswith(f"{chosen}-"):  # a theme may not know the variety
        message = f"edition.yml wants the interface in “{data.interface_language}”, the theme wants “{chosen}”."
        yield Finding(data.location, "set-two-languages", message, "Say it in one place.")


ACROSS = (nav, languages)
