"""The steps from one version of the library's database to the next, a module each."""
