"""The demonstration: an invented town committee with two years of meetings that can be believed.

`builder.build` fills an empty database. Nothing here reads a clock or the global random state:
the same plan (size, seed, today) always writes the same rows.
"""
