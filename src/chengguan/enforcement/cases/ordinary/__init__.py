"""普通程序: from verification to the archive. One module a stage of the case."""
