"""What was published once stays: ledger, numbering, permalinks."""
