"""执法: the capabilities of enforcement, each an app of its own; none imports another."""
