"""The smallest pictures that have a frame and an end."""

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08" + bytes(8) + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04JF"  # an application segment
    b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"  # a frame of 1 × 1
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x7f"
    b"\xff\xd9"
)
