"""页面: the frame, the components and the words every page is made of.

Answers P6 (the map of capabilities) and the surface of all others.
Must never know any other app: what it shows of them comes by registry.
"""
