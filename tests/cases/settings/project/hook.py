"""A hook of mkdocs, as an editor may have one."""


def on_page_markdown(markdown: str, page, **_) -> str:
    return markdown.replace("All are reserved.", "Changed by a hook.")


def on_post_page(output: str, **_) -> str:
    return output + "<!-- seen by a hook -->"
