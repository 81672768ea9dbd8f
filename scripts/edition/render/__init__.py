"""Each module here turns an ``Edition`` into outputs of one kind; none imports another."""
