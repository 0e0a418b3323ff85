"""The shell: the only place that touches the disk. One format a file."""
