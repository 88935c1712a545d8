"""Maps inside notebook files: the copy under an editor, recovering it, maps with a name."""
