"""Help for editors: new projects, import of manuscripts, proposals for links, the status of the work."""
