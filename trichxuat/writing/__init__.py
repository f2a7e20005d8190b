"""Records out, one module for each form. Knows the record alone."""
