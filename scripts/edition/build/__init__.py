"""The order of the steps of a build; its cache, its workers, publishing."""
