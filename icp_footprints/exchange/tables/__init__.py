"""The plain tables of a plan file, one module a subject: their columns, rows and reading."""
