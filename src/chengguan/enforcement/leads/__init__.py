"""线索、诉件 · leads from every source to an end, the hotline's orders first.

Answers to K1, and in part to E3.2b (重复投诉) and E3.2e (12345 诉件).
Must never know: cases, estates or any other capability; what a case made of a lead comes by flow.
"""
