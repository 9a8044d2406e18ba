"""看板与通报: how the year stands, on one page, on paper, and as it stood; app "boards"."""
