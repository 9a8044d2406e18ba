"""附件/证据文件: originals stored by content, and who brought each of them when, where and how.

It answers whether bytes are what they were; it never knows which matter a file belongs to.
"""
