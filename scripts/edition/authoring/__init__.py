"""What an editor is helped with: a new project, a manuscript read in, links found, the state of the work."""
