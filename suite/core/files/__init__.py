"""Files: content-addressed storage, type by content, bounded size, inspected in a limited child process."""
