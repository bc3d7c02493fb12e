"""The lessons' exercises: what is asked, the key, the check, and the answers a reader gave.

One file a notebook in `keys/` holds questions, options, keys and the misconception behind each wrong option.
"""
