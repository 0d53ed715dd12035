"""What a report says, section by section: data without any layout."""
