"""The edition as books: PDF, EPUB, TEI, plain text."""
