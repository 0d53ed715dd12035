"""Paper: the pages of the PDF files, looked at on the screen and sent to a printer."""
