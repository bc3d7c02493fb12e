"""Whose words they are: the people an article names (`names`), and who is meant by a source (`speakers`)."""
