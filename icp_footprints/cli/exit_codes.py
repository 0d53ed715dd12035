"""How a command ends, for scripts that call it; 0 is well."""

RULE_FAILED, INPUT, FAULT, STOPPED = 1, 2, 3, 130
# As the shell says it of a program that wrote to nobody.
OUTPUT_CLOSED = 141
