"""The trade union: members, money, care and benefits of those who work here."""
