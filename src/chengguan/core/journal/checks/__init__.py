"""What verification looks at, one subject each: a generator of findings per subject."""
