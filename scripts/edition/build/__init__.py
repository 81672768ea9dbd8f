"""The steps of a build in their order; the cache, worker processes, publishing, releases."""
