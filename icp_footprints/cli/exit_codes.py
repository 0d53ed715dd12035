"""How a command ends, for scripts that call it; 0 is well."""

RULE_FAILED, INPUT, FAULT, STOPPED = 1, 2, 3, 130
