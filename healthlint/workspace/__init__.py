"""Everything that touches the file system: discovery, configuration, rule files, reading articles."""
