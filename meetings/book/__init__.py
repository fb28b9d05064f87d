"""The bound book of a cell: what a page holds, how it is hashed, and how the chain is proved."""
