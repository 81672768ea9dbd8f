"""What was published stays: the ledger, numbering, permalinks, releases."""
