"""核验文件: the whole file of a matter as one zip that can be verified without this house."""
