"""Official documents of the Party: what they are made of, and how they become PDF and Word.

`blocks` describes a document, `layouts` the format rules in force, `wording` the fixed phrases;
`formats.write` turns the whole into a file. This package knows nothing of cells or meetings.
"""
