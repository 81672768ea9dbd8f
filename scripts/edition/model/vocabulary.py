"""What is known once of the nouns of an edition: work types, the roles of creators, locator terms."""

from __future__ import annotations

# --- Work types ----------------------------------------------------------------------------------------------------


# --- Locator terms -------------------------------------------------------------------------------------------------
