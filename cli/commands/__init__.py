"""One module a command group: each command turns its words into a use case's arguments, and the outcome into an answer.

Annotations in these modules are read at run time, by the command line's parser:
that is why none of them postpones their evaluation.
"""
